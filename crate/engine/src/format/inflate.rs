//! Unpacking deflate (RFC 1951) from one slice to one vector: a quarter of the size of a library that also unpacks
//! streams, and size counts where this runs.

/// In which order a block lists the lengths of the codes for lengths of codes.
const LENGTHS_ORDER: [usize; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/// The longest code, in bits.
const MAX_BITS: usize = 15;

/// The symbol that ends a block; those above stand for lengths of repetitions.
const END: usize = 256;

/// Unpacks bytes that are known to have had a given length; `None` if they did not.
pub(super) fn inflate(packed: &[u8], length: usize) -> Option<Vec<u8>> {
    let mut bits = Bits { bytes: packed.iter(), held: 0, count: 0 };
    let mut out = Vec::with_capacity(length);
    loop {
        let is_last = bits.take(1)? == 1;
        match bits.take(2)? {
            0 => stored(&mut bits, &mut out, length)?,
            1 => {
                let mut lengths = [8; 288];
                lengths[144..256].fill(9);
                lengths[256..280].fill(7);
                repetitions(&mut bits, &mut out, length, &lengths, &[5; 30])?;
            }
            2 => {
                let counts = [bits.take(5)? + 257, bits.take(5)? + 1].map(|count| count as usize);
                let lengths = code_lengths(&mut bits, counts[0] + counts[1])?;
                let (literals, distances) = lengths.split_at(counts[0]);
                repetitions(&mut bits, &mut out, length, literals, distances)?;
            }
            _ => return None,
        }
        if is_last {
            return (out.len() == length).then_some(out);
        }
    }
}

/// A block of bytes as they are.
fn stored(bits: &mut Bits, out: &mut Vec<u8>, length: usize) -> Option<()> {
    bits.take(bits.count % 8)?;
    let (count, check) = (bits.take(16)?, bits.take(16)?);
    if count != !check & 0xFFFF || count as usize > length - out.len() {
        return None;
    }
    for _ in 0..count {
        out.push(bits.take(8)? as u8);
    }
    Some(())
}

/// The lengths of both codes of a block, which are packed themselves.
fn code_lengths(bits: &mut Bits, count: usize) -> Option<Vec<u8>> {
    let mut lengths = [0; LENGTHS_ORDER.len()];
    let given = bits.take(4)? as usize + 4;
    for &symbol in &LENGTHS_ORDER[..given] {
        lengths[symbol] = bits.take(3)? as u8;
    }
    let codes = Codes::new(&lengths)?;
    let mut lengths = Vec::with_capacity(count);
    while lengths.len() < count {
        let (length, times) = match codes.read(bits)? {
            16 => (*lengths.last()?, 3 + bits.take(2)?),
            17 => (0, 3 + bits.take(3)?),
            18 => (0, 11 + bits.take(7)?),
            length => (length as u8, 1),
        };
        lengths.resize(lengths.len() + times as usize, length);
    }
    (lengths.len() == count).then_some(lengths)
}

/// A block of literal bytes and repetitions of what came before.
fn repetitions(
    bits: &mut Bits,
    out: &mut Vec<u8>,
    length: usize,
    literals: &[u8],
    distances: &[u8],
) -> Option<()> {
    let (literals, distances) = (Codes::new(literals)?, Codes::new(distances)?);
    loop {
        let symbol = literals.read(bits)?;
        let room = length - out.len();
        if symbol == END {
            return Some(());
        }
        if symbol < END {
            if room == 0 {
                return None;
            }
            out.push(symbol as u8);
            continue;
        }
        let count = match symbol - END - 1 {
            code @ ..28 => 3 + bits.span(code, 2)?,
            28 => 258,
            _ => return None,
        };
        let code = distances.read(bits).filter(|&code| code < 30)?;
        let start = out.len().checked_sub(1 + bits.span(code, 1)?)?;
        if count > room {
            return None;
        }
        for at in start..start + count {
            out.push(out[at]);
        }
    }
}

/// Bits, the lowest of each byte first.
struct Bits<'a> {
    bytes: std::slice::Iter<'a, u8>,
    /// The next bits, and how many there are; all above them are 0.
    held: u32,
    count: u32,
}

