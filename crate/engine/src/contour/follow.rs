//! Following a contour from cell to cell.

use crate::contour::row_crossings::RowCrossings;
use crate::contour::{Position, STEPS};
use crate::field::{FilledField, Way};
use crate::rounded::{clamped, small_rounded};

/// No crossing comes nearer than this to a cell's sample.
const MARGIN: i32 = STEPS / 32;

/// Follows the ring through a crossing of a row once around, with the ground within the limit on its left, and appends the
/// positions of all its crossings, each once, beginning with that one.
pub(super) fn follow(
    field: FilledField,
    limit: u8,
    crossings: &mut RowCrossings,
    number: usize,
    ring: u32,
    vertices: &mut Vec<Position>,
) {
    let cells = field.cells();
    let eastern = crossings.cell(number);
    let western = eastern.wrapping_add(cells.step(eastern, Way::WEST));
    let is_within = |cell: usize| field.class(cell) <= limit;
    let (first, second, mut way) =
        if is_within(eastern) { (eastern, western, Way::WEST) } else { (western, eastern, Way::EAST) };
    let start = (first, way);
    let mut place = cells.place(first).map(|index| index * STEPS);
    let (mut inside, mut outside) = (field.sample(first), field.sample(second));
    loop {
        let share = field.crossing(limit, [inside, outside], way);
        let steps = small_rounded(clamped(share * STEPS as f32, STEPS as f32)) as i32;
        vertices.push(moved(place, way, steps.clamp(MARGIN, STEPS - MARGIN)));
        if way.axis() == 0 {
            crossings.set_ring(if way == Way::EAST { outside.cell } else { inside.cell }, ring);
        }
        // The cell on the right ahead comes first: so two opposite cells within the limit are taken as connected.
        let ahead = way.left();
        let step = cells.step(inside.cell, ahead);
        let (left, right) = (inside.cell.wrapping_add(step), outside.cell.wrapping_add(step));
        if is_within(right) {
            place = moved(moved(place, way, STEPS), ahead, STEPS);
            inside = field.sample(right);
            way = way.right();
        } else if is_within(left) {
            place = moved(place, ahead, STEPS);
            (inside, outside) = (field.sample(left), field.sample(right));
        } else {
            outside = field.sample(left);
            way = ahead;
        }
        if (inside.cell, way) == start {
            break;
        }
    }
}

/// A position so many steps on along a way.
#[inline]
fn moved([x, y]: Position, way: Way, steps: i32) -> Position {
    let [east, north] = way.vector();
    [x + east * steps, y + north * steps]
}
