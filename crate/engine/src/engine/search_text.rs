//! Finding streets and places by name, as a question to the engine.

use super::{Engine, known};
use crate::error::Result;
use crate::grid::{LonLat, Point};
use crate::network::Names;
use crate::search_text::{Hit, Named, TextSearch};

/// A street or place that answers a query.
#[derive(Debug, Clone, PartialEq)]
pub struct TextHit {
    /// What was found.
    pub named: Named,
    /// How it is called.
    pub names: Names,
    /// Where it is, `[lon, lat]` in degrees: of a street, the point of it that is nearest to where the search looks from.
    pub point: [f64; 2],
}

impl Engine {
    /// At most `limit` streets and places whose names answer the query, the best first, and of equally good ones those
    /// nearest to `near` (to the middle of the data if `None`).
    ///
    /// The first query decodes all of the network and its texts and indexes the names; later ones take milliseconds.
    ///
    /// # Errors
    /// [`ErrorCode::InvalidCoordinate`](crate::ErrorCode::InvalidCoordinate), or
    /// [`ErrorCode::Damaged`](crate::ErrorCode::Damaged) while decoding.
    pub fn search_text(&mut self, query: &str, near: Option<LonLat>, limit: usize) -> Result<Vec<TextHit>> {
        let grid = self.file.grid();
        let near = match near {
            Some(near) => grid.point(LonLat::new(near.lon, near.lat)?),
            None => self.middle(),
        };
        let hits = self.text_search()?.find(query, near, limit);
        let (streets, places) = (self.streets.as_deref(), self.place_texts.as_deref());
        let names = |named| match named {
            Named::Place(id) => Some(&places?.get(id as usize)?.names),
            Named::Street(index) => streets?.get(index as usize),
        };
        let hit = |hit: Hit| TextHit {
            named: hit.named,
            names: names(hit.named).cloned().unwrap_or_default(),
            point: grid.lon_lat([hit.point.x.into(), hit.point.y.into()]),
        };
        Ok(hits.into_iter().map(hit).collect())
    }

    fn text_search(&mut self) -> Result<&TextSearch> {
        self.load_whole()?;
        let Self { file, loaded, streets, place_texts, text_search, .. } = self;
        let search = known(text_search, || {
            let streets = known(streets, || file.streets())?;
            let places = known(place_texts, || file.place_texts())?;
            Ok(TextSearch::new(streets, places, &file.pinyin()?, loaded.graph.network()))
        })?;
        Ok(search)
    }

    fn middle(&self) -> Point {
        let [west, south, east, north] = self.file.header().bbox;
        self.file.grid().point(LonLat { lon: (west + east) / 2.0, lat: (south + north) / 2.0 })
    }
}
