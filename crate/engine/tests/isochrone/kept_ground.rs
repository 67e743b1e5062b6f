//! Ground that was forgotten to make room comes back the same.

use yike::profile::Profile;
use yike::question::Direction;

use crate::hand_drawn::{GROUND, Line, network, seed};
use crate::shapes::Walker;

#[test]
fn more_ground_than_is_kept_gives_the_same_answers() {
    // Each street lies in tiles of its own; together they have more than are kept.
    let ends: Vec<[[i32; 2]; 2]> = (0..700)
        .map(|street| [street % 30 * 1000, street / 30 * 1000])
        .map(|[x, y]| [[x, y], [x + 500, y + 40]])
        .collect();
    let streets: Vec<Line> = ends.iter().map(|line| (line.as_slice(), GROUND)).collect();
    let mut walker = Walker::new(network(&streets), &Profile::named("uniform").unwrap(), Direction::From);
    let mut ask_all =
        || -> Vec<_> { (0..700).map(|edge| walker.ask(seed(edge, 10.0), &[2.0, 9.0], 0.0, 0)).collect() };
    let first = ask_all();
    assert_eq!(first, ask_all());
    assert!(first.iter().all(|isochrone| isochrone.contours[0].area_m2 > 20_000.0));
}
