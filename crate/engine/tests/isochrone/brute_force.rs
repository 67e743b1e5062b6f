//! The arrival field from its definition, with no cells, tiles, index or search.

// Not every test that shares this needs all of it.
#![allow(dead_code)]

use yike::Graph;
use yike::costs::{Costs, IMPASSABLE};
use yike::field::CELL_UNITS;
use yike::grid::Point;
use yike::search::Seed;

/// What the definition says of a position.
pub enum Arrival {
    At {
        ms: f64,
    },
    Never,
    /// Two streets are as near as rounding can tell, or a point and the seed lie as near along their edge.
    Unclear,
}

pub struct BruteForce<'a> {
    graph: &'a Graph,
    costs: &'a Costs,
    seed: Seed,
    node_ms: Vec<f64>,
}

const SIDE_WALK_LIMIT_M: f64 = 40.0;
const STREET_HALF_WIDTH_M: f64 = 4.0;
const CLEAR_M: f64 = 0.25;

/// The field knows where along an edge a point lies to within half of 1/16,383 of its length: on a one-way street, whether
/// it lies before or behind the seed can be told no better than that.
const CLEAR_SHARE: f64 = 1e-4;

impl<'a> BruteForce<'a> {
    /// Times at nodes by relaxing all edges until nothing changes.
    pub fn new(graph: &'a Graph, costs: &'a Costs, seed: Seed) -> Self {
        let mut node_ms = vec![f64::INFINITY; graph.node_count()];
        let cost = |edge: u32, way: usize| match costs.edge_ms(edge)[way] {
            IMPASSABLE => f64::INFINITY,
            ms => f64::from(ms),
        };
        let share = seed.offset_m / (f64::from(graph.length_mm(seed.edge)) / 1000.0);
        let ends = graph.edge(seed.edge);
        for (node, way, part) in [(ends.to, 0, 1.0 - share), (ends.from, 1, share)] {
            if cost(seed.edge, way).is_finite() {
                let ms = f64::from(seed.cost_ms) + cost(seed.edge, way) * part;
                node_ms[node as usize] = node_ms[node as usize].min(ms);
            }
        }
        loop {
            let mut changed = false;
            for edge in 0..graph.edge_count() as u32 {
                let ends = graph.edge(edge);
                for (source, target, way) in [(ends.from, ends.to, 0), (ends.to, ends.from, 1)] {
                    let ms = node_ms[source as usize] + cost(edge, way);
                    if ms < node_ms[target as usize] {
                        node_ms[target as usize] = ms;
                        changed = true;
                    }
                }
            }
            if !changed {
                return Self { graph, costs, seed, node_ms };
            }
        }
    }

    /// The arrival at a sample of the field, found by measuring the distance to every point at which a street in its cell meets another,
    /// bends or ends; if there is none, to every stretch of street.
    pub fn arrival(&self, at: Point) -> Arrival {
        let edges = 0..self.graph.edge_count() as u32;
        let mut stretches: Vec<Stretch> =
            edges.clone().flat_map(|edge| self.points_in_cell(edge, at)).collect();
        if stretches.is_empty() {
            stretches = edges.flat_map(|edge| self.stretches(edge, at)).collect();
        }
        let nearest_m = stretches.iter().map(|stretch| stretch.distance_m).fold(f64::INFINITY, f64::min);
        if (nearest_m - SIDE_WALK_LIMIT_M).abs() < CLEAR_M {
            return Arrival::Unclear;
        }
        if nearest_m > SIDE_WALK_LIMIT_M {
            return Arrival::Never;
        }
        let rivals = || stretches.iter().filter(|stretch| stretch.distance_m < nearest_m + CLEAR_M);
        let seed_share = self.seed.offset_m / (f64::from(self.graph.length_mm(self.seed.edge)) / 1000.0);
        if rivals()
            .any(|rival| rival.edge == self.seed.edge && (rival.share - seed_share).abs() < CLEAR_SHARE)
        {
            return Arrival::Unclear;
        }
        let times: Vec<f64> = rivals().map(|stretch| self.ms_on_edge(stretch.edge, stretch.share)).collect();
        let [earliest, latest] =
            [times.iter().copied().fold(f64::INFINITY, f64::min), times.iter().copied().fold(0.0, f64::max)];
        if earliest == f64::INFINITY {
            return Arrival::Never;
        }
        if latest - earliest > 300.0 {
            return Arrival::Unclear;
        }
        let side_m = (nearest_m - STREET_HALF_WIDTH_M).max(0.0);
        Arrival::At { ms: earliest + f64::from(self.costs.straight_ms(side_m)) }
    }

