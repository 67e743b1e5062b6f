//! Deflate for the sections that hold text, with the size of the result bounded before anything is unpacked.

use super::bytes::damaged;
use super::inflate;
use crate::error::Result;

/// How many bytes one packed byte may stand for, so that a small hostile file cannot ask for much memory. What packs more
/// tightly is followed by zero bytes.
const MAX_RATIO: usize = 16;
/// The strongest level of the compressor.
const LEVEL: u8 = 10;

/// Packs bytes (raw deflate, RFC 1951).
pub(super) fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut packed = miniz_oxide::deflate::compress_to_vec(bytes, LEVEL);
    packed.resize(packed.len().max(bytes.len().div_ceil(MAX_RATIO)), 0);
    packed
}

/// Unpacks bytes that are known to have had a given length.
pub(super) fn inflate(bytes: &[u8], length: usize, section: &str) -> Result<Vec<u8>> {
    if length > bytes.len().saturating_mul(MAX_RATIO) {
        return Err(damaged(section, "it announces more than it can hold"));
    }
    inflate::inflate(bytes, length)
        .ok_or_else(|| damaged(section, "its packed bytes do not unpack to the announced length"))
}
