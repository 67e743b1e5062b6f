//! Reads OpenStreetMap's protobuf format.

use std::io::Read;

use rayon::prelude::*;

use crate::date::day_of_unix_time;
use crate::error::{Error, Result};
use crate::osm::OsmData;
use crate::osm_chunk::{Chunk, join, resolve};
use crate::pbf_blob::{Blob, BlobKind, next_blob};
use crate::pbf_block::read_block;
use crate::protobuf::{Fields, signed};

/// Blobs decoded at once: enough to keep all cores busy, few enough to hold in memory.
const BLOBS_AT_ONCE: usize = 64;

/// Features that a file may require of its reader and this one has.
const KNOWN_FEATURES: [&[u8]; 2] = [b"OsmSchema-V0.6", b"DenseNodes"];

/// Whether a file that starts like this is of this format.
pub(crate) fn looks_like(start: &[u8]) -> bool {
    start.get(4..15) == Some(b"\x0a\x09OSMHeader")
}

/// Reads a whole file.
pub(crate) fn read(mut input: impl Read) -> Result<OsmData> {
    let mut chunks = Vec::new();
    let mut header = Header::default();
    loop {
        let mut batch = Vec::with_capacity(BLOBS_AT_ONCE);
        while batch.len() < BLOBS_AT_ONCE
            && let Some(blob) = next_blob(&mut input)?
        {
            batch.push(blob);
        }
        if batch.is_empty() {
            break;
        }
        for part in batch.par_iter().map(decode).collect::<Vec<_>>() {
            match part? {
                Decoded::Header(of_file) => header = of_file,
                Decoded::Data(chunk) => chunks.push(*chunk),
                Decoded::Other => {}
            }
        }
    }
    if chunks.is_empty() {
        return Err(Error::new("holds no map data: it is empty or cut short"));
    }
    Ok(resolve(join(chunks), header.bbox, header.day))
}

enum Decoded {
    Header(Header),
    Data(Box<Chunk>),
    Other,
}

fn decode(blob: &Blob) -> Result<Decoded> {
    Ok(match blob.kind {
        BlobKind::Header => Decoded::Header(Header::read(&blob.unpack()?)?),
        BlobKind::Data => Decoded::Data(Box::new(read_block(&blob.unpack()?)?)),
        BlobKind::Other => Decoded::Other,
    })
}

/// What a file says of itself.
#[derive(Default)]
struct Header {
    /// West, south, east, north in degrees.
    bbox: Option<[f64; 4]>,
    /// As `YYYY-MM-DD`, or empty.
    day: String,
}

impl Header {
    fn read(content: &[u8]) -> Result<Self> {
        let mut header = Self::default();
        for field in Fields(content) {
            match field? {
                (1, bbox) => header.bbox = Some(read_bbox(bbox.bytes()?)?),
                (4, feature) => {
                    let feature = feature.bytes()?;
                    if !KNOWN_FEATURES.contains(&feature) {
                        let feature = String::from_utf8_lossy(feature);
                        return Err(Error::new(format!(
                            "needs the feature {feature}, which this reader lacks"
                        )));
                    }
                }
                (32, seconds) => header.day = day_of_unix_time(seconds.number()? as i64),
                _ => {}
            }
        }
        Ok(header)
    }
}

fn read_bbox(message: &[u8]) -> Result<[f64; 4]> {
    let mut bbox = [0.0; 4];
    for field in Fields(message) {
        // West, east, north, south.
        let (field, value) = field?;
        let place = match field {
            1 => 0,
            2 => 2,
            3 => 3,
            4 => 1,
            _ => continue,
        };
        bbox[place] = signed(value.number()?) as f64 * 1e-9;
    }
    Ok(bbox)
}
