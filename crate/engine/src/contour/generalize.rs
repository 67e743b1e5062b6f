//! Fewer vertices for the same ring.

use crate::contour::{Position, STEPS};

/// How far a generalized ring may pass from a crossing it leaves out, along the gap it crosses: 0.15 cells, about 1.3 m.
const TOLERANCE: i32 = STEPS * 15 / 100;

/// And how near to a cell's sample it may come.
const MARGIN: i32 = STEPS / 64;

/// Appends to `kept` those vertices of a closed ring, given once each, that keep it within the tolerance.
///
/// The straight line from one kept vertex to the next passes every gap between two cells that the ring passes, in the same
/// order and within a window around the true crossing (sleeve fitting, after Zhao and Saalfeld 1997). So cells stay on
/// their side, and a ring that crosses no ring before crosses none after. Whole numbers make it exact.
pub(super) fn generalize(ring: &[Position], kept: &mut Vec<Position>) {
    let Some((&first, others)) = ring.split_first() else { return };
    kept.push(first);
    let (mut anchor, mut last) = (first, first);
    let mut sleeve: Option<Sleeve> = None;
    for &vertex in others.iter().chain(std::iter::once(&first)) {
        let toward = vector(anchor, vertex);
        if sleeve.is_some_and(|sleeve| !sleeve.holds(toward)) {
            kept.push(last);
            anchor = last;
            sleeve = None;
        }
        let window = Sleeve::of(window(vertex), anchor);
        sleeve = Some(sleeve.map_or(window, |sleeve| sleeve.narrowed(window)));
        last = vertex;
    }
}

/// The two ends of the stretch of the gap through which the line may pass.
#[inline]
fn window(vertex: Position) -> [Position; 2] {
    let axis = usize::from(vertex[0] & (STEPS - 1) == 0);
    let sample = vertex[axis] & !(STEPS - 1);
    let mut ends = [vertex; 2];
    ends[0][axis] = (vertex[axis] - TOLERANCE).max(sample + MARGIN);
    ends[1][axis] = (vertex[axis] + TOLERANCE).min(sample + STEPS - MARGIN);
    ends
}

/// The directions in which a line from the anchor passes all windows so far: from `right` anticlockwise to `left`.
#[derive(Clone, Copy)]
struct Sleeve {
    right: [i64; 2],
    left: [i64; 2],
}

impl Sleeve {
    #[inline]
    fn of(window: [Position; 2], anchor: Position) -> Self {
        let [right, left] = window.map(|end| vector(anchor, end));
        if cross(right, left) < 0 { Self { right: left, left: right } } else { Self { right, left } }
    }

    #[inline]
    fn holds(self, toward: [i64; 2]) -> bool {
        cross(self.right, toward) >= 0 && cross(toward, self.left) >= 0
    }

    #[inline]
    fn narrowed(self, other: Self) -> Self {
        Self {
            right: if cross(self.right, other.right) < 0 { self.right } else { other.right },
            left: if cross(other.left, self.left) < 0 { self.left } else { other.left },
        }
    }
}

#[inline]
fn vector(from: Position, to: Position) -> [i64; 2] {
    [i64::from(to[0]) - i64::from(from[0]), i64::from(to[1]) - i64::from(from[1])]
}

#[inline]
fn cross(a: [i64; 2], b: [i64; 2]) -> i64 {
    a[0] * b[1] - a[1] * b[0]
}
