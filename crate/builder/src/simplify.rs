//! The fewest grid points that show the course of a chain.
//!
//! The result deviates from the source by at most [`MAX_DEVIATION_M`], both ways, with the rounding to the grid included.
//! Its vertices lie on grid cells around source vertices, not always on the nearest: a cell on the other side of a vertex may
//! let a segment reach further. Among all such lines one with the fewest vertices is found by dynamic programming over pairs
//! of source vertex and cell (as for minimum-link approximation, Imai and Iri 1988); ties go to the one whose length so far
//! is closest to the source's.
//!
//! Why checking vertices is enough: let a segment from cell a to cell b stand for the source from vertex i to vertex j. All
//! source vertices between are within the tolerance of the segment, hence so is the whole source line (the distance to a
//! segment is convex). Conversely the source's projection onto the segment's line runs without gaps from i's to j's, so each
//! point of the segment between the two has a source point straight beside it, and the points beyond are at most as far
//! from i or j as a or b is.

use yike::grid::{Grid, Point};

use crate::node_cells::cells_around;

/// The largest deviation between source and result, in metres: 1 m less half a percent, so that whoever measures on a sphere
/// in place of the ellipsoid finds it kept, too.
pub const MAX_DEVIATION_M: f64 = 0.995;

/// How often all vertices of a line are gone over to fit its length.
const FITTING_PASSES: usize = 4;

/// The inner points of the simplified line, without its two ends, which are given and within the tolerance of the source's.
///
/// `source` holds positions in fractional grid units and at least two of them.
pub fn simplify(source: &[[f64; 2]], ends: [Point; 2], grid: Grid) -> Vec<Point> {
    if source.len() <= 2 {
        return Vec::new();
    }
    let line = Line::new(source, ends, grid);
    let mut course = line.shortest_course();
    line.fit_length(&mut course);
    course[1..course.len() - 1].iter().map(|stop| line.cells[stop.cell].point).collect()
}

/// A vertex of the result: a vertex of the source, and the cell that stands for it.
#[derive(Clone, Copy)]
struct Stop {
    vertex: usize,
    cell: usize,
}

/// A source line in metres with the cells its vertices may move to.
struct Line {
    vertices: Vec<[f64; 2]>,
    /// Length of the source up to each vertex.
    lengths: Vec<f64>,
    cells: Vec<Cell>,
    /// Length n + 1: the cells of vertex `i` are `cells[first_cell[i]..first_cell[i + 1]]`.
    first_cell: Vec<usize>,
}

struct Cell {
    point: Point,
    at: [f64; 2],
}

/// The best known way from the start to a cell.
#[derive(Clone, Copy)]
struct Step {
    segments: u32,
    /// How much longer the line is than the source so far.
    length_error: f64,
    previous: Option<u32>,
}

impl Line {
    fn new(source: &[[f64; 2]], ends: [Point; 2], grid: Grid) -> Self {
        let origin = source[0];
        let scale = grid.scale_at((source[0][1] + source[source.len() - 1][1]) / 2.0);
        let metres = |[x, y]: [f64; 2]| [(x - origin[0]) * scale.x_m, (y - origin[1]) * scale.y_m];
        let vertices: Vec<_> = source.iter().copied().map(metres).collect();
        let mut lengths = vec![0.0];
        for pair in vertices.windows(2) {
            lengths.push(lengths[lengths.len() - 1] + distance(pair[0], pair[1]));
        }
        let cell = |point: Point| Cell { point, at: metres([point.x.into(), point.y.into()]) };
        let mut cells = vec![cell(ends[0])];
        let mut first_cell = vec![0, 1];
        for &position in &source[1..source.len() - 1] {
            cells.extend(cells_around(position, scale).map(cell));
            first_cell.push(cells.len());
        }
        cells.push(cell(ends[1]));
        first_cell.push(cells.len());
        Self { vertices, lengths, cells, first_cell }
    }

    /// A course with the fewest vertices, from end to end.
    fn shortest_course(&self) -> Vec<Stop> {
        let steps = self.best_steps();
        let mut course = Vec::new();
        let mut cell = self.cells.len() - 1;
        loop {
            course.push(Stop { vertex: self.first_cell.partition_point(|&first| first <= cell) - 1, cell });
            let Some(previous) = steps[cell].previous else { break };
            cell = previous as usize;
        }
        course.reverse();
        course
    }

