//! What holds of every isochrone, whatever the network.

use geo::algorithm::Validation;
use geo::{Distance, Euclidean};
use proptest::prelude::*;
use yike::field::CELL_UNITS;
use yike::grid::Point;
use yike::isochrone::{Contour, Isochrone};
use yike::search::Seed;

use crate::brute_force::{Arrival, BruteForce};
use crate::shapes::{Walker, holds, polygons};

pub type Verdict = Result<(), TestCaseError>;

/// Where a walk begins, in grid units.
pub fn seed_position(walker: &Walker, seed: Seed) -> [f64; 2] {
    let graph = &walker.graph;
    let points: Vec<Point> = graph.points(seed.edge).collect();
    let mut left_m = seed.offset_m;
    for pair in points.windows(2) {
        let length_m = graph.grid().distance_m(pair[0], pair[1]);
        if left_m <= length_m && length_m > 0.0 {
            let between = |a: i32, b: i32| f64::from(a) + f64::from(b - a) * left_m / length_m;
            return [between(pair[0].x, pair[1].x), between(pair[0].y, pair[1].y)];
        }
        left_m -= length_m;
    }
    let last = points[points.len() - 1];
    [last.x.into(), last.y.into()]
}

pub fn polygons_are_valid_and_hold_the_origin(
    walker: &mut Walker,
    seed: Seed,
    minutes: &[f64],
    min_hole_area_m2: f64,
) -> Verdict {
    let Isochrone { contours } = walker.ask(seed, minutes, min_hole_area_m2, 0);
    prop_assert_eq!(contours.len(), minutes.len());
    let origin = walker.graph.grid().lon_lat(seed_position(walker, seed));
    for contour in &contours {
        let shape = polygons(contour);
        prop_assert!(shape.is_valid(), "{:?}", shape.validation_errors());
        let is_reached = contour.minutes * 60_000.0 >= f64::from(seed.cost_ms) + 1.0;
        if is_reached {
            prop_assert!(holds(contour, origin), "{origin:?} at {}", contour.minutes);
        }
    }
    prop_assert!(contours.is_sorted_by(|a, b| a.minutes > b.minutes));
    Ok(())
}

/// Samples of the field lie inside exactly if brute force reaches them in time.
pub fn samples_are_inside_exactly_if_they_are_reached_in_time(
    walker: &mut Walker,
    seed: Seed,
    minutes: &[f64],
    samples: impl Iterator<Item = Point>,
) -> Verdict {
    let Isochrone { contours } = walker.ask(seed, minutes, 0.0, 0);
    let truth = BruteForce::new(&walker.graph, &walker.costs, seed);
    let [seed_x, seed_y] = seed_position(walker, seed);
    for sample in samples {
        // One of the four around it, given that the seed's own position is rounded.
        let is_beside = |at: i32, seed: f64| (f64::from(at) - seed).abs() < CELL + 1.0;
        let beside_seed = is_beside(sample.x, seed_x) && is_beside(sample.y, seed_y);
        let arrival_ms = match truth.arrival(sample) {
            Arrival::At { ms } => ms,
            Arrival::Never => f64::INFINITY,
            Arrival::Unclear => continue,
        };
        let at = walker.graph.grid().lon_lat([sample.x.into(), sample.y.into()]);
        for contour in &contours {
            let left_ms = contour.minutes * 60_000.0 - arrival_ms;
            if !beside_seed && left_ms.abs() > 1_000.0 {
                prop_assert_eq!(
                    holds(contour, at),
                    left_ms > 0.0,
                    "{:?} at {}: {}",
                    sample,
                    contour.minutes,
                    left_ms
                );
            }
        }
    }
    Ok(())
}

/// How far a simplified line may be from the one it stands for, in cells: the tolerance of generalizing.
const GENERALIZED_CELLS: f64 = 0.2;

/// Side of a cell in grid units.
const CELL: f64 = CELL_UNITS as f64;

/// Smaller contours lie within larger ones: strictly at the samples of the field, and their lines to within what both
/// contours' lines were simplified by.
pub fn contours_nest(
    walker: &mut Walker,
    seed: Seed,
    minutes: &[f64],
    samples: impl Iterator<Item = Point> + Clone,
) -> Verdict {
    let Isochrone { contours } = walker.ask(seed, minutes, 0.0, 0);
    let grid = walker.graph.grid();
    for pair in contours.windows(2) {
        prop_assert!(pair[0].area_m2 >= pair[1].area_m2 * 0.98);
        for sample in samples.clone() {
            let at = grid.lon_lat([sample.x.into(), sample.y.into()]);
            prop_assert!(holds(&pair[0], at) || !holds(&pair[1], at), "{sample:?}");
        }
        let worst = farthest_outside_units(&pair[0], &pair[1], |at| grid_position(walker, at));
        prop_assert!(worst <= 2.0 * GENERALIZED_CELLS * CELL + 0.01, "{worst} grid units outside");
    }
    Ok(())
}

fn grid_position(walker: &Walker, [lon, lat]: [f64; 2]) -> [f64; 2] {
    walker.graph.grid().position(yike::grid::LonLat { lon, lat })
}

/// How far the corners of the smaller contour stick out of the larger.
fn farthest_outside_units(
    larger: &Contour,
    smaller: &Contour,
    position: impl Fn([f64; 2]) -> [f64; 2] + Copy,
) -> f64 {
    use geo::MapCoords;
    let shape = polygons(larger).map_coords(|coord| position([coord.x, coord.y]).into());
    let outside = smaller.points.iter().filter(|&&at| !holds(larger, at));
    outside.map(|&at| Euclidean.distance(&geo::Point::from(position(at)), &shape)).fold(0.0, f64::max)
}

pub fn a_contour_is_the_same_whatever_else_is_asked(
    walker: &mut Walker,
    seed: Seed,
    minutes: &[f64],
    further_ms: u32,
) -> Verdict {
    let Isochrone { contours } = walker.ask(seed, minutes, 1000.0, further_ms);
    for contour in contours {
        let alone = walker.ask(seed, &[contour.minutes], 1000.0, 0);
        prop_assert_eq!(vec![contour], alone.contours);
    }
    Ok(())
}