impl Bits<'_> {
    /// Holds at least 25 bits afterwards, or all that are left.
    fn fill(&mut self) {
        while self.count < 25 {
            let Some(&byte) = self.bytes.next() else { return };
            self.held |= u32::from(byte) << self.count;
            self.count += 8;
        }
    }

    /// The next bits as a number, at most 16.
    fn take(&mut self, count: u32) -> Option<u32> {
        self.fill();
        self.count = self.count.checked_sub(count)?;
        let taken = self.held & ((1 << count) - 1);
        self.held >>= count;
        Some(taken)
    }

    /// A length or distance, less the smallest there is: its code tells it down to its top two or three bits, of which the
    /// lower `kept` are in the code; the other bits follow.
    fn span(&mut self, code: usize, kept: u32) -> Option<usize> {
        let top = 1 << kept;
        if code < top {
            return Some(code);
        }
        let further = (code >> kept) as u32 - 1;
        Some((top | code & (top - 1)) << further | self.take(further)? as usize)
    }
}

/// A prefix code.
struct Codes {
    /// For each value that as many bits as the longest code has can take: the symbol whose code it begins with, times 16,
    /// and the length of that code; 0 where there is none.
    table: Vec<u16>,
}

impl Codes {
    /// The code in which symbols have these lengths, 0 for those that do not occur; `None` if there is none.
    fn new(lengths: &[u8]) -> Option<Self> {
        let mut next = [0u32; MAX_BITS + 2];
        for &length in lengths.iter().filter(|&&length| length > 0) {
            next[usize::from(length) + 1] += 1;
        }
        let longest = lengths.iter().max().map_or(0, |&length| usize::from(length));
        for length in 1..=MAX_BITS {
            // The codes of a length follow those that are shorter.
            next[length] = (next[length - 1] + next[length]) << 1;
        }
        let mut table = vec![0; 1 << longest];
        for (symbol, &length) in lengths.iter().enumerate().filter(|&(_, &length)| length > 0) {
            let code = &mut next[usize::from(length)];
            if *code >> length > 0 {
                return None;
            }
            let reversed = code.reverse_bits() >> (32 - u32::from(length));
            *code += 1;
            for entry in table[reversed as usize..].iter_mut().step_by(1 << length) {
                *entry = (symbol << 4) as u16 | u16::from(length);
            }
        }
        Some(Self { table })
    }

    /// The next symbol.
    fn read(&self, bits: &mut Bits) -> Option<usize> {
        bits.fill();
        let entry = self.table[bits.held as usize & (self.table.len() - 1)];
        if entry == 0 {
            return None;
        }
        bits.take(u32::from(entry & 15))?;
        Some(usize::from(entry >> 4))
    }
}

#[cfg(test)]
mod tests {
    use miniz_oxide::deflate::compress_to_vec;
    use miniz_oxide::inflate::decompress_to_vec_with_limit;
    use proptest::prelude::*;

    use super::inflate;

    /// Text with repetitions near and far, and some noise.
    fn texts() -> impl Strategy<Value = Vec<u8>> {
        let word = prop_oneof!["[a-z ]{1,9}", Just("Triq il-Kbira".into()), Just("é".repeat(300)), ".{0,40}"];
        proptest::collection::vec(word, 0..400).prop_map(|words| words.concat().into_bytes())
    }

    proptest! {
        #[test]
        fn what_was_packed_comes_back(text in texts(), level in 0u8..=10) {
            let mut packed = compress_to_vec(&text, level);
            prop_assert_eq!(inflate(&packed, text.len()), Some(text.clone()));
            prop_assert_eq!(inflate(&packed, text.len() + 1), None);
            if let Some(shorter) = text.len().checked_sub(1) {
                prop_assert_eq!(inflate(&packed, shorter), None);
            }
            packed.pop();
            prop_assert_eq!(inflate(&packed, text.len()), None);
        }

        #[test]
        fn damaged_bytes_are_refused_or_read_as_another_reader_does(
            text in texts(), level in 0u8..=10, at in any::<prop::sample::Index>(), bit in 0..8,
        ) {
            let mut packed = compress_to_vec(&text, level);
            *at.get_mut(&mut packed) ^= 1u8 << bit;
            if let Ok(expected) = decompress_to_vec_with_limit(&packed, 1 << 20) {
                prop_assert_eq!(inflate(&packed, expected.len()), Some(expected));
            } else {
                inflate(&packed, text.len());
            }
        }

        #[test]
        fn any_bytes_end(bytes in proptest::collection::vec(any::<u8>(), 0..600), length in 0usize..4000) {
            if let Some(unpacked) = inflate(&bytes, length) {
                prop_assert_eq!(unpacked.len(), length);
            }
        }
    }

    #[test]
    fn the_fixed_code_is_known() {
        assert_eq!(inflate(&[0x4b, 0x04, 0x00], 1).unwrap(), b"a");
    }
}
