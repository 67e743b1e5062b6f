//! Points beside an edge, given by metres along and metres aside.

use crate::grid::{Grid, Point};

/// The line of an edge, on which offsets are asked for in ascending order.
#[derive(Debug)]
pub(super) struct MeasuredLine<'a> {
    /// The points from the segment at hand on.
    points: &'a [Point],
    /// Metres before the segment at hand.
    passed_m: f64,
}

impl<'a> MeasuredLine<'a> {
    pub(super) fn new(points: &'a [Point]) -> Self {
        Self { points, passed_m: 0.0 }
    }

    /// The point `aside_m` metres to the left (to the right if negative) of the point `offset_m` metres along the line.
    pub(super) fn beside(&mut self, offset_m: u32, aside_m: f64, grid: Grid) -> Point {
        let offset_m = f64::from(offset_m);
        while let [a, b, ..] = *self.points {
            let length_m = grid.distance_m(a, b);
            let is_last = self.points.len() == 2;
            if self.passed_m + length_m >= offset_m || is_last {
                return beside_segment(a, b, (offset_m - self.passed_m, length_m, aside_m), grid);
            }
            self.passed_m += length_m;
            self.points = &self.points[1..];
        }
        self.points.first().copied().unwrap_or_default()
    }
}

fn beside_segment(a: Point, b: Point, (along_m, length_m, aside_m): (f64, f64, f64), grid: Grid) -> Point {
    if length_m == 0.0 {
        return a;
    }
    let share = if along_m < length_m { along_m / length_m } else { 1.0 };
    let scale = grid.scale_at(f64::from(a.y));
    let (dx, dy) = (f64::from(b.x - a.x), f64::from(b.y - a.y));
    // At a right angle in metres, then back in grid units.
    let turned_x = -dy * scale.y_m / length_m * aside_m / scale.x_m;
    let turned_y = dx * scale.x_m / length_m * aside_m / scale.y_m;
    Point {
        x: (f64::from(a.x) + dx * share + turned_x).round() as i32,
        y: (f64::from(a.y) + dy * share + turned_y).round() as i32,
    }
}

/// The larger of the distances in x and y, in grid units.
pub(super) fn ring_distance(a: Point, b: Point) -> u32 {
    a.x.abs_diff(b.x).max(a.y.abs_diff(b.y))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_lies_along_and_aside() {
        let grid = Grid::from_lon_units_per_degree(100_000).unwrap();
        // At the equator a grid unit is about 1.11 m in both directions.
        let line = [Point { x: 0, y: 0 }, Point { x: 100, y: 0 }, Point { x: 100, y: 100 }];
        let mut measured = MeasuredLine::new(&line);
        assert_eq!(measured.beside(0, 0.0, grid), line[0]);
        assert_eq!(measured.beside(56, 0.0, grid), Point { x: 50, y: 0 });
        assert_eq!(measured.beside(56, 11.1, grid), Point { x: 50, y: 10 });
        assert_eq!(measured.beside(56, -11.1, grid), Point { x: 50, y: -10 });
        assert_eq!(measured.beside(167, 11.1, grid), Point { x: 90, y: 50 });
        assert_eq!(measured.beside(9_999, 0.0, grid), line[2]);
    }
}
