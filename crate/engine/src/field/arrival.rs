//! The times of one question, filled into the cells, one row of tiles after another.

use crate::costs::{Costs, IMPASSABLE};
use crate::edge_index::{EdgeIndex, TILE_UNITS, Tile};
use crate::field::ground::{Foot, GroundTile, OwnedCell, SHARE_MAX, SIDE_STEPS};
use crate::field::ownership::Ownership;
use crate::field::{
    CELL_M, CELL_UNITS, SAMPLE_OFFSET_UNITS, SIDE_WALK_LIMIT_M, STREET_HALF_WIDTH_M, TILE_CELLS, first_cell,
};
use crate::graph::Graph;
use crate::network::Edge;
use crate::search::PathTree;

/// The time of a cell that is not reached.
pub const UNREACHED: u32 = u32::MAX;

/// A time later than any other, small enough that a few of them add up.
const NEVER_MS: u64 = 1 << 39;

/// Times of two neighbouring cells that differ by more than so many cells of walking belong to different streets.
const JUMP_CELLS: f64 = 2.0;

/// The limits of a question, ascending, and the span of time around each within which the field's exact values matter.
#[derive(Debug, Clone, PartialEq)]
pub struct Limits {
    ms: Vec<u32>,
    m_per_ms: f32,
    jump_ms: u32,
}

impl Limits {
    /// The limits in milliseconds, in any order.
    pub fn new(costs: &Costs, mut ms: Vec<u32>) -> Self {
        ms.sort_unstable();
        ms.dedup();
        let cell_ms = costs.straight_ms(CELL_M).max(1);
        Self {
            ms,
            m_per_ms: CELL_M as f32 / cell_ms as f32,
            jump_ms: (f64::from(cell_ms) * JUMP_CELLS) as u32,
        }
    }

    /// The limits in milliseconds, ascending.
    pub fn ms(&self) -> &[u32] {
        &self.ms
    }

    /// How far the search must go for contours of these limits: a little beyond the largest, as a contour is drawn
    /// between a cell within the limit and one beyond it, and must not depend on how far others are drawn.
    pub fn search_ms(&self) -> u32 {
        self.ms.last().map_or(0, |&last| last + self.jump_ms)
    }

    /// How many limits are below a time: 0 within the smallest, the number of limits beyond all.
    fn class(&self, time_ms: u64) -> u8 {
        self.ms.iter().map(|&limit| u8::from(time_ms > u64::from(limit))).sum()
    }

    /// The class of all times from `low` to `high`, if none of them is so near a limit that its exact value matters.
    #[inline]
    fn common_class(&self, low_ms: u64, high_ms: u64) -> Option<u8> {
        let mut class = 0;
        for &limit in &self.ms {
            let limit = u64::from(limit);
            if high_ms + u64::from(self.jump_ms) <= limit {
                break;
            }
            if low_ms < limit + u64::from(self.jump_ms) {
                return None;
            }
            class += 1;
        }
        Some(class)
    }

    /// Where between a cell within the limit (0) and one beyond it (1) the limit is reached.
    ///
    /// Between cells of one street the time grows evenly. Where it jumps, the ground within ends at the border between the
    /// two streets, or earlier if the time that is left does not lead so far beside the street. `axis` is 0 if the cell
    /// outside lies east or west of the one inside, 1 if north or south; `way` is 1 if east or north, else −1.
    #[inline]
    pub(crate) fn crossing(
        &self,
        limit: usize,
        inside: Sample,
        outside: Sample,
        axis: usize,
        way: f32,
    ) -> f32 {
        let early = self.ms[limit].saturating_sub(inside.time_ms) as f32;
        let apart = outside.time_ms - inside.time_ms;
        if apart <= self.jump_ms {
            return early / apart as f32;
        }
        let Some(border) = Border::between(inside.foot, outside.foot, axis, way) else { return 0.5 };
        let early_m = early * self.m_per_ms;
        let share = border.along_m / CELL_M as f32;
        if border.further_m <= early_m { share } else { share * early_m / border.further_m }
    }
}

/// How much nearer to the reached street than halfway a border is drawn, in metres. It makes up for streets that run so
/// close together that a cell sees only one of them, and balances what is wrongly inside against what is wrongly outside.
const BORDER_SHIFT_M: f32 = 1.0;

