//! The bounded shortest-path search: which nodes can be reached within a limit, at what cost, and which way.

use crate::bucket_queue::{BucketQueue, Taken, Waiting};
use crate::costs::Costs;
use crate::graph::{Arc, Graph};

/// Where a walk begins: a point on an edge, and what it costs to be there.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Seed {
    /// The edge.
    pub edge: u32,
    /// Metres along the edge's geometry from its `from` node.
    pub offset_m: f64,
    /// Metres of the straight walk between the asked point and the street.
    pub straight_m: f64,
    /// Milliseconds that it takes.
    pub cost_ms: u32,
}

/// No search goes further than a day, so that costs add up without overflow.
const LIMIT_MS: u32 = 86_400_000;

/// How a node was reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Predecessor {
    /// Along an arc that leaves the node `source`.
    Arc {
        /// The node before.
        source: u32,
        /// The arc from there.
        arc: Arc,
    },
    /// Directly from a seed, along part of the seed's edge.
    Seed {
        /// Index into [`PathTree::seeds`].
        seed: u32,
        /// Whether the edge is walked from its `to` towards its `from` node.
        reversed: bool,
    },
}

/// The tree of shortest paths from the seeds to every node within the limit.
///
/// It is also the search's whole memory, used again for every question: what a search notes of a node carries the number of
/// the search, so nothing is cleared and, once warm, nothing is allocated.
///
/// The search is Dijkstra's with a queue of buckets after Dial (1969): nodes of one bucket are taken in any order and
/// again if they improve, buckets in ascending order, so the costs are exactly those of a heap.
#[derive(Debug, Default)]
pub struct PathTree {
    /// One for each node.
    labels: Vec<Label>,
    epoch: u32,
    seeds: Vec<Seed>,
    limit_ms: u32,
    /// Every node that can be reached at a lower cost than this is settled.
    complete_below_ms: u32,
    queue: BucketQueue,
}

/// The costs of nodes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NodeCosts<'a> {
    labels: &'a [Label],
    base: u32,
    complete_below_ms: u32,
}

impl NodeCosts<'_> {
    /// The cost of a settled node; `None` for all others.
    #[inline]
    pub(crate) fn cost_ms(self, node: u32) -> Option<u32> {
        let cost_ms = self.labels.get(node as usize)?.numbered_ms.wrapping_sub(self.base);
        (cost_ms < self.complete_below_ms).then_some(cost_ms)
    }
}

/// The best walk so far to a node: both halves in one place, as they are written together.
#[derive(Debug, Clone, Copy)]
struct Label {
    /// The number of the search times 2^27 plus the cost. Searches count down, so a label of an earlier search is above all
    /// of this one's: one comparison tells whether a node is reached for the first time or at less.
    numbered_ms: u32,
    /// Index of the last arc, or `SEED` plus twice the index of the seed, plus one if its edge is walked backwards.
    predecessor: u32,
}

const SEED: u32 = 1 << 31;

/// Bits of the cost in a label; [`LIMIT_MS`] is below 2^27.
const COST_BITS: u32 = 27;

impl PathTree {
    /// An empty tree.
    pub fn new() -> Self {
        Self::default()
    }

    /// Finds the shortest paths from all of `seeds` to every node at a cost of at most `limit_ms`.
    pub fn search(&mut self, graph: &Graph, costs: &Costs, seeds: &[Seed], limit_ms: u32) {
        self.search_while(graph, costs, seeds, limit_ms, |_| true);
    }

    /// Like [`PathTree::search`], but asks `go_on` after every bucket, showing the tree so far, and stops for good when it
    /// says no. What is settled by then is exact; see [`PathTree::complete_below_ms`].
    pub fn search_while(
        &mut self,
        graph: &Graph,
        costs: &Costs,
        seeds: &[Seed],
        limit_ms: u32,
        mut go_on: impl FnMut(&Self) -> bool,
    ) {
        self.begin(graph, costs, seeds, limit_ms.min(LIMIT_MS));
        loop {
            self.settle_bucket(graph, costs);
            let Some(lowest_ms) = self.queue.advance() else { break };
            self.complete_below_ms = lowest_ms;
            if !go_on(self) {
                return;
            }
        }
        self.complete_below_ms = self.limit_ms + 1;
    }

    /// The nodes within the limit, each once, in the order in which the search found their quickest ways.
    pub fn settled(&self) -> impl Iterator<Item = u32> {
        self.settled_among(|_| true)
    }

