//! Drawing stretches of streets onto the cells of a tile, each cell keeping the nearest.

use std::ops::Range;

use crate::edge_index::{TILE_UNITS, Tile};
use crate::field::ground::{CELLS, Foot};
use crate::field::{CELL_UNITS, SAMPLE_OFFSET_UNITS, SIDE_WALK_LIMIT_M, TILE_CELLS};
use crate::graph::Graph;
use crate::grid::Point;
use crate::rounded::{clamped, small_rounded};

/// A stretch of an edge's geometry, in metres from the tile's first sample.
#[derive(Debug, Clone, Copy)]
pub(super) struct Segment {
    pub(super) start: [f32; 2],
    /// Unit vector; eastwards where the segment has no length.
    pub(super) direction: [f32; 2],
    pub(super) length: f32,
    /// Metres along the edge to the segment's start.
    pub(super) offset: f32,
    /// Index into the list of edges that the segments are of.
    pub(super) edge: u32,
}

/// A row of cells is a row of bits.
const _: () = assert!(TILE_CELLS == u32::BITS as usize);

/// One layer of ground: for each cell the nearest segment, as `distance² bits << 32 | segment`.
pub(super) type Nearest = [u64; CELLS];

/// The tile as a plane in metres, with its first sample (the south-western one) at the origin.
pub(super) struct View {
    first_sample: Point,
    scale: [f32; 2],
    cell: [f32; 2],
    cells_per_m: [f32; 2],
    pub(super) limit: f32,
}

impl View {
    pub(super) fn new(graph: &Graph, tile: Tile) -> Self {
        let corner = Point { x: tile.column * TILE_UNITS, y: tile.row * TILE_UNITS };
        let scale = graph.grid().scale_at(f64::from(corner.y) + f64::from(TILE_UNITS) / 2.0);
        let scale = [scale.x_m as f32, scale.y_m as f32];
        Self {
            first_sample: Point { x: corner.x + SAMPLE_OFFSET_UNITS, y: corner.y + SAMPLE_OFFSET_UNITS },
            scale,
            cell: scale.map(|unit| unit * CELL_UNITS as f32),
            cells_per_m: scale.map(|unit| 1.0 / (unit * CELL_UNITS as f32)),
            limit: SIDE_WALK_LIMIT_M as f32,
        }
    }

    pub(super) fn position(&self, point: Point) -> [f32; 2] {
        [
            (point.x - self.first_sample.x) as f32 * self.scale[0],
            (point.y - self.first_sample.y) as f32 * self.scale[1],
        ]
    }

    /// Whether the bounding box of a segment comes within the limit of the tile's samples.
    pub(super) fn is_near(&self, a: [f32; 2], b: [f32; 2]) -> bool {
        let is_near = |a: f32, b: f32, cell: f32| {
            let last_sample = cell * (TILE_CELLS - 1) as f32;
            smaller(a, b) <= last_sample + self.limit && larger(a, b) >= -self.limit
        };
        is_near(a[0], b[0], self.cell[0]) && is_near(a[1], b[1], self.cell[1])
    }

    /// The cells along one axis whose samples lie within `reach` of `middle`, and perhaps one a thousandth of a cell farther.
    #[inline(always)]
    fn cells(&self, axis: usize, middle: f32, reach: f32) -> Range<usize> {
        let low = (middle - reach) * self.cells_per_m[axis] + 0.499;
        let high = (middle + reach) * self.cells_per_m[axis] + 0.501;
        let cell = |bound: f32| small_rounded(clamped(bound, TILE_CELLS as f32)) as usize;
        cell(low)..cell(high)
    }

    /// Draws a segment onto the cells within `reach`, in each row only from the first to the last of those that are wanted.
    pub(super) fn draw(
        &self,
        nearest: &mut Nearest,
        segment: &Segment,
        id: u32,
        reach: f32,
        wanted: &[u32; TILE_CELLS],
    ) {
        let Segment { start, direction, length, .. } = *segment;
        let [along, across] = direction;
        let (half_x, half_y) = (along * length * 0.5, across * length * 0.5);
        let box_bits = bits(&self.cells(0, start[0] + half_x, reach + half_x.abs()));
        // Of a longer segment, only what lies within reach of the line it is part of is looked at in each row. Nearly level
        // lines pass along whole rows.
        let is_narrowed = length > reach && across.abs() > 0.1;
        let scale = if is_narrowed { 1.0 / across } else { 0.0 };
        let (slope, strip) = (along * scale, reach * scale.abs());
        let (along_a_cell, beside_a_cell) = (self.cell[0] * along, self.cell[0] * across);
        for row in self.cells(1, start[1] + half_y, reach + half_y.abs()) {
            let mut wanted = wanted[row] & box_bits;
            let y = row as f32 * self.cell[1] - start[1];
            if is_narrowed {
                wanted &= bits(&self.cells(0, start[0] + y * slope, strip));
            }
            if wanted == 0 {
                continue;
            }
            let first = wanted.trailing_zeros() as usize;
            let end = TILE_CELLS - wanted.leading_zeros() as usize;
            let cells = &mut nearest[row * TILE_CELLS + first..row * TILE_CELLS + end];
            // How far the first of all cells lies along the line from the segment's start, and how far beside it.
            let first_along = y * across - start[0] * along;
            let first_beside = -y * along - start[0] * across;
            for (column, slot) in (first as i32..).zip(cells) {
                let t = column as f32 * along_a_cell + first_along;
                let beside = column as f32 * beside_a_cell + first_beside;
                let beyond = t - clamped(t, length);
                let distance2 = beside * beside + beyond * beyond;
                let key = u64::from(distance2.to_bits()) << 32 | u64::from(id);
                *slot = key.min(*slot);
            }
        }
    }

    /// Where a cell's nearest point on a segment lies: metres along the edge, and as seen from the cell.
    pub(super) fn nearest_point(&self, segment: &Segment, cell: usize) -> (f32, Foot) {
        let x = (cell % TILE_CELLS) as f32 * self.cell[0] - segment.start[0];
        let y = (cell / TILE_CELLS) as f32 * self.cell[1] - segment.start[1];
        let along = x * segment.direction[0] + y * segment.direction[1];
        let along = clamped(along, segment.length);
        let foot = Foot::new(along * segment.direction[0] - x, along * segment.direction[1] - y);
        (segment.offset + along, foot)
    }
}

/// The cells of a stretch of a row as bits.
#[inline(always)]
fn bits(cells: &Range<usize>) -> u32 {
    let below = |end: usize| (1u64 << end) - 1;
    (below(cells.end) & !below(cells.start)) as u32
}

/// The smaller of two numbers. `f32::min` heeds what is not a number, for which WebAssembly has to call a function.
#[inline(always)]
fn smaller(a: f32, b: f32) -> f32 {
    if b < a { b } else { a }
}

/// The larger of two numbers.
#[inline(always)]
fn larger(a: f32, b: f32) -> f32 {
    if b > a { b } else { a }
}
