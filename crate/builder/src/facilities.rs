//! An operator's own list of facilities: where the official list is better than the map.
//!
//! A list is a CSV as spreadsheets write it or a GeoJSON FeatureCollection of points. Both name the same fields, in English or
//! Chinese, by [`FIELDS`]; in a GeoJSON, the geometry tells longitude and latitude.

use geo::Coord;
use yike::datum::{Datum, convert};
use yike::grid::{Grid, LonLat};
use yike::network::PlaceTexts;

use crate::categories::Categories;
use crate::error::Result;
use crate::places::{RawPlace, Shape};
use crate::text_encoding::decode;
use crate::{facilities_csv, facilities_geojson, names};

/// What a list may tell of a facility, and the names a column or property may go by. Upper and lower case are the same.
pub const FIELDS: [(Field, &[&str]); 9] = [
    (Field::Name, &["name", "名称", "名字"]),
    (Field::Category, &["category", "categories", "类别", "类型", "分类"]),
    (Field::Lon, &["lon", "lng", "longitude", "经度"]),
    (Field::Lat, &["lat", "latitude", "纬度"]),
    (Field::NameZh, &["name_zh", "name:zh", "中文名"]),
    (Field::NameEn, &["name_en", "name:en", "英文名"]),
    (Field::OpeningHours, &["opening_hours", "营业时间", "开放时间"]),
    (Field::Phone, &["phone", "电话"]),
    (Field::Wheelchair, &["wheelchair", "无障碍"]),
];

/// A field of a facility.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// The name as written on the spot.
    Name,
    /// One or more categories, each by its id or one of its labels, with `;`, `,`, `|`, `/` or `、` between.
    Category,
    /// Longitude in degrees.
    Lon,
    /// Latitude in degrees.
    Lat,
    /// The Chinese name.
    NameZh,
    /// The English name.
    NameEn,
    /// Opening hours in the syntax of OpenStreetMap.
    OpeningHours,
    /// Telephone number.
    Phone,
    /// `yes`, `limited` or `no`.
    Wheelchair,
}

impl Field {
    /// The field that a column or property of this name holds.
    pub fn named(name: &str) -> Option<Self> {
        let name = name.trim().to_lowercase();
        FIELDS.iter().find(|(_, names)| names.contains(&name.as_str())).map(|&(field, _)| field)
    }
}

/// The facilities of a list and what could not be used of it.
#[derive(Debug, Clone, Default)]
pub struct FacilityList {
    /// The good rows, in their order.
    pub places: Vec<RawPlace>,
    /// The bad ones.
    pub rejected: Vec<Rejection>,
}

/// A row that was left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejection {
    /// The line of a CSV, the number of the feature of a GeoJSON, from 1.
    pub line: u64,
    /// What is wrong with which value.
    pub reason: String,
}

/// What the rows of a list are read with.
pub struct FacilityReader<'a> {
    /// The categories that exist.
    pub categories: &'a Categories,
    /// What the list's coordinates refer to.
    pub datum: Datum,
    /// The grid to put them on.
    pub grid: Grid,
}

