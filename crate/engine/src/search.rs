//! The bounded shortest-path search: which nodes can be reached within a limit, at what cost, and which way.

use crate::arrival::millimetres;
use crate::bucket_queue::{BucketQueue, Waiting};
use crate::costs::{Costs, IMPASSABLE};
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
/// It is also the search's whole memory, used again for every question: nodes carry the number of the question that
/// last touched them, so nothing is cleared and, once warm, nothing is allocated.
///
/// The search is Dijkstra's with a queue of buckets after Dial (1969): nodes of one bucket are taken in any order and
/// again if they improve, buckets in ascending order, so the costs are exactly those of a heap.
#[derive(Debug, Default)]
pub struct PathTree {
    epoch: u32,
    nodes: Vec<NodeState>,
    settled: Vec<u32>,
    seeds: Vec<Seed>,
    limit_ms: u32,
    /// Every node that can be reached at a lower cost than this is settled.
    complete_below_ms: u32,
    queue: BucketQueue,
}

#[derive(Debug, Clone, Copy, Default)]
struct NodeState {
    epoch: u32,
    cost_ms: u32,
    /// Index of the arc, or `SEED` plus twice the index of the seed, plus one if its edge is walked backwards.
    predecessor: u32,
    walked_mm: u32,
}

const SEED: u32 = 1 << 31;

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
            let bucket_start = self.settled.len();
            while let Some(Waiting { node, cost_ms }) = self.queue.pop_current() {
                if self.nodes[node as usize].cost_ms != cost_ms {
                    continue;
                }
                self.settled.push(node);
                let walked_mm = self.nodes[node as usize].walked_mm;
                let indices = graph.arc_indices(node);
                for (index, arc) in (indices.start as u32..).zip(costs.arcs(indices)) {
                    if arc.ms != IMPASSABLE {
                        let walked_mm = walked_mm.saturating_add(arc.length_mm);
                        self.offer(arc.target, cost_ms + arc.ms, index, walked_mm);
                    }
                }
            }
            self.close_bucket(bucket_start);
            let Some(lowest_ms) = self.queue.advance() else { break };
            self.complete_below_ms = lowest_ms;
            if !go_on(self) {
                return;
            }
        }
        self.complete_below_ms = self.limit_ms + 1;
    }

    /// The nodes within the limit by ascending cost, equal ones by ascending index.
    pub fn settled(&self) -> &[u32] {
        &self.settled
    }

    /// The part of [`PathTree::settled`] with a cost of at most `limit_ms`.
    pub fn settled_within(&self, limit_ms: u32) -> &[u32] {
        let end = self.settled.partition_point(|&node| self.nodes[node as usize].cost_ms <= limit_ms);
        &self.settled[..end]
    }

    /// The cost of a settled node; `None` for all others.
    #[inline]
    pub fn cost_ms(&self, node: u32) -> Option<u32> {
        let state = self.nodes.get(node as usize)?;
        (state.epoch == self.epoch && state.cost_ms < self.complete_below_ms).then_some(state.cost_ms)
    }

    /// How a settled node was reached; `None` for all others.
    pub fn predecessor(&self, graph: &Graph, node: u32) -> Option<Predecessor> {
        self.cost_ms(node)?;
        let coded = self.nodes[node as usize].predecessor;
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

    /// Millimetres from the asked point to a settled node along its shortest path, the straight walk included.
    pub fn walked_mm(&self, node: u32) -> u32 {
        self.nodes[node as usize].walked_mm
    }

    fn begin(&mut self, graph: &Graph, costs: &Costs, seeds: &[Seed], limit_ms: u32) {
        self.nodes.resize(graph.node_count(), NodeState::default());
        self.epoch = self.epoch.wrapping_add(1);
        if self.epoch == 0 {
            self.nodes.fill(NodeState::default());
            self.epoch = 1;
        }
        self.limit_ms = limit_ms;
        self.complete_below_ms = 0;
        self.settled.clear();
        self.seeds.clear();
        self.seeds.extend_from_slice(seeds);
        self.queue.reset(limit_ms);
        for (index, seed) in (0u32..).zip(seeds) {
            let edge = graph.edge(seed.edge);
            let length_m = f64::from(graph.length_mm(seed.edge)) / 1000.0;
            for (node, end_m, reversed) in [(edge.to, length_m, 0), (edge.from, 0.0, 1)] {
                if let Some(ms) = costs.along_ms(graph, seed.edge, seed.offset_m, end_m) {
                    let along_mm = millimetres((end_m - seed.offset_m).abs());
                    let walked_mm = millimetres(seed.straight_m).saturating_add(along_mm);
                    self.offer(
                        node,
                        seed.cost_ms.saturating_add(ms),
                        SEED | index << 1 | reversed,
                        walked_mm,
                    );
                }
            }
        }
    }

    #[inline]
    fn offer(&mut self, node: u32, cost_ms: u32, predecessor: u32, walked_mm: u32) {
        let state = &mut self.nodes[node as usize];
        if cost_ms > self.limit_ms || state.epoch == self.epoch && state.cost_ms <= cost_ms {
            return;
        }
        *state = NodeState { epoch: self.epoch, cost_ms, predecessor, walked_mm };
        self.queue.push(Waiting { node, cost_ms });
    }

    /// Orders the nodes of one bucket and drops repetitions: a node that improved within it was taken more than once.
    fn close_bucket(&mut self, start: usize) {
        let nodes = &self.nodes;
        let bucket = &mut self.settled[start..];
        bucket.sort_unstable_by_key(|&node| (nodes[node as usize].cost_ms, node));
        let mut kept = start;
        for position in start..self.settled.len() {
            if position == start || self.settled[position] != self.settled[position - 1] {
                self.settled[kept] = self.settled[position];
                kept += 1;
            }
        }
        self.settled.truncate(kept);
    }
}

/// The node that an arc leaves.
fn source(graph: &Graph, arc: Arc) -> u32 {
    let edge = graph.edge(arc.edge);
    if arc.reversed { edge.to } else { edge.from }
}
