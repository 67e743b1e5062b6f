//! The stretches of the walkable network by position.

use geo::Coord;
use rstar::primitives::{GeomWithData, Line};
use rstar::{AABB, RTree};
use yike::attributes::{Class, Level};
use yike::grid::Scale;
use yike::network::Network;

/// A straight stretch of an edge, in fractional grid units.
type Stretch = GeomWithData<Line<[f64; 2]>, Owner>;

#[derive(Debug, Clone, Copy, PartialEq)]
struct Owner {
    edge: u32,
    /// Metres along the edge where the stretch begins.
    offset_m: f64,
    steps: bool,
}

/// A point on an edge.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct OnEdge {
    pub edge: u32,
    /// Metres along the edge from its `from` node.
    pub offset_m: f64,
    /// Metres between the point asked for and this one.
    pub side_m: f64,
}

/// An index of the edges from which one can step to a place: all but those in tunnels.
pub(crate) struct EdgeTree<'a> {
    network: &'a Network,
    tree: RTree<Stretch>,
}

impl<'a> EdgeTree<'a> {
    pub fn new(network: &'a Network) -> Self {
        let mut stretches = vec![];
        for edge in 0..network.edges.len() as u32 {
            let attributes = network.attribute_sets[usize::from(network.edges[edge as usize].attributes)];
            if attributes.level == Level::Tunnel {
                continue;
            }
            let mut offset_m = 0.0;
            let points = edge_points(network, edge);
            for pair in points.windows(2) {
                let owner = Owner { edge, offset_m, steps: attributes.class == Class::Steps };
                stretches.push(Stretch::new(Line::new(pair[0].into(), pair[1].into()), owner));
                offset_m += scale_at(network, pair[0]).length_m(pair[1].x - pair[0].x, pair[1].y - pair[0].y);
            }
        }
        Self { network, tree: RTree::bulk_load(stretches) }
    }

    /// The nearest point within `max_m`. Steps are passed over if something else is at most 15 m farther: one who cannot
    /// climb them should be able to come as well.
    pub fn nearest(&self, at: Coord, max_m: f64) -> Option<OnEdge> {
        const PREFER_LEVEL_M: f64 = 15.0;
        let mut on_steps: Option<OnEdge> = None;
        for stretch in self.tree.nearest_neighbor_iter(&at.into()) {
            let found = self.project(stretch, at);
            let limit_m = on_steps.map_or(max_m, |steps| max_m.min(steps.side_m + PREFER_LEVEL_M));
            if found.side_m > limit_m {
                break;
            }
            if !stretch.data.steps {
                return Some(found);
            }
            on_steps.get_or_insert(found);
        }
        on_steps
    }

    /// The edges with a stretch that may cross a box, ascending, each with its points.
    pub fn edges_in(&self, lower: Coord, upper: Coord) -> Vec<(u32, Vec<Coord>)> {
        let envelope = AABB::from_corners(lower.into(), upper.into());
        let mut edges: Vec<u32> =
            self.tree.locate_in_envelope_intersecting(&envelope).map(|stretch| stretch.data.edge).collect();
        edges.sort_unstable();
        edges.dedup();
        edges.into_iter().map(|edge| (edge, edge_points(self.network, edge))).collect()
    }

    /// Metres per grid unit around a position.
    pub fn scale_at(&self, at: Coord) -> Scale {
        scale_at(self.network, at)
    }

    fn project(&self, stretch: &Stretch, at: Coord) -> OnEdge {
        let scale = self.scale_at(at);
        let from = stretch.geom().from;
        let [x, y] = stretch.geom().nearest_point(&at.into());
        OnEdge {
            edge: stretch.data.edge,
            offset_m: stretch.data.offset_m + scale.length_m(x - from[0], y - from[1]),
            side_m: scale.length_m(at.x - x, at.y - y),
        }
    }
}

fn scale_at(network: &Network, at: Coord) -> Scale {
    network.grid.scale_at(at.y)
}

/// The points of an edge from its `from` node to its `to` node, both included.
fn edge_points(network: &Network, edge: u32) -> Vec<Coord> {
    let row = network.edges[edge as usize];
    let next = network.edges.get(edge as usize + 1);
    let end = next.map_or(network.inner_points.len(), |next| next.first_inner_point as usize);
    let inner = &network.inner_points[row.first_inner_point as usize..end];
    let ends = [row.from, row.to].map(|node| network.nodes[node as usize]);
    let points = std::iter::once(&ends[0]).chain(inner).chain(std::iter::once(&ends[1]));
    points.map(|point| Coord { x: point.x.into(), y: point.y.into() }).collect()
}
