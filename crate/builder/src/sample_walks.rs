//! Walks here and there over a network, along shortest paths.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::RangeInclusive;

use rayon::prelude::*;

use crate::grouped::Grouped;

/// From how many nodes walks begin, at most.
const ORIGINS: usize = 300;
/// How many walks begin at one node, at most.
const WALKS_PER_ORIGIN: usize = 30;
/// How long walks are, in millimetres. On longer ones the same error counts for less.
const LENGTHS_MM: RangeInclusive<u32> = 500_000..=1_500_000;

/// A walk along whole edges.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Walk {
    /// Its edges.
    pub edges: Vec<u32>,
    /// Its length in metres.
    pub length_m: f64,
}

/// A network for walking.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Roads<'a> {
    /// The nodes at the ends of each edge.
    pub ends: &'a [[u32; 2]],
    /// The length of each edge in millimetres.
    pub lengths_mm: &'a [u32],
    /// The edges at each node.
    pub incident: &'a Grouped,
    /// Number of nodes.
    pub node_count: usize,
}

/// Some walks, spread evenly over the nodes; always the same for the same network.
pub(crate) fn sample_walks(roads: Roads) -> Vec<Walk> {
    let step = roads.node_count.div_ceil(ORIGINS).max(1);
    let origins: Vec<u32> = (0..roads.node_count as u32).step_by(step).collect();
    origins.into_par_iter().flat_map_iter(|origin| walks_from(roads, origin)).collect()
}

/// Dijkstra's search from one node, and the ways back from some of those within reach.
fn walks_from(roads: Roads, origin: u32) -> Vec<Walk> {
    const UNKNOWN: (u32, u32) = (u32::MAX, u32::MAX);
    // Millimetres from the origin, and the edge that leads back.
    let mut known = vec![UNKNOWN; roads.node_count];
    let beyond = |edge: u32, node: u32| {
        let [a, b] = roads.ends[edge as usize];
        if a == node { b } else { a }
    };
    known[origin as usize].0 = 0;
    let mut waiting = BinaryHeap::from([(Reverse(0), origin)]);
    let mut targets = Vec::new();
    while let Some((Reverse(length_mm), node)) = waiting.pop() {
        if length_mm > known[node as usize].0 {
            continue;
        }
        if length_mm > *LENGTHS_MM.end() {
            break;
        }
        if LENGTHS_MM.contains(&length_mm) {
            targets.push(node);
        }
        for &edge in roads.incident.of(node) {
            let next = beyond(edge, node);
            let next_mm = length_mm.saturating_add(roads.lengths_mm[edge as usize]);
            if next_mm < known[next as usize].0 {
                known[next as usize] = (next_mm, edge);
                waiting.push((Reverse(next_mm), next));
            }
        }
    }
    let step = targets.len().div_ceil(WALKS_PER_ORIGIN).max(1);
    let walk_to = |target: u32| {
        let mut edges = Vec::new();
        let mut node = target;
        while node != origin {
            let edge = known[node as usize].1;
            edges.push(edge);
            node = beyond(edge, node);
        }
        Walk { edges, length_m: f64::from(known[target as usize].0) / 1000.0 }
    };
    targets.into_iter().step_by(step).map(walk_to).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn walks_take_the_shortest_way_and_are_neither_short_nor_long() {
        // A street of 300 m stretches, the second of which has a detour beside it.
        let ends = [[0, 1], [1, 2], [2, 1], [2, 3], [3, 4], [4, 5], [5, 6]];
        let lengths_mm = [300_000, 400_000, 300_000, 300_000, 300_000, 300_000, 300_000];
        let pairs = (0..).zip(&ends).flat_map(|(edge, ends)| ends.map(|node| (node, edge)));
        let incident = Grouped::new(7, pairs);
        let walks =
            sample_walks(Roads { ends: &ends, lengths_mm: &lengths_mm, incident: &incident, node_count: 7 });
        // Two to five stretches, both ways.
        assert_eq!(walks.len(), 2 * (5 + 4 + 3 + 2));
        for Walk { mut edges, length_m } in walks {
            edges.sort_unstable();
            assert_eq!(length_m, 300.0 * edges.len() as f64);
            assert!(!edges.contains(&1) && edges[edges.len() - 1] - edges[0] <= 5);
        }
    }
}
