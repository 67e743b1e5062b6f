//! What every question has in common: where, who, which way.

use crate::decimal::Decimal;
use crate::error::{Error, ErrorCode, Result};
use crate::grid::LonLat;
use crate::profile::Profile;

/// Whether walks lead away from the asked point or to it. They differ where a street is one-way on foot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Direction {
    /// Walks from the asked point.
    #[default]
    From,
    /// Walks to the asked point.
    To,
}

/// The asked point and how one walks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Question {
    /// The asked point.
    pub origin: LonLat,
    /// Who walks.
    pub profile: Profile,
    /// From the point or to it.
    pub direction: Direction,
}

/// The longest walk that can be asked for, in minutes.
pub const MAX_MINUTES: f64 = 120.0;

/// The limit of a walk in milliseconds.
///
/// # Errors
/// [`ErrorCode::InvalidMinutes`] unless `minutes` is above 0 and at most [`MAX_MINUTES`].
///
/// ```
/// assert_eq!(yike::question::limit_ms(15.0)?, 900_000);
/// assert!(yike::question::limit_ms(-1.0).unwrap_err().to_string().contains("-1"));
/// # Ok::<(), yike::Error>(())
/// ```
pub fn limit_ms(minutes: f64) -> Result<u32> {
    if minutes > 0.0 && minutes <= MAX_MINUTES {
        Ok((minutes * 60_000.0) as u32)
    } else {
        let [minutes, max] = [minutes, MAX_MINUTES].map(Decimal);
        let message = format!("minutes {minutes} is not a number above 0 and at most {max}");
        Err(Error::new(ErrorCode::InvalidMinutes, message))
    }
}
