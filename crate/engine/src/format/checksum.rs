//! The checksum of each section: CRC-32 as in PNG and zip (polynomial 0xEDB88320, reflected).

use std::sync::LazyLock;

/// Remainders of single bytes, followed by 0 to 7 further zero bytes. Worked out at run time: 8 KB that nothing compresses
/// would be a tenth of the WebAssembly module.
static TABLES: LazyLock<[[u32; 256]; 8]> = LazyLock::new(|| {
    let mut tables = [[0; 256]; 8];
    for byte in 0..256u32 {
        let divided = (0..8).fold(byte, |rest, _| (rest >> 1) ^ (0xEDB8_8320 & (rest & 1).wrapping_neg()));
        tables[0][byte as usize] = divided;
    }
    for zeros in 1..8 {
        for byte in 0..256 {
            let shorter = tables[zeros - 1][byte];
            tables[zeros][byte] = (shorter >> 8) ^ tables[0][(shorter & 0xff) as usize];
        }
    }
    tables
});

/// The CRC-32 of some bytes, eight at a time ("slicing by 8").
pub(super) fn crc32(bytes: &[u8]) -> u32 {
    let tables = &*TABLES;
    let mut remainder = u32::MAX;
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        let low = remainder ^ u32::from_le_bytes([chunk[0], chunk[1], chunk[2], chunk[3]]);
        remainder = tables[7][(low & 0xff) as usize]
            ^ tables[6][(low >> 8 & 0xff) as usize]
            ^ tables[5][(low >> 16 & 0xff) as usize]
            ^ tables[4][(low >> 24) as usize]
            ^ tables[3][usize::from(chunk[4])]
            ^ tables[2][usize::from(chunk[5])]
            ^ tables[1][usize::from(chunk[6])]
            ^ tables[0][usize::from(chunk[7])];
    }
    for &byte in chunks.remainder() {
        remainder = (remainder >> 8) ^ tables[0][((remainder ^ u32::from(byte)) & 0xff) as usize];
    }
    !remainder
}

#[cfg(test)]
mod tests {
    use super::crc32;

    #[test]
    fn agrees_with_published_check_values() {
        assert_eq!(crc32(b""), 0);
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
        assert_eq!(crc32(b"The quick brown fox jumps over the lazy dog"), 0x414F_A339);
    }
}
