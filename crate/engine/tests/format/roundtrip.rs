//! What is written is read back.

use crate::canonical::canonical;
use crate::random::{parts, recipe};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use yike::Graph;
use yike::format::{File, write};
use yike::network::{Parts, Texts};

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
