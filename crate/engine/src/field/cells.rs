//! The cells of a band as contours see them.

use crate::field::TILE_CELLS;
use crate::field::arrival::ArrivalField;
use crate::field::band::Band;
use crate::field::edge_times::NEVER_MS;
use crate::field::filled_tile::CellTime;
use crate::field::ground::Foot;
use crate::field::ownership::Ownership;

/// The filled cells of a [`Band`].
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cells<'a> {
    pub(super) field: &'a ArrivalField<'a>,
    pub(super) ownership: &'a Ownership,
    pub(super) band: &'a Band,
    /// The south-western cell of the band's row 1, in the world.
    pub(super) first: [i32; 2],
}

impl Cells<'_> {
    /// The south-western cell of a row of the band, in the world.
    pub(crate) fn first_of_row(&self, row: usize) -> [i32; 2] {
        [self.first[0], self.first[1] + row as i32 - 1]
    }

    /// How many tiles lie side by side.
    pub(crate) fn tile_count(&self) -> usize {
        self.band.current.len()
    }

    /// The classes of the cells of one row within one tile, each perhaps with the mark [`KNOWN`](super::KNOWN); `None` if
    /// nothing in the tile is within any limit. Row 0 is the last of the tiles below.
    #[inline]
    pub(crate) fn classes(&self, row: usize, tile: usize) -> Option<&[u8; TILE_CELLS]> {
        let (tiles, start) = self.band.row(row);
        tiles.filled(tile)?.classes()[start..].first_chunk()
    }

    /// The time of the cell in a row and column of the band.
    #[inline]
    pub(crate) fn time_ms(&self, row: usize, column: usize) -> f32 {
        let (tiles, start) = self.band.row(row);
        let (tile, cell) = (column / TILE_CELLS, start + column % TILE_CELLS);
        match tiles.filled(tile).map_or(CellTime::Unreached, |filled| filled.time(cell)) {
            CellTime::Unreached => NEVER_MS,
            CellTime::Known(time_ms) => time_ms,
            CellTime::Open => tiles
                .ground(tile)
                .map_or(NEVER_MS, |slot| self.field.time_beside(self.ownership.kept(slot), cell)),
        }
    }

    /// The way from that cell to the nearest street.
    #[inline]
    pub(crate) fn foot(&self, row: usize, column: usize) -> Foot {
        let (tiles, start) = self.band.row(row);
        let ground = tiles.ground(column / TILE_CELLS);
        ground.map_or(Foot::NONE, |slot| self.ownership.kept(slot).feet[start + column % TILE_CELLS])
    }
}
