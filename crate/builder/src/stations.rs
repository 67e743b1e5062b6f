//! Stations are entered by stairs and doors that the map shows as points of their own.

use crate::merge::distance;
use crate::places::{RawPlace, Shape};

/// Entrances belong to the nearest station up to this distance, in grid units (about 660 m: platforms are long).
const MAX_UNITS: f64 = 600.0;

/// Makes each entrance a door of the nearest place of its own category, else of any of the `stations`' categories: where
/// trains run above and below the ground, maps take one kind of entrance for the other. One without a station becomes a
/// place itself: the station then lies beyond the data.
pub fn attach_entrances(places: &mut Vec<RawPlace>, entrances: Vec<RawPlace>, stations: &[u8]) {
    let count = places.len();
    for entrance in entrances {
        let Shape::Point(at) = entrance.shape else { continue };
        let is_station =
            |place: &&mut RawPlace| place.categories.iter().any(|found| stations.contains(found));
        let nearest = places[..count]
            .iter_mut()
            .filter(is_station)
            .map(|place| {
                let is_other_kind = !place.categories.iter().any(|found| entrance.categories.contains(found));
                (is_other_kind, distance(&place.shape, at), place)
            })
            .filter(|(_, distance, _)| *distance <= MAX_UNITS)
            .min_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        match nearest {
            Some((_, _, place)) => place.doors.push(at),
            None => places.push(entrance),
        }
    }
}

#[cfg(test)]
mod tests {
    use geo::Coord;
    use yike::network::PlaceTexts;

    use super::*;

    fn at(x: f64, category: u8) -> RawPlace {
        RawPlace {
            osm: None,
            categories: vec![category],
            texts: PlaceTexts::default(),
            shape: Shape::Point(Coord { x, y: 0.0 }),
            doors: vec![],
        }
    }

    fn doors(places: &[RawPlace]) -> Vec<usize> {
        places.iter().map(|place| place.doors.len()).collect()
    }

    #[test]
    fn entrances_are_doors_of_the_nearest_station_or_stand_for_it() {
        let mut places = vec![at(0.0, 1), at(150.0, 3), at(500.0, 1)];
        attach_entrances(&mut places, vec![at(100.0, 1), at(-80.0, 1), at(300.0, 1), at(2000.0, 1)], &[1, 2]);
        assert_eq!(doors(&places), [2, 0, 1, 0]);
        assert!(matches!(places[3].shape, Shape::Point(Coord { x: 2000.0, .. })));
    }

    #[test]
    fn a_station_of_the_entrances_own_kind_comes_first() {
        let mut places = vec![at(0.0, 1), at(100.0, 2), at(900.0, 2)];
        attach_entrances(&mut places, vec![at(90.0, 1), at(910.0, 1)], &[1, 2]);
        assert_eq!(doors(&places), [1, 0, 1]);
    }
}
