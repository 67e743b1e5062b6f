//! Where a contour passes between two neighbouring cells.

use crate::field::ground::{Foot, ROUNDING_M};
use crate::field::limits::{JUMP_CELLS, Limits};
use crate::field::way::Way;
use crate::field::{CELL_M, SIDE_WALK_LIMIT_M};
use crate::rounded::clamped;

/// How much nearer to the reached street than halfway a border is drawn, in metres. It makes up for streets that run so
/// close together that a cell sees only one of them, and balances what is wrongly inside against what is wrongly outside.
const BORDER_SHIFT_M: f32 = 1.15;

/// If all ground beside a street is within a limit, what is left of that where one stands leads as far from the street: half of what is
/// looked at beyond the side-walk limit, as the other half makes up for the vector, by which a cell may seem to be nearer to its street than
/// its time says.
const END_M: f32 = SIDE_WALK_LIMIT_M as f32 + 0.5 * ROUNDING_M as f32;

/// So a cell so near to the street is earlier than the limit by more than a jump of times.
const OPEN_M: f32 = END_M - JUMP_CELLS as f32 * CELL_M as f32;

impl Limits {
    /// Where between a cell within the limit (0) and one beyond it (1) the limit is reached, given the times of the two.
    ///
    /// Between cells of one street the time grows evenly. Where it jumps, the ground within ends at the border between the
    /// two streets, or earlier if the time that is left does not lead so far beside the street. `feet` tells how the
    /// streets lie to the two cells, `way` where the one beyond lies.
    #[inline]
    pub(crate) fn crossing(
        &self,
        limit: u8,
        [inside_ms, outside_ms]: [u32; 2],
        way: Way,
        feet: [Foot; 2],
    ) -> f32 {
        let early_ms = (self.limit_ms(limit) - inside_ms) as i32 as f32;
        let apart_ms = outside_ms - inside_ms;
        if apart_ms <= self.jump_ms {
            return early_ms / apart_ms as i32 as f32;
        }
        clamped(Border::new(feet, way).along_m, early_ms * self.m_per_ms) * (1.0 / CELL_M as f32)
    }
}

/// As [`Limits::crossing`], for a cell whose time is open: all ground beside its street, out to [`ROUNDING_M`] more than the
/// side-walk limit, is within the limit. So what is left of the limit leads as far as the border, and the time at a cell beyond
/// the limit jumps: in any case if it `is_unreached`. `None` where that is not certain.
#[inline]
pub(super) fn border_of_open(feet: [Foot; 2], way: Way, is_unreached: bool) -> Option<f32> {
    let border = Border::new(feet, way);
    let is_jump = is_unreached || border.foot2_m2 <= OPEN_M * OPEN_M;
    // A border is at most a cell away, which is less than the side-walk limit.
    let most_m = END_M - border.along_m;
    (is_jump && border.foot2_m2 <= most_m * most_m).then_some(border.along_m * (1.0 / CELL_M as f32))
}

/// Where the way from a cell to its neighbour leaves the ground of the first one's street: where the nearest points of the two
/// cells are equally far, or, towards ground that nobody owns, where the side-walk limit ends.
struct Border {
    /// Metres from the cell.
    along_m: f32,
    /// The square of the metres from the cell to its nearest point.
    foot2_m2: f32,
}

impl Border {
    #[inline]
    fn new([inside, outside]: [Foot; 2], way: Way) -> Self {
        let cell = CELL_M as f32;
        // A cell within a limit has an owner.
        let near = inside.along_m(way);
        let near2 = near[0] * near[0] + near[1] * near[1];
        let border = |along_m: f32| Self { along_m: clamped(along_m, cell), foot2_m2: near2 };
        if outside == Foot::NONE {
            return border(SIDE_WALK_LIMIT_M as f32 - near2.sqrt());
        }
        let far = outside.along_m(way);
        // As seen from the inner cell.
        let far = [far[0] + cell, far[1]];
        let apart = far[0] - near[0];
        if apart < 0.5 {
            return border(0.5 * cell);
        }
        let far2 = far[0] * far[0] + far[1] * far[1];
        border((far2 - near2) / (2.0 * apart) - BORDER_SHIFT_M)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::costs::Costs;
    use crate::field::edge_times::NEVER_MS;
    use crate::graph::Graph;
    use crate::grid::Point;
    use crate::profile::Profile;
    use crate::question::Direction;

    const LIMIT_MS: u32 = 300_000;

    fn walk() -> (Costs, Limits) {
        let graph = Graph::of_street(Point { x: 0, y: 0 }, Point { x: 100, y: 0 });
        let costs = Costs::new(&graph, &Profile::named("uniform").unwrap(), Direction::From);
        let limits = Limits::new(&costs, vec![LIMIT_MS]);
        (costs, limits)
    }

    /// Vectors in all directions, from 0 to the side-walk limit.
    fn feet() -> impl Iterator<Item = Foot> + Clone {
        (0..=20).flat_map(|length| {
            (0..24).map(move |turn| {
                let (sine, cosine) = (f64::from(turn) * std::f64::consts::TAU / 24.0).sin_cos();
                let metres = |part: f64| (part * f64::from(length) * SIDE_WALK_LIMIT_M / 20.0) as f32;
                Foot::new(metres(cosine), metres(sine))
            })
        })
    }

    #[test]
    fn a_border_that_is_certain_is_the_one_that_the_latest_time_leads_to() {
        let (costs, limits) = walk();
        let mut certain = 0;
        for inside in feet() {
            for outside in feet().chain([Foot::NONE]) {
                for way in [Way::EAST, Way::EAST.left(), Way::WEST, Way::WEST.left()] {
                    let Some(share) = border_of_open([inside, outside], way, true) else { continue };
                    let [on, aside] = inside.along_m(way).map(f64::from);
                    // As late as a cell can be if all ground beside its street is within the limit.
                    let left_m = SIDE_WALK_LIMIT_M + 0.5 * ROUNDING_M - on.hypot(aside);
                    let inside_ms = LIMIT_MS - costs.straight_ms(left_m);
                    let found = limits.crossing(0, [inside_ms, NEVER_MS], way, [inside, outside]);
                    // One walks 1.3 mm in a millisecond, of which times have no parts: 1.5e-4 of a cell.
                    assert!((found - share).abs() < 2e-4, "{inside:?} {outside:?} {way:?}: {found}, {share}");
                    certain += 1;
                }
            }
        }
        assert!(certain > 100_000, "{certain}");
    }
}
