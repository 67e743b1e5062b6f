//! Streets drawn by hand, about 1.11 m a unit, walked at 80 m a minute.

use geo::GeodesicArea;
use yike::ErrorCode;
use yike::attributes::{Attributes, Class, Level};
use yike::grid::{Grid, Point};
use yike::isochrone::{Contour, IsochroneMaker};
use yike::network::{Edge, Network};
use yike::profile::Profile;
use yike::question::Direction;
use yike::search::Seed;

use crate::shapes::{Walker, holds, polygons};

pub type Line<'a> = (&'a [[i32; 2]], Attributes);

pub const GROUND: Attributes = attributes(Class::Residential, Level::Ground);
const BRIDGE: Attributes = attributes(Class::Footway, Level::Bridge);
const STEPS: Attributes = attributes(Class::Steps, Level::Ground);

const fn attributes(class: Class, level: Level) -> Attributes {
    use yike::attributes::{OneWay, Surface, Wheelchair};
    let (surface, wheelchair, one_way) = (Surface::Unknown, Wheelchair::Unknown, OneWay::Both);
    Attributes { class, surface, level, wheelchair, one_way, signals: false, incline_percent: 0 }
}

fn point([x, y]: [i32; 2]) -> Point {
    Point { x: 700_000 + x, y: 4_370_000 + y }
}

/// A network of lines that meet where they begin or end at the same point.
pub fn network(lines: &[Line]) -> Network {
    let mut network = Network {
        grid: Grid::for_latitude(43.7),
        nodes: vec![],
        border_nodes: vec![],
        edges: vec![],
        inner_points: vec![],
        attribute_sets: vec![],
        places: vec![],
        entrances: vec![],
    };
    for &(line, attributes) in lines {
        let [from, to] = [line[0], line[line.len() - 1]].map(|end| {
            let known = network.nodes.iter().position(|&node| node == point(end));
            known.unwrap_or_else(|| {
                network.nodes.push(point(end));
                network.nodes.len() - 1
            }) as u32
        });
        let (first_inner_point, set) =
            (network.inner_points.len() as u32, network.attribute_sets.len() as u16);
        network.attribute_sets.push(attributes);
        network.edges.push(Edge { from, to, first_inner_point, attributes: set, street: 0 });
        network.inner_points.extend(line[1..line.len() - 1].iter().copied().map(point));
    }
    network
}

pub fn seed(edge: u32, offset_m: f64) -> Seed {
    Seed { edge, offset_m, straight_m: 0.0, cost_ms: 0 }
}

fn contour(lines: &[Line], profile: &str, seed: Seed, minutes: f64, min_hole_area_m2: f64) -> Contour {
    let mut walker = Walker::new(network(lines), &Profile::named(profile).unwrap(), Direction::From);
    walker.ask(seed, &[minutes], min_hole_area_m2, 0).contours.remove(0)
}

fn has(contour: &Contour, at: [i32; 2]) -> bool {
    let Point { x, y } = point(at);
    holds(contour, Grid::for_latitude(43.7).lon_lat([x.into(), y.into()]))
}

#[test]
fn a_walk_does_not_leap_a_river() {
    let banks: [Line; 2] = [(&[[0, 0], [600, 0]], GROUND), (&[[0, 27], [600, 27]], GROUND)];
    let reached = contour(&banks, "uniform", seed(0, 330.0), 3.0, 0.0);
    assert!(has(&reached, [300, 0]) && has(&reached, [300, 9]) && has(&reached, [300, -30]));
    assert!(!has(&reached, [300, 18]) && !has(&reached, [300, 27]) && !has(&reached, [300, 50]));
    assert!(!has(&reached, [300, -40]), "beyond the side-walk limit");
}

#[test]
fn a_street_that_no_cell_is_nearest_to_is_seen_where_it_bends_or_ends() {
    // The first one passes through the middles of cells, the other three units beside it.
    let lines: [Line; 2] = [(&[[0, -3], [600, -3]], GROUND), (&[[101, 0], [301, 0], [401, 1]], GROUND)];
    let ends_and_bend = [[101, 0], [301, 0], [401, 1]];
    let first = contour(&lines, "uniform", seed(0, 500.0), 6.0, 0.0);
    assert!(has(&first, [201, -3]) && has(&first, [351, -3]));
    assert!(ends_and_bend.iter().all(|&at| !has(&first, at)));
    let other = contour(&lines, "uniform", seed(1, 100.0), 5.0, 0.0);
    assert!(ends_and_bend.iter().all(|&at| has(&other, at)));
}

#[test]
fn a_bridge_that_is_not_reached_cuts_no_slit() {
    let lines: [Line; 4] = [
        (&[[0, 0], [300, 0]], GROUND),
        (&[[0, 54], [300, 54]], GROUND),
        (&[[0, 0], [0, 54]], GROUND),
        (&[[150, -300], [150, 300]], BRIDGE),
    ];
    let reached = contour(&lines, "uniform", seed(2, 30.0), 10.0, 0.0);
    for y in [-20, 0, 10, 20, 27, 40, 54, 70] {
        assert!(has(&reached, [150, y]), "under the bridge at {y}");
    }
    assert!(!has(&reached, [150, -150]) && !has(&reached, [150, 200]), "the bridge elsewhere");
    assert_eq!((reached.polygon_ends.len(), reached.ring_ends.len()), (1, 1));
}

