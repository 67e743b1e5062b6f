//! Who walks: speeds, penalties and what is impassable.

use crate::decimal::Decimal;
use crate::error::{Error, ErrorCode, Result};

/// The parameters of a way of walking.
///
/// Start from a name with [`Profile::named`] and replace what differs; every question checks the values.
///
/// ```
/// let mut profile = yike::profile::Profile::named("elder")?;
/// profile.speed_kmh = 3.0;
/// profile.check()?;
/// profile.speed_kmh = 80.0;
/// assert!(profile.check().unwrap_err().to_string().contains("80"));
/// # Ok::<(), yike::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Profile {
    /// Walking speed on the flat in km/h, 0.5 to 15.
    pub speed_kmh: f64,
    /// How many times longer a metre of steps takes, 1 to 20.
    pub steps_factor: f64,
    /// Whether steps are impassable.
    pub avoid_steps: bool,
    /// Seconds waited at a crossing with traffic lights, 0 to 600; spread evenly along the edge that holds the crossing.
    pub signal_wait_s: f64,
    /// How many times longer a metre on uneven ground takes, 1 to 20.
    pub uneven_factor: f64,
    /// How many times longer a metre on loose ground takes, 1 to 20.
    pub unpaved_factor: f64,
    /// The steepest passable slope in percent, up or down, 1 to 100. Slopes that are not tagged count as flat.
    pub max_incline_percent: f64,
    /// Whether ways tagged `wheelchair=no` are impassable.
    pub heeds_wheelchair_tag: bool,
    /// How far the asked point may lie from the nearest passable street, 1 to 1000 metres.
    pub max_snap_m: f64,
}

/// The names of the profiles, in the order in which a page should offer them.
pub const PROFILE_NAMES: [&str; 6] = ["adult", "elder", "child", "stroller", "wheelchair", "uniform"];

/// A constant 4.8 km/h (1.33 m/s) with no penalties: the middle of the 4 to 6 km/h that "1 km" and "1.5 km in a quarter
/// of an hour" in the plans of Chinese counties amount to, and comparable with other engines.
const UNIFORM: Profile = Profile {
    speed_kmh: 4.8,
    steps_factor: 1.0,
    avoid_steps: false,
    signal_wait_s: 0.0,
    uneven_factor: 1.0,
    unpaved_factor: 1.0,
    max_incline_percent: 100.0,
    heeds_wheelchair_tag: false,
    max_snap_m: 250.0,
};

/// 4.8 km/h. Steps: horizontal speeds of 0.5 (up) to 0.7 m/s (down) on stairs in Fruin, *Pedestrian Planning and Design*
/// (1971), are a little under half of that. Lights: the mean wait (C − g)² / 2C of the Highway Capacity Manual for a
/// cycle C of 90 s with 35 s of green is 17 s, rounded to 15 as many lights are quicker. Surfaces: cautious estimates; a
/// healthy adult loses little on sett and about a seventh on grass or sand paths.
const ADULT: Profile =
    Profile { steps_factor: 2.0, signal_wait_s: 15.0, uneven_factor: 1.05, unpaved_factor: 1.15, ..UNIFORM };

/// 3.5 km/h, the figure used in practice for circles of the elderly. Steps and bad ground cost more than an adult
/// (Fruin's over-fifties on stairs: 0.4 m/s); a green phase is missed more often.
const ELDER: Profile = Profile {
    speed_kmh: 3.5,
    steps_factor: 2.5,
    signal_wait_s: 20.0,
    uneven_factor: 1.15,
    unpaved_factor: 1.3,
    ..UNIFORM
};

/// 4.0 km/h: a kindergarten or primary-school child walking with somebody. An estimate between the elder's pace and the
/// adult's, at the lower end of what traffic engineering assumes of children.
const CHILD: Profile = Profile { speed_kmh: 4.0, ..ADULT };

/// 4.3 km/h. Steps can be passed by carrying (five times as long a metre); wheels feel every surface; slopes beyond 20 %
/// cannot be held safely. Estimates.
const STROLLER: Profile = Profile {
    speed_kmh: 4.3,
    steps_factor: 5.0,
    uneven_factor: 1.25,
    unpaved_factor: 1.6,
    max_incline_percent: 20.0,
    ..ADULT
};

