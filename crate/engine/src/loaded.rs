//! The part of a file that is decoded: its graph, and what was computed from it and is kept.

use crate::costs::Costs;
use crate::edge_index::{EdgeIndex, Tile};
use crate::error::Result;
use crate::format::{Block, File, assemble};
use crate::graph::Graph;
use crate::grid::{Grid, LonLat, Point};
use crate::isochrone::{Isochrone, IsochroneMaker};
use crate::profile::Profile;
use crate::question::Direction;
use crate::search::PathTree;

/// Costs of so many combinations of profile and direction are kept.
const KEPT_COSTS: usize = 3;

/// What lies so many metres beyond a walk decides where its isochrone ends: it may own the ground there.
const BEYOND_M: f64 = 100.0;

/// Decoded blocks as one graph.
#[derive(Debug)]
pub(crate) struct Loaded {
    /// Ascending.
    blocks: Vec<u32>,
    /// What each block holds, as long as others may join them.
    decoded: Vec<Block>,
    /// For each block the number after its last node's.
    node_ends: Vec<u32>,
    pub graph: Graph,
    pub index: EdgeIndex,
    maker: IsochroneMaker,
    /// The most recently used first.
    costs: Vec<ProfileCosts>,
}

/// The costs of a profile in the blocks that its walks could touch so far.
#[derive(Debug)]
struct ProfileCosts {
    profile: Profile,
    direction: Direction,
    costs: Costs,
    /// For each block whether its costs are worked out.
    known: Vec<bool>,
}

impl Loaded {
    /// Nothing of a file yet.
    pub fn nothing(file: &File) -> Result<Self> {
        let graph = Graph::new(assemble(file.grid(), &[])?)?;
        let index = EdgeIndex::new(&graph)?;
        let maker = IsochroneMaker::new(&index);
        Ok(Self { blocks: vec![], decoded: vec![], node_ends: vec![], graph, index, maker, costs: vec![] })
    }

    /// Decodes all blocks that are not yet; tells whether there were any.
    pub fn load_whole(&mut self, file: &File) -> Result<bool> {
        self.load(file, &(0..file.block_count()).collect::<Vec<_>>())
    }

    /// Decodes all that a walk of `radius_m` metres from a position can touch, and makes what it costs a profile and direction
    /// there those costs that [`Loaded::costs`] gives; tells whether anything was not decoded yet.
    pub fn cover(
        &mut self,
        file: &File,
        profile: &Profile,
        direction: Direction,
        at: LonLat,
        radius_m: f64,
    ) -> Result<bool> {
        let touched = file.blocks_touching(square(file.grid(), at, radius_m + BEYOND_M));
        let is_new = self.load(file, &touched)?;
        self.choose(profile, direction);
        let Self { blocks, node_ends, graph, costs, .. } = self;
        let ProfileCosts { costs, known, .. } = &mut costs[0];
        for block in touched.iter().filter_map(|block| blocks.binary_search(block).ok()) {
            if !std::mem::replace(&mut known[block], true) {
                let first = block.checked_sub(1).map_or(0, |before| node_ends[before]);
                costs.work_out(graph, first..node_ends[block]);
            }
        }
        Ok(is_new)
    }

    /// Decodes those of some blocks that are not yet, and numbers nodes and edges anew: they go by block, ascending, so that
    /// no answer depends on which block came first.
    fn load(&mut self, file: &File, wanted: &[u32]) -> Result<bool> {
        let is_missing = |block: &u32| self.blocks.binary_search(block).is_err();
        let wanted: Vec<u32> = wanted.iter().copied().filter(is_missing).collect();
        if wanted.is_empty() {
            return Ok(false);
        }
        let added = wanted.iter().map(|&block| file.block(block)).collect::<Result<Vec<Block>>>()?;
        let (mut blocks, mut decoded) = (self.blocks.clone(), self.decoded.iter().collect::<Vec<_>>());
        for (&number, block) in wanted.iter().zip(&added) {
            insert(&mut blocks, &mut decoded, number, block);
        }
        let graph = Graph::new(assemble(file.grid(), &decoded)?)?;
        let index = EdgeIndex::new(&graph)?;

        // Edges before these keep their number; later ones move on by the number of edges that come in between.
        let mut moves: Vec<(u32, u32)> = vec![];
        let (mut old, mut new, mut nodes) = (0, 0, 0);
        let mut node_ends = vec![];
        for (number, block) in blocks.iter().zip(decoded) {
            let count = block.edge_count() as u32;
            if self.blocks.binary_search(number).is_ok() {
                old += count;
                moves.push((old, new + count - old));
            }
            new += count;
            nodes += block.node_count() as u32;
            node_ends.push(nodes);
        }
        let new_edge = |edge: u32| edge + moves[moves.partition_point(|&(end, _)| end <= edge)].1;
        let is_new = |tile: Tile| {
            let bounds = wanted.iter().filter_map(|&block| file.block_bounds(block));
            bounds.into_iter().any(|bounds| tile.is_near(bounds))
        };
        self.maker.grow(&graph, &index, new_edge, is_new);
        self.graph = graph;
        self.index = index;
        self.node_ends = node_ends;
        self.costs.clear();
        for (number, block) in wanted.into_iter().zip(added) {
            insert(&mut self.blocks, &mut self.decoded, number, block);
        }
        if self.blocks.len() == file.block_count() as usize {
            self.decoded = vec![];
        }
        Ok(true)
    }

    /// Moves the costs of a profile and direction to the front.
    fn choose(&mut self, profile: &Profile, direction: Direction) {
        // How far one looks for a street changes no cost.
        let profile = Profile { max_snap_m: 0.0, ..*profile };
        let is_asked = |known: &ProfileCosts| (known.profile, known.direction) == (profile, direction);
        let asked = match self.costs.iter().position(is_asked) {
            Some(position) => self.costs.remove(position),
            None => ProfileCosts {
                profile,
                direction,
                costs: Costs::none_yet(&self.graph, &profile, direction),
                known: vec![false; self.blocks.len()],
            },
        };
        self.costs.insert(0, asked);
        self.costs.truncate(KEPT_COSTS);
    }

    /// The isochrone of a tree that was searched with [`Loaded::costs`].
    pub fn isochrone(
        &mut self,
        tree: &PathTree,
        minutes: &[f64],
        min_hole_area_m2: f64,
    ) -> Result<Isochrone> {
        let Self { graph, index, maker, costs, .. } = self;
        maker.isochrone(graph, index, &costs[0].costs, tree, minutes, min_hole_area_m2)
    }

    /// The costs that the last call of [`Loaded::cover`] asked for.
    pub fn costs(&self) -> &Costs {
        &self.costs[0].costs
    }
}

/// Adds a block where its number belongs.
fn insert<T>(numbers: &mut Vec<u32>, blocks: &mut Vec<T>, number: u32, block: T) {
    let at = numbers.partition_point(|&known| known < number);
    numbers.insert(at, number);
    blocks.insert(at, block);
}

/// The corners of a square of at least `radius_m` metres to each side of a position. It is a hundredth larger, as a grid
/// unit is a little longer at one end of it than in the middle.
fn square(grid: Grid, at: LonLat, radius_m: f64) -> [Point; 2] {
    let position = grid.position(at);
    grid.scale_at(position[1]).square(position, radius_m * 1.01)
}
