//! The section of shapes drawn behind the rings, coded as the streets are: point by point, each step in the light of the last.

use super::bytes::damaged;
use super::directory::{MAX_ITEMS_PER_BYTE, is_on_earth};
use super::range_coder::{Bit, Coder, NumberModels};
use super::segment::{Place, SegmentModels, Step, step};
use crate::error::Result;
use crate::grid::{Grid, Point};
use crate::network::{Backdrop, BackdropKind};

/// The name of this section in messages.
pub(super) const BACKDROP: &str = "the backdrop section";

/// The kinds of shapes in the order of their codes.
const KINDS: [BackdropKind; 6] = [
    BackdropKind::Water,
    BackdropKind::Green,
    BackdropKind::Building,
    BackdropKind::Waterway,
    BackdropKind::Railway,
    BackdropKind::Coastline,
];

/// The models of shapes of one kind.
struct KindModels {
    point_count: NumberModels,
    start: [NumberModels; 2],
    segments: SegmentModels,
    /// The first step of the last shape: neighbours often lie the same way.
    first_step: Step,
}

impl KindModels {
    fn new() -> Self {
        Self {
            point_count: NumberModels::NEW,
            start: [NumberModels::NEW; 2],
            segments: SegmentModels::new(),
            first_step: (0, 0),
        }
    }
}

/// How much a backdrop section holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct BackdropCounts {
    pub(super) shapes: u32,
    pub(super) points: u32,
}

impl BackdropCounts {
    /// The fewest bytes that a section with so much in it may have.
    pub(super) fn min_length(self) -> u64 {
        (u64::from(self.shapes) + u64::from(self.points)).div_ceil(MAX_ITEMS_PER_BYTE)
    }
}

/// Codes a backdrop. A writer gives it; a reader gives an empty one and gets the backdrop.
pub(super) fn code_backdrop<C: Coder>(
    coder: &mut C,
    given: &Backdrop,
    counts: BackdropCounts,
    grid: Grid,
) -> Result<Backdrop> {
    let mut result = Backdrop {
        kinds: Vec::with_capacity(counts.shapes as usize),
        ends: Vec::with_capacity(counts.shapes as usize),
        points: Vec::with_capacity(counts.points as usize),
    };
    let mut kinds = [[Bit::NEW; 8]; 8];
    let mut models = KINDS.map(|_| KindModels::new());
    let mut last_kind = 0;
    let mut last_start = Point::default();
    for shape in 0..counts.shapes as usize {
        let given_kind = given.kinds.get(shape).map_or(0, |&kind| kind as u32);
        last_kind = coder.tree(&mut kinds[last_kind], given_kind) as usize;
        let (Some(&kind), Some(models)) = (KINDS.get(last_kind), models.get_mut(last_kind)) else {
            return Err(damaged(BACKDROP, "a shape is of no known kind"));
        };
        let given_end = given.ends.get(shape).copied().unwrap_or(0) as usize;
        let given_count = given_end.saturating_sub(result.points.len());
        let count = coder.number(&mut models.point_count, given_count as u64);
        if count + result.points.len() as u64 > counts.points.into() {
            return Err(damaged(BACKDROP, "it has more points than it announces"));
        }
        let mut at = last_start;
        let mut last = models.first_step;
        let mut place = Place::Onward { same_street: false };
        for index in 0..count {
            let next = given.points.get(result.points.len()).copied().unwrap_or(at);
            let by = if index == 0 {
                let (dx, dy) = step(at, next);
                [(0, dx), (1, dy)]
                    .map(|(axis, by)| coder.signed(&mut models.start[axis], by.into()) as i32)
                    .into()
            } else {
                let (by, turn) = models.segments.code(coder, place, last, step(at, next));
                place = Place::Inner { first: index == 1, turn };
                if index == 1 {
                    models.first_step = by;
                }
                last = by;
                by
            };
            at = Point { x: at.x.saturating_add(by.0), y: at.y.saturating_add(by.1) };
            if !is_on_earth(at, grid) {
                return Err(damaged(BACKDROP, "a point is not on the earth"));
            }
            if index == 0 {
                last_start = at;
            }
            result.points.push(at);
        }
        result.kinds.push(kind);
        result.ends.push(result.points.len() as u32);
    }
    Ok(result)
}
