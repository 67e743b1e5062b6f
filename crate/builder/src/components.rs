//! Connected parts of the network that are too small to be a place to walk.
//!
//! Parking aisles, roof terraces and platforms that nothing connects are islands of a few nodes. A walk that starts on one
//! goes nowhere, and ground that belongs to one is cut out of every ring around it, so they stay out of the graph.

use yike::grid::Grid;

use crate::walk_network::WalkNetwork;

/// A component with less street than this is left out: whoever walks for a quarter of an hour (1.25 km) has been everywhere.
/// In the extracts that this was measured on, islands and hamlets have 5.8 km and more, and what lies below are gated
/// yards, gardens, roofs, lobbies, and streets cut off by the extract's edge.
pub const MIN_LENGTH_M: f64 = 1_250.0;

/// A component with fewer nodes than this is left out, too: long tracks that lead nowhere.
pub const MIN_NODES: usize = 30;

/// Which nodes stay.
#[derive(Debug, Clone, Default)]
pub struct Components {
    /// Whether each node of the walk network lies in a component that stays.
    pub kept: Vec<bool>,
    /// Number of components that stay.
    pub kept_components: usize,
    /// Number of components left out.
    pub dropped_components: usize,
    /// Number of nodes left out.
    pub dropped_nodes: usize,
    /// Metres of street left out.
    pub dropped_m: f64,
}

/// Finds the components of a network and which of them are large enough.
pub fn components(network: &WalkNetwork, grid: Grid) -> Components {
    let mut sets = petgraph::unionfind::UnionFind::<u32>::new(network.osm_nodes.len());
    for segment in &network.segments {
        sets.union(segment.from, segment.to);
    }
    let root = sets.into_labeling();
    let mut nodes = vec![0usize; root.len()];
    let mut length_m = vec![0.0; root.len()];
    for &root in &root {
        nodes[root as usize] += 1;
    }
    for segment in &network.segments {
        let [a, b] = [segment.from, segment.to].map(|node| network.positions[node as usize]);
        length_m[root[segment.from as usize] as usize] += grid.distance_m(grid.point(a), grid.point(b));
    }
    let largest = (0..root.len()).rev().max_by(|&a, &b| length_m[a].total_cmp(&length_m[b]));
    let stays =
        |root: usize| Some(root) == largest || (nodes[root] >= MIN_NODES && length_m[root] >= MIN_LENGTH_M);
    let mut components =
        Components { kept: root.iter().map(|&root| stays(root as usize)).collect(), ..Components::default() };
    for root in (0..root.len()).filter(|&root| nodes[root] > 0) {
        if stays(root) {
            components.kept_components += 1;
        } else {
            components.dropped_components += 1;
            components.dropped_nodes += nodes[root];
            components.dropped_m += length_m[root];
        }
    }
    components
}
