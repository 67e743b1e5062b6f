//! Contraction: chains of segments between the nodes that matter.
//!
//! A node matters where streets meet or end, where attributes or the name change, where the data ends, and where a second
//! crossing with traffic lights would come to lie on the same edge.

use yike::attributes::Attributes;

use crate::walk_network::{Segment, WalkNetwork, reversed};

/// A chain of segments that becomes one edge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    /// The nodes of the walk network it passes, both ends included; at least two.
    pub nodes: Vec<u32>,
    /// Its attributes, direction as from first to last.
    pub attributes: Attributes,
    /// 0 without a name, else one more than the index into [`WalkNetwork::streets`].
    pub street: u32,
}

/// Cuts the segments among the kept nodes into chains.
pub fn contract(network: &WalkNetwork, kept: &[bool]) -> Vec<Chain> {
    Contraction::new(network, kept).chains()
}

struct Contraction<'a> {
    network: &'a WalkNetwork,
    kept: &'a [bool],
    /// Length n + 1: the segments at node `v` are `incident[first[v]..first[v + 1]]`.
    first: Vec<u32>,
    incident: Vec<u32>,
    used: Vec<bool>,
}

impl<'a> Contraction<'a> {
    fn new(network: &'a WalkNetwork, kept: &'a [bool]) -> Self {
        let mut first = vec![0u32; network.osm_nodes.len() + 1];
        for node in network.segments.iter().flat_map(|segment| [segment.from, segment.to]) {
            first[node as usize + 1] += 1;
        }
        for node in 1..first.len() {
            first[node] += first[node - 1];
        }
        let mut next = first.clone();
        let mut incident = vec![0; network.segments.len() * 2];
        for (index, segment) in (0..).zip(&network.segments) {
            for node in [segment.from, segment.to] {
                incident[next[node as usize] as usize] = index;
                next[node as usize] += 1;
            }
        }
        Self { network, kept, first, incident, used: vec![false; network.segments.len()] }
    }

    fn incident(&self, node: u32) -> &[u32] {
        &self.incident[self.first[node as usize] as usize..self.first[node as usize + 1] as usize]
    }

    fn chains(mut self) -> Vec<Chain> {
        let mut chains = Vec::new();
        for node in 0..self.network.osm_nodes.len() as u32 {
            if self.kept[node as usize] && self.passage(node).is_none() {
                self.chains_from(node, &mut chains);
            }
        }
        // What is left are circles on which nothing ever changes.
        for node in 0..self.network.osm_nodes.len() as u32 {
            if self.kept[node as usize] {
                self.chains_from(node, &mut chains);
            }
        }
        chains
    }

    /// The two segments of a node that merely passes from one to the other; `None` for a node that matters.
    fn passage(&self, node: u32) -> Option<[u32; 2]> {
        let &[a, b] = self.incident(node) else { return None };
        if a == b || self.network.border_nodes.binary_search(&node).is_ok() {
            return None;
        }
        let (before, after) = (self.towards(a, node), self.leaving(b, node));
        let same = without_signals(before.attributes) == without_signals(after.attributes);
        (same && before.street == after.street).then_some([a, b])
    }

    /// A segment as walked to a node, which is one of its ends.
    fn towards(&self, segment: u32, node: u32) -> Segment {
        flipped_unless(self.network.segments[segment as usize], |segment| segment.to == node)
    }

    /// A segment as walked from a node, which is one of its ends.
    fn leaving(&self, segment: u32, node: u32) -> Segment {
        flipped_unless(self.network.segments[segment as usize], |segment| segment.from == node)
    }

    fn chains_from(&mut self, start: u32, chains: &mut Vec<Chain>) {
        for slot in self.first[start as usize]..self.first[start as usize + 1] {
            let mut next = Some((self.incident[slot as usize], start));
            let mut chain: Option<Chain> = None;
            while let Some((segment, node)) = next.filter(|&(segment, _)| !self.used[segment as usize]) {
                self.used[segment as usize] = true;
                let walked = self.leaving(segment, node);
                match &mut chain {
                    Some(chain) if !(chain.attributes.signals && walked.attributes.signals) => {
                        chain.nodes.push(walked.to);
                        chain.attributes.signals |= walked.attributes.signals;
                    }
                    open => {
                        let nodes = vec![walked.from, walked.to];
                        let begun = Chain { nodes, attributes: walked.attributes, street: walked.street };
                        chains.extend(open.replace(begun));
                    }
                }
                next = self
                    .passage(walked.to)
                    .filter(|_| walked.to != start)
                    .map(|[a, b]| (if a == segment { b } else { a }, walked.to));
            }
            chains.extend(chain);
        }
    }
}

fn flipped_unless(segment: Segment, right: impl Fn(&Segment) -> bool) -> Segment {
    if right(&segment) {
        return segment;
    }
    let Segment { from, to, attributes, street } = segment;
    Segment { from: to, to: from, attributes: reversed(attributes), street }
}

fn without_signals(attributes: Attributes) -> Attributes {
    Attributes { signals: false, ..attributes }
}
