//! Straight segments: how far the next point is, then how much the street turns.
//!
//! The distance is that of a square ring around the last point, `max(|dx|, |dy|)` = r; the turn counts along the
//! 8 r positions of that ring from the one straight ahead.

use super::range_coder::{Bit, Coder};
use crate::grid::Point;

/// A step from one point to the next, in grid units.
pub(super) type Step = (i32, i32);

/// The ring is cut into so many sectors, each into so many parts; where in a part the point lies is plain.
const SECTORS: usize = 16;
const PARTS: usize = 4;
/// Classes of ring sizes for the turn: 1, 2, 3–4, 5–8, 9–16, 17–32, 33–64, more.
const SIZES: usize = 8;
/// Classes of the last step's length in bits.
const LENGTHS: usize = 10;
/// One more than the most bits of a distance.
const DISTANCE_LENGTHS: usize = 32;

/// Where in the walk a segment lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// The first of an edge that continues the one just walked, along the same street or not.
    Onward { same_street: bool },
    /// The first of an edge at a node to which the walk came back; how the last exit there turned.
    Resumed(Turn),
    /// After an inner point, the first one or a later one; how the street turned there.
    Inner { first: bool, turn: Turn },
}

impl Place {
    /// How many different places there are.
    pub(super) const COUNT: usize = 11;
    /// How many of them differ in what distances are likely.
    const DISTANCE_COUNT: usize = 7;

    pub(super) fn index(self) -> usize {
        match self {
            Self::Onward { same_street } => usize::from(same_street),
            Self::Resumed(turn) => 2 + turn as usize,
            Self::Inner { first, turn } => 5 + 3 * usize::from(first) + turn as usize,
        }
    }

    fn distance_index(self) -> usize {
        match self {
            Self::Onward { same_street } => usize::from(same_street),
            Self::Resumed(_) => 2,
            Self::Inner { first, turn } => 3 + 2 * usize::from(first) + usize::from(turn == Turn::Straight),
        }
    }

    fn is_inner(self) -> usize {
        usize::from(matches!(self, Self::Inner { .. }))
    }
}

/// How a street turned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    Right,
    Straight,
    Left,
}

/// The models of segments.
#[derive(Debug)]
pub(super) struct SegmentModels {
    /// Bits of the distance, under the place and the length of the last step.
    distance_length: Vec<[Bit; DISTANCE_LENGTHS]>,
    /// The two bits below its leading one, under whether the place is an inner point, and the length.
    distance_tops: [[[Bit; 4]; DISTANCE_LENGTHS]; 2],
    /// The sector of the turn, under the place and the size of the ring.
    sector: Vec<[Bit; SECTORS]>,
    /// The part of the sector, under whether the place is an inner point, the size of the ring, and the sector.
    part: Vec<[[Bit; PARTS]; SECTORS]>,
}

impl SegmentModels {
    pub(super) fn new() -> Self {
        Self {
            distance_length: vec![[Bit::NEW; DISTANCE_LENGTHS]; Place::DISTANCE_COUNT * LENGTHS],
            distance_tops: [[[Bit::NEW; 4]; DISTANCE_LENGTHS]; 2],
            sector: vec![[Bit::NEW; SECTORS]; Place::COUNT * SIZES],
            part: vec![[[Bit::NEW; PARTS]; SECTORS]; 2 * SIZES],
        }
    }

