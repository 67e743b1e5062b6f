//! Random graph parts.

use proptest::prelude::*;
use yike::attributes::{Attributes, Class, Level, OneWay, Surface, Wheelchair};
use yike::grid::{Grid, LonLat, Point};
use yike::network::*;

type EdgeRecipe = (u16, u16, Vec<(i8, i8)>, [u8; 7], u8);

/// What a random network is made from: plain tuples, so that proptest can shrink it.
#[derive(Debug, Clone)]
pub struct Recipe {
    /// Offsets from the middle of the town; repeated ones are dropped, unless nodes may coincide.
    pub nodes: Vec<(i16, i16)>,
    /// The two ends (modulo the number of nodes), inner points as steps from the last, attributes, street.
    pub edges: Vec<EdgeRecipe>,
    /// Edge (modulo), share of its length, metres aside, place (modulo).
    pub entrances: Vec<(u16, u8, u16, u8)>,
    /// Offset from the middle, map object, categories.
    pub places: Vec<(i16, i16, u64, u8)>,
    pub borders: Vec<bool>,
}

pub fn recipe(max_nodes: usize) -> impl Strategy<Value = Recipe> {
    let nodes = prop::collection::vec((-900i16..900, -900i16..900), 0..max_nodes);
    let inner = prop::collection::vec((any::<i8>(), -9i8..9), 0..5);
    let attributes = [0..18u8, 0..4, 0..4, 0..4, 0..3, 0..2, 0..201];
    let edges =
        prop::collection::vec((any::<u16>(), any::<u16>(), inner, attributes, 0..9u8), 0..max_nodes * 2);
    let entrances = prop::collection::vec((any::<u16>(), any::<u8>(), 0u16..200, any::<u8>()), 0..max_nodes);
    let places = prop::collection::vec((any::<i16>(), any::<i16>(), 0u64..1 << 40, 1..8u8), 0..max_nodes);
    let borders = prop::collection::vec(prop::bool::weighted(0.1), max_nodes);
    (nodes, edges, entrances, places, borders).prop_map(|(nodes, edges, entrances, places, borders)| Recipe {
        nodes,
        edges,
        entrances,
        places,
        borders,
    })
}

/// The parts that a recipe describes. With `distinct`, no two nodes lie at the same position.
pub fn parts(recipe: &Recipe, distinct: bool) -> Parts {
    let grid = Grid::for_latitude(43.7);
    let middle = grid.point(LonLat { lon: 7.42, lat: 43.73 });
    let at = |dx: i16, dy: i16| Point { x: middle.x + i32::from(dx), y: middle.y + i32::from(dy) };
    let mut nodes: Vec<Point> = recipe.nodes.iter().map(|&(dx, dy)| at(dx, dy)).collect();
    if distinct {
        let mut seen = std::collections::BTreeSet::new();
        nodes.retain(|&node| seen.insert(node));
    }
    let mut network = Network {
        grid,
        border_nodes: (0..nodes.len() as u32).filter(|&node| recipe.borders[node as usize]).collect(),
        nodes,
        edges: vec![],
        inner_points: vec![],
        attribute_sets: vec![],
        places: vec![],
        entrances: vec![],
    };
    if !network.nodes.is_empty() {
        for edge in &recipe.edges {
            add_edge(&mut network, edge);
        }
    }
    add_places(&mut network, recipe, at);
    let texts = texts(&network);
    let categories = (0..3)
        .map(|index| Category {
            id: format!("category_{index}"),
            zh: format!("类{index}"),
            en: String::new(),
        })
        .collect();
    let header = Header {
        name: "Town".into(),
        bbox: [7.40, 43.71, 7.44, 43.75],
        data_date: "2023-12-01".into(),
        attribution: "© nobody".into(),
        builder: "test 1".into(),
    };
    Parts { header, categories, network, texts, backdrop: None }
}

fn add_edge(network: &mut Network, (from, to, inner, codes, street): &EdgeRecipe) {
    let count = network.nodes.len();
    let (from, to) = ((usize::from(*from) % count) as u32, (usize::from(*to) % count) as u32);
    let first_inner_point = network.inner_points.len() as u32;
    let mut point = network.nodes[from as usize];
    for &(dx, dy) in inner {
        point = Point { x: point.x + i32::from(dx), y: point.y + i32::from(dy) };
        network.inner_points.push(point);
    }
    let set = Attributes {
        class: Class::from_code(codes[0]).unwrap(),
        surface: Surface::from_code(codes[1]).unwrap(),
        level: Level::from_code(codes[2]).unwrap(),
        wheelchair: Wheelchair::from_code(codes[3]).unwrap(),
        one_way: OneWay::from_code(codes[4]).unwrap(),
        signals: codes[5] == 1,
        incline_percent: (i16::from(codes[6]) - 100) as i8,
    };
    let known = network.attribute_sets.iter().position(|&other| other == set);
    let attributes = known.unwrap_or_else(|| {
        network.attribute_sets.push(set);
        network.attribute_sets.len() - 1
    }) as u16;
    network.edges.push(Edge { from, to, first_inner_point, attributes, street: (*street).into() });
}

fn add_places(network: &mut Network, recipe: &Recipe, at: impl Fn(i16, i16) -> Point) {
    if network.edges.is_empty() || recipe.places.is_empty() {
        return;
    }
    let graph = yike::Graph::new(network.clone()).unwrap();
    let mut id_of_recipe = vec![None; recipe.places.len()];
    for &(edge, share, side_m, place) in &recipe.entrances {
        let edge = (usize::from(edge) % network.edges.len()) as u32;
        let place = usize::from(place) % recipe.places.len();
        let id = *id_of_recipe[place].get_or_insert_with(|| {
            let (dx, dy, osm, categories) = recipe.places[place];
            let id = network.places.len() as u32;
            let kind = [OsmKind::Node, OsmKind::Way, OsmKind::Relation][(osm % 3) as usize];
            network.places.push(Place {
                id,
                point: at(dx, dy),
                osm: (osm % 4 > 0).then_some(OsmId { kind, id: osm.max(1) }),
                categories: (0..3).filter(|bit| categories >> bit & 1 == 1).collect(),
            });
            id
        });
        let length_m = (f64::from(graph.length_mm(edge)) / 1000.0).round() as u32;
        network.entrances.push(Entrance {
            edge,
            offset_m: length_m * u32::from(share) / 255,
            side_m,
            place: id,
        });
    }
    network.entrances.sort();
}

fn texts(network: &Network) -> Texts {
    let street =
        |index| Names { local: format!("Rue {index}"), zh: String::new(), en: format!("Street {index}") };
    let place = |place: &Place| PlaceTexts {
        names: Names { local: format!("Place {}", place.id), ..Names::default() },
        opening_hours: if place.id.is_multiple_of(3) { "Mo-Fr 08:00-18:00".into() } else { String::new() },
        wheelchair: "yes".into(),
        phone: format!("+377 {}", place.id),
    };
    Texts {
        streets: (1..9).map(street).collect(),
        places: network.places.iter().map(place).collect(),
        pinyin: vec![('一', "yi".into()), ('刻', "ke".into())],
    }
}
