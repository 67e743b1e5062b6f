//! Questions from plain arguments.

use yike::Result;
use yike::datum::{Datum, convert};
use yike::grid::LonLat;
use yike::profile::Profile;
use yike::question::{Direction, Question};

/// The datum with the facade's number: 0 WGS-84, 1 GCJ-02, 2 BD-09.
pub fn datum(number: u8) -> Datum {
    match number {
        1 => Datum::Gcj02,
        2 => Datum::Bd09,
        _ => Datum::Wgs84,
    }
}

/// A position given in `datum`, in the engine's.
pub fn position([lon, lat]: [f64; 2], datum: Datum) -> Result<LonLat> {
    LonLat::new(lon, lat).map(|at| convert(at, datum, Datum::Wgs84))
}

/// The common part of a question. `parameters` replaces those of the named profile that are not NaN, in the order of the
/// facade's list; it may be empty.
pub fn question(
    origin: [f64; 2],
    datum: Datum,
    profile: &str,
    parameters: &[f64],
    towards: bool,
) -> Result<Question> {
    let mut profile = Profile::named(profile)?;
    if let [speed, steps, avoid_steps, signals, uneven, unpaved, incline, snap] = *parameters {
        let replaced = [
            (&mut profile.speed_kmh, speed),
            (&mut profile.steps_factor, steps),
            (&mut profile.signal_wait_s, signals),
            (&mut profile.uneven_factor, uneven),
            (&mut profile.unpaved_factor, unpaved),
            (&mut profile.max_incline_percent, incline),
            (&mut profile.max_snap_m, snap),
        ];
        for (parameter, value) in replaced {
            if !value.is_nan() {
                *parameter = value;
            }
        }
        if !avoid_steps.is_nan() {
            profile.avoid_steps = avoid_steps != 0.0;
        }
    }
    let direction = if towards { Direction::To } else { Direction::From };
    Ok(Question { origin: position(origin, datum)?, profile, direction })
}
