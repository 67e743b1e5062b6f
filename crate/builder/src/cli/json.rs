//! Parts of answers as JSON, in the form that the npm package gives them.

use serde_json::{Value, json};
use yike::network::{Names, OsmId, OsmKind};
use yike::opening_hours::LocalTime;
use yike::services::Service;
use yike::snap::Snap;
use yike::{Engine, Result};

/// `{ point, distance_m }`.
pub fn snap(snap: &Snap) -> Value {
    json!({ "point": snap.point, "distance_m": snap.distance_m })
}

/// `{ local, zh, en }`.
pub fn names(names: &Names) -> Value {
    json!({ "local": names.local, "zh": names.zh, "en": names.en })
}

/// Such as `node/123`; empty for a place that is not from the map.
pub fn osm(id: Option<OsmId>) -> String {
    let Some(OsmId { kind, id }) = id else { return String::new() };
    let kind = match kind {
        OsmKind::Node => "node",
        OsmKind::Way => "way",
        OsmKind::Relation => "relation",
    };
    format!("{kind}/{id}")
}

/// A service with all that is known of its place, and whether it is open if a time is asked for and that is known.
pub fn service(engine: &mut Engine, service: &Service, open_at: Option<LocalTime>) -> Result<Value> {
    let open = match open_at {
        Some(at) => engine.is_open(service.place, at)?,
        None => None,
    };
    let details = engine.place(service.place)?;
    let (osm, names, point) = (osm(details.place.osm), details.texts.names.clone(), details.point);
    let indices = details.place.categories.clone();
    let mut document = json!({
        "id": service.place,
        "osm": osm,
        "name": names.local,
        "names": self::names(&names),
        "categories": category_ids(engine, &indices),
        "point": point,
        "seconds": service.seconds(),
        "metres": service.metres(),
    });
    if let Some(open) = open {
        document["open"] = json!(open);
    }
    Ok(document)
}

/// The ids of categories given by their indices in the file's table.
pub fn category_ids<'a>(engine: &'a Engine, indices: &[u8]) -> Vec<&'a str> {
    let ids = indices.iter().filter_map(|&index| engine.categories().get(usize::from(index)));
    ids.map(|category| category.id.as_str()).collect()
}
