//! Every search against petgraph's Dijkstra, on random networks with one-way streets, loops and parallel edges.

mod support;

use petgraph::algo::dijkstra;
use petgraph::graph::{DiGraph, NodeIndex};
use proptest::prelude::*;
use support::{any_direction, any_network, any_profile, turned};
use yike::Graph;
use yike::attributes::Attributes;
use yike::costs::{Costs, IMPASSABLE};
use yike::grid::{Grid, Point};
use yike::network::{Edge, Network};
use yike::profile::Profile;
use yike::question::Direction;
use yike::search::{PathTree, Predecessor, Seed};
use yike::walk_lengths::WalkLengths;

/// Costs of all nodes from the seeds by petgraph: the seeds are nodes of their own.
fn oracle(graph: &Graph, costs: &Costs, seeds: &[Seed]) -> Vec<Option<u32>> {
    let mut peer = DiGraph::<(), u64>::new();
    let nodes: Vec<NodeIndex> = (0..graph.node_count()).map(|_| peer.add_node(())).collect();
    for edge in 0..graph.edge_count() as u32 {
        let ends = graph.edge(edge);
        let (from, to) = (nodes[ends.from as usize], nodes[ends.to as usize]);
        for (a, b, ms) in [(from, to, costs.edge_ms(edge)[0]), (to, from, costs.edge_ms(edge)[1])] {
            if ms != IMPASSABLE {
                peer.add_edge(a, b, u64::from(ms));
            }
        }
    }
    let start = peer.add_node(());
    for seed in seeds {
        let ends = graph.edge(seed.edge);
        let share = seed.offset_m / (f64::from(graph.length_mm(seed.edge)) / 1000.0);
        for (node, share, ms) in [
            (nodes[ends.from as usize], share, costs.edge_ms(seed.edge)[1]),
            (nodes[ends.to as usize], 1.0 - share, costs.edge_ms(seed.edge)[0]),
        ] {
            if ms != IMPASSABLE {
                let along = (f64::from(ms) * share).round() as u64;
                peer.add_edge(start, node, u64::from(seed.cost_ms) + along);
            }
        }
    }
    let found = dijkstra(&peer, start, None, |edge| *edge.weight());
    nodes.iter().map(|node| found.get(node).map(|&ms| u32::try_from(ms).unwrap())).collect()
}

fn seeds_on(graph: &Graph, picks: &[(prop::sample::Index, f64, u32)]) -> Vec<Seed> {
    let seed = |&(edge, share, cost_ms): &(prop::sample::Index, f64, u32)| {
        let edge = edge.index(graph.edge_count()) as u32;
        let offset_m = f64::from(graph.length_mm(edge)) / 1000.0 * share;
        Seed { edge, offset_m, straight_m: f64::from(cost_ms) / 1000.0, cost_ms }
    };
    picks.iter().map(seed).filter(|seed| graph.length_mm(seed.edge) > 0).collect()
}

fn any_seeds() -> impl Strategy<Value = Vec<(prop::sample::Index, f64, u32)>> {
    prop::collection::vec((any::<prop::sample::Index>(), 0.0..=1.0f64, 0..200_000u32), 1..4)
}

