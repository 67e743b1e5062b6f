//! Which edge owns each cell of one tile, as it is kept.

use crate::field::way::Way;
use crate::field::{SIDE_WALK_LIMIT_M, TILE_CELLS};
use crate::graph::Graph;
use crate::network::Edge;
use crate::rounded::small_rounded;

/// Cells in a tile.
pub(super) const CELLS: usize = TILE_CELLS * TILE_CELLS;

/// The place of a cell without an owner.
pub(super) const UNOWNED: u16 = u16::MAX;

/// The number of a cell as an index below [`CELLS`], which needs no check.
#[inline]
pub(super) fn index(cell: u16) -> usize {
    usize::from(cell) % CELLS
}

/// Bits of an [`OwnedCell::share`].
pub(super) const SHARE_BITS: u32 = 14;

/// The largest value of [`OwnedCell::share`]: the end of the edge.
pub(super) const SHARE_MAX: u32 = (1 << SHARE_BITS) - 1;

/// The steps in which the distance from the edge is kept: 256 values from 0 to the limit.
pub(super) const SIDE_STEPS: u32 = 255;

/// In metres, more than three times what a distance from the edge (0.08) and the length of a [`Foot`] (0.22) differ by.
pub(super) const ROUNDING_M: f64 = 1.0;

/// Who owns a cell, and where its nearest point lies: number of the run in the tile (10 bits), share of the way along the
/// edge (14 bits), and distance from the edge (8 bits).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct OwnedCell(u32);

impl OwnedCell {
    pub(super) fn new(run: u32, share: f32, side_m: f32) -> Self {
        let share = small_rounded(share * SHARE_MAX as f32);
        let side = small_rounded(side_m * (SIDE_STEPS as f32 / SIDE_WALK_LIMIT_M as f32));
        Self(run << 22 | share.min(SHARE_MAX) << 8 | side.min(SIDE_STEPS))
    }

    /// The number of the run: in [`GroundTile::ground_runs`] or in [`GroundTile::raised_runs`].
    #[inline]
    pub(super) fn run(self) -> usize {
        (self.0 >> 22) as usize
    }

    /// How far along the edge, from 0 at its `from` node to [`SHARE_MAX`] at its `to` node.
    #[inline]
    pub(super) fn share(self) -> u32 {
        self.0 >> 8 & SHARE_MAX
    }

    /// How far beside the edge, in steps of the side-walk limit / [`SIDE_STEPS`].
    #[inline]
    pub(super) fn side(self) -> u8 {
        self.0 as u8
    }
}

/// The vector from a cell to the nearest point of the edge nearest to it, in steps of [`Foot::STEP_M`].
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

/// An edge that owns cells of a tile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) edge: u32,
    /// The edge's `from` and `to` nodes, as indices into [`GroundTile::nodes`].
    pub(super) ends: [u16; 2],
}

/// The ownership of one tile's cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct GroundTile {
    /// For each cell, row by row, the vector to the nearest point of any edge.
    pub(super) feet: Box<[Foot; CELLS]>,
    /// For each cell its place in `cells` and `owners`; [`UNOWNED`] if it has no owner at ground level.
    pub(super) places: Box<[u16; CELLS]>,
    /// The nodes at the ends of all edges that own cells: so each is looked up once for many runs.
    pub(super) nodes: Box<[u32]>,
    /// The edges at ground level, ascending.
    pub(super) ground_runs: Box<[Run]>,
    /// Where the cells of each end in `cells`; they begin where those of the one before end.
    pub(super) run_ends: Box<[u16]>,
    /// The cells that have an owner at ground level, grouped by run.
    pub(super) cells: Box<[u16]>,
    /// The owner of each of `cells`: in this order, as a question looks at most of a run's cells or at none.
    pub(super) owners: Box<[OwnedCell]>,
    /// The bridges and tunnels, ascending.
    pub(super) raised_runs: Box<[Run]>,
    /// The cells for which a bridge or tunnel is nearer than any edge at ground level, ascending.
    pub(super) raised_cells: Box<[(u16, OwnedCell)]>,
}

impl GroundTile {
    /// The owner of a cell at ground level.
    #[inline]
    pub(super) fn owner(&self, cell: u16) -> Option<OwnedCell> {
        self.owners.get(usize::from(self.places[index(cell)])).copied()
    }

    /// Whether an edge owns any of the tile's cells.
    pub(super) fn has_run(&self, edge: u32) -> bool {
        let has = |runs: &[Run]| runs.binary_search_by_key(&edge, |run| run.edge).is_ok();
        has(&self.ground_runs) || has(&self.raised_runs)
    }

    /// Gives each edge its new number, and the new numbers of its ends.
    pub(super) fn renumber(&mut self, graph: &Graph, new_edge: impl Fn(u32) -> u32) {
        for run in self.ground_runs.iter_mut().chain(&mut self.raised_runs) {
            run.edge = new_edge(run.edge);
            let Edge { from, to, .. } = graph.edge(run.edge);
            for (end, node) in run.ends.into_iter().zip([from, to]) {
                self.nodes[usize::from(end)] = node;
            }
        }
    }
}
