//! The laws of isochrones on random networks.

use proptest::prelude::*;
use yike::field::{CELL_UNITS, SAMPLE_OFFSET_UNITS};
use yike::grid::Point;
use yike::search::Seed;

use crate::laws;
use crate::shapes::Walker;
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
fn samples() -> impl Iterator<Item = Point> + Clone {
    const STEP: i32 = 3 * CELL_UNITS;
    let column = |low: i32| (low / STEP - 3..low / STEP + 60).map(|cell| cell * STEP + SAMPLE_OFFSET_UNITS);
    column(4_370_000).flat_map(move |y| column(700_000).map(move |x| Point { x, y }))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn polygons_are_valid_and_hold_the_origin(case in any_case(), min_hole_area_m2 in 0.0..5000.0f64) {
        let Some((mut walker, seed, minutes)) = case else { return Ok(()) };
        laws::polygons_are_valid_and_hold_the_origin(&mut walker, seed, &minutes, min_hole_area_m2)?;
    }

    #[test]
    fn samples_are_inside_exactly_if_they_are_reached_in_time(case in any_case()) {
        let Some((mut walker, seed, minutes)) = case else { return Ok(()) };
        laws::samples_are_inside_exactly_if_they_are_reached_in_time(&mut walker, seed, &minutes, samples())?;
    }

    #[test]
    fn contours_nest(case in any_case()) {
        let Some((mut walker, seed, minutes)) = case else { return Ok(()) };
        laws::contours_nest(&mut walker, seed, &minutes, samples())?;
    }

    #[test]
    fn a_contour_is_the_same_whatever_else_is_asked(case in any_case(), further_ms in 0..1_200_000u32) {
        let Some((mut walker, seed, minutes)) = case else { return Ok(()) };
        laws::a_contour_is_the_same_whatever_else_is_asked(&mut walker, seed, &minutes, further_ms)?;
    }
}
