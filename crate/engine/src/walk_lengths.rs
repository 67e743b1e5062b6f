//! How many metres the quickest walks are, added up for those that somebody asks for.

use crate::arrival::{Via, millimetres};
use crate::graph::Graph;
use crate::search::{PathTree, Predecessor};

/// The lengths of one tree's shortest paths, no stretch added up twice.
///
/// The search itself knows costs only: it has more nodes than walks are asked for, and is quicker for it. The memory is used again for
/// every tree.
#[derive(Debug, Default)]
pub struct WalkLengths {
    /// For each node the number of the tree that its length was worked out for, and that length in millimetres.
    known: Vec<(u32, u32)>,
    tree_number: u32,
    /// Nodes on the way to one whose length is asked for, the last first, each with the length of the stretch before it.
    stretches: Vec<(u32, u32)>,
}

impl WalkLengths {
    /// No lengths yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Forgets the lengths of the tree before; to be called for every tree.
    pub fn begin(&mut self, graph: &Graph) {
        self.tree_number = self.tree_number.wrapping_add(1);
        if self.tree_number == 0 || self.known.len() != graph.node_count() {
            self.known.clear();
            self.known.resize(graph.node_count(), (0, 0));
            self.tree_number = 1;
        }
    }

    /// Millimetres from the asked point to a settled node along its shortest path, the straight walk included; 0 for all
    /// other nodes.
    ///
    /// # Panics
    /// If [`WalkLengths::begin`] was not called with this graph, or if that has no such node.
    pub fn to_node_mm(&mut self, graph: &Graph, tree: &PathTree, node: u32) -> u32 {
        let mut source = Some(node);
        let mut walked_mm = 0;
        while let Some(node) = source {
            let (tree_number, known_mm) = self.known[node as usize];
            if tree_number == self.tree_number {
                walked_mm = known_mm;
                break;
            }
            let stretch_mm;
            (source, stretch_mm) = match tree.predecessor(graph, node) {
                Some(Predecessor::Arc { source, arc }) => (Some(source), graph.length_mm(arc.edge)),
                Some(Predecessor::Seed { seed, reversed }) => {
                    (None, seed_mm(graph, tree, seed, if reversed { 0.0 } else { f64::INFINITY }))
                }
                None => (None, 0),
            };
            self.stretches.push((node, stretch_mm));
        }
        while let Some((node, stretch_mm)) = self.stretches.pop() {
            walked_mm = walked_mm.saturating_add(stretch_mm);
            self.known[node as usize] = (self.tree_number, walked_mm);
        }
        walked_mm
    }

    /// Millimetres from the asked point to the point `offset_m` metres along an edge from its `from` node, by way of a settled node
    /// or a seed, as [`PathTree::arrival`] tells it.
    ///
    /// # Panics
    /// As [`WalkLengths::to_node_mm`].
    pub fn to_edge_mm(&mut self, graph: &Graph, tree: &PathTree, edge: u32, offset_m: f64, via: Via) -> u32 {
        let length_m = f64::from(graph.length_mm(edge)) / 1000.0;
        let offset_m = offset_m.min(length_m);
        let (node, along_m) = match via {
            Via::Node { node, reversed: false } => (node, offset_m),
            Via::Node { node, reversed: true } => (node, length_m - offset_m),
            Via::Seed(seed) => return seed_mm(graph, tree, seed, offset_m),
        };
        self.to_node_mm(graph, tree, node).saturating_add(millimetres(along_m))
    }
}

/// Millimetres from the asked point by way of a seed to the point `offset_m` metres along the seed's edge, at most to its end.
fn seed_mm(graph: &Graph, tree: &PathTree, seed: u32, offset_m: f64) -> u32 {
    let seed = tree.seeds()[seed as usize];
    let offset_m = offset_m.min(f64::from(graph.length_mm(seed.edge)) / 1000.0);
    millimetres(seed.straight_m).saturating_add(millimetres((offset_m - seed.offset_m).abs()))
}
