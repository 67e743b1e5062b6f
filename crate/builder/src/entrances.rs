//! Ties places to the network where one enters them.
//!
//! - Grounds (a park, a school's yard) are entered by every mapped gate and wherever a way crosses their outline.
//! - A building is entered by its mapped doors, else by the ways that lead into it.
//! - A line (a street of shops) is entered all along.
//! - Whatever has none of these is entered from the point of the network that is nearest to it.

use geo::{Coord, InteriorPoint, InterpolateLine, LinesIter, MultiPolygon};
use yike::grid::Point;
use yike::network::{Entrance, Network, Place, PlaceTexts};

use crate::edge_tree::{EdgeTree, OnEdge};
use crate::gateways::gateways;
use crate::places::{RawPlace, Shape};

/// A place farther than this from every walkable edge, in metres, is left out.
pub const MAX_SIDE_M: f64 = 200.0;
/// How far a door may lie from the edge that leads to it, in metres.
const MAX_DOOR_M: f64 = 50.0;
/// Entrances on one edge are at least so many metres apart.
const MIN_GAP_M: u32 = 5;
/// Distance between the points tried along lines and outlines, in grid units.
const SAMPLE_UNITS: f64 = 9.0;
/// No outline is tried at more points than this.
const MAX_SAMPLES: usize = 2_000;
/// Distance between entrances along a line, in grid units.
const LINE_GAP_UNITS: f64 = 45.0;

/// The places of a network, tied to it.
#[derive(Debug, Clone, Default)]
pub struct Snapped {
    /// The places, numbered in the order in which the edges reach them.
    pub places: Vec<Place>,
    /// Their texts.
    pub texts: Vec<PlaceTexts>,
    /// Their entrances, at least one each, ascending by edge and offset.
    pub entrances: Vec<Entrance>,
    /// How many places lie farther than [`MAX_SIDE_M`] from every walkable edge and were left out.
    pub too_far: usize,
}

/// Ties places to a network; its own places and entrances are ignored.
pub fn snap(raw: Vec<RawPlace>, network: &Network) -> Snapped {
    let edges = EdgeTree::new(network);
    let mut snapped = Snapped::default();
    let mut tied: Vec<(Vec<Entrance>, RawPlace)> = vec![];
    for place in raw {
        let entrances = spread(ways_in(&place, &edges));
        if entrances.is_empty() {
            snapped.too_far += 1;
        } else {
            tied.push((entrances, place));
        }
    }
    tied.sort_by(|(a, _), (b, _)| a[0].cmp(&b[0]));
    for (id, (entrances, place)) in (0u32..).zip(tied) {
        snapped.entrances.extend(entrances.into_iter().map(|entrance| Entrance { place: id, ..entrance }));
        let point = display_point(&place.shape);
        snapped.places.push(Place { id, point, osm: place.osm, categories: place.categories });
        snapped.texts.push(place.texts);
    }
    snapped.entrances.sort_unstable();
    snapped
}

fn ways_in(place: &RawPlace, edges: &EdgeTree<'_>) -> Vec<OnEdge> {
    let mut found: Vec<OnEdge> =
        place.doors.iter().filter_map(|&door| edges.nearest(door, MAX_DOOR_M)).collect();
    match &place.shape {
        Shape::Point(at) if found.is_empty() => found.extend(edges.nearest(*at, MAX_SIDE_M)),
        Shape::Point(_) => {}
        Shape::Line(line) => {
            let points = samples(line.lines(), LINE_GAP_UNITS);
            found.extend(points.iter().filter_map(|&at| edges.nearest(at, MIN_GAP_M.into())));
            if found.is_empty() {
                found.extend(nearest_of(&points, edges));
            }
        }
        Shape::Building(area) if found.is_empty() => found = gateways(area, edges),
        Shape::Building(_) => {}
        Shape::Grounds(area) => found.extend(gateways(area, edges)),
    }
    if let (true, Shape::Grounds(area) | Shape::Building(area)) = (found.is_empty(), &place.shape) {
        found.extend(nearest_of(&samples(area.lines_iter(), SAMPLE_UNITS), edges));
    }
    found
}

fn nearest_of(points: &[Coord], edges: &EdgeTree<'_>) -> Option<OnEdge> {
    let found = points.iter().filter_map(|&at| edges.nearest(at, MAX_SIDE_M));
    found.min_by(|a, b| a.side_m.total_cmp(&b.side_m))
}

/// Points along lines: their ends, and others at most `gap` apart as long as there are not too many.
fn samples(lines: impl Iterator<Item = geo::Line>, gap: f64) -> Vec<Coord> {
    let mut points = vec![];
    for line in lines {
        let (dx, dy) = (line.end.x - line.start.x, line.end.y - line.start.y);
        let parts = ((dx * dx + dy * dy).sqrt() / gap).ceil().clamp(1.0, 100.0);
        let mut part = 0.0;
        while part <= parts {
            let share = part / parts;
            points.push(Coord { x: line.start.x + share * dx, y: line.start.y + share * dy });
            part += 1.0;
        }
    }
    let keep_each = points.len().div_ceil(MAX_SAMPLES).max(1);
    points.into_iter().step_by(keep_each).collect()
}

/// Entrances in whole metres, ascending, no two on one edge closer than [`MIN_GAP_M`].
fn spread(found: Vec<OnEdge>) -> Vec<Entrance> {
    let entrance = |found: OnEdge| Entrance {
        edge: found.edge,
        // Rounded down, so that no entrance lies beyond the end of its edge.
        offset_m: found.offset_m as u32,
        side_m: found.side_m.round() as u16,
        place: 0,
    };
    let mut entrances: Vec<Entrance> = found.into_iter().map(entrance).collect();
    entrances.sort_unstable();
    entrances.dedup_by(|later, earlier| {
        let close = later.edge == earlier.edge && later.offset_m - earlier.offset_m < MIN_GAP_M;
        if close && later.side_m < earlier.side_m {
            *earlier = *later;
        }
        close
    });
    entrances
}

fn display_point(shape: &Shape) -> Point {
    let at = match shape {
        Shape::Point(at) => *at,
        Shape::Line(line) => {
            geo::Euclidean.point_at_ratio_from_start(line, 0.5).map_or_else(|| line.0[0], Coord::from)
        }
        Shape::Grounds(area) | Shape::Building(area) => inner_point(area),
    };
    Point { x: at.x.round() as i32, y: at.y.round() as i32 }
}

fn inner_point(area: &MultiPolygon) -> Coord {
    let first = || area.0[0].exterior().0[0];
    area.interior_point().map_or_else(first, Coord::from)
}
