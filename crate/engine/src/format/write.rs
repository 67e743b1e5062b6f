//! Writes a graph file.

use super::backdrop::{BackdropCounts, code_backdrop};
use super::checksum::crc32;
use super::compress::deflate;
use super::directory::{BlockCounts, BlockEntry, Counts, Directory, Section};
use super::number::{number_texts, rank_foreign_nodes};
use super::range_coder::Writer;
use super::split::{Draft, split};
use super::street_walk::{Surroundings, code_block};
use super::texts::{write_pinyin, write_place_texts, write_streets};
use super::validate::validate;
use super::walk_order::order_as_walked;
use super::{MAGIC, VERSION};
use crate::error::{Error, ErrorCode, Result};
use crate::network::{Category, Names, Parts, Place, PlaceTexts};

/// The bytes of a graph file. The same parts always give the same bytes.
///
/// Nodes, edges, streets and places are numbered anew, in the order in which the file is coded; [`Texts`](crate::network::Texts) follow.
///
/// # Errors
/// [`ErrorCode::InvalidParts`] if the parts contradict each other or exceed the format, naming the part.
pub fn write(parts: &Parts) -> Result<Vec<u8>> {
    validate(parts)?;
    let Parts { header, categories, network, texts, backdrop } = parts;
    let mut drafts = split(network);
    for draft in &mut drafts {
        order_as_walked(draft, network.grid);
    }
    let order = number_texts(&mut drafts, texts.streets.len(), texts.places.len());
    rank_foreign_nodes(&mut drafts, network.nodes.len());

    let mut body = Vec::new();
    let mut blocks = Vec::with_capacity(drafts.len());
    for draft in &drafts {
        let counts = counts_of(draft, draft.first.place);
        if !counts.are_allowed() {
            let message = format!("too much lies in one place for a block: {counts:?}");
            return Err(Error::new(ErrorCode::InvalidParts, message));
        }
        let mut entry = BlockEntry { length: 0, checksum: 0, counts, bounds: draft.block.bounds() };
        let around = Surroundings {
            entry,
            grid: network.grid,
            categories: categories.len(),
            streets: texts.streets.len() as u32,
            places: texts.places.len() as u32,
            section: "a block to be written",
        };
        let mut coder = Writer::new();
        code_block(&mut coder, &draft.block, draft.first, around)?;
        let bytes = padded(coder.finish(), counts.min_length());
        entry.length = length(&bytes)?;
        entry.checksum = crc32(&bytes);
        blocks.push(entry);
        body.extend(bytes);
    }
    let streets: Vec<Names> =
        order.streets.iter().map(|&street| texts.streets[street as usize].clone()).collect();
    let places: Vec<PlaceTexts> =
        order.places.iter().map(|&place| texts.places[place as usize].clone()).collect();
    let mut add = |unpacked: Vec<u8>| -> Result<Section> {
        let packed = deflate(&unpacked);
        body.extend_from_slice(&packed);
        Ok(Section { length: length(&packed)?, unpacked: length(&unpacked)?, checksum: crc32(&packed) })
    };
    let [streets, places, pinyin] =
        [write_streets(&streets), write_place_texts(&places), write_pinyin(&texts.pinyin)].map(&mut add);
    let (backdrop, backdrop_counts) = match backdrop {
        Some(backdrop) => {
            let counts =
                BackdropCounts { shapes: backdrop.kinds.len() as u32, points: backdrop.points.len() as u32 };
            let mut coder = Writer::new();
            code_backdrop(&mut coder, backdrop, counts, network.grid)?;
            let bytes = padded(coder.finish(), counts.min_length().max(1));
            body.extend_from_slice(&bytes);
            (Section { length: length(&bytes)?, unpacked: 0, checksum: crc32(&bytes) }, counts)
        }
        None => (Section::default(), BackdropCounts { shapes: 0, points: 0 }),
    };
    let directory = Directory {
        header: header.clone(),
        grid: network.grid,
        categories: categories.clone(),
        counts: Counts {
            nodes: network.nodes.len() as u32,
            edges: network.edges.len() as u32,
            places: network.places.len() as u32,
            blocks: blocks.len() as u32,
            streets: texts.streets.len() as u32,
            places_per_category: places_per_category(categories, &network.places),
        },
        blocks,
        streets: streets?,
        place_texts: places?,
        pinyin: pinyin?,
        backdrop,
        backdrop_counts,
    }
    .to_bytes();
    let packed = deflate(&directory);
    let mut file = MAGIC.to_vec();
    for number in [VERSION, length(&packed)?, length(&directory)?, crc32(&packed)] {
        file.extend_from_slice(&number.to_le_bytes());
    }
    file.extend(packed);
    file.extend(body);
    Ok(file)
}

/// Bytes followed by zero bytes up to a length.
fn padded(mut bytes: Vec<u8>, min_length: u64) -> Vec<u8> {
    let min_length = usize::try_from(min_length).unwrap_or(usize::MAX);
    bytes.resize(bytes.len().max(min_length), 0);
    bytes
}

fn counts_of(draft: &Draft, first_place: u32) -> BlockCounts {
    let block = &draft.block;
    BlockCounts {
        nodes: block.nodes.len() as u32,
        edges: block.edges.len() as u32,
        inner_points: block.inner_points.len() as u32,
        entrances: block.entrances.len() as u32,
        places: block.places.iter().filter(|place| place.id >= first_place).count() as u32,
    }
}

fn places_per_category(categories: &[Category], places: &[Place]) -> Vec<u32> {
    let mut count = vec![0; categories.len()];
    for &category in places.iter().flat_map(|place| &place.categories) {
        count[usize::from(category)] += 1;
    }
    count
}

fn length(bytes: &[u8]) -> Result<u32> {
    let too_long = || {
        Error::new(
            ErrorCode::InvalidParts,
            format!("a section has {} bytes, 2^32 − 1 are the most", bytes.len()),
        )
    };
    u32::try_from(bytes.len()).map_err(|_| too_long())
}
