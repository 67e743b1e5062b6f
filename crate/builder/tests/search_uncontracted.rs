//! The engine's search on the finished graph against petgraph's Dijkstra on the walkable network as the map draws it: not
//! contracted, not simplified, geodesic lengths.

use std::path::Path;

use geo::{Distance, Geodesic};
use indicatif::ProgressBar;
use petgraph::algo::dijkstra;
use petgraph::graph::{DiGraph, NodeIndex};
use yike::Graph;
use yike::attributes::OneWay;
use yike::costs::Costs;
use yike::grid::Grid;
use yike::profile::Profile;
use yike::question::Direction;
use yike::search::{PathTree, Seed};
use yike_builder::components::components;
use yike_builder::contract::contract;
use yike_builder::extent::Extent;
use yike_builder::network::build_network;
use yike_builder::read::read;
use yike_builder::walk_network::WalkNetwork;

/// The raw network as a petgraph graph, lengths in millimetres along the ellipsoid.
fn raw(walk: &WalkNetwork) -> DiGraph<(), u64> {
    let mut peer = DiGraph::new();
    walk.positions.iter().for_each(|_| _ = peer.add_node(()));
    for segment in &walk.segments {
        let point = |node: u32| {
            let at = walk.positions[node as usize];
            geo::Point::new(at.lon, at.lat)
        };
        let length_mm = (Geodesic.distance(point(segment.from), point(segment.to)) * 1000.0).round() as u64;
        let [from, to] = [segment.from, segment.to].map(|node| NodeIndex::new(node as usize));
        if segment.attributes.one_way != OneWay::Backward {
            peer.add_edge(from, to, length_mm);
        }
        if segment.attributes.one_way != OneWay::Forward {
            peer.add_edge(to, from, length_mm);
        }
    }
    peer
}

/// A seed that stands exactly on a node.
fn seed_on(graph: &Graph, node: u32) -> Seed {
    let arc = graph.arc(graph.arc_indices(node).start);
    let offset_m = if arc.reversed { f64::from(graph.length_mm(arc.edge)) / 1000.0 } else { 0.0 };
    Seed { edge: arc.edge, offset_m, straight_m: 0.0, cost_ms: 0 }
}

/// Compares walks of 0.5 to 5 km from every `step`-th node; tells the relative errors.
fn errors(path: &str, step: usize) -> Vec<f64> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path);
    let data = read(&path, &ProgressBar::hidden()).unwrap();
    let extent = Extent::of(&data, None).unwrap();
    let grid = Grid::for_latitude(extent.middle_latitude());
    let (walk, _) = WalkNetwork::new(&data, &extent, true);
    let chains = contract(&walk, &components(&walk, grid).kept);
    let built = build_network(&walk, &chains, grid).unwrap();
    let graph = Graph::new(built.network).unwrap();
    let uniform = Profile::named("uniform").unwrap();
    let costs = Costs::new(&graph, &uniform, Direction::From);
    let peer = raw(&walk);

    let both: Vec<(u32, u32)> = (0u32..)
        .zip(&built.node_of_walk_node)
        .filter(|&(_, &node)| (node as usize) < graph.node_count())
        .map(|(walk_node, &node)| (walk_node, node))
        .collect();
    assert!(both.len() > 1000, "{} nodes are in both networks", both.len());
    let mut errors = vec![];
    let mut tree = PathTree::new();
    for &(walk_origin, origin) in both.iter().step_by(step) {
        let truth_mm = dijkstra(&peer, NodeIndex::new(walk_origin as usize), None, |edge| *edge.weight());
        tree.search(&graph, &costs, &[seed_on(&graph, origin)], 80_000_000);
        for &(walk_node, node) in &both {
            let truth_mm = truth_mm.get(&NodeIndex::new(walk_node as usize)).copied();
            let ours_ms = tree.cost_ms(node);
            assert_eq!(truth_mm.is_some(), ours_ms.is_some(), "from {origin} to {node}");
            let (Some(truth_mm), Some(ours_ms)) = (truth_mm, ours_ms) else { continue };
            // 4.8 km/h is 0.75 ms a millimetre; each edge is rounded to a millisecond, and there are a few hundred.
            let rounding_ms = 200.0;
            assert!((f64::from(tree.walked_mm(node)) * 0.75 - f64::from(ours_ms)).abs() <= rounding_ms);
            if (500_000..=5_000_000).contains(&truth_mm) {
                errors.push(f64::from(ours_ms) / 0.75 / truth_mm as f64 - 1.0);
            }
        }
    }
    errors
}

/// The errors' median and 99th percentile keep below two limits, and they cancel out.
fn assert_precise(mut errors: Vec<f64>, most_median: f64, most_p99: f64) {
    assert!(errors.len() > 10_000, "{} walks compared", errors.len());
    let mean = errors.iter().sum::<f64>() / errors.len() as f64;
    errors.iter_mut().for_each(|error| *error = error.abs());
    errors.sort_by(f64::total_cmp);
    let (median, p99) = (errors[errors.len() / 2], errors[errors.len() / 100 * 99]);
    println!("{} walks: mean error {mean:.5}, median {median:.5}, 99th percentile {p99:.5}", errors.len());
    assert!(mean.abs() <= 0.0005 && median <= most_median && p99 <= most_p99);
}

// The two small extracts have mostly walks of 0.5 to 1.5 km over very short edges, whose ends are rounded to 1.1 m.

#[test]
fn walks_in_monaco_are_as_long_as_on_the_uncontracted_network() {
    assert_precise(errors("tests/fixtures/monaco.osm.pbf", 100), 0.0015, 0.006);
}

#[test]
fn walks_in_helsinki_are_as_long_as_on_the_uncontracted_network() {
    assert_precise(errors("tests/fixtures/helsinki.osm.pbf", 400), 0.0015, 0.006);
}

#[test]
fn walks_in_porto_are_as_long_as_on_the_uncontracted_network() {
    let path = "../shared/data/porto.osm.pbf";
    if !Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path).exists() {
        println!("skipped: {path} is not there");
        return;
    }
    assert_precise(errors(path, 8000), 0.001, 0.004);
}
