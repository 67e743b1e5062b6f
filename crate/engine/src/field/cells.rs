//! The cells of one question: what a walk makes of each.

use crate::edge_index::Tile;
use crate::field::TILE_CELLS;
use crate::field::first_cell;
use crate::field::ground::CELLS;
use crate::field::ownership::Slot;
use crate::field::tile_cells::TileCells;
use crate::field::way::Way;

/// Bits of the place of a cell along a side of its tile.
const BITS: u32 = TILE_CELLS.trailing_zeros();

/// The cells of all tiles that a walk can touch; its memory is used again for every question.
///
/// Cells are numbered tile by tile from the south-west, row by row within a tile: cell `c` of tile `t` is
/// `t * TILE_CELLS² + c`.
#[derive(Debug, Clone, Default)]
pub struct Cells {
    /// The south-western cell in the world.
    first: [i32; 2],
    columns: usize,
    beyond: u8,
    /// Whose ground each tile is, where that is known.
    pub(super) slots: Vec<Option<Slot>>,
    /// Whether anything in a tile may be within a limit.
    is_filled: Vec<bool>,
    /// Tile by tile of each cell the class, with the mark [`KNOWN`](super::KNOWN) if it has a time. This list and the next never shrink; what is
    /// not filled is beyond all limits.
    classes: Vec<[u8; CELLS]>,
    /// The times of cells with that mark.
    times_ms: Vec<[f32; CELLS]>,
    /// By [`Way::index`], from the number of a cell to that of its neighbour in the next tile; to be added wrapping.
    far_steps: [usize; 4],
}

impl Cells {
    /// Makes room for the tiles from the south-western to the north-eastern one; nothing in them is reached.
    pub(super) fn clear(&mut self, tiles: Option<[Tile; 2]>, beyond: u8) {
        let (first, columns, rows) = tiles.map_or(([0, 0], 0, 0), |[first, last]| {
            let span = |first: i32, last: i32| (last - first + 1) as usize;
            let first_cell = first_cell(first.column, first.row);
            (first_cell, span(first.column, last.column), span(first.row, last.row))
        });
        // What was filled is wiped, and all the rest if there are more or fewer limits.
        for (classes, &is_filled) in self.classes.iter_mut().zip(&self.is_filled) {
            if is_filled {
                classes.fill(beyond);
            }
        }
        if beyond != self.beyond {
            self.classes.clear();
        }
        (self.first, self.columns, self.beyond) = (first, columns, beyond);
        let tile_count = columns * rows;
        refill(&mut self.slots, tile_count, None);
        refill(&mut self.is_filled, tile_count, false);
        if self.classes.len() < tile_count {
            self.classes.resize(tile_count, [beyond; CELLS]);
            self.times_ms.resize(tile_count, [0.0; CELLS]);
        }
        let [east, north] = [CELLS - TILE_CELLS + 1, (columns * CELLS).wrapping_sub(CELLS - TILE_CELLS)];
        self.far_steps = [east, north, east.wrapping_neg(), north.wrapping_neg()];
    }

    /// How many tiles there are.
    pub(super) fn tile_count(&self) -> usize {
        self.slots.len()
    }

    /// The cells of a tile, to be filled.
    pub(super) fn tile_mut(&mut self, tile: usize) -> TileCells<'_> {
        self.is_filled[tile] = true;
        TileCells {
            classes: &mut self.classes[tile],
            times_ms: &mut self.times_ms[tile],
            beyond: self.beyond,
        }
    }

    /// The number of a cell by its column and row in the world, if it lies in one of the tiles.
    pub(super) fn number(&self, cell: [i32; 2]) -> Option<usize> {
        let [column, row] = [cell[0] - self.first[0], cell[1] - self.first[1]];
        let [column, row] = [usize::try_from(column).ok()?, usize::try_from(row).ok()?];
        let tile = row / TILE_CELLS * self.columns + column / TILE_CELLS;
        let is_within = column < self.columns * TILE_CELLS && tile < self.tile_count();
        is_within.then_some(tile * CELLS + row % TILE_CELLS * TILE_CELLS + column % TILE_CELLS)
    }

    /// Where a cell lies in the world: the column and row of cells.
    pub(crate) fn place(&self, cell: usize) -> [i32; 2] {
        let [column, row] = [cell / CELLS % self.columns, cell / CELLS / self.columns];
        let [column, row] =
            [column * TILE_CELLS + cell % TILE_CELLS, row * TILE_CELLS + cell % CELLS / TILE_CELLS];
        [self.first[0] + column as i32, self.first[1] + row as i32]
    }

    /// Added to the number of a cell, wrapping, this gives that of its neighbour on some way.
    #[inline]
    pub(crate) fn step(&self, cell: usize, way: Way) -> usize {
        let place = (cell >> (BITS * way.axis())) % TILE_CELLS;
        let last = if way.sign() > 0 { TILE_CELLS - 1 } else { 0 };
        if place == last {
            return self.far_steps[way.index()];
        }
        let [east, north] = way.vector();
        (east + north * TILE_CELLS as i32) as usize
    }

    /// The classes of all cells, tile by tile, each perhaps with the mark [`KNOWN`](super::KNOWN).
    pub(super) fn classes(&self) -> &[[u8; CELLS]] {
        &self.classes
    }

    /// The time of a cell with the mark [`KNOWN`].
    #[inline]
    pub(super) fn known_ms(&self, cell: usize) -> f32 {
        self.times_ms[cell / CELLS][cell % CELLS]
    }

    /// The class of what is beyond all limits, which is how many limits there are.
    pub(crate) fn beyond(&self) -> u8 {
        self.beyond
    }

    /// How many tiles lie side by side, and how many rows of them there are.
    pub(crate) fn extent(&self) -> [usize; 2] {
        [self.columns, self.tile_count().checked_div(self.columns).unwrap_or(0)]
    }

    /// The classes of the cells in one row of a tile, each perhaps with the mark [`KNOWN`](super::KNOWN); `None` if nothing in the
    /// tile is within any limit. The row's number is `cell / TILE_CELLS` for each of its cells.
    #[inline]
    pub(crate) fn row(&self, row: usize) -> Option<&[u8; TILE_CELLS]> {
        let (tile, first) = (row / TILE_CELLS, row % TILE_CELLS * TILE_CELLS);
        if self.is_filled[tile] { self.classes[tile][first..].first_chunk() } else { None }
    }
}

fn refill<T: Clone>(list: &mut Vec<T>, count: usize, value: T) {
    list.clear();
    list.resize(count, value);
}
