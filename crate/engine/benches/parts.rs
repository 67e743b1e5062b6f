//! `cargo bench --bench parts`: the steps of a question one by one, each asked at every origin in turn, so that the median is that over the
//! origins. `cargo bench --bench parts -- search` runs those with that name.

mod city;

use std::sync::LazyLock;

use divan::{Bencher, black_box};
use yike::costs::Costs;
use yike::edge_index::EdgeIndex;
use yike::field::{ArrivalField, Cells, Limits, Ownership};
use yike::format::File;
use yike::grid::LonLat;
use yike::isochrone::{DEFAULT_MIN_HOLE_AREA_M2, IsochroneMaker};
use yike::profile::Profile;
use yike::question::{Direction, limit_ms};
use yike::search::PathTree;
use yike::services::{CategorySet, ServiceSearch};
use yike::snap::Snap;
use yike::{Engine, Graph};

use city::city;

const MINUTES: [f64; 3] = [5.0, 10.0, 15.0];

fn main() {
    city();
    divan::main();
}

/// The whole city, ready to be asked.
struct Town {
    graph: Graph,
    index: EdgeIndex,
    costs: Costs,
    limits: Limits,
}

static TOWN: LazyLock<Town> = LazyLock::new(|| {
    let file = File::open(city().bytes.clone()).unwrap();
    let graph = Graph::new(file.network(&all_blocks(&file)).unwrap()).unwrap();
    let index = EdgeIndex::new(&graph).unwrap();
    let costs = Costs::new(&graph, &uniform(), Direction::From);
    let limits = Limits::new(&costs, MINUTES.map(|minutes| limit_ms(minutes).unwrap()).to_vec());
    Town { graph, index, costs, limits }
});

impl Town {
    fn snap(&self, origin: LonLat) -> Snap {
        Snap::nearest(&self.graph, &self.index, &self.costs, origin, uniform().max_snap_m).unwrap()
    }

    fn search(&self, snap: &Snap) -> PathTree {
        let mut tree = PathTree::new();
        tree.search(&self.graph, &self.costs, &[snap.seed(&self.costs)], self.limits.search_ms());
        tree
    }

    fn searches(&self) -> Vec<PathTree> {
        city().origins.iter().map(|&origin| self.search(&self.snap(origin))).collect()
    }

    fn fill(&self, tree: &PathTree, ownership: &mut Ownership, cells: &mut Cells) {
        let field = ArrivalField::new(&self.graph, &self.index, &self.costs, tree, &self.limits);
        field.fill(ownership, cells);
    }
}

fn uniform() -> Profile {
    Profile::named("uniform").unwrap()
}

fn all_blocks(file: &File) -> Vec<u32> {
    (0..file.block_count()).collect()
}

/// Runs `part` with each of `inputs` in turn, five rounds of 200.
fn each<I, O>(bencher: Bencher, inputs: &[I], mut part: impl FnMut(&I) -> O) {
    inputs.iter().for_each(|input| _ = black_box(part(input)));
    let mut turn = inputs.iter().cycle();
    bencher.with_inputs(|| turn.next().unwrap()).bench_local_values(part);
}

#[divan::bench(sample_count = 1000, sample_size = 1)]
fn snap(bencher: Bencher) {
    each(bencher, &city().origins, |&origin| TOWN.snap(origin));
}

#[divan::bench(sample_count = 1000, sample_size = 1)]
fn search_15_minutes(bencher: Bencher) {
    let town = &*TOWN;
    let snaps: Vec<Snap> = city().origins.iter().map(|&origin| town.snap(origin)).collect();
    let mut tree = PathTree::new();
    each(bencher, &snaps, |snap| {
        tree.search(&town.graph, &town.costs, &[snap.seed(&town.costs)], town.limits.search_ms());
        tree.settled().count()
    });
}

#[divan::bench(sample_count = 1000, sample_size = 1)]
fn field_on_known_ground(bencher: Bencher) {
    let town = &*TOWN;
    let (mut ownership, mut cells) = (Ownership::new(&town.index), Cells::default());
    each(bencher, &town.searches(), |tree| town.fill(tree, &mut ownership, &mut cells));
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn field_on_new_ground(bencher: Bencher) {
    let town = &*TOWN;
    let searches = town.searches();
    let mut cells = Cells::default();
    let mut turn = searches.iter().cycle();
    bencher
        .with_inputs(|| (turn.next().unwrap(), Ownership::new(&town.index)))
        .bench_local_refs(|(tree, ownership)| town.fill(tree, ownership, &mut cells));
}

/// Filling the field is part of it: what is left after taking `field_on_known_ground` off is contours, rings and their positions.
#[divan::bench(sample_count = 1000, sample_size = 1)]
fn field_and_contours_of_5_10_15_minutes(bencher: Bencher) {
    let town = &*TOWN;
    let mut maker = IsochroneMaker::new(&town.index);
    each(bencher, &town.searches(), |tree| {
        let hole_m2 = DEFAULT_MIN_HOLE_AREA_M2;
        maker.isochrone(&town.graph, &town.index, &town.costs, tree, &MINUTES, hole_m2).unwrap()
    });
}

#[divan::bench(sample_count = 1000, sample_size = 1)]
fn services_of_15_minutes(bencher: Bencher) {
    let town = &*TOWN;
    let mut services = ServiceSearch::new();
    each(bencher, &town.searches(), |tree| {
        services.within(&town.graph, &town.costs, tree, 900_000, CategorySet::ALL).len()
    });
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn decode_all_blocks(bencher: Bencher) {
    let file = File::open(city().bytes.clone()).unwrap();
    bencher.bench_local(|| file.network(&all_blocks(&file)).unwrap());
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn open_and_load_whole(bencher: Bencher) {
    bencher.with_inputs(|| city().bytes.clone()).bench_local_values(|bytes| {
        let mut engine = Engine::open(bytes).unwrap();
        engine.load_whole().unwrap();
        engine
    });
}

#[divan::bench(sample_count = 10, sample_size = 1)]
fn decode_texts(bencher: Bencher) {
    let file = File::open(city().bytes.clone()).unwrap();
    bencher.bench_local(|| file.texts().unwrap());
}
