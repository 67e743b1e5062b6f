//! Joins decoded blocks to one network.

use super::block::Block;
use super::bytes::damaged;
use crate::error::Result;
use crate::grid::{Grid, Point};
use crate::network::{Edge, Entrance, Network};
use crate::numbering::Numbering;

/// Joins blocks. A foreign node becomes the node it stands for if that one's block is among them, else a node of its
/// own; a place that several blocks hold appears once.
pub(crate) fn assemble(grid: Grid, blocks: &[&Block]) -> Result<Network> {
    let sum = |of: fn(&Block) -> usize| blocks.iter().map(|block| of(block)).sum::<usize>();
    let mut network = Network {
        grid,
        nodes: Vec::with_capacity(sum(|block| block.nodes.len())),
        border_nodes: Vec::with_capacity(sum(|block| block.border_nodes.len())),
        edges: Vec::with_capacity(sum(|block| block.edges.len())),
        inner_points: Vec::with_capacity(sum(|block| block.inner_points.len())),
        attribute_sets: Vec::new(),
        places: Vec::with_capacity(sum(|block| block.places.len())),
        entrances: Vec::with_capacity(sum(|block| block.entrances.len())),
    };
    let mut foreign = ForeignNodes::of(blocks);
    for block in blocks {
        let first_node = network.nodes.len() as u32;
        for (&point, node) in block.nodes.iter().zip(first_node..) {
            foreign.meet(point, node);
        }
        network.border_nodes.extend(block.border_nodes.iter().map(|node| first_node + node));
        network.nodes.extend(&block.nodes);
    }
    foreign.add_missing(&mut network.nodes);
    let mut sets = Numbering::default();
    let mut first_node = 0;
    for block in blocks {
        let own = block.nodes.len() as u32;
        let foreign_nodes: Vec<u32> =
            block.foreign_nodes.iter().map(|node| foreign.node(node.point, node.rank)).collect();
        let node = |index: u32| {
            if index < own { first_node + index } else { foreign_nodes[(index - own) as usize] }
        };
        let new_sets = block.attribute_sets.iter().map(|&set| sets.number(&mut network.attribute_sets, set));
        let Some(new_sets) = new_sets.collect::<Option<Vec<u16>>>() else {
            return Err(damaged("a block", "there are more than 65,536 combinations of attributes"));
        };
        let first_edge = network.edges.len() as u32;
        let first_inner_point = network.inner_points.len() as u32;
        network.edges.extend(block.edges.iter().map(|edge| Edge {
            from: node(edge.from),
            to: node(edge.to),
            first_inner_point: first_inner_point + edge.first_inner_point,
            attributes: new_sets[usize::from(edge.attributes)],
            street: edge.street,
        }));
        network.inner_points.extend(&block.inner_points);
        // Places keep their numbers in the file until all are known.
        network.entrances.extend(block.entrances.iter().map(|entrance| Entrance {
            edge: first_edge + entrance.edge,
            place: block.places[entrance.place as usize].id,
            ..*entrance
        }));
        network.places.extend_from_slice(&block.places);
        first_node += own;
    }
    join_places(&mut network);
    Ok(network)
}

/// Sorts the places, drops repeated ones, and lets entrances point to indices in place of ids.
fn join_places(network: &mut Network) {
    network.places.sort_unstable_by_key(|place| place.id);
    network.places.dedup_by_key(|place| place.id);
    let whole_file = network.places.last().is_none_or(|last| last.id as usize + 1 == network.places.len());
    if whole_file {
        return;
    }
    for entrance in &mut network.entrances {
        let index = network.places.binary_search_by_key(&entrance.place, |place| place.id);
        entrance.place = index.unwrap_or_default() as u32;
    }
}

/// A node of another block to which an edge leads.
struct ForeignNode {
    point: Point,
    rank: u32,
    /// The node it stands for; `u32::MAX` until that is met.
    node: u32,
    /// How many nodes were met at its position; only the first of each position counts.
    met: u32,
}

/// The foreign nodes of all blocks, and which nodes they stand for.
struct ForeignNodes {
    /// Ascending by position, then rank.
    nodes: Vec<ForeignNode>,
    /// One bit for each hash of a position with a foreign node: most nodes are at none.
    filter: Vec<u64>,
}

impl ForeignNodes {
    fn of(blocks: &[&Block]) -> Self {
        let foreign = blocks.iter().flat_map(|block| &block.foreign_nodes);
        let mut known: Vec<_> = foreign.map(|node| (node.point, node.rank)).collect();
        known.sort_unstable();
        known.dedup();
        let mut filter = vec![0; 1 << 10];
        for &(point, _) in &known {
            let (word, bit) = Self::hash(point);
            filter[word] |= bit;
        }
        let unmet = |(point, rank)| ForeignNode { point, rank, node: u32::MAX, met: 0 };
        Self { nodes: known.into_iter().map(unmet).collect(), filter }
    }

    fn hash(Point { x, y }: Point) -> (usize, u64) {
        let hash = (x as u32).wrapping_mul(0x9E37_79B1) ^ (y as u32).wrapping_mul(0x85EB_CA77);
        ((hash >> 22) as usize, 1 << (hash >> 16 & 63))
    }

    /// Where a foreign node stands, or the next one if there is none of this rank.
    fn find(&self, point: Point, rank: u32) -> usize {
        self.nodes.partition_point(|known| (known.point, known.rank) < (point, rank))
    }

    /// Notes a block's own node, so that foreign nodes that stand for it find it.
    fn meet(&mut self, point: Point, node: u32) {
        let (word, bit) = Self::hash(point);
        if self.filter[word] & bit == 0 {
            return;
        }
        let first = self.find(point, 0);
        let Some(known) = self.nodes.get_mut(first).filter(|known| known.point == point) else { return };
        let rank = known.met;
        known.met += 1;
        let at = self.find(point, rank);
        if let Some(known) = self.nodes.get_mut(at).filter(|known| (known.point, known.rank) == (point, rank))
        {
            known.node = node;
        }
    }

    /// Adds a node for each foreign one whose block is not there.
    fn add_missing(&mut self, nodes: &mut Vec<Point>) {
        for known in self.nodes.iter_mut().filter(|known| known.node == u32::MAX) {
            known.node = nodes.len() as u32;
            nodes.push(known.point);
        }
    }

    /// The node that a foreign one of these blocks stands for.
    fn node(&self, point: Point, rank: u32) -> u32 {
        self.nodes.get(self.find(point, rank)).map_or(0, |known| known.node)
    }
}
