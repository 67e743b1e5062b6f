//! The engine's network columns from the contracted walkable network.

use std::collections::HashMap;

use rayon::prelude::*;
use yike::grid::Grid;
use yike::network::{Edge, Names, Network};

use crate::contract::Chain;
use crate::error::{Error, Result};
use crate::node_cells::{Course, node_cells};
use crate::osm::MISSING;
use crate::simplify::simplify;
use crate::walk_network::WalkNetwork;

/// The network of a graph file, without places, and how it came from the walk network.
#[derive(Debug, Clone)]
pub struct BuiltNetwork {
    /// The columns; `places` and `entrances` are empty.
    pub network: Network,
    /// The names of streets that edges refer to.
    pub streets: Vec<Names>,
    /// For each node of the walk network its node in `network`, or [`MISSING`] if it lies within an edge or was left out.
    pub node_of_walk_node: Vec<u32>,
    /// Number of inner points before simplification.
    pub source_inner_points: usize,
}

/// Puts chains on the grid.
///
/// # Errors
/// If the chains differ in more than 65,536 ways.
pub fn build_network(walk: &WalkNetwork, chains: &[Chain], grid: Grid) -> Result<BuiltNetwork> {
    let mut node_of_walk_node = vec![MISSING; walk.osm_nodes.len()];
    for end in chains.iter().flat_map(|chain| [chain.nodes.first(), chain.nodes.last()]).flatten() {
        node_of_walk_node[*end as usize] = 0;
    }
    let mut positions = Vec::new();
    let mut border_nodes = Vec::new();
    for (walk_node, node) in node_of_walk_node.iter_mut().enumerate().filter(|(_, node)| **node != MISSING) {
        *node = positions.len() as u32;
        positions.push(grid.position(walk.positions[walk_node]));
        if walk.border_nodes.binary_search(&(walk_node as u32)).is_ok() {
            border_nodes.push(*node);
        }
    }
    let courses: Vec<Course> = chains
        .iter()
        .map(|chain| {
            let end = |walk_node: &u32| node_of_walk_node[*walk_node as usize];
            let points =
                chain.nodes.iter().map(|&node| grid.position(walk.positions[node as usize])).collect();
            Course { ends: [chain.nodes.first(), chain.nodes.last()].map(|node| node.map_or(0, end)), points }
        })
        .collect();
    let nodes = node_cells(&positions, &courses, grid);
    let inner_points_of: Vec<_> = courses
        .par_iter()
        .map(|course| simplify(&course.points, course.ends.map(|end| nodes[end as usize]), grid))
        .collect();

    let mut sets = Numbered::default();
    let mut streets = Numbered::default();
    let mut edges = Vec::with_capacity(chains.len());
    let mut inner_points = Vec::new();
    for ((chain, course), inner) in chains.iter().zip(&courses).zip(inner_points_of) {
        let [from, to] = course.ends;
        edges.push(Edge {
            from,
            to,
            first_inner_point: inner_points.len() as u32,
            attributes: u16::try_from(sets.number(chain.attributes))
                .map_err(|_| Error::new("streets differ in more than 65,536 combinations of attributes"))?,
            street: match chain.street.checked_sub(1) {
                Some(street) => streets.number(street) + 1,
                None => 0,
            },
        });
        inner_points.extend(inner);
    }
    Ok(BuiltNetwork {
        network: Network {
            grid,
            nodes,
            border_nodes,
            edges,
            inner_points,
            attribute_sets: sets.values,
            places: Vec::new(),
            entrances: Vec::new(),
        },
        streets: streets.values.iter().map(|&street: &u32| walk.streets[street as usize].clone()).collect(),
        node_of_walk_node,
        source_inner_points: chains.iter().map(|chain| chain.nodes.len() - 2).sum(),
    })
}

/// Distinct values, numbered in the order of first use.
struct Numbered<T> {
    values: Vec<T>,
    numbers: HashMap<T, u32>,
}

impl<T> Default for Numbered<T> {
    fn default() -> Self {
        Self { values: Vec::new(), numbers: HashMap::new() }
    }
}

impl<T: Copy + Eq + std::hash::Hash> Numbered<T> {
    fn number(&mut self, value: T) -> u32 {
        let next = self.values.len() as u32;
        *self.numbers.entry(value).or_insert_with(|| {
            self.values.push(value);
            next
        })
    }
}
