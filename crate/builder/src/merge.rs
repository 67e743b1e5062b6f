//! One place for each real one: the map often shows a facility as a point and as an area, and an operator's list shows
//! it once more.

use std::collections::BTreeMap;

use geo::{Contains, Coord, Distance, Euclidean, Point};
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use crate::places::{RawPlace, Shape};

/// Places of one name and category are the same up to this distance, in grid units (about 50 m).
const SAME_UNITS: f64 = 45.0;
/// Stations of one name are, up to this distance, in grid units (about 330 m): each line has its own platforms.
const SAME_STATION_UNITS: f64 = 300.0;

/// Merges places that are the same, and tells how many went into others.
///
/// - Of places that share name and a category and lie within about 50 m, at least one of them more than a mere point of
///   the map, one remains: the one with the largest shape. Places of the categories `stations` may be mere points, and
///   farther apart.
/// - A point inside an area of the same categories goes into it if one of the two has no name.
///
/// What remains takes over categories, doors and whatever texts it lacks.
pub fn merge(places: Vec<RawPlace>, stations: &[u8]) -> (Vec<RawPlace>, usize) {
    let before = places.len();
    let places = merge_points_inside(merge_namesakes(places, stations));
    let merged = before - places.len();
    (places, merged)
}

fn merge_namesakes(places: Vec<RawPlace>, stations: &[u8]) -> Vec<RawPlace> {
    let mut namesakes: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, place) in places.iter().enumerate().filter(|(_, place)| has_name(place)) {
        namesakes.entry(place.texts.names.local.to_lowercase()).or_default().push(index);
    }
    let mut slots: Vec<Option<RawPlace>> = places.into_iter().map(Some).collect();
    for mut group in namesakes.into_values().filter(|group| group.len() > 1) {
        group.sort_by_key(|&index| slots[index].as_ref().map(|place| std::cmp::Reverse(rank(place))));
        let mut kept: Vec<RawPlace> = vec![];
        let mut kept_slots = vec![];
        for index in group {
            let Some(place) = slots[index].take() else { continue };
            match kept.iter_mut().find(|larger| are_same(larger, &place, stations)) {
                Some(larger) => absorb(larger, place),
                None => {
                    kept.push(place);
                    kept_slots.push(index);
                }
            }
        }
        for (index, place) in kept_slots.into_iter().zip(kept) {
            slots[index] = Some(place);
        }
    }
    slots.into_iter().flatten().collect()
}

fn merge_points_inside(places: Vec<RawPlace>) -> Vec<RawPlace> {
    let extents = places.iter().enumerate().filter_map(|(index, place)| {
        let extent = place.shape.extent().filter(|_| place.shape.area().is_some())?;
        let corners = [extent.min(), extent.max()].map(<[f64; 2]>::from);
        Some(GeomWithData::new(Rectangle::from_corners(corners[0], corners[1]), index))
    });
    let areas = RTree::bulk_load(extents.collect());
    let mut slots: Vec<Option<RawPlace>> = places.into_iter().map(Some).collect();
    for index in 0..slots.len() {
        let is_point = |place: &mut RawPlace| matches!(place.shape, Shape::Point(_));
        let Some(place) = slots[index].take_if(is_point) else { continue };
        let at = place.shape.inner_point();
        let around = areas.locate_in_envelope_intersecting(&AABB::from_point(at.into()));
        let mut candidates: Vec<usize> = around.map(|area| area.data).collect();
        candidates.sort_unstable();
        let holder = candidates.into_iter().find(|&candidate| {
            slots[candidate].as_ref().is_some_and(|area| {
                area.categories == place.categories
                    && !(has_name(area) && has_name(&place))
                    && area.shape.area().is_some_and(|area| area.contains(&Point(at)))
            })
        });
        match holder.and_then(|holder| slots[holder].as_mut()) {
            Some(area) => absorb(area, place),
            None => slots[index] = Some(place),
        }
    }
    slots.into_iter().flatten().collect()
}

fn has_name(place: &RawPlace) -> bool {
    !place.texts.names.local.is_empty()
}

/// How much a place tells of its shape. An operator's point counts for more than the map's.
fn rank(place: &RawPlace) -> u8 {
    match place.shape {
        Shape::Grounds(_) => 4,
        Shape::Building(_) => 3,
        Shape::Line(_) => 2,
        Shape::Point(_) => u8::from(place.osm.is_none()),
    }
}

fn are_same(larger: &RawPlace, other: &RawPlace, stations: &[u8]) -> bool {
    let shares = |category: &u8| other.categories.contains(category);
    if !larger.categories.iter().any(shares) {
        return false;
    }
    let at = other.shape.inner_point();
    let distance = distance(&larger.shape, at);
    if stations.iter().any(|station| larger.categories.contains(station) && shares(station)) {
        return distance <= SAME_STATION_UNITS;
    }
    (rank(larger) > 0) && distance <= SAME_UNITS
}