    /// Codes the step that follows the step `last`, and tells how it turns.
    pub(super) fn code<C: Coder>(
        &mut self,
        coder: &mut C,
        place: Place,
        last: Step,
        step: Step,
    ) -> (Step, Turn) {
        let last_length = bits(radius(last)).min(LENGTHS as u32 - 1) as usize;
        let length_models = &mut self.distance_length[place.distance_index() * LENGTHS + last_length];
        let length = coder.tree(length_models, bits(radius(step)));
        let r =
            coder.below_leading_bit(length, &mut self.distance_tops[place.is_inner()], radius(step).into());
        let r = r.min(MAX_DISTANCE.into()) as u32;
        if r == 0 {
            return ((0, 0), Turn::Straight);
        }
        let ring = 8 * r;
        let ahead = ring_position(onto_ring(last, r), r);
        // Half way round from straight ahead, so that a part in the middle is the one ahead.
        let start = below(ahead + ring - ring / 2 - r / 16, ring);
        let turn = if C::READS { 0 } else { below(ring_position(step, r) + ring - start, ring) };
        let size = bits(r - 1).min(SIZES as u32 - 1) as usize;
        let (sector, part) = (turn * 8 / r / PARTS as u32, turn * 8 / r % PARTS as u32);
        let sector = coder.tree(&mut self.sector[place.index() * SIZES + size], sector);
        let part_models = &mut self.part[place.is_inner() * SIZES + size][sector as usize];
        let part = sector * PARTS as u32 + coder.tree(part_models, part);
        let (low, high) = ((part * r).div_ceil(8), ((part + 1) * r).div_ceil(8));
        let turn = low + if high > low + 1 { uniform(coder, high - low, turn.wrapping_sub(low)) } else { 0 };
        (ring_point(below(start + turn, ring), r), Self::turn(part))
    }

    fn turn(part: u32) -> Turn {
        match part {
            0..28 => Turn::Right,
            28..37 => Turn::Straight,
            _ => Turn::Left,
        }
    }
}

/// No step goes farther than half the earth.
const MAX_DISTANCE: u32 = 36_000_000;

/// A number below a total of up to 2^23, all equally likely.
fn uniform<C: Coder>(coder: &mut C, total: u32, value: u32) -> u32 {
    if total <= 1 << 16 {
        return coder.uniform(total, value);
    }
    let high = coder.uniform(((total - 1) >> 12) + 1, value >> 12);
    (high << 12 | coder.uniform(1 << 12, value & 0xFFF)).min(total - 1)
}

/// How many bits a number has.
pub(super) fn bits(number: u32) -> u32 {
    u32::BITS - number.leading_zeros()
}

/// The size of the ring on which a step ends.
pub(super) fn radius((dx, dy): Step) -> u32 {
    dx.unsigned_abs().max(dy.unsigned_abs())
}

/// A position on a ring that may be one round too far.
fn below(position: u32, ring: u32) -> u32 {
    if position < ring { position } else { position - ring }
}

/// The step on the ring of size `r` in about the same direction; east if there is none.
fn onto_ring((dx, dy): Step, r: u32) -> Step {
    let size = radius((dx, dy));
    if size == 0 {
        return (r as i32, 0);
    }
    let scaled = |part: i32| {
        let part_size = part.unsigned_abs();
        let on_ring = match part_size.checked_mul(r) {
            _ if part_size == size => r,
            Some(product) if product < 1 << 31 => (product + size / 2) / size,
            _ => ((u64::from(part_size) * u64::from(r) + u64::from(size / 2)) / u64::from(size)) as u32,
        };
        if part < 0 { -(on_ring as i32) } else { on_ring as i32 }
    };
    (scaled(dx), scaled(dy))
}

/// Counts counter-clockwise along a ring from its south-eastern corner.
fn ring_position((dx, dy): Step, r: u32) -> u32 {
    let side = r as i32;
    let position = if dx == side && dy < side {
        dy + side
    } else if dy == side {
        3 * side - dx
    } else if dx == -side {
        5 * side - dy
    } else {
        7 * side + dx
    };
    position as u32
}

/// The inverse of [`ring_position`].
fn ring_point(position: u32, r: u32) -> Step {
    let (side, along) = (r as i32, position as i32);
    if position < 2 * r {
        (side, along - side)
    } else if position < 4 * r {
        (3 * side - along, side)
    } else if position < 6 * r {
        (-side, 5 * side - along)
    } else {
        (along - 7 * side, -side)
    }
}

/// The step from one point to another.
pub(super) fn step(from: Point, to: Point) -> Step {
    (to.x - from.x, to.y - from.y)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ring_positions_count_round_the_ring() {
        for r in 1..20 {
            let points: Vec<Step> = (0..8 * r).map(|position| ring_point(position, r)).collect();
            for (index, &(dx, dy)) in points.iter().enumerate() {
                assert_eq!(ring_position((dx, dy), r), index as u32);
                assert_eq!(radius((dx, dy)), r);
                let (ex, ey) = points[(index + 1) % points.len()];
                assert_eq!((ex - dx).abs() + (ey - dy).abs(), 1);
            }
        }
    }
}
