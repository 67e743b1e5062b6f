//! The rings that bound an area: of a closed way, or put together from the member ways of a multipolygon relation.

use std::collections::BTreeMap;

use geo::{Coord, Intersects, LineString, MultiPolygon, Point, Polygon};
use yike::grid::Grid;

use crate::osm::{MISSING, MemberKind, OsmData, Relation, Way};

/// Closed rings of node indices; the first node of each is also its last.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rings {
    /// The rings around the area's parts.
    pub outer: Vec<Vec<u32>>,
    /// The rings around its holes.
    pub inner: Vec<Vec<u32>>,
}

impl Rings {
    /// The ring of a closed way; `None` for a way that is open or clipped.
    pub fn of_way(way: Way<'_>) -> Option<Self> {
        way.is_ring().then(|| Self { outer: vec![way.nodes.to_vec()], inner: vec![] })
    }

    /// The rings of a multipolygon. Member ways that do not close, since the extract was clipped or the mapping is
    /// broken, are left out; `None` if no outer ring is whole.
    pub fn of_relation(data: &OsmData, relation: Relation<'_>) -> Option<Self> {
        let mut ways = [vec![], vec![]];
        for &member in relation.members {
            if member.kind == MemberKind::Way && member.index != MISSING {
                let hole = usize::from(data.role(member) == "inner");
                ways[hole].push(data.way(member.index).nodes);
            }
        }
        let [outer, inner] = ways.map(|ways| close(&ways));
        (!outer.is_empty()).then_some(Self { outer, inner })
    }

    /// All nodes on the rings, in order, each closing node twice.
    pub fn nodes(&self) -> impl Iterator<Item = u32> + '_ {
        self.outer.iter().chain(&self.inner).flatten().copied()
    }

    /// The area in fractional grid units. A hole goes to the first part that its first node lies in.
    pub fn polygons(&self, data: &OsmData, grid: Grid) -> MultiPolygon {
        let line = |ring: &Vec<u32>| -> LineString {
            ring.iter().map(|&node| Coord::from(grid.position(data.nodes.position(node)))).collect()
        };
        let mut polygons: Vec<Polygon> =
            self.outer.iter().map(|ring| Polygon::new(line(ring), vec![])).collect();
        for hole in self.inner.iter().map(line) {
            let Some(&first) = hole.0.first() else { continue };
            let around = |polygon: &&mut Polygon| polygon.intersects(&Point(first));
            if let Some(polygon) = polygons.iter_mut().find(around) {
                polygon.interiors_push(hole);
            }
        }
        MultiPolygon(polygons)
    }
}

/// Joins ways end to end into closed rings.
fn close(ways: &[&[u32]]) -> Vec<Vec<u32>> {
    let whole: Vec<&[u32]> =
        ways.iter().copied().filter(|nodes| nodes.len() >= 2 && !nodes.contains(&MISSING)).collect();
    let mut ways_at_end: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (way, nodes) in whole.iter().enumerate() {
        for end in [nodes[0], nodes[nodes.len() - 1]] {
            ways_at_end.entry(end).or_default().push(way);
        }
    }
    let mut used = vec![false; whole.len()];
    let mut rings = vec![];
    for first in 0..whole.len() {
        if used[first] {
            continue;
        }
        used[first] = true;
        let mut ring = whole[first].to_vec();
        while ring[0] != ring[ring.len() - 1] {
            let end = ring[ring.len() - 1];
            let Some(next) = ways_at_end[&end].iter().copied().find(|&way| !used[way]) else { break };
            used[next] = true;
            if whole[next][0] == end {
                ring.extend(&whole[next][1..]);
            } else {
                ring.extend(whole[next].iter().rev().skip(1));
            }
        }
        if ring.len() >= 4 && ring[0] == ring[ring.len() - 1] {
            rings.push(ring);
        }
    }
    rings
}
