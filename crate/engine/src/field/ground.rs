//! Which edge owns each cell of one tile.

use std::ops::Range;

use crate::attributes::Level;
use crate::edge_index::{EdgeIndex, TILE_UNITS, Tile};
use crate::field::{CELL_UNITS, SAMPLE_OFFSET_UNITS, SIDE_WALK_LIMIT_M, TILE_CELLS};
use crate::graph::Graph;
use crate::grid::Point;
use crate::network::Edge;

/// Cells in a tile.
pub(super) const CELLS: usize = TILE_CELLS * TILE_CELLS;

/// The place of a cell without an owner.
const UNOWNED: u16 = u16::MAX;

/// The number of a cell as an index below [`CELLS`], which needs no check.
#[inline]
pub(super) fn index(cell: u16) -> usize {
    usize::from(cell) % CELLS
}

/// The largest value of [`OwnedCell::share`]: the end of the edge.
pub(super) const SHARE_MAX: u32 = (1 << 14) - 1;

/// The steps in which the distance from the edge is kept: 256 values from 0 to the limit.
pub(super) const SIDE_STEPS: u32 = 255;

/// Who owns a cell, and where its nearest point lies: number of the run in the tile (10 bits), share of the way along the
/// edge (14 bits), and distance from the edge (8 bits).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct OwnedCell(u32);

impl OwnedCell {
    fn new(run: u32, share: f32, side_m: f32) -> Self {
        let share = (share * SHARE_MAX as f32 + 0.5) as u32;
        let side = (side_m * (SIDE_STEPS as f32 / SIDE_WALK_LIMIT_M as f32) + 0.5) as u32;
        Self(run << 22 | share.min(SHARE_MAX) << 8 | side.min(SIDE_STEPS))
    }

    /// The number of the run: in [`GroundTile::ground_runs`] or in [`GroundTile::raised_runs`].
    #[inline]
    pub(super) fn run(self) -> usize {
        (self.0 >> 22) as usize
    }

    /// How far along the edge, from 0 at its `from` node to [`SHARE_MAX`] at its `to` node.
    #[inline]
    pub(super) fn share(self) -> u32 {
        self.0 >> 8 & SHARE_MAX
    }

    /// How far beside the edge, in steps of the side-walk limit / [`SIDE_STEPS`].
    #[inline]
    pub(super) fn side(self) -> u8 {
        self.0 as u8
    }
}

/// The vector from a cell to the nearest point of the edge nearest to it, in steps of [`Foot::STEP_M`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Foot([i8; 2]);

impl Foot {
    /// That of a cell which no edge owns.
    pub(crate) const NONE: Self = Self([i8::MIN; 2]);

    const STEP_M: f32 = SIDE_WALK_LIMIT_M as f32 / 127.0;

    fn new(x_m: f32, y_m: f32) -> Self {
        // Positive before it is cut to a whole number, so that cutting rounds.
        Self([x_m, y_m].map(|metres| ((metres * (1.0 / Self::STEP_M) + 128.5) as i32 - 128) as i8))
    }

    /// The vector in metres, or `None` if no edge owns the cell.
    #[inline]
    pub(crate) fn vector_m(self) -> Option<[f32; 2]> {
        let [x, y] = self.0;
        // Of the two, this alone is never a distance.
        if x == i8::MIN { None } else { Some([f32::from(x) * Self::STEP_M, f32::from(y) * Self::STEP_M]) }
    }
}

/// An edge that owns cells of a tile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) edge: u32,
    /// The edge's `from` and `to` nodes, as indices into [`GroundTile::nodes`].
    pub(super) ends: [u16; 2],
}

/// The ownership of one tile's cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct GroundTile {
    /// For each cell, row by row, the vector to the nearest point of any edge.
    feet: Box<[Foot; CELLS]>,
    /// For each cell its place in `cells` and `owners`; [`UNOWNED`] if it has no owner at ground level.
    places: Box<[u16; CELLS]>,
    /// The nodes at the ends of all edges that own cells: so each is looked up once for many runs.
    pub(super) nodes: Box<[u32]>,
    /// The edges at ground level, ascending.
    pub(super) ground_runs: Box<[Run]>,
    /// Where the cells of each end in `cells`; they begin where those of the one before end.
    pub(super) run_ends: Box<[u16]>,
    /// The cells that have an owner at ground level, grouped by run.
    pub(super) cells: Box<[u16]>,
    /// The owner of each of `cells`: in this order, as a question looks at most of a run's cells or at none.
    pub(super) owners: Box<[OwnedCell]>,
    /// The bridges and tunnels, ascending.
    pub(super) raised_runs: Box<[Run]>,
    /// The cells for which a bridge or tunnel is nearer than any edge at ground level, ascending.
    pub(super) raised_cells: Box<[(u16, OwnedCell)]>,
}

