//! Finding streets and places by name, offline and while somebody types: in Chinese, pinyin or its initials, and in any
//! other script, whatever the case and the accents, and with one slip of the finger in a word of four letters or more.
//!
//! Hits come in the order of how well a name answers (the whole name, its beginning, the beginnings of its words,
//! somewhere inside, misspelt; names found by their sound after those found as written), then by distance.

mod fold;
mod name_index;
mod pinyin;
mod readings;
mod spelling;

pub use name_index::Named;

use crate::grid::{Grid, Point};
use crate::network::{Names, Network, PlaceTexts};
use name_index::NameIndex;

/// The longest query that is read, in characters; what follows is ignored.
const MAX_QUERY_CHARS: usize = 100;

/// A street or place that answers a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// What was found; its names are in [`Texts`].
    pub named: Named,
    /// Where it is: of a street, the point of it that is nearest to where the search looks from.
    pub point: Point,
}

/// The names of a file and where what they name is: built once, then asked at each keystroke.
#[derive(Debug)]
pub struct TextSearch {
    grid: Grid,
    names: NameIndex,
    /// By place id; `None` where no place has that id.
    places: Vec<Option<Point>>,
    /// One point of each edge that has a name, ascending by street.
    streets: Vec<(u32, Point)>,
}

impl TextSearch {
    /// Indexes the names of streets and places, with the pronunciations of the characters in them. `network` is all of it,
    /// since hits may lie anywhere.
    pub fn new(
        streets: &[Names],
        places: &[PlaceTexts],
        pinyin: &[(char, String)],
        network: &Network,
    ) -> Self {
        let names = NameIndex::new(streets, places, pinyin);
        let mut places = vec![None; places.len()];
        for place in &network.places {
            if let Some(point) = places.get_mut(place.id as usize) {
                *point = Some(place.point);
            }
        }
        let mut streets: Vec<(u32, Point)> = network
            .edges
            .iter()
            .filter_map(|edge| Some((edge.street.checked_sub(1)?, *network.nodes.get(edge.from as usize)?)))
            .collect();
        streets.sort_unstable();
        streets.dedup();
        Self { grid: network.grid, names, places, streets }
    }

    /// At most `limit` streets and places whose names answer the query, the best first. Where several answer equally
    /// well, those nearest to `near` come first; a query without a letter or digit finds nothing.
    pub fn find(&self, query: &str, near: Point, limit: usize) -> Vec<Hit> {
        let end = query.char_indices().nth(MAX_QUERY_CHARS).map_or(query.len(), |(end, _)| end);
        let mut hits: Vec<_> = self
            .names
            .find(&query[..end], limit)
            .into_iter()
            .filter_map(|(named, rank)| {
                let (distance_m, point) = self.nearest_point(named, near)?;
                Some((rank, distance_m, Hit { named, point }))
            })
            .collect();
        hits.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.named.cmp(&b.2.named)));
        hits.into_iter().take(limit).map(|(_, _, hit)| hit).collect()
    }

    fn nearest_point(&self, named: Named, near: Point) -> Option<(f64, Point)> {
        let points = match named {
            Named::Place(place) => {
                return self.places.get(place as usize)?.map(|point| self.away(near, point));
            }
            Named::Street(street) => {
                let start = self.streets.partition_point(|&(other, _)| other < street);
                let end = self.streets.partition_point(|&(other, _)| other <= street);
                &self.streets[start..end]
            }
        };
        points.iter().map(|&(_, point)| self.away(near, point)).min_by(|a, b| a.0.total_cmp(&b.0))
    }

    fn away(&self, near: Point, point: Point) -> (f64, Point) {
        (self.grid.distance_m(near, point), point)
    }
}
