//! One city, ready to be asked: the facade over everything else.

mod added_places;
mod backdrop;
mod circle;
mod isochrone;
mod open_at;
mod search_text;

pub use added_places::Added;
pub use backdrop::{Look, Shape};
pub use circle::{CircleAnswer, CircleRequest, DEFAULT_SEARCH_MINUTES};
pub use isochrone::{IsochroneAnswer, IsochroneRequest};
pub use search_text::TextHit;

use self::open_at::not_closed;
use crate::decimal::Decimal;
use crate::error::{Error, ErrorCode, Result};
use crate::format::File;
use crate::graph::Graph;
use crate::grid::LonLat;
use crate::info::Info;
use crate::loaded::Loaded;
use crate::network::{Category, Names, Place, PlaceTexts};
use crate::opening_hours::LocalTime;
use crate::question::{Direction, Question, limit_ms};
use crate::route::{Destination, Route};
use crate::search::PathTree;
use crate::search_text::TextSearch;
use crate::services::{CategorySet, Service, ServiceSearch, shorten};
use crate::snap::Snap;

/// An opened graph file and the memory of the last question.
///
/// Only the blocks that a walk of the asked limit can touch are decoded, and more when a question needs them. Asking again
/// for the same point, profile and direction with a limit that is not larger costs no new search.
#[derive(Debug)]
pub struct Engine {
    file: File,
    /// The texts of streets and of places, each once somebody asked for them.
    streets: Option<Vec<Names>>,
    place_texts: Option<Vec<PlaceTexts>>,
    loaded: Loaded,
    tree: PathTree,
    services: ServiceSearch,
    /// The question that `tree` answers, and where its point was snapped.
    answered: Option<(Question, Snap)>,
    /// The question that was last asked for an isochrone without special holes, and the answer's minutes and square metres.
    areas: Option<(Question, Vec<(f64, f64)>)>,
    /// The indexed names, once somebody searched them.
    text_search: Option<TextSearch>,
    /// How many places were added to those of the file: in all, and of each category.
    added_count: u32,
    added_per_category: Vec<u32>,
}

/// Which services are asked for.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ServicesRequest {
    /// The longest walk in minutes, above 0, at most 120.
    pub minutes: f64,
    /// Only places of these categories; `None` for all.
    pub categories: Option<Vec<String>>,
    /// At most so many in all.
    pub limit: Option<u32>,
    /// At most so many of each category.
    pub per_category: Option<u32>,
    /// Leaves out what is known to be closed then; places whose hours are not known or not understood stay.
    pub open_at: Option<LocalTime>,
}

/// Services by walking time, then id.
#[derive(Debug, Clone, PartialEq)]
pub struct ServicesAnswer {
    /// The services.
    pub services: Vec<Service>,
    /// Where the asked point meets the street.
    pub snap: Snap,
    /// Whether the walk reached the edge of the data.
    pub truncated: bool,
}

/// Where a route leads.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum RouteTarget {
    /// A place by its id.
    Place(u32),
    /// A position.
    Point(LonLat),
}

/// What is known of a place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PlaceDetails<'a> {
    /// Its map object, position on the grid and categories.
    pub place: &'a Place,
    /// Where a map shows it, `[lon, lat]` in degrees.
    pub point: [f64; 2],
    /// Names and other texts.
    pub texts: &'a PlaceTexts,
}

/// The longest route, in minutes.
const ROUTE_MINUTES: f64 = 120.0;

impl Engine {
    /// Opens a graph file. Nothing but its directory is decoded yet.
    ///
    /// # Errors
    /// Those of [`File::open`].
    pub fn open(bytes: Vec<u8>) -> Result<Self> {
        let file = File::open(bytes)?;
        let loaded = Loaded::nothing(&file)?;
        let (tree, services) = (PathTree::new(), ServiceSearch::new());
        let added_per_category = vec![0; file.categories().len()];
        Ok(Self {
            file,
            streets: None,
            place_texts: None,
            loaded,
            tree,
            services,
            answered: None,
            areas: None,
            text_search: None,
            added_count: 0,
            added_per_category,
        })
    }

