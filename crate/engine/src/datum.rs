//! The datums in which Chinese maps give positions, and the way between them.
//!
//! WGS-84 is what GPS and OpenStreetMap use. Maps published in China shift it by some hundred metres: GCJ-02 (AMap,
//! Tencent, WeChat), and on top of that BD-09 (Baidu). The shifts have no official public definition; these are the
//! formulas that all open implementations share, first published as `eviltransform`, with the Krasovsky ellipsoid of 1940.
//! They are inverted by iteration, to well below a millimetre.
//!
//! Sines are computed here, as the platform's own differ in the last bit from machine to machine.

use crate::error::{Error, ErrorCode, Result};
use crate::grid::LonLat;

/// What the numbers of a position refer to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Datum {
    /// GPS, OpenStreetMap, and every position inside the engine.
    #[default]
    Wgs84,
    /// AMap, Tencent and WeChat maps within China.
    Gcj02,
    /// Baidu maps within China.
    Bd09,
}

impl Datum {
    /// The datum called `wgs84`, `gcj02` or `bd09`.
    ///
    /// # Errors
    /// [`ErrorCode::InvalidOption`] for any other name.
    pub fn from_name(name: &str) -> Result<Self> {
        match name {
            "wgs84" => Ok(Self::Wgs84),
            "gcj02" => Ok(Self::Gcj02),
            "bd09" => Ok(Self::Bd09),
            _ => {
                let message = format!("datum \"{name}\" is not one of wgs84, gcj02, bd09");
                Err(Error::new(ErrorCode::InvalidOption, message))
            }
        }
    }
}

/// The same position in another datum.
///
/// Outside the box that all implementations take for China (longitude 72.004 to 137.8347, latitude 0.8293 to 55.8271,
/// in WGS-84) nothing is shifted. There and back again differs by less than a millimetre, except within 1 km of that
/// box's rim, where the shift sets in at once.
///
/// ```
/// use yike::datum::{Datum, convert};
/// use yike::grid::LonLat;
///
/// let gate = LonLat::new(116.404, 39.915)?;
/// let shown = convert(gate, Datum::Wgs84, Datum::Gcj02);
/// assert!((shown.lon - 116.410244).abs() < 1e-6 && (shown.lat - 39.916404).abs() < 1e-6);
/// # Ok::<(), yike::Error>(())
/// ```
pub fn convert(at: LonLat, from: Datum, to: Datum) -> LonLat {
    if from == to { at } else { from_wgs84(to_wgs84(at, from), to) }
}

fn from_wgs84(at: LonLat, datum: Datum) -> LonLat {
    if !in_china(at) {
        return at;
    }
    match datum {
        Datum::Wgs84 => at,
        Datum::Gcj02 => gcj02_of_wgs84(at),
        Datum::Bd09 => bd09_of_gcj02(gcj02_of_wgs84(at)),
    }
}

fn to_wgs84(at: LonLat, datum: Datum) -> LonLat {
    let found = match datum {
        Datum::Wgs84 => at,
        Datum::Gcj02 => inverse(gcj02_of_wgs84, at),
        Datum::Bd09 => inverse(gcj02_of_wgs84, inverse(bd09_of_gcj02, at)),
    };
    if in_china(found) { found } else { at }
}

fn in_china(at: LonLat) -> bool {
    (72.004..=137.8347).contains(&at.lon) && (0.8293..=55.8271).contains(&at.lat)
}

/// The position that `shift` takes to `to`: each step corrects by what the last one missed. The shifts change by less
/// than 2 % of the distance walked, so every step gains almost two digits.
fn inverse(shift: fn(LonLat) -> LonLat, to: LonLat) -> LonLat {
    let mut at = to;
    for _ in 0..8 {
        let reached = shift(at);
        at = LonLat { lon: at.lon + (to.lon - reached.lon), lat: at.lat + (to.lat - reached.lat) };
    }
    at
}

fn gcj02_of_wgs84(at: LonLat) -> LonLat {
    const SEMI_MAJOR_AXIS_M: f64 = 6_378_245.0;
    const ECCENTRICITY_SQUARED: f64 = 0.006_693_421_622_965_943;
    const DEGREES_PER_RADIAN: f64 = 180.0 / std::f64::consts::PI;
    let (x, y) = (at.lon - 105.0, at.lat - 35.0);
    let ripple = (20.0 * sin_pi(6.0 * x) + 20.0 * sin_pi(2.0 * x)) * 2.0 / 3.0;
    let east_m = 300.0
        + x
        + 2.0 * y
        + 0.1 * x * x
        + 0.1 * x * y
        + 0.1 * x.abs().sqrt()
        + ripple
        + (20.0 * sin_pi(x) + 40.0 * sin_pi(x / 3.0)) * 2.0 / 3.0
        + (150.0 * sin_pi(x / 12.0) + 300.0 * sin_pi(x / 30.0)) * 2.0 / 3.0;
    let north_m = -100.0
        + 2.0 * x
        + 3.0 * y
        + 0.2 * y * y
        + 0.1 * x * y
        + 0.2 * x.abs().sqrt()
        + ripple
        + (20.0 * sin_pi(y) + 40.0 * sin_pi(y / 3.0)) * 2.0 / 3.0
        + (160.0 * sin_pi(y / 12.0) + 320.0 * sin_pi(y / 30.0)) * 2.0 / 3.0;
    let sin_lat = sin_pi(at.lat / 180.0);
    let w2 = 1.0 - ECCENTRICITY_SQUARED * sin_lat * sin_lat;
    let w = w2.sqrt();
    let prime_vertical_m = SEMI_MAJOR_AXIS_M / w * cos_pi(at.lat / 180.0);
    let meridian_m = SEMI_MAJOR_AXIS_M * (1.0 - ECCENTRICITY_SQUARED) / (w2 * w);
    LonLat {
        lon: at.lon + east_m / prime_vertical_m * DEGREES_PER_RADIAN,
        lat: at.lat + north_m / meridian_m * DEGREES_PER_RADIAN,
    }
}

