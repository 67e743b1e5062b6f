//! The part of the field that contours are traced in at a time: a row of tiles, and the one below it.

use crate::field::filled_tile::FilledTile;
use crate::field::ownership::Slot;
use crate::field::{TILE_CELLS, ground::CELLS};

/// A row of tiles and the one below.
#[derive(Debug, Clone, Default)]
pub struct Band {
    pub(super) below: TileRow,
    pub(super) current: TileRow,
    /// Used while a tile is filled: the times of its nodes.
    pub(super) node_times: Vec<f32>,
}

impl Band {
    /// Rows of cells in a band: those of a tile and the last one of the tile below.
    pub(crate) const ROWS: usize = TILE_CELLS + 1;

    pub(super) fn clear(&mut self, columns: usize) {
        self.below.clear(columns);
        self.current.clear(columns);
    }

    pub(super) fn advance(&mut self) {
        std::mem::swap(&mut self.below, &mut self.current);
        self.current.clear(self.below.len());
    }

    /// The tile row in which a row of the band lies, and the first cell of that row within a tile.
    #[inline]
    pub(super) fn row(&self, row: usize) -> (&TileRow, usize) {
        match row.checked_sub(1) {
            None => (&self.below, CELLS - TILE_CELLS),
            Some(row) => (&self.current, row * TILE_CELLS),
        }
    }
}

/// The tiles of one row, from west to east.
#[derive(Debug, Clone, Default)]
pub(super) struct TileRow {
    tiles: Vec<RowTile>,
    /// The filled tiles; those after the first `filled_count` only keep their memory for later.
    filled: Vec<FilledTile>,
    filled_count: usize,
}

#[derive(Debug, Clone, Copy, Default)]
struct RowTile {
    ground: Option<Slot>,
    /// Its index in [`TileRow::filled`]; without one nothing in it is within any limit.
    filled: Option<u32>,
}

impl TileRow {
    fn clear(&mut self, columns: usize) {
        self.tiles.clear();
        self.tiles.resize(columns, RowTile::default());
        self.filled_count = 0;
    }

    /// How many tiles lie side by side.
    pub(super) fn len(&self) -> usize {
        self.tiles.len()
    }

    /// Notes who owns the ground of a tile.
    pub(super) fn set_ground(&mut self, tile: usize, ground: Slot) {
        self.tiles[tile].ground = Some(ground);
    }

    /// Who owns the ground of a tile, if that is known.
    #[inline]
    pub(super) fn ground(&self, tile: usize) -> Option<Slot> {
        self.tiles[tile].ground
    }

    /// The cells of a tile; `None` if nothing in it is within any limit.
    #[inline]
    pub(super) fn filled(&self, tile: usize) -> Option<&FilledTile> {
        self.tiles[tile].filled.map(|at| &self.filled[at as usize])
    }

    /// The cells of a tile to write to; at first they are all `beyond` the limits.
    pub(super) fn filled_mut(&mut self, tile: usize, beyond: u8) -> &mut FilledTile {
        let at = match self.tiles[tile].filled {
            Some(at) => at as usize,
            None => {
                let at = self.filled_count;
                self.filled_count += 1;
                self.tiles[tile].filled = Some(at as u32);
                match self.filled.get_mut(at) {
                    Some(filled) => filled.clear(beyond),
                    None => self.filled.push(FilledTile::new(beyond)),
                }
                at
            }
        };
        &mut self.filled[at]
    }
}
