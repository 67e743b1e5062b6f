//! Who is open: the one rule by which services and circles leave out what is closed.

use super::Engine;
use crate::error::Result;
use crate::network::PlaceTexts;
use crate::opening_hours::{LocalTime, is_open};
use crate::services::Service;

impl Engine {
    /// Whether a place is open at a time; `None` where its hours are not known or not understood.
    ///
    /// # Errors
    /// Those of [`Engine::place`].
    pub fn is_open(&mut self, place: u32, at: LocalTime) -> Result<Option<bool>> {
        Ok(is_open(&self.place(place)?.texts.opening_hours, at))
    }
}

/// Those services that are not known to be closed, in their order; all where no time is asked for. `texts`, by place id,
/// must be there where one is.
pub(super) fn not_closed(
    services: &[Service],
    texts: Option<&[PlaceTexts]>,
    at: Option<LocalTime>,
) -> Vec<Service> {
    let hours = |service: &Service| Some(texts?.get(service.place as usize)?.opening_hours.as_str());
    let may_be_open =
        |service: &&Service| at.is_none_or(|at| is_open(hours(service).unwrap_or(""), at) != Some(false));
    services.iter().filter(may_be_open).copied().collect()
}
