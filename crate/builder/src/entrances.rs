//! Ties places to the network where one enters them.
//!
//! - Grounds (a park, a school's yard) are entered by every mapped gate and wherever a way crosses their outline.
//! - A building is entered by its mapped doors, else by the ways that lead into it.
//! - A line (a street of shops) is entered all along.
//! - Whatever has none of these is entered from the point of the network that is nearest to it.

use geo::{Coord, LinesIter};
use rayon::prelude::*;
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
    /// The places that lie farther than [`MAX_SIDE_M`] from every walkable edge and were left out.
    pub too_far: Vec<RawPlace>,
}

/// Ties places to a network; its own places and entrances are ignored.
pub fn snap(raw: Vec<RawPlace>, network: &Network) -> Snapped {
    let edges = EdgeTree::new(network);
    let mut snapped = Snapped::default();
    let mut tied: Vec<(Vec<Entrance>, RawPlace)> =
        raw.into_par_iter().map(|place| (spread(ways_in(&place, &edges)), place)).collect();
    let far = tied.extract_if(.., |(entrances, _)| entrances.is_empty());
    snapped.too_far.extend(far.map(|(_, place)| place));
    tied.sort_by(|(a, _), (b, _)| a[0].cmp(&b[0]));
    for (id, (entrances, place)) in (0u32..).zip(tied) {
        snapped.entrances.extend(entrances.into_iter().map(|entrance| Entrance { place: id, ..entrance }));
        let at = place.shape.inner_point();
        let point = Point { x: at.x.round() as i32, y: at.y.round() as i32 };
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

#[cfg(test)]
mod tests {
    use yike::attributes::{Attributes, Class, Level};

    use super::*;
    use crate::categories::Categories;
    use crate::drawing::{Drawing, EVERYWHERE, grid, network};
    use crate::places::collect;

    const STREET: Attributes = Attributes {
        class: Class::Residential,
        surface: yike::attributes::Surface::Unknown,
        level: Level::Ground,
        wheelchair: yike::attributes::Wheelchair::Unknown,
        one_way: yike::attributes::OneWay::Both,
        signals: false,
        incline_percent: 0,
    };
    const SQUARE: [[i32; 2]; 5] = [[0, 0], [200, 0], [200, 200], [0, 200], [0, 0]];

    fn snapped(drawing: Drawing, streets: &[(&[[i32; 2]], Attributes)]) -> Snapped {
        let categories = Categories::standard().unwrap();
        snap(collect(&drawing.read(), &categories, grid(), &EVERYWHERE).places, &network(streets))
    }

    /// Edge, offset and side of each entrance, in grid units rather than metres.
    fn ways_in(snapped: &Snapped) -> Vec<[u32; 3]> {
        let units = |metres: u32| (f64::from(metres) / 1.11).round() as u32;
        let rows = snapped.entrances.iter();
        rows.map(|row| [row.edge, units(row.offset_m), units(row.side_m.into())]).collect()
    }

    #[test]
    fn a_shop_is_entered_from_the_nearest_point_of_a_street() {
        let drawing = Drawing::default().node(1, [40, 10], &[("shop", "bakery")]);
        let streets: &[(&[[i32; 2]], _)] =
            &[(&[[0, 30], [100, 30]], STREET), (&[[0, 0], [30, 0], [100, 0]], STREET)];
        let snapped = snapped(drawing, streets);
        assert_eq!(ways_in(&snapped), [[1, 40, 10]]);
        assert_eq!(snapped.places[0].point, Point { x: 40, y: 10 });
    }

    #[test]
    fn a_place_far_from_every_street_is_left_out_and_counted() {
        let drawing = Drawing::default().node(1, [0, 300], &[("shop", "bakery")]);
        let snapped = snapped(drawing, &[(&[[0, 0], [100, 0]], STREET)]);
        assert_eq!((snapped.places.len(), snapped.too_far.len()), (0, 1));
    }

    #[test]
    fn steps_give_way_to_a_street_a_little_farther_and_tunnels_to_everything() {
        let steps = Attributes { class: Class::Steps, ..STREET };
        let tunnel = Attributes { level: Level::Tunnel, ..STREET };
        let bakery = |y| Drawing::default().node(1, [50, y], &[("shop", "bakery")]);
        let streets: &[(&[[i32; 2]], _)] =
            &[(&[[0, 0], [100, 0]], steps), (&[[0, 30], [100, 30]], STREET), (&[[0, 11], [100, 11]], tunnel)];
        assert_eq!(ways_in(&snapped(bakery(10), streets)), [[1, 50, 20]]);
        assert_eq!(ways_in(&snapped(bakery(2), streets)), [[0, 50, 2]]);
    }

    #[test]
    fn a_shop_with_a_mapped_door_is_entered_there_and_not_where_a_street_is_nearer() {
        let drawing = Drawing::default()
            .node(1, [0, 0], &[])
            .node(2, [40, 0], &[])
            .node(3, [40, 40], &[])
            .node(4, [20, 40], &[("entrance", "main")])
            .node(5, [0, 40], &[])
            .node(6, [0, 20], &[("entrance", "emergency")])
            .way(10, &[1, 2, 3, 4, 5, 6, 1], &[("building", "yes"), ("shop", "supermarket")]);
        let streets: &[(&[[i32; 2]], _)] =
            &[(&[[0, -5], [100, -5]], STREET), (&[[0, 60], [100, 60]], STREET)];
        assert_eq!(ways_in(&snapped(drawing, streets)), [[1, 20, 20]]);
    }

    #[test]
    fn a_park_is_entered_by_each_way_that_crosses_its_outline() {
        let drawing = Drawing::default().line(1, &SQUARE, &[("leisure", "park")]);
        let streets: &[(&[[i32; 2]], _)] = &[
            // Along the outline, weaving across it by a unit.
            (&[[-50, -1], [100, 1], [250, -1]], STREET),
            // Through the park from west to east.
            (&[[-50, 100], [250, 100]], STREET),
            // From a junction on the outline to a bench.
            (&[[100, 200], [100, 150]], STREET),
            // Below it all.
            (&[[50, -50], [50, 250]], Attributes { level: Level::Tunnel, ..STREET }),
        ];
        let snapped = snapped(drawing, streets);
        assert_eq!(ways_in(&snapped), [[1, 50, 0], [1, 250, 0], [2, 0, 0]]);
        assert_eq!(snapped.places.len(), 1);
    }

    #[test]
    fn a_park_without_paths_is_entered_by_its_gates() {
        let drawing = Drawing::default()
            .node(1, [0, 0], &[])
            .node(2, [100, 0], &[("barrier", "gate")])
            .node(3, [200, 0], &[])
            .node(4, [200, 200], &[("barrier", "gate"), ("access", "private")])
            .node(5, [100, 200], &[("barrier", "entrance")])
            .node(6, [0, 200], &[])
            .way(10, &[1, 2, 3, 4, 5, 6, 1], &[("leisure", "park")]);
        let streets: &[(&[[i32; 2]], _)] =
            &[(&[[-50, -10], [250, -10]], STREET), (&[[-50, 205], [250, 205]], STREET)];
        assert_eq!(ways_in(&snapped(drawing, streets)), [[0, 150, 10], [1, 150, 5]]);
    }

    #[test]
    fn a_park_without_gates_or_paths_is_entered_where_a_street_comes_nearest() {
        let drawing = Drawing::default().line(1, &SQUARE, &[("leisure", "park")]);
        let streets: &[(&[[i32; 2]], _)] = &[(&[[210, -50], [230, 250]], STREET)];
        let [[edge, _, side]] = ways_in(&snapped(drawing, streets))[..] else { panic!("not one entrance") };
        assert_eq!(edge, 0);
        assert!((12..=14).contains(&side), "{side}");
    }

    #[test]
    fn a_hole_is_outside_and_the_shown_point_inside() {
        let drawing = Drawing::default()
            .line(1, &SQUARE[..3], &[])
            .way(2, &[1002, 2001, 1000], &[])
            .node(2001, [0, 200], &[])
            .line(3, &[[50, 50], [150, 50], [150, 150], [50, 150], [50, 50]], &[])
            .relation(
                9,
                &[("outer", 1), ("outer", 2), ("inner", 3)],
                &[("type", "multipolygon"), ("leisure", "park")],
            );
        // From the hole into the park, not beyond.
        let streets: &[(&[[i32; 2]], _)] = &[(&[[100, 100], [100, 20]], STREET)];
        let snapped = snapped(drawing, streets);
        assert_eq!(ways_in(&snapped), [[0, 50, 0]]);
        let Point { x, y } = snapped.places[0].point;
        let in_hole = (50..150).contains(&x) && (50..150).contains(&y);
        assert!((0..200).contains(&x) && (0..200).contains(&y) && !in_hole, "{x} {y}");
    }

    #[test]
    fn an_outline_that_is_not_whole_is_counted_as_broken() {
        let drawing = Drawing::default()
            .way(1, &[1, 2, 3, 1], &[("leisure", "park")])
            .node(1, [0, 0], &[])
            .node(2, [9, 0], &[])
            .line(2, &SQUARE[..4], &[])
            .relation(9, &[("outer", 2)], &[("type", "multipolygon"), ("leisure", "park")]);
        let collected = collect(&drawing.read(), &Categories::standard().unwrap(), grid(), &EVERYWHERE);
        assert_eq!((collected.places.len(), collected.broken), (0, 2));
    }

    #[test]
    fn a_street_of_shops_is_entered_all_along() {
        let tags = [("highway", "pedestrian"), ("name", "老门东步行街")];
        let drawing = Drawing::default().line(1, &[[0, 0], [200, 0]], &tags);
        let snapped = snapped(drawing, &[(&[[0, 0], [200, 0]], STREET)]);
        assert_eq!(snapped.places[0].point, Point { x: 100, y: 0 });
        assert!(snapped.entrances.len() >= 5, "{:?}", snapped.entrances);
        assert!(snapped.entrances.windows(2).all(|pair| pair[1].offset_m - pair[0].offset_m <= 51));
    }
}