/// Where the line from one cell to its neighbour leaves the ground of the first one's street.
struct Border {
    /// Metres from the first cell.
    along_m: f32,
    /// How many metres further from the street than the cell is; negative if nearer.
    further_m: f32,
}

impl Border {
    /// The border is taken to be where the nearest points of the two cells are equally far, or, towards ground that
    /// nobody owns, where the side-walk limit ends.
    fn between(inside: Foot, outside: Foot, axis: usize, way: f32) -> Option<Self> {
        let cell = CELL_M as f32;
        let near = inside.vector_m()?;
        let near2 = near[0] * near[0] + near[1] * near[1];
        let near_m = near2.sqrt();
        let Some(mut far) = outside.vector_m() else {
            let further_m = SIDE_WALK_LIMIT_M as f32 - near_m;
            return Some(Self { along_m: further_m.min(cell), further_m });
        };
        // Both as seen from the inner cell.
        far[axis] += way * cell;
        let far2 = far[0] * far[0] + far[1] * far[1];
        let apart = (far[axis] - near[axis]) * way;
        if apart < 0.5 {
            return Some(Self { along_m: 0.5 * cell, further_m: 0.0 });
        }
        let along_m = ((far2 - near2) / (2.0 * apart) - BORDER_SHIFT_M).clamp(0.0, cell);
        let mut from_foot = near;
        from_foot[axis] -= way * along_m;
        let border_m = (from_foot[0] * from_foot[0] + from_foot[1] * from_foot[1]).sqrt();
        Some(Self { along_m, further_m: border_m - near_m })
    }
}

/// A cell as contours see it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sample {
    /// The time there.
    pub(crate) time_ms: u32,
    /// The way to the nearest street.
    pub(crate) foot: Foot,
}

/// The rows of a [`Band`] side by side: one entry per cell.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row<'a> {
    /// How many limits lie below the cell's time.
    pub(crate) classes: &'a [u8],
    times_ms: &'a [u32],
    feet: &'a [Foot],
}

impl Row<'_> {
    /// The cell in this column.
    #[inline]
    pub(crate) fn sample(&self, column: usize) -> Sample {
        Sample { time_ms: self.times_ms[column], foot: self.feet[column] }
    }
}

/// The cells of one row of tiles, row by row from the south, below them the last row of the tiles before.
#[derive(Debug, Clone, Default)]
pub struct Band {
    width: usize,
    times_ms: Vec<u32>,
    classes: Vec<u8>,
    feet: Vec<Foot>,
}

impl Band {
    /// Rows of cells in a band: those of a tile and one before.
    pub const ROWS: usize = TILE_CELLS + 1;

    fn reset(&mut self, width: usize, unreached: u8) {
        self.width = width;
        self.times_ms.clear();
        self.times_ms.resize(width * Self::ROWS, UNREACHED);
        self.classes.clear();
        self.classes.resize(width * Self::ROWS, unreached);
        self.feet.clear();
        self.feet.resize(width * Self::ROWS, Foot::NONE);
    }

    fn advance(&mut self, unreached: u8) {
        let last = self.width * TILE_CELLS;
        self.times_ms.copy_within(last.., 0);
        self.classes.copy_within(last.., 0);
        self.times_ms[self.width..].fill(UNREACHED);
        self.classes[self.width..].fill(unreached);
        self.feet.copy_within(last.., 0);
        self.feet[self.width..].fill(Foot::NONE);
    }

    /// How many cells a row has.
    pub(crate) fn width(&self) -> usize {
        self.width
    }

    /// One row of cells.
    pub(crate) fn row(&self, row: usize) -> Row<'_> {
        let range = row * self.width..(row + 1) * self.width;
        Row {
            classes: &self.classes[range.clone()],
            times_ms: &self.times_ms[range.clone()],
            feet: &self.feet[range],
        }
    }
}

/// The arrival field of one question.
#[derive(Debug)]
pub struct ArrivalField<'a> {
    graph: &'a Graph,
    index: &'a EdgeIndex,
    costs: &'a Costs,
    tree: &'a PathTree,
    limits: &'a Limits,
    /// Milliseconds for each step of distance beside a street.
    side_ms: [u32; SIDE_STEPS as usize + 1],
    /// The tiles that can be reached: south-western and north-eastern.
    tiles: Option<[Tile; 2]>,
    seeds: Vec<FieldSeed>,
}

