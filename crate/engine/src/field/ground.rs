//! Which edge owns each cell of one tile, as it is kept.

use crate::field::runs::{OwnedCell, Runs};
use crate::field::way::Way;
use crate::field::{SIDE_WALK_LIMIT_M, TILE_CELLS};
use crate::graph::Graph;
use crate::network::Edge;
use crate::rounded::small_rounded;

/// Cells in a tile.
pub(super) const CELLS: usize = TILE_CELLS * TILE_CELLS;

/// The steps in which the distance from the edge is kept: 256 values from 0 to the limit.
pub(super) const SIDE_STEPS: u32 = 255;

/// In metres, more than three times what a distance from the edge (0.08) and the length of a [`Foot`] (0.22) differ by.
pub(super) const ROUNDING_M: f64 = 1.0;

/// The vector from a cell to the point of a street that it is reached from, in steps of [`Foot::STEP_M`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Foot([u8; 2]);

impl Foot {
    /// That of a cell which no edge owns.
    pub(crate) const NONE: Self = Self([i8::MIN as u8; 2]);

    const STEP_M: f32 = SIDE_WALK_LIMIT_M as f32 / 127.0;

    pub(super) fn new(x_m: f32, y_m: f32) -> Self {
        // 128 more, as only numbers of at least 0 are rounded.
        let steps =
            |metres: f32| small_rounded(metres * (1.0 / Self::STEP_M) + 128.0).wrapping_sub(128) as u8;
        Self([steps(x_m), steps(y_m)])
    }

    /// The vector in metres, seen along a way: how far on, and how far aside, no matter to which side. Without meaning for
    /// [`Foot::NONE`].
    #[inline]
    pub(crate) fn along_m(self, way: Way) -> [f32; 2] {
        let [on, aside] = [self.steps(way.axis()), self.steps(way.axis() ^ 1)];
        [on * (way.sign() as f32 * Self::STEP_M), aside * Self::STEP_M]
    }

    /// One of its two numbers. Shifted out of both, as an index into a list would send them through memory.
    #[inline]
    fn steps(self, axis: u32) -> f32 {
        f32::from((u16::from_le_bytes(self.0) >> (8 * axis)) as i8)
    }
}

/// The ownership of one tile's cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct GroundTile {
    /// For each cell, row by row, the vector to the point that it is reached from, be that of a bridge or tunnel or at ground level.
    pub(super) feet: Box<[Foot; CELLS]>,
    /// For each cell the run of `ground` that owns it, if any does.
    pub(super) owners: Box<[OwnedCell; CELLS]>,
    /// The nodes at the ends of all edges that own cells: so each is looked up once for many runs.
    pub(super) nodes: Box<[u32]>,
    /// The edges at ground level.
    pub(super) ground: Runs,
    /// The bridges and tunnels, with those cells for which they are nearer than any edge at ground level.
    pub(super) raised: Runs,
}

impl GroundTile {
    /// Whether an edge owns any of the tile's cells.
    pub(super) fn has(&self, edge: u32) -> bool {
        self.ground.has(edge) || self.raised.has(edge)
    }

    /// Gives each edge its new number, and the new numbers of its ends.
    pub(super) fn renumber(&mut self, graph: &Graph, new_edge: impl Fn(u32) -> u32) {
        for run in self.ground.runs_mut().iter_mut().chain(self.raised.runs_mut()) {
            run.edge = new_edge(run.edge);
            let Edge { from, to, .. } = graph.edge(run.edge);
            for (end, node) in run.ends.into_iter().zip([from, to]) {
                self.nodes[usize::from(end)] = node;
            }
        }
    }
}