    /// Moves inner vertices to other cells while that brings the length of the whole nearer to the source's.
    fn fit_length(&self, course: &mut [Stop]) {
        let length = |a: Stop, b: Stop| distance(self.cells[a.cell].at, self.cells[b.cell].at);
        let total: f64 = course.windows(2).map(|pair| length(pair[0], pair[1])).sum();
        let mut error = total - self.lengths[self.lengths.len() - 1];
        for _ in 0..FITTING_PASSES {
            let error_before = error;
            for index in 1..course.len() - 1 {
                let (before, here, after) = (course[index - 1], course[index], course[index + 1]);
                let without = error - length(before, here) - length(here, after);
                for cell in self.first_cell[here.vertex]..self.first_cell[here.vertex + 1] {
                    let there = Stop { cell, ..here };
                    let changed = without + length(before, there) + length(there, after);
                    if changed.abs() < error.abs() && self.fits(before, there) && self.fits(there, after) {
                        error = changed;
                        course[index] = there;
                    }
                }
            }
            if error == error_before {
                break;
            }
        }
    }

    /// Whether one segment may stand for the source between two of its vertices.
    fn fits(&self, a: Stop, b: Stop) -> bool {
        let (from, to) = (self.cells[a.cell].at, self.cells[b.cell].at);
        self.vertices[a.vertex + 1..b.vertex]
            .iter()
            .all(|&vertex| distance_to_segment(vertex, from, to) <= MAX_DEVIATION_M)
    }

    fn best_steps(&self) -> Vec<Step> {
        let unreached = Step { segments: u32::MAX, length_error: f64::INFINITY, previous: None };
        let mut steps = vec![unreached; self.cells.len()];
        steps[0] = Step { segments: 0, length_error: 0.0, previous: None };
        for i in 0..self.vertices.len() - 1 {
            let mut wedge = Wedge::new(self.vertices[i]);
            for j in i + 1..self.vertices.len() {
                self.step(&mut steps, i, j);
                if !wedge.narrow(self.vertices[j]) {
                    break;
                }
            }
        }
        steps
    }

    /// Tries all segments from a cell of vertex `i` to a cell of vertex `j`.
    fn step(&self, steps: &mut [Step], i: usize, j: usize) {
        let source_length = self.lengths[j] - self.lengths[i];
        for a in self.first_cell[i]..self.first_cell[i + 1] {
            let so_far = steps[a];
            if so_far.segments == u32::MAX {
                continue;
            }
            let segments = so_far.segments + 1;
            let cells = self.first_cell[j]..self.first_cell[j + 1];
            for (b, known) in cells.clone().zip(&mut steps[cells]) {
                if segments > known.segments {
                    continue;
                }
                let (from, to) = (self.cells[a].at, self.cells[b].at);
                let length_error = so_far.length_error + distance(from, to) - source_length;
                if segments == known.segments && length_error.abs() >= known.length_error.abs() {
                    continue;
                }
                if self.fits(Stop { vertex: i, cell: a }, Stop { vertex: j, cell: b }) {
                    *known = Step { segments, length_error, previous: Some(a as u32) };
                }
            }
        }
    }
}

/// The directions in which a segment from (near) a vertex may go on and still pass all the vertices seen so far. Once there
/// is none, no later vertex can be the segment's end.
struct Wedge {
    apex: [f64; 2],
    /// Unit vectors of the clockwise and the counter-clockwise limit.
    limits: Option<[[f64; 2]; 2]>,
}

impl Wedge {
    /// A segment between moved cells lies within the tolerance of that between the vertices themselves.
    const RADIUS_M: f64 = 2.0 * MAX_DEVIATION_M;

    fn new(apex: [f64; 2]) -> Self {
        Self { apex, limits: None }
    }

    /// Takes another vertex into account; false if no direction is left.
    fn narrow(&mut self, vertex: [f64; 2]) -> bool {
        let [x, y] = [vertex[0] - self.apex[0], vertex[1] - self.apex[1]];
        let distance = (x * x + y * y).sqrt();
        if distance <= Self::RADIUS_M {
            return true;
        }
        let (x, y) = (x / distance, y / distance);
        let sine = Self::RADIUS_M / distance;
        let cosine = (1.0 - sine * sine).sqrt();
        let right = [x * cosine + y * sine, y * cosine - x * sine];
        let left = [x * cosine - y * sine, y * cosine + x * sine];
        let Some([old_right, old_left]) = self.limits else {
            self.limits = Some([right, left]);
            return true;
        };
        let opposite = dot(old_right, [x, y]) < 0.0 && dot(old_left, [x, y]) < 0.0;
        if opposite || cross(old_left, right) > 0.0 || cross(left, old_right) > 0.0 {
            return false;
        }
        let right = if cross(old_right, right) > 0.0 { right } else { old_right };
        let left = if cross(old_left, left) < 0.0 { left } else { old_left };
        self.limits = Some([right, left]);
        true
    }
}

