//! When a walk is where along an edge.

use crate::costs::IMPASSABLE;
use crate::field::ground::SHARE_MAX;

/// The time of what is not reached.
pub(super) const NEVER_MS: f32 = f32::INFINITY;

/// Milliseconds for a whole edge that cannot be walked; finite, so that none of it takes none.
const IMPASSABLE_MS: f32 = 1e12;

/// When a walk is at the ends of an edge, and how its time grows from there.
///
/// Times in the field are `f32`: to within half a millisecond for the longest walks.
#[derive(Debug, Clone, Copy)]
pub(super) struct EdgeTimes {
    ends_ms: [f32; 2],
    ms_per_share: [f32; 2],
}

impl EdgeTimes {
    /// From the times at the edge's ends and what it costs each way.
    #[inline]
    pub(super) fn new(ends_ms: [f32; 2], along_ms: [u32; 2]) -> Self {
        Self { ends_ms, ms_per_share: [ms_per_share(along_ms[0]), ms_per_share(along_ms[1])] }
    }

    /// The time at a share of the edge, from its ends.
    #[inline]
    pub(super) fn at(&self, share: u32) -> f32 {
        let there = self.ends_ms[0] + self.ms_per_share[0] * share as f32;
        let back = self.ends_ms[1] + self.ms_per_share[1] * (SHARE_MAX - share) as f32;
        earlier(there, back)
    }

    /// The time at a share of the edge for a walk that begins at another.
    #[inline]
    pub(super) fn since_seed(&self, seed_share: u32, seed_ms: f32, share: u32) -> f32 {
        let way = usize::from(share < seed_share);
        seed_ms + self.ms_per_share[way] * share.abs_diff(seed_share) as f32
    }
}

#[inline]
fn ms_per_share(along_ms: u32) -> f32 {
    let whole_ms = if along_ms == IMPASSABLE { IMPASSABLE_MS } else { along_ms as f32 };
    whole_ms * (1.0 / SHARE_MAX as f32)
}

/// The earlier of two times. Times are at least 0, and such numbers are ordered as their bits are: unlike a comparison of numbers
/// that becomes no branch.
#[inline]
pub(super) fn earlier(a: f32, b: f32) -> f32 {
    f32::from_bits(a.to_bits().min(b.to_bits()))
}