    /// Decodes all that is left of the network, so that no later question has to.
    ///
    /// # Errors
    /// [`ErrorCode::Damaged`], naming the block.
    pub fn load_whole(&mut self) -> Result<()> {
        if self.loaded.load_whole(&self.file)? {
            self.answered = None;
        }
        Ok(())
    }

    /// What the file holds, and how many places with those added to it.
    pub fn info(&self) -> Info {
        let mut info = Info::of(&self.file);
        info.places = self.place_count();
        for (category, places) in info.categories.iter_mut().zip(self.places_per_category()) {
            category.places = places;
        }
        info
    }

    /// The file's table of categories.
    pub fn categories(&self) -> &[Category] {
        self.file.categories()
    }

    /// The network as far as it is decoded.
    pub fn graph(&self) -> &Graph {
        &self.loaded.graph
    }

    /// The point on a street where a walk begins (or ends, for walks to the asked point).
    ///
    /// # Errors
    /// [`ErrorCode::InvalidCoordinate`], [`ErrorCode::InvalidOption`], [`ErrorCode::OutsideData`],
    /// [`ErrorCode::TooFarFromStreet`], or [`ErrorCode::Damaged`] while decoding.
    pub fn snap(&mut self, question: &Question) -> Result<Snap> {
        self.check(question)?;
        self.snap_at(question, question.origin)
    }

    /// The places within a walk.
    ///
    /// # Errors
    /// Those of [`Engine::snap`], [`ErrorCode::InvalidMinutes`] and [`ErrorCode::UnknownCategory`].
    pub fn services(&mut self, question: &Question, request: &ServicesRequest) -> Result<ServicesAnswer> {
        let limit_ms = limit_ms(request.minutes)?;
        let categories = self.category_set(request.categories.as_deref())?;
        let snap = self.walk(question, limit_ms)?;
        if request.open_at.is_some() {
            self.place_texts()?;
        }
        let Self { loaded, tree, services, place_texts, .. } = self;
        let found = services.within(&loaded.graph, loaded.costs(), tree, limit_ms, categories);
        let found = not_closed(found, place_texts.as_deref(), request.open_at);
        let services = shorten(&loaded.graph, &found, categories, request.per_category, request.limit);
        Ok(ServicesAnswer { services, snap, truncated: self.is_truncated(limit_ms) })
    }

    /// The quickest walk from the question's point to a place or point (or back, for walks to the question's point).
    ///
    /// # Errors
    /// Those of [`Engine::snap`] for both ends, [`ErrorCode::UnknownPlace`], and [`ErrorCode::NoRoute`] if there is no walk
    /// of at most 120 minutes.
    pub fn route(&mut self, question: &Question, target: RouteTarget) -> Result<Route> {
        self.check(question)?;
        let mut minutes = self.first_guess_minutes(question, target)?;
        loop {
            let limit_ms = limit_ms(minutes)?;
            self.cover_walk(question, limit_ms)?;
            // The destination may lie further off and more may be decoded for it; what is snapped must come after.
            let (destination, end) = self.destination(question, target)?;
            let snap = self.prepare(question, limit_ms)?;
            if !self.is_answered(question, limit_ms) {
                let Self { loaded, tree, .. } = self;
                let seed = snap.seed(loaded.costs());
                destination.search(&loaded.graph, loaded.costs(), tree, seed, limit_ms);
                self.answered = Some((*question, snap));
            }
            let Self { loaded, tree, .. } = self;
            let asked = [question.origin.lon, question.origin.lat];
            let route = Route::outwards(&loaded.graph, loaded.costs(), tree, asked, &destination);
            match route.filter(|route| route.time_ms <= limit_ms) {
                Some(route) if question.direction == Direction::To => {
                    return Ok(route.reversed());
                }
                Some(route) => return Ok(route),
                None if minutes >= ROUTE_MINUTES => {
                    let (minutes, start) = (Decimal(ROUTE_MINUTES), question.origin);
                    let message = format!("no walk of {minutes} minutes joins {start} and {end}");
                    return Err(Error::new(ErrorCode::NoRoute, message));
                }
                None => minutes = (minutes * 2.0).min(ROUTE_MINUTES),
            }
        }
    }

