//! Monaco's network against its source: every stretch of street is there, and courses are within a metre.
//!
//! Deviations here are brute-force Hausdorff distances on a sphere; the builder uses neither.

use geo::Distance;
use yike::grid::LonLat;

use crate::city::{City, MONACO};

#[test]
fn every_kept_segment_lies_in_exactly_one_edge_with_its_own_attributes() {
    let City { walk, kept, chains, .. } = City::read(MONACO).unwrap();
    let mut of_segments: Vec<_> = walk
        .segments
        .iter()
        .filter(|segment| kept[segment.from as usize])
        .map(|segment| (segment.from.min(segment.to), segment.from.max(segment.to), segment.street))
        .collect();
    let mut of_chains: Vec<_> = chains
        .iter()
        .flat_map(|chain| {
            chain.nodes.windows(2).map(|pair| (pair[0].min(pair[1]), pair[0].max(pair[1]), chain.street))
        })
        .collect();
    of_segments.sort_unstable();
    of_chains.sort_unstable();
    assert!(of_segments.len() > 10_000);
    assert_eq!(of_segments, of_chains);

    let signals_of_segments = walk
        .segments
        .iter()
        .filter(|segment| kept[segment.from as usize] && segment.attributes.signals)
        .count();
    let signals_of_chains = chains.iter().filter(|chain| chain.attributes.signals).count();
    assert_eq!(signals_of_chains, signals_of_segments, "each crossing is waited for once");
}

#[test]
fn no_edge_deviates_by_more_than_a_metre_either_way() {
    let city = City::read(MONACO).unwrap();
    let City { walk, chains, .. } = &city;
    let grid = city.built.network.grid;
    let graph = city.graph();
    let mut worst = 0.0f64;
    for (edge, chain) in (0..).zip(chains) {
        let source: Vec<[f64; 2]> =
            chain.nodes.iter().map(|&node| on_sphere_m(walk.positions[node as usize])).collect();
        let shown: Vec<[f64; 2]> = graph
            .points(edge)
            .map(|point| grid.lon_lat([point.x.into(), point.y.into()]))
            .map(|[lon, lat]| on_sphere_m(LonLat { lon, lat }))
            .collect();
        worst = worst.max(one_way_hausdorff_m(&source, &shown)).max(one_way_hausdorff_m(&shown, &source));
    }
    println!("largest deviation {worst:.3} m");
    assert!(worst <= 1.0, "{worst} m");
    assert!(worst > 0.5, "{worst} m is too good to have been measured");
}

/// Metres on a sphere, flattened around Monaco.
fn on_sphere_m(at: LonLat) -> [f64; 2] {
    const RADIUS_M: f64 = 6_371_008.8;
    [
        (at.lon - 7.42).to_radians() * 43.74f64.to_radians().cos() * RADIUS_M,
        (at.lat - 43.74).to_radians() * RADIUS_M,
    ]
}

/// The largest distance from a point of one line (taken every 20 cm) to the other line.
fn one_way_hausdorff_m(from: &[[f64; 2]], to: &[[f64; 2]]) -> f64 {
    let mut worst = 0.0f64;
    for pair in from.windows(2) {
        let [dx, dy] = [pair[1][0] - pair[0][0], pair[1][1] - pair[0][1]];
        let steps = (dx.hypot(dy) / 0.2).ceil().max(1.0) as usize;
        for step in 0..=steps {
            let share = step as f64 / steps as f64;
            let point = geo::Point::new(pair[0][0] + dx * share, pair[0][1] + dy * share);
            let nearest = to
                .windows(2)
                .map(|pair| geo::Line::new(geo::Coord::from(pair[0]), geo::Coord::from(pair[1])))
                .map(|line| geo::Euclidean.distance(&point, &line))
                .fold(f64::INFINITY, f64::min);
            worst = worst.max(nearest);
        }
    }
    worst
}