impl FacilityReader<'_> {
    /// Reads a list. A GeoJSON begins with a brace, all else is CSV. Rows that cannot be used are told, the others kept.
    ///
    /// # Errors
    /// If the bytes are no text, no JSON where JSON begins, or lack a needed column.
    pub fn read(&self, bytes: &[u8]) -> Result<FacilityList> {
        let text = decode(bytes)?;
        let rows = if text.trim_start().starts_with('{') {
            facilities_geojson::rows(&text)?
        } else {
            facilities_csv::rows(&text)?
        };
        let mut list = FacilityList::default();
        for (line, row) in rows {
            match row.and_then(|row| self.place(&row)) {
                Ok(place) => list.places.push(place),
                Err(reason) => list.rejected.push(Rejection { line, reason }),
            }
        }
        Ok(list)
    }

    fn place(&self, row: &Row) -> std::result::Result<RawPlace, String> {
        let [lon, lat] = [(Field::Lon, "longitude"), (Field::Lat, "latitude")].map(|(field, what)| {
            let text = row.get(field);
            text.parse::<f64>().map_err(|_| format!("{what} {text:?} is not a number"))
        });
        let at = LonLat::new(lon?, lat?).map_err(|error| error.to_string())?;
        let at = self.grid.position(convert(at, self.datum, Datum::Wgs84));
        let text = |field| names::clean(row.get(field));
        let names =
            names::distinct(text(Field::Name), text(Field::NameZh), text(Field::NameEn), String::new());
        Ok(RawPlace {
            osm: None,
            categories: self.categories_of(row.get(Field::Category))?,
            texts: PlaceTexts {
                names,
                opening_hours: text(Field::OpeningHours),
                wheelchair: text(Field::Wheelchair),
                phone: text(Field::Phone),
            },
            shape: Shape::Point(Coord::from(at)),
            doors: vec![],
        })
    }

    fn categories_of(&self, text: &str) -> std::result::Result<Vec<u8>, String> {
        if let Some(whole) = self.categories.find_by_label(text) {
            return Ok(vec![whole]);
        }
        let parts = text.split([';', '；', ',', '，', '|', '/', '、']).map(str::trim);
        let mut found = parts
            .filter(|part| !part.is_empty())
            .map(|part| {
                self.categories.find_by_label(part).ok_or_else(|| format!("category {part:?} is unknown"))
            })
            .collect::<std::result::Result<Vec<u8>, String>>()?;
        found.sort_unstable();
        found.dedup();
        if found.is_empty() { Err("it has no category".into()) } else { Ok(found) }
    }
}

/// The fields of one facility as text.
#[derive(Debug, Clone, Default)]
pub(crate) struct Row {
    fields: Vec<(Field, String)>,
}

impl Row {
    pub fn set(&mut self, field: Field, value: impl Into<String>) {
        self.fields.push((field, value.into()));
    }

    /// The first value given for a field, without white space around it; empty if none.
    fn get(&self, field: Field) -> &str {
        self.fields.iter().find(|row| row.0 == field).map_or("", |row| row.1.trim())
    }
}

