//! The filled cells of a field, as contours see them.

use crate::field::arrival::ArrivalField;
use crate::field::border::border_of_open;
use crate::field::cells::Cells;
use crate::field::edge_times::NEVER_MS;
use crate::field::ground::{CELLS, Foot};
use crate::field::ownership::{Ownership, Slot};
use crate::field::tile_cells::KNOWN;
use crate::field::way::Way;

/// The filled cells of a field and the ground they are on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FilledField<'a> {
    field: &'a ArrivalField<'a>,
    ownership: &'a Ownership,
    cells: &'a Cells,
    /// As [`Cells::classes`] tells them; at hand here, as contours ask for one cell after another.
    classes: &'a [[u8; CELLS]],
    filled: &'a [u32],
    /// Of all cells, tile by tile.
    feet: &'a [&'a [Foot; CELLS]],
}

/// The feet of all cells, tile by tile.
pub(crate) fn feet_of<'a>(ownership: &'a Ownership, cells: &Cells) -> Vec<&'a [Foot; CELLS]> {
    let feet = |&slot: &Option<Slot>| slot.map_or(&NO_FEET, |slot| &*ownership.kept(slot).feet);
    cells.slots.iter().map(feet).collect()
}

/// Those of ground that is not known.
static NO_FEET: [Foot; CELLS] = [Foot::NONE; CELLS];

/// What contours need of a cell.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sample {
    /// Its number.
    pub(crate) cell: usize,
    /// Its class, perhaps with the mark [`KNOWN`].
    class: u8,
    /// The way to the nearest street.
    foot: Foot,
}

impl<'a> FilledField<'a> {
    /// The cells that `field` filled last on this ground, which has these feet.
    pub(crate) fn new(
        field: &'a ArrivalField<'a>,
        ownership: &'a Ownership,
        cells: &'a Cells,
        feet: &'a [&'a [Foot; CELLS]],
    ) -> Self {
        let (classes, filled) = cells.classes();
        Self { field, ownership, cells, classes, filled, feet }
    }

    /// The cells.
    pub(crate) fn cells(&self) -> &'a Cells {
        self.cells
    }

    #[inline]
    fn marked_class(&self, cell: usize) -> u8 {
        self.classes[self.filled[cell / CELLS] as usize][cell % CELLS]
    }

    /// The class of a cell, without a mark.
    #[inline]
    pub(crate) fn class(&self, cell: usize) -> u8 {
        self.marked_class(cell) & !KNOWN
    }

    /// What contours need of a cell.
    #[inline]
    pub(crate) fn sample(&self, cell: usize) -> Sample {
        Sample { cell, class: self.marked_class(cell), foot: self.feet[cell / CELLS][cell % CELLS] }
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
    fn time_ms(&self, sample: Sample) -> f32 {
        let is_known = sample.class & KNOWN != 0;
        if is_known { self.cells.known_ms(sample.cell) } else { self.open_ms(sample.cell) }
    }

    /// The time of a cell that is reached but has no time yet: few are asked for.
    #[inline(never)]
    fn open_ms(&self, cell: usize) -> f32 {
        let ground = self.cells.slots[cell / CELLS].map(|slot| self.ownership.kept(slot));
        ground.map_or(NEVER_MS, |ground| self.field.time_beside(ground, (cell % CELLS) as u16))
    }
}
