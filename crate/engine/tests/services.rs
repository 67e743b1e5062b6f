//! Services and routes against what follows from the search, on random networks.

mod support;

use std::collections::BTreeMap;

use proptest::prelude::*;
use support::{any_direction, any_network, any_profile, passable_edge};
use yike::Graph;
use yike::costs::{Costs, IMPASSABLE};
use yike::route::{Destination, Route};
use yike::search::{PathTree, Seed};
use yike::services::{CategorySet, Service, ServiceSearch, shorten};

struct Asked {
    graph: Graph,
    costs: Costs,
    tree: PathTree,
}

impl Asked {
    fn services(&mut self, limit_ms: u32, categories: CategorySet) -> Vec<Service> {
        let mut search = ServiceSearch::new();
        search.within(&self.graph, &self.costs, &self.tree, limit_ms, categories).to_vec()
    }

    /// The quickest walk to each place by looking at every entrance of the network, in milliseconds, with the time lost
    /// or won to rounding left out.
    fn quickest_ms(&self, seed: &Seed) -> BTreeMap<u32, f64> {
        let mut quickest = BTreeMap::new();
        for entrance in &self.graph.network().entrances {
            let length_m = f64::from(self.graph.length_mm(entrance.edge)) / 1000.0;
            let share = (f64::from(entrance.offset_m) / length_m).min(1.0);
            let ends = self.graph.edge(entrance.edge);
            let [ahead, back] = self.costs.edge_ms(entrance.edge);
            let mut consider = |start_ms: Option<u32>, whole_ms: u32, share: f64| {
                // One way or not, whoever is at the end of a street is at an entrance there.
                let passable =
                    whole_ms != IMPASSABLE || share == 0.0 && self.costs.is_passable(entrance.edge);
                if let (Some(start_ms), true) = (start_ms, passable) {
                    let time_ms = f64::from(start_ms)
                        + f64::from(whole_ms) * share
                        + f64::from(self.costs.straight_ms(f64::from(entrance.side_m)));
                    let best = quickest.entry(entrance.place).or_insert(f64::INFINITY);
                    *best = best.min(time_ms);
                }
            };
            consider(self.tree.cost_ms(ends.from), ahead, share);
            consider(self.tree.cost_ms(ends.to), back, 1.0 - share);
            if seed.edge == entrance.edge {
                let seed_share = seed.offset_m / length_m;
                let whole_ms = if share >= seed_share { ahead } else { back };
                consider(Some(seed.cost_ms), whole_ms, (share - seed_share).abs());
            }
        }
        quickest
    }
}

