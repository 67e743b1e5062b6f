//! A form of a network that does not depend on how its nodes, edges, streets and places are numbered or turned.

use yike::attributes::{Attributes, OneWay};
use yike::grid::{Grid, Point};
use yike::network::{Names, Network, Place, Texts};

/// An entrance: metres along the edge, metres aside, and the place with its texts (`None` if they were not loaded).
type CanonicalEntrance = (u32, u16, CanonicalPlace);
type CanonicalPlace = (Point, String, Vec<u8>, Option<String>);
/// An edge: its points, attributes, street and entrances.
type CanonicalEdge = (Vec<Point>, Attributes, Option<Names>, Vec<CanonicalEntrance>);

/// Equal for two networks exactly if they are the same up to numbering and turning, as long as no two nodes of a
/// network lie at the same position.
#[derive(Debug, PartialEq)]
pub struct Canonical {
    pub nodes: Vec<Point>,
    pub border_nodes: Vec<Point>,
    pub edges: Vec<CanonicalEdge>,
    pub places: Vec<CanonicalPlace>,
}

pub fn canonical(network: &Network, texts: &Texts) -> Canonical {
    let place = |place: &Place| {
        let osm = format!("{:?}", place.osm);
        (
            place.point,
            osm,
            place.categories.clone(),
            texts.places.get(place.id as usize).map(|texts| format!("{texts:?}")),
        )
    };
    let mut edges: Vec<CanonicalEdge> = Vec::new();
    for (index, edge) in network.edges.iter().enumerate() {
        let end = network
            .edges
            .get(index + 1)
            .map_or(network.inner_points.len(), |next| next.first_inner_point as usize);
        let mut points = vec![network.nodes[edge.from as usize]];
        points.extend(&network.inner_points[edge.first_inner_point as usize..end]);
        points.push(network.nodes[edge.to as usize]);
        let street = edge.street.checked_sub(1).map(|street| texts.streets[street as usize].clone());
        let entrances = (network.entrances.iter())
            .filter(|entrance| entrance.edge as usize == index)
            .map(|entrance| {
                (entrance.offset_m, entrance.side_m, place(&network.places[entrance.place as usize]))
            })
            .collect();
        let edge = (points, network.attribute_sets[usize::from(edge.attributes)], street, entrances);
        let [mut edge, mut turned] = [edge.clone(), turned(edge, network.grid)];
        edge.3.sort();
        turned.3.sort();
        edges.push(edge.min(turned));
    }
    edges.sort();
    let mut nodes = network.nodes.clone();
    nodes.sort();
    let mut border_nodes: Vec<Point> =
        network.border_nodes.iter().map(|&node| network.nodes[node as usize]).collect();
    border_nodes.sort();
    let mut places: Vec<_> = network.places.iter().map(place).collect();
    places.sort();
    Canonical { nodes, border_nodes, edges, places }
}

fn turned((mut points, mut attributes, street, mut entrances): CanonicalEdge, grid: Grid) -> CanonicalEdge {
    points.reverse();
    attributes.incline_percent = -attributes.incline_percent;
    attributes.one_way = match attributes.one_way {
        OneWay::Both => OneWay::Both,
        OneWay::Forward => OneWay::Backward,
        OneWay::Backward => OneWay::Forward,
    };
    let length_m: f64 = points.windows(2).map(|pair| grid.distance_m(pair[0], pair[1])).sum();
    for entrance in &mut entrances {
        entrance.0 = ((length_m * 1000.0).round() / 1000.0).round() as u32 - entrance.0;
    }
    (points, attributes, street, entrances)
}
