//! The walkable network as the map draws it: one straight segment between any two neighbouring nodes of a walkable way.

use std::collections::{BTreeMap, HashMap};

use yike::attributes::{Attributes, Class, OneWay};
use yike::grid::LonLat;
use yike::network::Names;

use crate::extent::{Extent, ExtentSource};
use crate::names;
use crate::osm::{MISSING, OsmData, Way};
use crate::signals::Signals;
use crate::walk_areas::{AreaCounts, add_areas};
use crate::walkable::{Refusal, is_blocked, walkable_class};
use crate::way_attributes::attributes;

/// A dead end this near to the edge of an extract that was cropped to its box, in metres, may be a street that was cut.
const MAX_CUT_STRETCH_M: f64 = 200.0;

/// The uncontracted walkable network. Nodes and segments that end up in no large enough component are in it, too.
#[derive(Debug, Clone, Default)]
pub struct WalkNetwork {
    /// For each node, the index of its map node in `OsmData::nodes`. A map node that stops walkers (a closed gate) appears
    /// once for every stretch of way that ends at it, so that nobody passes.
    pub osm_nodes: Vec<u32>,
    /// Where each node lies.
    pub positions: Vec<LonLat>,
    /// Straight stretches of way.
    pub segments: Vec<Segment>,
    /// Nodes at which the data ends but the street may go on, ascending.
    pub border_nodes: Vec<u32>,
    /// The distinct names of streets, in the order of first use.
    pub streets: Vec<Names>,
    node_of_osm: Vec<u32>,
    /// Whether each map node stops walkers.
    blocked: Vec<bool>,
    numbers: HashMap<Names, u32>,
}

/// A straight stretch of way between two neighbouring nodes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment {
    /// The node it begins at.
    pub from: u32,
    /// The node it ends at.
    pub to: u32,
    /// Its attributes, direction as from `from` to `to`.
    pub attributes: Attributes,
    /// 0 without a name, else one more than the index into [`WalkNetwork::streets`].
    pub street: u32,
}

/// How many ways and nodes were used or not, and why.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WayCounts {
    /// Ways that are walked.
    pub walked: usize,
    /// Ways that look like streets and are not walked.
    pub refused: BTreeMap<Refusal, usize>,
    /// References of walked ways to nodes that the extract does not hold.
    pub missing_nodes: usize,
    /// Stretches of walked ways outside the extent.
    pub outside: usize,
    /// Nodes that stop a walker.
    pub blocked_nodes: usize,
    /// Walkable areas.
    pub areas: AreaCounts,
}

impl WalkNetwork {
    /// The network of all walkable ways that touch the extent, and unless `with_areas` is false the outlines of walkable
    /// areas and the lines across them. Ways that leave the extent keep one node beyond it.
    pub fn new(data: &OsmData, extent: &Extent, with_areas: bool) -> (Self, WayCounts) {
        let mut network = Self {
            node_of_osm: vec![MISSING; data.nodes.len()],
            blocked: vec![false; data.nodes.len()],
            ..Self::default()
        };
        for tagged in data.tagged_nodes().filter(|tagged| is_blocked(tagged.tags)) {
            network.blocked[tagged.node as usize] = true;
        }
        let mut counts = WayCounts::default();
        let mut signals = Signals::default();
        for way in data.ways() {
            let class = match walkable_class(way.tags) {
                Some(Ok(class)) => class,
                Some(Err(refusal)) => {
                    *counts.refused.entry(refusal).or_default() += 1;
                    continue;
                }
                None => continue,
            };
            counts.walked += 1;
            let attributes = attributes(class, way.tags);
            let street = network.street(names::of(way.tags));
            let first_segment = network.segments.len();
            network.add_way(data, extent, way, (attributes, street), &mut counts);
            let added = first_segment..network.segments.len();
            signals.mark(data, way.tags, class, &network.osm_nodes, &mut network.segments[added]);
        }
        if with_areas {
            counts.areas = add_areas(&mut network, data, extent, &mut counts);
        }
        network.drop_repetitions();
        if network.border_nodes.is_empty() && extent.source != ExtentSource::Asked {
            network.border_nodes = network.dead_ends_near_edge(extent);
        }
        network.border_nodes.sort_unstable();
        network.border_nodes.dedup();
        counts.blocked_nodes = network
            .blocked
            .iter()
            .zip(&network.node_of_osm)
            .filter(|&(&blocked, &node)| blocked && node != MISSING)
            .count();
        (network, counts)
    }

