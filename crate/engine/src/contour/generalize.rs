//! Fewer vertices for the same ring.

use crate::contour::{Position, STEPS};

/// How far a generalized ring may pass from a crossing it leaves out, along the gap it crosses: 0.2 cells, about 2.4 m.
const TOLERANCE: i32 = STEPS * 20 / 100;

/// And how near to a cell's sample it may come.
const MARGIN: i32 = STEPS / 64;

/// How far one kept vertex may lie from the next along each axis: 30 cells. The vertex that is too far lies one cell further, and with a
/// window 31.2, so that twice the area of any triangle looked at, below 2 × (31.2 × 1024)², is an `i32`.
const FARTHEST: i32 = 30 * STEPS;

/// Appends to `kept` those vertices of a closed ring, given once each, that keep it within the tolerance.
///
/// The straight line from one kept vertex to the next passes every gap between two cells that the ring passes, in the same
/// order and within a window around the true crossing (sleeve fitting, after Zhao and Saalfeld 1997). So cells stay on
/// their side, and a ring that crosses no ring before crosses none after. Whole numbers make it exact.
pub(super) fn generalize(ring: &[Position], kept: &mut Vec<Position>) {
    let [first, second, others @ ..] = ring else { return };
    kept.push(*first);
    let (mut anchor, mut last) = (*first, *second);
    let mut sleeve = Sleeve::of(last, vector(anchor, last));
    for &vertex in others.iter().chain(std::iter::once(first)) {
        let toward = vector(anchor, vertex);
        if is_near(toward) & sleeve.holds(toward) {
            sleeve = sleeve.narrowed(Sleeve::of(vertex, toward));
        } else {
            kept.push(last);
            anchor = last;
            sleeve = Sleeve::of(vertex, vector(anchor, vertex));
        }
        last = vertex;
    }
}

/// Whether a vector is at most [`FARTHEST`] along each axis.
#[inline]
fn is_near([x, y]: Position) -> bool {
    const SPAN: u32 = 2 * FARTHEST as u32;
    ((x + FARTHEST) as u32 <= SPAN) & ((y + FARTHEST) as u32 <= SPAN)
}

/// The directions in which a line from the anchor passes all windows so far: from `right` anticlockwise to `left`.
#[derive(Clone, Copy)]
struct Sleeve {
    right: Position,
    left: Position,
}

impl Sleeve {
    /// Through the window of a vertex, which lies so from the anchor: from as far below it to as far above it, along the axis of its
    /// gap, as the line may pass.
    #[inline]
    fn of([x, y]: Position, toward: Position) -> Self {
        // Across its gap a vertex lies as samples do, in whole cells.
        let above_sample = (x | y) & (STEPS - 1);
        let along_x = -i32::from(x & (STEPS - 1) != 0);
        let below = (above_sample - MARGIN).min(TOLERANCE);
        let above = (STEPS - above_sample - MARGIN).min(TOLERANCE);
        let a = [toward[0] - (below & along_x), toward[1] - (below & !along_x)];
        let b = [toward[0] + (above & along_x), toward[1] + (above & !along_x)];
        let is_clockwise = cross(a, b) < 0;
        Self { right: either(is_clockwise, b, a), left: either(is_clockwise, a, b) }
    }

    #[inline]
    fn holds(self, toward: Position) -> bool {
        // Neither is below 0.
        cross(self.right, toward) | cross(toward, self.left) >= 0
    }

    #[inline]
    fn narrowed(self, other: Self) -> Self {
        Self {
            right: either(cross(self.right, other.right) < 0, self.right, other.right),
            left: either(cross(other.left, self.left) < 0, self.left, other.left),
        }
    }
}

/// One of two vectors. Which one cannot be foretold, so this is no branch.
#[inline]
fn either(is_first: bool, first: Position, second: Position) -> Position {
    let mask = -i32::from(is_first);
    let either = |first: i32, second: i32| second ^ ((first ^ second) & mask);
    [either(first[0], second[0]), either(first[1], second[1])]
}

#[inline]
fn vector(from: Position, to: Position) -> Position {
    [to[0] - from[0], to[1] - from[1]]
}

#[inline]
fn cross(a: Position, b: Position) -> i32 {
    a[0] * b[1] - a[1] * b[0]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_straight_rings_are_cut_where_numbers_would_not_hold_more() {
        const LENGTH: i32 = 100;
        const HEIGHT: i32 = 3;
        const HALF: i32 = STEPS / 2;
        let along = |y: i32| (1..=LENGTH).map(move |x| [x * STEPS, y]);
        let up = |x: i32| (1..=HEIGHT).map(move |y| [x, y * STEPS]);
        let ring: Vec<Position> = along(HALF)
            .chain(up(LENGTH * STEPS + HALF))
            .chain(along(HEIGHT * STEPS + HALF).rev())
            .chain(up(HALF).rev())
            .collect();
        let mut kept = vec![];
        generalize(&ring, &mut kept);
        // Each of the long sides takes four stretches of at most 30 cells.
        assert!((8..=14).contains(&kept.len()), "{kept:?}");
        for (&vertex, &next) in kept.iter().zip(kept.iter().cycle().skip(1)) {
            assert!(ring.contains(&vertex) && is_near(vector(vertex, next)), "{vertex:?} to {next:?}");
        }
    }
}
