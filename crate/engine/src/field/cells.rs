//! The cells of a band as contours see them.

use crate::field::TILE_CELLS;
use crate::field::arrival::ArrivalField;
use crate::field::band::Band;
use crate::field::border::{Way, border_of_open};
use crate::field::edge_times::NEVER_MS;
use crate::field::filled_tile::KNOWN;
use crate::field::ground::Foot;
use crate::field::ownership::Ownership;

/// A cell by its row and column in a band.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Corner {
    pub(crate) row: usize,
    pub(crate) column: usize,
    /// Its class, perhaps with the mark [`KNOWN`].
    pub(crate) class: u8,
}

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

    /// Where the way from a cell within a limit to a neighbour beyond it reaches the limit, as a share of that way.
    #[inline]
    pub(crate) fn crossing(&self, limit: u8, [inside, outside]: [Corner; 2], way: Way) -> f32 {
        let limits = self.field.limits;
        let feet = || [self.foot(inside), self.foot(outside)];
        let is_open = inside.class & KNOWN == 0;
        let border = if is_open { border_of_open(feet(), way, self.is_unreached(outside)) } else { None };
        border.unwrap_or_else(|| {
            let times_ms = [self.time_ms(inside), self.time_ms(outside)];
            limits.crossing(limit, times_ms, way, feet)
        })
    }

    /// Without the mark [`KNOWN`], what is beyond all limits is not reached at all.
    #[inline]
    fn is_unreached(&self, corner: Corner) -> bool {
        corner.class == self.field.limits.beyond()
    }

    #[inline]
    fn time_ms(&self, corner: Corner) -> f32 {
        let Corner { row, column, class } = corner;
        let (tiles, start) = self.band.row(row);
        let (tile, cell) = (column / TILE_CELLS, (start + column % TILE_CELLS) as u16);
        if class & KNOWN != 0 {
            tiles.filled(tile).map_or(NEVER_MS, |filled| filled.known_ms(cell))
        } else if self.is_unreached(corner) {
            NEVER_MS
        } else {
            let ground = tiles.ground(tile).map(|slot| self.ownership.kept(slot));
            ground.map_or(NEVER_MS, |ground| self.field.time_beside(ground, cell))
        }
    }

    /// The way from a cell to the nearest street.
    #[inline]
    fn foot(&self, Corner { row, column, .. }: Corner) -> Foot {
        let (tiles, start) = self.band.row(row);
        let ground = tiles.ground(column / TILE_CELLS);
        ground.map_or(Foot::NONE, |slot| self.ownership.kept(slot).foot((start + column % TILE_CELLS) as u16))
    }
}
