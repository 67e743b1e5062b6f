//! Where contours pass between the cells, and in which order: marching squares in one sweep.

use crate::contour::{Position, STEPS};
use crate::field::{Band, Cells, Corner, KNOWN, Limits, TILE_CELLS, Way};
use crate::rounded::{clamped, small_rounded};

/// Marks the first crossing of its row in [`Crossings::rows`].
const FIRST_IN_ROW: u32 = 1 << 31;

/// Eight classes without the mark [`KNOWN`].
const UNMARKED: u64 = u64::from_le_bytes([!KNOWN; 8]);

/// No crossing comes nearer than this to a cell's sample.
const MARGIN: i32 = STEPS / 32;

/// The ring of a crossing that was not followed yet.
pub(super) const NO_RING: u32 = u32::MAX;

/// A point where a contour passes between two neighbouring cells: a vertex of exactly one ring.
#[derive(Debug, Clone, Copy)]
pub(super) struct Crossing {
    pub(super) position: Position,
    /// The ring's next crossing; the ground within the limit lies on the left of the way there.
    pub(super) next: u32,
    pub(super) ring: u32,
}

/// The crossings of one contour.
#[derive(Debug, Clone, Default)]
pub(crate) struct Crossings {
    pub(super) all: Vec<Crossing>,
    /// The crossings of rows (those between an eastern and a western neighbour), from south to north, in each row from west to
    /// east; the first of a row carries the mark `FIRST_IN_ROW`.
    rows: Vec<u32>,
    /// By column: the crossing west of the cell, in the row of cells below and in the one above.
    below: Vec<u32>,
    above: Vec<u32>,
    /// The crossing between the two cells of the column before.
    left: u32,
    is_first_in_row: bool,
}

/// The sweep over the rows of cells, for all limits at once; its memory is used again for every question.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sweep {
    contours: Vec<Crossings>,
}

/// Four neighbouring cells, of which the north-eastern one lies in this row and column of the band.
#[derive(Clone, Copy)]
struct Square {
    row: usize,
    column: usize,
    /// Anticlockwise from the south-west, perhaps with the mark [`KNOWN`].
    classes: [u8; 4],
}

impl Sweep {
    pub(crate) fn clear(&mut self, limits: &Limits, tile_count: usize) {
        self.contours.resize_with(limits.ms().len(), Crossings::default);
        for contour in &mut self.contours {
            contour.clear(tile_count * TILE_CELLS);
        }
    }

    /// The contours, in the order of their limits.
    pub(crate) fn contours(&mut self) -> &mut [Crossings] {
        &mut self.contours
    }

    /// Goes over the squares between the rows of a band.
    pub(crate) fn pass(&mut self, limits: &Limits, cells: Cells) {
        for row in 1..Band::ROWS {
            for contour in &mut self.contours {
                contour.begin_row();
            }
            self.pass_row(limits, cells, row);
        }
    }

    /// Looks at eight squares at a time and takes up those in which not all cells are of one class. Nothing is reached in
    /// the first column.
    fn pass_row(&mut self, limits: &Limits, cells: Cells, row: usize) {
        let blank = [limits.beyond(); TILE_CELLS];
        let mut before = [limits.beyond(); 2];
        for tile in 0..cells.tile_count() {
            let [lower, upper] = [cells.classes(row - 1, tile), cells.classes(row, tile)];
            if lower.is_none()
                && upper.is_none()
                && before.map(|class| class & !KNOWN) == [limits.beyond(); 2]
            {
                before = [limits.beyond(); 2];
                continue;
            }
            let [lower, upper] = [lower.unwrap_or(&blank), upper.unwrap_or(&blank)];
            for word in 0..TILE_CELLS / 8 {
                let eight = word * 8..word * 8 + 8;
                let east = [word_of(&lower[eight.clone()]), word_of(&upper[eight])];
                let west = [east[0] << 8 | u64::from(before[0]), east[1] << 8 | u64::from(before[1])];
                before = east.map(|word| (word >> 56) as u8);
                let mut differing =
                    ((east[0] ^ east[1]) | (east[0] ^ west[0]) | (east[1] ^ west[1])) & UNMARKED;
                while differing != 0 {
                    let bits = differing.trailing_zeros() & !7;
                    differing &= !(0xff << bits);
                    let column = tile * TILE_CELLS + word * 8 + bits as usize / 8;
                    let class = |word: u64| (word >> bits) as u8;
                    let classes = [class(west[0]), class(east[0]), class(east[1]), class(west[1])];
                    self.cross(cells, Square { row, column, classes });
                }
            }
        }
    }

