//! What of the map is drawn behind the rings.

use yike::network::BackdropKind;

use crate::osm::Tags;

/// Tags of water areas.
const WATER: [(&str, &[&str]); 3] =
    [("natural", &["water"]), ("waterway", &["riverbank", "dock"]), ("landuse", &["reservoir", "basin"])];
/// Tags of green areas.
const GREEN: [(&str, &[&str]); 3] = [
    ("leisure", &["park", "garden", "golf_course"]),
    (
        "landuse",
        &[
            "forest",
            "grass",
            "meadow",
            "recreation_ground",
            "village_green",
            "cemetery",
            "orchard",
            "vineyard",
            "allotments",
        ],
    ),
    ("natural", &["wood", "scrub", "grassland", "heath"]),
];
/// Tags of watercourses.
const WATERWAY: [(&str, &[&str]); 1] = [("waterway", &["river", "stream", "canal"])];
/// Tags of railways.
const RAILWAY: [(&str, &[&str]); 1] =
    [("railway", &["rail", "light_rail", "subway", "tram", "narrow_gauge", "funicular", "monorail"])];
/// Tags of the sea's edge.
const COASTLINE: [(&str, &[&str]); 1] = [("natural", &["coastline"])];

/// The kind of an area with these tags, if it is drawn.
pub(crate) fn area_kind(tags: Tags<'_>) -> Option<BackdropKind> {
    if tags.get("building").is_some_and(|value| value != "no") {
        return (!is_underground(tags)).then_some(BackdropKind::Building);
    }
    [(&WATER, BackdropKind::Water), (&GREEN, BackdropKind::Green)]
        .into_iter()
        .find(|(wanted, _)| has_any(tags, *wanted) && !is_underground(tags))
        .map(|(_, kind)| kind)
}

/// The kind of a line with these tags, if it is drawn.
pub(crate) fn line_kind(tags: Tags<'_>) -> Option<BackdropKind> {
    if has_any(tags, &COASTLINE) {
        return Some(BackdropKind::Coastline);
    }
    if is_underground(tags) {
        return None;
    }
    if has_any(tags, &WATERWAY) {
        return Some(BackdropKind::Waterway);
    }
    // Yards and sidings would only blacken the map.
    (has_any(tags, &RAILWAY) && tags.get("service").is_none()).then_some(BackdropKind::Railway)
}

fn has_any(tags: Tags<'_>, wanted: &[(&str, &[&str])]) -> bool {
    wanted.iter().any(|(key, values)| tags.is_any(key, values))
}

fn is_underground(tags: Tags<'_>) -> bool {
    tags.get("tunnel").is_some_and(|value| value != "no")
        || tags.is("location", "underground")
        || tags.get("layer").and_then(|layer| layer.parse::<f64>().ok()).is_some_and(|layer| layer < 0.0)
}
