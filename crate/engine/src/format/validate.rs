//! Checks the parts of a graph before they are written.

use super::directory::{is_extent, is_on_earth};
use crate::error::{Error, ErrorCode, Result};
use crate::graph::Graph;
use crate::network::{Network, Parts, Place};

/// Checks that parts do not contradict each other and fit into the format.
///
/// # Errors
/// [`ErrorCode::InvalidParts`], naming the part.
pub(super) fn validate(parts: &Parts) -> Result<()> {
    let Parts { header, categories, network, texts, backdrop } = parts;
    require(is_extent(header.bbox), || {
        format!("extent {:?} is not west, south, east, north in degrees", header.bbox)
    })?;
    require(categories.len() <= 255, || format!("{} categories are more than 255", categories.len()))?;
    require(texts.places.len() == network.places.len(), || {
        format!("{} places have {} texts", network.places.len(), texts.places.len())
    })?;
    for text in texts_of(parts) {
        require(!text.contains('\0'), || format!("text {text:?} holds a zero character"))?;
    }
    require(texts.pinyin.windows(2).all(|pair| pair[0].0 < pair[1].0), || {
        "pinyin is not ascending by character".into()
    })?;
    let points = network
        .nodes
        .iter()
        .chain(&network.inner_points)
        .chain(network.places.iter().map(|place| &place.point));
    for point in points.chain(backdrop.iter().flat_map(|backdrop| &backdrop.points)) {
        require(is_on_earth(*point, network.grid), || format!("{point:?} is not on the earth"))?;
    }
    if let Some(backdrop) = backdrop {
        let ordered = backdrop.ends.is_sorted()
            && backdrop.ends.last().copied().unwrap_or(0) as usize == backdrop.points.len();
        require(ordered && backdrop.ends.len() == backdrop.kinds.len(), || {
            "the columns of the backdrop disagree".into()
        })?;
    }
    validate_network(network, categories.len(), texts.streets.len())
}

fn validate_network(network: &Network, categories: usize, streets: usize) -> Result<()> {
    let graph = Graph::new(network.clone()).map_err(|error| Error::new(ErrorCode::InvalidParts, error))?;
    let borders = &network.border_nodes;
    let ascending = borders.windows(2).all(|pair| pair[0] < pair[1]);
    let inside = borders.last().is_none_or(|&last| (last as usize) < network.nodes.len());
    require(ascending && inside, || "border nodes are not ascending node indices".into())?;
    for (index, edge) in network.edges.iter().enumerate() {
        require(edge.street as usize <= streets, || {
            format!("edge {index} has street {} of {streets}", edge.street)
        })?;
    }
    for set in &network.attribute_sets {
        let incline = set.incline_percent;
        require((-100..=100).contains(&incline), || {
            format!("an incline of {incline} percent is not from -100 to 100")
        })?;
    }
    let mut has_entrance = vec![false; network.places.len()];
    for (index, entrance) in network.entrances.iter().enumerate() {
        has_entrance[entrance.place as usize] = true;
        let length_mm = graph.length_mm(entrance.edge);
        require(u64::from(entrance.offset_m) * 1000 <= u64::from(length_mm) + 500, || {
            format!("entrance {index} lies {} m along an edge of {length_mm} mm", entrance.offset_m)
        })?;
    }
    let ordered = network.entrances.is_sorted_by_key(|entrance| (entrance.edge, entrance.offset_m));
    require(ordered, || "entrances are not ascending by edge and offset".into())?;
    for (index, place) in network.places.iter().enumerate() {
        require(place.id as usize == index, || format!("place {index} has the id {}", place.id))?;
        require(has_entrance[index], || format!("place {index} has no entrance"))?;
        validate_place(place, categories)?;
    }
    Ok(())
}

fn validate_place(place: &Place, categories: usize) -> Result<()> {
    let list = &place.categories;
    let ascending = list.windows(2).all(|pair| pair[0] < pair[1]);
    let in_table = list.last().is_some_and(|&last| usize::from(last) < categories);
    require(ascending && in_table, || format!("place {} has the categories {list:?}", place.id))?;
    let known = place.osm.is_none_or(|osm| (1..1 << 53).contains(&osm.id));
    require(known, || format!("place {} has the map object {:?}", place.id, place.osm))
}

fn texts_of(parts: &Parts) -> impl Iterator<Item = &String> {
    let names = (parts.texts.streets.iter()).chain(parts.texts.places.iter().map(|texts| &texts.names));
    let of_places =
        (parts.texts.places.iter()).flat_map(|texts| [&texts.opening_hours, &texts.wheelchair, &texts.phone]);
    names
        .flat_map(|names| [&names.local, &names.zh, &names.en])
        .chain(of_places)
        .chain(parts.texts.pinyin.iter().map(|(_, sound)| sound))
}

fn require(holds: bool, message: impl Fn() -> String) -> Result<()> {
    if holds { Ok(()) } else { Err(Error::new(ErrorCode::InvalidParts, message())) }
}
