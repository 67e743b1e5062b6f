//! Answers are the same whether a file is decoded whole or only around the question.

use std::path::{Path, PathBuf};

use indicatif::ProgressBar;
use yike::Engine;
use yike::engine::{IsochroneRequest, RouteTarget, ServicesRequest};
use yike::grid::LonLat;
use yike::profile::Profile;
use yike::question::{Direction, Question};
use yike_builder::build::{BuildOptions, build};

/// Asks at nodes spread over the data, each time with a new engine, one that grows from question to question, and
/// one that holds everything. Tells how many new engines needed only a part of the file.
fn compare(city: &str, bytes: Vec<u8>) -> usize {
    let mut whole = Engine::open(bytes.clone()).unwrap();
    whole.load_whole().unwrap();
    let mut growing = Engine::open(bytes.clone()).unwrap();
    let network = whole.graph().network().clone();
    let node = |tenths: usize| {
        let point = network.nodes[network.nodes.len() / 10 * tenths];
        let [lon, lat] = network.grid.lon_lat([point.x.into(), point.y.into()]);
        LonLat { lon, lat }
    };
    let mut answered = 0;
    let mut fewer = 0;
    for step in 1..10 {
        let origin = node(step);
        let profile = Profile::named("elder").unwrap();
        let question = Question { origin, profile, direction: Direction::From };
        let answer = |engine: &mut Engine| {
            let rings = engine.isochrone(&question, &IsochroneRequest::default()).ok()?;
            let request = ServicesRequest { minutes: 15.0, ..ServicesRequest::default() };
            let services = engine.services(&question, &request).unwrap();
            let times: Vec<(u32, u32)> =
                services.services.iter().map(|found| (found.place, found.time_ms)).collect();
            let nodes = engine.graph().node_count();
            let route_ms =
                engine.route(&question, RouteTarget::Point(node(step - 1))).map(|route| route.time_ms);
            let snap = (rings.snap.point, rings.snap.distance_m);
            let in_part = nodes < network.nodes.len();
            let route_ms = route_ms.map_err(|error| error.code());
            Some(((rings.isochrone, times, route_ms, snap, services.truncated), in_part))
        };
        let Some((truth, _)) = answer(&mut whole) else { continue };
        let Some((by_new, in_part)) = answer(&mut Engine::open(bytes.clone()).unwrap()) else {
            panic!("{origin:?}")
        };
        assert_eq!(by_new, truth, "{city} at {origin:?}");
        assert_eq!(
            answer(&mut growing).map(|(answer, _)| answer),
            Some(truth),
            "{city} at {origin:?}, growing"
        );
        answered += 1;
        fewer += usize::from(in_part);
    }
    assert!(answered >= 5, "{answered} questions were answered");
    println!("{city}: {answered} questions answered, {fewer} of them with a part of the file");
    fewer
}

#[test]
fn helsinki_is_the_same_in_parts() {
    let input = in_repository("tests/fixtures/helsinki.osm.pbf");
    let options = BuildOptions { input, backdrop: false, ..BuildOptions::default() };
    let (parts, _) = build(&options, &ProgressBar::hidden()).unwrap();
    compare("Helsinki", yike::format::write(&parts).unwrap());
}

#[test]
fn malta_is_the_same_in_parts_and_mostly_needs_few() {
    let bytes = std::fs::read(in_repository("www/cities/malta.yike")).unwrap();
    assert!(yike::format::File::open(bytes.clone()).unwrap().block_count() >= 5);
    assert!(compare("Malta", bytes) >= 5);
}

fn in_repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}
