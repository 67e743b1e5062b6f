//! Following a contour from cell to cell.

use crate::contour::within::Within;
use crate::contour::{Position, STEPS};
use crate::field::{FilledField, Way};
use crate::rounded::{clamped, small_rounded};

/// No crossing comes nearer than this to a cell's sample.
const MARGIN: i32 = STEPS / 32;

/// Follows the ring through the crossing west of a cell once around, with the ground within the limit on its left, and appends the
/// positions of all its crossings, each once, beginning with that one.
pub(super) fn follow(
    field: FilledField,
    limit: u8,
    within: &mut Within,
    eastern: u32,
    ring: u32,
    vertices: &mut Vec<Position>,
) {
    let [first_column, first_row] = field.cells().first();
    let rows = within.rows();
    let western = eastern.wrapping_add(rows.step(Way::WEST));
    let (mut inner, mut outer, mut way) =
        if within.holds(eastern) { (eastern, western, Way::WEST) } else { (western, eastern, Way::EAST) };
    let start = (inner, way);
    let (mut inside, mut outside) = (field.sample(inner), field.sample(outer));
    loop {
        let share = field.crossing(limit, [inside, outside], way);
        let beyond_margin = clamped(share * STEPS as f32 - MARGIN as f32, (STEPS - 2 * MARGIN) as f32);
        let steps = small_rounded(beyond_margin) as i32 + MARGIN;
        let ([column, row], [east, north]) = (rows.place(inner), way.vector());
        let [column, row] = [first_column + column as i32, first_row + row as i32];
        vertices.push([column * STEPS + east * steps, row * STEPS + north * steps]);
        if way.axis() == 0 {
            within.set_ring(if way == Way::EAST { outer } else { inner }, ring);
        }
        // The cell on the right ahead comes first: so two opposite cells within the limit are taken as connected.
        let ahead = way.left();
        let step = rows.step(ahead);
        let (left, right) = (inner.wrapping_add(step), outer.wrapping_add(step));
        if within.holds(right) {
            (inner, way) = (right, way.right());
            inside = field.sample(inner);
        } else if within.holds(left) {
            (inner, outer) = (left, right);
            (inside, outside) = (field.sample(inner), field.sample(outer));
        } else {
            (outer, way) = (left, ahead);
            outside = field.sample(outer);
        }
        if (inner, way) == start {
            break;
        }
    }
}
