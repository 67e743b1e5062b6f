//! A city's network as the map draws it and as the builder makes it.

use std::path::{Path, PathBuf};

use geo::{Distance, Geodesic};
use indicatif::ProgressBar;
use petgraph::graph::{DiGraph, NodeIndex};
use yike::Graph;
use yike::attributes::OneWay;
use yike::grid::{Grid, LonLat};
use yike::isochrone::Contour;
use yike::search::Seed;
use yike_builder::components::components;
use yike_builder::contract::{Chain, contract};
use yike_builder::extent::Extent;
use yike_builder::network::{BuiltNetwork, build_network};
use yike_builder::read::read;
use yike_builder::walk_network::WalkNetwork;

pub const MONACO: &str = "tests/fixtures/monaco.osm.pbf";
pub const HELSINKI: &str = "tests/fixtures/helsinki.osm.pbf";

pub struct City {
    pub walk: WalkNetwork,
    /// Whether each node of `walk` is in a component that stays.
    pub kept: Vec<bool>,
    pub chains: Vec<Chain>,
    pub built: BuiltNetwork,
}

impl City {
    /// From an extract in the repository, or beside it; `None` if it is not there.
    pub fn read(path: &str) -> Option<Self> {
        let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path);
        if !path.exists() {
            println!("skipped: {} is not there", path.display());
            return None;
        }
        let data = read(&path, &ProgressBar::hidden()).unwrap();
        let extent = Extent::of(&data, None).unwrap();
        let grid = Grid::for_latitude(extent.middle_latitude());
        let (walk, _) = WalkNetwork::new(&data, &extent, true);
        let kept = components(&walk, grid).kept;
        let chains = contract(&walk, &kept);
        let built = build_network(&walk, &chains, grid).unwrap();
        Some(Self { walk, kept, chains, built })
    }

    pub fn graph(&self) -> Graph {
        Graph::new(self.built.network.clone()).unwrap()
    }

    /// The nodes that are in both networks: of the map's, of the graph.
    pub fn common_nodes(&self) -> Vec<(u32, u32)> {
        (0u32..)
            .zip(&self.built.node_of_walk_node)
            .filter(|&(_, &node)| (node as usize) < self.built.network.nodes.len())
            .map(|(walk_node, &node)| (walk_node, node))
            .collect()
    }

    /// The network as the map draws it, not contracted, not simplified: lengths in millimetres along the ellipsoid.
    pub fn uncontracted(&self) -> DiGraph<(), u64> {
        let mut peer = DiGraph::new();
        self.walk.positions.iter().for_each(|_| _ = peer.add_node(()));
        for segment in self.walk.segments.iter().filter(|segment| self.kept[segment.from as usize]) {
            let point = |node: u32| {
                let at = self.walk.positions[node as usize];
                geo::Point::new(at.lon, at.lat)
            };
            let length_mm =
                (Geodesic.distance(point(segment.from), point(segment.to)) * 1000.0).round() as u64;
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
}

/// A seed that stands exactly on a node.
pub fn seed_on(graph: &Graph, node: u32) -> Seed {
    let arc = graph.arc(graph.arc_indices(node).start);
    let offset_m = if arc.reversed { f64::from(graph.length_mm(arc.edge)) / 1000.0 } else { 0.0 };
    Seed { edge: arc.edge, offset_m, straight_m: 0.0, cost_ms: 0 }
}

/// Whether a position lies within a contour, by counting the sides of all rings east of it.
pub fn holds(contour: &Contour, at: LonLat) -> bool {
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
