//! A town of one straight street, in which every distance is known.

#![allow(missing_docs, dead_code)]

use yike::engine::Engine;
use yike::grid::{Grid, LonLat, Point};
use yike::network::{Category, Edge, Entrance, Header, Names, Network, Parts, Place, PlaceTexts, Texts};
use yike::profile::Profile;
use yike::question::{Direction, Question};

/// The categories that the builder knows: id, Chinese and English label.
fn category_table() -> Vec<[&'static str; 3]> {
    let table = include_str!("../../../builder/data/categories.tsv");
    let rows = table.lines().skip(1).map(|line| line.split('\t'));
    let labels = rows.filter_map(|mut cells| Some([cells.next()?, cells.next()?, cells.next()?]));
    labels.filter(|[id, ..]| !id.is_empty()).collect()
}

/// The ids of all categories that the builder knows.
pub fn category_ids() -> Vec<&'static str> {
    category_table().into_iter().map(|[id, ..]| id).collect()
}

/// A town of one straight street of 6 km on the equator, with places so many metres from its western end, each named after
/// its category.
pub fn street_town(places: &[(&'static str, f64)]) -> Engine {
    let grid = Grid::for_latitude(0.0);
    let ids = category_ids();
    let category = |id: &str| ids.iter().position(|known| *known == id).expect("a known category") as u8;
    let end = Point { x: (6000.0 / grid.scale_at(0.0).x_m) as i32, y: 0 };
    let length_m = grid.distance_m(Point { x: 0, y: 0 }, end);
    let mut entrances: Vec<Entrance> = (0..)
        .zip(places)
        .map(|(place, &(_, metres))| Entrance { edge: 0, offset_m: metres as u32, side_m: 0, place })
        .collect();
    assert!(entrances.iter().all(|entrance| f64::from(entrance.offset_m) < length_m));
    entrances.sort();
    let place = |(id, &(category_id, metres)): (u32, &(&str, f64))| Place {
        id,
        point: Point { x: (metres / grid.scale_at(0.0).x_m) as i32, y: 0 },
        osm: None,
        categories: vec![category(category_id)],
    };
    let named = |name: &str| Names { local: name.into(), ..Names::default() };
    let parts = Parts {
        header: Header {
            name: "Street".into(),
            bbox: [-0.01, -0.01, 0.1, 0.01],
            data_date: "2024-01-01".into(),
            attribution: "hand-made".into(),
            builder: "test".into(),
        },
        categories: category_table()
            .into_iter()
            .map(|[id, zh, en]| Category { id: id.into(), zh: zh.into(), en: en.into() })
            .collect(),
        network: Network {
            grid,
            nodes: vec![Point { x: 0, y: 0 }, end],
            border_nodes: vec![1],
            edges: vec![Edge { from: 0, to: 1, first_inner_point: 0, attributes: 0, street: 1 }],
            inner_points: vec![],
            attribute_sets: vec![Default::default()],
            places: (0..).zip(places).map(place).collect(),
            entrances,
        },
        texts: Texts {
            streets: vec![named("Long Street")],
            places: places
                .iter()
                .map(|&(id, _)| PlaceTexts { names: named(id), ..PlaceTexts::default() })
                .collect(),
            pinyin: vec![],
        },
        backdrop: None,
    };
    Engine::open(yike::format::write(&parts).unwrap()).unwrap()
}

pub fn from_western_end(profile: &str) -> Question {
    let profile = Profile::named(profile).unwrap();
    Question { origin: LonLat { lon: 0.0, lat: 0.0 }, profile, direction: Direction::From }
}
