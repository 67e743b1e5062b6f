//! The cells of one question: what a walk makes of each.

use std::ops::Range;

use crate::edge_index::Tile;
use crate::field::TILE_CELLS;
use crate::field::first_cell;
use crate::field::ground::CELLS;
use crate::field::ownership::Slot;
use crate::field::tile_cells::TileCells;

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
    /// For each of these tiles the least class of its cells, or less.
    least: Vec<u8>,
    /// Of each cell the class, with the mark [`KNOWN`](super::KNOWN) if it has a time.
    classes: Vec<[u8; CELLS]>,
    /// The times of cells with that mark.
    times_ms: Vec<[u32; CELLS]>,
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
        self.least.clear();
        self.add_tile();
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
                self.times_ms.push([0; CELLS]);
            }
        }
        self.least.push(self.beyond);
        at
    }

    /// The cells of a tile, to be filled.
    pub(super) fn tile_mut(&mut self, tile: usize) -> TileCells<'_> {
        if self.filled[tile] == BLANK {
            self.filled[tile] = self.add_tile();
        }
        let at = self.filled[tile] as usize;
        TileCells {
            classes: &mut self.classes[at],
            times_ms: &mut self.times_ms[at],
            beyond: self.beyond,
            least: &mut self.least[at],
        }
    }

    /// The number of a cell by its column and row in the world, if it lies in one of the tiles.
    pub(super) fn number(&self, cell: [i32; 2]) -> Option<usize> {
        let [column, row] = [cell[0] - self.first[0], cell[1] - self.first[1]];
        let [column, row] = [u32::try_from(column).ok()?, u32::try_from(row).ok()?];
        let number = self.number_at([column, row]);
        (column < self.columns as u32 * TILE_CELLS as u32 && number / CELLS < self.tile_count())
            .then_some(number)
    }

    /// The column and row of the south-western cell in the world.
    pub(crate) fn first(&self) -> [i32; 2] {
        self.first
    }

    /// The number of a cell by its column and row, counted from the south-western one.
    #[inline]
    pub(super) fn number_at(&self, [column, row]: [u32; 2]) -> usize {
        let [column, row] = [column as usize, row as usize];
        let tile = row / TILE_CELLS * self.columns + column / TILE_CELLS;
        tile * CELLS + row % TILE_CELLS * TILE_CELLS + column % TILE_CELLS
    }

    /// The classes of the cells of a tile, each perhaps with the mark [`KNOWN`](super::KNOWN), and the times of those with it.
    pub(super) fn tile(&self, tile: usize) -> (&[u8; CELLS], &[u32; CELLS]) {
        let at = self.filled[tile] as usize;
        (&self.classes[at], &self.times_ms[at])
    }

    /// How many tiles lie side by side, and how many rows of them there are.
    pub(crate) fn extent(&self) -> [usize; 2] {
        [self.columns, self.tile_count().checked_div(self.columns).unwrap_or(0)]
    }

    /// The columns from the first to the last tile of a row in which anything is within a limit, and the one east of these.
    pub(crate) fn tile_columns_within(&self, tile_row: usize, limit: u8) -> Range<usize> {
        let tiles = self.tiles(tile_row);
        let is_within = |&at: &u32| self.least[at as usize] <= limit;
        let Some(first) = tiles.iter().position(is_within) else { return 0..0 };
        let last = tiles.iter().rposition(is_within).unwrap_or(first);
        first..self.columns.min(last + 2)
    }

    /// The classes of a row of cells tile by tile, each perhaps with the mark [`KNOWN`](super::KNOWN); `None` for tiles in which nothing
    /// is within a limit, and perhaps for no others.
    #[inline]
    pub(crate) fn row(
        &self,
        row: usize,
        limit: u8,
        tile_columns: Range<usize>,
    ) -> impl Iterator<Item = Option<&[u8; TILE_CELLS]>> {
        let first = row % TILE_CELLS * TILE_CELLS;
        self.tiles(row / TILE_CELLS)[tile_columns].iter().map(move |&at| {
            let at = at as usize;
            if self.least[at] > limit { None } else { self.classes[at][first..].first_chunk() }
        })
    }

    /// Where the cells are of a row of tiles.
    #[inline]
    fn tiles(&self, tile_row: usize) -> &[u32] {
        &self.filled[tile_row * self.columns..][..self.columns]
    }
}

fn refill<T: Clone>(list: &mut Vec<T>, count: usize, value: T) {
    list.clear();
    list.resize(count, value);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::runs::OwnedCell;

    #[test]
    fn only_tiles_that_are_filled_take_memory() {
        let mut cells = Cells::default();
        let corners = [Tile { column: -100, row: 0 }, Tile { column: 99, row: 199 }];
        for beyond in [3, 1] {
            cells.clear(Some(corners), beyond);
            for tile in [7, 39_999, 7] {
                let mut cells = cells.tile_mut(tile);
                cells.expect(0);
                cells.paint(&[OwnedCell::new(5, 0.0, 0.0)], 0);
            }
            assert_eq!(cells.classes.len(), 3);
            for (row, tile) in [(0, 7), (199 * TILE_CELLS, 199)] {
                let columns = cells.tile_columns_within(row / TILE_CELLS, 0);
                assert!(columns.contains(&tile) && columns.len() <= 2);
                let filled: Vec<_> =
                    cells.row(row, 0, 0..200).enumerate().filter(|(_, row)| row.is_some()).collect();
                assert_eq!(filled.len(), 1);
                assert_eq!((filled[0].0, &filled[0].1.unwrap()[4..7]), (tile, &[beyond, 0, beyond][..]));
            }
        }
    }
}
