//! Walkable areas, such as squares and platforms, which a walker crosses in straight lines.
//!
//! On the map an area is only its outline; a router that keeps to it sends people around the square. So entrances (nodes
//! that other walkable ways share with the outline, and ways that end inside) are joined by straight lines across.

use yike::attributes::{Attributes, Class, OneWay};
use yike::grid::Grid;

use crate::area::Rings;
use crate::extent::Extent;
use crate::names;
use crate::osm::{MISSING, MemberKind, OsmData, Relation, Tags, Way};
use crate::sight_lines::{Ground, Ring, sight_lines};
use crate::visibility::{Bounded, EvenPoint, MAX_COORDINATE};
use crate::walk_network::{Segment, WalkNetwork, WayCounts};
use crate::walkable::walkable_class;
use crate::way_attributes::attributes;

/// How many areas were found and what came of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AreaCounts {
    /// Areas crossed by at least one line.
    pub crossed: usize,
    /// Lines across areas.
    pub lines: usize,
    /// Areas with at most one entrance, or whose outline gives every walk already.
    pub plain: usize,
    /// Areas whose outline is not whole in the extract.
    pub broken: usize,
}

/// A walkable area.
struct WalkArea {
    rings: Rings,
    attributes: Attributes,
    street: u32,
}

/// Adds to a network the outlines of areas that no walkable way draws, and the lines across all areas.
pub(crate) fn add_areas(
    network: &mut WalkNetwork,
    data: &OsmData,
    extent: &Extent,
    way_counts: &mut WayCounts,
) -> AreaCounts {
    let mut counts = AreaCounts::default();
    let areas = areas(network, data, extent, (way_counts, &mut counts));
    let degrees = network.degrees();
    let mut dead_ends: Vec<u32> = (0..degrees.len() as u32)
        .filter(|&node| {
            degrees[node as usize] == 1 && network.node_of_osm(network.osm_nodes[node as usize]).is_some()
        })
        .collect();
    let longitude = |node: u32| network.positions[node as usize].lon;
    dead_ends.sort_by(|&a, &b| longitude(a).total_cmp(&longitude(b)));
    let mut lines = Vec::new();
    for area in &areas {
        let across = lines_across(area, network, data, &degrees, &dead_ends);
        if across.is_empty() {
            counts.plain += 1;
        } else {
            counts.crossed += 1;
            counts.lines += across.len();
        }
        lines.extend(across);
    }
    network.segments.extend(lines);
    counts
}

/// Finds the areas and draws the outlines of those that have none of their own.
fn areas(
    network: &mut WalkNetwork,
    data: &OsmData,
    extent: &Extent,
    (way_counts, counts): (&mut WayCounts, &mut AreaCounts),
) -> Vec<WalkArea> {
    let mut areas = Vec::new();
    let mut in_relation = vec![false; data.way_count()];
    for relation in data.relations().filter(|relation| relation.tags.is("type", "multipolygon")) {
        let Some((class, tags)) = class_of_relation(data, relation) else { continue };
        for member in relation.members.iter().filter(|member| member.kind == MemberKind::Way) {
            if member.index != MISSING && data.role(*member) != "inner" {
                in_relation[member.index as usize] = true;
            }
        }
        let Some(rings) = Rings::of_relation(data, relation) else {
            counts.broken += 1;
            continue;
        };
        let area = WalkArea {
            rings,
            attributes: area_attributes(class, tags),
            street: network.street(names::of(tags)),
        };
        for member in relation.members.iter().filter(|member| member.kind == MemberKind::Way) {
            if member.index != MISSING {
                let way = data.way(member.index);
                if !matches!(walkable_class(way.tags), Some(Ok(_))) {
                    let walked_as = (area.attributes, area.street);
                    network.add_way(data, extent, way, walked_as, way_counts);
                }
            }
        }
        areas.push(area);
    }
    for (way, _) in data.ways().zip(in_relation).filter(|&(_, in_relation)| !in_relation) {
        let Some(class) = class_of_area_way(way) else { continue };
        match Rings::of_way(way) {
            Some(rings) => areas.push(WalkArea {
                rings,
                attributes: area_attributes(class, way.tags),
                street: network.street(names::of(way.tags)),
            }),
            None => counts.broken += 1,
        }
    }
    areas
}

/// The class of a closed way that is an area: of a street with `area=yes`, a square, or a platform.
fn class_of_area_way(way: Way) -> Option<Class> {
    let class = walkable_class(way.tags)?.ok()?;
    let closed = way.nodes.len() >= 4 && way.nodes.first() == way.nodes.last();
    let implied = class == Class::Platform || (class == Class::Pedestrian && way.tags.is("place", "square"));
    let area = way.tags.is("area", "yes") || (implied && !way.tags.is("area", "no"));
    (closed && area).then_some(class)
}

