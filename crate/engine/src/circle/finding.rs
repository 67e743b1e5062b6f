//! What one walk finds of many things asked for, in one pass over its services.

use crate::graph::Graph;
use crate::network::Category;
use crate::services::Service;
use crate::standard::{Reach, StandardItem};

/// What was found of one item.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Finding {
    /// Whether the file has a place of any of its categories, within the walk or not.
    pub(super) has_record: bool,
    /// How many places of its categories lie within the tier.
    pub(super) count: u32,
    /// The nearest of its categories, in the tier or beyond.
    pub(super) nearest: Option<Service>,
    /// The nearest within the tier that may be what is asked for.
    pub(super) maybe: Option<Service>,
}

/// What the services hold of each item. `categories` is the file's table and `places_per_category` how many places each has; ids
/// that the table lacks are left out, as no place can have them.
pub(super) fn findings(
    asked: &[&StandardItem],
    categories: &[Category],
    places_per_category: &[u32],
    graph: &Graph,
    services: &[Service],
) -> Vec<Finding> {
    let mut findings = vec![Finding::default(); asked.len()];
    // For each category the items that its places answer, and those that they may answer.
    let mut answered: Vec<[Vec<usize>; 2]> = vec![Default::default(); categories.len()];
    for (item, asked) in asked.iter().enumerate() {
        for (ids, way) in [(&asked.categories, 0), (&asked.maybe, 1)] {
            for id in ids {
                let Some(category) = categories.iter().position(|category| category.id == *id) else {
                    continue;
                };
                answered[category][way].push(item);
                if way == 0 && places_per_category.get(category).is_some_and(|&count| count > 0) {
                    findings[item].has_record = true;
                }
            }
        }
    }
    // A place of two categories answers an item that asks for both but once.
    let mut last_seen = vec![[usize::MAX; 2]; asked.len()];
    let places = graph.places();
    for (number, service) in services.iter().enumerate() {
        let Ok(place) = places.binary_search_by_key(&service.place, |place| place.id) else { continue };
        for &category in &places[place].categories {
            let Some(items) = answered.get(usize::from(category)) else { continue };
            for (way, items) in items.iter().enumerate() {
                for &item in items {
                    if std::mem::replace(&mut last_seen[item][way], number) != number {
                        findings[item].note(service, asked[item].reach, way == 1);
                    }
                }
            }
        }
    }
    findings
}

impl Finding {
    fn note(&mut self, service: &Service, reach: Reach, only_maybe: bool) {
        let is_within = is_within(service, reach);
        if only_maybe && !is_within {
            return;
        }
        let known = if only_maybe { &mut self.maybe } else { &mut self.nearest };
        if known.is_none_or(|known| nearness(service, reach) < nearness(&known, reach)) {
            *known = Some(*service);
        }
        self.count += u32::from(is_within && !only_maybe);
    }
}

fn is_within(service: &Service, reach: Reach) -> bool {
    match reach {
        Reach::Minutes(minutes) => f64::from(service.time_ms) <= minutes * 60_000.0,
        Reach::Metres(metres) => f64::from(service.walked_mm) <= metres * 1000.0,
    }
}

fn nearness(service: &Service, reach: Reach) -> (u32, u32, u32) {
    match reach {
        Reach::Minutes(_) => (service.time_ms, service.walked_mm, service.place),
        Reach::Metres(_) => (service.walked_mm, service.time_ms, service.place),
    }
}
