//! Monaco's network against its source: courses within a metre, lengths of walks within a fraction of a per cent.
//!
//! Monaco is as hard as it gets: its edges are 25 m long on average, a fifth of them below 5 m, so the rounding of nodes to
//! the grid weighs most. Where the extracts of Porto and Malta are present, they are held to the narrower bound.
//!
//! Distances here are geodesics of the `geo` crate and a brute-force Hausdorff distance on a sphere; the builder uses neither.

use std::path::Path;

use geo::{Distance, Geodesic};
use indicatif::ProgressBar;
use petgraph::algo::dijkstra;
use petgraph::graph::{NodeIndex, UnGraph};
use yike::Graph;
use yike::grid::{Grid, LonLat};
use yike_builder::components::components;
use yike_builder::contract::{Chain, contract};
use yike_builder::extent::Extent;
use yike_builder::network::{BuiltNetwork, build_network};
use yike_builder::osm::MISSING;
use yike_builder::read::read;
use yike_builder::walk_network::WalkNetwork;

struct Built {
    walk: WalkNetwork,
    kept: Vec<bool>,
    chains: Vec<Chain>,
    built: BuiltNetwork,
}

fn monaco() -> Built {
    build(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/monaco.osm.pbf"))
}

fn build(extract: &Path) -> Built {
    let data = read(extract, &ProgressBar::hidden()).expect("the fixture can be read");
    let extent = Extent::of(&data, None).expect("the fixture has nodes");
    let grid = Grid::for_latitude(extent.middle_latitude());
    let (walk, _) = WalkNetwork::new(&data, &extent, true);
    let kept = components(&walk, grid).kept;
    let chains = contract(&walk, &kept);
    let built = build_network(&walk, &chains, grid).expect("the fixture is ordinary");
    Built { walk, kept, chains, built }
}

fn geodesic_m(a: LonLat, b: LonLat) -> f64 {
    Geodesic.distance(geo::Point::new(a.lon, a.lat), geo::Point::new(b.lon, b.lat))
}

#[test]
fn every_kept_segment_lies_in_exactly_one_edge_with_its_own_attributes() {
    let Built { walk, kept, chains, .. } = monaco();
    let mut of_segments: Vec<_> = walk
        .segments
        .iter()
        .filter(|segment| kept[segment.from as usize])
        .map(|segment| (segment.from.min(segment.to), segment.from.max(segment.to), segment.street))
        .collect();
    let mut of_chains: Vec<_> = chains
        .iter()
        .flat_map(|chain| {
            chain.nodes.windows(2).map(|pair| (pair[0].min(pair[1]), pair[0].max(pair[1]), chain.street))
        })
        .collect();
    of_segments.sort_unstable();
    of_chains.sort_unstable();
    assert!(of_segments.len() > 10_000);
    assert_eq!(of_segments, of_chains);

    let signals_of_segments = walk
        .segments
        .iter()
        .filter(|segment| kept[segment.from as usize] && segment.attributes.signals)
        .count();
    let signals_of_chains = chains.iter().filter(|chain| chain.attributes.signals).count();
    assert_eq!(signals_of_chains, signals_of_segments, "each crossing is waited for once");
}

#[test]
fn no_edge_deviates_by_more_than_a_metre_either_way() {
    let Built { walk, chains, built, .. } = monaco();
    let grid = built.network.grid;
    let graph = Graph::new(built.network).expect("the network is sound");
    let mut worst = 0.0f64;
    for (edge, chain) in (0..).zip(&chains) {
        let source: Vec<[f64; 2]> =
            chain.nodes.iter().map(|&node| on_sphere_m(walk.positions[node as usize])).collect();
        let shown: Vec<[f64; 2]> = graph
            .points(edge)
            .map(|point| grid.lon_lat([point.x.into(), point.y.into()]))
            .map(|[lon, lat]| on_sphere_m(LonLat { lon, lat }))
            .collect();
        worst = worst.max(one_way_hausdorff_m(&source, &shown)).max(one_way_hausdorff_m(&shown, &source));
    }
    println!("largest deviation {worst:.3} m");
    assert!(worst <= 1.0, "{worst} m");
    assert!(worst > 0.5, "{worst} m is too good to have been measured");
}

/// Metres on a sphere, flattened around Monaco.
fn on_sphere_m(at: LonLat) -> [f64; 2] {
    const RADIUS_M: f64 = 6_371_008.8;
    [
        (at.lon - 7.42).to_radians() * 43.74f64.to_radians().cos() * RADIUS_M,
        (at.lat - 43.74).to_radians() * RADIUS_M,
    ]
}

/// The largest distance from a point of one line (taken every 20 cm) to the other line.
fn one_way_hausdorff_m(from: &[[f64; 2]], to: &[[f64; 2]]) -> f64 {
    let mut worst = 0.0f64;
    for pair in from.windows(2) {
        let [dx, dy] = [pair[1][0] - pair[0][0], pair[1][1] - pair[0][1]];
        let steps = (dx.hypot(dy) / 0.2).ceil().max(1.0) as usize;
        for step in 0..=steps {
            let share = step as f64 / steps as f64;
            let point = geo::Point::new(pair[0][0] + dx * share, pair[0][1] + dy * share);
            let nearest = to
                .windows(2)
                .map(|pair| geo::Line::new(geo::Coord::from(pair[0]), geo::Coord::from(pair[1])))
                .map(|line| geo::Euclidean.distance(&point, &line))
                .fold(f64::INFINITY, f64::min);
            worst = worst.max(nearest);
        }
    }
    worst
}

#[test]
fn walks_are_as_long_as_on_the_uncontracted_network() {
    let [median, p99] = length_errors(monaco());
    assert!(median <= 0.001, "median {median}");
    assert!(p99 <= 0.0045, "p99 {p99}");
}

#[test]
fn walks_in_larger_cities_are_as_long_as_on_the_uncontracted_network() {
    for city in ["porto", "malta"] {
        let extract =
            Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../../shared/data/{city}.osm.pbf"));
        if !extract.exists() {
            println!("skipped: the extract of {city} is not here");
            continue;
        }
        let [median, p99] = length_errors(build(&extract));
        assert!(median <= 0.001, "{city}: median {median}");
        assert!(p99 <= 0.004, "{city}: p99 {p99}");
    }
}

/// Median and 99th percentile of the relative errors of walks of 0.5 to 5 km from every so-manieth node to every
/// so-manieth.
fn length_errors(Built { walk, kept, built, .. }: Built) -> [f64; 2] {
    let mut source = UnGraph::<(), f64, u32>::default();
    for _ in &walk.osm_nodes {
        source.add_node(());
    }
    for segment in walk.segments.iter().filter(|segment| kept[segment.from as usize]) {
        let [a, b] = [segment.from, segment.to].map(|node| walk.positions[node as usize]);
        source.add_edge(segment.from.into(), segment.to.into(), geodesic_m(a, b));
    }
    let walk_nodes: Vec<u32> = (0..walk.osm_nodes.len() as u32)
        .filter(|&node| built.node_of_walk_node[node as usize] != MISSING)
        .collect();
    let graph = Graph::new(built.network).expect("the network is sound");
    let mut shown = UnGraph::<(), f64, u32>::default();
    for _ in 0..graph.node_count() {
        shown.add_node(());
    }
    for edge in 0..graph.edge_count() as u32 {
        let ends = graph.edge(edge);
        shown.add_edge(ends.from.into(), ends.to.into(), f64::from(graph.length_mm(edge)) / 1000.0);
    }

    let mut errors = Vec::new();
    for &origin in walk_nodes.iter().step_by(walk_nodes.len() / 40) {
        let expected = dijkstra(&source, origin.into(), None, |edge| *edge.weight());
        let found =
            dijkstra(&shown, built.node_of_walk_node[origin as usize].into(), None, |edge| *edge.weight());
        for &target in walk_nodes.iter().skip(origin as usize % 17).step_by(17) {
            let Some(&expected_m) = expected.get(&NodeIndex::from(target)) else { continue };
            if !(500.0..=5_000.0).contains(&expected_m) {
                continue;
            }
            let found_m = found[&NodeIndex::from(built.node_of_walk_node[target as usize])];
            errors.push((found_m / expected_m - 1.0).abs());
        }
    }
    errors.sort_by(f64::total_cmp);
    let quantile = |share: f64| errors[(errors.len() as f64 * share) as usize];
    let (median, p99) = (quantile(0.5), quantile(0.99));
    println!("{} walks: median {:.4} %, p99 {:.4} %", errors.len(), median * 100.0, p99 * 100.0);
    assert!(errors.len() > 5_000);
    [median, p99]
}
