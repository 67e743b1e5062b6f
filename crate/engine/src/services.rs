//! The places that a walk reaches within a limit, from the same search as the isochrone.

use crate::arrival::millimetres;
use crate::costs::Costs;
use crate::graph::Graph;
use crate::network::Place;
use crate::search::PathTree;
use crate::walk_lengths::WalkLengths;

/// A place reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Service {
    /// The place's id in the file.
    pub place: u32,
    /// Milliseconds of the quickest walk to any of its entrances.
    pub time_ms: u32,
    /// Millimetres of that walk, straight stretches at both ends included.
    pub walked_mm: u32,
}

impl Service {
    /// The walking time in seconds.
    pub fn seconds(&self) -> f64 {
        f64::from(self.time_ms) / 1000.0
    }

    /// The walk's length in metres.
    pub fn metres(&self) -> f64 {
        f64::from(self.walked_mm) / 1000.0
    }
}

/// A set of categories by their indices in the file's table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CategorySet {
    bits: [u64; 4],
}

impl CategorySet {
    /// The set of all categories.
    pub const ALL: Self = Self { bits: [u64::MAX; 4] };
    /// The set of none.
    pub const NONE: Self = Self { bits: [0; 4] };

    /// Adds a category.
    pub fn insert(&mut self, category: u8) {
        self.bits[usize::from(category >> 6)] |= 1 << (category & 63);
    }

    /// Whether a category is in the set.
    pub fn contains(&self, category: u8) -> bool {
        self.bits[usize::from(category >> 6)] >> (category & 63) & 1 == 1
    }

    /// Whether any category of a place is in the set.
    pub fn touches(&self, place: &Place) -> bool {
        place.categories.iter().any(|&category| self.contains(category))
    }
}

impl FromIterator<u8> for CategorySet {
    fn from_iter<T: IntoIterator<Item = u8>>(categories: T) -> Self {
        let mut set = Self::NONE;
        categories.into_iter().for_each(|category| set.insert(category));
        set
    }
}

/// Collects services; keeps its memory from question to question.
#[derive(Debug, Default)]
pub struct ServiceSearch {
    epoch: u32,
    /// For each place the epoch in which it was found and its index in `found`.
    slots: Vec<(u32, u32)>,
    found: Vec<Service>,
    lengths: WalkLengths,
}

impl ServiceSearch {
    /// A search with no memory yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// All places of the given categories whose walking time is at most `limit_ms`, by time, then id.
    ///
    /// Only edges with a settled end or a seed are looked at, so the work depends on what is reached and not on the size
    /// of the city. `limit_ms` must not exceed the tree's.
    pub fn within(
        &mut self,
        graph: &Graph,
        costs: &Costs,
        tree: &PathTree,
        limit_ms: u32,
        categories: CategorySet,
    ) -> &[Service] {
        self.begin(graph);
        let within = |node: u32| tree.cost_ms(node).is_some_and(|ms| ms <= limit_ms);
        for node in tree.settled_among(|node| graph.is_near_entrance(node)) {
            if !within(node) {
                continue;
            }
            for edge in graph.edges_at(node) {
                if graph.entrances(edge).is_empty() {
                    continue;
                }
                // An edge with both ends settled is visited from its `from` node.
                let from = graph.edge(edge).from;
                if from == node || !within(from) {
                    self.visit_edge(graph, costs, tree, limit_ms, categories, edge);
                }
            }
        }
        for seed in tree.seeds() {
            self.visit_edge(graph, costs, tree, limit_ms, categories, seed.edge);
        }
        self.found.sort_unstable_by_key(|service| (service.time_ms, service.place));
        &self.found
    }

    fn begin(&mut self, graph: &Graph) {
        self.epoch = self.epoch.wrapping_add(1);
        if self.epoch == 0 || self.slots.len() != graph.places().len() {
            self.slots.clear();
            self.slots.resize(graph.places().len(), (0, 0));
            self.epoch = 1;
        }
        self.found.clear();
        self.lengths.begin(graph);
    }

    fn visit_edge(
        &mut self,
        graph: &Graph,
        costs: &Costs,
        tree: &PathTree,
        limit_ms: u32,
        categories: CategorySet,
        edge: u32,
    ) {
        for entrance in graph.entrances(edge) {
            let place = &graph.places()[entrance.place as usize];
            if !categories.touches(place) {
                continue;
            }
            let offset_m = f64::from(entrance.offset_m);
            let side_m = f64::from(entrance.side_m);
            let Some(arrival) = tree.arrival(graph, costs, edge, offset_m) else { continue };
            let time_ms = arrival.time_ms.saturating_add(costs.straight_ms(side_m));
            if time_ms <= limit_ms {
                let walked_mm = self.lengths.to_edge_mm(graph, tree, edge, offset_m, arrival.via);
                let walked_mm = walked_mm.saturating_add(millimetres(side_m));
                self.keep(entrance.place, Service { place: place.id, time_ms, walked_mm });
            }
        }
    }

    fn keep(&mut self, place_index: u32, service: Service) {
        let slot = &mut self.slots[place_index as usize];
        if slot.0 != self.epoch {
            *slot = (self.epoch, self.found.len() as u32);
            self.found.push(service);
            return;
        }
        let known = &mut self.found[slot.1 as usize];
        if (service.time_ms, service.walked_mm) < (known.time_ms, known.walked_mm) {
            *known = service;
        }
    }
}

/// Keeps at most `per_category` services of each of the given categories and at most `limit` in all, the nearest first.
/// A place of several categories stays as long as one of them has room, and counts for all of them.
pub fn shorten(
    graph: &Graph,
    services: &[Service],
    categories: CategorySet,
    per_category: Option<u32>,
    limit: Option<u32>,
) -> Vec<Service> {
    let limit = limit.map_or(usize::MAX, |limit| limit as usize);
    let Some(per_category) = per_category else { return services.iter().take(limit).copied().collect() };
    let mut counts = [0u32; 256];
    let has_room = |service: &&Service| {
        let Ok(index) = graph.places().binary_search_by_key(&service.place, |place| place.id) else {
            return false;
        };
        let of_interest = || {
            let categories_of_place = &graph.places()[index].categories;
            categories_of_place.iter().copied().filter(|&category| categories.contains(category))
        };
        let room = of_interest().any(|category| counts[usize::from(category)] < per_category);
        if room {
            of_interest().for_each(|category| counts[usize::from(category)] += 1);
        }
        room
    };
    services.iter().filter(has_room).take(limit).copied().collect()
}
