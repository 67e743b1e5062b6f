//! One block: a piece of the network that decodes without any other.

use super::directory::BlockCounts;
use crate::attributes::Attributes;
use crate::grid::Point;
use crate::network::{Edge, Entrance, Place};

/// A node of another block to which an edge of this one leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ForeignNode {
    /// Its position.
    pub(super) point: Point,
    /// How many nodes at the very same position come before it in its own block: nearly always 0.
    pub(super) rank: u32,
}

/// The content of a block. All indices count within it, except streets, places' ids and categories.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Block {
    /// The block's own nodes.
    pub(super) nodes: Vec<Point>,
    /// Indices of own nodes at which the data ends, ascending.
    pub(super) border_nodes: Vec<u32>,
    /// Nodes of other blocks; their indices count on from the own nodes'.
    pub(super) foreign_nodes: Vec<ForeignNode>,
    pub(super) edges: Vec<Edge>,
    pub(super) inner_points: Vec<Point>,
    pub(super) attribute_sets: Vec<Attributes>,
    /// The places that have an entrance here, in the order in which the entrances meet them.
    pub(super) places: Vec<Place>,
    /// Ascending by edge, then offset.
    pub(super) entrances: Vec<Entrance>,
}

impl Block {
    /// Number of nodes of its own.
    pub(crate) fn node_count(&self) -> usize {
        self.nodes.len()
    }

    /// Number of edges.
    pub(crate) fn edge_count(&self) -> usize {
        self.edges.len()
    }

    /// An empty block with room for as much as a directory entry says.
    pub(super) fn with_capacity(counts: BlockCounts) -> Self {
        Self {
            nodes: Vec::with_capacity(counts.nodes as usize),
            edges: Vec::with_capacity(counts.edges as usize),
            inner_points: Vec::with_capacity(counts.inner_points as usize),
            entrances: Vec::with_capacity(counts.entrances as usize),
            places: Vec::with_capacity(counts.places as usize),
            ..Self::default()
        }
    }

    /// The position of an own or foreign node.
    pub(super) fn node(&self, index: u32) -> Point {
        let index = index as usize;
        self.nodes.get(index).copied().unwrap_or_else(|| self.foreign_nodes[index - self.nodes.len()].point)
    }

    /// The inner points of an edge.
    pub(super) fn inner_points(&self, edge: usize) -> &[Point] {
        let start = self.edges[edge].first_inner_point as usize;
        let end =
            self.edges.get(edge + 1).map_or(self.inner_points.len(), |next| next.first_inner_point as usize);
        &self.inner_points[start..end]
    }

    /// South-western and north-eastern corner of all nodes and inner points.
    pub(super) fn bounds(&self) -> [Point; 2] {
        let mut all = (self.nodes.iter().copied())
            .chain(self.foreign_nodes.iter().map(|node| node.point))
            .chain(self.inner_points.iter().copied());
        let first = all.next().unwrap_or_default();
        all.fold([first, first], |[low, high], point| {
            [
                Point { x: low.x.min(point.x), y: low.y.min(point.y) },
                Point { x: high.x.max(point.x), y: high.y.max(point.y) },
            ]
        })
    }
}
