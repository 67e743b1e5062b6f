//! Codes a block as bytes.

use super::block::Block;
use super::bytes::ByteWriter;
use crate::grid::Point;
use crate::network::OsmKind;

/// The bytes of a block.
pub(super) fn write_block(block: &Block) -> Vec<u8> {
    let mut out = ByteWriter::default();
    let mut last = Point::default();
    let mut point = |out: &mut ByteWriter, point: Point| {
        out.signed(i64::from(point.x) - i64::from(last.x));
        out.signed(i64::from(point.y) - i64::from(last.y));
        last = point;
    };
    for &node in &block.nodes {
        point(&mut out, node);
    }
    out.varint(block.border_nodes.len() as u64);
    for &node in &block.border_nodes {
        out.varint(node.into());
    }
    out.varint(block.foreign_nodes.len() as u64);
    for node in &block.foreign_nodes {
        point(&mut out, node.point);
        out.varint(node.rank.into());
    }
    out.varint(block.attribute_sets.len() as u64);
    for set in &block.attribute_sets {
        let codes = [
            set.class.code(),
            set.surface.code(),
            set.level.code(),
            set.wheelchair.code(),
            set.one_way.code(),
        ];
        out.bytes.extend_from_slice(&codes);
        out.bytes.extend_from_slice(&[set.signals.into(), set.incline_percent as u8]);
    }
    for (index, edge) in block.edges.iter().enumerate() {
        let inner = block.inner_points(index);
        for number in [edge.from, edge.to, edge.attributes.into(), edge.street, inner.len() as u32] {
            out.varint(number.into());
        }
        for &inner_point in inner {
            point(&mut out, inner_point);
        }
    }
    out.varint(block.places.len() as u64);
    for place in &block.places {
        out.varint(place.id.into());
        point(&mut out, place.point);
        out.varint(place.osm.map_or(0, |osm| {
            osm.id << 2
                | match osm.kind {
                    OsmKind::Node => 0,
                    OsmKind::Way => 1,
                    OsmKind::Relation => 2,
                }
        }));
        out.varint(place.categories.len() as u64);
        out.bytes.extend_from_slice(&place.categories);
    }
    for entrance in &block.entrances {
        for number in [entrance.edge, entrance.offset_m, entrance.side_m.into(), entrance.place] {
            out.varint(number.into());
        }
    }
    out.bytes
}
