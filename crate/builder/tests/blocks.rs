//! Answers are the same whether a file is decoded whole or only around the question, and whether streets get their costs all at
//! once or only around it.

use std::path::{Path, PathBuf};

use indicatif::ProgressBar;
use yike::costs::Costs;
use yike::edge_index::EdgeIndex;
use yike::engine::{IsochroneRequest, RouteTarget, ServicesRequest};
use yike::grid::LonLat;
use yike::isochrone::{Isochrone, IsochroneMaker};
use yike::network::Network;
use yike::profile::Profile;
use yike::question::{Direction, Question};
use yike::search::PathTree;
use yike::services::{CategorySet, ServiceSearch};
use yike::snap::Snap;
use yike::{Engine, Graph};
use yike_builder::build::{BuildOptions, build};

/// So many places are asked at.
const ORIGINS: usize = 40;

/// Asks at nodes spread over the data, each time with a new engine, one that grows from question to question, one that
/// holds everything, and without an engine. Tells how many new engines needed only a part of the file.
fn compare(city: &str, bytes: Vec<u8>) -> usize {
    let mut whole = Engine::open(bytes.clone()).unwrap();
    whole.load_whole().unwrap();
    let mut growing = Engine::open(bytes.clone()).unwrap();
    let network = whole.graph().network().clone();
    let profile = Profile::named("elder").unwrap();
    let mut alone = Alone::new(network.clone(), &profile);
    let node = |step: usize| {
        let point = network.nodes[network.nodes.len() / ORIGINS * step];
        let [lon, lat] = network.grid.lon_lat([point.x.into(), point.y.into()]);
        LonLat { lon, lat }
    };
    let mut answered = 0;
    let mut fewer = 0;
    for step in 1..ORIGINS {
        let origin = node(step);
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
        assert_eq!(
            alone.answer(origin),
            (truth.0.clone(), truth.1.clone()),
            "{city} at {origin:?}, without an engine"
        );
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
    assert!(answered >= ORIGINS / 2, "{answered} questions were answered");
    println!("{city}: {answered} questions answered, {fewer} of them with a part of the file");
    fewer
}

/// A whole network and the costs of all its streets, asked step by step.
struct Alone {
    graph: Graph,
    index: EdgeIndex,
    costs: Costs,
    tree: PathTree,
    maker: IsochroneMaker,
    services: ServiceSearch,
    max_snap_m: f64,
}

impl Alone {
    fn new(network: Network, profile: &Profile) -> Self {
        let graph = Graph::new(network).unwrap();
        let index = EdgeIndex::new(&graph).unwrap();
        let costs = Costs::new(&graph, profile, Direction::From);
        let maker = IsochroneMaker::new(&index);
        let (tree, services) = (PathTree::new(), ServiceSearch::new());
        Self { graph, index, costs, tree, maker, services, max_snap_m: profile.max_snap_m }
    }

    /// The isochrones, and the places within 15 minutes with their walking times.
    fn answer(&mut self, origin: LonLat) -> (Isochrone, Vec<(u32, u32)>) {
        let Self { graph, index, costs, tree, maker, services, max_snap_m } = self;
        let IsochroneRequest { minutes, min_hole_area_m2 } = IsochroneRequest::default();
        let snap = Snap::nearest(graph, index, costs, origin, *max_snap_m).unwrap();
        let limit_ms = IsochroneMaker::search_ms(costs, &minutes).unwrap();
        tree.search(graph, costs, &[snap.seed(costs)], limit_ms);
        let isochrone = maker.isochrone(graph, index, costs, tree, &minutes, min_hole_area_m2).unwrap();
        let found = services.within(graph, costs, tree, 900_000, CategorySet::ALL);
        (isochrone, found.iter().map(|service| (service.place, service.time_ms)).collect())
    }
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
    assert!(compare("Malta", bytes) >= ORIGINS / 2);
}

fn in_repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}
