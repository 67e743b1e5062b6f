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

/// The common part of a question, and the datum of its positions. `asked` holds longitude, latitude, the number of the datum
/// and whether walks lead to the point; then, unless the profile is taken as it is, those of its parameters that replace
/// the named profile's, NaN for the others, in the order of the facade's list.
pub fn question(asked: &[f64], profile: &str) -> Result<(Question, Datum)> {
    let given = |index: usize| asked.get(index).copied().unwrap_or(f64::NAN);
    let datum = datum(given(2) as u8);
    let mut profile = Profile::named(profile)?;
    if let [speed, steps, avoid_steps, signals, uneven, unpaved, incline, snap] =
        *asked.get(4..).unwrap_or_default()
    {
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
    let direction = if given(3) == 1.0 { Direction::To } else { Direction::From };
    Ok((Question { origin: position([given(0), given(1)], datum)?, profile, direction }, datum))
}
