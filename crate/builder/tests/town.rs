//! A little town drawn by hand, whose right answers were worked out by hand: the whole way from the map to the answer.
//!
//! It lies on a grid of metres, see `tests/fixtures/town.osm`:
//!
//! ```text
//!                                                        park      | dead end
//!   550 ── North Street ─────────────────┬──────────────┴──────────┘
//!   ~~~~~~~~~~~~~~~~ river ~~~~~~~~~~~ bridge ~~~~~~~~~~~~~~~~~~~~~~~~~~~~     island
//!   300 ── Main Street ──┬─────┬─plaza─┬─┴────────┬────────────────┬            (ring)
//!                       gate    ╲     one-way    steps             │
//!   100                  └─ South Lane ┘          └─ Lower Lane 200┘
//!        x: 0           200   400-500  600  800  1200             1600         2000-2400
//! ```

use std::path::Path;

use indicatif::ProgressBar;
use yike::attributes::Class;
use yike::engine::{IsochroneRequest, RouteTarget, ServicesRequest};
use yike::grid::{LonLat, metres_per_degree};
use yike::profile::Profile;
use yike::question::{Direction, Question};
use yike::{Engine, ErrorCode};
use yike_builder::build::{BuildOptions, build};

/// A place at its metres east and north.
fn at(east_m: f64, north_m: f64) -> LonLat {
    let [lon_m, lat_m] = metres_per_degree(43.9);
    LonLat { lon: 5.0 + east_m / lon_m, lat: 43.9 + north_m / lat_m }
}

fn town() -> Engine {
    let input = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/town.osm");
    let options = BuildOptions { input, ..BuildOptions::default() };
    let (parts, _) = build(&options, &ProgressBar::hidden()).unwrap();
    Engine::open(yike::format::write(&parts).unwrap()).unwrap()
}

fn from(origin: LonLat, profile: &str) -> Question {
    Question { origin, profile: Profile::named(profile).unwrap(), direction: Direction::From }
}

/// English names and metres of the services within a walk.
fn services(engine: &mut Engine, question: &Question, minutes: f64) -> Vec<(String, f64)> {
    let request = ServicesRequest { minutes, ..ServicesRequest::default() };
    let answer = engine.services(question, &request).unwrap();
    let name = |service: &yike::services::Service| {
        (engine.place(service.place).unwrap().texts.names.en.clone(), service.metres())
    };
    answer.services.iter().map(name).collect()
}

fn metres_to(engine: &mut Engine, question: &Question, east_m: f64, north_m: f64) -> f64 {
    engine.route(question, RouteTarget::Point(at(east_m, north_m))).unwrap().metres()
}

fn seconds_to(engine: &mut Engine, question: &Question, east_m: f64, north_m: f64) -> f64 {
    engine.route(question, RouteTarget::Point(at(east_m, north_m))).unwrap().seconds()
}

/// Corners are rounded to a grid of 1.1 m, offsets and side walks of places to a metre.
#[track_caller]
fn assert_near(value: f64, expected: f64) {
    assert!((value - expected).abs() <= 3.0, "{value} in place of {expected}");
}

#[track_caller]
fn assert_services(found: &[(String, f64)], expected: &[(&str, f64)]) {
    let names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, expected.iter().map(|&(name, _)| name).collect::<Vec<_>>());
    found.iter().zip(expected).for_each(|((_, metres), (_, expected))| assert_near(*metres, *expected));
}

const SOUTH_BANK: [(&str, f64); 8] = [
    ("Corner Shop", 110.0),
    ("Plaza Restaurant", 460.0),
    ("Pharmacy", 610.0),
    // Over the plaza's west side and down South Lane: 400 + 100 + 100 + 100 + 10.
    ("South Lane Kindergarten", 710.0),
    ("Main Street Stop", 730.0),
    ("Main Street Community Centre", 840.0),
    // 260 m off behind a gate that nobody passes: 600 as above, 200 + 50 + 10.
    ("Day Care behind the Gate", 860.0),
    ("Supermarket", 1010.0),
];

