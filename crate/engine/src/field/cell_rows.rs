//! Numbering cells row by row, for those who go from neighbour to neighbour.

use crate::field::ground::CELLS;
use crate::field::{TILE_CELLS, Way};

/// Cells numbered row by row from the south-west, all rows as long as the first power of two with room for all tiles: so the
/// neighbours of a cell are always equally far from it, and what is where is read off the bits of its number.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct CellRows {
    /// Tiles in a row, as a power of two.
    tile_bits: u32,
}

impl CellRows {
    /// For so many tiles side by side.
    pub(crate) fn new(tile_columns: usize) -> Self {
        Self { tile_bits: tile_columns.next_power_of_two().trailing_zeros() }
    }

    /// Tiles in a row, as a power of two.
    #[inline]
    pub(crate) fn tile_bits(self) -> u32 {
        self.tile_bits
    }

    /// The column and row of a cell.
    #[inline]
    pub(crate) fn place(self, cell: u32) -> [u32; 2] {
        let bits = self.bits();
        [cell & ((1 << bits) - 1), cell >> bits]
    }

    /// Added to the number of a cell, wrapping, this gives that of its neighbour on some way.
    #[inline]
    pub(crate) fn step(self, way: Way) -> u32 {
        let [east, north] = way.vector();
        (east + (north << self.bits())) as u32
    }

    /// The tile of a cell, all tiles being numbered in such rows, too, and the number of the cell in that.
    #[inline]
    pub(super) fn in_tile(self, cell: u32) -> [usize; 2] {
        const COLUMN: u32 = TILE_CELLS as u32 - 1;
        const ROW: u32 = CELLS as u32 - 1 - COLUMN;
        let above = cell >> self.tile_bits;
        let tile_column = (cell >> COLUMN.count_ones()) & ((1 << self.tile_bits) - 1);
        let tile = (above >> (CELLS.trailing_zeros()) << self.tile_bits) | tile_column;
        [tile as usize, (above & ROW | cell & COLUMN) as usize]
    }

    /// Cells in a row, as a power of two.
    #[inline]
    fn bits(self) -> u32 {
        self.tile_bits + TILE_CELLS.trailing_zeros()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tile_and_cell_are_those_of_the_column_and_row() {
        for (tile_columns, row_length) in [(1, 1), (2, 2), (5, 8), (9, 16)] {
            let rows = CellRows::new(tile_columns);
            for cell in (0..5000).chain(100_000..101_000) {
                let [column, row] = rows.place(cell).map(|index| index as usize);
                assert_eq!(cell as usize, row * row_length * TILE_CELLS + column);
                let tile = row / TILE_CELLS * row_length + column / TILE_CELLS;
                let index = row % TILE_CELLS * TILE_CELLS + column % TILE_CELLS;
                assert_eq!(rows.in_tile(cell), [tile, index]);
            }
        }
    }
}