impl GroundTile {
    /// The owner of a cell at ground level.
    #[inline]
    pub(super) fn owner(&self, cell: u16) -> Option<OwnedCell> {
        self.owners.get(usize::from(self.places[index(cell)])).copied()
    }

    /// The vector from a cell to the nearest point of any edge.
    #[inline]
    pub(super) fn foot(&self, cell: u16) -> Foot {
        self.feet[index(cell)]
    }

    /// Whether an edge owns any of the tile's cells.
    pub(super) fn has_run(&self, edge: u32) -> bool {
        let has = |runs: &[Run]| runs.binary_search_by_key(&edge, |run| run.edge).is_ok();
        has(&self.ground_runs) || has(&self.raised_runs)
    }

    /// Gives each edge its new number, and the new numbers of its ends.
    pub(super) fn renumber(&mut self, graph: &Graph, new_edge: impl Fn(u32) -> u32) {
        for run in self.ground_runs.iter_mut().chain(&mut self.raised_runs) {
            run.edge = new_edge(run.edge);
            let Edge { from, to, .. } = graph.edge(run.edge);
            for (end, node) in run.ends.into_iter().zip([from, to]) {
                self.nodes[usize::from(end)] = node;
            }
        }
    }
}

/// A stretch of an edge's geometry, in metres from the tile's first sample.
#[derive(Debug, Clone, Copy)]
struct Segment {
    start: [f32; 2],
    /// Unit vector; zero where the segment has no length.
    direction: [f32; 2],
    length: f32,
    /// Metres along the edge to the segment's start.
    offset: f32,
    /// Index into [`Labeller::edges`].
    edge: u32,
}

#[derive(Debug, Clone, Copy)]
struct NearEdge {
    edge: u32,
    ends: [u32; 2],
    /// One by its length in metres; 0 for an edge without length.
    share_per_m: f32,
}

/// Segments are drawn this far first, and farther only where no other is so near.
const NEAR_M: f32 = 16.0;

/// A row of cells is a row of bits.
const _: () = assert!(TILE_CELLS == u32::BITS as usize);

/// One layer of ground: for each cell the nearest segment, as `distance² bits << 32 | segment`.
type Nearest = [u64; CELLS];

/// The buffers for labelling a tile, kept from one to the next.
#[derive(Debug, Clone)]
pub(super) struct Labeller {
    edges: Vec<NearEdge>,
    segments: Vec<Segment>,
    nearest: [Box<Nearest>; 2],
}

impl Labeller {
    pub(super) fn new() -> Self {
        let nearest = [Box::new([0; CELLS]), Box::new([0; CELLS])];
        Self { edges: vec![], segments: vec![], nearest }
    }

    /// Works out the ownership of a tile's cells by drawing every segment within the side-walk limit onto the cells it
    /// is near to, keeping the nearest.
    #[inline(never)]
    pub(super) fn label(&mut self, graph: &Graph, index: &EdgeIndex, tile: Tile) -> GroundTile {
        let view = View::new(graph, tile);
        let network = (graph, index.edges(tile));
        self.edges.clear();
        self.segments.clear();
        let ground_edges =
            self.draw_layer(network, &view, 0, |level| matches!(level, Level::Ground | Level::Covered));
        self.draw_layer(network, &view, 1, |level| matches!(level, Level::Bridge | Level::Tunnel));
        self.collect(&view, ground_edges)
    }