/// Turns the position, as a vector from longitude and latitude 0, by a hair, stretches it by a hair and moves it.
fn bd09_of_gcj02(at: LonLat) -> LonLat {
    let LonLat { lon: x, lat: y } = at;
    let radius = (x * x + y * y).sqrt();
    let stretch = 1.0 + 0.000_02 * sin_pi(y * 50.0 / 3.0) / radius;
    let turn = 0.000_003 * cos_pi(x * 50.0 / 3.0) / std::f64::consts::PI;
    let (sin, cos) = (sin_pi(turn), cos_pi(turn));
    LonLat { lon: stretch * (x * cos - y * sin) + 0.0065, lat: stretch * (y * cos + x * sin) + 0.006 }
}

/// Sine of π·x: reduced exactly to a quarter turn, then the Taylor series, good to 1e-15.
fn sin_pi(x: f64) -> f64 {
    let turned = x - 2.0 * (x / 2.0 + 0.5).floor();
    let quarter = if turned > 0.5 {
        1.0 - turned
    } else if turned < -0.5 {
        -1.0 - turned
    } else {
        turned
    };
    let angle = quarter * std::f64::consts::PI;
    let square = angle * angle;
    let mut term = angle;
    let mut sum = angle;
    for k in 1..=11 {
        let k = f64::from(k);
        term *= -square / (2.0 * k * (2.0 * k + 1.0));
        sum += term;
    }
    sum
}

fn cos_pi(x: f64) -> f64 {
    sin_pi(x + 0.5)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(lon: f64, lat: f64) -> LonLat {
        LonLat { lon, lat }
    }

    fn assert_near(found: LonLat, lon: f64, lat: f64, tolerance_deg: f64) {
        let near = (found.lon - lon).abs() < tolerance_deg && (found.lat - lat).abs() < tolerance_deg;
        assert!(near, "{found:?} is not {lon}, {lat}");
    }

    #[test]
    fn sines_agree_with_the_standard_library() {
        for step in -20_000..20_000 {
            let x = f64::from(step) / 97.0;
            assert!((sin_pi(x) - (x * std::f64::consts::PI).sin()).abs() < 1e-12, "at {x}");
            assert!((cos_pi(x) - (x * std::f64::consts::PI).cos()).abs() < 1e-12, "at {x}");
        }
    }

    /// The pairs printed in the documentation of the npm packages `coordtransform` and `gcoord`.
    #[test]
    fn published_pairs_are_met() {
        use Datum::{Bd09, Gcj02, Wgs84};
        let tiananmen = at(116.404, 39.915);
        assert_near(convert(tiananmen, Wgs84, Gcj02), 116.410_244_499_169_38, 39.916_404_281_501_64, 1e-9);
        assert_near(convert(tiananmen, Gcj02, Bd09), 116.410_369_493_710_29, 39.921_336_993_510_21, 1e-9);
        assert_near(
            convert(at(116.403_988, 39.914_266), Wgs84, Bd09),
            116.416_615_600_682_97,
            39.921_965_801_268_34,
            1e-9,
        );
        // Those two packages invert by one step only, which is off by up to two metres.
        assert_near(convert(tiananmen, Bd09, Gcj02), 116.397_627_291_193_15, 39.908_656_739_576_31, 2e-5);
        assert_near(convert(tiananmen, Gcj02, Wgs84), 116.397_755_500_830_61, 39.913_595_718_498_36, 2e-5);
    }

    #[test]
    fn there_and_back_again_is_exact_on_a_grid_over_china() {
        for column in 0..=120 {
            for row in 0..=70 {
                let start = at(73.5 + 0.513 * f64::from(column), 3.1 + 0.707 * f64::from(row));
                for datum in [Datum::Gcj02, Datum::Bd09] {
                    let there = convert(start, Datum::Wgs84, datum);
                    let shift_deg = (there.lon - start.lon).abs() + (there.lat - start.lat).abs();
                    assert!((1e-4..0.05).contains(&shift_deg), "{start:?} moved by {shift_deg}");
                    assert_near(convert(there, datum, Datum::Wgs84), start.lon, start.lat, 1e-9);
                }
                let [gcj02, bd09] = [Datum::Gcj02, Datum::Bd09].map(|to| convert(start, Datum::Wgs84, to));
                assert_near(convert(gcj02, Datum::Gcj02, Datum::Bd09), bd09.lon, bd09.lat, 1e-9);
            }
        }
    }

    #[test]
    fn nothing_is_shifted_outside_china() {
        for place in [at(7.42, 43.73), at(24.94, 60.17), at(-8.61, 41.15), at(14.5, 35.9), at(151.2, -33.9)] {
            for from in [Datum::Wgs84, Datum::Gcj02, Datum::Bd09] {
                for to in [Datum::Wgs84, Datum::Gcj02, Datum::Bd09] {
                    assert_eq!(convert(place, from, to), place);
                }
            }
        }
    }

    #[test]
    fn an_unknown_name_is_named() {
        assert_eq!(Datum::from_name("bd09").ok(), Some(Datum::Bd09));
        let error = Datum::from_name("wgs-84").unwrap_err();
        assert_eq!(error.code(), ErrorCode::InvalidOption);
        assert!(error.to_string().contains("wgs-84"));
    }
}
