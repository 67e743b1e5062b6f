//! Where a contour passes between two neighbouring cells.

use crate::field::ground::Foot;
use crate::field::limits::Limits;
use crate::field::{CELL_M, SIDE_WALK_LIMIT_M};

/// How much nearer to the reached street than halfway a border is drawn, in metres. It makes up for streets that run so
/// close together that a cell sees only one of them, and balances what is wrongly inside against what is wrongly outside.
const BORDER_SHIFT_M: f32 = 1.0;

/// Two neighbouring cells, one of which is within a limit, and their times.
pub(crate) struct Gap {
    /// The time of the cell within the limit.
    pub(crate) inside_ms: f32,
    /// The time of the other.
    pub(crate) outside_ms: f32,
    /// 0 if the cell outside lies east or west of the one inside, 1 if north or south.
    pub(crate) axis: usize,
    /// 1 if it lies east or north, else −1.
    pub(crate) way: f32,
}

impl Limits {
    /// Where between a cell within the limit (0) and one beyond it (1) the limit is reached.
    ///
    /// Between cells of one street the time grows evenly. Where it jumps, the ground within ends at the border between the
    /// two streets, or earlier if the time that is left does not lead so far beside the street. `feet` tells how the
    /// streets lie to the two cells.
    #[inline]
    pub(crate) fn crossing(&self, limit: usize, gap: &Gap, feet: impl FnOnce() -> [Foot; 2]) -> f32 {
        let early_ms = self.ms()[limit] as f32 - gap.inside_ms;
        let apart_ms = gap.outside_ms - gap.inside_ms;
        if apart_ms <= self.jump_ms {
            return early_ms / apart_ms;
        }
        border(feet(), gap, early_ms * self.m_per_ms)
    }
}

/// Where the way from one cell to its neighbour leaves the ground of the first one's street, from 0 to 1, or earlier if that
/// is more than `early_m` metres further from the street than the cell is.
///
/// The border is taken to be where the nearest points of the two cells are equally far, or, towards ground that nobody owns,
/// where the side-walk limit ends.
fn border([inside, outside]: [Foot; 2], gap: &Gap, early_m: f32) -> f32 {
    let &Gap { axis, way, .. } = gap;
    let cell = CELL_M as f32;
    let Some(near) = inside.vector_m() else { return 0.5 };
    let near2 = near[0] * near[0] + near[1] * near[1];
    let Some(mut far) = outside.vector_m() else {
        let further_m = SIDE_WALK_LIMIT_M as f32 - near2.sqrt();
        return further_m.min(early_m).clamp(0.0, cell) / cell;
    };
    // Both as seen from the inner cell.
    far[axis] += way * cell;
    let apart = (far[axis] - near[axis]) * way;
    if apart < 0.5 {
        return 0.5;
    }
    let far2 = far[0] * far[0] + far[1] * far[1];
    let along_m = ((far2 - near2) / (2.0 * apart) - BORDER_SHIFT_M).clamp(0.0, cell);
    // Nothing is further from the street than it is from a cell beside it and from there to that cell.
    if along_m <= early_m {
        return along_m / cell;
    }
    let mut from_foot = near;
    from_foot[axis] -= way * along_m;
    let further_m = (from_foot[0] * from_foot[0] + from_foot[1] * from_foot[1]).sqrt() - near2.sqrt();
    if further_m <= early_m { along_m / cell } else { along_m / cell * early_m / further_m }
}
