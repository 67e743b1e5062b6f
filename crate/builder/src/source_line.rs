//! A chain in metres, and the grid cells that its vertices may move to.
//!
//! Why checking vertices is enough: let a segment from cell a to cell b stand for the source from vertex i to vertex j. All
//! source vertices between are within the tolerance of the segment, hence so is the whole source line (the distance to a
//! segment is convex). Conversely the source's projection onto the segment's line runs without gaps from i's to j's, so each
//! point of the segment between the two has a source point straight beside it, and the points beyond are at most as far
//! from i or j as a or b is.

use std::ops::Range;

use yike::grid::{Grid, Point, Scale};

/// The largest deviation between source and result, in metres: 1 m less half a percent, so that whoever measures on a sphere
/// in place of the ellipsoid finds it kept, too.
pub(crate) const MAX_DEVIATION_M: f64 = 0.995;

/// A vertex of the result: a vertex of the source, and the cell that stands for it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Stop {
    /// Index of the source's vertex.
    pub vertex: usize,
    /// Index of the cell.
    pub cell: usize,
}

/// A cell of the grid near a vertex.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cell {
    /// Where it is.
    pub point: Point,
    /// The same in the line's metres.
    pub at: [f64; 2],
}

/// A source line in metres with the cells its vertices may move to.
#[derive(Debug)]
pub(crate) struct SourceLine {
    /// The vertices in metres from the first.
    pub vertices: Vec<[f64; 2]>,
    /// Length of the source up to each vertex.
    pub lengths: Vec<f64>,
    /// The cells of all vertices, vertex by vertex.
    pub cells: Vec<Cell>,
    /// Length n + 1: the cells of vertex `i` are `cells[first_cell[i]..first_cell[i + 1]]`.
    pub first_cell: Vec<usize>,
}

impl SourceLine {
    /// `source` holds positions in fractional grid units and at least two of them.
    pub fn new(source: &[[f64; 2]], grid: Grid) -> Self {
        let origin = source[0];
        let scale = grid.scale_at((source[0][1] + source[source.len() - 1][1]) / 2.0);
        let metres = |[x, y]: [f64; 2]| [(x - origin[0]) * scale.x_m, (y - origin[1]) * scale.y_m];
        let vertices: Vec<_> = source.iter().copied().map(metres).collect();
        let mut lengths = vec![0.0];
        for pair in vertices.windows(2) {
            lengths.push(lengths[lengths.len() - 1] + distance(pair[0], pair[1]));
        }
        let mut cells = Vec::new();
        let mut first_cell = vec![0];
        for &position in source {
            let around = cells_around(position, grid.scale_at(position[1]));
            cells.extend(around.map(|point| Cell { point, at: metres([point.x.into(), point.y.into()]) }));
            first_cell.push(cells.len());
        }
        Self { vertices, lengths, cells, first_cell }
    }

    /// The stops on the grid points that two ends lie on; `None` if they are too far from the source's.
    pub fn ends(&self, [from, to]: [Point; 2]) -> Option<[Stop; 2]> {
        Some([self.stop(0, from)?, self.stop(self.vertices.len() - 1, to)?])
    }

    /// The length of the source in metres.
    pub fn length_m(&self) -> f64 {
        self.lengths[self.lengths.len() - 1]
    }

    /// The cells of a vertex, as indices.
    pub fn cells_of(&self, vertex: usize) -> Range<usize> {
        self.first_cell[vertex]..self.first_cell[vertex + 1]
    }

    /// The stop at a vertex on a grid point; `None` if the vertex may not move there.
    pub fn stop(&self, vertex: usize, point: Point) -> Option<Stop> {
        let cell = self.cells_of(vertex).find(|&cell| self.cells[cell].point == point)?;
        Some(Stop { vertex, cell })
    }

    /// The length of a segment in metres.
    pub fn segment_m(&self, a: Stop, b: Stop) -> f64 {
        distance(self.cells[a.cell].at, self.cells[b.cell].at)
    }

    /// Whether one segment may stand for the source between two of its vertices.
    pub fn fits(&self, a: Stop, b: Stop) -> bool {
        let (from, to) = (self.cells[a.cell].at, self.cells[b.cell].at);
        self.vertices[a.vertex + 1..b.vertex]
            .iter()
            .all(|&vertex| distance_to_segment(vertex, from, to) <= MAX_DEVIATION_M)
    }
}

pub(crate) fn dot(a: [f64; 2], b: [f64; 2]) -> f64 {
    a[0] * b[0] + a[1] * b[1]
}

pub(crate) fn cross(a: [f64; 2], b: [f64; 2]) -> f64 {
    a[0] * b[1] - a[1] * b[0]
}

pub(crate) fn distance(a: [f64; 2], b: [f64; 2]) -> f64 {
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

/// The grid point nearest to a position in fractional grid units.
pub(crate) fn nearest([x, y]: [f64; 2]) -> Point {
    Point { x: x.round() as i32, y: y.round() as i32 }
}

/// The grid points within the tolerance of a position, which are the nearest and some of its neighbours.
pub(crate) fn cells_around(at: [f64; 2], scale: Scale) -> impl Iterator<Item = Point> {
    let Point { x, y } = nearest(at);
    (y - 1..=y + 1).flat_map(move |y| (x - 1..=x + 1).map(move |x| Point { x, y })).filter(
        move |&Point { x, y }| scale.length_m(f64::from(x) - at[0], f64::from(y) - at[1]) <= MAX_DEVIATION_M,
    )
}
