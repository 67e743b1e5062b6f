//! Reads OpenStreetMap's protobuf format.

use std::io::Read;

use osmpbf::{
    BlobDecode, BlobError, BlobReader, Element, ErrorKind, HeaderBlock, PrimitiveBlock, RelMemberType,
};
use rayon::prelude::*;

use crate::date::day_of_unix_time;
use crate::error::{Error, Result};
use crate::osm::{MemberKind, OsmData};
use crate::osm_chunk::{Chunk, ChunkMember, join, resolve};

/// Blobs decoded at once: enough to keep all cores busy, few enough to hold in memory.
const BLOBS_AT_ONCE: usize = 64;

/// Features that a file may require of its reader and this one has.
const KNOWN_FEATURES: [&str; 2] = ["OsmSchema-V0.6", "DenseNodes"];

/// Whether a file that starts like this is of this format.
pub(crate) fn looks_like(start: &[u8]) -> bool {
    start.get(4..15) == Some(b"\x0a\x09OSMHeader")
}

/// Reads a whole file.
pub(crate) fn read(input: impl Read + Send) -> Result<OsmData> {
    let mut blobs = BlobReader::new(input);
    let mut chunks = Vec::new();
    let mut header_bbox = None;
    let mut header_day = String::new();
    loop {
        let batch =
            blobs.by_ref().take(BLOBS_AT_ONCE).collect::<osmpbf::Result<Vec<_>>>().map_err(explain)?;
        if batch.is_empty() {
            break;
        }
        let decoded: Vec<_> = batch.par_iter().map(|blob| decode(blob).map_err(explain)).collect();
        for part in decoded {
            match part? {
                Decoded::Header(header) => {
                    check_features(&header)?;
                    header_bbox = header.bbox().map(|bbox| [bbox.left, bbox.bottom, bbox.right, bbox.top]);
                    if let Some(seconds) = header.osmosis_replication_timestamp() {
                        header_day = day_of_unix_time(seconds);
                    }
                }
                Decoded::Data(chunk) => chunks.push(*chunk),
                Decoded::Other => {}
            }
        }
    }
    if chunks.is_empty() {
        return Err(Error::new("holds no map data: it is empty or cut short"));
    }
    Ok(resolve(join(chunks), header_bbox, header_day))
}

enum Decoded {
    Header(Box<HeaderBlock>),
    Data(Box<Chunk>),
    Other,
}

fn decode(blob: &osmpbf::Blob) -> osmpbf::Result<Decoded> {
    Ok(match blob.decode()? {
        BlobDecode::OsmHeader(header) => Decoded::Header(header),
        BlobDecode::OsmData(block) => Decoded::Data(Box::new(chunk(&block))),
        BlobDecode::Unknown(_) => Decoded::Other,
    })
}

fn check_features(header: &HeaderBlock) -> Result<()> {
    match header.required_features().iter().find(|feature| !KNOWN_FEATURES.contains(&feature.as_str())) {
        Some(feature) => Err(Error::new(format!("needs the feature {feature}, which this reader lacks"))),
        None => Ok(()),
    }
}

fn explain(error: osmpbf::Error) -> Error {
    let cut_short = match error.kind() {
        ErrorKind::Io(error) => error.kind() == std::io::ErrorKind::UnexpectedEof,
        ErrorKind::Protobuf { location, .. } => *location == "blob content" || *location == "blob header",
        ErrorKind::Blob(BlobError::InvalidHeaderSize) => true,
        _ => false,
    };
    let what = if cut_short { "is cut short or damaged" } else { "is damaged" };
    Error::new(format!("{what} ({error})"))
}

/// The string table of a block with the numbers its strings have in the chunk.
struct BlockStrings<'a> {
    table: &'a [Vec<u8>],
    numbers: Vec<u32>,
}

impl BlockStrings<'_> {
    const UNUSED: u32 = u32::MAX;

    /// The chunk's number for a string of the block; `None` if the block has no such string.
    fn number(&mut self, chunk: &mut Chunk, index: usize) -> Option<u32> {
        let number = self.numbers.get_mut(index)?;
        if *number == Self::UNUSED {
            *number = chunk.strings.number(&String::from_utf8_lossy(&self.table[index]));
        }
        Some(*number)
    }

    fn push_tags(&mut self, chunk: &mut Chunk, pairs: impl Iterator<Item = (usize, usize)>) -> usize {
        let first_tag = chunk.tags.len();
        for (key, value) in pairs {
            if let (Some(key), Some(value)) = (self.number(chunk, key), self.number(chunk, value)) {
                chunk.tags.push([key, value]);
            }
        }
        first_tag
    }
}

fn chunk(block: &PrimitiveBlock) -> Chunk {
    let mut chunk = Chunk::default();
    let table = block.raw_stringtable();
    let mut strings = BlockStrings { table, numbers: vec![BlockStrings::UNUSED; table.len()] };
    let mut newest_ms = i64::MIN;
    for element in block.elements() {
        match element {
            Element::DenseNode(node) => {
                let info = node.info();
                if info.is_some_and(|info| info.deleted()) {
                    continue;
                }
                newest_ms = newest_ms.max(info.map_or(i64::MIN, |info| info.milli_timestamp()));
                let pairs = node.raw_tags().map(|(key, value)| (key as usize, value as usize));
                let first_tag = strings.push_tags(&mut chunk, pairs);
                chunk.push_node(node.id(), [node.nano_lon(), node.nano_lat()], first_tag);
            }
            Element::Node(node) => {
                if node.info().deleted() {
                    continue;
                }
                newest_ms = newest_ms.max(node.info().milli_timestamp().unwrap_or(i64::MIN));
                let pairs = node.raw_tags().map(|(key, value)| (key as usize, value as usize));
                let first_tag = strings.push_tags(&mut chunk, pairs);
                chunk.push_node(node.id(), [node.nano_lon(), node.nano_lat()], first_tag);
            }
            Element::Way(way) => {
                if way.info().deleted() {
                    continue;
                }
                newest_ms = newest_ms.max(way.info().milli_timestamp().unwrap_or(i64::MIN));
                let pairs = way.raw_tags().map(|(key, value)| (key as usize, value as usize));
                let first_tag = strings.push_tags(&mut chunk, pairs);
                let first_ref = chunk.way_refs.len();
                chunk.way_refs.extend(way.refs());
                chunk.push_way(way.id(), first_tag, first_ref);
            }
            Element::Relation(relation) => {
                if relation.info().deleted() {
                    continue;
                }
                newest_ms = newest_ms.max(relation.info().milli_timestamp().unwrap_or(i64::MIN));
                let pairs = relation.raw_tags().map(|(key, value)| (key as usize, value as usize));
                let first_tag = strings.push_tags(&mut chunk, pairs);
                let first_member = chunk.members.len();
                for member in relation.members() {
                    let Some(role) = strings.number(&mut chunk, member.role_sid as usize) else { continue };
                    let kind = match member.member_type {
                        RelMemberType::Node => MemberKind::Node,
                        RelMemberType::Way => MemberKind::Way,
                        RelMemberType::Relation => MemberKind::Relation,
                    };
                    chunk.members.push(ChunkMember { kind, id: member.member_id, role });
                }
                chunk.push_relation(relation.id(), first_tag, first_member);
            }
        }
    }
    if newest_ms > 0 {
        chunk.newest_day = day_of_unix_time(newest_ms.div_euclid(1000));
    }
    chunk
}
