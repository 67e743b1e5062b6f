//! Contours as geometry, and the questions that tests ask.

use geo::{LineString, MultiPolygon, Polygon};
use yike::Graph;
use yike::costs::Costs;
use yike::edge_index::EdgeIndex;
use yike::isochrone::{Contour, Isochrone, IsochroneMaker};
use yike::network::Network;
use yike::profile::Profile;
use yike::question::Direction;
use yike::search::{PathTree, Seed};

/// The polygons of a contour.
pub fn polygons(contour: &Contour) -> MultiPolygon {
    let ranges = |ends: &[u32]| {
        let starts = std::iter::once(0).chain(ends.iter().copied());
        starts.zip(ends.to_vec()).map(|(start, end)| start as usize..end as usize).collect::<Vec<_>>()
    };
    let rings: Vec<LineString> = ranges(&contour.ring_ends)
        .into_iter()
        .map(|range| contour.points[range].iter().map(|&[lon, lat]| (lon, lat)).collect())
        .collect();
    let polygon = |range: std::ops::Range<usize>| {
        Polygon::new(rings[range.start].clone(), rings[range.start + 1..range.end].to_vec())
    };
    ranges(&contour.polygon_ends).into_iter().map(polygon).collect()
}

/// Whether a position lies within the rings of a contour, by counting the rings' sides east of it.
pub fn holds(contour: &Contour, [lon, lat]: [f64; 2]) -> bool {
    let mut is_inside = false;
    for polygon in polygons(contour) {
        for ring in std::iter::once(polygon.exterior()).chain(polygon.interiors()) {
            for line in ring.lines() {
                let crosses = (line.start.y > lat) != (line.end.y > lat);
                let share = (lat - line.start.y) / (line.end.y - line.start.y);
                is_inside ^= crosses && line.start.x + share * (line.end.x - line.start.x) > lon;
            }
        }
    }
    is_inside
}

/// A graph and all that a question about it needs.
pub struct Walker {
    pub graph: Graph,
    pub index: EdgeIndex,
    pub costs: Costs,
    pub maker: IsochroneMaker,
}

impl std::fmt::Debug for Walker {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.graph.network().fmt(formatter)
    }
}

impl Walker {
    pub fn new(network: Network, profile: &Profile, direction: Direction) -> Self {
        let graph = Graph::new(network).unwrap();
        let index = EdgeIndex::new(&graph).unwrap();
        let costs = Costs::new(&graph, profile, direction);
        let maker = IsochroneMaker::new(&index);
        Self { graph, index, costs, maker }
    }

    /// The isochrone of a search that goes `further_ms` beyond what is needed.
    pub fn ask(&mut self, seed: Seed, minutes: &[f64], min_hole_area_m2: f64, further_ms: u32) -> Isochrone {
        let Self { graph, index, costs, maker } = self;
        let mut tree = PathTree::new();
        let search_ms = IsochroneMaker::search_ms(costs, minutes).unwrap();
        tree.search(graph, costs, &[seed], search_ms + further_ms);
        maker.isochrone(graph, index, costs, &tree, minutes, min_hole_area_m2).unwrap()
    }
}