    /// What is known of a place.
    ///
    /// # Errors
    /// [`ErrorCode::UnknownPlace`], or [`ErrorCode::Damaged`] while decoding.
    pub fn place(&mut self, id: u32) -> Result<PlaceDetails<'_>> {
        let index = self.place_index(id)?;
        let texts = known(&mut self.place_texts, || self.file.place_texts())?.get(id as usize);
        let (Some(place), Some(texts)) = (self.loaded.graph.places().get(index), texts) else {
            return Err(unknown_place(id));
        };
        let point = self.file.grid().lon_lat([place.point.x.into(), place.point.y.into()]);
        Ok(PlaceDetails { place, point, texts })
    }

    /// The names of a street by the number that edges and route steps have: 0 is no street.
    ///
    /// # Errors
    /// [`ErrorCode::Damaged`] while decoding.
    pub fn street(&mut self, street: u32) -> Result<Option<&Names>> {
        let Some(index) = street.checked_sub(1) else { return Ok(None) };
        Ok(self.streets()?.get(index as usize))
    }

    /// The names of all streets, decoded when first asked for; see [`Engine::street`].
    ///
    /// # Errors
    /// [`ErrorCode::Damaged`], naming the section.
    pub fn streets(&mut self) -> Result<&[Names]> {
        Ok(known(&mut self.streets, || self.file.streets())?)
    }

    /// The texts of all places by id, those that were added among them, decoded when first asked for.
    ///
    /// # Errors
    /// [`ErrorCode::Damaged`], naming the section.
    pub fn place_texts(&mut self) -> Result<&[PlaceTexts]> {
        Ok(known(&mut self.place_texts, || self.file.place_texts())?)
    }

    /// Searches from the question's point up to a limit, unless the tree holds the answer already.
    fn walk(&mut self, question: &Question, limit_ms: u32) -> Result<Snap> {
        self.check(question)?;
        let snap = self.prepare(question, limit_ms)?;
        if !self.is_answered(question, limit_ms) {
            let Self { loaded, tree, .. } = self;
            tree.search(&loaded.graph, loaded.costs(), &[snap.seed(loaded.costs())], limit_ms);
            self.answered = Some((*question, snap));
        }
        Ok(snap)
    }

    /// Covers a walk and snaps its point.
    fn prepare(&mut self, question: &Question, limit_ms: u32) -> Result<Snap> {
        self.cover_walk(question, limit_ms)?;
        match self.answered {
            Some((answered, snap)) if answered == *question => Ok(snap),
            _ => self.snap_at(question, question.origin),
        }
    }

    fn is_answered(&self, question: &Question, limit_ms: u32) -> bool {
        let same = self.answered.is_some_and(|(answered, _)| answered == *question);
        same && self.tree.complete_below_ms() > limit_ms
    }

    fn is_truncated(&self, limit_ms: u32) -> bool {
        let within = |&node: &u32| self.tree.cost_ms(node).is_some_and(|cost_ms| cost_ms <= limit_ms);
        self.loaded.graph.network().border_nodes.iter().any(within)
    }

    fn check(&self, question: &Question) -> Result<()> {
        question.profile.check()?;
        self.check_inside(question.origin)
    }

    fn check_inside(&self, at: LonLat) -> Result<()> {
        let LonLat { lon, lat } = LonLat::new(at.lon, at.lat)?;
        let [west, south, east, north] = self.file.header().bbox;
        if (west..=east).contains(&lon) && (south..=north).contains(&lat) {
            return Ok(());
        }
        let [west, south, east, north] = [west, south, east, north].map(Decimal);
        let message = format!("{at} lies outside the data, which covers {west},{south},{east},{north}");
        Err(Error::new(ErrorCode::OutsideData, message))
    }

    fn snap_at(&mut self, question: &Question, at: LonLat) -> Result<Snap> {
        let max_m = question.profile.max_snap_m;
        self.cover(question, at, max_m)?;
        let loaded = &self.loaded;
        Snap::nearest(&loaded.graph, &loaded.index, loaded.costs(), at, max_m).ok_or_else(|| {
            let message = format!("no street to walk on lies within {} m of {at}", Decimal(max_m));
            Error::new(ErrorCode::TooFarFromStreet, message)
        })
    }

    /// Decodes what a walk of the limit and the snap can touch, and works out what it costs there.
    fn cover_walk(&mut self, question: &Question, limit_ms: u32) -> Result<()> {
        let walk_m = f64::from(limit_ms) / question.profile.ms_per_m();
        self.cover(question, question.origin, walk_m.max(question.profile.max_snap_m))
    }

    fn cover(&mut self, question: &Question, at: LonLat, radius_m: f64) -> Result<()> {
        if self.loaded.cover(&self.file, &question.profile, question.direction, at, radius_m)? {
            self.answered = None;
        }
        Ok(())
    }

    fn category_set(&self, ids: Option<&[String]>) -> Result<CategorySet> {
        let Some(ids) = ids else { return Ok(CategorySet::ALL) };
        ids.iter().map(|id| self.category_index(id)).collect()
    }

    /// The index of a category in the file's table.
    ///
    /// # Errors
    /// [`ErrorCode::UnknownCategory`], naming it.
    pub fn category_index(&self, id: &str) -> Result<u8> {
        let position = self.file.categories().iter().position(|category| category.id == id);
        position.and_then(|position| u8::try_from(position).ok()).ok_or_else(|| {
            let message = format!("category \"{id}\" is not in the file's table");
            Error::new(ErrorCode::UnknownCategory, message)
        })
    }

    /// Number of places, added ones included.
    fn place_count(&self) -> u32 {
        self.file.counts().places.saturating_add(self.added_count)
    }

    /// Number of places of each category, added ones included.
    fn places_per_category(&self) -> Vec<u32> {
        let in_file = &self.file.counts().places_per_category;
        in_file
            .iter()
            .zip(&self.added_per_category)
            .map(|(file, added)| file.saturating_add(*added))
            .collect()
    }

    /// The index of a place in the graph; decodes everything if it is not in what is loaded.
    fn place_index(&mut self, id: u32) -> Result<usize> {
        let find = |loaded: &Loaded| loaded.graph.places().binary_search_by_key(&id, |place| place.id);
        if id >= self.place_count() {
            return Err(unknown_place(id));
        }
        if let Ok(index) = find(&self.loaded) {
            return Ok(index);
        }
        self.load_whole()?;
        find(&self.loaded).map_err(|_| unknown_place(id))
    }

    fn destination(&mut self, question: &Question, target: RouteTarget) -> Result<(Destination, String)> {
        match target {
            RouteTarget::Place(id) => {
                let index = self.place_index(id)?;
                Ok((Destination::place(&self.loaded.graph, index as u32), format!("place {id}")))
            }
            RouteTarget::Point(at) => {
                let snap = self.snap_at(question, at)?;
                Ok((Destination::point([at.lon, at.lat], &snap), at.to_string()))
            }
        }
    }

    /// Twice the time of the straight line: most walks are shorter, and only what they can touch is decoded.
    fn first_guess_minutes(&mut self, question: &Question, target: RouteTarget) -> Result<f64> {
        let grid = self.file.grid();
        let end = match target {
            RouteTarget::Place(id) => {
                let index = self.place_index(id)?;
                self.loaded.graph.places()[index].point
            }
            RouteTarget::Point(at) => {
                self.check_inside(at)?;
                grid.point(at)
            }
        };
        let straight_m = grid.distance_m(grid.point(question.origin), end);
        Ok((straight_m * question.profile.ms_per_m() / 60_000.0 * 2.0).clamp(15.0, ROUTE_MINUTES))
    }
}

/// What is known, or becomes so now.
fn known<T>(value: &mut Option<T>, make: impl FnOnce() -> Result<T>) -> Result<&mut T> {
    let known = match value.take() {
        Some(known) => known,
        None => make()?,
    };
    Ok(value.insert(known))
}

fn unknown_place(id: u32) -> Error {
    Error::new(ErrorCode::UnknownPlace, format!("place {id} is not in the file"))
}