    /// The time at a node; infinite if it is not reached.
    pub fn node_ms(&self, node: u32) -> f64 {
        self.node_ms[node as usize]
    }

    /// The time at a share of the way along an edge.
    pub fn ms_on_edge(&self, edge: u32, share: f64) -> f64 {
        let ends = self.graph.edge(edge);
        let [there, back] = self.costs.edge_ms(edge);
        let part = |ms: u32, share: f64| {
            if ms == IMPASSABLE { f64::INFINITY } else { f64::from(ms) * share }
        };
        let mut ms = (self.node_ms[ends.from as usize] + part(there, share))
            .min(self.node_ms[ends.to as usize] + part(back, 1.0 - share));
        if edge == self.seed.edge {
            let seed_share = self.seed.offset_m / (f64::from(self.graph.length_mm(edge)) / 1000.0);
            let way = if share < seed_share { back } else { there };
            ms = ms.min(f64::from(self.seed.cost_ms) + part(way, (share - seed_share).abs()));
        }
        ms
    }

    /// The points of an edge as seen from another, in metres.
    fn points(&self, edge: u32, at: Point) -> Vec<[f64; 2]> {
        let scale = self.graph.grid().scale_at(at.y.into());
        let metres = |p: Point| [f64::from(p.x - at.x) * scale.x_m, f64::from(p.y - at.y) * scale.y_m];
        self.graph.points(edge).map(metres).collect()
    }

    fn points_in_cell(&self, edge: u32, at: Point) -> Vec<Stretch> {
        let points = self.points(edge, at);
        let lengths = points.windows(2).map(|pair| (pair[1][0] - pair[0][0]).hypot(pair[1][1] - pair[0][1]));
        let mut offsets_m = vec![0.0];
        lengths.for_each(|length_m| offsets_m.push(offsets_m[offsets_m.len() - 1] + length_m));
        let whole_m = offsets_m[offsets_m.len() - 1].max(0.001);
        // Samples lie in the middle of cells, which are an odd number of units wide.
        let is_in_cell = |a: i32, b: i32| (a - b).abs() <= CELL_UNITS / 2;
        let points = self.graph.points(edge).zip(points).zip(offsets_m);
        points
            .filter(|((point, _), _)| is_in_cell(point.x, at.x) && is_in_cell(point.y, at.y))
            .map(|((_, [x, y]), offset_m)| Stretch {
                edge,
                distance_m: x.hypot(y),
                share: offset_m / whole_m,
            })
            .collect()
    }

    fn stretches(&self, edge: u32, at: Point) -> Vec<Stretch> {
        let points = self.points(edge, at);
        let mut walked_m = 0.0;
        let mut stretches = vec![];
        for pair in points.windows(2) {
            let [a, b] = [pair[0], pair[1]];
            let along = [b[0] - a[0], b[1] - a[1]];
            let length_m = along[0].hypot(along[1]);
            let share = if length_m > 0.0 {
                (-(a[0] * along[0] + a[1] * along[1]) / (length_m * length_m)).clamp(0.0, 1.0)
            } else {
                0.0
            };
            let distance_m = (a[0] + along[0] * share).hypot(a[1] + along[1] * share);
            stretches.push(Stretch { edge, distance_m, share: walked_m + share * length_m });
            walked_m += length_m;
        }
        stretches.iter_mut().for_each(|stretch| stretch.share /= walked_m.max(0.001));
        stretches
    }
}

/// The nearest point of a straight stretch of an edge, or one of its points: how far it is, and its share of the way along the edge.
struct Stretch {
    edge: u32,
    distance_m: f64,
    share: f64,
}
