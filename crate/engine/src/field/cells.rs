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

/// Where the cells are of all tiles in which nothing is reached.
const BLANK: u32 = 0;

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
    /// Where the cells of each tile are in the next two lists; [`BLANK`] for a tile in which nothing is reached: so a long walk takes
    /// memory for the ground that it reaches, not for all around it.
    filled: Vec<u32>,
    filled_count: u32,
    /// Of each cell the class, with the mark [`KNOWN`](super::KNOWN) if it has a time.
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
        (self.first, self.columns, self.beyond) = (first, columns, beyond);
        refill(&mut self.slots, columns * rows, None);
        refill(&mut self.filled, columns * rows, BLANK);
        self.filled_count = BLANK;
        self.add_tile();
        let [east, north] = [CELLS - TILE_CELLS + 1, (columns * CELLS).wrapping_sub(CELLS - TILE_CELLS)];
        self.far_steps = [east, north, east.wrapping_neg(), north.wrapping_neg()];
    }

    /// How many tiles there are.
    pub(super) fn tile_count(&self) -> usize {
        self.slots.len()
    }

    /// Room for one more tile, in which nothing is reached.
    fn add_tile(&mut self) -> u32 {
        let at = self.filled_count;
        self.filled_count += 1;
        match self.classes.get_mut(at as usize) {
            Some(classes) => classes.fill(self.beyond),
            None => {
                self.classes.push([self.beyond; CELLS]);
                self.times_ms.push([0.0; CELLS]);
            }
        }
        at
    }

    /// The cells of a tile, to be filled.
    pub(super) fn tile_mut(&mut self, tile: usize) -> TileCells<'_> {
        if self.filled[tile] == BLANK {
            self.filled[tile] = self.add_tile();
        }
        let at = self.filled[tile] as usize;
        TileCells { classes: &mut self.classes[at], times_ms: &mut self.times_ms[at], beyond: self.beyond }
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

    /// The classes of filled tiles, each perhaps with the mark [`KNOWN`](super::KNOWN), and where those of each tile are.
    pub(super) fn classes(&self) -> (&[[u8; CELLS]], &[u32]) {
        (&self.classes, &self.filled)
    }

    /// The time of a cell with the mark [`KNOWN`](super::KNOWN).
    #[inline]
    pub(super) fn known_ms(&self, cell: usize) -> f32 {
        self.times_ms[self.filled[cell / CELLS] as usize][cell % CELLS]
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
        match self.filled[tile] {
            BLANK => None,
            at => self.classes[at as usize][first..].first_chunk(),
        }
    }
}

fn refill<T: Clone>(list: &mut Vec<T>, count: usize, value: T) {
    list.clear();
    list.resize(count, value);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_tiles_that_are_filled_take_memory() {
        let mut cells = Cells::default();
        let corners = [Tile { column: -100, row: 0 }, Tile { column: 99, row: 199 }];
        for beyond in [3, 1] {
            cells.clear(Some(corners), beyond);
            for tile in [7, 39_999, 7] {
                cells.tile_mut(tile).paint(&[5], 0);
            }
            assert_eq!(cells.classes.len(), 3);
            let filled: Vec<usize> =
                (0..40_000).filter(|tile| cells.row(tile * TILE_CELLS).is_some()).collect();
            assert_eq!(filled, [7, 39_999]);
            assert_eq!(cells.row(7 * TILE_CELLS).unwrap()[4..7], [beyond, 0, beyond]);
        }
    }
}
