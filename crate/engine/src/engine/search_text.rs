//! Finding streets and places by name, as a question to the engine.

use super::Engine;
use crate::error::Result;
use crate::grid::{LonLat, Point};
use crate::search_text::{Named, TextSearch};

/// A street or place that answers a query.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TextHit {
    /// What was found; [`Engine::place`] and [`Engine::texts`] tell its names.
    pub named: Named,
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
        let hits = self.text_search()?.find(query, near, limit).into_iter();
        let lon_lat = |point: Point| grid.lon_lat([point.x.into(), point.y.into()]);
        Ok(hits.map(|hit| TextHit { named: hit.named, point: lon_lat(hit.point) }).collect())
    }

    fn text_search(&mut self) -> Result<&TextSearch> {
        let search = match self.text_search.take() {
            Some(search) => search,
            None => {
                self.load_whole()?;
                let texts = match self.texts.take() {
                    Some(texts) => texts,
                    None => self.file.texts()?,
                };
                let texts = self.texts.insert(texts);
                TextSearch::new(texts, self.loaded.graph.network())
            }
        };
        Ok(self.text_search.insert(search))
    }

    fn middle(&self) -> Point {
        let [west, south, east, north] = self.file.header().bbox;
        self.file.grid().point(LonLat { lon: (west + east) / 2.0, lat: (south + north) / 2.0 })
    }
}