    /// Adds the stretches of a way that touch the extent.
    pub(crate) fn add_way(
        &mut self,
        data: &OsmData,
        extent: &Extent,
        way: Way,
        (attributes, street): (Attributes, u32),
        counts: &mut WayCounts,
    ) {
        counts.missing_nodes += way.nodes.iter().filter(|&&node| node == MISSING).count();
        for (index, pair) in way.nodes.windows(2).enumerate() {
            let &[a, b] = pair else { continue };
            if a == MISSING || b == MISSING || a == b {
                continue;
            }
            let [at_a, at_b] = [a, b].map(|node| data.nodes.position(node));
            if !extent.touches(at_a, at_b) {
                counts.outside += 1;
                continue;
            }
            let [from, to] = [a, b].map(|node| self.node(data, node));
            let beside_missing = |index: Option<usize>| {
                index.and_then(|index| way.nodes.get(index)).is_some_and(|&node| node == MISSING)
            };
            if !extent.contains(at_a) || beside_missing(index.checked_sub(1)) {
                self.border_nodes.push(from);
            }
            if !extent.contains(at_b) || beside_missing(Some(index + 2)) {
                self.border_nodes.push(to);
            }
            self.segments.push(Segment { from, to, attributes, street });
        }
    }

    /// Leaves one of the segments between two nodes that walk alike, unless it takes two to keep two names: areas side by side share
    /// part of their outlines, and what is a line across one may be the outline of another.
    fn drop_repetitions(&mut self) {
        let mut kept: Vec<Segment> = Vec::with_capacity(self.segments.len());
        let mut alike: HashMap<(u32, u32, Attributes), Vec<usize>> = HashMap::new();
        for &segment in &self.segments {
            let Segment { from, to, attributes, street } = segment;
            // Only steps are walked differently from other classes.
            let class = if attributes.class == Class::Steps { Class::Steps } else { Class::Footway };
            let of_class = Attributes { class, ..attributes };
            let key = if from < to { (from, to, of_class) } else { (to, from, reversed(of_class)) };
            let others = alike.entry(key).or_default();
            let is_line = attributes.class == Class::Crossing;
            let has_name = |other: &Segment| is_line || street == 0 || [0, street].contains(&other.street);
            match others.iter().find(|&&other| has_name(&kept[other])) {
                Some(&other) if kept[other].street == 0 => kept[other].street = street,
                Some(_) => {}
                None => {
                    others.push(kept.len());
                    kept.push(segment);
                }
            }
        }
        self.segments = kept;
    }

    /// Where streets seem to be cut: an extract that neither keeps ways whole nor leaves references behind has taken away
    /// all that is beyond its edge, and its streets end a stretch before it.
    fn dead_ends_near_edge(&self, extent: &Extent) -> Vec<u32> {
        let degrees = self.degrees();
        (0..degrees.len() as u32)
            .filter(|&node| degrees[node as usize] == 1)
            .filter(|&node| extent.metres_to_edge(self.positions[node as usize]) < MAX_CUT_STRETCH_M)
            .collect()
    }

    /// How many segments meet at each node.
    pub(crate) fn degrees(&self) -> Vec<u32> {
        let mut degrees = vec![0; self.osm_nodes.len()];
        for node in self.segments.iter().flat_map(|segment| [segment.from, segment.to]) {
            degrees[node as usize] += 1;
        }
        degrees
    }

    /// The node of a map node, which is added if it is new; a blocked one is new every time.
    fn node(&mut self, data: &OsmData, osm_node: u32) -> u32 {
        let known = self.node_of_osm[osm_node as usize];
        if known != MISSING && !self.blocked[osm_node as usize] {
            return known;
        }
        let node = self.osm_nodes.len() as u32;
        self.osm_nodes.push(osm_node);
        self.positions.push(data.nodes.position(osm_node));
        self.node_of_osm[osm_node as usize] = node;
        node
    }

