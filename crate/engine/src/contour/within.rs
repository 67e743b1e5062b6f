//! Which cells are within one limit, as rows of bits, and where a contour crosses these rows.

use crate::field::{CellRows, Cells, KNOWN, TILE_CELLS};

/// The ring of a crossing that was not followed yet.
const NO_RING: u32 = u32::MAX;

/// The cells of a row of a tile are the bits of a word.
const _: () = assert!(TILE_CELLS == u32::BITS as usize);

/// The cells within one limit, over all tiles, and the places where a contour passes between a cell and its western neighbour, with the
/// ring that does. Every ring has such crossings; the memory is used again for every contour.
///
/// Cells are numbered as [`CellRows`] has them, crossings in the same order by their eastern cells.
#[derive(Debug, Clone, Default)]
pub(crate) struct Within {
    /// One bit for each cell, none set on the rim nor beyond the tiles.
    words: Vec<u32>,
    /// The words that hold the eastern cell of a crossing, ascending, as many as `crossed_count` says.
    crossed: Vec<u32>,
    crossed_count: usize,
    /// For each word that is looked at the number of the first crossing in it or after it.
    first_crossings: Vec<u32>,
    /// The ring of each crossing.
    rings: Vec<u32>,
    rows: CellRows,
}

impl Within {
    /// Takes up the cells within a limit.
    pub(crate) fn mark(&mut self, cells: &Cells, limit: u8) {
        let [columns, rows] = cells.extent();
        self.rows = CellRows::new(columns);
        let word_count = (rows * TILE_CELLS) << self.rows.tile_bits();
        self.words.clear();
        self.words.resize(word_count, 0);
        self.first_crossings.resize(word_count, 0);
        self.crossed.resize(word_count, 0);
        let (mut count, mut crossed_count) = (0, 0);
        for tile_row in 0..rows {
            let columns = cells.tile_columns_within(tile_row, limit);
            for row in tile_row * TILE_CELLS..(tile_row + 1) * TILE_CELLS {
                let mut last = 0;
                let first = (row << self.rows.tile_bits()) + columns.start;
                for (index, classes) in (first..).zip(cells.row(row, limit, columns.clone())) {
                    let word = classes.map_or(0, |classes| bits_within(classes, limit));
                    let crossed = crossings(word, last);
                    last = word;
                    self.words[index] = word;
                    // Whether a word is crossed cannot be foretold, so this is no branch.
                    self.first_crossings[index] = count;
                    self.crossed[crossed_count] = index as u32;
                    crossed_count += usize::from(crossed != 0);
                    count += crossed.count_ones();
                }
            }
        }
        self.crossed_count = crossed_count;
        self.rings.clear();
        self.rings.resize(count as usize, NO_RING);
    }

    /// How cells are numbered.
    pub(super) fn rows(&self) -> CellRows {
        self.rows
    }

    /// Whether a cell is within the limit.
    #[inline]
    pub(crate) fn holds(&self, cell: u32) -> bool {
        self.words[cell as usize / TILE_CELLS] >> (cell % TILE_CELLS as u32) & 1 != 0
    }

    /// The southernmost row with a cell within the limit, counted from the first; 0 if there is none.
    pub(crate) fn first_row(&self) -> u32 {
        self.crossed().first().map_or(0, |&word| word >> self.rows.tile_bits())
    }

    /// The words that hold the eastern cell of a crossing, ascending.
    fn crossed(&self) -> &[u32] {
        &self.crossed[..self.crossed_count]
    }

    /// How many crossings of rows there are.
    pub(crate) fn crossing_count(&self) -> usize {
        self.rings.len()
    }

    /// Calls `start` with the eastern cell of each crossing that was not followed before its turn comes, and with the ring of the
    /// crossing west of it in the same row, if there is one. All crossings of the ring that `start` follows must be set to it.
    pub(crate) fn for_each_ring(&mut self, mut start: impl FnMut(&mut Self, u32, Option<u32>)) {
        let mut number = 0;
        // Most crossings belong to rings that were met before.
        while let Some(followed) = self.rings[number..].iter().position(|&ring| ring == NO_RING) {
            number += followed;
            let (cell, has_west) = self.crossing(number as u32);
            let west = has_west.then(|| self.rings[number - 1]);
            start(self, cell, west);
        }
    }

    /// The eastern cell of a crossing, and whether the crossing before lies in the same row.
    fn crossing(&self, number: u32) -> (u32, bool) {
        let first = |word: u32| self.first_crossings[word as usize];
        let position = self.crossed().partition_point(|&word| first(word) <= number) - 1;
        let word = self.crossed[position];
        let mut left = self.crossings(word as usize);
        for _ in first(word)..number {
            left &= left - 1;
        }
        let row = |word: u32| word >> self.rows.tile_bits();
        let has_west = number > first(word) || position > 0 && row(self.crossed[position - 1]) == row(word);
        (word * TILE_CELLS as u32 + left.trailing_zeros(), has_west)
    }

    /// Notes the ring of the crossing between a cell and its western neighbour.
    #[inline]
    pub(super) fn set_ring(&mut self, cell: u32, ring: u32) {
        let (index, bit) = (cell as usize / TILE_CELLS, cell % TILE_CELLS as u32);
        let west = self.crossings(index) & ((1 << bit) - 1);
        self.rings[(self.first_crossings[index] + west.count_ones()) as usize] = ring;
    }

    /// The cells of a word that differ from their western neighbours.
    #[inline]
    fn crossings(&self, index: usize) -> u32 {
        crossings(self.words[index], index.checked_sub(1).map_or(0, |before| self.words[before]))
    }
}

/// The cells of a word that differ from their western neighbours, given the word before.
#[inline]
fn crossings(word: u32, before: u32) -> u32 {
    word ^ (word << 1 | before >> 31)
}

/// Which cells of a row of a tile are within a limit, by their classes: no class reaches 128.
#[inline]
fn bits_within(classes: &[u8; TILE_CELLS], limit: u8) -> u32 {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    const UNMARKED: u64 = ONES * !KNOWN as u64;
    let most = ONES * u64::from(limit | KNOWN);
    let bits = |eight: [u8; 8]| {
        let classes = u64::from_le_bytes(eight) & UNMARKED;
        // The highest bit of each byte is left where the class does not exceed the limit; the product gathers these eight.
        let within = (most - classes) >> 7 & ONES;
        (within.wrapping_mul(0x0102_0408_1020_4080) >> 56) as u32
    };
    let (eights, _) = classes.as_chunks();
    let [a, b, c, d] = *eights else { return 0 };
    bits(a) | bits(b) << 8 | bits(c) << 16 | bits(d) << 24
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_are_set_for_classes_up_to_the_limit_marked_or_not() {
        let classes: Vec<u8> = (0..127).chain((0..127).map(|class| class | KNOWN)).collect();
        for limit in [0, 1, 2, 11, 125] {
            for row in classes.array_windows::<TILE_CELLS>() {
                let within =
                    |bits: u32, (bit, class): (usize, &u8)| bits | u32::from(class & !KNOWN <= limit) << bit;
                assert_eq!(bits_within(row, limit), row.iter().enumerate().fold(0, within));
            }
        }
    }
}