#[derive(Debug, Clone, Copy)]
struct FieldSeed {
    edge: u32,
    share: u32,
    cost_ms: u32,
    /// The cell south-west of the seed.
    cell: [i32; 2],
}

impl<'a> ArrivalField<'a> {
    /// The field of a search that went at least as far as [`Limits::search_ms`].
    pub fn new(
        graph: &'a Graph,
        index: &'a EdgeIndex,
        costs: &'a Costs,
        tree: &'a PathTree,
        limits: &'a Limits,
    ) -> Self {
        let mut side_ms = [0; SIDE_STEPS as usize + 1];
        for (step, ms) in (0u32..).zip(&mut side_ms) {
            let side_m = f64::from(step) * (SIDE_WALK_LIMIT_M / f64::from(SIDE_STEPS));
            *ms = costs.straight_ms((side_m - STREET_HALF_WIDTH_M).max(0.0));
        }
        let last_ms = limits.ms.last().copied().unwrap_or(0);
        let seeds = tree
            .seeds()
            .iter()
            .filter(|seed| seed.cost_ms <= last_ms)
            .map(|seed| {
                let length_m = (f64::from(graph.length_mm(seed.edge)) / 1000.0).max(0.001);
                let along = (seed.offset_m / length_m).clamp(0.0, 1.0);
                let share = (along * f64::from(SHARE_MAX)).round() as u32;
                let position = position_along(graph, seed.edge, along);
                let cell = position.map(|units| {
                    ((units - f64::from(SAMPLE_OFFSET_UNITS)) / f64::from(CELL_UNITS)).floor() as i32
                });
                FieldSeed { edge: seed.edge, share, cost_ms: seed.cost_ms, cell }
            })
            .collect();
        let mut field = Self { graph, index, costs, tree, limits, side_ms, tiles: None, seeds };
        field.tiles = field.reachable_tiles(last_ms);
        field
    }

    /// The tiles that the walk can touch, and one more on each side: south-western and north-eastern; `None` if nothing is
    /// reached.
    pub fn tiles(&self) -> Option<[Tile; 2]> {
        self.tiles
    }

    fn reachable_tiles(&self, last_ms: u32) -> Option<[Tile; 2]> {
        let [west, south, east, north] = self.reachable_units(last_ms)?;
        let tile = |x: f64, y: f64| Tile {
            column: (x / f64::from(TILE_UNITS)).floor() as i32,
            row: (y / f64::from(TILE_UNITS)).floor() as i32,
        };
        let [first, last] = [tile(west, south), tile(east, north)];
        Some([
            Tile { column: first.column - 1, row: first.row - 1 },
            Tile { column: last.column + 1, row: last.row + 1 },
        ])
    }

    /// The box that the walk cannot leave: around each node, as far as the time that is left can lead.
    fn reachable_units(&self, last_ms: u32) -> Option<[f64; 4]> {
        let first = self.seeds.first()?;
        let scale = self.graph.grid().scale_at(f64::from(first.cell[1] * CELL_UNITS));
        let units_per_m = 1.01 / scale.x_m.min(scale.y_m);
        let units_per_ms = units_per_m * 1000.0 / f64::from(self.costs.straight_ms(1000.0).max(1));
        let margin = (SIDE_WALK_LIMIT_M + CELL_M) * units_per_m;
        let mut bounds = [f64::MAX, f64::MAX, f64::MIN, f64::MIN];
        let mut include = |x: f64, y: f64, radius: f64| {
            bounds = [
                bounds[0].min(x - radius),
                bounds[1].min(y - radius),
                bounds[2].max(x + radius),
                bounds[3].max(y + radius),
            ];
        };
        for seed in &self.seeds {
            let left_ms = f64::from(last_ms - seed.cost_ms);
            // The seeds' nodes cover what lies beyond their edges.
            let radius = margin + left_ms.min(f64::from(self.costs.straight_ms(CELL_M))) * units_per_ms;
            let [x, y] = seed.cell.map(|cell| f64::from(cell * CELL_UNITS));
            include(x, y, radius);
            let edge_m = f64::from(self.graph.length_mm(seed.edge)) / 1000.0;
            include(x, y, margin + (left_ms * units_per_ms).min(edge_m * units_per_m));
        }
        for &node in self.tree.settled() {
            let Some(cost_ms) = self.tree.cost_ms(node).filter(|&cost_ms| cost_ms <= last_ms) else { break };
            let point = self.graph.node(node);
            include(point.x.into(), point.y.into(), margin + f64::from(last_ms - cost_ms) * units_per_ms);
        }
        Some(bounds)
    }