const LIMIT_MS: u32 = 7_200_000;

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_place_is_listed_exactly_if_it_is_within_the_limit(
        network in any_network(), pick in any::<prop::sample::Index>(), share in 0.0..=1.0f64,
        profile in any_profile(), direction in any_direction(), limit_ms in 1..2_000_000u32,
    ) {
        let graph = Graph::new(network).unwrap();
        let costs = Costs::new(&graph, &profile, direction);
        let Some(edge) = passable_edge(&graph, &costs, pick) else { return Ok(()) };
        let offset_m = f64::from(graph.length_mm(edge)) / 1000.0 * share;
        let seed = Seed { edge, offset_m, straight_m: 0.0, cost_ms: 0 };
        let mut tree = PathTree::new();
        tree.search(&graph, &costs, &[seed], LIMIT_MS);
        let mut asked = Asked { graph, costs, tree };

        let all = asked.services(LIMIT_MS, CategorySet::ALL);
        let truth = asked.quickest_ms(&seed);
        for service in &all {
            prop_assert!((truth[&service.place] - f64::from(service.time_ms)).abs() <= 1.0);
        }
        prop_assert_eq!(all.len(), truth.values().filter(|&&ms| ms <= f64::from(LIMIT_MS)).count());

        // A smaller limit lists the beginning of the same list, from a large tree as from a tree of its own.
        let within: Vec<Service> = all.iter().copied().filter(|service| service.time_ms <= limit_ms).collect();
        prop_assert_eq!(&asked.services(limit_ms, CategorySet::ALL), &within);
        let Asked { graph, costs, tree } = &mut asked;
        tree.search(graph, costs, &[seed], limit_ms);
        prop_assert_eq!(&asked.services(limit_ms, CategorySet::ALL), &within);

        // A category keeps its places and drops the others; the nearest few are the first of the list.
        let first: CategorySet = [0u8].into_iter().collect();
        let of_first = |service: &&Service| asked.graph.places()[service.place as usize].categories.contains(&0);
        let kept: Vec<Service> = within.iter().filter(of_first).copied().collect();
        prop_assert_eq!(&asked.services(limit_ms, first), &kept);
        let nearest: Vec<Service> = kept.iter().take(2).copied().collect();
        prop_assert_eq!(&shorten(&asked.graph, &within, first, Some(2), None), &nearest);
        prop_assert_eq!(shorten(&asked.graph, &within, CategorySet::ALL, None, Some(3)), &within[..within.len().min(3)]);
    }

    #[test]
    fn a_route_takes_as_long_as_the_service_says(
        network in any_network(), pick in any::<prop::sample::Index>(), share in 0.0..=1.0f64,
        profile in any_profile(), direction in any_direction(),
    ) {
        let graph = Graph::new(network).unwrap();
        let costs = Costs::new(&graph, &profile, direction);
        let Some(edge) = passable_edge(&graph, &costs, pick) else { return Ok(()) };
        let offset_m = f64::from(graph.length_mm(edge)) / 1000.0 * share;
        let straight_m = 12.5;
        let seed = Seed { edge, offset_m, straight_m, cost_ms: costs.straight_ms(straight_m) };
        let mut tree = PathTree::new();
        tree.search(&graph, &costs, &[seed], LIMIT_MS);
        let mut search = ServiceSearch::new();
        let services = search.within(&graph, &costs, &tree, LIMIT_MS, CategorySet::ALL).to_vec();
        for service in services {
            let destination = Destination::place(&graph, service.place);
            let mut stopped = PathTree::new();
            destination.search(&graph, &costs, &mut stopped, seed, LIMIT_MS);
            prop_assert!(stopped.settled().count() <= tree.settled().count());
            let asked = graph.grid().lon_lat([0.0, 0.0]);
            let route = Route::outwards(&graph, &costs, &stopped, asked, &destination).unwrap();
            prop_assert_eq!(route.time_ms, service.time_ms);
            prop_assert_eq!(route.steps.iter().map(|step| step.time_ms).sum::<u32>(), route.time_ms);
            prop_assert_eq!(route.steps.iter().map(|step| step.walked_mm).sum::<u32>(), route.walked_mm);

            // The line is as long as the route says, after the made-up straight walk at the start and without the one at
            // the end where that is not drawn.
            let grid = graph.grid();
            let points: Vec<[f64; 2]> = route.points.iter()
                .map(|&[lon, lat]| grid.position(yike::grid::LonLat { lon, lat })).collect();
            let line_m: f64 = points.windows(2).skip(1).map(|pair| {
                let scale = grid.scale_at((pair[0][1] + pair[1][1]) / 2.0);
                scale.length_m(pair[1][0] - pair[0][0], pair[1][1] - pair[0][1])
            }).sum();
            let straight_mm: u32 = route.steps.iter().filter(|step| step.class.is_none()).map(|step| step.walked_mm).sum();
            let street_m = f64::from(route.walked_mm - straight_mm) / 1000.0;
            let end_m = f64::from(straight_mm) / 1000.0 - straight_m;
            prop_assert!(street_m - 0.1 <= line_m && line_m <= street_m + end_m + 2.1, "{} for {} + {}", line_m, street_m, end_m);
        }
    }
}
