//! Where contours pass between the cells, and in which order: marching squares in one sweep.

use crate::field::{Band, Limits, Row, Sample};

/// Marks the first crossing of its row in [`Crossings::rows`].
const FIRST_IN_ROW: u32 = 1 << 31;

/// No crossing comes nearer than this to a cell's sample, as a share of the gap between two.
const MARGIN: f32 = 1.0 / 32.0;

/// The crossings of one contour. Each is a vertex of exactly one ring; the ring goes on at `next`, with the ground within
/// the limit on its left.
#[derive(Debug, Clone, Default)]
pub(crate) struct Crossings {
    /// Positions in cells, counted eastwards and northwards in the world; whole numbers are samples.
    pub(super) positions: Vec<[f64; 2]>,
    pub(super) next: Vec<u32>,
    /// The crossings of rows (those between an eastern and a western neighbour), from south to north, in each row from west to
    /// east; the first of a row carries the mark `FIRST_IN_ROW`.
    rows: Vec<u32>,
    /// By column: the crossing west of the cell, in the row of cells below and in the one above.
    below: Vec<u32>,
    above: Vec<u32>,
    /// The crossing between the two cells of the last column.
    left: u32,
    is_first_in_row: bool,
}

impl Crossings {
    fn clear(&mut self, width: usize) {
        self.positions.clear();
        self.next.clear();
        self.rows.clear();
        self.below.resize(width, 0);
        self.above.resize(width, 0);
    }

    fn begin_row(&mut self) {
        std::mem::swap(&mut self.below, &mut self.above);
        self.is_first_in_row = true;
    }

    #[inline]
    fn push(&mut self, position: [f64; 2]) -> u32 {
        let id = self.positions.len() as u32;
        self.positions.push(position);
        self.next.push(id);
        id
    }

    #[inline]
    fn link(&mut self, from: u32, to: u32) {
        self.next[from as usize] = to;
    }

    /// The row of the southernmost crossing between two columns; 0 if there is none.
    pub(crate) fn first_row(&self) -> f64 {
        self.rows.first().map_or(0.0, |&marked| self.positions[(marked & !FIRST_IN_ROW) as usize][1])
    }

    /// The crossings of rows, each with the one west of it in the same row.
    pub(super) fn rows(&self) -> impl Iterator<Item = (u32, Option<u32>)> + '_ {
        let mut west = 0;
        self.rows.iter().map(move |&marked| {
            let id = marked & !FIRST_IN_ROW;
            let before = (marked & FIRST_IN_ROW == 0).then_some(west);
            west = id;
            (id, before)
        })
    }
}

/// The sweep over the rows of cells; its memory is used again for every question.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sweep {
    contours: Vec<Crossings>,
}

/// The four cells of a square, anticlockwise from the south-west.
#[derive(Clone, Copy)]
struct Square {
    classes: [u8; 4],
    samples: [Sample; 4],
}

impl Sweep {
    pub(crate) fn clear(&mut self, limits: &Limits, width: usize) {
        self.contours.resize_with(limits.ms().len(), Crossings::default);
        for contour in &mut self.contours {
            contour.clear(width);
        }
    }

    /// The contours, in the order of their limits.
    pub(crate) fn contours(&self) -> &[Crossings] {
        &self.contours
    }

    /// Goes over the squares between the rows of a band, whose south-western cell is `first_cell` in the world.
    pub(crate) fn pass(&mut self, limits: &Limits, band: &Band, first_cell: [i32; 2]) {
        for row in 1..Band::ROWS {
            for contour in &mut self.contours {
                contour.begin_row();
            }
            let (lower, upper) = (band.row(row - 1), band.row(row));
            self.pass_row(limits, lower, upper, [first_cell[0], first_cell[1] + row as i32]);
        }
    }

    fn pass_row(&mut self, limits: &Limits, lower: Row, upper: Row, first: [i32; 2]) {
        let width = lower.classes.len();
        let mut column = 1;
        while column < width {
            let known = upper.classes[column - 1];
            if lower.classes[column - 1] == known && column + 8 <= width {
                let all = u64::from_ne_bytes([known; 8]);
                if word(lower.classes, column) == all && word(upper.classes, column) == all {
                    column += 8;
                    continue;
                }
            }
            let at = [column - 1, column];
            let classes =
                [lower.classes[at[0]], lower.classes[at[1]], upper.classes[at[1]], upper.classes[at[0]]];
            let low = classes[0].min(classes[1]).min(classes[2]).min(classes[3]);
            let high = classes[0].max(classes[1]).max(classes[2]).max(classes[3]);
            if low != high {
                let samples =
                    [lower.sample(at[0]), lower.sample(at[1]), upper.sample(at[1]), upper.sample(at[0])];
                let square = Square { classes, samples };
                for limit in low..high {
                    let cell = [first[0] + column as i32, first[1]];
                    self.contours[usize::from(limit)].cross(limits, limit, square, column, cell);
                }
            }
            column += 1;
        }
    }
}

impl Crossings {
    /// Notes the crossings on the eastern and the northern side of a square, and links those of its four sides. `cell` is the
    /// square's north-eastern cell in the world, in column `column` of the row.
    #[inline]
    fn cross(&mut self, limits: &Limits, limit: u8, square: Square, column: usize, cell: [i32; 2]) {
        let Square { classes, samples } = square;
        let inside = classes.map(|class| class <= limit);
        let [east, north] = cell.map(f64::from);
        let between = |a: usize, b: usize, axis: usize| {
            let share = if inside[a] {
                limits.crossing(usize::from(limit), samples[a], samples[b], axis, 1.0)
            } else {
                1.0 - limits.crossing(usize::from(limit), samples[b], samples[a], axis, -1.0)
            };
            f64::from(share.clamp(MARGIN, 1.0 - MARGIN))
        };
        let (bottom, left) = (self.below[column], self.left);
        let mut right = left;
        if inside[1] != inside[2] {
            right = self.push([east, north - 1.0 + between(1, 2, 1)]);
            self.left = right;
        }
        let mut top = bottom;
        if inside[3] != inside[2] {
            top = self.push([east - 1.0 + between(3, 2, 0), north]);
            self.above[column] = top;
            self.rows.push(if self.is_first_in_row { top | FIRST_IN_ROW } else { top });
            self.is_first_in_row = false;
        }
        match inside.iter().rev().fold(0, |bits, &inside| bits << 1 | u8::from(inside)) {
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

#[inline]
fn word(bytes: &[u8], at: usize) -> u64 {
    bytes[at..at + 8].try_into().map_or(0, u64::from_ne_bytes)
}