    /// An empty band for this field: fill it with the rows of tiles from south to north.
    pub fn clear(&self, band: &mut Band) {
        if let Some([first, last]) = self.tiles {
            let width = (last.column - first.column + 1) as usize * TILE_CELLS;
            band.reset(width, self.limits.ms.len() as u8);
        }
    }

    /// Moves the band on to a row of tiles.
    pub fn fill(&self, ownership: &mut Ownership, row: i32, band: &mut Band) {
        let Some([first, last]) = self.tiles else { return };
        band.advance(self.limits.ms.len() as u8);
        for column in first.column..=last.column {
            let tile = Tile { column, row };
            let is_wanted = || self.is_near_reached(tile);
            if let Some(ground) = ownership.ground(self.graph, self.index, tile, is_wanted) {
                let west = (column - first.column) as usize * TILE_CELLS;
                self.fill_tile(ground, west, band);
            }
        }
        let [west, south] = first_cell(first.column, row);
        for seed in &self.seeds {
            for [column, above] in [[0, 0], [1, 0], [0, 1], [1, 1]] {
                let (column, row) = (seed.cell[0] + column - west, seed.cell[1] + above - south);
                let inside =
                    (0..band.width as i32).contains(&column) && (0..TILE_CELLS as i32).contains(&row);
                if inside {
                    let at = (row + 1) as usize * band.width + column as usize;
                    self.improve(band, at, u64::from(seed.cost_ms));
                }
            }
        }
    }

    /// Whether any edge that may own ground in the tile is reached.
    fn is_near_reached(&self, tile: Tile) -> bool {
        (tile.row - 1..=tile.row + 1)
            .flat_map(|row| (tile.column - 1..=tile.column + 1).map(move |column| Tile { column, row }))
            .flat_map(|near| self.index.edges(near))
            .any(|&edge| {
                let Edge { from, to, .. } = self.graph.edge(edge);
                self.times(edge, [from, to]).is_some() && may_own(self.graph, edge, tile)
            })
    }

    fn fill_tile(&self, ground: &GroundTile, west: usize, band: &mut Band) {
        for (row, feet) in (1..).zip(ground.feet.chunks_exact(TILE_CELLS)) {
            let at = row * band.width + west;
            band.feet[at..at + TILE_CELLS].copy_from_slice(feet);
        }
        let mut start = 0;
        let width = band.width;
        let side_end_ms = u64::from(self.side_ms[SIDE_STEPS as usize]);
        for (position, run) in ground.runs.iter().enumerate() {
            let cells = &ground.cells[start..run.end as usize];
            start = run.end as usize;
            let Some(times) = self.times(run.edge, run.ends) else { continue };
            let place = |cell: OwnedCell| {
                let (column, row) = cell.cell();
                (row + 1) * width + west + column
            };
            let is_seeded = self.seeds.iter().any(|seed| seed.edge == run.edge);
            if is_seeded || position >= ground.ground_runs {
                for &cell in cells {
                    let mut time = times.at(cell.share());
                    if is_seeded {
                        time = time.min(self.earliest_from_seeds(run.edge, times, cell.share()));
                    }
                    let at = place(cell);
                    self.improve(band, at, time + u64::from(self.side_ms[usize::from(cell.side())]));
                }
            } else if let Some(class) =
                self.limits.common_class(times.earliest(), times.latest_on_edge() + side_end_ms)
            {
                if let Some(&limit) = self.limits.ms.get(usize::from(class)) {
                    let time = limit - self.limits.jump_ms;
                    for &cell in cells {
                        let at = place(cell);
                        band.times_ms[at] = time;
                        band.classes[at] = class;
                    }
                }
            } else {
                for &cell in cells {
                    let time = times.at(cell.share()) + u64::from(self.side_ms[usize::from(cell.side())]);
                    let at = place(cell);
                    band.times_ms[at] = time.min(u64::from(UNREACHED)) as u32;
                    band.classes[at] = self.limits.class(time);
                }
            }
        }
    }