/// The class of a multipolygon that is a walkable area, with the tags that say so: its own, or in an older style of mapping
/// those of an outer way.
fn class_of_relation<'a>(data: &'a OsmData, relation: Relation<'a>) -> Option<(Class, Tags<'a>)> {
    if let Some(class) = walkable_class(relation.tags) {
        return class.ok().map(|class| (class, relation.tags));
    }
    relation
        .members
        .iter()
        .filter(|member| {
            member.kind == MemberKind::Way && member.index != MISSING && data.role(**member) != "inner"
        })
        .map(|member| data.way(member.index))
        .find_map(|way| class_of_area_way(way).map(|class| (class, way.tags)))
}

fn area_attributes(class: Class, tags: Tags) -> Attributes {
    Attributes { one_way: OneWay::Both, incline_percent: 0, ..attributes(class, tags) }
}

/// The straight walks across one area.
fn lines_across(
    area: &WalkArea,
    network: &WalkNetwork,
    data: &OsmData,
    degrees: &[u32],
    dead_ends: &[u32],
) -> Vec<Segment> {
    let mut osm_nodes: Vec<u32> = area.rings.nodes().collect();
    osm_nodes.sort_unstable();
    osm_nodes.dedup();
    let Some(origin) = osm_nodes.first().map(|&node| at_e7(data, node)) else { return Vec::new() };
    let even = |at: [i64; 2]| [(at[0] - origin[0]) * 2, (at[1] - origin[1]) * 2];
    let mut points: Vec<EvenPoint> = osm_nodes.iter().map(|&node| even(at_e7(data, node))).collect();
    if points.iter().flatten().any(|coordinate| coordinate.abs() > MAX_COORDINATE) {
        return Vec::new();
    }
    let rings: Vec<Ring> = [(&area.rings.outer, false), (&area.rings.inner, true)]
        .into_iter()
        .flat_map(|(rings, is_hole)| rings.iter().map(move |ring| (ring, is_hole)))
        .map(|(ring, is_hole)| Ring {
            points: ring.iter().filter_map(|node| osm_nodes.binary_search(node).ok()).collect(),
            is_hole,
        })
        .collect();

    // Each time a ring passes a node, two of the segments there are its own.
    let mut own = vec![0u32; points.len()];
    for pair in rings.iter().flat_map(|ring| ring.points.windows(2)) {
        own[pair[0]] += 1;
        own[pair[1]] += 1;
    }
    let mut nodes: Vec<Option<u32>> = osm_nodes.iter().map(|&node| network.node_of_osm(node)).collect();
    let mut entrances: Vec<usize> = (0..points.len())
        .filter(|&point| nodes[point].is_some_and(|node| degrees[node as usize] > own[point]))
        .collect();

    let outline: Vec<Vec<EvenPoint>> =
        rings.iter().map(|ring| ring.points.iter().map(|&point| points[point]).collect()).collect();
    let bounded = Bounded::new(outline.iter().map(Vec::as_slice));
    for &node in dead_ends_between(network, data, dead_ends, &osm_nodes) {
        let osm_node = network.osm_nodes[node as usize];
        let at = even(at_e7(data, osm_node));
        if osm_nodes.binary_search(&osm_node).is_err()
            && at.iter().all(|coordinate| coordinate.abs() <= MAX_COORDINATE)
            && bounded.holds(at)
        {
            entrances.push(points.len());
            points.push(at);
            nodes.push(Some(node));
        }
    }

    let latitude = data.nodes.position(osm_nodes[0]).lat;
    let grid = Grid::for_latitude(latitude);
    let scale = grid.scale_at(latitude * yike::grid::LAT_UNITS_PER_DEGREE);
    let units_per_degree = 2e7;
    let scale = yike::grid::Scale {
        x_m: scale.x_m * f64::from(grid.lon_units_per_degree()) / units_per_degree,
        y_m: scale.y_m * yike::grid::LAT_UNITS_PER_DEGREE / units_per_degree,
    };
    let attributes = Attributes { class: Class::Crossing, ..area.attributes };
    sight_lines(&Ground { points: &points, rings: &rings, entrances: &entrances, scale })
        .into_iter()
        .filter_map(|[a, b]| {
            Some(Segment { from: nodes[a]?, to: nodes[b]?, attributes, street: area.street })
        })
        .collect()
}