#[test]
fn a_quarter_of_an_hour_stays_on_this_side_of_the_river() {
    let mut engine = town();
    let found = services(&mut engine, &from(at(0.0, 300.0), "uniform"), 15.0);
    assert_services(&found, &SOUTH_BANK);
}

#[test]
fn beyond_the_bridge_lie_the_market_the_park_and_the_hospital() {
    let mut engine = town();
    let found = services(&mut engine, &from(at(0.0, 300.0), "uniform"), 24.0);
    let beyond = [
        ("North Street Market", 1260.0),
        // Not the middle of the park but its gate: 800 + 250 + 300 + 10.
        ("City Park", 1360.0),
        // Down the steps: 1200 + 100 + 200 + 10.
        ("Lower Lane Primary School", 1510.0),
        ("Main Street Health Station", 1510.0),
        // 260 m as the crow flies.
        ("North Street Hospital", 1860.0),
        ("Dead End Bookshop", 1910.0),
    ];
    let (near, far) = found.split_at(8);
    assert_services(near, &SOUTH_BANK);
    // The school and the health station are equally far but for rounding.
    let mut far = far.to_vec();
    far[2..4].sort_by(|a, b| a.0.cmp(&b.0));
    assert_services(&far, &beyond);
}

#[test]
fn a_service_is_listed_from_the_very_millisecond_on() {
    let mut engine = town();
    let question = from(at(0.0, 300.0), "uniform");
    let market = ServicesRequest {
        minutes: 60.0,
        categories: Some(vec!["marketplace".into()]),
        ..ServicesRequest::default()
    };
    let time_ms = engine.services(&question, &market).unwrap().services[0].time_ms;
    let listed = |engine: &mut Engine, time_ms: u32| {
        let minutes = (f64::from(time_ms) + 0.5) / 60_000.0;
        engine.services(&question, &ServicesRequest { minutes, ..market.clone() }).unwrap().services.len()
    };
    assert_eq!([listed(&mut engine, time_ms - 1), listed(&mut engine, time_ms)], [0, 1]);
    assert_eq!(listed(&mut town(), time_ms - 1), 0);
}

#[test]
fn the_walk_to_the_hospital_leads_over_the_bridge_along_named_streets() {
    let mut engine = town();
    let question = from(at(0.0, 310.0), "uniform");
    let request = ServicesRequest {
        minutes: 30.0,
        categories: Some(vec!["hospital".into()]),
        ..ServicesRequest::default()
    };
    let service = engine.services(&question, &request).unwrap().services[0];
    let route = engine.route(&question, RouteTarget::Place(service.place)).unwrap();
    assert_eq!((route.time_ms, route.walked_mm), (service.time_ms, service.walked_mm));
    let steps: Vec<(String, Option<Class>, f64)> = route
        .steps
        .iter()
        .map(|step| {
            let name = engine.street(step.street).unwrap().map_or(String::new(), |names| names.en.clone());
            (name, step.class, step.metres())
        })
        .collect();
    let expected = [
        ("", None, 10.0),
        ("Main Street", Some(Class::Residential), 800.0),
        ("Great Bridge", Some(Class::Tertiary), 200.0),
        ("", Some(Class::Footway), 50.0),
        ("North Street", Some(Class::Residential), 800.0),
        ("", None, 10.0),
    ];
    assert_eq!(steps.len(), expected.len(), "{steps:?}");
    for ((name, class, metres), expected) in steps.iter().zip(expected) {
        assert_eq!((name.as_str(), *class), (expected.0, expected.1));
        assert_near(*metres, expected.2);
    }
    let place = engine.place(service.place).unwrap().point;
    let near =
        |point: [f64; 2], end: [f64; 2]| (point[0] - end[0]).abs() < 1e-9 && (point[1] - end[1]).abs() < 1e-9;
    assert!(near(route.points[0], [question.origin.lon, question.origin.lat]));
    assert!(near(route.points[route.points.len() - 1], place));

    let back =
        engine.route(&Question { direction: Direction::To, ..question }, RouteTarget::Place(service.place));
    let back = back.unwrap();
    assert_eq!(back.time_ms, route.time_ms);
    assert!(near(back.points[0], place));
    assert_eq!(back.steps.first().map(|step| step.walked_mm), route.steps.last().map(|step| step.walked_mm));
}