    /// Those of [`PathTree::settled`] that are wanted.
    pub(crate) fn settled_among(&self, is_wanted: impl Fn(u32) -> bool) -> impl Iterator<Item = u32> {
        let costs = self.node_costs();
        // Every way that was the quickest so far is among these, and no two to a node cost the same.
        let is_quickest =
            move |way: &Waiting| is_wanted(way.node) && costs.cost_ms(way.node) == Some(way.cost_ms);
        self.queue.all().filter(is_quickest).map(|way| way.node)
    }

    /// The cost of a settled node; `None` for all others.
    #[inline]
    pub fn cost_ms(&self, node: u32) -> Option<u32> {
        self.node_costs().cost_ms(node)
    }

    /// The costs of all nodes, for asking for many.
    #[inline]
    pub(crate) fn node_costs(&self) -> NodeCosts<'_> {
        NodeCosts { labels: &self.labels, base: self.base(), complete_below_ms: self.complete_below_ms }
    }

    /// How a settled node was reached; `None` for all others.
    pub fn predecessor(&self, graph: &Graph, node: u32) -> Option<Predecessor> {
        self.cost_ms(node)?;
        let coded = self.labels[node as usize].predecessor;
        if coded & SEED != 0 {
            return Some(Predecessor::Seed { seed: (coded ^ SEED) >> 1, reversed: coded & 1 == 1 });
        }
        let arc = graph.arc(coded as usize);
        Some(Predecessor::Arc { source: source(graph, arc), arc })
    }

    /// The seeds of this search.
    pub fn seeds(&self) -> &[Seed] {
        &self.seeds
    }

    /// The limit of this search.
    pub fn limit_ms(&self) -> u32 {
        self.limit_ms
    }

    /// Every node that can be reached at a lower cost than this is settled: one above the limit, or less if the search was
    /// stopped.
    pub fn complete_below_ms(&self) -> u32 {
        self.complete_below_ms
    }

    fn begin(&mut self, graph: &Graph, costs: &Costs, seeds: &[Seed], limit_ms: u32) {
        if self.epoch == 0 || self.labels.len() != graph.node_count() {
            self.labels.clear();
            self.labels.resize(graph.node_count(), Label { numbered_ms: u32::MAX, predecessor: 0 });
            self.epoch = (u32::MAX >> COST_BITS) - 1;
        } else {
            self.epoch -= 1;
        }
        self.limit_ms = limit_ms;
        self.complete_below_ms = 0;
        self.seeds.clear();
        self.seeds.extend_from_slice(seeds);
        self.queue.reset(limit_ms);
        for (index, seed) in (0u32..).zip(seeds) {
            let edge = graph.edge(seed.edge);
            let length_m = f64::from(graph.length_mm(seed.edge)) / 1000.0;
            for (node, end_m, reversed) in [(edge.to, length_m, 0), (edge.from, 0.0, 1)] {
                if let Some(ms) = costs.along_ms(graph, seed.edge, seed.offset_m, end_m) {
                    let cost_ms = seed.cost_ms.saturating_add(ms);
                    let known = self.labels[node as usize].numbered_ms;
                    if cost_ms <= limit_ms && self.base() + cost_ms < known {
                        self.labels[node as usize] = Label {
                            numbered_ms: self.base() + cost_ms,
                            predecessor: SEED | index << 1 | reversed,
                        };
                        self.queue.push(Waiting { node, cost_ms });
                    }
                }
            }
        }
    }

    /// The label of a node reached at no cost.
    #[inline]
    fn base(&self) -> u32 {
        self.epoch << COST_BITS
    }

    /// Settles all nodes of the queue's current bucket.
    #[inline]
    fn settle_bucket(&mut self, graph: &Graph, costs: &Costs) {
        let (base, limit_ms) = (self.base(), self.limit_ms);
        // Held here, as all of this is written to in turns.
        let labels = &mut self.labels[..];
        let mut taken = Taken::NOTHING;
        while let Some(Waiting { node, cost_ms }) = self.queue.pop_current(&mut taken) {
            if labels[node as usize].numbered_ms != base + cost_ms {
                continue;
            }
            let left_ms = limit_ms - cost_ms;
            let indices = graph.arc_indices(node);
            for (index, arc) in (indices.start..).zip(costs.arcs(indices)) {
                if arc.ms > left_ms {
                    continue;
                }
                let label = &mut labels[arc.target as usize];
                let cost_ms = cost_ms + arc.ms;
                if base + cost_ms < label.numbered_ms {
                    *label = Label { numbered_ms: base + cost_ms, predecessor: index as u32 };
                    self.queue.push(Waiting { node: arc.target, cost_ms });
                }
            }
        }
    }
}

/// The node that an arc leaves.
fn source(graph: &Graph, arc: Arc) -> u32 {
    let edge = graph.edge(arc.edge);
    if arc.reversed { edge.to } else { edge.from }
}
