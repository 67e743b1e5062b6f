//! The edges that own cells of one tile, each with its cells.

use crate::field::SIDE_WALK_LIMIT_M;
use crate::field::ground::{CELLS, SIDE_STEPS};
use crate::rounded::small_rounded;

/// Bits of an [`OwnedCell::share`].
pub(super) const SHARE_BITS: u32 = 14;

/// The largest value of [`OwnedCell::share`]: the end of the edge.
pub(super) const SHARE_MAX: u32 = (1 << SHARE_BITS) - 1;

/// Where the point lies that an owned cell is reached from: share of the way along the edge (14 bits), and distance (8 bits);
/// and a number (10 bits): that of the cell in a list by run, that of the run in a list by cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct OwnedCell(u32);

/// Numbers of cells, and of runs, of which there are no more, have 10 bits.
const _: () = assert!(CELLS == 1 << 10);

impl OwnedCell {
    /// In a list by cell, one that is not owned. Where a run has the number, every cell is owned.
    pub(super) const NONE: Self = Self(u32::MAX);

    pub(super) fn new(number: usize, share: f32, side_m: f32) -> Self {
        let share = small_rounded(share * SHARE_MAX as f32);
        let side = small_rounded(side_m * (SIDE_STEPS as f32 / SIDE_WALK_LIMIT_M as f32));
        Self((number as u32) << 22 | share.min(SHARE_MAX) << 8 | side.min(SIDE_STEPS))
    }

    /// The same with another number.
    pub(super) fn numbered(self, number: usize) -> Self {
        Self((number as u32) << 22 | self.0 << 10 >> 10)
    }

    /// The number of the cell, row by row, or that of the run.
    #[inline]
    pub(super) fn number(self) -> usize {
        (self.0 >> 22) as usize
    }

    /// How far along the edge, from 0 at its `from` node to [`SHARE_MAX`] at its `to` node.
    #[inline]
    pub(super) fn share(self) -> u32 {
        self.0 >> 8 & SHARE_MAX
    }

    /// How far from there, in steps of the side-walk limit / [`SIDE_STEPS`].
    #[inline]
    pub(super) fn side(self) -> u8 {
        self.0 as u8
    }
}

/// An edge that owns cells of a tile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) edge: u32,
    /// The edge's `from` and `to` nodes, as indices into the tile's nodes.
    pub(super) ends: [u16; 2],
}

/// The runs of one layer of a tile, each with its cells side by side, as a question looks at most of them or at none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Runs {
    /// Ascending by edge.
    runs: Vec<Run>,
    /// Where the cells of each end in `cells`; they begin where those of the one before end.
    ends: Vec<u16>,
    /// The cells of each run row by row.
    cells: Vec<OwnedCell>,
}

impl Runs {
    /// None yet, of so many cells in all.
    pub(super) fn of_cells(count: usize) -> Self {
        Self { cells: Vec::with_capacity(count), ..Self::default() }
    }

    /// Adds a run with room for so many cells and returns its number and the place of the first.
    pub(super) fn add(&mut self, run: Run, cell_count: u16) -> [u16; 2] {
        let added = [self.runs.len() as u16, self.cells.len() as u16];
        let end = added[1] + cell_count;
        self.cells.resize(usize::from(end), OwnedCell::NONE);
        self.runs.push(run);
        self.ends.push(end);
        added
    }

    /// Puts a cell into its place.
    #[inline]
    pub(super) fn put(&mut self, place: u16, cell: OwnedCell) {
        self.cells[usize::from(place)] = cell;
    }

    /// The runs with their cells, ascending by edge.
    #[inline]
    pub(super) fn iter(&self) -> impl Iterator<Item = (&Run, &[OwnedCell])> {
        let mut start = 0;
        self.runs.iter().zip(&self.ends).map(move |(run, &end)| {
            let cells = &self.cells[usize::from(start)..usize::from(end)];
            start = end;
            (run, cells)
        })
    }

    /// The runs, ascending by edge.
    #[inline]
    pub(super) fn runs(&self) -> &[Run] {
        &self.runs
    }

    /// The runs, to be given other edges in the same order.
    pub(super) fn runs_mut(&mut self) -> &mut [Run] {
        &mut self.runs
    }

    /// Whether an edge owns any cell.
    pub(super) fn has(&self, edge: u32) -> bool {
        self.runs.binary_search_by_key(&edge, |run| run.edge).is_ok()
    }
}