#[test]
fn the_plaza_is_crossed_in_a_straight_line() {
    let mut engine = town();
    // The diagonal of 100 m by 100 m.
    assert_near(metres_to(&mut engine, &from(at(500.0, 300.0), "uniform"), 400.0, 200.0), 141.4);
}

#[test]
fn the_one_way_passage_is_walked_southwards_only() {
    let mut engine = town();
    let (north, south) = (at(600.0, 300.0), at(600.0, 100.0));
    assert_near(metres_to(&mut engine, &from(north, "uniform"), 600.0, 100.0), 200.0);
    // South Lane, the plaza's diagonal, Main Street: 200 + 100 + 141 + 100.
    assert_near(metres_to(&mut engine, &from(south, "uniform"), 600.0, 300.0), 541.4);
    // Walks to a point are the other way round.
    let to = |origin: LonLat| Question { direction: Direction::To, ..from(origin, "uniform") };
    assert_near(metres_to(&mut engine, &to(south), 600.0, 300.0), 200.0);
    assert_near(metres_to(&mut engine, &to(north), 600.0, 100.0), 541.4);
    // From its middle one can only go on.
    assert_near(
        metres_to(&mut engine, &from(at(600.0, 200.0), "uniform"), 600.0, 210.0),
        100.0 + 541.4 + 90.0,
    );
}

#[test]
fn steps_stop_a_wheelchair_and_slow_down_everybody_else() {
    let mut engine = town();
    let top = at(1200.0, 300.0);
    assert_near(metres_to(&mut engine, &from(top, "uniform"), 1400.0, 200.0), 300.0);
    // Round by the level end of Lower Lane: 400 + 100 + 200.
    assert_near(metres_to(&mut engine, &from(top, "wheelchair"), 1400.0, 200.0), 700.0);
    // 100 m of steps count twice: 400 m at 4.8 km/h.
    assert_near(seconds_to(&mut engine, &from(top, "adult"), 1400.0, 200.0), 300.0);
    // 250 + 200 m at 3.5 km/h.
    assert_near(seconds_to(&mut engine, &from(top, "elder"), 1400.0, 200.0), 450.0 / 3.5 * 3.6);
}

#[test]
fn lights_are_waited_for_and_gravel_is_slow() {
    let mut engine = town();
    let south = at(800.0, 300.0);
    assert_near(seconds_to(&mut engine, &from(south, "uniform"), 800.0, 550.0), 187.5);
    assert_near(seconds_to(&mut engine, &from(south, "adult"), 800.0, 550.0), 187.5 + 15.0);
    let corner = at(1400.0, 550.0);
    assert_near(seconds_to(&mut engine, &from(corner, "adult"), 1400.0, 800.0), 250.0 * 0.75 * 1.15);
}

#[test]
fn the_island_is_a_town_of_its_own() {
    let mut engine = town();
    let library = |engine: &mut Engine, origin: LonLat| services(engine, &from(origin, "uniform"), 120.0);
    assert_services(&library(&mut engine, at(2000.0, 300.0)), &[("Island Library", 210.0)]);
    assert!(library(&mut engine, at(1600.0, 300.0)).iter().all(|(name, _)| name != "Island Library"));
    let error =
        engine.route(&from(at(0.0, 300.0), "uniform"), RouteTarget::Point(at(2200.0, 300.0))).unwrap_err();
    assert_eq!(error.code(), ErrorCode::NoRoute);
}

