//! Cuts a network into blocks: its nodes by halves, each edge with the end that comes first.

use super::block::{Block, ForeignNode};
use super::street_walk::FirstNumbers;
use crate::grid::Point;
use crate::network::{Edge, Entrance, Network};

/// The most nodes of a block, unless more lie at one and the same position.
const MAX_NODES: usize = 4096;

/// A block on its way into a file.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// Its content; streets and places still have the network's numbers, and foreign nodes no rank yet.
    pub(super) block: Block,
    /// The network's numbers of the block's own nodes, then of the foreign ones.
    pub(super) node_ids: Vec<u32>,
    /// The first numbers of streets and places new to the file, once they are numbered.
    pub(super) first: FirstNumbers,
}

/// Cuts a network into blocks of nearly equal numbers of nodes.
pub(super) fn split(network: &Network) -> Vec<Draft> {
    let block_of_node = assign_nodes(network);
    let block_count = block_of_node.iter().max().map_or(0, |&last| last as usize + 1);
    let mut drafts: Vec<Draft> = (0..block_count).map(|_| Draft::default()).collect();
    // Where each node is among its own block's nodes.
    let mut own_index = vec![0; network.nodes.len()];
    for (node, &point) in network.nodes.iter().enumerate() {
        let draft = &mut drafts[block_of_node[node] as usize];
        own_index[node] = draft.block.nodes.len() as u32;
        draft.block.nodes.push(point);
        draft.node_ids.push(node as u32);
    }
    for &node in &network.border_nodes {
        drafts[block_of_node[node as usize] as usize].block.border_nodes.push(own_index[node as usize]);
    }
    let owner = |edge: &Edge| block_of_node[edge.from as usize].min(block_of_node[edge.to as usize]);
    let owned_edges = by_block(block_count, network.edges.iter().map(owner));
    let first_entrance = first_entrances(network);
    let mut local = LocalNumbers {
        foreign: vec![u32::MAX; network.nodes.len()],
        place: vec![u32::MAX; network.places.len()],
    };
    for (number, (draft, edges)) in (0u32..).zip(drafts.iter_mut().zip(&owned_edges)) {
        draft.block.attribute_sets.clone_from(&network.attribute_sets);
        for &edge in edges {
            let edge = edge as usize;
            add_edge(
                draft,
                network,
                edge,
                |node| (block_of_node[node as usize] == number).then(|| own_index[node as usize]),
                &mut local.foreign,
            );
            let entrances =
                &network.entrances[first_entrance[edge] as usize..first_entrance[edge + 1] as usize];
            add_entrances(&mut draft.block, network, entrances, &mut local.place);
        }
        local.forget(draft);
    }
    drafts
}

/// The numbers of foreign nodes and places within the block at hand; `u32::MAX` for those not in it.
struct LocalNumbers {
    foreign: Vec<u32>,
    place: Vec<u32>,
}

impl LocalNumbers {
    fn forget(&mut self, draft: &Draft) {
        for &node in &draft.node_ids[draft.block.nodes.len()..] {
            self.foreign[node as usize] = u32::MAX;
        }
        for place in &draft.block.places {
            self.place[place.id as usize] = u32::MAX;
        }
    }
}

/// The block of each node. Nodes at the same position are never parted.
fn assign_nodes(network: &Network) -> Vec<u32> {
    let mut nodes: Vec<u32> = (0..network.nodes.len() as u32).collect();
    let block_count = nodes.len().div_ceil(MAX_NODES);
    let mut cut = Cut { points: &network.nodes, block_of_node: vec![0; nodes.len()], next_block: 0 };
    cut.halve(&mut nodes, block_count);
    cut.block_of_node
}

/// The cutting of nodes into blocks that are as square as can be, so that the neighbourhood of a place lies in few of them: halves
/// across the longer side, and their halves, and so on.
struct Cut<'a> {
    points: &'a [Point],
    block_of_node: Vec<u32>,
    next_block: u32,
}

impl Cut<'_> {
    fn halve(&mut self, nodes: &mut [u32], block_count: usize) {
        if block_count <= 1 || nodes.len() <= 1 {
            for &node in &*nodes {
                self.block_of_node[node as usize] = self.next_block;
            }
            self.next_block += u32::from(!nodes.is_empty());
            return;
        }
        let point = |node: u32| self.points[node as usize];
        let [width, height] = [|point: Point| point.x, |point: Point| point.y].map(|axis| {
            let along = || nodes.iter().map(|&node| axis(point(node)));
            along().max().unwrap_or(0).abs_diff(along().min().unwrap_or(0))
        });
        nodes.sort_unstable_by_key(|&node| {
            let Point { x, y } = point(node);
            if width > height { (x, y, node) } else { (y, x, node) }
        });
        let half = block_count / 2;
        let mut middle = nodes.len() * half / block_count;
        while middle > 0 && middle < nodes.len() && point(nodes[middle]) == point(nodes[middle - 1]) {
            middle += 1;
        }
        let (first, second) = nodes.split_at_mut(middle);
        self.halve(first, half);
        self.halve(second, block_count - half);
    }
}

/// The indices of items, grouped by block, in their order.
fn by_block(block_count: usize, block_of_item: impl Iterator<Item = u32>) -> Vec<Vec<u32>> {
    let mut groups = vec![Vec::new(); block_count];
    for (item, block) in (0..).zip(block_of_item) {
        groups[block as usize].push(item);
    }
    groups
}

fn first_entrances(network: &Network) -> Vec<u32> {
    let mut first = vec![0; network.edges.len() + 1];
    for entrance in &network.entrances {
        first[entrance.edge as usize + 1] += 1;
    }
    for edge in 0..network.edges.len() {
        first[edge + 1] += first[edge];
    }
    first
}

fn add_edge(
    draft: &mut Draft,
    network: &Network,
    edge: usize,
    own_index: impl Fn(u32) -> Option<u32>,
    foreign_index: &mut [u32],
) {
    let mut local = |node: u32| {
        own_index(node).unwrap_or_else(|| {
            let index = &mut foreign_index[node as usize];
            if *index == u32::MAX {
                *index = draft.node_ids.len() as u32;
                draft.node_ids.push(node);
                draft.block.foreign_nodes.push(ForeignNode { point: network.nodes[node as usize], rank: 0 });
            }
            *index
        })
    };
    let whole = network.edges[edge];
    let (from, to) = (local(whole.from), local(whole.to));
    let first_inner_point = draft.block.inner_points.len() as u32;
    let end = network
        .edges
        .get(edge + 1)
        .map_or(network.inner_points.len(), |next| next.first_inner_point as usize);
    draft.block.inner_points.extend(&network.inner_points[whole.first_inner_point as usize..end]);
    draft.block.edges.push(Edge { from, to, first_inner_point, ..whole });
}

/// Adds the entrances of the edge that was added last.
fn add_entrances(block: &mut Block, network: &Network, entrances: &[Entrance], local_place: &mut [u32]) {
    for entrance in entrances {
        let index = &mut local_place[entrance.place as usize];
        if *index == u32::MAX {
            *index = block.places.len() as u32;
            block.places.push(network.places[entrance.place as usize].clone());
        }
        block.entrances.push(Entrance { edge: block.edges.len() as u32 - 1, place: *index, ..*entrance });
    }
}
