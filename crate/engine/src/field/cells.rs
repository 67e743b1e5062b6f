//! The cells of a band as contours see them.

use crate::field::TILE_CELLS;
use crate::field::arrival::ArrivalField;
use crate::field::band::Band;
use crate::field::edge_times::NEVER_MS;
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
        self.band.current.tiles.len()
    }

    /// The classes of the cells of one row within one tile; `None` if nothing in the tile is within any limit. Row 0 is
    /// the last of the tiles below.
    #[inline]
    pub(crate) fn classes(&self, row: usize, tile: usize) -> Option<&[u8; TILE_CELLS]> {
        let (tiles, start) = self.band.row(row);
        tiles.classes(tile)?[start..].first_chunk()
    }

    /// The time of the cell in a row and column of the band.
    #[inline]
    pub(crate) fn time_ms(&self, row: usize, column: usize) -> f32 {
        let (tiles, start) = self.band.row(row);
        let tile = tiles.tiles[column / TILE_CELLS];
        let (Some(slot), Some(_)) = (tile.slot, tile.classes) else { return NEVER_MS };
        let at = [self.first[0] + column as i32, self.first[1] + row as i32 - 1];
        let edge_times = &tiles.edge_times[tile.first_time as usize..];
        let cell = start + column % TILE_CELLS;
        self.field.time_ms(self.ownership.kept(slot), edge_times, cell, at)
    }

    /// The way from that cell to the nearest street.
    #[inline]
    pub(crate) fn foot(&self, row: usize, column: usize) -> Foot {
        let (tiles, start) = self.band.row(row);
        let slot = tiles.tiles[column / TILE_CELLS].slot;
        slot.map_or(Foot::NONE, |slot| self.ownership.kept(slot).feet[start + column % TILE_CELLS])
    }
}