fn at_e7(data: &OsmData, node: u32) -> [i64; 2] {
    [data.nodes.lon_e7[node as usize].into(), data.nodes.lat_e7[node as usize].into()]
}

/// The dead ends (ascending by longitude) as far east as the area reaches from west to east.
fn dead_ends_between<'a>(
    network: &WalkNetwork,
    data: &OsmData,
    dead_ends: &'a [u32],
    osm_nodes: &[u32],
) -> &'a [u32] {
    let longitudes = || osm_nodes.iter().map(|&node| data.nodes.position(node).lon);
    let (west, east) =
        (longitudes().fold(f64::INFINITY, f64::min), longitudes().fold(f64::NEG_INFINITY, f64::max));
    let first = dead_ends.partition_point(|&node| network.positions[node as usize].lon < west);
    let end = dead_ends.partition_point(|&node| network.positions[node as usize].lon <= east);
    &dead_ends[first..end.max(first)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::{Drawing, EVERYWHERE, TagList};

    const SQUARE: TagList =
        &[("highway", "pedestrian"), ("area", "yes"), ("surface", "sett"), ("name", "Plaza")];
    const PATH: TagList = &[("highway", "path")];

    /// The lines across, as sorted pairs of map node ids.
    fn lines(drawing: &Drawing) -> Vec<[i64; 2]> {
        let data = drawing.read();
        let (network, _) = WalkNetwork::new(&data, &EVERYWHERE, true);
        let id = |node: u32| data.nodes.ids[network.osm_nodes[node as usize] as usize];
        let mut lines: Vec<[i64; 2]> = network
            .segments
            .iter()
            .filter(|segment| segment.attributes.class == Class::Crossing)
            .map(|segment| [id(segment.from).min(id(segment.to)), id(segment.from).max(id(segment.to))])
            .collect();
        lines.sort_unstable();
        lines
    }

    /// Paths that lead away from nodes.
    fn with_paths(drawing: Drawing, nodes: &[(i64, [i32; 2])]) -> Drawing {
        nodes.iter().fold(drawing, |drawing, &(node, away)| {
            drawing.node(node + 100, away, &[]).way(node + 100, &[node, node + 100], PATH)
        })
    }

    fn corner_square() -> Drawing {
        Drawing::default().node(1, [0, 0], &[]).node(2, [100, 0], &[]).node(3, [100, 100], &[]).node(
            4,
            [0, 100],
            &[],
        )
    }

    #[test]
    fn a_square_is_crossed_from_corner_to_corner() {
        let square = corner_square().way(1, &[1, 2, 3, 4, 1], SQUARE);
        let square = with_paths(square, &[(1, [-50, -50]), (3, [150, 150]), (2, [150, -50])]);
        assert_eq!(lines(&square), [[1, 3]]);
        let data = square.read();
        let (network, counts) = WalkNetwork::new(&data, &EVERYWHERE, true);
        assert_eq!((counts.areas.crossed, counts.areas.lines), (1, 1));
        let line = network.segments.iter().find(|line| line.attributes.class == Class::Crossing).unwrap();
        assert_eq!(line.attributes.surface, yike::attributes::Surface::Uneven);
        assert_eq!(network.streets[line.street as usize - 1].local, "Plaza");
        let (network, counts) = WalkNetwork::new(&data, &EVERYWHERE, false);
        assert!(network.segments.iter().all(|line| line.attributes.class != Class::Crossing));
        assert_eq!(counts.areas, AreaCounts::default());
    }

    #[test]
    fn only_areas_are_crossed() {
        let crossed = |tags: TagList| {
            let square = corner_square().way(1, &[1, 2, 3, 4, 1], tags);
            !lines(&with_paths(square, &[(1, [-50, -50]), (3, [150, 150])])).is_empty()
        };
        assert!(crossed(&[("highway", "footway"), ("area", "yes")]));
        assert!(crossed(&[("railway", "platform")]));
        assert!(crossed(&[("highway", "pedestrian"), ("place", "square")]));
        assert!(!crossed(&[("highway", "pedestrian")]), "a street around a block");
        assert!(!crossed(&[("place", "square")]), "a name for what lies there");
        assert!(!crossed(&[("highway", "pedestrian"), ("area", "yes"), ("access", "private")]));
        assert!(!crossed(&[("leisure", "park"), ("area", "yes")]));
    }

    #[test]
    fn around_a_corner_the_line_bends_at_the_corner() {
        // An L: from the end of one arm to the end of the other by way of its inner corner.
        let ring = [[0, 0], [200, 0], [200, 40], [40, 40], [40, 200], [0, 200]];
        let drawing = (1..).zip(ring).fold(Drawing::default(), |drawing, (id, at)| drawing.node(id, at, &[]));
        let drawing = drawing.way(1, &[1, 2, 3, 4, 5, 6, 1], SQUARE);
        let drawing = with_paths(drawing, &[(2, [250, 0]), (6, [0, 250])]);
        assert_eq!(lines(&drawing), [[2, 4], [4, 6]]);
    }

    #[test]
    fn holes_are_walked_around_and_the_rings_of_a_relation_are_walked() {
        let square = corner_square()
            .node(5, [30, 30], &[])
            .node(6, [70, 30], &[])
            .node(7, [70, 70], &[])
            .node(8, [30, 70], &[])
            .way(1, &[1, 2, 3], &[])
            .way(2, &[3, 4, 1], &[])
            .way(3, &[5, 6, 7, 8, 5], &[])
            .relation(
                1,
                &[("outer", 1), ("outer", 2), ("inner", 3)],
                &[("type", "multipolygon"), ("highway", "pedestrian")],
            );
        let square = with_paths(square, &[(1, [-50, -50]), (3, [150, 150])]);
        let found = lines(&square);
        assert!(!found.contains(&[1, 3]), "through the hole");
        // One of the two ways around, by corner 6 or corner 8 of the hole.
        assert!(found == [[1, 6], [3, 6]] || found == [[1, 8], [3, 8]] || found.len() == 4, "{found:?}");
        let (network, _) = WalkNetwork::new(&square.read(), &EVERYWHERE, true);
        let outline = network.segments.iter().filter(|line| line.attributes.class == Class::Pedestrian);
        assert_eq!(outline.count(), 8);
    }

    #[test]
    fn a_path_that_ends_inside_is_joined_and_a_walled_up_entrance_is_not() {
        let square = |tags: TagList| {
            let drawing = Drawing::default()
                .node(1, [0, 0], tags)
                .node(2, [100, 0], &[])
                .node(3, [100, 100], &[])
                .node(4, [0, 100], &[])
                .way(1, &[1, 2, 3, 4, 1], SQUARE)
                // Over the outline without a common node, to the middle.
                .node(20, [50, 150], &[])
                .node(21, [50, 50], &[])
                .way(2, &[20, 21], PATH);
            lines(&with_paths(drawing, &[(1, [-50, -50]), (3, [150, 150])]))
        };
        let joined = square(&[]);
        assert!(joined.contains(&[1, 21]) && joined.contains(&[3, 21]), "{joined:?}");
        let walled = square(&[("barrier", "wall")]);
        assert!(walled.iter().all(|line| !line.contains(&1)), "{walled:?}");
        assert!(walled.contains(&[3, 21]), "{walled:?}");
    }

    #[test]
    fn a_lawn_of_many_gates_is_crossed_sparsely_and_no_walk_gets_much_longer() {
        // A circle of 60 points, each with a path: 1,770 pairs see each other.
        let at = |index: i64| {
            let angle = index as f64 / 60.0 * std::f64::consts::TAU;
            [(angle.cos() * 300.0).round() as i32, (angle.sin() * 300.0).round() as i32]
        };
        let ring: Vec<i64> = (1..=60).chain([1]).collect();
        let drawing = (1..=60).fold(Drawing::default(), |drawing, id| drawing.node(id, at(id), &[]));
        let gates: Vec<(i64, [i32; 2])> = (1..=60).map(|id| (id, at(id).map(|metres| metres * 2))).collect();
        let found = lines(&with_paths(drawing.way(1, &ring, SQUARE), &gates));
        assert!(found.len() < 600, "{} lines", found.len());
        let mut graph = petgraph::graph::UnGraph::<(), f64>::new_undirected();
        let nodes: Vec<_> = (0..=60).map(|_| graph.add_node(())).collect();
        let straight = |a: i64, b: i64| {
            let [[ax, ay], [bx, by]] = [at(a), at(b)];
            f64::from(bx - ax).hypot(f64::from(by - ay))
        };
        for [a, b] in found.into_iter().chain(ring.windows(2).map(|pair| [pair[0], pair[1]])) {
            graph.add_edge(nodes[a as usize], nodes[b as usize], straight(a, b));
        }
        for a in 1..=60 {
            let walks = petgraph::algo::dijkstra(&graph, nodes[a as usize], None, |edge| *edge.weight());
            for b in (1..=60).filter(|&b| b != a) {
                let walked_m = walks[&nodes[b as usize]];
                assert!(walked_m < straight(a, b) * 1.051 + 2.0, "{walked_m} from {a} to {b}");
            }
        }
    }
}
