//! The parts of a graph as plain columns: what the builder makes, the format stores and [`Graph`](crate::Graph) is
//! assembled from.

use crate::attributes::Attributes;
use crate::grid::{Grid, Point};

/// What a file says of itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Header {
    /// The name of the city or county, for people.
    pub name: String,
    /// The extent within which the data is complete: west, south, east, north in degrees.
    pub bbox: [f64; 4],
    /// The day of the data as `YYYY-MM-DD`; empty where the extract did not tell.
    pub data_date: String,
    /// Who must be named as the source, such as `© OpenStreetMap contributors`.
    pub attribution: String,
    /// Name and version of the program that built the file.
    pub builder: String,
}

/// One category of the file's own table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Category {
    /// The stable id in snake_case, such as `health_station`.
    pub id: String,
    /// The Chinese label.
    pub zh: String,
    /// The English label.
    pub en: String,
}

/// A street's name, or a place's: as written locally, and in Chinese and English where the map has them.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, PartialOrd, Ord)]
pub struct Names {
    /// The name as written on the spot; empty if none.
    pub local: String,
    /// The Chinese name; empty where it is not mapped or the local one is the same.
    pub zh: String,
    /// The English name; empty where it is not mapped or the local one is the same.
    pub en: String,
}

/// An edge: an undirected stretch of street between two nodes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edge {
    /// Index of the node where the geometry begins.
    pub from: u32,
    /// Index of the node where the geometry ends.
    pub to: u32,
    /// Where the inner points begin in [`Network::inner_points`]; they end where the next edge's begin.
    pub first_inner_point: u32,
    /// Index into [`Network::attribute_sets`].
    pub attributes: u16,
    /// 0 for a street without a name, else one more than the index into [`Texts::streets`].
    pub street: u32,
}

/// The kind of map object that a place was made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum OsmKind {
    /// A node.
    Node,
    /// A way.
    Way,
    /// A relation.
    Relation,
}

/// The identity of a place in OpenStreetMap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OsmId {
    /// Node, way or relation.
    pub kind: OsmKind,
    /// The object's id, at least 1 and below 2^53.
    pub id: u64,
}

/// A mapped facility: where it is and what it is. Its texts are in [`Texts::places`]. Every place of a file has at least one
/// [`Entrance`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The number of the place in the whole file: the index into [`Texts::places`]. In parts to be written it is the
    /// place's own index; the writer numbers places anew, in the order in which a walk along the streets meets them,
    /// and their texts with them.
    pub id: u32,
    /// Where a map shows it.
    pub point: Point,
    /// Its map object; `None` for a facility from an operator's own list.
    pub osm: Option<OsmId>,
    /// Indices into [`Parts::categories`], ascending, at least one.
    pub categories: Vec<u8>,
}

/// One way into a place: a point on an edge, and the straight walk from there. A place with several gates has several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entrance {
    /// Index of the edge.
    pub edge: u32,
    /// Metres along the edge's geometry from its `from` node, at most its length rounded to a metre. The writer turns
    /// edges round where that is shorter to code; the offset is then what is left of the rounded length.
    pub offset_m: u32,
    /// Metres of the straight walk between the edge and the entrance.
    pub side_m: u16,
    /// Index into [`Network::places`].
    pub place: u32,
}

/// The walkable network and the places on it: of a whole file, or of the blocks that were decoded.
#[derive(Debug, Clone, PartialEq)]
pub struct Network {
    /// The coordinate grid.
    pub grid: Grid,
    /// Positions of the nodes.
    pub nodes: Vec<Point>,
    /// Indices of the nodes at which the data ends but the street may go on, ascending.
    pub border_nodes: Vec<u32>,
    /// The edges.
    pub edges: Vec<Edge>,
    /// Inner points of all edges, edge by edge, from `from` to `to` without those two.
    pub inner_points: Vec<Point>,
    /// The distinct combinations of attributes.
    pub attribute_sets: Vec<Attributes>,
    /// The places, ascending by id.
    pub places: Vec<Place>,
    /// The entrances, ascending by edge, then offset.
    pub entrances: Vec<Entrance>,
}

/// The texts of one place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PlaceTexts {
    /// Its names.
    pub names: Names,
    /// `opening_hours` as tagged; empty if none.
    pub opening_hours: String,
    /// `wheelchair` as tagged; empty if none.
    pub wheelchair: String,
    /// Telephone number as tagged; empty if none.
    pub phone: String,
}

/// The texts of a file, which arrive after the network and only when somebody asks for them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Texts {
    /// The names of streets.
    pub streets: Vec<Names>,
    /// The texts of places, by place id.
    pub places: Vec<PlaceTexts>,
    /// The pronunciation of each Chinese character in the names above, in pinyin without tones, ascending by character.
    pub pinyin: Vec<(char, String)>,
}

/// What a backdrop shape shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum BackdropKind {
    /// A water area.
    Water,
    /// A park, wood or other green area.
    Green,
    /// A building.
    Building,
    /// A river or stream as a line.
    Waterway,
    /// A railway as a line.
    Railway,
    /// The sea's edge as a line, with the water on its right-hand side.
    Coastline,
}

/// The shapes drawn behind the rings: flat columns, one entry of `kinds` per shape.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Backdrop {
    /// What each shape shows.
    pub kinds: Vec<BackdropKind>,
    /// Where each shape's points end in `points`. Areas are closed rings without the repeated last point; a hole is a
    /// ring of the opposite orientation (clockwise) right after its outer ring (counter-clockwise).
    pub ends: Vec<u32>,
    /// All points.
    pub points: Vec<Point>,
}

/// Everything a graph file holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Parts {
    /// What the file says of itself.
    pub header: Header,
    /// The table of categories, at most 255.
    pub categories: Vec<Category>,
    /// The network.
    pub network: Network,
    /// Names and other texts.
    pub texts: Texts,
    /// The backdrop; `None` where the builder was told to leave it out.
    pub backdrop: Option<Backdrop>,
}
