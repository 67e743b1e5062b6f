//! Filling in what one question makes of the cells of a tile.

use crate::field::ground::CELLS;
use crate::field::runs::OwnedCell;

/// The mark at the class of a cell whose time is kept.
pub(crate) const KNOWN: u8 = 1 << 7;

/// What is known of the time of a cell.
#[derive(Debug, Clone, Copy)]
pub(super) enum CellTime {
    /// It is not reached.
    Unreached,
    /// The time in milliseconds.
    Known(u32),
    /// Not worked out: along the whole edge that owns the cell times are of one class.
    Open,
}

/// The cells of one tile, to be filled: of all the class, of those beside an edge along which the class changes the time, too.
#[derive(Debug)]
pub(super) struct TileCells<'a> {
    /// Row by row; the cells with the mark [`KNOWN`] have a time.
    pub(super) classes: &'a mut [u8; CELLS],
    pub(super) times_ms: &'a mut [u32; CELLS],
    pub(super) beyond: u8,
    /// The least class of all, or less.
    pub(super) least: &'a mut u8,
}

impl TileCells<'_> {
    /// What is known of a cell's time.
    #[inline]
    pub(super) fn time(&self, cell: usize) -> CellTime {
        let class = self.classes[cell];
        if class & KNOWN != 0 {
            CellTime::Known(self.times_ms[cell])
        } else if class == self.beyond {
            CellTime::Unreached
        } else {
            CellTime::Open
        }
    }

    /// To be told before cells get this class or a higher one.
    #[inline]
    pub(super) fn expect(&mut self, class: u8) {
        *self.least = class.min(*self.least);
    }

    /// Sets the class of cells and leaves their times open.
    #[inline]
    pub(super) fn paint(&mut self, cells: &[OwnedCell], class: u8) {
        for owned in cells {
            self.classes[owned.number()] = class;
        }
    }

    /// Sets class and time of a cell.
    #[inline]
    pub(super) fn set(&mut self, cell: usize, class: u8, time_ms: u32) {
        self.classes[cell] = class | KNOWN;
        self.times_ms[cell] = time_ms;
    }
}
