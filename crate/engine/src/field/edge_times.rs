//! When a walk is where along an edge.

use crate::costs::IMPASSABLE;
use crate::field::runs::{SHARE_BITS, SHARE_MAX};

/// The time of what is not reached: later than any search goes, and so early that more can be added.
pub(super) const NEVER_MS: u32 = 1 << 30;

/// Milliseconds for a whole edge that cannot be walked: any share of it takes for ever, but none of it takes none.
const IMPASSABLE_MS: u64 = (NEVER_MS as u64) << SHARE_BITS;

/// When a walk is at the ends of an edge, and how its time grows from there.
///
/// Times in the field are whole milliseconds: so the loops that work them out convert no numbers.
#[derive(Debug, Clone, Copy)]
pub(super) struct EdgeTimes {
    ends_ms: [u64; 2],
    along_ms: [u64; 2],
}

impl EdgeTimes {
    /// From the times at the edge's ends and what it costs each way.
    #[inline]
    pub(super) fn new(ends_ms: [u32; 2], along_ms: [u32; 2]) -> Self {
        let along = |ms: u32| if ms == IMPASSABLE { IMPASSABLE_MS } else { u64::from(ms) };
        Self {
            ends_ms: [u64::from(ends_ms[0]), u64::from(ends_ms[1])],
            along_ms: [along(along_ms[0]), along(along_ms[1])],
        }
    }

    /// The time at a share of the edge, from its ends.
    #[inline]
    pub(super) fn at(&self, share: u32) -> u32 {
        let there = self.ends_ms[0] + part(self.along_ms[0], share);
        let back = self.ends_ms[1] + part(self.along_ms[1], SHARE_MAX - share);
        at_most_never(there.min(back))
    }

    /// The latest time at any share of the edge, or later.
    #[inline]
    pub(super) fn latest(&self) -> u32 {
        at_most_never((self.ends_ms[0] + self.along_ms[0]).min(self.ends_ms[1] + self.along_ms[1]))
    }

    /// The time at a share of the edge for a walk that begins at another.
    #[inline]
    pub(super) fn since_seed(&self, seed_share: u32, seed_ms: u32, share: u32) -> u32 {
        let way = usize::from(share < seed_share);
        at_most_never(u64::from(seed_ms) + part(self.along_ms[way], share.abs_diff(seed_share)))
    }
}

/// What a share of an edge takes.
#[inline]
fn part(along_ms: u64, share: u32) -> u64 {
    (along_ms * u64::from(share)) >> SHARE_BITS
}

#[inline]
fn at_most_never(ms: u64) -> u32 {
    ms.min(u64::from(NEVER_MS)) as u32
}
