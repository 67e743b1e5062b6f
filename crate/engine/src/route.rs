//! The walk to one place or point: its shape, its length, its steps along named streets.

use crate::arrival::{Arrival, Via, millimetres};
use crate::attributes::Class;
use crate::costs::Costs;
use crate::graph::Graph;
use crate::network::Place;
use crate::search::{PathTree, Predecessor, Seed};
use crate::snap::Snap;
use crate::stretch::points_between;

/// A walk.
#[derive(Debug, Clone, PartialEq)]
pub struct Route {
    /// The line as `[lon, lat]` in degrees, in the direction of walking, straight stretches off the street included.
    pub points: Vec<[f64; 2]>,
    /// Milliseconds of the whole walk.
    pub time_ms: u32,
    /// Millimetres of the whole walk.
    pub walked_mm: u32,
    /// The stretches in the order of walking; their times and lengths add up to the whole.
    pub steps: Vec<RouteStep>,
}

/// A stretch of a walk along one street.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RouteStep {
    /// 0 for no name, else one more than the index into the street names of the file.
    pub street: u32,
    /// The kind of way; `None` for a straight walk off the streets.
    pub class: Option<Class>,
    /// Milliseconds.
    pub time_ms: u32,
    /// Millimetres.
    pub walked_mm: u32,
}

impl RouteStep {
    /// The kind of way as OpenStreetMap's `highway` values name it; `crossing` across a walkable area, `straight` off the
    /// streets.
    pub fn class_name(&self) -> &'static str {
        self.class.map_or("straight", Class::name)
    }

    /// The walking time in seconds.
    pub fn seconds(&self) -> f64 {
        f64::from(self.time_ms) / 1000.0
    }

    /// The length in metres.
    pub fn metres(&self) -> f64 {
        f64::from(self.walked_mm) / 1000.0
    }
}

/// Where a route ends: one or more points on edges, each with a straight walk from there.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Destination {
    /// The ways in.
    pub ways_in: Vec<WayIn>,
}

/// One way into a destination.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WayIn {
    /// The edge.
    pub edge: u32,
    /// Metres along the edge's geometry from its `from` node.
    pub offset_m: f64,
    /// Metres of the straight walk from there.
    pub straight_m: f64,
    /// Where the straight walk ends, `[lon, lat]`; `None` where that is not known and the line ends at the street.
    pub end: Option<[f64; 2]>,
}

impl Destination {
    /// A point on the map, entered from the street nearest to it.
    pub fn point(at: [f64; 2], snap: &Snap) -> Self {
        let Snap { edge, offset_m, distance_m: straight_m, .. } = *snap;
        Self { ways_in: vec![WayIn { edge, offset_m, straight_m, end: Some(at) }] }
    }

    /// A place with all its entrances that are in the graph. The file knows how far an entrance lies from the street but
    /// not where: the line is drawn on to the place's point if that is as far, and otherwise ends at the street.
    pub fn place(graph: &Graph, place_index: u32) -> Self {
        let entrances = graph.network().entrances.iter().filter(|entrance| entrance.place == place_index);
        let place = &graph.places()[place_index as usize];
        let ways_in = entrances
            .map(|entrance| {
                let (offset_m, straight_m) = (f64::from(entrance.offset_m), f64::from(entrance.side_m));
                let end = shown_end(graph, place, entrance.edge, offset_m, straight_m);
                WayIn { edge: entrance.edge, offset_m, straight_m, end }
            })
            .collect();
        Self { ways_in }
    }

    /// The quickest way in by a tree, if any is reached: its index, the arrival on its edge and the time at its end.
    pub fn arrival(&self, graph: &Graph, costs: &Costs, tree: &PathTree) -> Option<(usize, Arrival, u32)> {
        let arrivals = self.ways_in.iter().enumerate().filter_map(|(index, way_in)| {
            let arrival = tree.arrival(graph, costs, way_in.edge, way_in.offset_m)?;
            Some((index, arrival, arrival.time_ms.saturating_add(costs.straight_ms(way_in.straight_m))))
        });
        arrivals.min_by_key(|&(index, _, time_ms)| (time_ms, index))
    }

    /// Searches from a seed until this destination is reached, or `limit_ms`.
    pub fn search(&self, graph: &Graph, costs: &Costs, tree: &mut PathTree, seed: Seed, limit_ms: u32) {
        tree.search_while(graph, costs, &[seed], limit_ms, |tree| {
            let time_ms = self.arrival(graph, costs, tree).map_or(u32::MAX, |(_, _, time_ms)| time_ms);
            time_ms >= tree.complete_below_ms()
        });
    }
}

/// The straight walk's end, if the place's point lies about as far from the street as the entrance: a metre for rounded
/// lengths, a metre for the grid.
fn shown_end(graph: &Graph, place: &Place, edge: u32, offset_m: f64, straight_m: f64) -> Option<[f64; 2]> {
    let end = [f64::from(place.point.x), f64::from(place.point.y)];
    let street = *points_between(graph, edge, offset_m, offset_m).last()?;
    let metres = graph.grid().scale_at(end[1]).length_m(end[0] - street[0], end[1] - street[1]);
    ((metres - straight_m).abs() <= 2.0).then(|| graph.grid().lon_lat(end))
}

