//! The walkable network in the form that every question runs on.

use std::ops::Range;

use crate::attributes::Attributes;
use crate::error::{Error, ErrorCode, Result};
use crate::grid::{Grid, Point};
use crate::network::{Edge, Entrance, Network, Place};
use crate::rounded::rounded;
use crate::row_scales::RowScales;

/// A directed use of an edge, leaving a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arc {
    /// The node it leads to.
    pub target: u32,
    /// The edge.
    pub edge: u32,
    /// Whether the edge is walked from its `to` node to its `from` node.
    pub reversed: bool,
}

/// The walkable network: nodes, edges, and for each node the arcs that leave it (compressed sparse rows).
#[derive(Debug, Clone)]
pub struct Graph {
    network: Network,
    edge_lengths_mm: Vec<u32>,
    /// Length n + 1: the arcs of node `v` are `first_arc[v]..first_arc[v + 1]`.
    first_arc: Vec<u32>,
    /// Twice the edge, plus one if the arc walks it backwards.
    arc_edge: Vec<u32>,
    /// Length n + 1 over edges, into the network's entrances.
    first_entrance: Vec<u32>,
    /// One bit for each node: whether there is an entrance on any edge at it.
    nodes_by_entrances: Vec<u64>,
}

impl Graph {
    /// Assembles the graph from its parts.
    ///
    /// # Errors
    /// [`ErrorCode::Damaged`] if an index in the parts points nowhere or an order is broken.
    pub fn new(network: Network) -> Result<Self> {
        check(&network)?;
        let edge_lengths_mm = lengths_mm(&network);
        let (first_arc, arc_edge) = arcs(&network);
        let first_entrance = entrance_rows(&network);
        let nodes_by_entrances = nodes_by_entrances(&network);
        Ok(Self { network, edge_lengths_mm, first_arc, arc_edge, first_entrance, nodes_by_entrances })
    }

    /// The coordinate grid.
    pub fn grid(&self) -> Grid {
        self.network.grid
    }

    /// The columns the graph was assembled from.
    pub fn network(&self) -> &Network {
        &self.network
    }

    /// Adds places and the ways into them.
    ///
    /// # Errors
    /// [`ErrorCode::Damaged`] if the ids do not ascend beyond those there are, or an entrance points nowhere; the graph is
    /// as before then.
    pub fn add_places(&mut self, places: Vec<Place>, entrances: Vec<Entrance>) -> Result<()> {
        let known_ids = self.network.places.last().map(|place| place.id);
        check_ascending(known_ids.into_iter().chain(places.iter().map(|place| place.id)))?;
        let place_count = self.network.places.len() + places.len();
        check_entrances(&entrances, self.network.edges.len(), place_count)?;
        self.network.places.extend(places);
        self.network.entrances.extend(entrances);
        self.network.entrances.sort_unstable();
        self.first_entrance = entrance_rows(&self.network);
        self.nodes_by_entrances = nodes_by_entrances(&self.network);
        Ok(())
    }

    /// Number of nodes.
    pub fn node_count(&self) -> usize {
        self.network.nodes.len()
    }

    /// Number of edges.
    pub fn edge_count(&self) -> usize {
        self.network.edges.len()
    }

    /// Position of a node.
    pub fn node(&self, node: u32) -> Point {
        self.network.nodes[node as usize]
    }

    /// The edge with this index.
    pub fn edge(&self, edge: u32) -> Edge {
        self.network.edges[edge as usize]
    }

    /// The attributes of an edge.
    pub fn attributes(&self, edge: u32) -> &Attributes {
        &self.network.attribute_sets[usize::from(self.edge(edge).attributes)]
    }

    /// Length of an edge along its geometry, in millimetres.
    pub fn length_mm(&self, edge: u32) -> u32 {
        self.edge_lengths_mm[edge as usize]
    }

