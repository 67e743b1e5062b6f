//! Places that a person adds join those of the file.

use super::Engine;
use crate::added_places::{AddedPlace, Rejected, Table};
use crate::costs::Costs;
use crate::datum::Datum;
use crate::decimal::Decimal;
use crate::error::Result;
use crate::network::{Entrance, Place};
use crate::profile::Profile;
use crate::question::Direction;
use crate::snap::Snap;

/// A place farther than this from every street, in metres, is left out: the builder's limit too.
const MAX_SIDE_M: f64 = 200.0;

/// Steps are passed over if another street is at most so many metres farther: who cannot climb them would never arrive.
const STEPS_WORTH_M: f64 = 15.0;

/// What became of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Added {
    /// How many places joined; their ids go on from the last.
    pub added: u32,
    /// The rows that were left out, by line.
    pub rejected: Vec<Rejected>,
}

impl Engine {
    /// Adds the places of a list to those of the file until the engine is dropped: services, routes, circles, counts and
    /// the search for names then know them. Rows that cannot be used are told, the others kept.
    ///
    /// All of the network is decoded, since the list may lie anywhere.
    ///
    /// # Errors
    /// [`ErrorCode::InvalidOption`](crate::ErrorCode::InvalidOption) if the heading lacks a column;
    /// [`ErrorCode::Damaged`](crate::ErrorCode::Damaged) while decoding.
    pub fn add_places(&mut self, table: &Table, datum: Datum) -> Result<Added> {
        let (places, mut rejected) = table.places(self.file.categories(), datum)?;
        self.load_whole()?;
        let first_id = self.place_count();
        let (mut joined, mut entrances, mut texts) = (vec![], vec![], vec![]);
        for (place, snap) in self.snapped(places) {
            match snap {
                Ok(snap) => {
                    let grid = self.file.grid();
                    entrances.push(Entrance {
                        edge: snap.edge,
                        offset_m: snap.offset_m as u32,
                        side_m: snap.distance_m.round() as u16,
                        place: self.loaded.graph.places().len() as u32 + joined.len() as u32,
                    });
                    joined.push(Place {
                        id: first_id + joined.len() as u32,
                        point: grid.point(place.at),
                        osm: None,
                        categories: place.categories,
                    });
                    texts.push(place.texts);
                }
                Err(reason) => rejected.push(Rejected { line: place.line, reason }),
            }
        }
        rejected.sort_unstable_by_key(|rejected| rejected.line);
        let added = joined.len() as u32;
        self.place_texts()?;
        let categories: Vec<u8> = joined.iter().flat_map(|place: &Place| place.categories.clone()).collect();
        self.loaded.graph.add_places(joined, entrances)?;
        for category in categories {
            if let Some(count) = self.added_per_category.get_mut(usize::from(category)) {
                *count += 1;
            }
        }
        if let Some(known) = &mut self.place_texts {
            known.resize(first_id as usize, Default::default());
            known.append(&mut texts);
        }
        self.added_count += added;
        self.text_search = None;
        Ok(Added { added, rejected })
    }

    /// Where each place meets the street, or why it does not.
    fn snapped(&self, places: Vec<AddedPlace>) -> Vec<(AddedPlace, std::result::Result<Snap, String>)> {
        let loaded = &self.loaded;
        let costs = |avoid_steps: bool| {
            let profile = Profile::named("uniform").map(|uniform| Profile { avoid_steps, ..uniform });
            profile.map(|profile| Costs::new(&loaded.graph, &profile, Direction::From))
        };
        let (Ok(all), Ok(level)) = (costs(false), costs(true)) else { return vec![] };
        let nearest = |place: &AddedPlace| {
            self.check_inside(place.at).map_err(|error| error.to_string())?;
            let within = |costs: &Costs, max_m: f64| {
                Snap::nearest(&loaded.graph, &loaded.index, costs, place.at, max_m)
            };
            let nearest = within(&all, MAX_SIDE_M)
                .ok_or_else(|| format!("no street to walk on lies within {} m", Decimal(MAX_SIDE_M)))?;
            let level_max_m = (nearest.distance_m + STEPS_WORTH_M).min(MAX_SIDE_M);
            Ok(within(&level, level_max_m).unwrap_or(nearest))
        };
        let snap = |place: AddedPlace| {
            let snap = nearest(&place);
            (place, snap)
        };
        places.into_iter().map(snap).collect()
    }
}
