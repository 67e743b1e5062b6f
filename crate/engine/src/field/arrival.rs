//! The times of one question, filled into the cells, one row of tiles after another.

use crate::costs::Costs;
use crate::edge_index::{EdgeIndex, Tile};
use crate::field::band::{Band, TileRow};
use crate::field::cells::Cells;
use crate::field::edge_times::{EdgeTimes, NEVER_MS, earlier};
use crate::field::filled_tile::{CellTime, FilledTile};
use crate::field::ground::{GroundTile, OwnedCell, Run, SIDE_STEPS};
use crate::field::limits::Limits;
use crate::field::ownership::Ownership;
use crate::field::reachable_tiles::reachable_tiles;
use crate::field::seed::FieldSeed;
use crate::field::{SIDE_WALK_LIMIT_M, STREET_HALF_WIDTH_M, TILE_CELLS, first_cell};
use crate::graph::Graph;
use crate::network::Edge;
use crate::search::PathTree;

/// The arrival field of one question.
#[derive(Debug)]
pub struct ArrivalField<'a> {
    graph: &'a Graph,
    index: &'a EdgeIndex,
    costs: &'a Costs,
    tree: &'a PathTree,
    limits: &'a Limits,
    /// Milliseconds for each step of distance beside a street.
    side_ms: [f32; SIDE_STEPS as usize + 1],
    /// The tiles that can be reached: south-western and north-eastern.
    tiles: Option<[Tile; 2]>,
    seeds: Vec<FieldSeed>,
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
        let step_ms = costs.ms_per_m() * (SIDE_WALK_LIMIT_M / f64::from(SIDE_STEPS));
        let street_ms = costs.ms_per_m() * STREET_HALF_WIDTH_M;
        let mut side_ms = [0.0; SIDE_STEPS as usize + 1];
        for (step, ms) in (0u32..).zip(&mut side_ms) {
            let beyond_ms = (f64::from(step) * step_ms - street_ms) as f32;
            *ms = if beyond_ms > 0.0 { beyond_ms } else { 0.0 };
        }
        let last_ms = limits.ms().last().copied().unwrap_or(0);
        let within = tree.seeds().iter().filter(|seed| seed.cost_ms <= last_ms);
        let seeds: Vec<_> = within.map(|seed| FieldSeed::new(graph, seed)).collect();
        let tiles = reachable_tiles(graph, costs, tree, &seeds, last_ms);
        Self { graph, index, costs, tree, limits, side_ms, tiles, seeds }
    }

    /// The tiles that the walk can touch: south-western and north-eastern; `None` if nothing is reached. No cell on the rim
    /// of them is reached.
    pub fn tiles(&self) -> Option<[Tile; 2]> {
        self.tiles
    }

    /// An empty band for this field: fill it with the rows of tiles from south to north.
    pub fn clear(&self, band: &mut Band) {
        band.clear(self.tiles.map_or(0, |[first, last]| (last.column - first.column + 1) as usize));
    }

    /// Moves the band on to a row of tiles.
    pub fn fill(&self, ownership: &mut Ownership, row: i32, band: &mut Band) {
        let Some([first, last]) = self.tiles else { return };
        band.advance();
        let Band { current, node_times, .. } = band;
        for (position, column) in (first.column..=last.column).enumerate() {
            let tile = Tile { column, row };
            let slot = ownership.slot(self.graph, self.index, tile, || self.is_near_reached(tile));
            if let Some(slot) = slot {
                current.set_ground(position, slot);
                self.fill_tile(ownership.kept(slot), position, current, node_times);
            }
        }
        self.mark_seeds(ownership, first_cell(first.column, row), current);
    }

    /// The cells of a band that was filled last with this row of tiles.
    pub(crate) fn cells<'b>(&'b self, ownership: &'b Ownership, band: &'b Band, row: i32) -> Cells<'b> {
        let first_column = self.tiles.map_or(0, |[first, _]| first.column);
        Cells { field: self, ownership, band, first: first_cell(first_column, row) }
    }

    /// The time of a cell of a tile beside its owner at ground level, which must not be seeded; never without an owner.
    #[inline]
    pub(super) fn time_beside(&self, ground: &GroundTile, cell: usize) -> f32 {
        let owner = ground.owners[cell];
        let Some(run) = ground.ground_runs.get(owner.run()) else { return NEVER_MS };
        let [from, to] = run.ends;
        let ends_ms = [
            self.node_time_ms(ground.nodes[usize::from(from)]),
            self.node_time_ms(ground.nodes[usize::from(to)]),
        ];
        let times = EdgeTimes::new(ends_ms, self.costs.edge_ms(run.edge));
        times.at(owner.share()) + self.side_ms[usize::from(owner.side())]
    }

    #[inline]
    fn node_time_ms(&self, node: u32) -> f32 {
        self.tree.cost_ms(node).map_or(NEVER_MS, |ms| ms as f32)
    }

    /// Whether any edge that may own ground in the tile is reached.
    fn is_near_reached(&self, tile: Tile) -> bool {
        self.index.edges(tile).iter().any(|&edge| {
            let Edge { from, to, .. } = self.graph.edge(edge);
            self.is_seeded(edge) || [from, to].iter().any(|&node| self.is_settled(node))
        })
    }

    fn fill_tile(&self, ground: &GroundTile, position: usize, row: &mut TileRow, node_times: &mut Vec<f32>) {
        node_times.clear();
        for &node in &ground.nodes {
            node_times.push(self.node_time_ms(node));
        }
        let is_reached = node_times.iter().any(|&ms| ms < NEVER_MS);
        if !is_reached && !self.seeds.iter().any(|seed| ground.has_run(seed.edge)) {
            return;
        }
        let times = |run: &Run| {
            let [from, to] = run.ends;
            let ends_ms = [node_times[usize::from(from)], node_times[usize::from(to)]];
            let is_reached = ends_ms != [NEVER_MS; 2] || self.is_seeded(run.edge);
            is_reached.then(|| EdgeTimes::new(ends_ms, self.costs.edge_ms(run.edge)))
        };
        let tile = row.filled_mut(position, self.limits.beyond());
        let mut start = 0;
        for (run, &end) in ground.ground_runs.iter().zip(&ground.run_ends) {
            let cells = &ground.cells[usize::from(start)..usize::from(end)];
            start = end;
            let Some(times) = times(run) else { continue };
            let is_seeded = self.is_seeded(run.edge);
            match self.common_class(&times).filter(|_| !is_seeded) {
                Some(class) => tile.paint(cells, class),
                None => {
                    for cell in cells.iter().map(|&cell| usize::from(cell)) {
                        let owner = ground.owners[cell];
                        let mut time_ms = times.at(owner.share());
                        if is_seeded {
                            time_ms = earlier(time_ms, self.time_from_seeds(run.edge, &times, owner));
                        }
                        time_ms += self.side_ms[usize::from(owner.side())];
                        tile.set(cell, self.limits.class(time_ms), time_ms);
                    }
                }
            }
        }
        for &(cell, owner) in &ground.raised_cells {
            let Some(run) = ground.raised_runs.get(owner.run()) else { continue };
            let Some(times) = times(run) else { continue };
            let along_ms = earlier(times.at(owner.share()), self.time_from_seeds(run.edge, &times, owner));
            let raised_ms = along_ms + self.side_ms[usize::from(owner.side())];
            let cell = usize::from(cell);
            self.improve(tile, cell, raised_ms, || self.time_beside(ground, cell));
        }
    }

    /// Gives a cell a time if that is earlier than its own, which `open_ms` tells if the tile does not.
    fn improve(&self, tile: &mut FilledTile, cell: usize, time_ms: f32, open_ms: impl FnOnce() -> f32) {
        let known_ms = match tile.time(cell) {
            CellTime::Unreached => NEVER_MS,
            CellTime::Known(time_ms) => time_ms,
            CellTime::Open => open_ms(),
        };
        let time_ms = earlier(known_ms, time_ms);
        if time_ms < NEVER_MS {
            tile.set(cell, self.limits.class(time_ms), time_ms);
        }
    }

    /// The time at an owned cell's nearest point of a seeded edge, straight from a seed; never if the edge has none.
    fn time_from_seeds(&self, edge: u32, times: &EdgeTimes, owner: OwnedCell) -> f32 {
        let seeds = self.seeds.iter().filter(|seed| seed.edge == edge);
        seeds.map(|seed| seed.time_along(times, owner.share())).fold(NEVER_MS, earlier)
    }

    /// The class of all ground beside an edge, if it has but one and that is within a limit.
    #[inline]
    fn common_class(&self, times: &EdgeTimes) -> Option<u8> {
        let last = self.limits.class(times.latest() + self.side_ms[SIDE_STEPS as usize]);
        (last < self.limits.beyond() && last == self.limits.class(times.earliest())).then_some(last)
    }

    /// Makes the cells around the seeds that lie in a row of tiles, whose first cell is `first`, as early as the seeds.
    fn mark_seeds(&self, ownership: &Ownership, first: [i32; 2], row: &mut TileRow) {
        for seed in &self.seeds {
            for [east, north] in [[0, 0], [1, 0], [0, 1], [1, 1]] {
                let [column, above] = [seed.cell[0] + east - first[0], seed.cell[1] + north - first[1]];
                let tile = column.div_euclid(TILE_CELLS as i32) as usize;
                if !(0..TILE_CELLS as i32).contains(&above) || tile >= row.len() {
                    continue;
                }
                let cell = above as usize * TILE_CELLS + column.rem_euclid(TILE_CELLS as i32) as usize;
                let ground = row.ground(tile).map(|slot| ownership.kept(slot));
                let open_ms = || ground.map_or(NEVER_MS, |ground| self.time_beside(ground, cell));
                let filled = row.filled_mut(tile, self.limits.beyond());
                self.improve(filled, cell, seed.cost_ms, open_ms);
            }
        }
    }

    fn is_seeded(&self, edge: u32) -> bool {
        self.seeds.iter().any(|seed| seed.edge == edge)
    }

    fn is_settled(&self, node: u32) -> bool {
        self.tree.cost_ms(node).is_some()
    }
}
