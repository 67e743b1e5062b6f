//! Isochrones of a real town against the definition of the arrival field, put to every point of a fine grid by exhaustive
//! search. The town's bridges and tunnels are laid on the ground: their own rule is held to hand-drawn streets elsewhere.

use yike::Graph;
use yike::attributes::Level;
use yike::costs::Costs;
use yike::edge_index::EdgeIndex;
use yike::grid::{LonLat, Point};
use yike::isochrone::IsochroneMaker;
use yike::profile::Profile;
use yike::question::Direction;
use yike::search::PathTree;
use yike::snap::Snap;

use crate::brute_force::{Arrival, BruteForce};
use crate::city::{City, MONACO, holds};

const MINUTES: f64 = 5.0;

/// Grid units between samples, about 12 m; with 9 units to a cell of the field they fall everywhere within cells.
const STEP: usize = 11;

/// Half the side of the sampled square: 5 minutes at 4.8 km/h, the side walk and some more, in grid units.
const REACH: i32 = 420;

fn monaco() -> Graph {
    let mut network = City::read(MONACO).unwrap().built.network;
    network.attribute_sets.iter_mut().for_each(|attributes| attributes.level = Level::Ground);
    Graph::new(network).unwrap()
}

#[test]
fn the_ring_covers_the_ground_that_the_definition_says() {
    let graph = monaco();
    let index = EdgeIndex::new(&graph).unwrap();
    let costs = Costs::new(&graph, &Profile::named("uniform").unwrap(), Direction::From);
    let (mut tree, mut maker) = (PathTree::new(), IsochroneMaker::new(&index));
    let (mut both, mut either, mut samples) = (0u32, 0u32, 0u32);
    for [lon, lat] in [[7.4211, 43.7325], [7.4290, 43.7405]] {
        let origin = LonLat::new(lon, lat).unwrap();
        let seed = Snap::nearest(&graph, &index, &costs, origin, 250.0).unwrap().seed(&costs);
        let search_ms = IsochroneMaker::search_ms(&costs, &[MINUTES]).unwrap();
        tree.search(&graph, &costs, &[seed], search_ms);
        let isochrone = maker.isochrone(&graph, &index, &costs, &tree, &[MINUTES], 0.0).unwrap();
        let truth = BruteForce::new(&graph, &costs, seed);
        let middle = graph.grid().point(origin);
        for x in (middle.x - REACH..middle.x + REACH).step_by(STEP) {
            for y in (middle.y - REACH..middle.y + REACH).step_by(STEP) {
                let is_reached = match truth.arrival(Point { x, y }) {
                    Arrival::At { ms } => ms <= MINUTES * 60_000.0,
                    Arrival::Never => false,
                    Arrival::Unclear => continue,
                };
                let [lon, lat] = graph.grid().lon_lat([x.into(), y.into()]);
                let is_inside = holds(&isochrone.contours[0], LonLat { lon, lat });
                samples += 1;
                both += u32::from(is_reached && is_inside);
                either += u32::from(is_reached || is_inside);
            }
        }
    }
    let intersection_over_union = f64::from(both) / f64::from(either);
    let misplaced = f64::from(either - both) / f64::from(samples);
    println!(
        "{samples} samples: intersection over union {intersection_over_union:.4}, misplaced {misplaced:.4}"
    );
    assert!(samples > 8_000 && both > 1_000);
    assert!(intersection_over_union >= 0.975 && misplaced <= 0.006);
}
