//! Isochrones on the finished graph against exact reach on the walkable network as the map draws it.

use petgraph::algo::dijkstra;
use petgraph::graph::NodeIndex;
use yike::costs::Costs;
use yike::edge_index::EdgeIndex;
use yike::isochrone::{DEFAULT_MIN_HOLE_AREA_M2, IsochroneMaker};
use yike::profile::Profile;
use yike::question::Direction;
use yike::search::PathTree;

use crate::city::{City, MONACO, holds, seed_on};

/// Millimetres in a minute at 4.8 km/h.
const MM_PER_MINUTE: f64 = 80_000.0;

fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

#[test]
fn reached_nodes_of_monaco_lie_inside_and_others_outside() {
    let city = City::read(MONACO).unwrap();
    let graph = city.graph();
    let index = EdgeIndex::new(&graph).unwrap();
    let costs = Costs::new(&graph, &Profile::named("uniform").unwrap(), Direction::From);
    let peer = city.uncontracted();
    let nodes = city.common_nodes();
    let (mut tree, mut maker) = (PathTree::new(), IsochroneMaker::new(&index));

    for (minutes, least_recall, least_precision) in [(5.0, 0.985, 0.985), (15.0, 0.99, 0.99)] {
        let search_ms = IsochroneMaker::search_ms(&costs, &[minutes]).unwrap();
        let (mut recalls, mut precisions) = (vec![], vec![]);
        for &(walk_origin, origin) in nodes.iter().step_by(150) {
            let seed = seed_on(&graph, origin);
            tree.search(&graph, &costs, &[seed], search_ms);
            let isochrone =
                maker.isochrone(&graph, &index, &costs, &tree, &[minutes], DEFAULT_MIN_HOLE_AREA_M2).unwrap();
            let truth_mm = dijkstra(&peer, NodeIndex::new(walk_origin as usize), None, |edge| *edge.weight());
            let (mut reached, mut inside, mut both) = (0.0, 0.0, 0.0);
            for node in (0..city.kept.len()).filter(|&node| city.kept[node]) {
                let length_mm = truth_mm.get(&NodeIndex::new(node));
                let is_reached = length_mm.is_some_and(|&mm| mm as f64 <= minutes * MM_PER_MINUTE);
                let is_inside = holds(&isochrone.contours[0], city.walk.positions[node]);
                reached += f64::from(u8::from(is_reached));
                inside += f64::from(u8::from(is_inside));
                both += f64::from(u8::from(is_reached && is_inside));
            }
            recalls.push(both / reached);
            precisions.push(both / inside);
        }
        let (recall, precision) = (median(&mut recalls), median(&mut precisions));
        println!(
            "{minutes} minutes, {} origins: recall {recall:.4}, precision {precision:.4}",
            recalls.len()
        );
        assert!(recalls.len() >= 20 && recall >= least_recall && precision >= least_precision);
    }
}
