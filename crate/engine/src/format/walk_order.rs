//! The writer's choices in the street walk: where it starts, and by which edge it leaves a node.

use super::block::Block;
use super::segment::{Step, step};
use super::split::Draft;
use crate::attributes::{Attributes, OneWay};
use crate::grid::Grid;
use crate::network::{Edge, Entrance};

/// Puts a block's nodes, edges, entrances and places into the order in which a walk along its streets meets them, and turns
/// its edges so that they begin where the walk enters them.
pub(super) fn order_as_walked(draft: &mut Draft, grid: Grid) {
    let mut walk = Walk::new(&draft.block);
    walk.run();
    let Walk { edges, nodes, .. } = walk;
    draft.block = reordered(&draft.block, &edges, &nodes, grid);
    let (own, foreign): (Vec<u32>, Vec<u32>) =
        nodes.iter().partition(|&&node| (node as usize) < draft.block.nodes.len());
    draft.node_ids = own.iter().chain(&foreign).map(|&node| draft.node_ids[node as usize]).collect();
}

struct Walk<'a> {
    block: &'a Block,
    /// The ends of edges at each node that are not walked yet: edge and whether it is the edge's `to` end.
    ends: Vec<Vec<(u32, bool)>>,
    met: Vec<bool>,
    arrival: Vec<Step>,
    street: Vec<u32>,
    stack: Vec<u32>,
    /// The edges as walked, and whether turned.
    edges: Vec<(u32, bool)>,
    /// The nodes as met.
    nodes: Vec<u32>,
}

impl<'a> Walk<'a> {
    fn new(block: &'a Block) -> Self {
        let count = block.nodes.len() + block.foreign_nodes.len();
        let mut ends = vec![Vec::new(); count];
        for (index, edge) in (0..).zip(&block.edges) {
            ends[edge.from as usize].push((index, false));
            ends[edge.to as usize].push((index, true));
        }
        Self {
            block,
            ends,
            met: vec![false; count],
            arrival: vec![(0, 0); count],
            street: vec![0; count],
            stack: vec![],
            edges: vec![],
            nodes: vec![],
        }
    }

    fn run(&mut self) {
        for root in 0..self.block.nodes.len() as u32 {
            if self.met[root as usize] {
                continue;
            }
            self.meet(root);
            let mut at = root;
            loop {
                if self.ends[at as usize].is_empty() {
                    let Some(node) = self.stack.pop() else { break };
                    at = node;
                    if !self.ends[at as usize].is_empty() {
                        self.stack.push(at);
                    }
                    continue;
                }
                at = self.leave(at);
            }
        }
    }

    fn meet(&mut self, node: u32) {
        self.met[node as usize] = true;
        self.nodes.push(node);
        self.stack.push(node);
    }

    /// Walks the edge that goes straightest ahead.
    fn leave(&mut self, at: u32) -> u32 {
        let arrival = self.arrival[at as usize];
        let street = self.street[at as usize];
        let order = |&(edge, turned): &(u32, bool)| {
            let same_street = street != 0 && self.block.edges[edge as usize].street == street;
            straightness(arrival, self.exit(edge, turned)) + if same_street { 0.3 } else { 0.0 }
        };
        let mut best = 0;
        for index in 1..self.ends[at as usize].len() {
            let ends = &self.ends[at as usize];
            if order(&ends[index]) > order(&ends[best]) {
                best = index;
            }
        }
        let (edge, turned) = self.ends[at as usize].remove(best);
        let Edge { from, to, .. } = self.block.edges[edge as usize];
        let target = if turned { from } else { to };
        let other = self.ends[target as usize].iter().position(|&end| end == (edge, !turned));
        if let Some(other) = other {
            self.ends[target as usize].remove(other);
        }
        self.edges.push((edge, turned));
        if !self.met[target as usize] {
            self.meet(target);
        }
        let (dx, dy) = self.exit(edge, !turned);
        self.arrival[target as usize] = (-dx, -dy);
        self.street[target as usize] = self.block.edges[edge as usize].street;
        target
    }

