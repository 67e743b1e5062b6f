//! The limits of a question, as classes of time.

use crate::costs::Costs;
use crate::field::CELL_M;

/// Times of two neighbouring cells that differ by more than so many cells of walking belong to different streets.
pub(super) const JUMP_CELLS: u32 = 2;

/// The limits of a question, ascending, and the span of time around each within which the field's exact values matter.
#[derive(Debug, Clone, PartialEq)]
pub struct Limits {
    ms: Vec<u32>,
    pub(super) m_per_ms: f32,
    pub(super) jump_ms: u32,
}

impl Limits {
    /// The limits in milliseconds, in any order.
    pub fn new(costs: &Costs, mut ms: Vec<u32>) -> Self {
        ms.sort_unstable();
        ms.dedup();
        let cell_ms = costs.straight_ms(CELL_M).max(1);
        Self { ms, m_per_ms: CELL_M as f32 / cell_ms as f32, jump_ms: cell_ms * JUMP_CELLS }
    }

    /// The limits in milliseconds, ascending.
    pub fn ms(&self) -> &[u32] {
        &self.ms
    }

    /// How far the search must go for contours of these limits: a little beyond the largest, as a contour is drawn
    /// between a cell within the limit and one beyond it, and must not depend on how far others are drawn.
    pub fn search_ms(&self) -> u32 {
        self.ms.last().map_or(0, |&last| last + self.jump_ms)
    }

    /// One of the limits.
    #[inline]
    pub(super) fn limit_ms(&self, limit: u8) -> u32 {
        self.ms[usize::from(limit)]
    }

    /// The class of ground that is beyond all limits: how many there are.
    pub(crate) fn beyond(&self) -> u8 {
        self.ms.len() as u8
    }

    /// The class of a time: how many limits are below it, 0 within the smallest.
    #[inline]
    pub(super) fn class(&self, time_ms: u32) -> u8 {
        self.ms.iter().map(|&limit_ms| u8::from(time_ms > limit_ms)).sum()
    }

    /// The class of a time, and the limits that it is within.
    #[inline]
    pub(super) fn class_and_limits_above(&self, time_ms: u32) -> (u8, &[u32]) {
        let class = self.class(time_ms);
        (class, self.ms.get(usize::from(class)..).unwrap_or_default())
    }
}
