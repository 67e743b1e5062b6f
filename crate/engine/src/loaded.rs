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
    pub graph: Graph,
    pub index: EdgeIndex,
    maker: IsochroneMaker,
    /// The most recently used first.
    costs: Vec<(Profile, Direction, Costs)>,
}

impl Loaded {
    /// Nothing of a file yet.
    pub fn nothing(file: &File) -> Result<Self> {
        let graph = Graph::new(assemble(file.grid(), &[])?)?;
        let index = EdgeIndex::new(&graph)?;
        let maker = IsochroneMaker::new(&index);
        Ok(Self { blocks: vec![], decoded: vec![], graph, index, maker, costs: vec![] })
    }

    /// Decodes all blocks that are not yet; tells whether there were any.
    pub fn load_whole(&mut self, file: &File) -> Result<bool> {
        self.load(file, (0..file.block_count()).collect())
    }

    /// Decodes all that a walk of `radius_m` metres from a position can touch; tells whether anything was not yet.
    pub fn cover(&mut self, file: &File, at: LonLat, radius_m: f64) -> Result<bool> {
        self.load(file, file.blocks_touching(square(file.grid(), at, radius_m + BEYOND_M)))
    }

    /// Decodes those of some blocks that are not yet, and numbers nodes and edges anew: they go by block, ascending, so that
    /// no answer depends on which block came first.
    fn load(&mut self, file: &File, mut wanted: Vec<u32>) -> Result<bool> {
        wanted.retain(|block| self.blocks.binary_search(block).is_err());
        if wanted.is_empty() {
            return Ok(false);
        }
        let added = wanted.iter().map(|&block| file.block(block)).collect::<Result<Vec<Block>>>()?;
        let known = self.blocks.iter().copied().zip(&self.decoded);
        let mut all: Vec<(u32, &Block)> = known.chain(wanted.iter().copied().zip(&added)).collect();
        all.sort_unstable_by_key(|&(block, _)| block);
        let graph =
            Graph::new(assemble(file.grid(), &all.iter().map(|&(_, block)| block).collect::<Vec<_>>())?)?;
        let index = EdgeIndex::new(&graph)?;

        // Edges before these keep their number; later ones move on by the number of edges that come in between.
        let mut moves: Vec<(u32, u32)> = vec![];
        let (mut old, mut new) = (0, 0);
        for (number, block) in all {
            let count = block.edge_count() as u32;
            if self.blocks.binary_search(&number).is_ok() {
                old += count;
                moves.push((old, new + count - old));
            }
            new += count;
        }
        let new_edge = |edge: u32| edge + moves[moves.partition_point(|&(end, _)| end <= edge)].1;
        let is_new = |tile: Tile| {
            let bounds = wanted.iter().filter_map(|&block| file.block_bounds(block));
            bounds.into_iter().any(|bounds| tile.is_near(bounds))
        };
        self.maker.grow(&graph, &index, new_edge, is_new);
        self.graph = graph;
        self.index = index;
        self.costs.clear();
        let known = std::mem::take(&mut self.blocks).into_iter().zip(std::mem::take(&mut self.decoded));
        let mut all: Vec<(u32, Block)> = known.chain(wanted.into_iter().zip(added)).collect();
        all.sort_unstable_by_key(|&(block, _)| block);
        (self.blocks, self.decoded) = all.into_iter().unzip();
        if self.blocks.len() == file.block_count() as usize {
            self.decoded = vec![];
        }
        Ok(true)
    }

    /// Makes the costs of a profile and direction those that [`Loaded::costs`] gives.
    pub fn choose(&mut self, profile: &Profile, direction: Direction) {
        // How far one looks for a street changes no cost.
        let key = Profile { max_snap_m: 0.0, ..*profile };
        match self.costs.iter().position(|known| (known.0, known.1) == (key, direction)) {
            Some(position) => self.costs[..=position].rotate_right(1),
            None => {
                self.costs.truncate(KEPT_COSTS - 1);
                self.costs.insert(0, (key, direction, Costs::new(&self.graph, profile, direction)));
            }
        }
    }

    /// The isochrone of a tree that was searched with the chosen costs.
    pub fn isochrone(
        &mut self,
        tree: &PathTree,
        minutes: &[f64],
        min_hole_area_m2: f64,
    ) -> Result<Isochrone> {
        let Self { graph, index, maker, costs, .. } = self;
        maker.isochrone(graph, index, &costs[0].2, tree, minutes, min_hole_area_m2)
    }

    /// The chosen costs.
    pub fn costs(&self) -> &Costs {
        &self.costs[0].2
    }
}

/// The corners of a square of at least `radius_m` metres to each side of a position. It is a hundredth larger, as a grid
/// unit is a little longer at one end of it than in the middle.
fn square(grid: Grid, at: LonLat, radius_m: f64) -> [Point; 2] {
    let [x, y] = grid.position(at);
    let scale = grid.scale_at(y);
    let (dx, dy) = (radius_m * 1.01 / scale.x_m + 1.0, radius_m * 1.01 / scale.y_m + 1.0);
    [Point { x: (x - dx) as i32, y: (y - dy) as i32 }, Point { x: (x + dx) as i32, y: (y + dy) as i32 }]
}
