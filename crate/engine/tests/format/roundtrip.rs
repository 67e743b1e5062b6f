//! What is written is read back.

use crate::canonical::canonical;
use crate::random::{parts, recipe};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use yike::Graph;
use yike::attributes::Attributes;
use yike::format::{File, write};
use yike::grid::Point;
use yike::network::{Backdrop, BackdropKind, Edge, Parts, Texts};

fn read(bytes: &[u8]) -> Parts {
    File::open(bytes.to_vec()).unwrap().parts().unwrap()
}

fn sorted<T: Ord + Clone>(list: &[T]) -> Vec<T> {
    let mut list = list.to_vec();
    list.sort();
    list
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_random_network_comes_back_the_same_up_to_numbering(recipe in recipe(40)) {
        let parts = parts(&recipe, true);
        let bytes = write(&parts).unwrap();
        let back = read(&bytes);
        prop_assert_eq!(canonical(&back.network, &back.texts), canonical(&parts.network, &parts.texts));
        prop_assert_eq!(&back.header, &parts.header);
        prop_assert_eq!(&back.categories, &parts.categories);
        prop_assert_eq!(&back.texts.pinyin, &parts.texts.pinyin);
        prop_assert_eq!(sorted(&back.texts.streets), sorted(&parts.texts.streets));
        Graph::new(back.network).unwrap();
    }

    #[test]
    fn writing_the_same_parts_gives_the_same_bytes(recipe in recipe(30)) {
        let parts = parts(&recipe, false);
        prop_assert_eq!(write(&parts).unwrap(), write(&parts).unwrap());
    }

    #[test]
    fn coincident_nodes_stay_apart(recipe in recipe(30)) {
        let parts = parts(&recipe, false);
        let back = read(&write(&parts).unwrap());
        let degrees = |network: &yike::network::Network| {
            let mut degree: Vec<_> = network.nodes.iter().map(|&node| (node, 0)).collect();
            for edge in &network.edges {
                degree[edge.from as usize].1 += 1;
                degree[edge.to as usize].1 += 1;
            }
            degree.sort();
            degree
        };
        prop_assert_eq!(degrees(&back.network), degrees(&parts.network));
    }
}

#[test]
fn the_directory_states_what_the_file_holds() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let recipe = recipe(60).new_tree(&mut runner).unwrap().current();
    let parts = parts(&recipe, true);
    let file = File::open(write(&parts).unwrap()).unwrap();
    let counts = file.counts();
    assert_eq!(counts.nodes as usize, parts.network.nodes.len());
    assert_eq!(counts.edges as usize, parts.network.edges.len());
    assert_eq!(counts.places as usize, parts.network.places.len());
    for (category, &count) in (0u8..).zip(&counts.places_per_category) {
        let expected =
            parts.network.places.iter().filter(|place| place.categories.contains(&category)).count();
        assert_eq!(count as usize, expected);
    }
}

#[test]
fn an_empty_network_is_a_file_too() {
    let recipe = crate::random::Recipe {
        nodes: vec![],
        edges: vec![],
        entrances: vec![],
        places: vec![],
        borders: vec![],
    };
    let mut parts = parts(&recipe, true);
    parts.texts = Texts::default();
    let back = read(&write(&parts).unwrap());
    assert_eq!(back, parts);
}

/// A lattice of 100 × 100 streets, large enough for several blocks.
fn lattice() -> Parts {
    let side = 100u16;
    let empty = crate::random::Recipe {
        nodes: vec![],
        edges: vec![],
        entrances: vec![],
        places: vec![],
        borders: vec![],
    };
    let mut parts = parts(&empty, true);
    let network = &mut parts.network;
    for index in 0..u32::from(side) * u32::from(side) {
        let (column, row) = ((index % 100) as i32, (index / 100) as i32);
        network.nodes.push(Point { x: column * 40 + row % 7, y: 4_370_000 + row * 50 + column % 5 });
        let mut add =
            |to| network.edges.push(Edge { from: index, to, first_inner_point: 0, attributes: 0, street: 0 });
        if column < 99 {
            add(index + 1);
        }
        if row < 99 {
            add(index + 100);
        }
    }
    network.attribute_sets.push(Attributes::default());
    parts
}

#[test]
fn blocks_join_to_the_whole_network() {
    let parts = lattice();
    let file = File::open(write(&parts).unwrap()).unwrap();
    assert!(file.block_count() >= 3);
    let back = file.parts().unwrap();
    assert_eq!(canonical(&back.network, &back.texts), canonical(&parts.network, &parts.texts));
}

#[test]
fn the_blocks_around_a_box_hold_every_edge_that_touches_it() {
    let parts = lattice();
    let file = File::open(write(&parts).unwrap()).unwrap();
    let corner = Point { x: 1_900, y: 4_372_400 };
    let bounds = [corner, Point { x: corner.x + 300, y: corner.y + 300 }];
    let blocks = file.blocks_touching(bounds);
    let some = file.network(&blocks).unwrap();
    let inside = |network: &yike::network::Network| {
        let within = |node: u32| {
            let Point { x, y } = network.nodes[node as usize];
            (bounds[0].x..=bounds[1].x).contains(&x) && (bounds[0].y..=bounds[1].y).contains(&y)
        };
        let ends =
            |edge: &Edge| sorted(&[network.nodes[edge.from as usize], network.nodes[edge.to as usize]]);
        sorted(
            &network
                .edges
                .iter()
                .filter(|edge| within(edge.from) || within(edge.to))
                .map(ends)
                .collect::<Vec<_>>(),
        )
    };
    let expected = inside(&parts.network);
    assert!(expected.len() > 50);
    assert_eq!(inside(&some), expected);
    Graph::new(some).unwrap();
}

#[test]
fn a_backdrop_comes_back_point_by_point() {
    let mut parts = lattice();
    let at = |x, y| Point { x: 1_000 + x, y: 4_371_000 + y };
    parts.backdrop = Some(Backdrop {
        kinds: vec![
            BackdropKind::Building,
            BackdropKind::Building,
            BackdropKind::Coastline,
            BackdropKind::Water,
        ],
        ends: vec![4, 8, 10, 10],
        points: vec![
            at(0, 0),
            at(9, 1),
            at(8, 12),
            at(-1, 11),
            at(30, 0),
            at(41, 3),
            at(38, 14),
            at(27, 11),
            at(-900, -900),
            at(5_000, 20_000),
        ],
    });
    assert_eq!(read(&write(&parts).unwrap()).backdrop, parts.backdrop);
}