#[test]
fn a_point_is_snapped_to_the_nearest_point_of_a_street_worth_walking() {
    let mut engine = town();
    let snap = engine.snap(&from(at(150.0, 310.0), "uniform")).unwrap();
    assert_near(snap.distance_m, 10.0);
    let street = at(150.0, 300.0);
    assert!((snap.point[0] - street.lon).abs() < 2e-5 && (snap.point[1] - street.lat).abs() < 2e-5);
    // Ten metres from a scrap of path that leads nowhere; the path in the park is what counts.
    let snap = engine.snap(&from(at(1000.0, 710.0), "uniform")).unwrap();
    assert_near(snap.distance_m, (100.0f64 * 100.0 + 60.0 * 60.0).sqrt());
    // On the steps, which are no street for a wheelchair: 50 m to Main Street or to Lower Lane.
    let snap = engine.snap(&from(at(1200.0, 255.0), "wheelchair")).unwrap();
    assert_near(snap.distance_m, 45.0);
    // 260 m off the island.
    let error = engine.snap(&from(at(2200.0, 800.0), "uniform")).unwrap_err();
    assert_eq!(error.code(), ErrorCode::TooFarFromStreet);
    assert!(error.to_string().contains("250"));
    let error = engine.snap(&from(at(2600.0, 300.0), "uniform")).unwrap_err();
    assert_eq!(error.code(), ErrorCode::OutsideData);
}

#[test]
fn a_walk_that_meets_the_edge_of_the_data_says_so() {
    let mut engine = town();
    let truncated = |engine: &mut Engine, east_m: f64, minutes: f64| {
        let request = ServicesRequest { minutes, ..ServicesRequest::default() };
        engine.services(&from(at(east_m, 300.0), "uniform"), &request).unwrap().truncated
    };
    // The edge is 50 m west of the origin of the grid, the last node of Main Street 100 m.
    assert!(truncated(&mut engine, 0.0, 15.0));
    assert!(!truncated(&mut engine, 1200.0, 5.0));
    // The same tree tells less of a shorter walk.
    assert!(truncated(&mut engine, 400.0, 10.0));
    assert!(!truncated(&mut engine, 400.0, 4.0));
}

#[test]
fn the_isochrone_holds_what_is_reached_and_nothing_beyond_the_river() {
    use geo::{Contains, Coord, LineString, MultiPolygon, Point, Polygon};
    let mut engine = town();
    let request = IsochroneRequest { minutes: vec![15.0, 24.0], min_hole_area_m2: 0.0 };
    let answer = engine.isochrone(&from(at(0.0, 300.0), "uniform"), &request).unwrap();
    let polygons: Vec<MultiPolygon> = answer
        .isochrone
        .contours
        .iter()
        .map(|contour| {
            let (mut point, mut ring, mut polygons) = (0, 0, vec![]);
            for &polygon_end in &contour.polygon_ends {
                let mut rings = vec![];
                for &end in &contour.ring_ends[ring..polygon_end as usize] {
                    let coords = contour.points[point..end as usize].iter().map(|&[x, y]| Coord { x, y });
                    rings.push(LineString(coords.collect()));
                    point = end as usize;
                }
                ring = polygon_end as usize;
                let outer = rings.remove(0);
                polygons.push(Polygon::new(outer, rings));
            }
            MultiPolygon(polygons)
        })
        .collect();
    let [within_24, within_15] = &polygons[..] else { panic!("two contours") };
    let has = |polygons: &MultiPolygon, east_m: f64, north_m: f64| {
        let LonLat { lon, lat } = at(east_m, north_m);
        polygons.contains(&Point::new(lon, lat))
    };
    // On Main Street as far as 1200 m, less a cell; over the bridge 150 m each way.
    assert!(has(within_15, 0.0, 300.0) && has(within_15, 1185.0, 300.0) && !has(within_15, 1215.0, 300.0));
    assert!(has(within_15, 800.0, 540.0) && has(within_15, 660.0, 550.0) && !has(within_15, 630.0, 550.0));
    assert!(!has(within_15, 0.0, 550.0) && !has(within_15, 100.0, 425.0));
    // 1750 m to the point that lies 270 m off.
    assert!(has(within_24, 100.0, 550.0) && !has(within_24, 100.0, 425.0));
    assert!(!has(within_24, 2200.0, 300.0));
    assert_eq!(answer.isochrone.contours[0].minutes, 24.0);
}
