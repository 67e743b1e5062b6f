//! Joins decoded blocks to one network.

use std::collections::BTreeMap;

use super::block::Block;
use super::bytes::damaged;
use crate::attributes::Attributes;
use crate::error::Result;
use crate::grid::{Grid, Point};
use crate::network::{Edge, Entrance, Network};

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
    let mut sets = AttributeSets::default();
    let mut first_node = 0;
    for block in blocks {
        let own = block.nodes.len() as u32;
        let foreign_nodes: Vec<u32> =
            block.foreign_nodes.iter().map(|node| foreign.node(node.point, node.rank)).collect();
        let node = |index: u32| {
            if index < own { first_node + index } else { foreign_nodes[(index - own) as usize] }
        };
        let Some(new_sets) =
            block.attribute_sets.iter().map(|&set| sets.index(set)).collect::<Option<Vec<u16>>>()
        else {
            return Err(damaged("a block", "there are more than 65,535 combinations of attributes"));
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
    network.attribute_sets = sets.list;
    join_places(&mut network);
    Ok(network)
}

/// Sorts the places, drops repeated ones, and lets entrances point to indices in place of ids.
fn join_places(network: &mut Network) {
    network.places.sort_by_key(|place| place.id);
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

/// The foreign nodes of all blocks by position and rank, and which nodes they stand for.
struct ForeignNodes {
    /// `u32::MAX` until the node is met.
    node: BTreeMap<(Point, u32), u32>,
    /// For each position of a foreign node, how many nodes were met there.
    met: BTreeMap<Point, u32>,
    /// One bit for each hash of a position with a foreign node: most nodes are at none.
    filter: Vec<u64>,
}

impl ForeignNodes {
    fn of(blocks: &[&Block]) -> Self {
        let mut this = Self { node: BTreeMap::new(), met: BTreeMap::new(), filter: vec![0; 1 << 10] };
        for foreign in blocks.iter().flat_map(|block| &block.foreign_nodes) {
            this.node.insert((foreign.point, foreign.rank), u32::MAX);
            this.met.insert(foreign.point, 0);
            let (word, bit) = Self::hash(foreign.point);
            this.filter[word] |= bit;
        }
        this
    }

    fn hash(Point { x, y }: Point) -> (usize, u64) {
        let hash = (x as u32).wrapping_mul(0x9E37_79B1) ^ (y as u32).wrapping_mul(0x85EB_CA77);
        ((hash >> 22) as usize, 1 << (hash >> 16 & 63))
    }

    /// Notes a block's own node, so that foreign nodes that stand for it find it.
    fn meet(&mut self, point: Point, node: u32) {
        let (word, bit) = Self::hash(point);
        if self.filter[word] & bit == 0 {
            return;
        }
        let Some(met) = self.met.get_mut(&point) else { return };
        if let Some(known) = self.node.get_mut(&(point, *met)) {
            *known = node;
        }
        *met += 1;
    }

    /// Adds a node for each foreign one whose block is not there.
    fn add_missing(&mut self, nodes: &mut Vec<Point>) {
        for (&(point, _), node) in self.node.iter_mut().filter(|(_, node)| **node == u32::MAX) {
            *node = nodes.len() as u32;
            nodes.push(point);
        }
    }

    fn node(&self, point: Point, rank: u32) -> u32 {
        self.node.get(&(point, rank)).copied().unwrap_or_default()
    }
}

/// The distinct combinations of attributes, numbered as they are met.
#[derive(Default)]
struct AttributeSets {
    list: Vec<Attributes>,
    index: BTreeMap<Attributes, u16>,
}

impl AttributeSets {
    fn index(&mut self, set: Attributes) -> Option<u16> {
        if let Some(&index) = self.index.get(&set) {
            return Some(index);
        }
        let index = u16::try_from(self.list.len()).ok()?;
        self.index.insert(set, index);
        self.list.push(set);
        Some(index)
    }
}
