//! Places of a real city, counted a second time straight from the map's tags.

use std::path::{Path, PathBuf};

use indicatif::ProgressBar;
use yike::Graph;
use yike::datum::Datum;
use yike::grid::{Grid, LonLat};
use yike::network::{OsmKind, Parts};
use yike_builder::build::{BuildOptions, build};
use yike_builder::categories::Categories;
use yike_builder::extent::Extent;
use yike_builder::osm::{OsmData, Tags};
use yike_builder::places::{Collected, collect};
use yike_builder::read::read;

fn monaco() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/monaco.osm.pbf")
}

fn options(places: Vec<PathBuf>) -> BuildOptions {
    BuildOptions {
        input: monaco(),
        bbox: None,
        name: None,
        areas: true,
        backdrop: false,
        places,
        places_datum: Datum::Wgs84,
    }
}

fn built(places: Vec<PathBuf>) -> (Parts, String) {
    let (parts, report) = build(&options(places), &ProgressBar::hidden()).unwrap();
    (parts, report.to_string())
}

fn count_of(parts: &Parts, id: &str) -> usize {
    let index = parts.categories.iter().position(|category| category.id == id).unwrap() as u8;
    parts.network.places.iter().filter(|place| place.categories.contains(&index)).count()
}

fn collected(data: &OsmData) -> (Categories, Collected) {
    let categories = Categories::standard().unwrap();
    let extent = Extent::of(data, None).unwrap();
    let found = collect(data, &categories, Grid::for_latitude(extent.middle_latitude()), &extent);
    (categories, found)
}

/// Nodes, ways and multipolygons with these tags.
fn tagged(data: &OsmData, holds: impl Fn(Tags<'_>) -> bool) -> usize {
    let multipolygons =
        data.relations().map(|relation| relation.tags).filter(|tags| tags.is("type", "multipolygon"));
    let all =
        data.tagged_nodes().map(|node| node.tags).chain(data.ways().map(|way| way.tags)).chain(multipolygons);
    all.filter(|&tags| holds(tags)).count()
}

#[test]
fn simple_categories_have_as_many_places_as_the_map_has_tags() {
    let data = read(&monaco(), &ProgressBar::hidden()).unwrap();
    let (categories, collected) = collected(&data);
    assert_eq!((collected.outside, collected.broken), (0, 0));
    for (id, key, value) in [
        ("pharmacy", "amenity", "pharmacy"),
        ("police", "amenity", "police"),
        ("cinema", "amenity", "cinema"),
        ("supermarket", "shop", "supermarket"),
        ("hairdresser", "shop", "hairdresser"),
        ("recycling", "amenity", "recycling"),
        ("fitness_station", "leisure", "fitness_station"),
        ("library", "amenity", "library"),
    ] {
        let index = categories.find(id).unwrap();
        let found = collected.places.iter().filter(|place| place.categories.contains(&index)).count();
        let expected = tagged(&data, |tags| tags.is(key, value));
        assert!(expected > 0, "no {id}");
        assert_eq!(found, expected, "{id}");
    }
}

#[test]
fn few_places_are_merged_and_each_is_tied_to_a_street_nearby() {
    let data = read(&monaco(), &ProgressBar::hidden()).unwrap();
    let (_, collected) = collected(&data);
    let (parts, _) = built(vec![]);
    let network = &parts.network;
    let count = network.places.len();
    assert!(count < collected.places.len() && count * 10 > collected.places.len() * 9, "{count}");
    // The station is one place, entered by the three doors that are mapped far from its platforms.
    assert_eq!((count_of(&parts, "metro_station"), count_of(&parts, "railway_station")), (0, 1));
    let station = Categories::standard().unwrap().find("railway_station").unwrap();
    let station = network.places.iter().find(|place| place.categories.contains(&station)).unwrap();
    assert_eq!(network.entrances.iter().filter(|entrance| entrance.place == station.id).count(), 3);
    let mut has_entrance = vec![false; count];
    for entrance in &network.entrances {
        has_entrance[entrance.place as usize] = true;
        assert!(entrance.side_m <= 200, "{entrance:?}");
    }
    assert!(!has_entrance.contains(&false));
    assert!(network.entrances.is_sorted());
    let bytes = yike::format::write(&parts).unwrap();
    assert!(Graph::new(yike::format::File::open(bytes).unwrap().network(&[0]).unwrap()).is_ok());
}

/// A walker who leaves a street at an entrance finds the shown point of a place that is a mere point at the side distance.
#[test]
fn side_distances_are_those_between_street_and_place() {
    let (parts, _) = built(vec![]);
    let graph = Graph::new(parts.network.clone()).unwrap();
    let station = Categories::standard().unwrap().find("railway_station").unwrap();
    let mut checked = 0;
    for entrance in &parts.network.entrances {
        let place = &parts.network.places[entrance.place as usize];
        let has_no_doors = !place.categories.contains(&station);
        let is_point = place.osm.is_some_and(|osm| osm.kind == OsmKind::Node) && has_no_doors;
        let mut left_m = f64::from(entrance.offset_m);
        let points: Vec<_> = graph.points(entrance.edge).collect();
        for pair in points.windows(2) {
            let length_m = graph.grid().distance_m(pair[0], pair[1]);
            if left_m > length_m {
                left_m -= length_m;
                continue;
            }
            let share = left_m / length_m.max(1e-9);
            let [x, y] = [(pair[0].x, pair[1].x), (pair[0].y, pair[1].y)]
                .map(|(a, b)| f64::from(a) + share * f64::from(b - a));
            let (dx, dy) = (f64::from(place.point.x) - x, f64::from(place.point.y) - y);
            let side_m = graph.grid().scale_at(y).length_m(dx, dy);
            if is_point {
                checked += 1;
                // Offset and side are whole metres, the shown point lies on the grid.
                assert!((side_m - f64::from(entrance.side_m)).abs() < 2.5, "{entrance:?} {side_m} {place:?}");
            }
            break;
        }
    }
    assert!(checked > 200, "{checked}");
}

#[test]
fn a_list_of_facilities_joins_the_map() {
    let path = std::env::temp_dir().join(format!("yike-facilities-{}.csv", std::process::id()));
    std::fs::write(
        &path,
        "名称,类别,经度,纬度\n幸福日间照料中心,日间照料中心,7.4206,43.7311\n无名,公园,7.42,x\n",
    )
    .unwrap();
    let (without, _) = built(vec![]);
    let (with, report) = built(vec![path.clone()]);
    std::fs::remove_file(&path).unwrap();
    assert_eq!((count_of(&without, "elderly_day_care"), count_of(&with, "elderly_day_care")), (0, 1));
    assert_eq!(with.network.places.len(), without.network.places.len() + 1);
    assert!(report.contains("3: latitude \"x\" is not a number"), "{report}");
    let listed = with.network.places.iter().find(|place| place.osm.is_none()).unwrap();
    assert_eq!(with.texts.places[listed.id as usize].names.local, "幸福日间照料中心");
    let at = with.network.grid.point(LonLat { lon: 7.4206, lat: 43.7311 });
    assert_eq!(listed.point, at);
    assert!(with.texts.pinyin.contains(&('照', "zhao".into())));
}
