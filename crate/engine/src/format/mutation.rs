//! Damaged files: whatever is changed in a real file, opening and decoding it ends in a result or an error.

use super::checksum::crc32;
use super::compress::{deflate, inflate};
use super::directory::{DIRECTORY, Directory};
use super::{File, MAGIC, PREAMBLE_LENGTH, VERSION};
use crate::error::{Error, ErrorCode};
use crate::graph::Graph;

/// Numbers that look random and are the same in every run (Marsaglia's xorshift).
struct Seeded(u32);

impl Seeded {
    fn below(&mut self, total: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        self.0 as usize % total
    }

    /// Changes, cuts out or repeats some bytes.
    fn mutate(&mut self, bytes: &mut Vec<u8>) {
        for _ in 0..=self.below(3) {
            if bytes.is_empty() {
                return;
            }
            let at = self.below(bytes.len());
            match self.below(8) {
                0 => bytes.truncate(at),
                1 => drop(bytes.drain(at..(at + 1 + self.below(9)).min(bytes.len()))),
                2 => bytes.insert(at, self.below(256) as u8),
                3 => bytes[at] = 0xff,
                _ => bytes[at] ^= 1 << self.below(8),
            }
        }
    }
}

fn golden() -> Vec<u8> {
    std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/monaco.yike")).unwrap()
}

/// Opens a file and decodes all of it as far as it goes.
fn decode(bytes: Vec<u8>) -> Option<Error> {
    let file = match File::open(bytes) {
        Ok(file) => file,
        Err(error) => return Some(error),
    };
    let blocks: Vec<u32> = (0..file.block_count()).collect();
    let network = file.network(&blocks).and_then(Graph::new).map(drop);
    [network, file.texts().map(drop), file.backdrop().map(drop)].into_iter().find_map(Result::err)
}

/// The packed directory's unpacked bytes, and what follows it.
fn taken_apart(file: &[u8]) -> (Vec<u8>, Vec<u8>) {
    let field = |at: usize| u32::from_le_bytes(file[at..at + 4].try_into().unwrap()) as usize;
    let end = PREAMBLE_LENGTH + field(8);
    (inflate(&file[PREAMBLE_LENGTH..end], field(12), DIRECTORY).unwrap(), file[end..].to_vec())
}

fn put_together(directory: &[u8], body: &[u8]) -> Vec<u8> {
    let packed = deflate(directory);
    let mut file = MAGIC.to_vec();
    for number in [VERSION, packed.len() as u32, directory.len() as u32, crc32(&packed)] {
        file.extend_from_slice(&number.to_le_bytes());
    }
    [file, packed, body.to_vec()].concat()
}

#[test]
fn the_golden_file_is_whole() {
    assert_eq!(decode(golden()), None);
    let (directory, body) = taken_apart(&golden());
    assert_eq!(put_together(&directory, &body), golden());
}

#[test]
fn any_changed_byte_is_noticed() {
    let mut seeded = Seeded(2_463_534_242);
    for _ in 0..2_000 {
        let mut bytes = golden();
        let at = seeded.below(bytes.len());
        bytes[at] ^= 1 << seeded.below(8);
        let error = decode(bytes).unwrap_or_else(|| panic!("a change of byte {at} goes unnoticed"));
        let expected = match at {
            0..4 => ErrorCode::NotAGraph,
            4..8 => ErrorCode::UnsupportedVersion,
            8..12 if error.code() == ErrorCode::Truncated => ErrorCode::Truncated,
            _ => ErrorCode::Damaged,
        };
        assert_eq!(error.code(), expected, "byte {at}: {error}");
    }
}

#[test]
fn a_file_cut_short_says_so() {
    let whole = golden();
    for length in (0..whole.len()).step_by(97) {
        let code = decode(whole[..length].to_vec()).unwrap().code();
        let expected = if length < MAGIC.len() { ErrorCode::NotAGraph } else { ErrorCode::Truncated };
        assert_eq!(code, expected, "{length} bytes");
    }
}

#[test]
fn changes_behind_right_checksums_never_panic() {
    let (directory, body) = taken_apart(&golden());
    let whole = Directory::from_bytes(&directory).unwrap();
    let blocks: usize = whole.blocks.iter().map(|block| block.length as usize).sum();
    let lengths = [
        blocks,
        whole.streets.length as usize,
        whole.place_texts.length as usize,
        whole.pinyin.length as usize,
    ];
    let mut seeded = Seeded(88_675_123);
    for round in 0..1_500 {
        // Most rounds change a block, as there is most in it to go wrong.
        let part = [0, 0, 0, 0, 1, 2, 3, 4][round % 8];
        let start: usize = lengths[..part].iter().sum();
        let length = lengths.get(part).copied().unwrap_or(whole.backdrop.length as usize);
        let mut bytes = body[start..start + length].to_vec();
        seeded.mutate(&mut bytes);
        let mut changed = whole.clone();
        if part == 0 {
            // The file is small enough for one or a few blocks; all but the first keep their length.
            let mut at = 0;
            for block in &mut changed.blocks {
                let end = (at + block.length as usize).min(bytes.len());
                block.length = (end - at) as u32;
                block.checksum = crc32(&bytes[at..end]);
                at = end;
            }
            bytes.truncate(at);
        } else {
            let sections =
                [&mut changed.streets, &mut changed.place_texts, &mut changed.pinyin, &mut changed.backdrop];
            let section = sections.into_iter().nth(part - 1).unwrap();
            section.length = bytes.len() as u32;
            section.checksum = crc32(&bytes);
        }
        let body = [&body[..start], &bytes, &body[start + length..]].concat();
        let file = put_together(&changed.to_bytes(), &body);
        if let Some(error) = decode(file) {
            assert!(matches!(error.code(), ErrorCode::Damaged), "{error}");
        }
    }
}

#[test]
fn a_changed_directory_never_panics() {
    let (directory, body) = taken_apart(&golden());
    let mut seeded = Seeded(521_288_629);
    for _ in 0..1_500 {
        let mut changed = directory.clone();
        seeded.mutate(&mut changed);
        decode(put_together(&changed, &body));
    }
}
