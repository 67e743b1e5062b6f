//! The part of the field that contours are traced in at a time: a row of tiles, and the one below it.

use crate::field::edge_times::EdgeTimes;
use crate::field::ownership::Slot;
use crate::field::{TILE_CELLS, ground::CELLS};

/// A row of tiles and the one below. Of each cell it holds the class only; times are worked out from those of the edges
/// for the few cells that contours pass.
#[derive(Debug, Clone, Default)]
pub struct Band {
    pub(super) below: TileRow,
    pub(super) current: TileRow,
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
        self.current.clear(self.below.tiles.len());
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
    pub(super) tiles: Vec<TileTimes>,
    /// The classes of the cells of each tile that is not blank, tile by tile.
    classes: Vec<[u8; CELLS]>,
    /// The times of the edges that own ground: of each tile its runs at ground level, then bridges and tunnels.
    pub(super) edge_times: Vec<EdgeTimes>,
    /// Used while a tile is filled: the times of its nodes.
    pub(super) node_times: Vec<f32>,
}

/// What is known of one tile.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct TileTimes {
    /// Its ownership, if that is known.
    pub(super) slot: Option<Slot>,
    /// Its first entry in `edge_times`.
    pub(super) first_time: u32,
    /// Its entry in `classes`; without one the tile is blank: nothing in it is within any limit.
    pub(super) classes: Option<u32>,
}

impl TileRow {
    fn clear(&mut self, columns: usize) {
        self.tiles.clear();
        self.tiles.resize(columns, TileTimes::default());
        self.classes.clear();
        self.edge_times.clear();
    }

    /// The classes of a tile's cells, row by row; `None` if nothing in it is within any limit.
    #[inline]
    pub(super) fn classes(&self, tile: usize) -> Option<&[u8; CELLS]> {
        self.tiles[tile].classes.map(|at| &self.classes[at as usize])
    }

    /// The same to write to, all of them `beyond` at first, and the times of the tile's edges if they were the last added.
    pub(super) fn classes_mut(&mut self, tile: usize, beyond: u8) -> (&mut [u8; CELLS], &[EdgeTimes]) {
        let tile = &mut self.tiles[tile];
        let at = *tile.classes.get_or_insert_with(|| {
            self.classes.push([beyond; CELLS]);
            self.classes.len() as u32 - 1
        });
        (&mut self.classes[at as usize], &self.edge_times[tile.first_time as usize..])
    }
}