    fn improve(&self, band: &mut Band, at: usize, time_ms: u64) {
        if time_ms < u64::from(band.times_ms[at]) {
            band.times_ms[at] = time_ms as u32;
            band.classes[at] = self.limits.class(time_ms);
        }
    }

    /// The times along an edge, unless nothing of it is reached.
    #[inline]
    fn times(&self, edge: u32, ends: [u32; 2]) -> Option<EdgeTimes> {
        let [from, to] = ends.map(|node| self.tree.cost_ms(node));
        if from.is_none() && to.is_none() && self.seeds.iter().all(|seed| seed.edge != edge) {
            return None;
        }
        let costs = self.costs.edge_ms(edge);
        let wide = |ms: u32| if ms == IMPASSABLE { NEVER_MS } else { u64::from(ms) };
        Some(EdgeTimes {
            ends_ms: [from.map_or(NEVER_MS, u64::from), to.map_or(NEVER_MS, u64::from)],
            along_ms: costs.map(wide),
        })
    }

    /// The earliest time at a share of a seeded edge, straight from a seed.
    fn earliest_from_seeds(&self, edge: u32, times: EdgeTimes, share: u32) -> u64 {
        let seeds = self.seeds.iter().filter(|seed| seed.edge == edge);
        seeds
            .map(|seed| {
                let way = usize::from(share < seed.share);
                let walk = part(times.along_ms[way], share.abs_diff(seed.share));
                u64::from(seed.cost_ms) + walk
            })
            .min()
            .unwrap_or(NEVER_MS)
    }
}

/// When a walk is at the ends of an edge, and what the whole edge costs each way.
#[derive(Debug, Clone, Copy)]
struct EdgeTimes {
    ends_ms: [u64; 2],
    along_ms: [u64; 2],
}

impl EdgeTimes {
    #[inline]
    fn at(self, share: u32) -> u64 {
        let there = self.ends_ms[0] + part(self.along_ms[0], share);
        let back = self.ends_ms[1] + part(self.along_ms[1], SHARE_MAX - share);
        there.min(back)
    }

    #[inline]
    fn earliest(self) -> u64 {
        self.ends_ms[0].min(self.ends_ms[1])
    }

    /// No point of the edge itself is reached later.
    #[inline]
    fn latest_on_edge(self) -> u64 {
        (self.ends_ms[0] + self.along_ms[0]).min(self.ends_ms[1] + self.along_ms[1])
    }
}

/// A share of the cost of a whole edge, `ms × share / SHARE_MAX` to within 2 ms for the longest: the reciprocal of
/// 2¹⁴ − 1 is 2⁻¹⁴ + 2⁻²⁸ + ….
#[inline]
fn part(ms: u64, share: u32) -> u64 {
    (((ms << 10) + (ms >> 4)) * u64::from(share)) >> 24
}

/// Whether the bounding box of any segment of an edge comes so near to a tile that the edge may own ground in it.
fn may_own(graph: &Graph, edge: u32, tile: Tile) -> bool {
    // A grid unit is longer than a metre.
    let margin = SIDE_WALK_LIMIT_M as i32;
    let [west, south] = [tile.column * TILE_UNITS - margin, tile.row * TILE_UNITS - margin];
    let [east, north] = [west, south].map(|low| low + TILE_UNITS + 2 * margin);
    graph.points(edge).zip(graph.points(edge).skip(1)).any(|(a, b)| {
        a.x.min(b.x) <= east && a.x.max(b.x) >= west && a.y.min(b.y) <= north && a.y.max(b.y) >= south
    })
}

/// The position in grid units at a share of an edge's length.
fn position_along(graph: &Graph, edge: u32, share: f64) -> [f64; 2] {
    let mut left_m = share * f64::from(graph.length_mm(edge)) / 1000.0;
    let mut start = graph.node(graph.edge(edge).from);
    for end in graph.points(edge).skip(1) {
        let length_m = graph.grid().distance_m(start, end);
        if left_m < length_m {
            let along = left_m / length_m;
            let between = |a: i32, b: i32| f64::from(a) + (f64::from(b) - f64::from(a)) * along;
            return [between(start.x, end.x), between(start.y, end.y)];
        }
        left_m -= length_m;
        start = end;
    }
    [start.x.into(), start.y.into()]
}