/// 3.6 km/h (1.0 m/s, the upper end of what studies report for manual wheelchairs outdoors). No steps, nothing tagged
/// `wheelchair=no`, no slope beyond 8 % (ramps may rise 1:12 at most in GB 50763 as in the ADA standards). Loose ground
/// is barely passable.
const WHEELCHAIR: Profile = Profile {
    speed_kmh: 3.6,
    avoid_steps: true,
    signal_wait_s: 20.0,
    uneven_factor: 1.5,
    unpaved_factor: 2.5,
    max_incline_percent: 8.0,
    heeds_wheelchair_tag: true,
    ..UNIFORM
};

impl Profile {
    /// A profile of [`PROFILE_NAMES`].
    ///
    /// # Errors
    /// [`ErrorCode::UnknownProfile`], naming the known ones.
    pub fn named(name: &str) -> Result<Self> {
        match name {
            "adult" => Ok(ADULT),
            "elder" => Ok(ELDER),
            "child" => Ok(CHILD),
            "stroller" => Ok(STROLLER),
            "wheelchair" => Ok(WHEELCHAIR),
            "uniform" => Ok(UNIFORM),
            _ => {
                let known = PROFILE_NAMES.join(", ");
                let message = format!("profile \"{name}\" is unknown; known are {known}");
                Err(Error::new(ErrorCode::UnknownProfile, message))
            }
        }
    }

    /// Checks that every parameter is within its range.
    ///
    /// # Errors
    /// [`ErrorCode::InvalidOption`], naming the parameter, its value and its range.
    pub fn check(&self) -> Result<()> {
        let ranges = [
            ("speed_kmh", self.speed_kmh, 0.5, 15.0),
            ("steps_factor", self.steps_factor, 1.0, 20.0),
            ("signal_wait_s", self.signal_wait_s, 0.0, 600.0),
            ("uneven_factor", self.uneven_factor, 1.0, 20.0),
            ("unpaved_factor", self.unpaved_factor, 1.0, 20.0),
            ("max_incline_percent", self.max_incline_percent, 1.0, 100.0),
            ("max_snap_m", self.max_snap_m, 1.0, 1000.0),
        ];
        for (name, value, low, high) in ranges {
            if !(low..=high).contains(&value) {
                let [value, low, high] = [value, low, high].map(Decimal);
                let message = format!("{name} {value} is not a number from {low} to {high}");
                return Err(Error::new(ErrorCode::InvalidOption, message));
            }
        }
        Ok(())
    }

    /// Milliseconds that a metre on the flat takes.
    pub fn ms_per_m(&self) -> f64 {
        3600.0 / self.speed_kmh
    }
}

impl Default for Profile {
    /// The adult.
    fn default() -> Self {
        ADULT
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_named_profile_is_in_range() {
        for name in PROFILE_NAMES {
            Profile::named(name).and_then(|profile| profile.check()).expect(name);
        }
        let error = Profile::named("runner").unwrap_err();
        assert_eq!(error.code(), ErrorCode::UnknownProfile);
        assert!(error.to_string().contains("runner") && error.to_string().contains("elder"));
    }

    #[test]
    fn parameters_out_of_range_are_named() {
        for speed_kmh in [f64::NAN, f64::INFINITY, 0.0, -4.8, 15.1] {
            let error = Profile { speed_kmh, ..Profile::default() }.check().unwrap_err();
            assert_eq!(error.code(), ErrorCode::InvalidOption);
            assert!(error.to_string().contains("speed_kmh") && error.to_string().contains("0.5 to 15"));
        }
        assert!(Profile { max_snap_m: 1001.0, ..Profile::default() }.check().is_err());
        assert!(Profile { steps_factor: 0.9, ..Profile::default() }.check().is_err());
    }

    #[test]
    fn a_quarter_of_an_hour_is_1200_metres_at_4_8_kmh() {
        assert!((1200.0 * UNIFORM.ms_per_m() - 900_000.0).abs() < 1e-6);
    }
}
