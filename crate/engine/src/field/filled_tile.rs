//! The cells of one tile with what one question makes of them.

use crate::field::ground::{CELLS, index};

/// The mark at the class of a cell whose time is kept.
pub(crate) const KNOWN: u8 = 1 << 7;

/// What is known of the time of a cell.
#[derive(Debug, Clone, Copy)]
pub(super) enum CellTime {
    /// It is not reached.
    Unreached,
    /// The time in milliseconds.
    Known(f32),
    /// Not worked out: along the whole edge that owns the cell times are of one class.
    Open,
}

/// Of all cells the class, of those beside an edge along which the class changes the time, too.
#[derive(Debug, Clone)]
pub(super) struct FilledTile {
    /// Row by row; the cells with the mark [`KNOWN`] have a time.
    classes: [u8; CELLS],
    times_ms: [f32; CELLS],
    beyond: u8,
}

impl FilledTile {
    /// A tile in which nothing is reached.
    pub(super) fn new(beyond: u8) -> Self {
        Self { classes: [beyond; CELLS], times_ms: [0.0; CELLS], beyond }
    }

    /// The same again, in the same memory.
    pub(super) fn clear(&mut self, beyond: u8) {
        self.classes.fill(beyond);
        self.beyond = beyond;
    }

    /// The classes with their marks, row by row.
    #[inline]
    pub(super) fn classes(&self) -> &[u8; CELLS] {
        &self.classes
    }

    /// The time of a cell with the mark [`KNOWN`].
    #[inline]
    pub(super) fn known_ms(&self, cell: u16) -> f32 {
        self.times_ms[index(cell)]
    }

    /// What is known of a cell's time.
    #[inline]
    pub(super) fn time(&self, cell: u16) -> CellTime {
        let cell = index(cell);
        let class = self.classes[cell];
        if class & KNOWN != 0 {
            CellTime::Known(self.times_ms[cell])
        } else if class == self.beyond {
            CellTime::Unreached
        } else {
            CellTime::Open
        }
    }

    /// Sets the class of cells and leaves their times open.
    #[inline]
    pub(super) fn paint(&mut self, cells: &[u16], class: u8) {
        for &cell in cells {
            self.classes[index(cell)] = class;
        }
    }

    /// Sets class and time of a cell.
    #[inline]
    pub(super) fn set(&mut self, cell: u16, class: u8, time_ms: f32) {
        let cell = index(cell);
        self.classes[cell] = class | KNOWN;
        self.times_ms[cell] = time_ms;
    }
}
