//! The times of one question, filled into the cells.

use crate::costs::Costs;
use crate::edge_index::{EdgeIndex, Tile};
use crate::field::cells::Cells;
use crate::field::edge_times::{EdgeTimes, NEVER_MS};
use crate::field::ground::{CELLS, GroundTile, ROUNDING_M, SIDE_STEPS};
use crate::field::limits::Limits;
use crate::field::ownership::Ownership;
use crate::field::reachable_tiles::{reachable_tiles, with_ground};
use crate::field::runs::{OwnedCell, Run};
use crate::field::seed::FieldSeed;
use crate::field::tile_cells::{CellTime, TileCells};
use crate::field::{SIDE_WALK_LIMIT_M, STREET_HALF_WIDTH_M};
use crate::graph::Graph;
use crate::network::Edge;
use crate::search::{NodeCosts, PathTree};

/// The arrival field of one question.
#[derive(Debug)]
pub struct ArrivalField<'a> {
    graph: &'a Graph,
    index: &'a EdgeIndex,
    costs: &'a Costs,
    tree: &'a PathTree,
    pub(super) limits: &'a Limits,
    /// Milliseconds for each step of distance beside a street.
    side_ms: [u32; SIDE_STEPS as usize + 1],
    /// Milliseconds across all ground beside a street, and [`ROUNDING_M`] more.
    all_ground_ms: u32,
    /// The tiles that can be reached: south-western and north-eastern.
    tiles: Option<[Tile; 2]>,
    seeds: Vec<FieldSeed>,
    /// The edges of seeds from which no node is reached.
    lone_seeds: Vec<u32>,
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
        let mut side_ms = [0; SIDE_STEPS as usize + 1];
        for (step, ms) in (0u32..).zip(&mut side_ms) {
            *ms = (f64::from(step) * step_ms - street_ms) as u32;
        }
        let last_ms = limits.ms().last().copied().unwrap_or(0);
        let all_ground_ms = side_ms[SIDE_STEPS as usize] + (ROUNDING_M * costs.ms_per_m()) as u32;
        let within = tree.seeds().iter().filter(|seed| seed.cost_ms <= last_ms);
        let seeds: Vec<_> = within.map(|seed| FieldSeed::new(graph, seed)).collect();
        let tiles = reachable_tiles(graph, costs, &seeds, last_ms).map(|tiles| with_ground(index, tiles));
        let is_lone = |&edge: &u32| {
            let Edge { from, to, .. } = graph.edge(edge);
            [from, to].iter().all(|&node| tree.cost_ms(node).is_none())
        };
        let lone_seeds = seeds.iter().map(|seed| seed.edge).filter(is_lone).collect();
        Self { graph, index, costs, tree, limits, side_ms, all_ground_ms, tiles, seeds, lone_seeds }
    }

    /// Fills the cells of all tiles that the walk can touch; no cell on the rim of them is reached.
    pub fn fill(&self, ownership: &mut Ownership, cells: &mut Cells) {
        cells.clear(self.tiles, self.limits.beyond());
        let Some([first, _]) = self.tiles else { return };
        ownership.begin_question();
        let [columns, _] = cells.extent();
        let mut node_times = vec![];
        for place in 0..cells.tile_count() {
            let tile = Tile {
                column: first.column + (place % columns) as i32,
                row: first.row + (place / columns) as i32,
            };
            let slot = ownership.slot(self.graph, self.index, tile, || self.is_near_reached(tile));
            cells.slots[place] = slot;
            if let Some(slot) = slot {
                self.fill_tile(ownership.kept(slot), cells, place, &mut node_times);
            }
        }
        self.mark_seeds(ownership, cells);
    }

    /// The time of a cell of a tile beside its owner at ground level, which must not be seeded; never without an owner.
    #[inline]
    pub(super) fn time_beside(&self, ground: &GroundTile, cell: usize) -> u32 {
        let owned = ground.owners[cell];
        let Some(run) = ground.ground.runs().get(owned.number()) else { return NEVER_MS };
        let [from, to] = run.ends;
        let costs = self.tree.node_costs();
        let ends_ms = [
            time_ms_of(costs, ground.nodes[usize::from(from)]),
            time_ms_of(costs, ground.nodes[usize::from(to)]),
        ];
        self.time_ms(&EdgeTimes::new(ends_ms, self.costs.edge_ms(run.edge)), owned)
    }

    /// The time of an owned cell of an edge, from the ends of that.
    #[inline]
    fn time_ms(&self, times: &EdgeTimes, owned: OwnedCell) -> u32 {
        times.at(owned.share()) + self.side_ms[usize::from(owned.side())]
    }

    /// Whether any edge that may own ground in the tile is reached.
    fn is_near_reached(&self, tile: Tile) -> bool {
        self.index.edges(tile).any(|edge| {
            let Edge { from, to, .. } = self.graph.edge(edge);
            self.is_seeded(edge) || [from, to].iter().any(|&node| self.is_settled(node))
        })
    }

    fn fill_tile(&self, ground: &GroundTile, cells: &mut Cells, place: usize, node_times: &mut Vec<u32>) {
        node_times.resize(ground.nodes.len(), NEVER_MS);
        let costs = self.tree.node_costs();
        for (&node, time_ms) in ground.nodes.iter().zip(&mut *node_times) {
            *time_ms = time_ms_of(costs, node);
        }
        let earliest_ms = node_times.iter().copied().fold(NEVER_MS, u32::min);
        if earliest_ms == NEVER_MS && !self.lone_seeds.iter().any(|&edge| ground.has(edge)) {
            return;
        }
        let tile = &mut cells.tile_mut(place);
        tile.expect(self.limits.class(earliest_ms));
        let node_ms = |node: u16| node_times[usize::from(node)];
        let ends_ms = |run: &Run| [node_ms(run.ends[0]), node_ms(run.ends[1])];
        for (run, cells) in ground.ground.iter() {
            let ends_ms = ends_ms(run);
            if self.is_seeded(run.edge) {
                self.fill_seeded(run.edge, ends_ms, cells, tile);
            } else if ends_ms[0].min(ends_ms[1]) < NEVER_MS {
                self.fill_run(run.edge, ends_ms, cells, tile);
            }
        }
        for (run, cells) in ground.raised.iter() {
            let times = EdgeTimes::new(ends_ms(run), self.costs.edge_ms(run.edge));
            for &owned in cells {
                let raised_ms = self.seeded_ms(run.edge, &times, owned);
                self.improve(tile, Some(ground), owned.number(), raised_ms);
            }
        }
    }

    /// Fills the cells of an edge without seeds of which an end is reached.
    #[inline]
    fn fill_run(&self, edge: u32, ends_ms: [u32; 2], cells: &[OwnedCell], tile: &mut TileCells) {
        let (first, above) = self.limits.class_and_limits_above(ends_ms[0].min(ends_ms[1]));
        let times = EdgeTimes::new(ends_ms, self.costs.edge_ms(edge));
        let latest_ms = times.latest() + self.all_ground_ms;
        match *above {
            [limit_ms, ..] if latest_ms <= limit_ms => tile.paint(cells, first),
            [limit_ms, ref others @ ..] if others.first().is_none_or(|&next_ms| latest_ms <= next_ms) => {
                for &owned in cells {
                    let time_ms = self.time_ms(&times, owned);
                    tile.set(owned.number(), first + u8::from(time_ms > limit_ms), time_ms);
                }
            }
            _ => {
                for &owned in cells {
                    let time_ms = self.time_ms(&times, owned);
                    tile.set(owned.number(), self.limits.class(time_ms), time_ms);
                }
            }
        }
    }

    /// Fills the cells of an edge on which walks begin.
    fn fill_seeded(&self, edge: u32, ends_ms: [u32; 2], cells: &[OwnedCell], tile: &mut TileCells) {
        let times = EdgeTimes::new(ends_ms, self.costs.edge_ms(edge));
        tile.expect(0);
        for &owned in cells {
            let time_ms = self.seeded_ms(edge, &times, owned);
            tile.set(owned.number(), self.limits.class(time_ms), time_ms);
        }
    }

    /// Gives a cell a time if that is earlier than its own.
    fn improve(&self, tile: &mut TileCells, ground: Option<&GroundTile>, cell: usize, time_ms: u32) {
        let known_ms = match tile.time(cell) {
            CellTime::Unreached => NEVER_MS,
            CellTime::Known(time_ms) => time_ms,
            CellTime::Open => ground.map_or(NEVER_MS, |ground| self.time_beside(ground, cell)),
        };
        let time_ms = known_ms.min(time_ms);
        if time_ms < NEVER_MS {
            let class = self.limits.class(time_ms);
            tile.expect(class);
            tile.set(cell, class, time_ms);
        }
    }

    /// The time at an owned cell of an edge on which walks may begin.
    fn seeded_ms(&self, edge: u32, times: &EdgeTimes, owned: OwnedCell) -> u32 {
        let seeds = self.seeds.iter().filter(|seed| seed.edge == edge);
        let from_seeds = seeds.map(|seed| seed.time_along(times, owned.share()));
        let along_ms = from_seeds.fold(times.at(owned.share()), u32::min);
        along_ms + self.side_ms[usize::from(owned.side())]
    }

    /// Makes the cells around the seeds as early as the seeds.
    fn mark_seeds(&self, ownership: &Ownership, cells: &mut Cells) {
        for seed in &self.seeds {
            for [east, north] in [[0, 0], [1, 0], [0, 1], [1, 1]] {
                let Some(cell) = cells.number([seed.cell[0] + east, seed.cell[1] + north]) else { continue };
                let (place, cell) = (cell / CELLS, cell % CELLS);
                let ground = cells.slots[place].map(|slot| ownership.kept(slot));
                self.improve(&mut cells.tile_mut(place), ground, cell, seed.cost_ms);
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

/// The time of a node; never if it is not settled.
#[inline]
fn time_ms_of(costs: NodeCosts, node: u32) -> u32 {
    costs.cost_ms(node).unwrap_or(NEVER_MS)
}
