//! Facilities as GeoJSON (RFC 7946): a FeatureCollection of Point features, the fields among their properties.

use serde_json::{Map, Value};

use crate::error::{Error, Result};
use crate::facilities::{Field, Row, Rows};

/// The features of a FeatureCollection.
///
/// # Errors
/// If the text is not JSON or no FeatureCollection.
pub(crate) fn rows(text: &str) -> Result<Rows> {
    let document: Value =
        serde_json::from_str(text).map_err(|error| Error::new(format!("is not JSON ({error})")))?;
    let Some(features) = document.get("features").and_then(Value::as_array) else {
        return Err(Error::new("is JSON, but no GeoJSON FeatureCollection"));
    };
    Ok((1..).zip(features.iter().map(row)).collect())
}

fn row(feature: &Value) -> std::result::Result<Row, String> {
    let geometry = feature.get("geometry").unwrap_or(&Value::Null);
    let kind = geometry.get("type").and_then(Value::as_str).unwrap_or("missing");
    if kind != "Point" {
        return Err(format!("its geometry is {kind}, not a Point"));
    }
    let coordinates = geometry.get("coordinates").and_then(Value::as_array);
    let Some([lon, lat, ..]) = coordinates.map(Vec::as_slice) else {
        return Err("its Point has no longitude and latitude".into());
    };
    let mut row = Row::default();
    row.set(Field::Lon, plain(lon));
    row.set(Field::Lat, plain(lat));
    let none = Map::new();
    for (key, value) in feature.get("properties").and_then(Value::as_object).unwrap_or(&none) {
        if let Some(field) = Field::named(key) {
            row.set(field, plain(value));
        }
    }
    Ok(row)
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