    /// Takes up a square.
    #[inline]
    fn cross(&mut self, cells: Cells, square: Square) {
        let classes = square.classes.map(|class| class & !KNOWN);
        let lowest = classes[0].min(classes[1]).min(classes[2].min(classes[3]));
        let highest = classes[0].max(classes[1]).max(classes[2].max(classes[3]));
        for limit in lowest..highest {
            self.contours[usize::from(limit)].cross(cells, limit, square);
        }
    }
}

/// The classes of eight cells.
#[inline]
fn word_of(classes: &[u8]) -> u64 {
    classes.try_into().map_or(0, u64::from_le_bytes)
}

impl Crossings {
    fn clear(&mut self, width: usize) {
        self.all.clear();
        self.rows.clear();
        self.below.resize(width, 0);
        self.above.resize(width, 0);
    }

    /// The row of the southernmost crossing between two columns; 0 if there is none.
    pub(crate) fn first_row(&self) -> f64 {
        let first = self.rows.first().map(|&marked| self.all[(marked & !FIRST_IN_ROW) as usize]);
        first.map_or(0.0, |crossing| f64::from(crossing.position[1] / STEPS))
    }

    /// How many crossings of rows there are.
    pub(super) fn row_crossing_count(&self) -> usize {
        self.rows.len()
    }

    /// A crossing of a row by its number in the order of the sweep, and the one west of it in the same row.
    #[inline]
    pub(super) fn row_crossing(&self, number: usize) -> (u32, Option<u32>) {
        let marked = self.rows[number];
        let is_first = marked & FIRST_IN_ROW != 0;
        let west = if is_first { None } else { Some(self.rows[number - 1] & !FIRST_IN_ROW) };
        (marked & !FIRST_IN_ROW, west)
    }

    fn begin_row(&mut self) {
        std::mem::swap(&mut self.below, &mut self.above);
        self.is_first_in_row = true;
    }

    #[inline]
    fn push(&mut self, position: Position) -> u32 {
        let id = self.all.len() as u32;
        self.all.push(Crossing { position, next: id, ring: NO_RING });
        id
    }

    #[inline]
    fn link(&mut self, from: u32, to: u32) {
        if let Some(crossing) = self.all.get_mut(from as usize) {
            crossing.next = to;
        }
    }

    /// Notes the crossings on the eastern and the northern side of a square and links those of its four sides.
    #[inline]
    fn cross(&mut self, cells: Cells, limit: u8, square: Square) {
        let Square { row, column, classes } = square;
        let inside = classes.map(|class| class & !KNOWN <= limit);
        let [first_column, world_row] = cells.first_of_row(row);
        let [east, north] = [(first_column + column as i32) * STEPS, world_row * STEPS];
        let last = Corner { row, column, class: classes[2] };
        let between = |first: Corner, is_inside: bool, ways: [Way; 2]| {
            let steps = |share: f32| {
                let steps = small_rounded(clamped(share * STEPS as f32, STEPS as f32)) as i32;
                steps.clamp(MARGIN, STEPS - MARGIN)
            };
            if is_inside {
                steps(cells.crossing(limit, [first, last], ways[0]))
            } else {
                STEPS - steps(cells.crossing(limit, [last, first], ways[1]))
            }
        };
        let (bottom, left) = (self.below[column], self.left);
        let mut right = left;
        if inside[1] != inside[2] {
            let below = Corner { row: row - 1, column, class: classes[1] };
            let along = between(below, inside[1], [Way::North, Way::South]);
            right = self.push([east, north - STEPS + along]);
            self.left = right;
        }
        let mut top = bottom;
        if inside[3] != inside[2] {
            let before = Corner { row, column: column - 1, class: classes[3] };
            let along = between(before, inside[3], [Way::East, Way::West]);
            top = self.push([east - STEPS + along, north]);
            self.above[column] = top;
            self.rows.push(if self.is_first_in_row { top | FIRST_IN_ROW } else { top });
            self.is_first_in_row = false;
        }
        let bits = inside.map(u8::from);
        match bits[0] | bits[1] << 1 | bits[2] << 2 | bits[3] << 3 {
            0b0001 => self.link(bottom, left),
            0b0010 => self.link(right, bottom),
            0b0100 => self.link(top, right),
            0b1000 => self.link(left, top),
            0b0011 => self.link(right, left),
            0b0110 => self.link(top, bottom),
            0b1100 => self.link(left, right),
            0b1001 => self.link(bottom, top),
            0b1110 => self.link(left, bottom),
            0b1101 => self.link(bottom, right),
            0b1011 => self.link(right, top),
            0b0111 => self.link(top, left),
            // Two opposite cells: they are taken as connected.
            0b0101 => {
                self.link(bottom, right);
                self.link(top, left);
            }
            0b1010 => {
                self.link(left, bottom);
                self.link(right, top);
            }
            _ => {}
        }
    }
}
