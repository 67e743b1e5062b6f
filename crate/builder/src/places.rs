//! The places of an extract: every node, way and multipolygon that the table of categories knows.

use geo::{
    BoundingRect, Coord, Euclidean, InteriorPoint, InterpolateLine, Intersects, LineString, MultiPolygon,
    Rect,
};
use yike::grid::Grid;
use yike::network::{OsmId, OsmKind, PlaceTexts};

use crate::area::Rings;
use crate::categories::Categories;
use crate::extent::Extent;
use crate::names;
use crate::osm::{MISSING, OsmData, Tags};

/// A place that is not yet tied to the network.
#[derive(Debug, Clone)]
pub struct RawPlace {
    /// Its map object; `None` for one from an operator's own list.
    pub osm: Option<OsmId>,
    /// Indices into the table of categories, ascending, at least one.
    pub categories: Vec<u8>,
    /// Its names and other texts.
    pub texts: PlaceTexts,
    /// Its shape, in fractional grid units.
    pub shape: Shape,
    /// The doors and gates mapped on its outline or known to lead to it, in fractional grid units.
    pub doors: Vec<Coord>,
}

/// The shape of a place.
#[derive(Debug, Clone)]
pub enum Shape {
    /// A mere position.
    Point(Coord),
    /// A line, such as a street of shops.
    Line(LineString),
    /// Grounds, which one enters wherever a way leads in.
    Grounds(MultiPolygon),
    /// A building.
    Building(MultiPolygon),
}

impl Shape {
    /// The bounding box.
    pub fn extent(&self) -> Option<Rect> {
        match self {
            Self::Point(at) => Some(Rect::new(*at, *at)),
            Self::Line(line) => line.bounding_rect(),
            Self::Grounds(area) | Self::Building(area) => area.bounding_rect(),
        }
    }

    /// The area, of a shape that has one.
    pub fn area(&self) -> Option<&MultiPolygon> {
        match self {
            Self::Point(_) | Self::Line(_) => None,
            Self::Grounds(area) | Self::Building(area) => Some(area),
        }
    }

    /// A point of the shape that lies well inside it.
    pub fn inner_point(&self) -> Coord {
        match self {
            Self::Point(at) => *at,
            Self::Line(line) => {
                let middle = Euclidean.point_at_ratio_from_start(line, 0.5);
                middle.map_or_else(|| line.0[0], Coord::from)
            }
            Self::Grounds(area) | Self::Building(area) => {
                area.interior_point().map_or_else(|| area.0[0].exterior().0[0], Coord::from)
            }
        }
    }

    /// Whether the shape's bounding box touches that between two corners.
    fn touches(&self, low: Coord, high: Coord) -> bool {
        self.extent().is_some_and(|extent| extent.intersects(&Rect::new(low, high)))
    }
}

/// What was found in an extract.
#[derive(Debug, Clone, Default)]
pub struct Collected {
    /// The places: nodes, then ways, then relations, each ascending by id.
    pub places: Vec<RawPlace>,
    /// The entrances of stations, as places of the stations' category.
    pub station_entrances: Vec<RawPlace>,
    /// How many lie outside the extent.
    pub outside: usize,
    /// How many areas had to be left out because their outline is not in the extract as a whole.
    pub broken: usize,
}