    fn draw_layer(
        &mut self,
        (graph, candidates): (&Graph, &[u32]),
        view: &View,
        layer: usize,
        holds: impl Fn(Level) -> bool,
    ) -> usize {
        let first_segment = self.segments.len();
        for &edge in candidates {
            if !holds(graph.attributes(edge).level) {
                continue;
            }
            let first = self.segments.len();
            let mut offset = 0.0;
            let mut points = graph.points(edge).map(|point| view.position(point));
            let Some(mut start) = points.next() else { continue };
            for end in points {
                let (dx, dy) = (end[0] - start[0], end[1] - start[1]);
                let length = (dx * dx + dy * dy).sqrt();
                if view.is_near(start, end) {
                    let direction = if length > 0.0 { [dx / length, dy / length] } else { [0.0, 0.0] };
                    let edge = self.edges.len() as u32;
                    self.segments.push(Segment { start, direction, length, offset, edge });
                }
                offset += length;
                start = end;
            }
            if self.segments.len() > first {
                let Edge { from, to, .. } = graph.edge(edge);
                let share_per_m = if offset > 0.0 { 1.0 / offset } else { 0.0 };
                self.edges.push(NearEdge { edge, ends: [from, to], share_per_m });
            }
        }
        if layer == 1 && self.segments.len() == first_segment {
            // Without bridges and tunnels nobody looks at their layer.
            return self.edges.len();
        }
        let nearest = &mut self.nearest[layer];
        nearest.fill(u64::from((view.limit * view.limit).to_bits()) << 32 | u64::from(u32::MAX));
        let mut wanted = [u32::MAX; TILE_CELLS];
        for reach in [NEAR_M, view.limit] {
            for (segment, id) in self.segments[first_segment..].iter().zip(first_segment as u32..) {
                view.draw(nearest, segment, id, reach, &wanted);
            }
            for (row, wanted) in nearest.chunks_exact(TILE_CELLS).zip(&mut wanted) {
                let is_far = |&key: &u64| u32::from((key >> 32) as u32 > (reach * reach).to_bits());
                *wanted = row.iter().rev().fold(0, |row, key| row << 1 | is_far(key));
            }
        }
        self.edges.len()
    }

    /// The segment that owns a cell in a layer; of bridges and tunnels only one that is nearer than the ground's.
    #[inline]
    fn owner(&self, layer: usize, cell: usize) -> Option<&Segment> {
        let nearest = self.nearest[layer][cell];
        let is_beaten = layer == 1 && nearest >> 32 >= self.nearest[0][cell] >> 32;
        self.segments.get(nearest as u32 as usize).filter(|_| !is_beaten)
    }

    /// How far the segment that owns a cell in a layer is, in metres.
    #[inline]
    fn side_m(&self, layer: usize, cell: usize) -> f32 {
        f32::from_bits((self.nearest[layer][cell] >> 32) as u32).sqrt()
    }

    fn collect(&self, view: &View, ground_edges: usize) -> GroundTile {
        let layers = if ground_edges < self.edges.len() { 0..2 } else { 0..1 };
        let mut counts = vec![0u16; self.edges.len()];
        for cell in 0..CELLS {
            for layer in layers.clone() {
                if let Some(segment) = self.owner(layer, cell) {
                    counts[segment.edge as usize] += 1;
                }
            }
        }
        let owning = self.edges.iter().zip(&counts).filter(|&(_, &count)| count > 0);
        let mut nodes: Vec<u32> = owning.flat_map(|(edge, _)| edge.ends).collect();
        nodes.sort_unstable();
        nodes.dedup();
        let mut run_of_edge = vec![0u32; self.edges.len()];
        let (mut ground_runs, mut raised_runs) = (vec![], vec![]);
        let (mut run_ends, mut starts) = (vec![], vec![]);
        let mut end = 0;
        for (position, (&count, edge)) in counts.iter().zip(&self.edges).enumerate() {
            if count == 0 {
                continue;
            }
            let runs = if position < ground_edges { &mut ground_runs } else { &mut raised_runs };
            run_of_edge[position] = runs.len() as u32;
            let ends = edge.ends.map(|node| nodes.binary_search(&node).unwrap_or(0) as u16);
            runs.push(Run { edge: edge.edge, ends });
            if position < ground_edges {
                starts.push(end);
                end += count;
                run_ends.push(end);
            }
        }
        let mut feet = Box::new([Foot::NONE; CELLS]);
        let mut places = Box::new([UNOWNED; CELLS]);
        let mut cells = vec![0; usize::from(end)];
        let mut owners = vec![OwnedCell::new(0, 0.0, 0.0); usize::from(end)];
        let mut raised_cells = vec![];
        for cell in 0..CELLS {
            for layer in layers.clone() {
                let Some(segment) = self.owner(layer, cell) else { continue };
                let (offset, foot) = view.nearest_point(segment, cell);
                let edge = segment.edge as usize;
                let run = run_of_edge[edge];
                let owned =
                    OwnedCell::new(run, offset * self.edges[edge].share_per_m, self.side_m(layer, cell));
                feet[cell] = foot;
                if layer == 0 {
                    let place = starts[run as usize];
                    starts[run as usize] += 1;
                    places[cell] = place;
                    cells[usize::from(place)] = cell as u16;
                    owners[usize::from(place)] = owned;
                } else {
                    raised_cells.push((cell as u16, owned));
                }
            }
        }
        GroundTile {
            feet,
            places,
            nodes: nodes.into(),
            ground_runs: ground_runs.into(),
            run_ends: run_ends.into(),
            cells: cells.into(),
            owners: owners.into(),
            raised_runs: raised_runs.into(),
            raised_cells: raised_cells.into(),
        }
    }
}

