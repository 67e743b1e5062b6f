//! Isochrones on the finished graph against exact reach on the walkable network as the map draws it.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;
use yike::Graph;
use yike::costs::Costs;
use yike::edge_index::EdgeIndex;
use yike::grid::LonLat;
use yike::isochrone::{Contour, DEFAULT_MIN_HOLE_AREA_M2, IsochroneMaker};
use yike::profile::Profile;
use yike::question::Direction;
use yike::search::PathTree;

use crate::city::{City, MONACO, holds, seed_on};

/// Millimetres in a minute at 4.8 km/h.
const MM_PER_MINUTE: f64 = 80_000.0;

/// A city, and what its rings are held against.
struct Reach {
    city: City,
    graph: Graph,
    peer: DiGraph<(), u64>,
}

impl Reach {
    fn of(city: City) -> Self {
        Self { graph: city.graph(), peer: city.uncontracted(), city }
    }

    /// Holds the median and the 5th percentile over the origins, which are nodes of the map and of the graph, to these bounds:
    /// of recall, the share of the reached nodes that lie inside, and of precision, the share of those inside that are reached.
    fn check(&self, origins: &[(u32, u32)], minutes: f64, least_median: f64, least_p5: f64) {
        assert!(origins.len() >= 20);
        for (name, mut shares) in ["recall", "precision"].into_iter().zip(self.shares(origins, minutes)) {
            shares.sort_by(f64::total_cmp);
            let [p50, p5] = [0.5, 0.05].map(|share| shares[(shares.len() as f64 * share) as usize]);
            println!("{minutes} minutes, {} origins: {name} p50 {p50:.4}, p5 {p5:.4}", shares.len());
            assert!(p50 >= least_median && p5 >= least_p5, "{name} at {minutes} minutes: {p50}, {p5}");
        }
    }

    /// Recall and precision at each origin.
    fn shares(&self, origins: &[(u32, u32)], minutes: f64) -> [Vec<f64>; 2] {
        let Self { city, graph, peer } = self;
        let index = EdgeIndex::new(graph).unwrap();
        let costs = Costs::new(graph, &Profile::named("uniform").unwrap(), Direction::From);
        let (mut tree, mut maker) = (PathTree::new(), IsochroneMaker::new(&index));
        let search_ms = IsochroneMaker::search_ms(&costs, &[minutes]).unwrap();
        let mut shares = [vec![], vec![]];
        for &(walk_origin, origin) in origins {
            tree.search(graph, &costs, &[seed_on(graph, origin)], search_ms);
            let isochrone =
                maker.isochrone(graph, &index, &costs, &tree, &[minutes], DEFAULT_MIN_HOLE_AREA_M2).unwrap();
            let contour = &isochrone.contours[0];
            let extent = extent(contour);
            let is_reached = reached(peer, walk_origin, (minutes * MM_PER_MINUTE) as u64);
            let (mut reached, mut inside, mut both) = (0.0, 0.0, 0.0);
            for node in (0..city.kept.len()).filter(|&node| city.kept[node]) {
                let at = city.walk.positions[node];
                let is_inside = is_within(at, extent) && holds(contour, at);
                reached += f64::from(u8::from(is_reached[node]));
                inside += f64::from(u8::from(is_inside));
                both += f64::from(u8::from(is_reached[node] && is_inside));
            }
            shares[0].push(both / reached);
            shares[1].push(both / inside);
        }
        shares
    }
}

/// Which nodes are at most so far from one, by Dijkstra's search with a heap.
fn reached(peer: &DiGraph<(), u64>, origin: u32, limit_mm: u64) -> Vec<bool> {
    let mut reached = vec![false; peer.node_count()];
    let mut waiting = BinaryHeap::from([(Reverse(0), NodeIndex::new(origin as usize))]);
    while let Some((Reverse(length_mm), node)) = waiting.pop() {
        if std::mem::replace(&mut reached[node.index()], true) {
            continue;
        }
        let further = peer.edges(node).map(|edge| (Reverse(length_mm + edge.weight()), edge.target()));
        waiting.extend(further.filter(|&(Reverse(length_mm), _)| length_mm <= limit_mm));
    }
    reached
}

/// West, south, east, north of all points of a contour: most nodes of a city lie beyond.
fn extent(contour: &Contour) -> [f64; 4] {
    contour.points.iter().fold(
        [f64::MAX, f64::MAX, f64::MIN, f64::MIN],
        |[west, south, east, north], &[lon, lat]| {
            [west.min(lon), south.min(lat), east.max(lon), north.max(lat)]
        },
    )
}

fn is_within(at: LonLat, [west, south, east, north]: [f64; 4]) -> bool {
    (west..=east).contains(&at.lon) && (south..=north).contains(&at.lat)
}

#[test]
fn reached_nodes_of_monaco_lie_inside_and_others_outside() {
    let city = City::read(MONACO).unwrap();
    let origins: Vec<_> = city.common_nodes().into_iter().step_by(150).collect();
    let reach = Reach::of(city);
    reach.check(&origins, 5.0, 0.985, 0.95);
    reach.check(&origins, 15.0, 0.99, 0.97);
}

/// At every second of the benchmark's origins.
#[test]
fn and_so_do_those_of_a_big_city() {
    let Some(city) = City::read("../shared/data/porto.osm.pbf") else { return };
    let list = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/porto-origins.json"));
    let positions: Vec<[f64; 2]> = serde_json::from_slice(&list.unwrap()).unwrap();
    let common = city.common_nodes();
    let nearest = |&[lon, lat]: &[f64; 2]| {
        let away = |&(node, _): &(u32, u32)| {
            let at = city.walk.positions[node as usize];
            (at.lon - lon).abs() + (at.lat - lat).abs()
        };
        *common.iter().min_by(|a, b| away(a).total_cmp(&away(b))).unwrap()
    };
    let origins: Vec<_> = positions.iter().step_by(2).map(nearest).collect();
    let reach = Reach::of(city);
    reach.check(&origins, 5.0, 0.97, 0.92);
    reach.check(&origins, 15.0, 0.99, 0.97);
}
