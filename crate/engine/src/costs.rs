//! What walking an edge costs a profile, in milliseconds.

use std::ops::Range;

use crate::attributes::{Attributes, Class, OneWay, Surface, Wheelchair};
use crate::graph::Graph;
use crate::profile::Profile;
use crate::question::Direction;
use crate::rounded::rounded;

/// The cost of an edge that cannot be walked in a direction.
pub const IMPASSABLE: u32 = u32::MAX;

/// The highest cost of a passable edge: two of them add up without overflow.
const MAX_EDGE_MS: u32 = 2_000_000_000;

/// The costs of all edges for one profile and direction, as seen outwards from the asked point.
///
/// A cost is linear along its edge: the wait at a crossing with lights is spread evenly over the edge that holds it,
/// so a point halfway along has half of it. Every edge costs at least 1 ms, so costs grow along every path.
#[derive(Debug, Clone)]
pub struct Costs {
    /// By the network's combinations of attributes.
    rates: Vec<Rate>,
    edge_ms: Vec<[u32; 2]>,
    arcs: Vec<CostedArc>,
    ms_per_m: f64,
}

/// What the search needs of an arc, side by side in memory.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CostedArc {
    pub target: u32,
    pub ms: u32,
}

impl Costs {
    /// The costs of a graph's edges. The profile must have passed [`Profile::check`].
    pub fn new(graph: &Graph, profile: &Profile, direction: Direction) -> Self {
        let mut costs = Self::none_yet(graph, profile, direction);
        costs.work_out(graph, 0..graph.node_count() as u32);
        costs
    }

    /// As [`Costs::new`], but as if nothing could be walked until it is worked out.
    pub(crate) fn none_yet(graph: &Graph, profile: &Profile, direction: Direction) -> Self {
        let sets = &graph.network().attribute_sets;
        Self {
            rates: sets.iter().map(|set| Rate::new(set, profile, direction)).collect(),
            edge_ms: vec![[IMPASSABLE; 2]; graph.edge_count()],
            arcs: vec![CostedArc { target: 0, ms: IMPASSABLE }; graph.edge_count() * 2],
            ms_per_m: profile.ms_per_m(),
        }
    }

    /// Works out the costs of all edges at some nodes of consecutive numbers.
    pub(crate) fn work_out(&mut self, graph: &Graph, nodes: Range<u32>) {
        let arcs = graph.arc_indices_of(nodes);
        for (arc, known) in arcs.clone().map(|index| graph.arc(index)).zip(&mut self.arcs[arcs]) {
            let rate = &self.rates[usize::from(graph.edge(arc.edge).attributes)];
            let edge_ms = rate.edge_ms(graph.length_mm(arc.edge));
            self.edge_ms[arc.edge as usize] = edge_ms;
            *known = CostedArc { target: arc.target, ms: edge_ms[usize::from(arc.reversed)] };
        }
    }

    /// Milliseconds for the whole edge, `[from → to, to → from]` as seen outwards from the asked point (for walks *to* it
    /// the two are already swapped); [`IMPASSABLE`] where there is no way.
    #[inline]
    pub fn edge_ms(&self, edge: u32) -> [u32; 2] {
        self.edge_ms[edge as usize]
    }

    /// Arcs by the range of their indices in the graph.
    #[inline]
    pub(crate) fn arcs(&self, indices: Range<usize>) -> &[CostedArc] {
        &self.arcs[indices]
    }

    /// Whether the edge can be walked in at least one direction.
    #[inline]
    pub fn is_passable(&self, edge: u32) -> bool {
        self.edge_ms(edge) != [IMPASSABLE; 2]
    }

    /// Milliseconds for walking along an edge between two offsets in metres from its `from` node, backwards if the second
    /// is the lower; `None` if that way is impassable.
    // The module is smaller so.
    #[inline(never)]
    pub fn along_ms(&self, graph: &Graph, edge: u32, start_m: f64, end_m: f64) -> Option<u32> {
        let whole_ms = self.edge_ms(edge)[usize::from(end_m < start_m)];
        if whole_ms == IMPASSABLE {
            return (start_m == end_m && self.is_passable(edge)).then_some(0);
        }
        let length_m = f64::from(graph.length_mm(edge).max(1)) / 1000.0;
        let share = ((end_m - start_m).abs() / length_m).min(1.0);
        Some(rounded(f64::from(whole_ms) * share))
    }

    /// Milliseconds for a metre of a straight walk off the network.
    pub(crate) fn ms_per_m(&self) -> f64 {
        self.ms_per_m
    }

    /// Milliseconds for a straight walk off the network, at the profile's speed on the flat.
    pub fn straight_ms(&self, metres: f64) -> u32 {
        rounded(metres * self.ms_per_m)
    }
}

/// Cost per millimetre and per edge for one combination of attributes.
#[derive(Debug, Clone)]
struct Rate {
    ms_per_mm: f64,
    wait_ms: f64,
    passable: [bool; 2],
}

impl Rate {
    fn new(attributes: &Attributes, profile: &Profile, direction: Direction) -> Self {
        let surface = match attributes.surface {
            Surface::Unknown | Surface::Paved => 1.0,
            Surface::Uneven => profile.uneven_factor,
            Surface::Unpaved => profile.unpaved_factor,
        };
        let is_steps = attributes.class == Class::Steps;
        let factor = if is_steps { surface * profile.steps_factor } else { surface };
        let too_steep = f64::from(attributes.incline_percent).abs() > profile.max_incline_percent;
        let barred = profile.heeds_wheelchair_tag && attributes.wheelchair == Wheelchair::No;
        let open = !(too_steep || barred || is_steps && profile.avoid_steps);
        let [forward, backward] = match attributes.one_way {
            OneWay::Both => [true, true],
            OneWay::Forward => [true, false],
            OneWay::Backward => [false, true],
        };
        let passable = match direction {
            Direction::From => [open && forward, open && backward],
            Direction::To => [open && backward, open && forward],
        };
        let wait_ms = if attributes.signals { profile.signal_wait_s * 1000.0 } else { 0.0 };
        Self { ms_per_mm: profile.ms_per_m() / 1000.0 * factor, wait_ms, passable }
    }

    fn edge_ms(&self, length_mm: u32) -> [u32; 2] {
        let ms = rounded(f64::from(length_mm) * self.ms_per_mm + self.wait_ms).clamp(1, MAX_EDGE_MS);
        self.passable.map(|passable| if passable { ms } else { IMPASSABLE })
    }
}