/// The tile as a plane in metres, with its first sample (the south-western one) at the origin.
struct View {
    first_sample: Point,
    scale: [f32; 2],
    cell: [f32; 2],
    cells_per_m: [f32; 2],
    limit: f32,
}

impl View {
    fn new(graph: &Graph, tile: Tile) -> Self {
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

    fn position(&self, point: Point) -> [f32; 2] {
        [
            (point.x - self.first_sample.x) as f32 * self.scale[0],
            (point.y - self.first_sample.y) as f32 * self.scale[1],
        ]
    }

    /// Whether the bounding box of a segment comes within the limit of the tile's samples.
    fn is_near(&self, a: [f32; 2], b: [f32; 2]) -> bool {
        (0..2).all(|axis| {
            let last_sample = self.cell[axis] * (TILE_CELLS - 1) as f32;
            smaller(a[axis], b[axis]) <= last_sample + self.limit && larger(a[axis], b[axis]) >= -self.limit
        })
    }

    /// The cells along one axis whose samples lie within `reach` of the stretch from `a` to `b`.
    fn cells(&self, axis: usize, a: f32, b: f32, reach: f32) -> Range<usize> {
        let low = (smaller(a, b) - reach) * self.cells_per_m[axis];
        let high = (larger(a, b) + reach) * self.cells_per_m[axis];
        let first = larger(low, 0.0) as usize;
        let end = if high < 0.0 { 0 } else { (high as usize + 1).min(TILE_CELLS) };
        first..end
    }

    /// Draws a segment onto the cells within `reach`, in each row only from the first to the last of those that are wanted.
    fn draw(
        &self,
        nearest: &mut Nearest,
        segment: &Segment,
        id: u32,
        reach: f32,
        wanted: &[u32; TILE_CELLS],
    ) {
        let Segment { start, direction, length, .. } = *segment;
        let [along, across] = direction;
        let end = [start[0] + along * length, start[1] + across * length];
        let columns = self.cells(0, start[0], end[0], reach);
        let box_bits = bits(&columns);
        // Of a longer segment, only what lies within reach of the line it is part of is looked at in each row. Nearly level
        // lines pass along whole rows.
        let is_narrowed = length > reach && across.abs() > 0.1;
        let (slope, strip) = (along / across, reach / across.abs());
        for row in self.cells(1, start[1], end[1], reach) {
            let mut wanted = wanted[row] & box_bits;
            if wanted == 0 {
                continue;
            }
            let y = row as f32 * self.cell[1] - start[1];
            if is_narrowed {
                let middle = start[0] + y * slope;
                wanted &= bits(&self.cells(0, middle, middle, strip));
                if wanted == 0 {
                    continue;
                }
            }
            let first = wanted.trailing_zeros() as usize;
            let end = TILE_CELLS - wanted.leading_zeros() as usize;
            let cells = &mut nearest[row * TILE_CELLS + first..row * TILE_CELLS + end];
            for (column, slot) in (first as i32..).zip(cells) {
                let x = column as f32 * self.cell[0] - start[0];
                let t = clamped(x * along + y * across, length);
                let (dx, dy) = (x - t * along, y - t * across);
                let distance2 = dx * dx + dy * dy;
                let key = u64::from(distance2.to_bits()) << 32 | u64::from(id);
                *slot = key.min(*slot);
            }
        }
    }

    /// Where a cell's nearest point on a segment lies: metres along the edge, and as seen from the cell.
    fn nearest_point(&self, segment: &Segment, cell: usize) -> (f32, Foot) {
        let x = (cell % TILE_CELLS) as f32 * self.cell[0] - segment.start[0];
        let y = (cell / TILE_CELLS) as f32 * self.cell[1] - segment.start[1];
        let along = x * segment.direction[0] + y * segment.direction[1];
        let along = clamped(along, segment.length);
        let foot = Foot::new(along * segment.direction[0] - x, along * segment.direction[1] - y);
        (segment.offset + along, foot)
    }
}

/// The cells of a stretch of a row as bits.
#[inline]
fn bits(cells: &Range<usize>) -> u32 {
    if cells.is_empty() { 0 } else { u32::MAX << cells.start & u32::MAX >> (TILE_CELLS - cells.end) }
}

/// A number clamped to at least 0 and at most `most`, which is at least 0. Such numbers are ordered as their bits are, and what is
/// below 0 has the bits of a whole number below 0: unlike comparisons of numbers this becomes no branch.
#[inline(always)]
fn clamped(number: f32, most: f32) -> f32 {
    f32::from_bits((number.to_bits() as i32).max(0).min(most.to_bits() as i32) as u32)
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