/// The predecessor of a node leads to it at exactly its cost and length.
fn sums_up(graph: &Graph, costs: &Costs, tree: &PathTree, lengths: &mut WalkLengths, node: u32) {
    let cost_ms = tree.cost_ms(node).unwrap();
    match tree.predecessor(graph, node).unwrap() {
        Predecessor::Arc { source, arc } => {
            let before_ms = tree.cost_ms(source).unwrap();
            assert_eq!(before_ms + costs.edge_ms(arc.edge)[usize::from(arc.reversed)], cost_ms);
            assert_eq!(arc.target, node);
            let before_mm = lengths.to_node_mm(graph, tree, source);
            assert_eq!(before_mm + graph.length_mm(arc.edge), lengths.to_node_mm(graph, tree, node));
        }
        Predecessor::Seed { seed, reversed } => {
            let seed = tree.seeds()[seed as usize];
            let ends = graph.edge(seed.edge);
            assert_eq!(if reversed { ends.from } else { ends.to }, node);
            assert!(seed.cost_ms <= cost_ms);
            let end_m = if reversed { 0.0 } else { f64::from(graph.length_mm(seed.edge)) / 1000.0 };
            let walked_m = seed.straight_m + (end_m - seed.offset_m).abs();
            assert!((f64::from(lengths.to_node_mm(graph, tree, node)) / 1000.0 - walked_m).abs() <= 0.001);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn costs_are_those_of_petgraph(
        network in any_network(), picks in any_seeds(), profile in any_profile(), direction in any_direction(),
        limit_ms in 0..3_000_000u32,
    ) {
        let graph = Graph::new(network).unwrap();
        let costs = Costs::new(&graph, &profile, direction);
        let seeds = seeds_on(&graph, &picks);
        let mut tree = PathTree::new();
        tree.search(&graph, &costs, &seeds, limit_ms);
        for (node, truth) in (0u32..).zip(oracle(&graph, &costs, &seeds)) {
            prop_assert_eq!(tree.cost_ms(node), truth.filter(|&ms| ms <= limit_ms), "node {}", node);
        }
        let mut settled: Vec<u32> = tree.settled().collect();
        settled.sort_unstable();
        let truth: Vec<u32> = (0..graph.node_count() as u32).filter(|&node| tree.cost_ms(node).is_some()).collect();
        prop_assert_eq!(&settled, &truth, "each node once");
        let mut lengths = WalkLengths::new();
        lengths.begin(&graph);
        settled.iter().rev().for_each(|&node| sums_up(&graph, &costs, &tree, &mut lengths, node));
    }

    #[test]
    fn many_nodes_of_one_bucket_are_settled_once(
        pairs in prop::collection::vec((0..300u32, 0..300u32), 0..900), picks in any_seeds(),
    ) {
        // All at one point, so that each edge takes a millisecond, but for a street that leads there.
        let edge = |(from, to): (u32, u32)| Edge { from, to, first_inner_point: 0, attributes: 0, street: 0 };
        let mut nodes = vec![Point { x: 0, y: 4_000_000 }; 300];
        nodes.push(Point { x: 0, y: 4_000_090 });
        let graph = Graph::new(Network {
            grid: Grid::for_latitude(40.0),
            nodes,
            border_nodes: vec![],
            edges: std::iter::once((300, 0)).chain((1..300).map(|node| (node - 1, node))).chain(pairs).map(edge).collect(),
            inner_points: vec![],
            attribute_sets: vec![Attributes::default()],
            places: vec![],
            entrances: vec![],
        })
        .unwrap();
        let costs = Costs::new(&graph, &Profile::named("uniform").unwrap(), Direction::From);
        let seed = Seed { edge: 0, offset_m: picks[0].1 * 90.0, straight_m: 0.0, cost_ms: picks[0].2 };
        let mut tree = PathTree::new();
        tree.search(&graph, &costs, &[seed], 3_000_000);
        let truth = oracle(&graph, &costs, &[seed]);
        let mut settled: Vec<u32> = tree.settled().collect();
        settled.sort_unstable();
        prop_assert_eq!(settled, (0..301).collect::<Vec<u32>>());
        for (node, truth) in (0u32..).zip(truth) {
            prop_assert_eq!(tree.cost_ms(node), truth);
        }
    }

    #[test]
    fn a_used_tree_answers_like_a_new_one(
        network in any_network(), first in any_seeds(), second in any_seeds(), profile in any_profile(),
    ) {
        let graph = Graph::new(network).unwrap();
        let costs = Costs::new(&graph, &profile, Direction::From);
        let mut used = PathTree::new();
        used.search_while(&graph, &costs, &seeds_on(&graph, &first), 3_000_000, |tree| tree.settled().count() < 5);
        used.search(&graph, &costs, &seeds_on(&graph, &second), 900_000);
        let mut new = PathTree::new();
        new.search(&graph, &costs, &seeds_on(&graph, &second), 900_000);
        prop_assert!(used.settled().eq(new.settled()));
        for node in 0..graph.node_count() as u32 {
            prop_assert_eq!(used.cost_ms(node), new.cost_ms(node));
            prop_assert_eq!(used.predecessor(&graph, node), new.predecessor(&graph, node));
        }
    }

    #[test]
    fn a_tree_used_many_times_forgets_each_question(
        network in any_network(), picks in prop::collection::vec(any_seeds(), 2), profile in any_profile(),
    ) {
        let graph = Graph::new(network).unwrap();
        let costs = Costs::new(&graph, &profile, Direction::From);
        let costs_of = |tree: &mut PathTree, picks: &[_], limit_ms: u32| {
            tree.search(&graph, &costs, &seeds_on(&graph, picks), limit_ms);
            (0..graph.node_count() as u32).map(|node| tree.cost_ms(node)).collect::<Vec<_>>()
        };
        let mut used = PathTree::new();
        // More often than searches can be numbered before the numbers begin again.
        for round in 0..80 {
            let (picks, limit_ms) = (&picks[round % 2], 100_000 * (1 + round as u32 % 7));
            prop_assert_eq!(costs_of(&mut used, picks, limit_ms), costs_of(&mut PathTree::new(), picks, limit_ms));
        }
    }

    #[test]
    fn what_a_stopped_search_tells_is_exact(
        network in any_network(), picks in any_seeds(), profile in any_profile(), stop_after in 1..20usize,
    ) {
        let graph = Graph::new(network).unwrap();
        let costs = Costs::new(&graph, &profile, Direction::From);
        let seeds = seeds_on(&graph, &picks);
        let mut tree = PathTree::new();
        tree.search_while(&graph, &costs, &seeds, 3_000_000, |tree| tree.settled().count() < stop_after);
        let complete_below_ms = tree.complete_below_ms();
        for (node, truth) in (0u32..).zip(oracle(&graph, &costs, &seeds)) {
            prop_assert_eq!(tree.cost_ms(node), truth.filter(|&ms| ms < complete_below_ms));
        }
    }

    #[test]
    fn walks_to_a_point_are_walks_from_it_with_one_way_streets_turned(
        network in any_network(), picks in any_seeds(), profile in any_profile(),
    ) {
        let search = |network: Network, direction: Direction| {
            let graph = Graph::new(network).unwrap();
            let costs = Costs::new(&graph, &profile, direction);
            let mut tree = PathTree::new();
            tree.search(&graph, &costs, &seeds_on(&graph, &picks), 2_000_000);
            (0..graph.node_count() as u32).map(|node| tree.cost_ms(node)).collect::<Vec<_>>()
        };
        prop_assert_eq!(search(network.clone(), Direction::To), search(turned(network), Direction::From));
    }

    #[test]
    fn going_there_takes_as_long_as_coming_from_there(
        network in any_network(), pick in any_seeds(), profile in any_profile(),
    ) {
        let graph = Graph::new(network).unwrap();
        let ends = seeds_on(&graph, &pick);
        let [Some(a), Some(b)] = [ends.first(), ends.last()] else { return Ok(()) };
        let time_ms = |start: &Seed, end: &Seed, direction: Direction| {
            let costs = Costs::new(&graph, &profile, direction);
            let mut tree = PathTree::new();
            tree.search(&graph, &costs, &[Seed { cost_ms: 0, ..*start }], 80_000_000);
            let arrival = tree.arrival(&graph, &costs, end.edge, end.offset_m);
            // Of longer ways the tree knows those only whose last node is nearer.
            arrival.map(|arrival| arrival.time_ms).filter(|&ms| ms <= 80_000_000)
        };
        match (time_ms(a, b, Direction::From), time_ms(b, a, Direction::To)) {
            // Each partial edge is rounded to a millisecond.
            (Some(there), Some(back)) => prop_assert!(there.abs_diff(back) <= 2, "{} and {}", there, back),
            (there, back) => prop_assert_eq!(there, back),
        }
    }
}

#[test]
fn a_profile_changes_what_it_says_it_changes() {
    use yike::attributes::{Class, OneWay, Surface, Wheelchair};

    let plain = Attributes::default();
    let sets = vec![
        plain,
        Attributes { class: Class::Steps, ..plain },
        Attributes { surface: Surface::Uneven, ..plain },
        Attributes { surface: Surface::Unpaved, ..plain },
        Attributes { signals: true, ..plain },
        Attributes { incline_percent: -9, ..plain },
        Attributes { wheelchair: Wheelchair::No, ..plain },
        Attributes { one_way: OneWay::Forward, ..plain },
        Attributes { class: Class::Steps, surface: Surface::Uneven, ..plain },
    ];
    // Nine parallel streets of 90 grid units, about 100 m: the exact length is the same for all.
    let edge = |attributes: u16| Edge { from: 0, to: 1, first_inner_point: 0, attributes, street: 0 };
    let graph = Graph::new(Network {
        grid: Grid::for_latitude(40.0),
        nodes: vec![Point { x: 0, y: 4_000_000 }, Point { x: 0, y: 4_000_090 }],
        border_nodes: vec![],
        edges: (0..sets.len() as u16).map(edge).collect(),
        inner_points: vec![],
        attribute_sets: sets,
        places: vec![],
        entrances: vec![],
    })
    .unwrap();
    let walk_s = |name: &str| -> Vec<[Option<f64>; 2]> {
        let profile = Profile::named(name).unwrap();
        let costs = Costs::new(&graph, &profile, Direction::From);
        // In units of the time that the plain street takes; waits beyond it in seconds.
        let plain_ms = f64::from(graph.length_mm(0)) * 3.6 / profile.speed_kmh;
        let relative =
            |ms: u32| (ms != IMPASSABLE).then(|| (f64::from(ms) / plain_ms * 1000.0).round() / 1000.0);
        (0..graph.edge_count() as u32).map(|edge| costs.edge_ms(edge).map(relative)).collect()
    };
    let both = |factor: f64| [Some(factor), Some(factor)];
    let one_way = [Some(1.0), None];
    let closed = [None, None];
    let with_wait = |wait_s: f64, kmh: f64| {
        let plain_s = f64::from(graph.length_mm(0)) / 1000.0 * 3.6 / kmh;
        both(((plain_s + wait_s) / plain_s * 1000.0).round() / 1000.0)
    };
    let uniform = [both(1.0); 7].into_iter().chain([one_way, both(1.0)]).collect::<Vec<_>>();
    assert_eq!(walk_s("uniform"), uniform);
    let elder = [
        both(1.0),
        both(2.5),
        both(1.15),
        both(1.3),
        with_wait(20.0, 3.5),
        both(1.0),
        both(1.0),
        one_way,
        both(2.875),
    ];
    assert_eq!(walk_s("elder"), elder);
    let wheelchair =
        [both(1.0), closed, both(1.5), both(2.5), with_wait(20.0, 3.6), closed, closed, one_way, closed];
    assert_eq!(walk_s("wheelchair"), wheelchair);
}
