//! An OpenStreetMap extract in memory: nodes, ways and relations with their tags.
//!
//! Objects are ascending by id. Ways and relations refer to other objects by their index here; a reference to an object
//! that the extract does not hold is [`MISSING`].

use yike::grid::LonLat;

use crate::strings::Strings;

/// Stands for a referenced object that the extract does not hold.
pub const MISSING: u32 = u32::MAX;

/// A whole extract.
#[derive(Debug, Clone, Default)]
pub struct OsmData {
    /// The extent that the file's header states: west, south, east, north in degrees.
    pub header_bbox: Option<[f64; 4]>,
    /// The day of the data as `YYYY-MM-DD`, from the header or else of the newest object; empty if neither tells.
    pub data_date: String,
    /// All nodes, tagged or not.
    pub nodes: Nodes,
    pub(crate) strings: Strings,
    pub(crate) tags: Vec<[u32; 2]>,
    pub(crate) tagged_nodes: Vec<TaggedNodeRow>,
    pub(crate) ways: Vec<Row>,
    pub(crate) way_nodes: Vec<u32>,
    pub(crate) relations: Vec<Row>,
    pub(crate) members: Vec<Member>,
}

/// Positions of all nodes as columns, ascending by id.
#[derive(Debug, Clone, Default)]
pub struct Nodes {
    /// The ids; those of objects not yet uploaded are negative.
    pub ids: Vec<i64>,
    /// Longitudes in units of 1e-7 degrees.
    pub lon_e7: Vec<i32>,
    /// Latitudes in units of 1e-7 degrees.
    pub lat_e7: Vec<i32>,
}

impl Nodes {
    /// Number of nodes.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there is no node.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// The index of the node with this id.
    pub fn index_of(&self, id: i64) -> Option<u32> {
        self.ids.binary_search(&id).ok().map(|index| index as u32)
    }

    /// Where the node with this index lies.
    pub fn position(&self, index: u32) -> LonLat {
        LonLat {
            lon: f64::from(self.lon_e7[index as usize]) / 1e7,
            lat: f64::from(self.lat_e7[index as usize]) / 1e7,
        }
    }
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct TaggedNodeRow {
    pub node: u32,
    pub first_tag: u32,
    pub tag_count: u32,
}

/// A way or relation: its id, its tags, and its node references or members.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row {
    pub id: i64,
    pub first_tag: u32,
    pub tag_count: u32,
    pub first_ref: u32,
    pub ref_count: u32,
}

impl Row {
    fn tags(self) -> std::ops::Range<usize> {
        self.first_tag as usize..(self.first_tag + self.tag_count) as usize
    }

    fn refs(self) -> std::ops::Range<usize> {
        self.first_ref as usize..(self.first_ref + self.ref_count) as usize
    }
}

/// The kind of a relation's member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MemberKind {
    /// A node.
    Node,
    /// A way.
    Way,
    /// A relation.
    Relation,
}

/// A member of a relation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Member {
    /// What it is.
    pub kind: MemberKind,
    /// Its index among [`OsmData::nodes`], [`OsmData::ways`] or [`OsmData::relations`], or [`MISSING`].
    pub index: u32,
    pub(crate) role: u32,
}

/// The tags of one object.
#[derive(Debug, Clone, Copy)]
pub struct Tags<'a> {
    strings: &'a Strings,
    pairs: &'a [[u32; 2]],
}

impl<'a> Tags<'a> {
    /// The value of a key.
    pub fn get(self, key: &str) -> Option<&'a str> {
        self.iter().find(|&(found, _)| found == key).map(|(_, value)| value)
    }

    /// Whether the key has exactly this value.
    pub fn is(self, key: &str, value: &str) -> bool {
        self.get(key) == Some(value)
    }

    /// Whether the key has one of these values.
    pub fn is_any(self, key: &str, values: &[&str]) -> bool {
        self.get(key).is_some_and(|value| values.contains(&value))
    }

    /// All keys with their values.
    pub fn iter(self) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.pairs.iter().map(move |&[key, value]| (self.strings.text(key), self.strings.text(value)))
    }

    /// Whether there is no tag.
    pub fn is_empty(self) -> bool {
        self.pairs.is_empty()
    }
}

/// A node that has tags.
#[derive(Debug, Clone, Copy)]
pub struct TaggedNode<'a> {
    /// The id.
    pub id: i64,
    /// Its index in [`OsmData::nodes`].
    pub node: u32,
    /// Its tags.
    pub tags: Tags<'a>,
}

/// A way.
#[derive(Debug, Clone, Copy)]
pub struct Way<'a> {
    /// The id.
    pub id: i64,
    /// Indices into [`OsmData::nodes`], or [`MISSING`].
    pub nodes: &'a [u32],
    /// Its tags.
    pub tags: Tags<'a>,
}

impl Way<'_> {
    /// Whether the way ends where it begins and encloses something: at least three distinct stretches, none missing.
    pub fn is_ring(&self) -> bool {
        self.nodes.len() >= 4 && self.nodes.first() == self.nodes.last() && !self.nodes.contains(&MISSING)
    }
}

/// A relation.
#[derive(Debug, Clone, Copy)]
pub struct Relation<'a> {
    /// The id.
    pub id: i64,
    /// The members in order.
    pub members: &'a [Member],
    /// Its tags.
    pub tags: Tags<'a>,
}

impl OsmData {
    fn tags(&self, range: std::ops::Range<usize>) -> Tags<'_> {
        Tags { strings: &self.strings, pairs: &self.tags[range] }
    }

    /// The nodes that have tags, ascending by id.
    pub fn tagged_nodes(&self) -> impl ExactSizeIterator<Item = TaggedNode<'_>> {
        self.tagged_nodes.iter().map(|row| TaggedNode {
            id: self.nodes.ids[row.node as usize],
            node: row.node,
            tags: self.tags(row.first_tag as usize..(row.first_tag + row.tag_count) as usize),
        })
    }

    /// The tags of the node with this index; empty for most.
    pub fn node_tags(&self, node: u32) -> Tags<'_> {
        let range = match self.tagged_nodes.binary_search_by_key(&node, |row| row.node) {
            Ok(found) => {
                let row = self.tagged_nodes[found];
                row.first_tag as usize..(row.first_tag + row.tag_count) as usize
            }
            Err(_) => 0..0,
        };
        self.tags(range)
    }

    /// Number of ways.
    pub fn way_count(&self) -> usize {
        self.ways.len()
    }

    /// The way with this index.
    pub fn way(&self, index: u32) -> Way<'_> {
        let row = self.ways[index as usize];
        Way { id: row.id, nodes: &self.way_nodes[row.refs()], tags: self.tags(row.tags()) }
    }

    /// All ways, ascending by id.
    pub fn ways(&self) -> impl ExactSizeIterator<Item = Way<'_>> {
        (0..self.ways.len() as u32).map(|index| self.way(index))
    }

    /// The relation with this index.
    pub fn relation(&self, index: u32) -> Relation<'_> {
        let row = self.relations[index as usize];
        Relation { id: row.id, members: &self.members[row.refs()], tags: self.tags(row.tags()) }
    }

    /// All relations, ascending by id.
    pub fn relations(&self) -> impl ExactSizeIterator<Item = Relation<'_>> {
        (0..self.relations.len() as u32).map(|index| self.relation(index))
    }

    /// A member's role, such as `outer`.
    pub fn role(&self, member: Member) -> &str {
        self.strings.text(member.role)
    }
}
