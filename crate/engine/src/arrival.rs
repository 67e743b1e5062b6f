//! When a walk arrives at a point on an edge, and from which end.

use crate::costs::Costs;
use crate::graph::Graph;
use crate::rounded::rounded;
use crate::search::PathTree;

/// How and when a point on an edge is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arrival {
    /// Milliseconds from the asked point.
    pub time_ms: u32,
    /// From where the last stretch along the edge begins.
    pub via: Via,
}

/// The beginning of the last stretch of a walk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Via {
    /// A settled node, one of the edge's ends.
    Node {
        /// The node.
        node: u32,
        /// Whether the edge is walked from its `to` towards its `from` node.
        reversed: bool,
    },
    /// A seed on the same edge; index into [`PathTree::seeds`].
    Seed(u32),
}

impl PathTree {
    /// The earliest arrival at the point `offset_m` metres along an edge: from either of its ends or from a seed on it.
    /// `None` if it is out of reach or impassable.
    ///
    /// Arrivals later than [`PathTree::limit_ms`] may be told, but not reliably: compare with the limit.
    pub fn arrival(&self, graph: &Graph, costs: &Costs, edge: u32, offset_m: f64) -> Option<Arrival> {
        let length_m = f64::from(graph.length_mm(edge)) / 1000.0;
        let offset_m = offset_m.min(length_m);
        let ends = graph.edge(edge);
        let mut best: Option<Arrival> = None;
        let mut consider = |start_ms: Option<u32>, along_ms: Option<u32>, via: Via| {
            let (Some(start_ms), Some(along_ms)) = (start_ms, along_ms) else { return };
            let time_ms = start_ms.saturating_add(along_ms);
            if best.is_none_or(|best| time_ms < best.time_ms) {
                best = Some(Arrival { time_ms, via });
            }
        };
        for (node, end_m, reversed) in [(ends.from, 0.0, false), (ends.to, length_m, true)] {
            let along_ms = costs.along_ms(graph, edge, end_m, offset_m);
            consider(self.cost_ms(node), along_ms, Via::Node { node, reversed });
        }
        for (index, seed) in (0u32..).zip(self.seeds()) {
            if seed.edge == edge {
                let along_ms = costs.along_ms(graph, edge, seed.offset_m, offset_m);
                consider(Some(seed.cost_ms), along_ms, Via::Seed(index));
            }
        }
        best
    }
}

/// Metres as whole millimetres.
// The module is smaller so.
#[inline(never)]
pub(crate) fn millimetres(metres: f64) -> u32 {
    rounded(metres * 1000.0)
}
