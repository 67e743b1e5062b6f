//! The order of nodes in a file: along a Hilbert curve, on which neighbours in the order are neighbours on the ground.

use crate::grid::Point;

/// The position of a point on a Hilbert curve through all of the grid (of order 26: 2^26 × 2^26 points).
///
/// The classic conversion from `x, y` to the distance along the curve, quadrant by quadrant.
pub(super) fn hilbert_key(point: Point) -> u64 {
    const ORDER: u32 = 26;
    const SIDE: u32 = 1 << ORDER;
    let offset = SIDE as i32 / 2;
    let (mut x, mut y) = ((point.x + offset) as u32 % SIDE, (point.y + offset) as u32 % SIDE);
    let mut key = 0;
    for level in (0..ORDER).rev() {
        let half = 1 << level;
        let right = u64::from(x & half != 0);
        let top = u64::from(y & half != 0);
        key += ((3 * right) ^ top) << (2 * level);
        if top == 0 {
            if right == 1 {
                x = (SIDE - 1).wrapping_sub(x) % SIDE;
                y = (SIDE - 1).wrapping_sub(y) % SIDE;
            }
            (x, y) = (y, x);
        }
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_curve_visits_each_point_once_and_steps_to_a_neighbour() {
        let mut points: Vec<Point> =
            (-16..16).flat_map(|x| (-16..16).map(move |y| Point { x: 2 * x, y: 2 * y })).collect();
        points = points.iter().map(|p| Point { x: p.x / 2 + 16, y: p.y / 2 + 16 }).collect();
        points.sort_by_key(|&point| hilbert_key(point));
        for pair in points.windows(2) {
            assert_eq!((pair[0].x - pair[1].x).abs() + (pair[0].y - pair[1].y).abs(), 1, "{pair:?}");
        }
    }
}
