//! Small hand-drawn maps for tests. Positions are in grid units at the equator: `[x, y]`, about 1.1 m each.

use std::fmt::Write;

use yike::attributes::Attributes;
use yike::grid::{Grid, Point};
use yike::network::{Edge, Network};

use crate::extent::{Extent, ExtentSource};
use crate::osm::OsmData;
use crate::read_xml;

pub(crate) const EVERYWHERE: Extent =
    Extent { bbox: [-180.0, -90.0, 180.0, 90.0], source: ExtentSource::Asked };

pub(crate) fn grid() -> Grid {
    Grid::for_latitude(0.0)
}

/// Objects as OpenStreetMap's XML.
#[derive(Default)]
pub(crate) struct Drawing {
    nodes: String,
    ways: String,
    relations: String,
}

pub(crate) type TagList<'a> = &'a [(&'a str, &'a str)];

impl Drawing {
    pub fn node(mut self, id: i64, [x, y]: [i32; 2], tags: TagList) -> Self {
        let [lon, lat] = [x, y].map(|units| f64::from(units) / 1e5);
        let _ = write!(self.nodes, r#"<node id="{id}" lon="{lon:.5}" lat="{lat:.5}">{}</node>"#, xml(tags));
        self
    }

    /// A way and the nodes it needs, which get the way's id times 1000 and count up; a point equal to the first is that.
    pub fn line(mut self, id: i64, points: &[[i32; 2]], tags: TagList) -> Self {
        let mut refs = vec![];
        for (node, &point) in (id * 1000..).zip(points) {
            if !refs.is_empty() && point == points[0] {
                refs.push(id * 1000);
            } else {
                self = self.node(node, point, &[]);
                refs.push(node);
            }
        }
        self.way(id, &refs, tags)
    }

    pub fn way(mut self, id: i64, nodes: &[i64], tags: TagList) -> Self {
        let refs: String = nodes.iter().map(|node| format!(r#"<nd ref="{node}"/>"#)).collect();
        let _ = write!(self.ways, r#"<way id="{id}">{refs}{}</way>"#, xml(tags));
        self
    }

    pub fn relation(mut self, id: i64, ways: &[(&str, i64)], tags: TagList) -> Self {
        let members: String = ways
            .iter()
            .map(|(role, way)| format!(r#"<member type="way" ref="{way}" role="{role}"/>"#))
            .collect();
        let _ = write!(self.relations, r#"<relation id="{id}">{members}{}</relation>"#, xml(tags));
        self
    }

    pub fn read(&self) -> OsmData {
        let text = format!(r#"<osm version="0.6">{}{}{}</osm>"#, self.nodes, self.ways, self.relations);
        read_xml::read(text.as_bytes()).expect("the drawing is well-formed")
    }
}

fn xml(tags: TagList) -> String {
    tags.iter().map(|(key, value)| format!(r#"<tag k="{key}" v="{value}"/>"#)).collect()
}

/// A network of separate streets, one edge each, on the ground or as told.
pub(crate) fn network(streets: &[(&[[i32; 2]], Attributes)]) -> Network {
    let mut network = Network {
        grid: grid(),
        nodes: vec![],
        border_nodes: vec![],
        edges: vec![],
        inner_points: vec![],
        attribute_sets: vec![],
        places: vec![],
        entrances: vec![],
    };
    for (index, &(points, attributes)) in streets.iter().enumerate() {
        let points: Vec<Point> = points.iter().map(|&[x, y]| Point { x, y }).collect();
        let from = network.nodes.len() as u32;
        network.edges.push(Edge {
            from,
            to: from + 1,
            first_inner_point: network.inner_points.len() as u32,
            attributes: index as u16,
            street: 0,
        });
        network.nodes.extend([points[0], points[points.len() - 1]]);
        network.inner_points.extend(&points[1..points.len() - 1]);
        network.attribute_sets.push(attributes);
    }
    network
}
