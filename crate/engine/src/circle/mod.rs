//! The life circle: what a standard asks for, and whether a walk finds it.
//!
//! Everything comes from one list of services, that of a walk up to the search limit ([`search_limit_ms`]), so a circle
//! never contradicts the list beside it. An item of the standard is
//!
//! - **covered** if a place of one of its categories lies within its tier,
//! - **missing** if the file has such places, but none within the tier; the nearest beyond it is told as far as the walk
//!   looked,
//! - **without record** if the data does not tell: the whole file has none, or none is known within the tier but a place
//!   is that may be one (a school of which the map does not say whether it is a primary school). That says something of
//!   the data and nothing of the town, so it is never called missing and does not count in the score.
//!
//! With a time asked for, a place that is known to be closed then does not count; one whose hours are not known does.
//!
//! **Metres** are those of the quickest walk of the profile, the walk that a route shows, and not of a shorter way that
//! takes longer over steps or past traffic lights. With the profile `uniform` the two are the same.
//!
//! **Score**: 100 × the weight of the covered items ÷ the weight of the covered and the missing ones.
//!
//! **Gaps** are ordered by how far the nearest place lies beyond the tier, the widest miss first, and before these what was
//! not found at all, the shortest tier first. A tier in metres is missed by metres walked, a tier in minutes by minutes;
//! where a standard has both, metres stand beside minutes at the profile's speed on the flat.

mod green;
mod group;
mod ring;

pub use green::green_rule;
pub use group::Group;
pub use ring::{Ring, ring_minutes};

use crate::graph::Graph;
use crate::network::{Category, Place};
use crate::profile::Profile;
use crate::question::MAX_MINUTES;
use crate::services::{CategorySet, Service};
use crate::standard::{Label, Reach, StandardItem};

/// Whether an item of a standard is fulfilled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// A place lies within the tier.
    Covered,
    /// There are such places, but none within the tier.
    Missing,
    /// The data does not tell: it holds no such place at all, or one within the tier of which it is not certain.
    NoRecord,
}

impl Status {
    /// `covered`, `missing` or `no-record`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Covered => "covered",
            Self::Missing => "missing",
            Self::NoRecord => "no-record",
        }
    }
}

/// What the walk found of one item of a standard.
#[derive(Debug, Clone, PartialEq)]
pub struct CircleItem {
    /// What was asked for.
    pub asked: StandardItem,
    /// Whether it is there.
    pub status: Status,
    /// How many places lie within the tier, each counted once.
    pub count: u32,
    /// The nearest place within the search limit, in the tier or beyond: by time, or by metres where the tier is in metres.
    pub nearest: Option<Service>,
    /// Where the item is not covered: the nearest place within the tier that may be what is asked for.
    pub maybe: Option<Service>,
}

/// The items of a standard that stand under one heading.
#[derive(Debug, Clone, PartialEq)]
pub struct Theme {
    /// The heading.
    pub name: Label,
    /// Indices of its items, in the order of the standard.
    pub items: Vec<u32>,
}

/// The life circle around a point.
#[derive(Debug, Clone, PartialEq)]
pub struct Circle {
    /// What the standard asks for, in its order.
    pub items: Vec<CircleItem>,
    /// The items by their themes, in the order in which the standard first names these.
    pub themes: Vec<Theme>,
    /// Indices into `items` of what is missing, the widest miss first.
    pub gaps: Vec<u32>,
    /// From 0 to 100; `None` if the data has no record of anything asked for.
    pub score: Option<f64>,
    /// The green rule, item by item; it does not count in the score.
    pub green: Vec<CircleItem>,
}

impl Circle {
    /// Judges the items of a standard by the services of one walk.
    ///
    /// `categories` is the file's table and `places_per_category` how many places each has, own places included.
    /// `services` are all places within [`search_limit_ms`] of these items and `search_minutes`, in any order; their ids
    /// are looked up in the graph.
    pub fn new<'a>(
        asked: impl IntoIterator<Item = &'a StandardItem>,
        categories: &[Category],
        places_per_category: &[u32],
        graph: &Graph,
        services: &[Service],
        profile: &Profile,
    ) -> Self {
        let found = with_places(services, graph);
        let judge = |asked: &StandardItem| {
            let set = category_set(&asked.categories, categories);
            let count_of =
                |category: u8| places_per_category.get(usize::from(category)).copied().unwrap_or(0);
            let has_record = (0..=u8::MAX).any(|category| set.contains(category) && count_of(category) > 0);
            judged(asked, [set, category_set(&asked.maybe, categories)], has_record, &found)
        };
        let items: Vec<CircleItem> = asked.into_iter().map(judge).collect();
        let gaps = gaps(&items, profile);
        let score = score(&items);
        Self { themes: themes(&items), items, gaps, score, green: green_rule().iter().map(judge).collect() }
    }

    /// How many items have this status.
    pub fn count(&self, status: Status) -> usize {
        self.items.iter().filter(|item| item.status == status).count()
    }
}