#[test]
fn a_bridge_that_is_walked_is_inside() {
    let lines: [Line; 4] = [
        (&[[0, 0], [150, 0]], GROUND),
        (&[[150, 0], [300, 0]], GROUND),
        (&[[150, 0], [150, 200]], BRIDGE),
        (&[[0, 200], [150, 200]], GROUND),
    ];
    let reached = contour(&lines, "uniform", seed(0, 0.0), 7.0, 0.0);
    assert!(has(&reached, [150, 100]) && has(&reached, [130, 100]) && has(&reached, [100, 200]));
    assert!(!has(&reached, [60, 100]), "the water");
}

#[test]
fn ground_that_no_street_is_near_to_is_a_hole_unless_it_is_filled() {
    let square: [Line; 1] = [(&[[0, 0], [300, 0], [300, 300], [0, 300], [0, 0]], GROUND)];
    let holed = contour(&square, "uniform", seed(0, 0.0), 15.0, 0.0);
    let filled = contour(&square, "uniform", seed(0, 0.0), 15.0, 100_000.0);
    assert_eq!((holed.polygon_ends.len(), holed.ring_ends.len()), (1, 2));
    assert_eq!((filled.polygon_ends.len(), filled.ring_ends.len()), (1, 1));
    assert!(!has(&holed, [150, 150]) && has(&filled, [150, 150]));
    let side_m = 300.0 * 1.1117 - 80.0;
    let hole_m2 = filled.area_m2 - holed.area_m2;
    assert!((hole_m2 / (side_m * side_m) - 1.0).abs() < 0.03, "{hole_m2}");
}

#[test]
fn an_island_in_a_filled_hole_is_filled_with_it() {
    let lines: [Line; 2] = [
        (&[[0, 0], [300, 0], [300, 300], [0, 300], [0, 0]], GROUND),
        (&[[0, 0], [-20, -20], [150, 100], [150, 150]], BRIDGE),
    ];
    let filled = contour(&lines, "uniform", seed(0, 0.0), 20.0, 100_000.0);
    assert_eq!((filled.polygon_ends.len(), filled.ring_ends.len()), (1, 1));
}

#[test]
fn areas_agree_with_the_ellipsoid() {
    let square: [Line; 1] = [(&[[0, 0], [300, 0], [300, 300], [0, 300], [0, 0]], GROUND)];
    let reached = contour(&square, "uniform", seed(0, 0.0), 12.0, 0.0);
    let truth_m2 = polygons(&reached).geodesic_area_unsigned();
    assert!((reached.area_m2 / truth_m2 - 1.0).abs() < 1e-3, "{} against {truth_m2}", reached.area_m2);
}

#[test]
fn nothing_reached_is_a_contour_without_polygons() {
    let street: [Line; 1] = [(&[[0, 0], [300, 0]], GROUND)];
    let late = Seed { cost_ms: 60_000, ..seed(0, 100.0) };
    let nothing = contour(&street, "uniform", late, 0.9, 0.0);
    assert_eq!(nothing, Contour { minutes: 0.9, ..Contour::default() });
    let just = contour(&street, "uniform", late, 1.0, 0.0);
    assert!(has(&just, [90, 0]), "the origin itself, as soon as it is reached");
}

#[test]
fn a_dead_straight_street_ends_where_the_time_does() {
    for tilt in [0, 130, 400] {
        let line = [[0, 0], [800, tilt]];
        let street: [Line; 1] = [(&line, GROUND)];
        let reached = contour(&street, "uniform", seed(0, 0.0), 5.0, 0.0);
        let length_m = (f64::from(800 * 800 + tilt * tilt)).sqrt() * 1.1117;
        let at = |walked_m: f64| {
            let share = walked_m / length_m;
            [(800.0 * share).round() as i32, (f64::from(tilt) * share).round() as i32]
        };
        assert!(has(&reached, at(395.0)), "tilt {tilt}");
        assert!(!has(&reached, at(406.0)), "tilt {tilt}");
    }
}

#[test]
fn ground_beside_steps_is_not_for_wheels() {
    let lines: [Line; 3] =
        [(&[[0, 0], [150, 0]], GROUND), (&[[150, 0], [300, 0]], GROUND), (&[[150, 0], [150, 120]], STEPS)];
    let [walked, rolled] =
        ["uniform", "wheelchair"].map(|profile| contour(&lines, profile, seed(0, 0.0), 8.0, 0.0));
    assert!(has(&walked, [150, 60]) && !has(&rolled, [150, 60]));
    assert!(has(&walked, [150, 2]) && has(&rolled, [150, 2]), "the street below the steps");
}

#[test]
fn wrong_minutes_are_refused() {
    let street: [Line; 1] = [(&[[0, 0], [300, 0]], GROUND)];
    let walker = Walker::new(network(&street), &Profile::named("uniform").unwrap(), Direction::From);
    for minutes in [0.0, -1.0, f64::NAN, 121.0] {
        let error = IsochroneMaker::search_ms(&walker.costs, &[5.0, minutes]).unwrap_err();
        assert_eq!(error.code(), ErrorCode::InvalidMinutes);
        assert!(error.to_string().contains(&minutes.to_string()));
    }
}
