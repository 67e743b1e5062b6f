//! Crossings with traffic lights: where a walker waits.
//!
//! The map draws one crossing as a node where a footway meets the carriageway, as a way from kerb to kerb, or as both, and
//! may cut the way at the node. Each is to be waited for once, so exactly one segment of it is marked.

use std::collections::BTreeSet;

use yike::attributes::Class;

use crate::osm::{OsmData, Tags};
use crate::walk_network::Segment;

/// The crossings that are marked already.
#[derive(Debug, Default)]
pub(crate) struct Signals {
    marked_osm_nodes: BTreeSet<u32>,
}

impl Signals {
    /// Marks the segments of one way (in its order) on which a walker waits.
    ///
    /// Walking along a carriageway through its crossing is no crossing: only ways for walkers wait.
    pub fn mark(
        &mut self,
        data: &OsmData,
        way_tags: Tags,
        class: Class,
        osm_nodes: &[u32],
        segments: &mut [Segment],
    ) {
        let for_walkers = matches!(
            class,
            Class::Footway
                | Class::Path
                | Class::Pedestrian
                | Class::Cycleway
                | Class::Bridleway
                | Class::Steps
        );
        if !for_walkers || segments.is_empty() {
            return;
        }
        let is_crossing =
            ["footway", "path", "cycleway", "highway"].iter().any(|key| way_tags.is(key, "crossing"));
        let mut nodes = Vec::new();
        for (index, segment) in segments.iter().enumerate() {
            for (node, marked) in [(segment.from, index), (segment.to, index)] {
                let osm_node = osm_nodes[node as usize];
                if nodes.last().is_none_or(|&(last, _)| last != osm_node)
                    && has_signals(data.node_tags(osm_node))
                {
                    nodes.push((osm_node, marked));
                }
            }
        }
        if is_crossing {
            let by_way = nodes.is_empty() && has_signals(way_tags);
            let known = nodes.iter().any(|(osm_node, _)| self.marked_osm_nodes.contains(osm_node));
            if let Some(&(_, index)) = nodes.first().filter(|_| !known) {
                segments[index].attributes.signals = true;
            } else if by_way {
                segments[0].attributes.signals = true;
            }
            self.marked_osm_nodes.extend(nodes.iter().map(|&(osm_node, _)| osm_node));
        } else {
            for (osm_node, index) in nodes {
                if self.marked_osm_nodes.insert(osm_node) {
                    segments[index].attributes.signals = true;
                }
            }
        }
    }
}

fn has_signals(tags: Tags) -> bool {
    tags.is("crossing", "traffic_signals")
        || tags.is("crossing:signals", "yes")
        || tags.is("highway", "traffic_signals")
}
