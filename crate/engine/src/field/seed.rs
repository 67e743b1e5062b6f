//! Where a walk begins, as the field sees it.

use crate::field::edge_times::EdgeTimes;
use crate::field::runs::SHARE_MAX;
use crate::field::{CELL_UNITS, SAMPLE_OFFSET_UNITS};
use crate::graph::Graph;
use crate::search::Seed;

/// A seed of the search on its edge and among the cells.
#[derive(Debug, Clone, Copy)]
pub(super) struct FieldSeed {
    pub(super) edge: u32,
    pub(super) cost_ms: u32,
    share: u32,
    /// The cell south-west of the seed.
    pub(super) cell: [i32; 2],
}

impl FieldSeed {
    pub(super) fn new(graph: &Graph, seed: &Seed) -> Self {
        let length_m = (f64::from(graph.length_mm(seed.edge)) / 1000.0).max(0.001);
        let along = (seed.offset_m / length_m).clamp(0.0, 1.0);
        let cell = position_along(graph, seed.edge, along)
            .map(|units| ((units - f64::from(SAMPLE_OFFSET_UNITS)) / f64::from(CELL_UNITS)).floor() as i32);
        let share = (along * f64::from(SHARE_MAX)).round() as u32;
        Self { edge: seed.edge, cost_ms: seed.cost_ms, share, cell }
    }

    /// The time at a share of the seed's edge, straight from the seed.
    pub(super) fn time_along(&self, times: &EdgeTimes, share: u32) -> u32 {
        times.since_seed(self.share, self.cost_ms, share)
    }
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
