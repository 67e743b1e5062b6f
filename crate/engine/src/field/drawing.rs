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

/// One layer of ground: for each cell its [`Claim`] that is the least.
pub(super) type Nearest = [Claim; CELLS];

/// The claim of a segment to a cell: the lower one wins. From the highest bit: whether no point that the segment begins or ends at lies
/// in the cell, the bits of the square of the distance in metres (of that point, if one does), whether it is the point at the end, and the
/// number of the segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Claim(u64);

impl Claim {
    const PASSES: u64 = 1 << 63;
    const AT_END: u64 = 1 << 31;

    /// That of no segment at all.
    pub(super) fn none(limit_m: f32) -> Self {
        Self::passing(limit_m * limit_m, u32::MAX)
    }

    /// That of a segment without a point in the cell.
    #[inline(always)]
    fn passing(distance2: f32, segment: u32) -> Self {
        Self(Self::PASSES | u64::from(distance2.to_bits()) << 32 | u64::from(segment))
    }

    /// Whether a segment closer than this has a lower claim.
    #[inline]
    pub(super) fn is_open_within(self, reach_m: f32) -> bool {
        self > Self::passing(reach_m * reach_m, u32::MAX)
    }

    /// The number of the segment; that of none is beyond all.
    #[inline]
    pub(super) fn segment(self) -> usize {
        (self.0 & (Self::AT_END - 1)) as usize
    }

    /// The distance in metres.
    #[inline]
    pub(super) fn distance_m(self) -> f32 {
        f32::from_bits((self.0 >> 32) as u32 & (u32::MAX >> 1)).sqrt()
    }

    /// Whether one is nearer than another, or has a point in the cell.
    #[inline]
    pub(super) fn is_before(self, other: Self) -> bool {
        self.0 >> 32 < other.0 >> 32
    }
}

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

    /// Claims the cells in which a segment begins and ends.
    pub(super) fn claim_ends(&self, nearest: &mut Nearest, segment: &Segment, id: u32) {
        const LAST: f32 = (TILE_CELLS - 1) as f32;
        let Segment { start, direction, length, .. } = *segment;
        let end = [start[0] + direction[0] * length, start[1] + direction[1] * length];
        for ([x, y], at_end) in [(start, 0), (end, Claim::AT_END)] {
            let (east, north) = (x * self.cells_per_m[0], y * self.cells_per_m[1]);
            let is_in_tile = |cells: f32| (-0.5..LAST + 0.5).contains(&cells);
            if is_in_tile(east) && is_in_tile(north) {
                let cell = |cells: f32| small_rounded(clamped(cells, LAST)) as usize;
                let (column, row) = (cell(east), cell(north));
                let (dx, dy) = (x - column as f32 * self.cell[0], y - row as f32 * self.cell[1]);
                let distance2 = dx * dx + dy * dy;
                let claim = Claim(u64::from(distance2.to_bits()) << 32 | at_end | u64::from(id));
                let slot = &mut nearest[row * TILE_CELLS + column];
                *slot = claim.min(*slot);
            }
        }
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
                *slot = Claim::passing(distance2, id).min(*slot);
            }
        }
    }

    /// Where the point of a segment lies that a cell is reached from, the nearest one or that in the cell: metres along the edge, and as
    /// seen from the cell.
    pub(super) fn point(&self, segment: &Segment, cell: usize, claim: Claim) -> (f32, Foot) {
        let x = (cell % TILE_CELLS) as f32 * self.cell[0] - segment.start[0];
        let y = (cell / TILE_CELLS) as f32 * self.cell[1] - segment.start[1];
        let along = if claim.0 & Claim::PASSES != 0 {
            clamped(x * segment.direction[0] + y * segment.direction[1], segment.length)
        } else if claim.0 & Claim::AT_END != 0 {
            segment.length
        } else {
            0.0
        };
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
