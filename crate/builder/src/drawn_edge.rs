//! An edge on the grid, beside the line that it shows.

use yike::grid::Point;

use crate::source_line::{SourceLine, Stop};

/// An edge on the grid: its source and the stops that show it.
#[derive(Debug)]
pub(crate) struct DrawnEdge {
    /// Indices of the nodes at its ends.
    pub ends: [u32; 2],
    /// Its true course.
    pub line: SourceLine,
    /// The stops from end to end, both included.
    pub course: Vec<Stop>,
}

impl DrawnEdge {
    /// How much longer it is on the grid than in truth.
    pub fn error_m(&self) -> f64 {
        let drawn: f64 = self.course.windows(2).map(|pair| self.line.segment_m(pair[0], pair[1])).sum();
        drawn - self.line.length_m()
    }

    /// The points between its ends.
    pub fn inner_points(&self) -> impl Iterator<Item = Point> {
        self.course[1..self.course.len() - 1].iter().map(|stop| self.line.cells[stop.cell].point)
    }

    /// By how many metres it grows if the end at `node` moves to another grid point; `None` if it cannot go there.
    pub fn growth_with_end(&self, node: u32, point: Point) -> Option<f64> {
        let (end, neighbour) = self.end(node);
        let (here, next) = (self.course[end], self.course[neighbour]);
        let there = self.line.stop(here.vertex, point)?;
        let (a, b) = if end < neighbour { (there, next) } else { (next, there) };
        self.line.fits(a, b).then(|| self.line.segment_m(a, b) - self.line.segment_m(here, next))
    }

    /// Moves the end at `node`.
    pub fn move_end(&mut self, node: u32, point: Point) {
        let (end, _) = self.end(node);
        if let Some(stop) = self.line.stop(self.course[end].vertex, point) {
            self.course[end] = stop;
        }
    }

    /// The places in the course of the end at `node` and of its neighbour.
    fn end(&self, node: u32) -> (usize, usize) {
        let last = self.course.len() - 1;
        if self.ends[0] == node { (0, 1) } else { (last, last - 1) }
    }

    /// Moves inner points among their cells to where the edge costs least, given what it costs to grow by some metres. Tells
    /// by how many metres it grew.
    pub fn move_inner_points(&mut self, cost: impl Fn(f64) -> f64) -> f64 {
        let mut growth_m = 0.0;
        for index in 1..self.course.len() - 1 {
            let (before, here, after) = (self.course[index - 1], self.course[index], self.course[index + 1]);
            let around_m = |stop| self.line.segment_m(before, stop) + self.line.segment_m(stop, after);
            let (without_m, mut least) = (growth_m - around_m(here), cost(growth_m));
            for cell in self.line.cells_of(here.vertex) {
                let there = Stop { cell, ..here };
                let grown_m = without_m + around_m(there);
                if cost(grown_m) < least && self.line.fits(before, there) && self.line.fits(there, after) {
                    least = cost(grown_m);
                    growth_m = grown_m;
                    self.course[index] = there;
                }
            }
        }
        growth_m
    }
}
