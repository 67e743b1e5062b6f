//! From a point anywhere to the nearest point on a street.

use crate::costs::Costs;
use crate::edge_index::{EdgeIndex, Strips, TILE_UNITS, Tile};
use crate::graph::Graph;
use crate::grid::{LonLat, Point, Scale};
use crate::search::Seed;

/// The nearest point on a street that the profile can walk.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Snap {
    /// That point, `[lon, lat]` in degrees.
    pub point: [f64; 2],
    /// Metres between it and the asked point.
    pub distance_m: f64,
    /// The edge it lies on.
    pub edge: u32,
    /// Metres along the edge's geometry from its `from` node.
    pub offset_m: f64,
}

impl Snap {
    /// Finds the nearest point on a passable edge within `max_m` metres (at most a few kilometres: all tiles within are
    /// looked at); `None` if there is none. Of edges equally near, the one with the lowest index counts.
    pub fn nearest(graph: &Graph, index: &EdgeIndex, costs: &Costs, at: LonLat, max_m: f64) -> Option<Self> {
        let position = graph.grid().position(at);
        let scale = graph.grid().scale_at(position[1]);
        let mut best = Nearest::within(max_m, position, scale);
        let middle = Tile::of(Point { x: position[0].floor() as i32, y: position[1].floor() as i32 });
        let tile_m = f64::from(TILE_UNITS) * scale.x_m.min(scale.y_m);
        let most = (max_m / tile_m).ceil() as i32;
        best.look(graph, index, costs, middle);
        for row in -most..=most {
            for column in -most..=most {
                let tile = Tile { column: middle.column + column, row: middle.row + row };
                if tile != middle && best.may_be_nearer(tile) {
                    best.look(graph, index, costs, tile);
                }
            }
        }
        (best.edge != u32::MAX).then(|| best.snap(graph))
    }

    /// The seed of a walk that begins with the straight walk from the asked point to this one.
    pub fn seed(&self, costs: &Costs) -> Seed {
        Seed {
            edge: self.edge,
            offset_m: self.offset_m,
            straight_m: self.distance_m,
            cost_ms: costs.straight_ms(self.distance_m),
        }
    }
}

/// The nearest point to a position so far: where between the two ends of which segment of which edge.
struct Nearest {
    position: [f64; 2],
    scale: Scale,
    distance2: f64,
    edge: u32,
    segment: usize,
    fraction: f64,
    /// The corners of a box that holds all that is nearer.
    nearer: [Point; 2],
}

impl Nearest {
    /// Nothing yet, and nothing beyond `max_m` metres of a position.
    fn within(max_m: f64, position: [f64; 2], scale: Scale) -> Self {
        let nearer = scale.square(position, max_m);
        Self { position, scale, distance2: max_m * max_m, edge: u32::MAX, segment: 0, fraction: 0.0, nearer }
    }

    /// Whether anything in a tile may be nearer.
    fn may_be_nearer(&self, tile: Tile) -> bool {
        let gap = |value: f64, index: i32| {
            let low = f64::from(index) * f64::from(TILE_UNITS);
            (low - value).max(value - low - f64::from(TILE_UNITS)).max(0.0)
        };
        let (dx, dy) = (gap(self.position[0], tile.column), gap(self.position[1], tile.row));
        self.scale.length2_m2(dx, dy) <= self.distance2
    }

    /// Looks at those edges of a tile that may be nearer.
    fn look(&mut self, graph: &Graph, index: &EdgeIndex, costs: &Costs, tile: Tile) {
        let mut nearer = Strips::of(tile, self.nearer);
        for passing in index.passing(tile) {
            if nearer.may_meet(passing.strips) {
                self.consider(graph, costs, passing.edge);
                nearer = Strips::of(tile, self.nearer);
            }
        }
    }

    fn consider(&mut self, graph: &Graph, costs: &Costs, edge: u32) {
        let ([x, y], scale) = (self.position, self.scale);
        let metres =
            |point: Point| [(f64::from(point.x) - x) * scale.x_m, (f64::from(point.y) - y) * scale.y_m];
        let [from, inner, to] = graph.stretches(edge);
        let mut a = from[0];
        for (segment, &b) in inner.iter().chain(to).enumerate() {
            let [low, high] = self.nearer;
            let is_apart = a.x.max(b.x) < low.x
                || a.x.min(b.x) > high.x
                || a.y.max(b.y) < low.y
                || a.y.min(b.y) > high.y;
            if !is_apart {
                let (fraction, distance2) = nearest_on_segment(metres(a), metres(b));
                let is_nearer = distance2 < self.distance2 || distance2 == self.distance2 && edge < self.edge;
                // Asked last, as few edges are nearer.
                if is_nearer && costs.is_passable(edge) {
                    let nearer = scale.square([x, y], distance2.sqrt());
                    *self = Self { distance2, edge, segment, fraction, nearer, ..*self };
                }
            }
            a = b;
        }
    }

    fn snap(&self, graph: &Graph) -> Snap {
        let grid = graph.grid();
        let mut offset_m = 0.0;
        let mut point = graph.node(graph.edge(self.edge).from);
        let mut ahead = graph.points(self.edge).skip(1);
        for next in ahead.by_ref().take(self.segment) {
            offset_m += grid.distance_m(point, next);
            point = next;
        }
        let next = ahead.next().unwrap_or(point);
        offset_m += grid.distance_m(point, next) * self.fraction;
        let between = |a: i32, b: i32| f64::from(a) + (f64::from(b) - f64::from(a)) * self.fraction;
        Snap {
            point: grid.lon_lat([between(point.x, next.x), between(point.y, next.y)]),
            distance_m: self.distance2.sqrt(),
            edge: self.edge,
            offset_m: offset_m.min(f64::from(graph.length_mm(self.edge)) / 1000.0),
        }
    }
}

/// Where on the segment from `a` to `b` (0 to 1) the origin of coordinates is nearest, and the squared distance.
fn nearest_on_segment(a: [f64; 2], b: [f64; 2]) -> (f64, f64) {
    let along = [b[0] - a[0], b[1] - a[1]];
    let length2 = along[0] * along[0] + along[1] * along[1];
    let projection = -(a[0] * along[0] + a[1] * along[1]);
    let fraction = if length2 > 0.0 { (projection / length2).clamp(0.0, 1.0) } else { 0.0 };
    let nearest = [a[0] + along[0] * fraction, a[1] + along[1] * fraction];
    (fraction, nearest[0] * nearest[0] + nearest[1] * nearest[1])
}
