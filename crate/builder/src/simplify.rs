//! The fewest grid points that show the course of a chain.
//!
//! The result deviates from the source by at most [`MAX_DEVIATION_M`], both ways, with the rounding to the grid included.
//! Its vertices lie on grid cells around source vertices, not always on the nearest: a cell on the other side of a vertex may
//! let a segment reach further. Among all such lines one with the fewest vertices is found by dynamic programming over pairs
//! of source vertex and cell (as for minimum-link approximation, Imai and Iri 1988); ties go to the one whose length so far
//! is closest to the source's.

use std::ops::Range;

use crate::source_line::{MAX_DEVIATION_M, SourceLine, Stop, cross, dot};

/// The stops of the simplified line from end to end, both included; the two are given.
pub(crate) fn simplify(line: &SourceLine, ends: [Stop; 2]) -> Vec<Stop> {
    if line.vertices.len() <= 2 {
        return ends.to_vec();
    }
    let steps = best_steps(line, ends);
    let mut course = vec![ends[1]];
    let mut cell = ends[1].cell;
    while let Some(previous) = steps[cell].previous {
        cell = previous as usize;
        course.push(Stop { vertex: line.first_cell.partition_point(|&first| first <= cell) - 1, cell });
    }
    course.reverse();
    course
}

/// The best known way from the start to a cell.
#[derive(Clone, Copy)]
struct Step {
    segments: u32,
    /// How much longer the line is than the source so far.
    length_error: f64,
    previous: Option<u32>,
}

fn best_steps(line: &SourceLine, ends: [Stop; 2]) -> Vec<Step> {
    let unreached = Step { segments: u32::MAX, length_error: f64::INFINITY, previous: None };
    let mut steps = vec![unreached; line.cells.len()];
    steps[ends[0].cell] = Step { segments: 0, length_error: 0.0, previous: None };
    let last = line.vertices.len() - 1;
    for i in 0..last {
        let mut wedge = Wedge::new(line.vertices[i]);
        for j in i + 1..=last {
            let cells = if j == last { ends[1].cell..ends[1].cell + 1 } else { line.cells_of(j) };
            step(line, &mut steps, i, (j, cells));
            if !wedge.narrow(line.vertices[j]) {
                break;
            }
        }
    }
    steps
}

/// Tries all segments from a cell of vertex `i` to some cells of vertex `j`.
fn step(line: &SourceLine, steps: &mut [Step], i: usize, (j, cells): (usize, Range<usize>)) {
    let source_length = line.lengths[j] - line.lengths[i];
    for a in line.cells_of(i) {
        let so_far = steps[a];
        if so_far.segments == u32::MAX {
            continue;
        }
        let from = Stop { vertex: i, cell: a };
        let segments = so_far.segments + 1;
        for (b, known) in cells.clone().zip(&mut steps[cells.clone()]) {
            if segments > known.segments {
                continue;
            }
            let to = Stop { vertex: j, cell: b };
            let length_error = so_far.length_error + line.segment_m(from, to) - source_length;
            if segments == known.segments && length_error.abs() >= known.length_error.abs() {
                continue;
            }
            if line.fits(from, to) {
                *known = Step { segments, length_error, previous: Some(a as u32) };
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

#[cfg(test)]
mod tests {
    use yike::grid::{Grid, Point};

    use super::*;
    use crate::source_line::{distance_to_segment, nearest};

    fn simplified(source: &[[f64; 2]]) -> Vec<Point> {
        let line = SourceLine::new(source, Grid::for_latitude(45.0));
        let ends = line.ends([source[0], source[source.len() - 1]].map(nearest)).unwrap();
        simplify(&line, ends).into_iter().map(|stop| line.cells[stop.cell].point).collect()
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
