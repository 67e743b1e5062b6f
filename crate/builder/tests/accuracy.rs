//! Isochrones on the finished graph against exact reach on the walkable network as the map draws it.

use std::path::Path;

use geo::{Distance, Geodesic};
use indicatif::ProgressBar;
use petgraph::algo::dijkstra;
use petgraph::graph::{DiGraph, NodeIndex};
use yike::Graph;
use yike::attributes::OneWay;
use yike::costs::Costs;
use yike::edge_index::EdgeIndex;
use yike::grid::{Grid, LonLat};
use yike::isochrone::{Contour, DEFAULT_MIN_HOLE_AREA_M2, IsochroneMaker};
use yike::profile::Profile;
use yike::question::Direction;
use yike::search::{PathTree, Seed};
use yike_builder::components::components;
use yike_builder::contract::contract;
use yike_builder::extent::Extent;
use yike_builder::network::build_network;
use yike_builder::read::read;
use yike_builder::walk_network::WalkNetwork;

/// Millimetres in a minute at 4.8 km/h.
const MM_PER_MINUTE: f64 = 80_000.0;

/// The uncontracted network, lengths in millimetres along the ellipsoid.
fn uncontracted(walk: &WalkNetwork, kept: &[bool]) -> DiGraph<(), u64> {
    let mut peer = DiGraph::new();
    walk.positions.iter().for_each(|_| _ = peer.add_node(()));
    for segment in walk.segments.iter().filter(|segment| kept[segment.from as usize]) {
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

/// Whether a position lies within a contour, by counting the sides of all rings east of it.
fn holds(contour: &Contour, at: LonLat) -> bool {
    let mut start = 0;
    let mut is_inside = false;
    for &end in &contour.ring_ends {
        for pair in contour.points[start..end as usize].windows(2) {
            let [[ax, ay], [bx, by]] = [pair[0], pair[1]];
            is_inside ^=
                (ay > at.lat) != (by > at.lat) && ax + (at.lat - ay) / (by - ay) * (bx - ax) > at.lon;
        }
        start = end as usize;
    }
    is_inside
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

#[test]
fn reached_nodes_of_monaco_lie_inside_and_others_outside() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/monaco.osm.pbf");
    let data = read(&path, &ProgressBar::hidden()).unwrap();
    let extent = Extent::of(&data, None).unwrap();
    let grid = Grid::for_latitude(extent.middle_latitude());
    let (walk, _) = WalkNetwork::new(&data, &extent, true);
    let kept = components(&walk, grid).kept;
    let built = build_network(&walk, &contract(&walk, &kept), grid).unwrap();
    let graph = Graph::new(built.network).unwrap();
    let index = EdgeIndex::new(&graph).unwrap();
    let costs = Costs::new(&graph, &Profile::named("uniform").unwrap(), Direction::From);
    let peer = uncontracted(&walk, &kept);
    let (mut tree, mut maker) = (PathTree::new(), IsochroneMaker::new(&index));

    for (minutes, least_recall, least_precision) in [(5.0, 0.985, 0.985), (15.0, 0.99, 0.99)] {
        let search_ms = IsochroneMaker::search_ms(&costs, &[minutes]).unwrap();
        let (mut recalls, mut precisions) = (vec![], vec![]);
        let origins = (0u32..)
            .zip(&built.node_of_walk_node)
            .filter(|&(_, &node)| (node as usize) < graph.node_count())
            .step_by(150);
        for (walk_origin, &origin) in origins {
            let arc = graph.arc(graph.arc_indices(origin).start);
            let offset_m = if arc.reversed { f64::from(graph.length_mm(arc.edge)) / 1000.0 } else { 0.0 };
            let seed = Seed { edge: arc.edge, offset_m, straight_m: 0.0, cost_ms: 0 };
            tree.search(&graph, &costs, &[seed], search_ms);
            let isochrone =
                maker.isochrone(&graph, &index, &costs, &tree, &[minutes], DEFAULT_MIN_HOLE_AREA_M2).unwrap();
            let truth_mm = dijkstra(&peer, NodeIndex::new(walk_origin as usize), None, |edge| *edge.weight());
            let (mut reached, mut inside, mut both) = (0.0, 0.0, 0.0);
            for node in (0..kept.len()).filter(|&node| kept[node]) {
                let length_mm = truth_mm.get(&NodeIndex::new(node));
                let is_reached = length_mm.is_some_and(|&mm| mm as f64 <= minutes * MM_PER_MINUTE);
                let is_inside = holds(&isochrone.contours[0], walk.positions[node]);
                reached += f64::from(u8::from(is_reached));
                inside += f64::from(u8::from(is_inside));
                both += f64::from(u8::from(is_reached && is_inside));
            }
            recalls.push(both / reached);
            precisions.push(both / inside);
        }
        let (recall, precision) = (median(&mut recalls), median(&mut precisions));
        println!(
            "{minutes} minutes, {} origins: recall {recall:.4}, precision {precision:.4}",
            recalls.len()
        );
        assert!(recalls.len() >= 20 && recall >= least_recall && precision >= least_precision);
    }
}