fn dot(a: [f64; 2], b: [f64; 2]) -> f64 {
    a[0] * b[0] + a[1] * b[1]
}

fn cross(a: [f64; 2], b: [f64; 2]) -> f64 {
    a[0] * b[1] - a[1] * b[0]
}

fn distance(a: [f64; 2], b: [f64; 2]) -> f64 {
    let d = [b[0] - a[0], b[1] - a[1]];
    dot(d, d).sqrt()
}

/// Distance from a point to the nearest point of a segment.
pub(crate) fn distance_to_segment(point: [f64; 2], a: [f64; 2], b: [f64; 2]) -> f64 {
    let along = [b[0] - a[0], b[1] - a[1]];
    let to_point = [point[0] - a[0], point[1] - a[1]];
    let squared = dot(along, along);
    let fraction = if squared > 0.0 { (dot(along, to_point) / squared).clamp(0.0, 1.0) } else { 0.0 };
    distance(to_point, [along[0] * fraction, along[1] * fraction])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::node_cells::nearest;

    fn simplified(source: &[[f64; 2]]) -> Vec<Point> {
        let ends = [source[0], source[source.len() - 1]].map(nearest);
        let grid = Grid::for_latitude(45.0);
        let inner = simplify(source, ends, grid);
        std::iter::once(ends[0]).chain(inner).chain(std::iter::once(ends[1])).collect()
    }

    #[test]
    fn a_straight_line_needs_no_inner_points_and_a_corner_one() {
        let straight: Vec<_> = (0..50).map(|i| [f64::from(i) * 3.1, f64::from(i) * 1.7 + 0.2]).collect();
        assert_eq!(simplified(&straight).len(), 2);
        assert_eq!(simplified(&[[0.0, 0.0], [40.3, 0.4], [40.2, 55.7]]).len(), 3);
    }

    #[test]
    fn a_loop_keeps_its_shape() {
        let ring = [[0.0, 0.0], [30.0, 0.0], [30.0, 30.0], [0.0, 30.0], [0.0, 0.0]];
        assert_eq!(simplified(&ring).len(), 5);
    }

    #[test]
    fn random_wiggles_stay_within_the_tolerance_both_ways_and_lose_points() {
        let mut state = 7u64;
        let mut random = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 40) as f64 / (1u64 << 24) as f64
        };
        let scale = Grid::for_latitude(45.0).scale_at(45e5);
        let (mut points_before, mut points_after) = (0, 0);
        for _ in 0..200 {
            let count = 3 + (random() * 40.0) as usize;
            let mut at = [random(), 45e5 + random()];
            let mut turn = [random() - 0.5, random() - 0.5];
            let source: Vec<[f64; 2]> = (0..count)
                .map(|_| {
                    turn = [turn[0] * 0.8 + random() - 0.5, turn[1] * 0.8 + random() - 0.5];
                    at = [at[0] + turn[0] * 6.0, at[1] + turn[1] * 6.0];
                    at
                })
                .collect();
            let shown: Vec<[f64; 2]> =
                simplified(&source).iter().map(|point| [point.x.into(), point.y.into()]).collect();
            points_before += source.len();
            points_after += shown.len();
            let metres = |line: &[[f64; 2]]| -> Vec<[f64; 2]> {
                line.iter().map(|at| [at[0] * scale.x_m, (at[1] - 45e5) * scale.y_m]).collect()
            };
            let (source, shown) = (metres(&source), metres(&shown));
            for (from, to) in [(&source, &shown), (&shown, &source)] {
                for pair in from.windows(2) {
                    for step in 0..=40 {
                        let share = f64::from(step) / 40.0;
                        let at = [0, 1].map(|axis| pair[0][axis] + (pair[1][axis] - pair[0][axis]) * share);
                        let away = to
                            .windows(2)
                            .map(|line| distance_to_segment(at, line[0], line[1]))
                            .fold(f64::INFINITY, f64::min);
                        assert!(away <= 1.0, "{away} m");
                    }
                }
            }
        }
        assert!(points_after * 10 < points_before * 9, "{points_after} of {points_before}");
    }
}