/// The rows of a list by their line, each with its fields or the reason why it has none.
pub(crate) type Rows = Vec<(u64, std::result::Result<Row, String>)>;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::grid;

    fn read(bytes: impl AsRef<[u8]>, datum: Datum) -> Result<FacilityList> {
        let categories = Categories::standard()?;
        FacilityReader { categories: &categories, datum, grid: grid() }.read(bytes.as_ref())
    }

    fn ids(place: &RawPlace) -> Vec<String> {
        let categories = Categories::standard().unwrap();
        let id = |&category: &u8| categories.table()[usize::from(category)].id.clone();
        place.categories.iter().map(id).collect()
    }

    fn position(place: &RawPlace) -> [f64; 2] {
        let Shape::Point(at) = place.shape else { panic!("{place:?}") };
        grid().lon_lat(at.into())
    }

    #[test]
    fn good_rows_are_kept_and_bad_ones_told_with_line_and_reason() {
        let list = read(
            "\u{feff}Name,Category,Lon,Lat,remarks\n\
             \"Smith, Bakers\",bakery,7.42,43.73,\"two\nlines\"\n\
             A,unheard_of,7.42,43.73,\n\
             B,bakery,east,43.73,\n\
             C,bakery,7.42,143.73,\n\
             D,bakery,7.42\n\
             E,,7.42,43.73,\n\
             F,pharmacy; hospital,7.43,43.74,\n",
            Datum::Wgs84,
        )
        .unwrap();
        let [smith, f] = &list.places[..] else { panic!("{list:?}") };
        assert_eq!(smith.texts.names.local, "Smith, Bakers");
        assert!((position(smith)[0] - 7.42).abs() < 1e-9 && (position(smith)[1] - 43.73).abs() < 1e-9);
        assert_eq!((ids(smith), ids(f)), (vec!["bakery".into()], vec!["hospital".into(), "pharmacy".into()]));
        let told: Vec<_> = list.rejected.iter().map(|row| (row.line, row.reason.as_str())).collect();
        assert_eq!(
            told,
            [
                (4, "category \"unheard_of\" is unknown"),
                (5, "longitude \"east\" is not a number"),
                (6, "latitude 143.73 is not a number from -90 to 90"),
                (7, "it has 3 columns, the first row has 5"),
                (8, "it has no category"),
            ]
        );
    }

    const CHINESE: &str =
        "名称;类别;经度;纬度;电话\n第一药店;药店、便利店;116.41024449916938;39.91640428150164;010-1\n";

    #[test]
    fn chinese_headings_and_labels_are_understood_in_every_usual_encoding() {
        let (gb18030, _, _) = encoding_rs::GB18030.encode(CHINESE);
        let utf16: Vec<u8> =
            std::iter::once(0xfeff).chain(CHINESE.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        for bytes in [CHINESE.as_bytes(), &gb18030, &utf16] {
            let list = read(bytes, Datum::Gcj02).unwrap();
            let [place] = &list.places[..] else { panic!("{list:?}") };
            assert_eq!(place.texts.names.local, "第一药店");
            assert_eq!(place.texts.phone, "010-1");
            assert_eq!(ids(place), ["pharmacy", "convenience_store"]);
            let [lon, lat] = position(place);
            assert!((lon - 116.404).abs() < 1e-6 && (lat - 39.915).abs() < 1e-6, "{lon} {lat}");
        }
    }

    #[test]
    fn what_is_no_list_is_refused() {
        let cases: [(&[u8], &str); 6] = [
            (b"", "empty"),
            (b"name,lon,lat\nA,1,2\n", "category"),
            (b"name,category\nA,park\n", "lon"),
            (b"{\"type\": \"Feature\"}", "FeatureCollection"),
            (b"{\"type\": ", "JSON"),
            (b"name,\xff\xff\xff", "UTF-8"),
        ];
        for (bytes, part) in cases {
            let message = read(bytes, Datum::Wgs84).unwrap_err().to_string();
            assert!(message.contains(part), "{message}");
        }
    }

    #[test]
    fn points_of_a_geojson_are_read_and_other_features_told() {
        let list = read(
            r#" {"type": "FeatureCollection", "features": [
                {"type": "Feature", "properties": {"name": "A", "category": ["park", "playground"], "phone": 12},
                 "geometry": {"type": "Point", "coordinates": [7.42, 43.73, 60]}},
                {"type": "Feature", "properties": {"category": "park"},
                 "geometry": {"type": "LineString", "coordinates": [[7, 43], [8, 43]]}},
                {"type": "Feature", "properties": {"category": "park"}, "geometry": null},
                {"type": "Feature", "properties": null, "geometry": {"type": "Point", "coordinates": [7.42, 43.73]}},
                {"type": "Feature", "properties": {"category": "park"}, "geometry": {"type": "Point", "coordinates": [7]}}
            ]}"#,
            Datum::Wgs84,
        )
        .unwrap();
        assert_eq!(list.places.len(), 1);
        assert_eq!(
            (ids(&list.places[0]), list.places[0].texts.phone.as_str()),
            (vec!["playground".into(), "park".into()], "12")
        );
        let told: Vec<_> = list.rejected.iter().map(|row| (row.line, row.reason.as_str())).collect();
        assert_eq!(
            told,
            [
                (2, "its geometry is LineString, not a Point"),
                (3, "its geometry is missing, not a Point"),
                (4, "it has no category"),
                (5, "its Point has no longitude and latitude"),
            ]
        );
    }
}
