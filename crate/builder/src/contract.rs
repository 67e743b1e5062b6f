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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::{Drawing, EVERYWHERE, TagList};
    use yike::attributes::{Class, OneWay};

    const PATH: TagList = &[("highway", "path")];

    /// The chains of a map as (map node ids, attributes), each from its lower end.
    fn chains(drawing: &Drawing) -> Vec<(Vec<i64>, Attributes)> {
        let data = drawing.read();
        let (network, _) = WalkNetwork::new(&data, &EVERYWHERE, true);
        let kept = vec![true; network.osm_nodes.len()];
        let mut chains: Vec<_> = contract(&network, &kept)
            .into_iter()
            .map(|chain| {
                let ids =
                    chain.nodes.iter().map(|&node| data.nodes.ids[network.osm_nodes[node as usize] as usize]);
                let mut ids: Vec<i64> = ids.collect();
                let mut attributes = chain.attributes;
                if ids.last() < ids.first() {
                    ids.reverse();
                    attributes = reversed(attributes);
                }
                (ids, attributes)
            })
            .collect();
        chains.sort();
        chains
    }

    fn nodes(drawing: &Drawing) -> Vec<Vec<i64>> {
        chains(drawing).into_iter().map(|(nodes, _)| nodes).collect()
    }

    fn five_nodes() -> Drawing {
        (1..=5).fold(Drawing::default(), |drawing, id| drawing.node(id, [id as i32 * 10, 0], &[]))
    }

    #[test]
    fn ways_join_where_nothing_changes_and_part_where_the_name_does() {
        let names = |second| {
            nodes(&five_nodes().way(1, &[1, 2, 3], &[("highway", "path"), ("name", "A")]).way(
                2,
                &[5, 4, 3],
                &[("highway", "path"), ("name", second)],
            ))
        };
        assert_eq!(names("A"), [vec![1, 2, 3, 4, 5]]);
        assert_eq!(names("B"), [vec![1, 2, 3], vec![3, 4, 5]]);
    }

    #[test]
    fn crossroads_part_and_parallel_edges_survive() {
        let drawing = five_nodes()
            .node(6, [25, 10], &[])
            .way(1, &[1, 2, 3, 4, 5], PATH)
            .way(2, &[2, 6, 4], PATH)
            .way(3, &[3, 3], PATH);
        assert_eq!(nodes(&drawing), [vec![1, 2], vec![2, 3, 4], vec![2, 6, 4], vec![4, 5]]);
    }

    #[test]
    fn a_loop_at_a_crossroads_and_a_circle_on_its_own_survive() {
        let drawing = five_nodes().way(1, &[1, 2], PATH).way(2, &[2, 3, 4, 2], PATH);
        let found = nodes(&drawing);
        assert_eq!(found.len(), 2);
        assert!(found[1] == [2, 3, 4, 2] || found[1] == [2, 4, 3, 2]);
        let circle = nodes(&five_nodes().way(1, &[2, 3, 4, 2], PATH));
        assert_eq!(circle.len(), 1);
        assert_eq!((circle[0].len(), circle[0][0]), (4, circle[0][3]));
    }

    #[test]
    fn direction_turns_with_the_way() {
        let uphill: TagList = &[("highway", "path"), ("oneway:foot", "yes"), ("incline", "8%")];
        let downhill: TagList = &[("highway", "path"), ("oneway:foot", "-1"), ("incline", "-8%")];
        let found = chains(&five_nodes().way(1, &[1, 2, 3], uphill).way(2, &[5, 4, 3], downhill));
        let expected = Attributes {
            class: Class::Path,
            one_way: OneWay::Forward,
            incline_percent: 8,
            ..Attributes::default()
        };
        assert_eq!(found, [(vec![1, 2, 3, 4, 5], expected)]);
        // The same tags on ways that meet head to head are two slopes.
        let found = nodes(&five_nodes().way(1, &[1, 2, 3], uphill).way(2, &[5, 4, 3], uphill));
        assert_eq!(found, [vec![1, 2, 3], vec![3, 4, 5]]);
    }

    #[test]
    fn each_crossing_with_signals_is_waited_for_once_and_none_shares_an_edge() {
        let signals: TagList = &[("highway", "crossing"), ("crossing", "traffic_signals")];
        let footway: TagList = &[("highway", "footway")];
        let drawing = Drawing::default()
            .node(1, [0, 0], &[])
            .node(2, [10, 0], signals)
            .node(3, [20, 0], &[])
            .node(4, [30, 0], signals)
            .node(5, [40, 0], &[])
            .way(1, &[1, 2, 3], footway)
            .way(2, &[3, 4, 5], footway);
        let found = chains(&drawing);
        assert!(found.iter().all(|(_, attributes)| attributes.signals));
        assert_eq!(found.iter().map(|(nodes, _)| nodes.len() - 1).sum::<usize>(), 4);
        assert_eq!(found.len(), 2);
        // Along the carriageway nobody waits; a crossing cut in two at its node is one crossing.
        let crossing: TagList =
            &[("highway", "footway"), ("footway", "crossing"), ("crossing", "traffic_signals")];
        let cut = Drawing::default()
            .node(1, [0, 10], &[])
            .node(2, [0, 0], signals)
            .node(3, [0, -10], &[])
            .node(4, [-50, 0], &[])
            .node(5, [50, 0], &[])
            .way(1, &[1, 2], crossing)
            .way(2, &[2, 3], crossing)
            .way(3, &[4, 2, 5], &[("highway", "secondary")]);
        let waits: Vec<_> = chains(&cut)
            .into_iter()
            .filter(|(_, attributes)| attributes.signals)
            .map(|(nodes, _)| nodes)
            .collect();
        assert_eq!(waits, [[1, 2]]);
    }

    #[test]
    fn a_closed_gate_parts_the_street_for_good() {
        let gate = |access| {
            let drawing = Drawing::default()
                .node(1, [0, 0], &[])
                .node(2, [10, 0], &[("barrier", "gate"), ("access", access)])
                .node(3, [20, 0], &[])
                .way(1, &[1, 2, 3], PATH);
            let data = drawing.read();
            let (network, counts) = WalkNetwork::new(&data, &EVERYWHERE, true);
            (nodes(&drawing), network.osm_nodes.len(), counts.blocked_nodes)
        };
        assert_eq!(gate("yes"), (vec![vec![1, 2, 3]], 3, 0));
        assert_eq!(gate("private"), (vec![vec![1, 2], vec![2, 3]], 4, 1));
    }
}