    /// The first step of an edge, seen from one of its ends.
    fn exit(&self, edge: u32, from_end: bool) -> Step {
        let Edge { from, to, .. } = self.block.edges[edge as usize];
        let inner = self.block.inner_points(edge as usize);
        let (start, next) = if from_end { (to, inner.last()) } else { (from, inner.first()) };
        let other = self.block.node(if from_end { from } else { to });
        step(self.block.node(start), next.copied().unwrap_or(other))
    }
}

/// The cosine of the angle between two steps; 0 if one of them has no length.
fn straightness((ax, ay): Step, (bx, by): Step) -> f64 {
    let [ax, ay, bx, by] = [ax, ay, bx, by].map(f64::from);
    let size = ((ax * ax + ay * ay) * (bx * bx + by * by)).sqrt();
    if size == 0.0 { 0.0 } else { (ax * bx + ay * by) / size }
}

fn reordered(block: &Block, edges: &[(u32, bool)], nodes: &[u32], grid: Grid) -> Block {
    let own = block.nodes.len();
    let mut result = Block::default();
    let mut index = vec![0; nodes.len()];
    for &node in nodes {
        if (node as usize) < own {
            index[node as usize] = result.nodes.len() as u32;
            result.nodes.push(block.nodes[node as usize]);
        } else {
            index[node as usize] = (own + result.foreign_nodes.len()) as u32;
            result.foreign_nodes.push(block.foreign_nodes[node as usize - own]);
        }
    }
    result.border_nodes = block.border_nodes.iter().map(|&node| index[node as usize]).collect();
    result.border_nodes.sort_unstable();
    result.attribute_sets.clone_from(&block.attribute_sets);
    let mut first_entrance = vec![0; block.edges.len() + 1];
    for entrance in &block.entrances {
        first_entrance[entrance.edge as usize + 1] += 1;
    }
    for edge in 0..block.edges.len() {
        first_entrance[edge + 1] += first_entrance[edge];
    }
    let mut place_index = vec![u32::MAX; block.places.len()];
    for (new_edge, &(old, turned)) in (0..).zip(edges) {
        let edge = block.edges[old as usize];
        let first_inner_point = result.inner_points.len() as u32;
        result.inner_points.extend(block.inner_points(old as usize));
        let (mut from, mut to, mut attributes) =
            (index[edge.from as usize], index[edge.to as usize], edge.attributes);
        let mut entrances =
            block.entrances[first_entrance[old as usize]..first_entrance[old as usize + 1]].to_vec();
        if turned {
            (from, to) = (to, from);
            result.inner_points[first_inner_point as usize..].reverse();
            attributes = set_index(
                &mut result.attribute_sets,
                turned_round(block.attribute_sets[usize::from(attributes)]),
            );
            let length_m = rounded_length_m(block, old as usize, grid);
            for entrance in &mut entrances {
                entrance.offset_m = length_m.saturating_sub(entrance.offset_m);
            }
            entrances.reverse();
        }
        result.edges.push(Edge { from, to, first_inner_point, attributes, street: edge.street });
        for entrance in entrances {
            let place = &mut place_index[entrance.place as usize];
            if *place == u32::MAX {
                *place = result.places.len() as u32;
                result.places.push(block.places[entrance.place as usize].clone());
            }
            result.entrances.push(Entrance { edge: new_edge, place: *place, ..entrance });
        }
    }
    result
}

fn rounded_length_m(block: &Block, edge: usize, grid: Grid) -> u32 {
    let Edge { from, to, .. } = block.edges[edge];
    let mut length_m = 0.0;
    let mut last = block.node(from);
    for &point in block.inner_points(edge).iter().chain([&block.node(to)]) {
        length_m += grid.distance_m(last, point);
        last = point;
    }
    ((length_m * 1000.0).round() / 1000.0).round() as u32
}

/// The attributes of an edge walked the other way.
fn turned_round(attributes: Attributes) -> Attributes {
    let one_way = match attributes.one_way {
        OneWay::Both => OneWay::Both,
        OneWay::Forward => OneWay::Backward,
        OneWay::Backward => OneWay::Forward,
    };
    Attributes { one_way, incline_percent: -attributes.incline_percent, ..attributes }
}

fn set_index(sets: &mut Vec<Attributes>, set: Attributes) -> u16 {
    let known = sets.iter().position(|&other| other == set);
    known.unwrap_or_else(|| {
        sets.push(set);
        sets.len() - 1
    }) as u16
}