    /// The node of the map node with this index, if it lies on a walkable way and lets walkers pass.
    pub fn node_of_osm(&self, osm_node: u32) -> Option<u32> {
        let node = *self.node_of_osm.get(osm_node as usize)?;
        (node != MISSING && !self.blocked[osm_node as usize]).then_some(node)
    }

    /// The number of a street's names; 0 if it has none.
    pub(crate) fn street(&mut self, names: Names) -> u32 {
        if names == Names::default() {
            return 0;
        }
        if let Some(&number) = self.numbers.get(&names) {
            return number;
        }
        self.streets.push(names.clone());
        let number = self.streets.len() as u32;
        self.numbers.insert(names, number);
        number
    }
}

/// Attributes as seen by somebody who walks the other way.
pub fn reversed(attributes: Attributes) -> Attributes {
    Attributes {
        one_way: match attributes.one_way {
            OneWay::Both => OneWay::Both,
            OneWay::Forward => OneWay::Backward,
            OneWay::Backward => OneWay::Forward,
        },
        incline_percent: -attributes.incline_percent,
        ..attributes
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::{Drawing, EVERYWHERE, TagList};

    /// Ids of the map nodes at which the data ends, and the number of segments.
    fn borders(drawing: &Drawing, extent: &Extent) -> (Vec<i64>, usize) {
        let data = drawing.read();
        let (network, _) = WalkNetwork::new(&data, extent, true);
        let id = |&node: &u32| data.nodes.ids[network.osm_nodes[node as usize] as usize];
        (network.border_nodes.iter().map(id).collect(), network.segments.len())
    }

    fn street(nodes: &[i64]) -> Drawing {
        (1..=6).fold(Drawing::default(), |drawing, id| drawing.node(id, [id as i32 * 1000, 0], &[])).way(
            1,
            nodes,
            &[("highway", "path")],
        )
    }

    #[test]
    fn what_is_drawn_twice_is_walked_once_and_keeps_its_name() {
        let segments = |tags: [TagList; 2]| {
            let data = street(&[1, 2, 3, 4, 5, 6]).way(2, &[3, 2], tags[0]).way(3, &[2, 3], tags[1]).read();
            let (network, _) = WalkNetwork::new(&data, &EVERYWHERE, true);
            let names = network.segments.iter().map(|segment| segment.street).collect::<Vec<_>>();
            (network.segments.len(), names)
        };
        let path = ("highway", "path");
        assert_eq!(segments([&[path], &[("highway", "footway")]]), (5, vec![0; 5]));
        assert_eq!(segments([&[path, ("name", "A")], &[path]]), (5, vec![0, 1, 0, 0, 0]));
        assert_eq!(segments([&[path, ("name", "A")], &[path, ("name", "B")]]).0, 6);
        assert_eq!(segments([&[path, ("surface", "sand")], &[("highway", "steps")]]).0, 7);
        let downhill: TagList = &[path, ("oneway:foot", "yes")];
        assert_eq!(segments([downhill, downhill]).0, 7);
    }

    #[test]
    fn a_street_goes_on_where_nodes_are_missing() {
        assert_eq!(borders(&street(&[1, 2, 3, 99, 5, 6]), &EVERYWHERE), (vec![3, 5], 3));
        assert_eq!(borders(&street(&[98, 2, 3, 4]), &EVERYWHERE), (vec![2], 2));
        let data = street(&[98, 1, 2, 99, 3]).read();
        assert_eq!(WalkNetwork::new(&data, &EVERYWHERE, true).1.missing_nodes, 2);
    }

    #[test]
    fn a_street_that_leaves_the_extent_keeps_one_node_beyond() {
        let extent = Extent { bbox: [0.025, -1.0, 0.045, 1.0], source: ExtentSource::Asked };
        assert_eq!(borders(&street(&[1, 2, 3, 4, 5, 6]), &extent), (vec![2, 5], 3));
    }

    #[test]
    fn streets_of_a_cropped_extract_end_just_before_its_edge() {
        let extent = Extent { bbox: [0.0085, -1.0, 1.0, 1.0], source: ExtentSource::Header };
        assert_eq!(borders(&street(&[1, 2, 3, 4, 5, 6]), &extent), (vec![1], 5));
        let asked = Extent { source: ExtentSource::Asked, ..extent };
        assert_eq!(borders(&street(&[1, 2, 3, 4, 5, 6]), &asked), (vec![], 5));
    }
}
