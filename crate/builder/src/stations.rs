//! Underground stations are entered by stairs that the map shows as points of their own.

use crate::merge::distance;
use crate::places::{RawPlace, Shape};

/// Entrances belong to the nearest station up to this distance, in grid units (about 440 m).
const MAX_UNITS: f64 = 400.0;

/// Makes each entrance a door of the nearest place of the category `station`. One without a station becomes a place itself:
/// the station then lies beyond the data.
pub fn attach_entrances(places: &mut Vec<RawPlace>, entrances: Vec<RawPlace>, station: u8) {
    let count = places.len();
    for entrance in entrances {
        let Shape::Point(at) = entrance.shape else { continue };
        let stations = places[..count].iter_mut().filter(|place| place.categories.contains(&station));
        let nearest = stations
            .map(|place| (distance(&place.shape, at), place))
            .filter(|(distance, _)| *distance <= MAX_UNITS)
            .min_by(|(a, _), (b, _)| a.total_cmp(b));
        match nearest {
            Some((_, place)) => place.doors.push(at),
            None => places.push(entrance),
        }
    }
}

#[cfg(test)]
mod tests {
    use geo::Coord;
    use yike::network::PlaceTexts;

    use super::*;

    #[test]
    fn entrances_are_doors_of_the_nearest_station_or_stand_for_it() {
        let at = |x, category| RawPlace {
            osm: None,
            categories: vec![category],
            texts: PlaceTexts::default(),
            shape: Shape::Point(Coord { x, y: 0.0 }),
            doors: vec![],
        };
        let mut places = vec![at(0.0, 1), at(150.0, 2), at(500.0, 1)];
        attach_entrances(&mut places, vec![at(100.0, 1), at(-80.0, 1), at(300.0, 1), at(2000.0, 1)], 1);
        let doors: Vec<usize> = places.iter().map(|place| place.doors.len()).collect();
        assert_eq!(doors, [2, 0, 1, 0]);
        assert!(matches!(places[3].shape, Shape::Point(Coord { x: 2000.0, .. })));
    }
}
