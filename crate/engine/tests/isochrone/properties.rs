//! What holds of every isochrone, on random networks.

use geo::algorithm::Validation;
use proptest::prelude::*;
use yike::grid::Point;
use yike::isochrone::Isochrone;
use yike::search::Seed;

use crate::brute_force::{Arrival, BruteForce};
use crate::shapes::{Walker, holds, polygons};
use crate::support::{any_direction, any_network, any_profile, passable_edge};

prop_compose! {
    fn any_case()(
        network in any_network(),
        profile in any_profile(),
        direction in any_direction(),
        pick in any::<prop::sample::Index>(),
        share in 0.0..1.0f64,
        cost_ms in 0..20_000u32,
        minutes in prop::collection::vec(0.2..25.0f64, 2..4),
    ) -> Option<(Walker, Seed, Vec<f64>)> {
        let walker = Walker::new(network, &profile, direction);
        let edge = passable_edge(&walker.graph, &walker.costs, pick)?;
        let offset_m = share * f64::from(walker.graph.length_mm(edge)) / 1000.0;
        Some((walker, Seed { edge, offset_m, straight_m: 0.0, cost_ms }, minutes))
    }
}

/// The samples of the field, every third in both directions.
fn samples() -> impl Iterator<Item = Point> {
    let column = |low: i32| (low / 27 - 3..low / 27 + 60).map(|cell| cell * 27 + 4);
    column(4_370_000).flat_map(move |y| column(700_000).map(move |x| Point { x, y }))
}

fn seed_position(walker: &Walker, seed: Seed) -> [f64; 2] {
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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn polygons_are_valid_and_hold_the_origin(case in any_case(), min_hole_area_m2 in 0.0..5000.0f64) {
        let Some((mut walker, seed, minutes)) = case else { return Ok(()) };
        let Isochrone { contours } = walker.ask(seed, &minutes, min_hole_area_m2, 0);
        prop_assert_eq!(contours.len(), minutes.len());
        let origin = walker.graph.grid().lon_lat(seed_position(&walker, seed));
        for contour in &contours {
            let shape = polygons(contour);
            prop_assert!(shape.is_valid(), "{:?}", shape.validation_errors());
            let is_reached = contour.minutes * 60_000.0 >= f64::from(seed.cost_ms) + 1.0;
            if is_reached {
                prop_assert!(holds(contour, origin), "{origin:?} at {}", contour.minutes);
            }
        }
        prop_assert!(contours.is_sorted_by(|a, b| a.minutes > b.minutes));
    }

    #[test]
    fn samples_are_inside_exactly_if_they_are_reached_in_time(case in any_case()) {
        let Some((mut walker, seed, minutes)) = case else { return Ok(()) };
        let Isochrone { contours } = walker.ask(seed, &minutes, 0.0, 0);
        let truth = BruteForce::new(&walker.graph, &walker.costs, seed);
        let [seed_x, seed_y] = seed_position(&walker, seed);
        for sample in samples() {
            let beside_seed = (f64::from(sample.x) - seed_x).abs() < 10.0 && (f64::from(sample.y) - seed_y).abs() < 10.0;
            let arrival_ms = match truth.arrival(sample) {
                Arrival::At { ms } => ms,
                Arrival::Never => f64::INFINITY,
                Arrival::Unclear => continue,
            };
            let at = walker.graph.grid().lon_lat([sample.x.into(), sample.y.into()]);
            for contour in &contours {
                let left_ms = contour.minutes * 60_000.0 - arrival_ms;
                if !beside_seed && left_ms.abs() > 1_000.0 {
                    prop_assert_eq!(holds(contour, at), left_ms > 0.0, "{:?} at {}: {}", sample, contour.minutes, left_ms);
                }
            }
        }
    }

    #[test]
    fn contours_nest(case in any_case()) {
        let Some((mut walker, seed, minutes)) = case else { return Ok(()) };
        let Isochrone { contours } = walker.ask(seed, &minutes, 0.0, 0);
        for pair in contours.windows(2) {
            prop_assert!(pair[0].area_m2 >= pair[1].area_m2 * 0.98);
            for sample in samples() {
                let at = walker.graph.grid().lon_lat([sample.x.into(), sample.y.into()]);
                prop_assert!(holds(&pair[0], at) || !holds(&pair[1], at), "{sample:?}");
            }
        }
    }

    #[test]
    fn a_contour_is_the_same_whatever_else_is_asked(case in any_case(), further_ms in 0..1_200_000u32) {
        let Some((mut walker, seed, minutes)) = case else { return Ok(()) };
        let Isochrone { contours } = walker.ask(seed, &minutes, 1000.0, further_ms);
        for contour in contours {
            let alone = walker.ask(seed, &[contour.minutes], 1000.0, 0);
            prop_assert_eq!(vec![contour], alone.contours);
        }
    }
}
