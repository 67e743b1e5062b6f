//! Where a contour crosses the rows of cells.

use crate::field::{Cells, KNOWN, TILE_CELLS};

/// Marks the first crossing of its row in [`RowCrossings::cells`].
const FIRST_IN_ROW: u32 = 1 << 31;

/// The ring of a crossing that was not followed yet.
const NO_RING: u32 = u32::MAX;

/// Eight classes without the mark [`KNOWN`].
const UNMARKED: u64 = u64::from_le_bytes([!KNOWN; 8]);

/// A row of cells of a tile is a row of bits.
const _: () = assert!(TILE_CELLS == u32::BITS as usize);

/// The places where a contour passes between a cell and its western neighbour, and which of its rings does. Every ring has such
/// crossings; its memory is used again for every question.
///
/// Crossings are numbered row by row from south to north, in each row from west to east.
#[derive(Debug, Clone, Default)]
pub(crate) struct RowCrossings {
    /// The eastern cell of each crossing; the first of a row carries the mark `FIRST_IN_ROW`.
    cells: Vec<u32>,
    /// The ring of each.
    rings: Vec<u32>,
    /// For each row of each tile that has any: the eastern cells of its crossings, as bits, and the number of the first.
    rows: Vec<(u32, u32)>,
    /// The row of a tile of the last crossing.
    last_row: usize,
    /// `FIRST_IN_ROW` until the row has a crossing.
    mark: u32,
}

/// Finds the crossings of all contours, as many as there are limits. Nothing is within any in the westernmost column of cells.
pub(crate) fn find_row_crossings(cells: &Cells, contours: &mut Vec<RowCrossings>) {
    let [columns, rows] = cells.extent();
    contours.resize_with(cells.beyond().into(), RowCrossings::default);
    for contour in &mut *contours {
        contour.clear(columns * rows * TILE_CELLS);
    }
    let blank = [cells.beyond(); TILE_CELLS];
    for row in 0..rows * TILE_CELLS {
        contours.iter_mut().for_each(|contour| contour.mark = FIRST_IN_ROW);
        let mut last = cells.beyond();
        for column in 0..columns {
            let row = (row / TILE_CELLS * columns + column) * TILE_CELLS + row % TILE_CELLS;
            let classes = cells.row(row);
            if classes.is_none() && last == cells.beyond() {
                continue;
            }
            for (at, classes) in
                (row * TILE_CELLS..).step_by(8).zip(classes.unwrap_or(&blank).chunks_exact(8))
            {
                let east = word_of(classes) & UNMARKED;
                let west = east << 8 | u64::from(last);
                last = (east >> 56) as u8;
                let mut differing = east ^ west;
                while differing != 0 {
                    let bits = differing.trailing_zeros() & !7;
                    differing &= !(0xff << bits);
                    let (class, before) = ((east >> bits) as u8, (west >> bits) as u8);
                    for limit in class.min(before)..class.max(before) {
                        contours[usize::from(limit)].push(at + bits as usize / 8);
                    }
                }
            }
        }
    }
}

/// The classes of eight cells.
#[inline]
fn word_of(classes: &[u8]) -> u64 {
    classes.try_into().map_or(0, u64::from_le_bytes)
}

impl RowCrossings {
    fn clear(&mut self, row_count: usize) {
        self.cells.clear();
        self.rings.clear();
        self.last_row = usize::MAX;
        if self.rows.len() < row_count {
            self.rows.resize(row_count, (0, 0));
        }
    }

    /// Notes the crossing between a cell and its western neighbour.
    #[inline]
    fn push(&mut self, cell: usize) {
        let row = cell / TILE_CELLS;
        if row != self.last_row {
            self.rows[row] = (0, self.cells.len() as u32);
            self.last_row = row;
        }
        self.rows[row].0 |= 1 << (cell % TILE_CELLS);
        self.cells.push(cell as u32 | self.mark);
        self.rings.push(NO_RING);
        self.mark = 0;
    }

    /// The row of the southernmost, in the world; 0 if there is none.
    pub(crate) fn first_row(&self, cells: &Cells) -> i32 {
        if self.cells.is_empty() { 0 } else { cells.place(self.cell(0))[1] }
    }

    /// How many there are.
    pub(crate) fn count(&self) -> usize {
        self.cells.len()
    }

    /// The eastern cell of a crossing.
    pub(crate) fn cell(&self, number: usize) -> usize {
        (self.cells[number] & !FIRST_IN_ROW) as usize
    }

    /// The ring of a crossing, if it was followed.
    pub(crate) fn ring(&self, number: usize) -> Option<u32> {
        Some(self.rings[number]).filter(|&ring| ring != NO_RING)
    }

    /// The ring of the crossing west of another in the same row, all of which were followed.
    pub(crate) fn ring_west_of(&self, number: usize) -> Option<u32> {
        if self.cells[number] & FIRST_IN_ROW != 0 { None } else { self.ring(number - 1) }
    }

    /// Notes the ring of the crossing between a cell and its western neighbour.
    #[inline]
    pub(crate) fn set_ring(&mut self, cell: usize, ring: u32) {
        let (bits, first) = self.rows[cell / TILE_CELLS];
        let west = bits & ((1 << (cell % TILE_CELLS)) - 1);
        self.rings[(first + west.count_ones()) as usize] = ring;
    }
}
