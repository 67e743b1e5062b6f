//! Which points of an area see each other: the straight line between them does not leave the area.
//!
//! Decided exactly, in integers. A line may touch the outline and run along it.

/// A point in integer units, such as 1e-7 degrees relative to some corner of the area; even numbers only, so that points
/// halfway between are integers, too.
pub(crate) type EvenPoint = [i64; 2];

/// The largest coordinate for which nothing here overflows.
pub(crate) const MAX_COORDINATE: i64 = 1 << 28;

/// An area bounded by closed rings (the last point of each is the first again), holes among them: inside is what an odd
/// number of rings surrounds.
#[derive(Debug, Clone)]
pub(crate) struct Bounded {
    lines: Vec<[EvenPoint; 2]>,
}

impl Bounded {
    pub fn new<'a>(rings: impl IntoIterator<Item = &'a [EvenPoint]>) -> Self {
        let lines = rings.into_iter().flat_map(|ring| ring.windows(2)).map(|pair| [pair[0], pair[1]]);
        Self { lines: lines.collect() }
    }

    /// Whether a point lies inside or on the outline.
    pub fn holds(&self, point: EvenPoint) -> bool {
        let mut inside = false;
        for &[a, b] in &self.lines {
            if (a[1] > point[1]) != (b[1] > point[1]) {
                let side = side(a, b, point);
                if side == 0 {
                    return true;
                }
                inside ^= (side > 0) == (b[1] > a[1]);
            } else if between(a, b, point) && side(a, b, point) == 0 {
                return true;
            }
        }
        inside
    }

    /// Whether two points that the area holds see each other.
    pub fn sees(&self, p: EvenPoint, q: EvenPoint) -> bool {
        let mut stops = vec![p, q];
        for &[a, b] in &self.lines {
            if (a[0].max(b[0]) < p[0].min(q[0]))
                || (a[0].min(b[0]) > p[0].max(q[0]))
                || (a[1].max(b[1]) < p[1].min(q[1]))
                || (a[1].min(b[1]) > p[1].max(q[1]))
            {
                continue;
            }
            let (side_a, side_b) = (side(p, q, a), side(p, q, b));
            if side_a == 0 && between(p, q, a) {
                stops.push(a);
            }
            if opposite(side_a, side_b) && opposite(side(a, b, p), side(a, b, q)) {
                return false;
            }
        }
        stops.sort_unstable();
        stops.dedup();
        stops.windows(2).all(|pair| {
            let middle = [(pair[0][0] + pair[1][0]) / 2, (pair[0][1] + pair[1][1]) / 2];
            self.holds(middle)
        })
    }
}

/// Above 0 if `point` lies to the left of the line from `a` to `b`, below 0 to the right.
fn side(a: EvenPoint, b: EvenPoint, point: EvenPoint) -> i64 {
    (b[0] - a[0]) * (point[1] - a[1]) - (b[1] - a[1]) * (point[0] - a[0])
}

fn opposite(a: i64, b: i64) -> bool {
    (a > 0 && b < 0) || (a < 0 && b > 0)
}

/// Whether a point lies in the box of two others.
fn between(a: EvenPoint, b: EvenPoint, point: EvenPoint) -> bool {
    (0..2).all(|axis| {
        let (low, high) = (a[axis].min(b[axis]), a[axis].max(b[axis]));
        (low..=high).contains(&point[axis])
    })
}

/// The points of a closed ring at which a shortest way inside the area may bend: where the area turns around a corner.
pub(crate) fn corners(ring: &[EvenPoint], inside_is_left: bool) -> impl Iterator<Item = usize> {
    let count = ring.len().saturating_sub(1);
    (0..count).filter(move |&index| {
        let (before, after) = (ring[(index + count - 1) % count], ring[index + 1]);
        let turn = side(before, ring[index], after);
        if inside_is_left { turn < 0 } else { turn > 0 }
    })
}

/// Whether a closed ring runs counter-clockwise.
pub(crate) fn is_counter_clockwise(ring: &[EvenPoint]) -> bool {
    ring.windows(2).map(|pair| pair[0][0] * pair[1][1] - pair[1][0] * pair[0][1]).sum::<i64>() > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    const SQUARE: [EvenPoint; 5] = [[0, 0], [20, 0], [20, 20], [0, 20], [0, 0]];
    const HOLE: [EvenPoint; 5] = [[8, 8], [12, 8], [12, 12], [8, 12], [8, 8]];

    #[test]
    fn corners_of_a_convex_area_see_each_other_but_not_through_a_hole() {
        let open = Bounded::new([&SQUARE[..]]);
        assert!(open.sees([0, 0], [20, 20]));
        let holed = Bounded::new([&SQUARE[..], &HOLE[..]]);
        assert!(!holed.sees([0, 0], [20, 20]));
        assert!(holed.sees([0, 0], [20, 0]));
        assert!(!holed.sees([10, 0], [10, 20]));
    }

    #[test]
    fn a_line_may_touch_a_corner_and_run_along_the_outline() {
        let holed = Bounded::new([&SQUARE[..], &HOLE[..]]);
        assert!(holed.sees([8, 0], [8, 20]));
        assert!(!holed.sees([4, 16], [16, 4]));
        assert!(holed.sees([4, 12], [12, 4]));
        assert!(holed.sees([0, 16], [16, 0]));
    }

    #[test]
    fn an_area_in_the_shape_of_an_l_hides_its_ends_from_each_other() {
        let ring = [[0, 0], [20, 0], [20, 6], [6, 6], [6, 20], [0, 20], [0, 0]];
        let area = Bounded::new([&ring[..]]);
        assert!(!area.sees([20, 6], [6, 20]));
        assert!(area.sees([20, 0], [6, 6]));
        assert!(area.sees([0, 20], [6, 6]));
        assert_eq!(corners(&ring, true).collect::<Vec<_>>(), [3]);
        assert!(is_counter_clockwise(&ring));
    }

    #[test]
    fn a_hole_turns_all_its_corners_to_the_area() {
        assert_eq!(corners(&HOLE, !is_counter_clockwise(&HOLE)).count(), 4);
    }
}