    /// The points of an edge from its `from` node to its `to` node, both included.
    pub fn points(&self, edge: u32) -> impl DoubleEndedIterator<Item = Point> + Clone + '_ {
        let Edge { from, to, .. } = self.edge(edge);
        let inner = inner_points(&self.network, edge as usize).iter().copied();
        std::iter::once(self.node(from)).chain(inner).chain(std::iter::once(self.node(to)))
    }

    /// The same points as three slices: the first one, those in between, and the last one.
    #[inline(always)]
    pub(crate) fn stretches(&self, edge: u32) -> [&[Point]; 3] {
        let Edge { from, to, .. } = self.edge(edge);
        let node = |node: u32| std::slice::from_ref(&self.network.nodes[node as usize]);
        [node(from), inner_points(&self.network, edge as usize), node(to)]
    }

    /// The range of arc indices that leave a node; see [`Graph::arc`].
    pub fn arc_indices(&self, node: u32) -> Range<usize> {
        self.arc_indices_of(node..node + 1)
    }

    /// The range of arc indices that leave some nodes of consecutive numbers.
    #[inline(always)]
    pub(crate) fn arc_indices_of(&self, nodes: Range<u32>) -> Range<usize> {
        self.first_arc[nodes.start as usize] as usize..self.first_arc[nodes.end as usize] as usize
    }

    /// The arc with this index.
    #[inline]
    pub fn arc(&self, index: usize) -> Arc {
        let coded = self.arc_edge[index];
        let (edge, reversed) = (coded >> 1, coded & 1 == 1);
        let Edge { from, to, .. } = self.network.edges[edge as usize];
        Arc { target: if reversed { from } else { to }, edge, reversed }
    }

    /// The edges at a node, each as often as it ends there.
    pub fn edges_at(&self, node: u32) -> impl Iterator<Item = u32> + '_ {
        self.arc_edge[self.arc_indices(node)].iter().map(|coded| coded >> 1)
    }

    /// The entrances on an edge, in the order of their offsets.
    pub fn entrances(&self, edge: u32) -> &[Entrance] {
        let range = self.first_entrance[edge as usize]..self.first_entrance[edge as usize + 1];
        &self.network.entrances[range.start as usize..range.end as usize]
    }

    /// Whether there is an entrance on any edge at a node.
    #[inline]
    pub(crate) fn is_near_entrance(&self, node: u32) -> bool {
        self.nodes_by_entrances[node as usize / 64] >> (node % 64) & 1 == 1
    }

    /// The places, ascending by id.
    pub fn places(&self) -> &[Place] {
        &self.network.places
    }

    /// Whether the street may go on beyond this node while the data does not.
    pub fn is_border(&self, node: u32) -> bool {
        self.network.border_nodes.binary_search(&node).is_ok()
    }
}

#[cfg(test)]
impl Graph {
    /// A single straight street.
    pub(crate) fn of_street(from: Point, to: Point) -> Self {
        Self::new(Network {
            grid: Grid::for_latitude(0.0),
            nodes: vec![from, to],
            border_nodes: vec![],
            edges: vec![Edge { from: 0, to: 1, first_inner_point: 0, attributes: 0, street: 0 }],
            inner_points: vec![],
            attribute_sets: vec![Attributes::default()],
            places: vec![],
            entrances: vec![],
        })
        .unwrap()
    }
}

#[inline(always)]
fn inner_points(network: &Network, edge: usize) -> &[Point] {
    let start = network.edges[edge].first_inner_point as usize;
    let end = network
        .edges
        .get(edge + 1)
        .map_or(network.inner_points.len(), |next| next.first_inner_point as usize);
    &network.inner_points[start..end]
}

/// The lengths of all edges, in millimetres.
fn lengths_mm(network: &Network) -> Vec<u32> {
    let mut rows = RowScales::new(network.grid);
    let mut length_mm = |edge: usize| {
        let Edge { from, to, .. } = network.edges[edge];
        let last = network.nodes[to as usize];
        let mut previous = network.nodes[from as usize];
        let mut length_m = 0.0;
        for &point in inner_points(network, edge).iter().chain(std::iter::once(&last)) {
            length_m += rows.distance_m(previous, point);
            previous = point;
        }
        rounded(length_m * 1000.0)
    };
    (0..network.edges.len()).map(&mut length_mm).collect()
}

