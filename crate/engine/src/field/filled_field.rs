//! The filled cells of a field, as contours see them.

use crate::field::arrival::ArrivalField;
use crate::field::border::border_of_open;
use crate::field::cell_rows::CellRows;
use crate::field::cells::Cells;
use crate::field::edge_times::NEVER_MS;
use crate::field::ground::{CELLS, Foot, GroundTile};
use crate::field::ownership::Ownership;
use crate::field::tile_cells::KNOWN;
use crate::field::way::Way;

/// The filled cells of a field and the ground they are on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FilledField<'a> {
    field: &'a ArrivalField<'a>,
    cells: &'a Cells,
    rows: CellRows,
    tiles: &'a [FilledTile<'a>],
}

/// What contours look at in a tile, at hand, as they ask for one cell after another.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FilledTile<'a> {
    classes: &'a [u8; CELLS],
    times_ms: &'a [u32; CELLS],
    feet: &'a [Foot; CELLS],
    ground: Option<&'a GroundTile>,
}

/// All tiles of a question, in rows as long as [`CellRows`] has them.
pub(crate) fn filled_tiles<'a>(ownership: &'a Ownership, cells: &'a Cells) -> Vec<FilledTile<'a>> {
    let [columns, rows] = cells.extent();
    let row_length = 1 << CellRows::new(columns).tile_bits();
    let tile = |place: usize| {
        // What is beyond the last column is never asked for.
        let tile = place / row_length * columns + (place % row_length).min(columns - 1);
        let (classes, times_ms) = cells.tile(tile);
        let ground = cells.slots[tile].map(|slot| ownership.kept(slot));
        FilledTile { classes, times_ms, feet: ground.map_or(&NO_FEET, |ground| &*ground.feet), ground }
    };
    (0..rows * row_length).map(tile).collect()
}

/// The feet of ground that is not known.
static NO_FEET: [Foot; CELLS] = [Foot::NONE; CELLS];

/// What contours need of a cell.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sample {
    /// Its number.
    cell: u32,
    /// Its class, perhaps with the mark [`KNOWN`].
    class: u8,
    /// Its time, if it has that mark.
    time_ms: u32,
    /// The way to the nearest street.
    foot: Foot,
}

impl<'a> FilledField<'a> {
    /// The cells that `field` filled last on this ground, all of whose tiles are given.
    pub(crate) fn new(field: &'a ArrivalField<'a>, cells: &'a Cells, tiles: &'a [FilledTile<'a>]) -> Self {
        Self { field, cells, rows: CellRows::new(cells.extent()[0]), tiles }
    }

    /// The cells.
    pub(crate) fn cells(&self) -> &'a Cells {
        self.cells
    }

    /// What contours need of a cell.
    #[inline]
    pub(crate) fn sample(&self, cell: u32) -> Sample {
        let [tile, index] = self.rows.in_tile(cell);
        let FilledTile { classes, times_ms, feet, .. } = &self.tiles[tile];
        Sample { cell, class: classes[index], time_ms: times_ms[index], foot: feet[index] }
    }

    /// Where the way from a cell within a limit to its neighbour beyond it reaches the limit, as a share of that way.
    #[inline]
    pub(crate) fn crossing(&self, limit: u8, [inside, outside]: [Sample; 2], way: Way) -> f32 {
        let limits = self.field.limits;
        let feet = [inside.foot, outside.foot];
        // Without the mark, what is beyond all limits is not reached at all.
        let is_unreached = outside.class == limits.beyond();
        let is_open = inside.class & KNOWN == 0;
        let border = if is_open { border_of_open(feet, way, is_unreached) } else { None };
        border.unwrap_or_else(|| {
            let outside_ms = if is_unreached { NEVER_MS } else { self.time_ms(outside) };
            limits.crossing(limit, [self.time_ms(inside), outside_ms], way, feet)
        })
    }

    /// The time of a cell that is reached.
    #[inline]
    fn time_ms(&self, sample: Sample) -> u32 {
        let is_known = sample.class & KNOWN != 0;
        if is_known { sample.time_ms } else { self.open_ms(sample.cell) }
    }

    /// The time of a cell that is reached but has no time yet: few are asked for.
    #[inline(never)]
    fn open_ms(&self, cell: u32) -> u32 {
        let [tile, index] = self.rows.in_tile(cell);
        self.tiles[tile].ground.map_or(NEVER_MS, |ground| self.field.time_beside(ground, index))
    }
}
