//! The outer form of OpenStreetMap's protobuf format: a sequence of blobs, each with a length, a header and packed content.
//!
//! <https://wiki.openstreetmap.org/wiki/PBF_Format>

use std::io::Read;

use flate2::read::ZlibDecoder;

use crate::error::{Error, Result};
use crate::protobuf::{Fields, damaged};

/// The format's own limit for the header of a blob.
const MAX_HEADER_BYTES: u64 = 64 * 1024;
/// The format's own limit for the content of a blob, packed or not.
const MAX_CONTENT_BYTES: u64 = 32 * 1024 * 1024;

/// What a blob holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BlobKind {
    /// What is said of the whole file.
    Header,
    /// Nodes, ways and relations.
    Data,
    /// Something that readers are to skip.
    Other,
}

/// A blob as it lies in the file.
#[derive(Debug)]
pub(crate) struct Blob {
    /// What it holds.
    pub kind: BlobKind,
    packed: Vec<u8>,
}

/// Reads the next blob; `None` at the end of the file.
pub(crate) fn next_blob(input: &mut impl Read) -> Result<Option<Blob>> {
    let length = read_up_to(input, 4)?;
    let &[a, b, c, d] = length.as_slice() else {
        return if length.is_empty() { Ok(None) } else { Err(cut_short()) };
    };
    let header_length = u64::from(u32::from_be_bytes([a, b, c, d]));
    if header_length > MAX_HEADER_BYTES {
        return Err(damaged(format!("the header of a blob has {header_length} bytes")));
    }
    let header = read_whole(input, header_length)?;
    let (mut kind, mut content_length) = (BlobKind::Other, None);
    for field in Fields(&header) {
        match field? {
            (1, value) => {
                kind = match value.bytes()? {
                    b"OSMHeader" => BlobKind::Header,
                    b"OSMData" => BlobKind::Data,
                    _ => BlobKind::Other,
                }
            }
            (3, value) => content_length = Some(value.number()?),
            _ => {}
        }
    }
    let content_length = content_length.ok_or_else(|| damaged("a blob does not tell its length"))?;
    if content_length > MAX_CONTENT_BYTES {
        return Err(damaged(format!("a blob has {content_length} bytes")));
    }
    Ok(Some(Blob { kind, packed: read_whole(input, content_length)? }))
}

impl Blob {
    /// Its content.
    pub fn unpack(&self) -> Result<Vec<u8>> {
        for field in Fields(&self.packed) {
            match field? {
                (1, value) => return Ok(value.bytes()?.to_vec()),
                (3, value) => return inflate(value.bytes()?),
                (4..=7, _) => return Err(Error::new("is packed in a way that this reader does not know")),
                _ => {}
            }
        }
        Err(damaged("a blob has no content"))
    }
}

fn inflate(packed: &[u8]) -> Result<Vec<u8>> {
    let mut content = Vec::new();
    let mut unpacker = ZlibDecoder::new(packed).take(MAX_CONTENT_BYTES + 1);
    unpacker
        .read_to_end(&mut content)
        .map_err(|error| damaged(format!("a blob cannot be unpacked ({error})")))?;
    if content.len() as u64 > MAX_CONTENT_BYTES {
        return Err(damaged(format!("a blob unpacks to more than {MAX_CONTENT_BYTES} bytes")));
    }
    Ok(content)
}

fn read_whole(input: &mut impl Read, length: u64) -> Result<Vec<u8>> {
    let bytes = read_up_to(input, length)?;
    if bytes.len() as u64 == length { Ok(bytes) } else { Err(cut_short()) }
}

/// Up to so many bytes; memory grows with what is there, not with what was announced.
fn read_up_to(input: &mut impl Read, length: u64) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input
        .take(length)
        .read_to_end(&mut bytes)
        .map_err(|error| Error::new(format!("cannot be read ({error})")))?;
    Ok(bytes)
}

fn cut_short() -> Error {
    Error::new("is cut short: it ends within a blob")
}
