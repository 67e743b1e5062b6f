//! Ground that was forgotten to make room comes back the same.

use geo::BoundingRect;
use yike::profile::Profile;
use yike::question::Direction;

use crate::hand_drawn::{GROUND, Line, network, seed};
use crate::shapes::{Walker, polygons};

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

#[test]
fn one_walk_may_need_more_ground_than_is_kept() {
    // Streets every 250 units in both directions, over 34 x 34 tiles; two hours reach all of them.
    const STREETS: i32 = 35;
    let corners = (0..STREETS).flat_map(|row| (0..STREETS).map(move |column| [column * 250, row * 250]));
    let ends: Vec<[[i32; 2]; 2]> = corners
        .flat_map(|[x, y]| [[[x, y], [x + 250, y]], [[x, y], [x, y + 250]]])
        .filter(|&[_, [x, y]]| x.max(y) < STREETS * 250)
        .collect();
    let streets: Vec<Line> = ends.iter().map(|line| (line.as_slice(), GROUND)).collect();
    let middle = ends.iter().position(|end| end[0] == [17 * 250, 17 * 250]).unwrap() as u32;
    let network = network(&streets);
    let grid = network.grid;
    let scale = grid.scale_at(f64::from(network.nodes[0].y));
    let mut walker = Walker::new(network, &Profile::named("uniform").unwrap(), Direction::From);
    let first = walker.ask(seed(middle, 0.0), &[120.0], 0.0, 0);
    // One polygon with a hole in each block: what is more than 40 m from its streets.
    let polygons = polygons(&first.contours[0]).0;
    assert_eq!(polygons.len(), 1);
    assert_eq!(polygons[0].interiors().len(), ((STREETS - 1) * (STREETS - 1)) as usize);
    let unit_lon_lat = grid.lon_lat([1.0, 1.0]);
    for hole in polygons[0].interiors() {
        let bounds = hole.bounding_rect().unwrap();
        let width_m = bounds.width() / unit_lon_lat[0] * scale.x_m;
        let height_m = bounds.height() / unit_lon_lat[1] * scale.y_m;
        for (side_m, block_m) in [(width_m, 250.0 * scale.x_m), (height_m, 250.0 * scale.y_m)] {
            assert!((side_m - (block_m - 80.0)).abs() < 4.0, "{side_m} m in a block of {block_m} m");
        }
    }
    let short = walker.ask(seed(middle, 0.0), &[9.0], 0.0, 0);
    assert_eq!(
        walker.ask(seed(middle, 0.0), &[9.0, 120.0], 0.0, 0).contours,
        [first.contours, short.contours].concat()
    );
}