/// How far one must search to judge these items and the green rule, in milliseconds: `search_minutes`, or further where a
/// tier is. A tier in metres takes up to twice its time at the speed on the flat (steps, lights), 120 minutes at most.
pub fn search_limit_ms<'a>(
    asked: impl IntoIterator<Item = &'a StandardItem>,
    search_minutes: f64,
    profile: &Profile,
) -> u32 {
    let minutes = |item: &StandardItem| match item.reach {
        Reach::Minutes(minutes) => minutes,
        Reach::Metres(metres) => 2.0 * metres * profile.ms_per_m() / 60_000.0,
    };
    let green = green_rule();
    let furthest =
        asked.into_iter().map(minutes).chain(green.iter().map(minutes)).fold(search_minutes, f64::max);
    (furthest.min(MAX_MINUTES) * 60_000.0) as u32
}

/// The categories of these ids; those that the table lacks are left out, as no place can have them.
fn category_set(ids: &[String], categories: &[Category]) -> CategorySet {
    let index = |id: &String| categories.iter().position(|category| category.id == *id);
    ids.iter().filter_map(|id| u8::try_from(index(id)?).ok()).collect()
}

/// Services with their places, looked up once for all items that are judged by them.
fn with_places<'a>(services: &'a [Service], graph: &'a Graph) -> Vec<(&'a Service, &'a Place)> {
    let places = graph.places();
    let place_of = |id: u32| Some(&places[places.binary_search_by_key(&id, |place| place.id).ok()?]);
    services.iter().filter_map(|service| Some((service, place_of(service.place)?))).collect()
}

fn judged(
    asked: &StandardItem,
    [set, maybe_set]: [CategorySet; 2],
    has_record: bool,
    found: &[(&Service, &Place)],
) -> CircleItem {
    let of = |set: CategorySet| {
        found.iter().filter(move |(_, place)| set.touches(place)).map(|&(service, _)| service)
    };
    let within = |service: &&Service| is_within(service, asked.reach);
    let by_nearness = |service: &&Service| nearness(service, asked.reach);
    let count = of(set).filter(within).count() as u32;
    let nearest = of(set).min_by_key(by_nearness).copied();
    let maybe = match count {
        0 => of(maybe_set).filter(within).min_by_key(by_nearness).copied(),
        _ => None,
    };
    let status = match (count, has_record) {
        (1.., _) => Status::Covered,
        (0, true) if maybe.is_none() => Status::Missing,
        (0, _) => Status::NoRecord,
    };
    CircleItem { asked: asked.clone(), status, count, nearest, maybe }
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

fn themes(items: &[CircleItem]) -> Vec<Theme> {
    let mut themes: Vec<Theme> = vec![];
    for (index, item) in (0..).zip(items) {
        match themes.iter_mut().find(|theme| theme.name == item.asked.theme) {
            Some(theme) => theme.items.push(index),
            None => themes.push(Theme { name: item.asked.theme.clone(), items: vec![index] }),
        }
    }
    themes
}

fn score(items: &[CircleItem]) -> Option<f64> {
    let weight = |status: Status| -> f64 {
        items.iter().filter(|item| item.status == status).map(|item| item.asked.weight).sum()
    };
    let (covered, missing) = (weight(Status::Covered), weight(Status::Missing));
    (covered + missing > 0.0).then(|| 100.0 * covered / (covered + missing))
}

fn gaps(items: &[CircleItem], profile: &Profile) -> Vec<u32> {
    // Where nothing was found the miss is at least from the tier to the search limit, and that is wider than any other.
    let key = |index: u32| {
        let CircleItem { asked, nearest, .. } = &items[index as usize];
        let left_ms = match asked.reach {
            Reach::Minutes(minutes) => minutes * 60_000.0 - nearest.map_or(0.0, |at| f64::from(at.time_ms)),
            Reach::Metres(metres) => (metres - nearest.map_or(0.0, |at| at.metres())) * profile.ms_per_m(),
        };
        (nearest.is_some(), left_ms)
    };
    let is_missing = |index: &u32| items[*index as usize].status == Status::Missing;
    let mut gaps: Vec<u32> = (0..items.len() as u32).filter(is_missing).collect();
    gaps.sort_unstable_by(|&a, &b| {
        let ((a_found, a_miss), (b_found, b_miss)) = (key(a), key(b));
        a_found.cmp(&b_found).then(a_miss.total_cmp(&b_miss)).then(a.cmp(&b))
    });
    gaps
}
