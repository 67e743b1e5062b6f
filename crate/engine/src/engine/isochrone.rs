//! Isochrones as a question to the engine.

use super::Engine;
use crate::decimal::Decimal;
use crate::error::{Error, ErrorCode, Result};
use crate::isochrone::{DEFAULT_MIN_HOLE_AREA_M2, Isochrone, IsochroneMaker};
use crate::question::{Question, limit_ms};
use crate::snap::Snap;

/// Which isochrones are asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct IsochroneRequest {
    /// One to twelve limits in minutes, each above 0 and at most 120.
    pub minutes: Vec<f64>,
    /// Holes smaller than this many square metres are filled; 0 to 1e9.
    pub min_hole_area_m2: f64,
}

impl Default for IsochroneRequest {
    /// 5, 10 and 15 minutes, with small holes filled.
    fn default() -> Self {
        Self { minutes: vec![5.0, 10.0, 15.0], min_hole_area_m2: DEFAULT_MIN_HOLE_AREA_M2 }
    }
}

/// The ground within a walk.
#[derive(Debug, Clone, PartialEq)]
pub struct IsochroneAnswer {
    /// The contours, largest first.
    pub isochrone: Isochrone,
    /// Where the asked point meets the street.
    pub snap: Snap,
    /// Whether the walk reached the edge of the data, so that the true reach may be larger.
    pub truncated: bool,
}

const MAX_LIMITS: usize = 12;

impl Engine {
    /// The ground that can be reached within each of some limits.
    ///
    /// # Errors
    /// Those of [`Engine::snap`], [`ErrorCode::InvalidMinutes`] and [`ErrorCode::InvalidOption`].
    pub fn isochrone(&mut self, question: &Question, request: &IsochroneRequest) -> Result<IsochroneAnswer> {
        let largest_ms = check_request(request)?;
        self.check(question)?;
        self.cover_walk(question, largest_ms)?;
        let search_ms = IsochroneMaker::search_ms(self.loaded.costs(), &request.minutes)?;
        let snap = self.walk(question, search_ms)?;
        let isochrone = self.loaded.isochrone(&self.tree, &request.minutes, request.min_hole_area_m2)?;
        if request.min_hole_area_m2 == DEFAULT_MIN_HOLE_AREA_M2 {
            let areas = isochrone.contours.iter().map(|contour| (contour.minutes, contour.area_m2));
            self.areas = Some((*question, areas.collect()));
        }
        Ok(IsochroneAnswer { isochrone, snap, truncated: self.is_truncated(largest_ms) })
    }

    /// The square metres within a limit; known already if the last isochrone was of this question and limit.
    pub(super) fn area_m2(&mut self, question: &Question, minutes: f64) -> Result<f64> {
        let known = |engine: &Self| {
            let (_, areas) = engine.areas.as_ref().filter(|(asked, _)| asked == question)?;
            areas.iter().find(|&&(known, _)| known == minutes).map(|&(_, area_m2)| area_m2)
        };
        if known(self).is_none() {
            self.isochrone(
                question,
                &IsochroneRequest { minutes: vec![minutes], ..IsochroneRequest::default() },
            )?;
        }
        Ok(known(self).unwrap_or_default())
    }
}

/// Checks the request and tells its largest limit.
fn check_request(request: &IsochroneRequest) -> Result<u32> {
    let count = request.minutes.len();
    if !(1..=MAX_LIMITS).contains(&count) {
        let message = format!("minutes has {count} limits; from 1 to {MAX_LIMITS} were expected");
        return Err(Error::new(ErrorCode::InvalidMinutes, message));
    }
    let area_m2 = request.min_hole_area_m2;
    if !(0.0..=1e9).contains(&area_m2) {
        let area_m2 = Decimal(area_m2);
        let message = format!("minHoleArea_m2 {area_m2} is not a number from 0 to 1e9");
        return Err(Error::new(ErrorCode::InvalidOption, message));
    }
    request.minutes.iter().try_fold(0, |largest_ms, &minutes| Ok(limit_ms(minutes)?.max(largest_ms)))
}
