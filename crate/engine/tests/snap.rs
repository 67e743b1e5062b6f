//! Snapping against an exhaustive look at every edge.

mod support;

use proptest::prelude::*;
use support::{any_network, any_point, any_profile};
use yike::Graph;
use yike::costs::Costs;
use yike::edge_index::EdgeIndex;
use yike::grid::LonLat;
use yike::question::Direction;
use yike::snap::Snap;

/// Metres from a position to the nearest of many points spread evenly over a passable edge, by steps of 1.2 m or less.
fn nearest_by_steps(graph: &Graph, costs: &Costs, at: LonLat) -> f64 {
    let grid = graph.grid();
    let position = grid.position(at);
    let scale = grid.scale_at(position[1]);
    let mut nearest_m = f64::INFINITY;
    for edge in (0..graph.edge_count() as u32).filter(|&edge| costs.is_passable(edge)) {
        let points: Vec<_> = graph.points(edge).collect();
        for pair in points.windows(2) {
            for step in 0..=2000 {
                let share = f64::from(step) / 2000.0;
                let between = |a: i32, b: i32| f64::from(a) + f64::from(b - a) * share;
                let (x, y) = (between(pair[0].x, pair[1].x), between(pair[0].y, pair[1].y));
                nearest_m = nearest_m.min(scale.length_m(x - position[0], y - position[1]));
            }
        }
    }
    nearest_m
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_nearest_point_of_all_streets_is_found(
        network in any_network(), at in any_point(), profile in any_profile(), max_m in 1.0..1000.0f64,
    ) {
        let graph = Graph::new(network).unwrap();
        let index = EdgeIndex::new(&graph).unwrap();
        let costs = Costs::new(&graph, &profile, Direction::From);
        let [lon, lat] = graph.grid().lon_lat([f64::from(at.x) + 0.3, f64::from(at.y) + 0.4]);
        let at = LonLat::new(lon, lat).unwrap();
        let truth_m = nearest_by_steps(&graph, &costs, at);
        match Snap::nearest(&graph, &index, &costs, at, max_m) {
            // The steps are at most 1.2 m apart and miss the foot of the perpendicular by half of that.
            Some(snap) => {
                prop_assert!(snap.distance_m <= truth_m + 1e-6 && truth_m <= snap.distance_m + 0.6);
                prop_assert!(snap.distance_m <= max_m && costs.is_passable(snap.edge));
                prop_assert!((0.0..=f64::from(graph.length_mm(snap.edge)) / 1000.0).contains(&snap.offset_m));
                let grid = graph.grid();
                let [snapped, asked] = [LonLat::new(snap.point[0], snap.point[1]).unwrap(), at].map(|at| grid.position(at));
                let apart_m = grid.scale_at(asked[1]).length_m(snapped[0] - asked[0], snapped[1] - asked[1]);
                prop_assert!((apart_m - snap.distance_m).abs() < 1e-3);
            }
            None => prop_assert!(truth_m > max_m - 1e-6),
        }
    }
}
