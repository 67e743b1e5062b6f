//! Facilities as GeoJSON (RFC 7946): a FeatureCollection of Point features.

use std::collections::BTreeSet;

use serde_json::{Map, Value};
use yike::added_places::{Rejected, Row, Table};

use crate::error::{Error, Result};

/// The features of a FeatureCollection as a table of their positions and properties, and those that are no points.
///
/// # Errors
/// If the text is not JSON or no FeatureCollection.
pub(crate) fn table(text: &str) -> Result<(Table, Vec<Rejected>)> {
    let document: Value =
        serde_json::from_str(text).map_err(|error| Error::new(format!("is not JSON ({error})")))?;
    let Some(features) = document.get("features").and_then(Value::as_array) else {
        return Err(Error::new("is JSON, but no GeoJSON FeatureCollection"));
    };
    let none = Map::new();
    let keys: BTreeSet<&String> = features.iter().filter_map(properties).flat_map(Map::keys).collect();
    let mut table = Table { heading: ["lon", "lat"].map(String::from).to_vec(), rows: vec![] };
    table.heading.extend(keys.iter().copied().cloned());
    let mut rejected = vec![];
    for (line, feature) in (1..).zip(features) {
        match position(feature) {
            Ok([lon, lat]) => {
                let found = properties(feature).unwrap_or(&none);
                let cells = keys.iter().map(|key| found.get(*key).map(plain).unwrap_or_default());
                table.rows.push(Row { line, cells: [lon, lat].into_iter().chain(cells).collect() });
            }
            Err(reason) => rejected.push(Rejected { line, reason }),
        }
    }
    Ok((table, rejected))
}

fn properties(feature: &Value) -> Option<&Map<String, Value>> {
    feature.get("properties")?.as_object()
}

fn position(feature: &Value) -> std::result::Result<[String; 2], String> {
    let geometry = feature.get("geometry").unwrap_or(&Value::Null);
    let kind = geometry.get("type").and_then(Value::as_str).unwrap_or("missing");
    if kind != "Point" {
        return Err(format!("its geometry is {kind}, not a Point"));
    }
    match geometry.get("coordinates").and_then(Value::as_array).map(Vec::as_slice) {
        Some([lon, lat, ..]) => Ok([plain(lon), plain(lat)]),
        _ => Err("its Point has no longitude and latitude".into()),
    }
}

/// A text without its quotation marks, a list with `;` between its members, nothing for null, all else as in JSON.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        Value::Array(list) => list.iter().map(plain).collect::<Vec<_>>().join(";"),
        other => other.to_string(),
    }
}