/// For each node where its arcs begin, and for each arc twice its edge, plus one if it walks it backwards.
fn arcs(network: &Network) -> (Vec<u32>, Vec<u32>) {
    let mut first_arc = vec![0u32; network.nodes.len() + 1];
    for edge in &network.edges {
        first_arc[edge.from as usize + 1] += 1;
        first_arc[edge.to as usize + 1] += 1;
    }
    for node in 0..network.nodes.len() {
        first_arc[node + 1] += first_arc[node];
    }
    let mut next = first_arc.clone();
    let mut arc_edge = vec![0; network.edges.len() * 2];
    for (index, edge) in (0u32..).zip(&network.edges) {
        for (source, coded) in [(edge.from, index << 1), (edge.to, index << 1 | 1)] {
            let arc = next[source as usize] as usize;
            next[source as usize] += 1;
            arc_edge[arc] = coded;
        }
    }
    (first_arc, arc_edge)
}

fn entrance_rows(network: &Network) -> Vec<u32> {
    let mut rows = vec![0u32; network.edges.len() + 1];
    for entrance in &network.entrances {
        rows[entrance.edge as usize + 1] += 1;
    }
    for edge in 0..network.edges.len() {
        rows[edge + 1] += rows[edge];
    }
    rows
}

fn nodes_by_entrances(network: &Network) -> Vec<u64> {
    let mut bits = vec![0u64; network.nodes.len().div_ceil(64)];
    for entrance in &network.entrances {
        let Edge { from, to, .. } = network.edges[entrance.edge as usize];
        for node in [from, to] {
            bits[node as usize / 64] |= 1 << (node % 64);
        }
    }
    bits
}

fn damaged<T>(what: &str, index: usize) -> Result<T> {
    Err(Error::new(ErrorCode::Damaged, format!("{what} {index} is out of order or points nowhere")))
}

fn check_entrances(entrances: &[Entrance], edges: usize, places: usize) -> Result<()> {
    let nowhere = |entrance: &Entrance| entrance.edge as usize >= edges || entrance.place as usize >= places;
    entrances.iter().position(nowhere).map_or(Ok(()), |index| damaged("entrance", index))
}

fn check_ascending(place_ids: impl Iterator<Item = u32>) -> Result<()> {
    let mut next_id = 0u64;
    for (index, id) in place_ids.enumerate() {
        if u64::from(id) < next_id {
            return damaged("place", index);
        }
        next_id = u64::from(id) + 1;
    }
    Ok(())
}

fn check(network: &Network) -> Result<()> {
    let nodes = network.nodes.len();
    if nodes >= u32::MAX as usize / 2 || network.edges.len() >= u32::MAX as usize / 2 {
        return damaged("network size", nodes.max(network.edges.len()));
    }
    let mut first_inner_point = 0;
    for (index, edge) in network.edges.iter().enumerate() {
        let in_order = edge.first_inner_point >= first_inner_point;
        let inside = edge.first_inner_point as usize <= network.inner_points.len();
        let ends = (edge.from as usize) < nodes && (edge.to as usize) < nodes;
        let attributes = usize::from(edge.attributes) < network.attribute_sets.len();
        if !(in_order && inside && ends && attributes) || (index == 0 && edge.first_inner_point != 0) {
            return damaged("edge", index);
        }
        first_inner_point = edge.first_inner_point;
    }
    check_entrances(&network.entrances, network.edges.len(), network.places.len())?;
    if let Some(index) = network.entrances.windows(2).position(|pair| pair[0].edge > pair[1].edge) {
        return damaged("entrance", index);
    }
    check_ascending(network.places.iter().map(|place| place.id))
}