/// In grid units; 0 inside an area.
pub(crate) fn distance(shape: &Shape, at: Coord) -> f64 {
    let at = Point(at);
    match shape {
        Shape::Point(point) => Euclidean.distance(&Point(*point), &at),
        Shape::Line(line) => Euclidean.distance(line, &at),
        Shape::Grounds(area) | Shape::Building(area) => Euclidean.distance(area, &at),
    }
}

fn absorb(place: &mut RawPlace, other: RawPlace) {
    place.categories.extend(other.categories);
    place.categories.sort_unstable();
    place.categories.dedup();
    place.doors.extend(other.doors);
    let (own, more) = (&mut place.texts, other.texts);
    let names = (&mut own.names, more.names);
    for (text, other) in [
        (&mut names.0.local, names.1.local),
        (&mut names.0.zh, names.1.zh),
        (&mut names.0.en, names.1.en),
        (&mut own.opening_hours, more.opening_hours),
        (&mut own.wheelchair, more.wheelchair),
        (&mut own.phone, more.phone),
    ] {
        if text.is_empty() {
            *text = other;
        }
    }
}

#[cfg(test)]
mod tests {
    use yike::network::{Names, OsmId, OsmKind, PlaceTexts};

    use super::*;

    const STATION: u8 = 9;

    fn place(name: &str, categories: &[u8], shape: Shape) -> RawPlace {
        let names = Names { local: name.into(), ..Names::default() };
        RawPlace {
            osm: Some(OsmId { kind: OsmKind::Node, id: 1 }),
            categories: categories.to_vec(),
            texts: PlaceTexts { names, ..PlaceTexts::default() },
            shape,
            doors: vec![],
        }
    }

    fn point(x: f64) -> Shape {
        Shape::Point(Coord { x, y: 5.0 })
    }

    /// From x = 0 to 10.
    fn square() -> Shape {
        let corner = |x, y| Coord { x, y };
        let square = geo::Rect::new(corner(0.0, 0.0), corner(10.0, 10.0)).to_polygon();
        Shape::Grounds(geo::MultiPolygon(vec![square]))
    }

    fn remaining(places: Vec<RawPlace>) -> Vec<RawPlace> {
        merge(places, &[STATION]).0
    }

    #[test]
    fn a_point_and_an_area_of_one_name_are_one_place_with_all_that_is_known() {
        let mut node = place("Spar", &[1, 2], point(40.0));
        node.texts.opening_hours = "24/7".into();
        let merged = remaining(vec![node, place("SPAR", &[2, 3], square())]);
        let [place] = &merged[..] else { panic!("{merged:?}") };
        assert!(matches!(place.shape, Shape::Grounds(_)));
        assert_eq!((&place.categories[..], place.texts.opening_hours.as_str()), (&[1, 2, 3][..], "24/7"));
    }

    #[test]
    fn neither_distance_nor_another_name_or_category_makes_places_one() {
        for other in [
            place("Spar", &[1], point(60.0)),
            place("Coop", &[1], point(5.0)),
            place("Spar", &[2], point(5.0)),
            place("", &[2], point(5.0)),
        ] {
            assert_eq!(remaining(vec![place("Spar", &[1], square()), other]).len(), 2);
        }
    }

    #[test]
    fn two_stops_of_one_name_face_each_other() {
        assert_eq!(
            remaining(vec![place("Stop", &[1], point(0.0)), place("Stop", &[1], point(9.0))]).len(),
            2
        );
    }

    #[test]
    fn a_listed_facility_and_its_point_on_the_map_are_one() {
        let listed = RawPlace { osm: None, ..place("药店", &[1], point(20.0)) };
        assert_eq!(remaining(vec![place("药店", &[1], point(0.0)), listed]).len(), 1);
    }

    #[test]
    fn platforms_of_two_lines_are_one_station() {
        let at = |x| place("新街口", &[STATION], point(x));
        assert_eq!(remaining(vec![at(0.0), at(250.0), at(900.0)]).len(), 2);
    }

    #[test]
    fn a_point_inside_an_area_goes_into_it_if_either_has_no_name() {
        let cases = [("", "", 1), ("School", "", 1), ("", "School", 1), ("School", "Other school", 2)];
        for (area, inside, count) in cases {
            let merged = remaining(vec![place(inside, &[1], point(5.0)), place(area, &[1], square())]);
            assert_eq!(merged.len(), count, "{area:?} {inside:?}");
            assert!(
                merged.iter().any(|place| place.texts.names.local.starts_with("School")) || area == inside
            );
        }
        assert_eq!(remaining(vec![place("", &[2], point(5.0)), place("", &[1], square())]).len(), 2);
        assert_eq!(remaining(vec![place("", &[1], point(15.0)), place("", &[1], square())]).len(), 2);
    }
}
