//! The life circle as a question to the engine.

use super::Engine;
use super::open_at::not_closed;
use crate::circle::{Circle, Group, Ring, ring_minutes, search_limit_ms};
use crate::error::Result;
use crate::opening_hours::LocalTime;
use crate::question::{Question, limit_ms};
use crate::services::CategorySet;
use crate::snap::Snap;
use crate::standard::{Standard, StandardItem};

/// Which life circle is asked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CircleRequest<'a> {
    /// What should be near.
    pub standard: &'a Standard,
    /// Whose view: picks items of the standard. The profile is the question's, whatever the group.
    pub group: Group,
    /// How far to look for what is missing, in minutes above 0, at most 120; never less than the standard's tiers.
    pub search_minutes: f64,
    /// Counts no place that is known to be closed then; places whose hours are not known or not understood count.
    pub open_at: Option<LocalTime>,
}

/// How far to look for what is missing unless a question says otherwise, in minutes.
pub const DEFAULT_SEARCH_MINUTES: f64 = 30.0;

/// A life circle.
#[derive(Debug, Clone, PartialEq)]
pub struct CircleAnswer<'a> {
    /// Item by item.
    pub circle: Circle<'a>,
    /// How much of the ground within the longest tier opens up; `None` if the group finds nothing of its own in the
    /// standard.
    pub ring: Option<Ring>,
    /// Where the asked point meets the street.
    pub snap: Snap,
    /// Whether a walk as long as the tiers reached the edge of the data, beyond which there may be what is missing here.
    pub truncated: bool,
}

impl Engine {
    /// What a standard asks for around a point: what is there, what is missing and how far off the nearest is.
    ///
    /// # Errors
    /// Those of [`Engine::snap`], and [`ErrorCode::InvalidMinutes`](crate::ErrorCode::InvalidMinutes).
    pub fn circle<'a>(
        &mut self,
        question: &Question,
        request: &CircleRequest<'a>,
    ) -> Result<CircleAnswer<'a>> {
        limit_ms(request.search_minutes)?;
        question.profile.check()?;
        let picked = |item: &&StandardItem| request.group.picks(item);
        let asked: Vec<&StandardItem> = request.standard.items().iter().filter(picked).collect();
        let limit_ms = |minutes: f64| search_limit_ms(asked.iter().copied(), minutes, &question.profile);
        let search_ms = limit_ms(request.search_minutes);
        let snap = self.walk(question, search_ms)?;
        let places_per_category = self.places_per_category();
        if request.open_at.is_some() {
            self.place_texts()?;
        }
        let Self { file, loaded, tree, services, place_texts, .. } = self;
        let found = services.within(&loaded.graph, loaded.costs(), tree, search_ms, CategorySet::ALL);
        let found = not_closed(found, place_texts.as_deref(), request.open_at);
        let circle = Circle::new(
            asked.iter().copied(),
            file.categories(),
            &places_per_category,
            &loaded.graph,
            &found,
            &question.profile,
        );
        let truncated = self.is_truncated(limit_ms(0.0));
        let ring = match ring_minutes(asked.iter().copied(), &question.profile) {
            minutes if minutes > 0.0 => {
                Some(Ring::new(minutes, self.area_m2(question, minutes)?, &question.profile))
            }
            _ => None,
        };
        Ok(CircleAnswer { circle, ring, snap, truncated })
    }
}