/// Collects the places of an extract, in the units of a grid.
pub fn collect(data: &OsmData, categories: &Categories, grid: Grid, extent: &Extent) -> Collected {
    let mut collected = Collected::default();
    let position = |node: u32| Coord::from(grid.position(data.nodes.position(node)));
    let [low, high] = extent.corners(grid);
    let mut add = |kind: OsmKind, id: i64, found: Vec<u8>, tags: Tags<'_>, outline: Option<Outline>| {
        let Some(Outline { shape, doors }) = outline else {
            collected.broken += 1;
            return;
        };
        if !shape.touches(low, high) {
            collected.outside += 1;
            return;
        }
        // Objects that were never uploaded have negative ids, which mean nothing to anybody else.
        let osm = u64::try_from(id).ok().filter(|&id| id > 0).map(|id| OsmId { kind, id });
        let place = RawPlace { osm, categories: found, texts: texts(tags), shape, doors };
        let is_entrance = tags.is_any("railway", &["subway_entrance", "train_station_entrance"]);
        let list = if is_entrance { &mut collected.station_entrances } else { &mut collected.places };
        list.push(place);
    };
    for node in data.tagged_nodes() {
        let found = categories.of(node.tags);
        if !found.is_empty() {
            let outline = Outline { shape: Shape::Point(position(node.node)), doors: vec![] };
            add(OsmKind::Node, node.id, found, node.tags, Some(outline));
        }
    }
    for way in data.ways() {
        let found = categories.of(way.tags);
        if found.is_empty() {
            continue;
        }
        let open_line = || {
            let whole = way.nodes.len() >= 2 && !way.nodes.contains(&MISSING);
            let line = way.nodes.iter().map(|&node| position(node)).collect();
            whole.then_some(Outline { shape: Shape::Line(line), doors: vec![] })
        };
        let outline = if way.is_ring() {
            Rings::of_way(way).map(|rings| Outline::of(&rings, way.tags, data, grid))
        } else if way.nodes.contains(&MISSING) {
            None
        } else {
            open_line()
        };
        add(OsmKind::Way, way.id, found, way.tags, outline);
    }
    for relation in data.relations() {
        if !relation.tags.is("type", "multipolygon") {
            continue;
        }
        let found = categories.of(relation.tags);
        if !found.is_empty() {
            let rings = Rings::of_relation(data, relation);
            let outline = rings.map(|rings| Outline::of(&rings, relation.tags, data, grid));
            add(OsmKind::Relation, relation.id, found, relation.tags, outline);
        }
    }
    collected
}

struct Outline {
    shape: Shape,
    doors: Vec<Coord>,
}

impl Outline {
    fn of(rings: &Rings, tags: Tags<'_>, data: &OsmData, grid: Grid) -> Self {
        let polygons = rings.polygons(data, grid);
        let building = tags.get("building").is_some_and(|value| value != "no");
        let shape = if building { Shape::Building(polygons) } else { Shape::Grounds(polygons) };
        let mut nodes: Vec<u32> = rings.nodes().filter(|&node| is_door(data.node_tags(node))).collect();
        nodes.sort_unstable();
        nodes.dedup();
        let doors = nodes.iter().map(|&node| grid.position(data.nodes.position(node)).into()).collect();
        Self { shape, doors }
    }
}

/// Whether the public enters by this node of an outline.
fn is_door(tags: Tags<'_>) -> bool {
    const GATES: [&str; 10] = [
        "gate",
        "entrance",
        "kissing_gate",
        "swing_gate",
        "lift_gate",
        "turnstile",
        "full-height_turnstile",
        "stile",
        "cycle_barrier",
        "bollard",
    ];
    let closed = ["no", "emergency", "exit", "service", "garage", "staircase"];
    let entrance = match tags.get("entrance") {
        Some(value) => !closed.contains(&value),
        None => tags.is_any("barrier", &GATES) || tags.get("door").is_some_and(|value| value != "no"),
    };
    let access = tags.get("foot").or(tags.get("access"));
    entrance && !access.is_some_and(|value| ["no", "private"].contains(&value))
}

fn texts(tags: Tags<'_>) -> PlaceTexts {
    let text = |key: &str| tags.get(key).map(names::clean).unwrap_or_default();
    let phone = [text("phone"), text("contact:phone")].into_iter().find(|phone| !phone.is_empty());
    PlaceTexts {
        names: names::of(tags),
        opening_hours: text("opening_hours"),
        wheelchair: text("wheelchair"),
        phone: phone.unwrap_or_default(),
    }
}
