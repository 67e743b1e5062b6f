//! The engine's search on the finished graph against petgraph's Dijkstra on the walkable network as the map draws it: not
//! contracted, not simplified, geodesic lengths.

use petgraph::algo::dijkstra;
use petgraph::graph::NodeIndex;
use yike::costs::Costs;
use yike::profile::Profile;
use yike::question::Direction;
use yike::search::PathTree;
use yike::walk_lengths::WalkLengths;

use crate::city::{City, HELSINKI, MONACO, seed_on};

/// Relative errors of walks of 0.5 to 5 km from about so many nodes.
fn errors(city: &City, origin_count: usize) -> Vec<f64> {
    let graph = city.graph();
    let uniform = Profile::named("uniform").unwrap();
    let costs = Costs::new(&graph, &uniform, Direction::From);
    let peer = city.uncontracted();
    let nodes = city.common_nodes();
    let mut errors = vec![];
    let (mut tree, mut lengths) = (PathTree::new(), WalkLengths::new());
    for &(walk_origin, origin) in nodes.iter().step_by(nodes.len() / origin_count) {
        let truth_mm = dijkstra(&peer, NodeIndex::new(walk_origin as usize), None, |edge| *edge.weight());
        tree.search(&graph, &costs, &[seed_on(&graph, origin)], 80_000_000);
        lengths.begin(&graph);
        for &(walk_node, node) in &nodes {
            let truth_mm = truth_mm.get(&NodeIndex::new(walk_node as usize)).copied();
            let ours_ms = tree.cost_ms(node);
            assert_eq!(truth_mm.is_some(), ours_ms.is_some(), "from {origin} to {node}");
            let (Some(truth_mm), Some(ours_ms)) = (truth_mm, ours_ms) else { continue };
            // 4.8 km/h is 0.75 ms a millimetre; each edge is rounded to a millisecond, and there are a few hundred.
            let rounding_ms = 200.0;
            let walked_mm = lengths.to_node_mm(&graph, &tree, node);
            assert!((f64::from(walked_mm) * 0.75 - f64::from(ours_ms)).abs() <= rounding_ms);
            if (500_000..=5_000_000).contains(&truth_mm) {
                errors.push(f64::from(ours_ms) / 0.75 / truth_mm as f64 - 1.0);
            }
        }
    }
    errors
}

/// The errors cancel out, and their median and 99th percentile are small.
fn assert_precise(path: &str, origin_count: usize) {
    let Some(city) = City::read(path) else { return };
    let mut errors = errors(&city, origin_count);
    assert!(errors.len() > 10_000, "{} walks compared", errors.len());
    let mean = errors.iter().sum::<f64>() / errors.len() as f64;
    errors.iter_mut().for_each(|error| *error = error.abs());
    errors.sort_by(f64::total_cmp);
    let (median, p99) = (errors[errors.len() / 2], errors[errors.len() / 100 * 99]);
    println!(
        "{path}: {} walks, mean error {mean:.5}, median {median:.5}, 99th percentile {p99:.5}",
        errors.len()
    );
    assert!(mean.abs() <= 0.0005 && median <= 0.001 && p99 <= 0.004);
}

// Walks in the two small extracts are mostly 0.5 to 1.5 km long, over very short edges whose ends are rounded to 1.1 m: what is
// hard for them.

#[test]
fn walks_in_monaco_are_as_long_as_on_the_uncontracted_network() {
    assert_precise(MONACO, 53);
}

#[test]
fn walks_in_helsinki_are_as_long_as_on_the_uncontracted_network() {
    assert_precise(HELSINKI, 53);
}

#[test]
fn walks_in_porto_are_as_long_as_on_the_uncontracted_network() {
    assert_precise("../shared/data/porto.osm.pbf", 13);
}

#[test]
fn walks_in_malta_are_as_long_as_on_the_uncontracted_network() {
    assert_precise("../shared/data/malta.osm.pbf", 13);
}
