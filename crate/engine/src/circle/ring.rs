//! How much of the ground around a point a walk really opens up.

use crate::profile::Profile;
use crate::question::MAX_MINUTES;
use crate::standard::{Reach, StandardItem};

/// The ring of a circle, compared with the plain circle that the same walk would draw if nothing stood in its way.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ring {
    /// The length of the walk.
    pub minutes: f64,
    /// The area inside the ring.
    pub area_m2: f64,
    /// That area over the plain circle's: what planners call the pedestrian catchment ratio or pedshed. It would be 1 if
    /// one could walk straight to everywhere; rivers, railways, walled compounds and long blocks lower it.
    pub catchment_ratio: f64,
}

impl Ring {
    /// Compares the ring of a walk with its plain circle, whose radius is the time at the profile's speed on the flat.
    pub fn new(minutes: f64, area_m2: f64, profile: &Profile) -> Self {
        let radius_m = minutes * 60_000.0 / profile.ms_per_m();
        let plain_m2 = std::f64::consts::PI * radius_m * radius_m;
        Self { minutes, area_m2, catchment_ratio: area_m2 / plain_m2 }
    }
}

/// The minutes of the ring that belongs to a standard: its longest tier, metres taken at the speed on the flat;
/// 0 for no items.
pub fn ring_minutes<'a>(asked: impl IntoIterator<Item = &'a StandardItem>, profile: &Profile) -> f64 {
    let minutes = |item: &StandardItem| match item.reach {
        Reach::Minutes(minutes) => minutes,
        Reach::Metres(metres) => metres * profile.ms_per_m() / 60_000.0,
    };
    asked.into_iter().map(minutes).fold(0.0, f64::max).min(MAX_MINUTES)
}
