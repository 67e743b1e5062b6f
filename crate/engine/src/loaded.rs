//! The part of a file that is decoded: its graph, and what was computed from it and is kept.

use crate::costs::Costs;
use crate::edge_index::EdgeIndex;
use crate::error::Result;
use crate::format::File;
use crate::graph::Graph;
use crate::grid::{Grid, LonLat, Point};
use crate::isochrone::{Isochrone, IsochroneMaker};
use crate::profile::Profile;
use crate::question::Direction;
use crate::search::PathTree;

/// Costs of so many combinations of profile and direction are kept.
const KEPT_COSTS: usize = 3;

/// When more blocks are needed, those within so many metres more are decoded too, so that a pin that is dragged does not
/// ask for one block after the other.
const AHEAD_M: f64 = 500.0;

/// Decoded blocks as one graph.
#[derive(Debug)]
pub(crate) struct Loaded {
    blocks: Vec<u32>,
    pub graph: Graph,
    pub index: EdgeIndex,
    maker: IsochroneMaker,
    /// The most recently used first.
    costs: Vec<(Profile, Direction, Costs)>,
}

impl Loaded {
    /// Decodes the blocks with these ascending numbers.
    pub fn new(file: &File, blocks: Vec<u32>) -> Result<Self> {
        let graph = Graph::new(file.network(&blocks)?)?;
        let index = EdgeIndex::new(&graph)?;
        let maker = IsochroneMaker::new(&index);
        Ok(Self { blocks, graph, index, maker, costs: vec![] })
    }

    /// Whether all blocks of the file are.
    pub fn is_whole(&self, file: &File) -> bool {
        self.blocks.len() == file.block_count() as usize
    }

    /// What is loaded once everything within `radius_m` metres of a position is; `None` if it is already.
    pub fn covering(&self, file: &File, at: LonLat, radius_m: f64) -> Result<Option<Self>> {
        let has = |block: &u32| self.blocks.binary_search(block).is_ok();
        if file.blocks_touching(square(file.grid(), at, radius_m)).iter().all(has) {
            return Ok(None);
        }
        let mut blocks = file.blocks_touching(square(file.grid(), at, radius_m + AHEAD_M));
        blocks.extend_from_slice(&self.blocks);
        blocks.sort_unstable();
        blocks.dedup();
        Self::new(file, blocks).map(Some)
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
