//! `cargo bench --bench questions`: whole questions to the engine, natively, as `npm run bench` asks them in WebAssembly. Prints the
//! 50th and 95th percentile over the origins in milliseconds, and how much there was to do.

mod city;

use std::time::Instant;

use yike::Engine;
use yike::costs::Costs;
use yike::engine::{IsochroneAnswer, IsochroneRequest, ServicesRequest};
use yike::grid::LonLat;
use yike::profile::Profile;
use yike::question::{Direction, Question};
use yike::search::PathTree;
use yike::snap::Snap;

use city::city;

/// How often each origin is asked; the median of these counts, as other programs may be at work.
const ROUNDS: usize = 25;

/// Steps of a pin that is dragged.
const DRAG_STEPS: u32 = 20;

fn main() {
    let city = city();
    let open = || Engine::open(city.bytes.clone()).unwrap();
    let mut engine = open();
    let mut first = Vec::new();
    for &origin in city.origins.iter().step_by(10) {
        let mut fresh = open();
        first.push(milliseconds(|| ask(&mut fresh, origin)));
    }
    let dragged = city.origins.iter().take(10).flat_map(|&origin| dragged(origin));
    let dragged = dragged.map(|origin| milliseconds(|| ask(&mut engine, origin))).collect();
    city.origins.iter().for_each(|&origin| ask(&mut engine, origin));
    let mut known_ground = |part: fn(&mut Engine, LonLat)| {
        let mut rounds = vec![Vec::with_capacity(ROUNDS); city.origins.len()];
        for _ in 0..ROUNDS {
            for (times, &origin) in rounds.iter_mut().zip(&city.origins) {
                times.push(milliseconds(|| part(&mut engine, origin)));
            }
        }
        rounds.into_iter().map(|times| percentile(times, 0.5)).collect()
    };
    row("whole question: 5, 10, 15 minutes and services", known_ground(ask));
    row("5, 10, 15 minutes alone", known_ground(|engine, origin| _ = isochrone(engine, origin)));
    row("services of 15 minutes alone", known_ground(services));
    row("whole question while a pin is dragged 30 m a step", dragged);
    row("first answer of an opened file", first);
    let [search, settled] = searches(&mut engine, &city.origins);
    row("search of 15 minutes alone", search);
    row("junctions settled in 15 minutes", settled);
    let vertices = city.origins.iter().map(|&origin| {
        let contours = isochrone(&mut engine, origin).isochrone.contours;
        contours.iter().map(|contour| contour.points.len() as f64).sum()
    });
    row("vertices of 5, 10, 15 minutes", vertices.collect());
    let places = city.origins.iter().map(|&origin| {
        let request = ServicesRequest { minutes: 15.0, ..ServicesRequest::default() };
        engine.services(&question(origin), &request).unwrap().services.len() as f64
    });
    row("services of 15 minutes", places.collect());
}

fn question(origin: LonLat) -> Question {
    Question { origin, profile: Profile::named("uniform").unwrap(), direction: Direction::From }
}

fn isochrone(engine: &mut Engine, origin: LonLat) -> IsochroneAnswer {
    engine.isochrone(&question(origin), &IsochroneRequest::default()).unwrap()
}

fn services(engine: &mut Engine, origin: LonLat) {
    let request = ServicesRequest { minutes: 15.0, ..ServicesRequest::default() };
    std::hint::black_box(engine.services(&question(origin), &request).unwrap());
}

fn ask(engine: &mut Engine, origin: LonLat) {
    std::hint::black_box(isochrone(engine, origin));
    services(engine, origin);
}

/// Milliseconds and settled junctions of the search alone.
fn searches(engine: &mut Engine, origins: &[LonLat]) -> [Vec<f64>; 2] {
    engine.load_whole().unwrap();
    let snaps: Vec<Snap> = origins.iter().map(|&origin| engine.snap(&question(origin)).unwrap()).collect();
    let graph = engine.graph();
    let costs = Costs::new(graph, &Profile::named("uniform").unwrap(), Direction::From);
    let mut tree = PathTree::new();
    // Origin after origin, as people ask: the same one several times in a row would take half as long, all its branches foretold.
    let mut rounds = vec![Vec::with_capacity(ROUNDS); snaps.len()];
    for _ in 0..ROUNDS {
        for (times, snap) in rounds.iter_mut().zip(&snaps) {
            times.push(milliseconds(|| tree.search(graph, &costs, &[snap.seed(&costs)], 900_000)));
        }
    }
    let times = rounds.into_iter().map(|times| percentile(times, 0.5)).collect();
    let settled = snaps.iter().map(|snap| {
        tree.search(graph, &costs, &[snap.seed(&costs)], 900_000);
        tree.settled().count() as f64
    });
    [times, settled.collect()]
}

/// A pin on its way: steps of about 30 m eastwards.
fn dragged(LonLat { lon, lat }: LonLat) -> impl Iterator<Item = LonLat> {
    let step = 30.0 / (111_320.0 * lat.to_radians().cos());
    (1..=DRAG_STEPS).map(move |index| LonLat::new(lon + f64::from(index) * step, lat).unwrap())
}

fn milliseconds(work: impl FnOnce()) -> f64 {
    let start = Instant::now();
    work();
    start.elapsed().as_secs_f64() * 1000.0
}

fn percentile(mut values: Vec<f64>, share: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    values[((values.len() as f64 * share) as usize).min(values.len() - 1)]
}

/// Prints a name, the percentiles and how many values there are, apart by tabulators.
fn row(name: &str, values: Vec<f64>) {
    let count = values.len();
    println!("{name}\t{:.3}\t{:.3}\t{count}", percentile(values.clone(), 0.5), percentile(values, 0.95));
}
