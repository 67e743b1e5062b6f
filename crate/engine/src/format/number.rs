//! Numbers streets, places and foreign nodes for the file, in the order in which they are first met.

use std::collections::BTreeMap;

use super::split::Draft;
use super::street_walk::FirstNumbers;

/// The file's order of streets and places: for each new number, the number in the parts.
#[derive(Debug, Default)]
pub(super) struct Order {
    pub(super) streets: Vec<u32>,
    pub(super) places: Vec<u32>,
}

/// Renumbers the streets and places in all blocks by first use.
/// Streets that no edge uses come last.
pub(super) fn number_texts(drafts: &mut [Draft], street_count: usize, place_count: usize) -> Order {
    let mut new_street = vec![u32::MAX; street_count];
    let mut new_place = vec![u32::MAX; place_count];
    let mut order = Order::default();
    for draft in drafts {
        draft.first =
            FirstNumbers { street: 1 + order.streets.len() as u32, place: order.places.len() as u32 };
        let block = &mut draft.block;
        for edge in block.edges.iter_mut().filter(|edge| edge.street != 0) {
            edge.street = 1 + number(edge.street - 1, &mut new_street, &mut order.streets);
        }
        for entrance in &block.entrances {
            let place = &block.places[entrance.place as usize];
            number(place.id, &mut new_place, &mut order.places);
        }
        for place in &mut block.places {
            place.id = new_place[place.id as usize];
        }
    }
    for street in 0..street_count as u32 {
        number(street, &mut new_street, &mut order.streets);
    }
    order
}

/// The new number of an old one; the next free number if it has none yet.
fn number(old: u32, new_of_old: &mut [u32], old_of_new: &mut Vec<u32>) -> u32 {
    let new = &mut new_of_old[old as usize];
    if *new == u32::MAX {
        *new = old_of_new.len() as u32;
        old_of_new.push(old);
    }
    *new
}

/// Gives each foreign node its rank among the nodes at its position in its own block.
pub(super) fn rank_foreign_nodes(drafts: &mut [Draft], node_count: usize) {
    let mut is_foreign = vec![false; node_count];
    for draft in &*drafts {
        for &node in &draft.node_ids[draft.block.nodes.len()..] {
            is_foreign[node as usize] = true;
        }
    }
    let foreign_points: BTreeMap<_, _> = drafts
        .iter()
        .flat_map(|draft| draft.block.foreign_nodes.iter().map(|node| (node.point, 0)))
        .collect();
    let mut next_rank = foreign_points;
    let mut rank_of_node = BTreeMap::new();
    for draft in &*drafts {
        for (&point, &node) in draft.block.nodes.iter().zip(&draft.node_ids) {
            if let Some(rank) = next_rank.get_mut(&point) {
                if is_foreign[node as usize] {
                    rank_of_node.insert(node, *rank);
                }
                *rank += 1;
            }
        }
    }
    for draft in drafts {
        let own = draft.block.nodes.len();
        for (foreign, node) in draft.block.foreign_nodes.iter_mut().zip(&draft.node_ids[own..]) {
            foreign.rank = rank_of_node.get(node).copied().unwrap_or_default();
        }
    }
}
