//! Random little networks for property tests.

#![allow(missing_docs, dead_code)]

use proptest::prelude::*;
use yike::Graph;
use yike::attributes::{Attributes, Class, Level, OneWay, Surface, Wheelchair};
use yike::costs::Costs;
use yike::grid::{Grid, Point};
use yike::network::{Edge, Entrance, Network, Place};
use yike::profile::{PROFILE_NAMES, Profile};
use yike::question::Direction;

pub fn any_point() -> impl Strategy<Value = Point> {
    (0..1500i32, 0..1500i32).prop_map(|(x, y)| Point { x: 700_000 + x, y: 4_370_000 + y })
}

pub fn any_attributes() -> impl Strategy<Value = Attributes> {
    let class = prop::sample::select(vec![Class::Residential, Class::Footway, Class::Steps, Class::Crossing]);
    let surface = prop::sample::select(Surface::ALL);
    let wheelchair = prop::sample::select(Wheelchair::ALL);
    let one_way = prop::sample::select(vec![OneWay::Both, OneWay::Both, OneWay::Forward, OneWay::Backward]);
    let parts = (class, surface, wheelchair, one_way, any::<bool>(), -30..30i8);
    parts.prop_map(|(class, surface, wheelchair, one_way, signals, incline_percent)| Attributes {
        class,
        surface,
        level: Level::Ground,
        wheelchair,
        one_way,
        signals,
        incline_percent,
    })
}

pub fn any_profile() -> impl Strategy<Value = Profile> {
    prop::sample::select(&PROFILE_NAMES[..]).prop_map(|name| Profile::named(name).unwrap())
}

pub fn any_direction() -> impl Strategy<Value = Direction> {
    prop::sample::select(vec![Direction::From, Direction::To])
}

/// A network of up to 40 nodes and 90 edges, loops and parallel edges among them, with up to 20 places of one to three
/// entrances each, two categories in all. Every edge has a length.
pub fn any_network() -> impl Strategy<Value = Network> {
    let nodes = prop::collection::vec(any_point(), 2..40);
    let edge = (
        any::<prop::sample::Index>(),
        any::<prop::sample::Index>(),
        prop::collection::vec(any_point(), 0..3),
        0..4u16,
    );
    let edges = prop::collection::vec(edge, 1..90);
    let sets = prop::collection::vec(any_attributes(), 4);
    let entrance = (any::<prop::sample::Index>(), 0.0..1.0f64, 0..60u16);
    let place = (any_point(), prop::collection::vec(entrance, 1..4), 0..3usize);
    let places = prop::collection::vec(place, 0..20);
    (nodes, edges, sets, places).prop_map(|(nodes, edges, attribute_sets, places)| {
        let mut network = Network {
            grid: Grid::for_latitude(43.7),
            border_nodes: vec![],
            edges: vec![],
            inner_points: vec![],
            attribute_sets,
            places: vec![],
            entrances: vec![],
            nodes,
        };
        for (from, to, inner, attributes) in edges {
            let count = network.nodes.len();
            network.edges.push(Edge {
                from: from.index(count) as u32,
                to: to.index(count) as u32,
                first_inner_point: network.inner_points.len() as u32,
                attributes,
                street: 0,
            });
            let [a, b] = [from, to].map(|node| network.nodes[node.index(count)]);
            let corner = |at: Point| Point { x: at.x + 7, y: at.y + 3 };
            network.inner_points.extend((a == b && inner.is_empty()).then(|| corner(a)));
            network.inner_points.extend(inner);
        }
        let lengths_m = lengths_m(&network);
        for (id, (point, entrances, categories)) in (0u32..).zip(places) {
            let categories = [vec![0], vec![1], vec![0, 1]][categories].clone();
            network.places.push(Place { id, point, osm: None, categories });
            for (edge, share, side_m) in entrances {
                let edge = edge.index(network.edges.len());
                let offset_m = (lengths_m[edge] * share) as u32;
                network.entrances.push(Entrance { edge: edge as u32, offset_m, side_m, place: id });
            }
        }
        network.entrances.sort();
        network
    })
}

/// The same network with all one-way streets turned round.
pub fn turned(mut network: Network) -> Network {
    for set in &mut network.attribute_sets {
        set.one_way = match set.one_way {
            OneWay::Both => OneWay::Both,
            OneWay::Forward => OneWay::Backward,
            OneWay::Backward => OneWay::Forward,
        };
    }
    network
}

fn lengths_m(network: &Network) -> Vec<f64> {
    let graph = Graph::new(network.clone()).unwrap();
    (0..network.edges.len()).map(|edge| f64::from(graph.length_mm(edge as u32)) / 1000.0).collect()
}

/// Any of the edges that can be walked; `None` if there is none.
pub fn passable_edge(graph: &Graph, costs: &Costs, pick: prop::sample::Index) -> Option<u32> {
    let edges: Vec<u32> = (0..graph.edge_count() as u32).filter(|&edge| costs.is_passable(edge)).collect();
    (!edges.is_empty()).then(|| edges[pick.index(edges.len())])
}
