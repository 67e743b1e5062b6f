//! Decodes a block.

use super::block::{Block, ForeignNode};
use super::bytes::ByteReader;
use super::directory::{BlockCounts, is_on_earth};
use crate::attributes::{Attributes, Class, Level, OneWay, Surface, Wheelchair};
use crate::error::Result;
use crate::grid::{Grid, Point};
use crate::network::{Edge, Entrance, OsmId, OsmKind, Place};

/// Decodes the bytes of a block that holds as much as its directory entry says.
pub(super) fn read_block(
    bytes: &[u8],
    section: &str,
    counts: BlockCounts,
    grid: Grid,
    categories: usize,
) -> Result<Block> {
    let mut input = ByteReader::new(bytes, section);
    let mut last = Point::default();
    let mut point = |input: &mut ByteReader| {
        let (dx, dy) = (input.signed()?, input.signed()?);
        last = Point { x: last.x.saturating_add(dx), y: last.y.saturating_add(dy) };
        if is_on_earth(last, grid) { Ok(last) } else { Err(input.damaged("a point is not on the earth")) }
    };
    let mut block = Block { nodes: Vec::with_capacity(counts.nodes as usize), ..Block::default() };
    for _ in 0..counts.nodes {
        block.nodes.push(point(&mut input)?);
    }
    for _ in 0..input.count()? {
        block.border_nodes.push(input.number()?);
    }
    let ordered = block.border_nodes.windows(2).all(|pair| pair[0] < pair[1]);
    if !ordered || block.border_nodes.last().is_some_and(|&last| last >= counts.nodes) {
        return Err(input.damaged("its border nodes are out of order"));
    }
    for _ in 0..input.count()? {
        block.foreign_nodes.push(ForeignNode { point: point(&mut input)?, rank: input.number()? });
    }
    for _ in 0..input.count()? {
        block.attribute_sets.push(read_attributes(&mut input)?);
    }
    let nodes = block.nodes.len() + block.foreign_nodes.len();
    for _ in 0..counts.edges {
        let [from, to, attributes, street] =
            [input.number()?, input.number()?, input.number()?, input.number()?];
        if from.max(to) as usize >= nodes || attributes as usize >= block.attribute_sets.len() {
            return Err(input.damaged("an edge leads nowhere"));
        }
        let first_inner_point = block.inner_points.len() as u32;
        block.edges.push(Edge { from, to, first_inner_point, attributes: attributes as u16, street });
        for _ in 0..input.count()? {
            block.inner_points.push(point(&mut input)?);
        }
    }
    for _ in 0..input.count()? {
        let id = input.number()?;
        let point = point(&mut input)?;
        let coded = input.varint()?;
        let kind = [OsmKind::Node, OsmKind::Way, OsmKind::Relation].get((coded & 3) as usize).copied();
        let osm = kind.filter(|_| coded != 0).map(|kind| OsmId { kind, id: coded >> 2 });
        let count = input.count()?;
        let list = input.take(count)?.to_vec();
        if list.is_empty()
            || list.windows(2).any(|pair| pair[0] >= pair[1])
            || usize::from(list[count - 1]) >= categories
        {
            return Err(input.damaged("a place has no valid categories"));
        }
        block.places.push(Place { id, point, osm, categories: list });
    }
    for _ in 0..counts.entrances {
        let entrance = Entrance {
            edge: input.number()?,
            offset_m: input.number()?,
            side_m: input.number()?.min(u16::MAX.into()) as u16,
            place: input.number()?,
        };
        if entrance.edge >= counts.edges || entrance.place as usize >= block.places.len() {
            return Err(input.damaged("an entrance leads nowhere"));
        }
        block.entrances.push(entrance);
    }
    input.end()?;
    Ok(block)
}

fn read_attributes(input: &mut ByteReader) -> Result<Attributes> {
    let bytes = input.take(7)?;
    let attributes = || {
        Some(Attributes {
            class: Class::from_code(bytes[0])?,
            surface: Surface::from_code(bytes[1])?,
            level: Level::from_code(bytes[2])?,
            wheelchair: Wheelchair::from_code(bytes[3])?,
            one_way: OneWay::from_code(bytes[4])?,
            signals: bytes[5] == 1,
            incline_percent: bytes[6] as i8,
        })
    };
    attributes().ok_or_else(|| input.damaged("an attribute has no meaning"))
}
