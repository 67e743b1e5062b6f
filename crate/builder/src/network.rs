//! The engine's network columns from the contracted walkable network.

use std::collections::HashMap;

use rayon::prelude::*;
use yike::grid::{Grid, Point};
use yike::network::{Edge, Names, Network};

use crate::contract::Chain;
use crate::drawn_edge::DrawnEdge;
use crate::error::{Error, Result};
use crate::fit_walks::fit_walks;
use crate::osm::MISSING;
use crate::simplify::simplify;
use crate::source_line::{SourceLine, nearest};
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
/// If the chains differ in more than 65,536 ways, or lie beyond the grid.
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
    let mut nodes: Vec<Point> = positions.iter().copied().map(nearest).collect();
    let mut drawn = chains
        .par_iter()
        .map(|chain| draw(chain, walk, &node_of_walk_node, &nodes, grid))
        .collect::<Result<Vec<_>>>()?;
    fit_walks(&positions, &mut nodes, &mut drawn, grid);

    let mut sets = Numbered::default();
    let mut streets = Numbered::default();
    let mut edges = Vec::with_capacity(chains.len());
    let mut inner_points = Vec::new();
    for (chain, drawn) in chains.iter().zip(&drawn) {
        let [from, to] = drawn.ends;
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
        inner_points.extend(drawn.inner_points());
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

/// Puts one chain on the grid between the cells of its end nodes.
fn draw(
    chain: &Chain,
    walk: &WalkNetwork,
    node_of_walk_node: &[u32],
    nodes: &[Point],
    grid: Grid,
) -> Result<DrawnEdge> {
    let (Some(&first), Some(&last)) = (chain.nodes.first(), chain.nodes.last()) else {
        return Err(Error::new("a stretch of street has no nodes"));
    };
    let source: Vec<[f64; 2]> =
        chain.nodes.iter().map(|&node| grid.position(walk.positions[node as usize])).collect();
    let line = SourceLine::new(&source, grid);
    let ends = [first, last].map(|node| node_of_walk_node[node as usize]);
    let Some(stops) = line.ends(ends.map(|node| nodes[node as usize])) else {
        return Err(Error::new("a street is beyond the grid"));
    };
    let course = simplify(&line, stops);
    Ok(DrawnEdge { ends, line, course })
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