/// A part of an edge as it is walked, seen outwards from the asked point.
struct Leg {
    edge: u32,
    start_m: f64,
    end_m: f64,
    time_ms: u32,
}

impl Route {
    /// The walk from the asked point to a destination by the tree of a single seed, outwards; `None` if the destination is
    /// not reached.
    pub fn outwards(
        graph: &Graph,
        costs: &Costs,
        tree: &PathTree,
        asked: [f64; 2],
        destination: &Destination,
    ) -> Option<Self> {
        let seed = *tree.seeds().first()?;
        let (way_in, arrival, time_ms) = destination.arrival(graph, costs, tree)?;
        let way_in = &destination.ways_in[way_in];
        let legs = legs(graph, costs, tree, way_in, arrival)?;
        let mut line = Line { points: vec![asked] };
        let mut steps = Steps::default();
        steps.add(0, None, seed.cost_ms, millimetres(seed.straight_m));
        for leg in &legs {
            for point in points_between(graph, leg.edge, leg.start_m, leg.end_m) {
                line.add(graph.grid().lon_lat(point));
            }
            let street = graph.edge(leg.edge).street;
            let walked_mm = millimetres((leg.end_m - leg.start_m).abs());
            steps.add(street, Some(graph.attributes(leg.edge).class), leg.time_ms, walked_mm);
        }
        way_in.end.into_iter().for_each(|end| line.add(end));
        steps.add(0, None, costs.straight_ms(way_in.straight_m), millimetres(way_in.straight_m));
        let walked_mm = steps.0.iter().fold(0u32, |sum, step| sum.saturating_add(step.walked_mm));
        Some(Self { points: line.closed(), time_ms, walked_mm, steps: steps.0 })
    }

    /// The same walk the other way round.
    #[must_use]
    pub fn reversed(mut self) -> Self {
        self.points.reverse();
        self.steps.reverse();
        self
    }

    /// The walking time in seconds.
    pub fn seconds(&self) -> f64 {
        f64::from(self.time_ms) / 1000.0
    }

    /// The length in metres.
    pub fn metres(&self) -> f64 {
        f64::from(self.walked_mm) / 1000.0
    }
}

/// The legs of the walk to a way in, in order from the seed.
fn legs(graph: &Graph, costs: &Costs, tree: &PathTree, way_in: &WayIn, last: Arrival) -> Option<Vec<Leg>> {
    let length_m = |edge: u32| f64::from(graph.length_mm(edge)) / 1000.0;
    let leg = |edge: u32, start_m: f64, end_m: f64| {
        let time_ms = costs.along_ms(graph, edge, start_m, end_m)?;
        Some(Leg { edge, start_m, end_m, time_ms })
    };
    let edge = way_in.edge;
    let offset_m = way_in.offset_m.min(length_m(edge));
    let mut legs = vec![];
    let mut node = match last.via {
        Via::Seed(index) => return Some(vec![leg(edge, tree.seeds()[index as usize].offset_m, offset_m)?]),
        Via::Node { node, reversed } => {
            legs.push(leg(edge, if reversed { length_m(edge) } else { 0.0 }, offset_m)?);
            node
        }
    };
    loop {
        match tree.predecessor(graph, node)? {
            Predecessor::Seed { seed, reversed } => {
                let Seed { edge, offset_m, .. } = tree.seeds()[seed as usize];
                legs.push(leg(edge, offset_m, if reversed { 0.0 } else { length_m(edge) })?);
                legs.reverse();
                return Some(legs);
            }
            Predecessor::Arc { source, arc } => {
                let ends = if arc.reversed { [length_m(arc.edge), 0.0] } else { [0.0, length_m(arc.edge)] };
                let time_ms = costs.edge_ms(arc.edge)[usize::from(arc.reversed)];
                legs.push(Leg { edge: arc.edge, start_m: ends[0], end_m: ends[1], time_ms });
                node = source;
            }
        }
    }
}

/// A line without repeated points.
struct Line {
    points: Vec<[f64; 2]>,
}

impl Line {
    fn add(&mut self, point: [f64; 2]) {
        if self.points.last() != Some(&point) {
            self.points.push(point);
        }
    }

    /// A line of at least two points, as GeoJSON demands.
    fn closed(mut self) -> Vec<[f64; 2]> {
        if let [only] = self.points[..] {
            self.points.push(only);
        }
        self.points
    }
}

/// Steps, merged as long as street and kind of way stay the same.
#[derive(Default)]
struct Steps(Vec<RouteStep>);

impl Steps {
    fn add(&mut self, street: u32, class: Option<Class>, time_ms: u32, walked_mm: u32) {
        if time_ms == 0 && walked_mm == 0 {
            return;
        }
        match self.0.last_mut() {
            Some(last) if (last.street, last.class) == (street, class) => {
                last.time_ms = last.time_ms.saturating_add(time_ms);
                last.walked_mm = last.walked_mm.saturating_add(walked_mm);
            }
            _ => self.0.push(RouteStep { street, class, time_ms, walked_mm }),
        }
    }
}
