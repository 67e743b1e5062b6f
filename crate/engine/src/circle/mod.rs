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

mod finding;
mod green;
mod group;
mod ring;

pub use green::green_rule;
pub use group::Group;
pub use ring::{Ring, ring_minutes};

use crate::circle::finding::{Finding, findings};
use crate::graph::Graph;
use crate::network::Category;
use crate::profile::Profile;
use crate::question::MAX_MINUTES;
use crate::services::Service;
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
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CircleItem<'a> {
    /// What was asked for.
    pub asked: &'a StandardItem,
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
pub struct Theme<'a> {
    /// The heading.
    pub name: &'a Label,
    /// Indices of its items, in the order of the standard.
    pub items: Vec<u32>,
}

/// The life circle around a point.
#[derive(Debug, Clone, PartialEq)]
pub struct Circle<'a> {
    /// What the standard asks for, in its order.
    pub items: Vec<CircleItem<'a>>,
    /// The items by their themes, in the order in which the standard first names these.
    pub themes: Vec<Theme<'a>>,
    /// Indices into `items` of what is missing, the widest miss first.
    pub gaps: Vec<u32>,
    /// From 0 to 100; `None` if the data has no record of anything asked for.
    pub score: Option<f64>,
    /// The green rule, item by item; it does not count in the score.
    pub green: Vec<CircleItem<'a>>,
}

impl<'a> Circle<'a> {
    /// Judges the items of a standard by the services of one walk.
    ///
    /// `categories` is the file's table and `places_per_category` how many places each has, own places included.
    /// `services` are all places within [`search_limit_ms`] of these items and `search_minutes`, in any order; their ids
    /// are looked up in the graph.
    pub fn new(
        asked: impl IntoIterator<Item = &'a StandardItem>,
        categories: &[Category],
        places_per_category: &[u32],
        graph: &Graph,
        services: &[Service],
        profile: &Profile,
    ) -> Self {
        let judged = |asked: &[&'a StandardItem]| -> Vec<CircleItem<'a>> {
            let findings = findings(asked, categories, places_per_category, graph, services);
            asked.iter().zip(findings).map(|(asked, finding)| CircleItem::new(asked, finding)).collect()
        };
        let items = judged(&asked.into_iter().collect::<Vec<_>>());
        let green = judged(&green_rule().iter().collect::<Vec<_>>());
        let gaps = gaps(&items, profile);
        let score = score(&items);
        Self { themes: themes(&items), items, gaps, score, green }
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

impl<'a> CircleItem<'a> {
    fn new(asked: &'a StandardItem, Finding { has_record, count, nearest, maybe }: Finding) -> Self {
        let maybe = maybe.filter(|_| count == 0);
        let status = match (count, has_record) {
            (1.., _) => Status::Covered,
            (0, true) if maybe.is_none() => Status::Missing,
            (0, _) => Status::NoRecord,
        };
        Self { asked, status, count, nearest, maybe }
    }
}

fn themes<'a>(items: &[CircleItem<'a>]) -> Vec<Theme<'a>> {
    let mut themes: Vec<Theme> = vec![];
    for (index, item) in (0..).zip(items) {
        match themes.iter_mut().find(|theme| *theme.name == item.asked.theme) {
            Some(theme) => theme.items.push(index),
            None => themes.push(Theme { name: &item.asked.theme, items: vec![index] }),
        }
    }
    themes
}

fn score(items: &[CircleItem]) -> Option<f64> {
    let weight = |status: Status| -> f64 {
        let of_status = items.iter().filter(|item| item.status == status);
        // The sum of no numbers is −0 in Rust, which would show.
        of_status.fold(0.0, |sum, item| sum + item.asked.weight)
    };
    let (covered, missing) = (weight(Status::Covered), weight(Status::Missing));
    (covered + missing > 0.0).then(|| 100.0 * covered / (covered + missing))
}

fn gaps(items: &[CircleItem], profile: &Profile) -> Vec<u32> {
    let is_missing = |&(_, item): &(u32, &CircleItem)| item.status == Status::Missing;
    // Where nothing was found the miss is at least from the tier to the search limit, and that is wider than any other.
    let key = |(index, CircleItem { asked, nearest, .. }): (u32, &CircleItem)| {
        let left_ms = match asked.reach {
            Reach::Minutes(minutes) => minutes * 60_000.0 - nearest.map_or(0.0, |at| f64::from(at.time_ms)),
            Reach::Metres(metres) => (metres - nearest.map_or(0.0, |at| at.metres())) * profile.ms_per_m(),
        };
        (nearest.is_some(), left_ms as i64, index)
    };
    let mut gaps: Vec<(bool, i64, u32)> = (0..).zip(items).filter(is_missing).map(key).collect();
    gaps.sort_unstable();
    gaps.into_iter().map(|(_, _, index)| index).collect()
}
