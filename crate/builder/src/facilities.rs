//! An operator's own list of facilities: where the official list is better than the map.
//!
//! A list is a CSV as spreadsheets write it, or a GeoJSON FeatureCollection of points whose properties are what the
//! columns of the CSV are. Which columns there may be is told at [`Table`].

use geo::Coord;
use yike::added_places::{AddedPlace, Rejected, Table};
use yike::datum::Datum;
use yike::grid::Grid;
use yike::network::{Names, PlaceTexts};

use crate::categories::Categories;
use crate::error::Result;
use crate::facilities_geojson;
use crate::names::clean;
use crate::places::{RawPlace, Shape};
use crate::text_encoding::decode;

/// The facilities of a list and what could not be used of it.
#[derive(Debug, Clone, Default)]
pub struct FacilityList {
    /// The good rows, in their order.
    pub places: Vec<RawPlace>,
    /// The bad rows, by the line of the CSV or the number of the feature, from 1.
    pub rejected: Vec<Rejected>,
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
        let (table, mut rejected) = if text.trim_start().starts_with('{') {
            facilities_geojson::table(&text)?
        } else {
            (Table::from_csv(&text), vec![])
        };
        let (places, more) = table.places(self.categories.table(), self.datum)?;
        rejected.extend(more);
        rejected.sort_by_key(|row| row.line);
        Ok(FacilityList { places: places.into_iter().map(|place| self.raw(place)).collect(), rejected })
    }

    fn raw(&self, place: AddedPlace) -> RawPlace {
        let PlaceTexts { names: Names { local, zh, en }, opening_hours, wheelchair, phone } = place.texts;
        let [local, zh, en] = [local, zh, en].map(|name| clean(&name));
        let [opening_hours, wheelchair, phone] = [opening_hours, wheelchair, phone].map(|text| clean(&text));
        RawPlace {
            osm: None,
            categories: place.categories,
            texts: PlaceTexts { names: Names { local, zh, en }, opening_hours, wheelchair, phone },
            shape: Shape::Point(Coord::from(self.grid.position(place.at))),
            doors: vec![],
        }
    }
}

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
                (7, "it has 3 cells, the heading has 5"),
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
            (b"", "category"),
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
