//! The boundary between the engine and JavaScript: converts options and results, and does nothing else.
//!
//! Questions arrive as plain arguments that the facade (`www/lib`) has checked for type; ranges are the engine's to check.
//! Answers leave as a [`reply`]; errors as a pair of code and message. No view into this memory leaves the facade, and
//! nothing here is 64 bits wide on the JavaScript side, as old browsers have no BigInt.

#[cfg(feature = "bench")]
mod bench;
mod question;
mod reply;
mod standard;
mod written;

use js_sys::Array;
use wasm_bindgen::prelude::*;
use yike::added_places::{Row, Table};
use yike::circle::Group;
use yike::datum::Datum;
use yike::engine::{
    CircleAnswer, CircleRequest, DEFAULT_SEARCH_MINUTES, IsochroneRequest, Look, RouteTarget, ServicesRequest,
};
use yike::isochrone::DEFAULT_MIN_HOLE_AREA_M2;
use yike::network::{OsmId, OsmKind};
use yike::opening_hours::LocalTime;
use yike::question::Question;
use yike::search_text::Named;
use yike::standard::{FILES, Standard};

use question::{datum, position, question};
use reply::{Reply, pair};
use standard::standard;
use written::{kind_number, open_number, write_circle_item, write_contour, write_service};

/// In place of the standard library's allocator, which is larger and slower.
#[cfg(target_family = "wasm")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// What a call returns to JavaScript: a reply, or `[code, message]`.
type Answer = Result<Array, JsValue>;

/// An error as the facade expects it.
fn thrown(error: yike::Error) -> JsValue {
    pair(&error.code().as_str().into(), &error.to_string().into()).into()
}

/// One opened graph file.
#[wasm_bindgen]
pub struct Engine {
    engine: yike::Engine,
    /// The standard that circles are asked for; crosses only when it changes.
    standard: Option<Standard>,
}

#[wasm_bindgen]
impl Engine {
    /// Opens a graph file.
    #[wasm_bindgen(constructor)]
    pub fn open(bytes: Vec<u8>) -> Result<Engine, JsValue> {
        Ok(Self { engine: yike::Engine::open(bytes).map_err(thrown)?, standard: None })
    }

    /// Four texts, the extent, five counts, whether there is a backdrop, and the categories.
    pub fn info(&self, datum_number: u8) -> Answer {
        let info = self.engine.info();
        let mut reply = Reply::new(datum(datum_number));
        let header = &info.header;
        for text in [&header.name, &header.data_date, &header.attribution, &header.builder] {
            reply.text(text);
        }
        let [west, south, east, north] = header.bbox;
        reply.position([west, south]);
        reply.position([east, north]);
        for count in [info.nodes, info.edges, info.places, info.blocks, info.bytes] {
            reply.number(count);
        }
        reply.flag(info.has_backdrop);
        reply.list(&info.categories, |reply, known| {
            reply.text(&known.category.id);
            reply.text(&known.category.zh);
            reply.text(&known.category.en);
            reply.number(known.places);
        });
        Ok(reply.finish())
    }

    /// Snap, whether the data ended, and the contours: minutes, area, polygons of rings of positions.
    pub fn isochrone(
        &mut self,
        asked: &[f64],
        profile: &str,
        minutes: Vec<f64>,
        min_hole_area_m2: Option<f64>,
    ) -> Answer {
        let (question, datum) = question(asked, profile).map_err(thrown)?;
        let min_hole_area_m2 = min_hole_area_m2.unwrap_or(DEFAULT_MIN_HOLE_AREA_M2);
        let request = IsochroneRequest { minutes, min_hole_area_m2 };
        let answer = self.engine.isochrone(&question, &request).map_err(thrown)?;
        let mut reply = Reply::new(datum);
        reply.snap(&answer.snap);
        reply.flag(answer.truncated);
        reply.list(&answer.isochrone.contours, write_contour);
        Ok(reply.finish())
    }

    /// Snap, whether the data ended, and the services: id, seconds, metres, position, whether known to be open.
    #[allow(clippy::too_many_arguments)]
    pub fn services(
        &mut self,
        asked: &[f64],
        profile: &str,
        minutes: f64,
        categories: Option<Vec<String>>,
        limit: Option<u32>,
        per_category: Option<u32>,
        open_at: Option<String>,
    ) -> Answer {
        let (question, datum) = question(asked, profile).map_err(thrown)?;
        let open_at = local_time(open_at)?;
        let request = ServicesRequest { minutes, categories, limit, per_category, open_at };
        let answer = self.engine.services(&question, &request).map_err(thrown)?;
        let mut reply = Reply::new(datum);
        reply.snap(&answer.snap);
        reply.flag(answer.truncated);
        reply.number(answer.services.len() as u32);
        for service in &answer.services {
            write_service(&mut self.engine, &mut reply, service, open_at).map_err(thrown)?;
        }
        Ok(reply.finish())
    }

    /// The walk to a place.
    pub fn route_to_place(&mut self, asked: &[f64], profile: &str, id: u32) -> Answer {
        let (question, datum) = question(asked, profile).map_err(thrown)?;
        self.route(datum, &question, RouteTarget::Place(id)).map_err(thrown)
    }

    /// The walk to a position.
    pub fn route_to_point(&mut self, asked: &[f64], profile: &str, to_lon: f64, to_lat: f64) -> Answer {
        let (question, datum) = question(asked, profile).map_err(thrown)?;
        let to = position([to_lon, to_lat], datum).map_err(thrown)?;
        self.route(datum, &question, RouteTarget::Point(to)).map_err(thrown)
    }

    /// Chooses the standard of the circles that are asked for next.
    pub fn use_standard(&mut self, numbers: &[f64], texts: Vec<String>) -> Result<(), JsValue> {
        self.standard = Some(standard(numbers, texts).map_err(thrown)?);
        Ok(())
    }

    /// Snap, whether the data ended, score (−1 for none), the gaps, the themes, the items, those of the green rule, and the ring.
    pub fn circle(
        &mut self,
        asked: &[f64],
        profile: &str,
        group: u8,
        search_minutes: Option<f64>,
        open_at: Option<String>,
    ) -> Answer {
        let (question, datum) = question(asked, profile).map_err(thrown)?;
        let Self { engine, standard } = self;
        let Some(standard) = standard else { return Err(JsValue::from_str("no standard is in use")) };
        let group = GROUPS.get(usize::from(group)).copied().unwrap_or_default();
        let search_minutes = search_minutes.unwrap_or(DEFAULT_SEARCH_MINUTES);
        let open_at = local_time(open_at)?;
        let request = CircleRequest { standard, group, search_minutes, open_at };
        let CircleAnswer { circle, ring, snap, truncated } =
            engine.circle(&question, &request).map_err(thrown)?;
        let mut reply = Reply::new(datum);
        reply.snap(&snap);
        reply.flag(truncated);
        reply.number(circle.score.unwrap_or(-1.0));
        reply.list(&circle.gaps, |reply, &gap| reply.number(gap));
        reply
            .list(&circle.themes, |reply, theme| reply.list(&theme.items, |reply, &item| reply.number(item)));
        for items in [&circle.items, &circle.green] {
            reply.number(items.len() as u32);
            for item in items {
                write_circle_item(engine, &mut reply, item, open_at).map_err(thrown)?;
            }
        }
        reply.list(ring.as_slice(), |reply, ring| {
            reply.number(ring.minutes);
            reply.number(ring.area_m2);
            reply.number(ring.catchment_ratio);
        });
        Ok(reply.finish())
    }

    /// Streets and places by name: for each whether it is a place, its id if it is, its names and position.
    pub fn search(&mut self, text: &str, near: Option<Vec<f64>>, limit: u32, datum_number: u8) -> Answer {
        let datum = datum(datum_number);
        let near = match near.as_deref() {
            Some(&[lon, lat]) => Some(position([lon, lat], datum).map_err(thrown)?),
            _ => None,
        };
        let hits = self.engine.search_text(text, near, limit as usize).map_err(thrown)?;
        let mut reply = Reply::new(datum);
        reply.list(&hits, |reply, hit| {
            let (is_place, id) = match hit.named {
                Named::Place(id) => (true, id),
                Named::Street(index) => (false, index),
            };
            reply.flag(is_place);
            reply.number(id);
            for text in [&hit.names.local, &hit.names.zh, &hit.names.en] {
                reply.text(text);
            }
            reply.position(hit.point);
        });
        Ok(reply.finish())
    }

    /// Adds the places of a CSV text: how many joined, and line and reason of each row that did not.
    pub fn add_places_csv(&mut self, text: &str, datum_number: u8) -> Answer {
        self.add_table(&Table::from_csv(text), datum_number)
    }

    /// Adds the places of a table whose cells come row by row: as [`Engine::add_places_csv`], rows counted from 1.
    pub fn add_places_table(&mut self, heading: Vec<String>, cells: Vec<String>, datum_number: u8) -> Answer {
        let rows = cells.chunks(heading.len().max(1));
        let rows = (1..).zip(rows).map(|(line, cells)| Row { line, cells: cells.to_vec() }).collect();
        self.add_table(&Table { heading, rows }, datum_number)
    }

    /// The shapes within a bounding box: number of the kind, lines, and of streets the kind of way and the name.
    pub fn backdrop(&mut self, west: f64, south: f64, east: f64, north: f64, datum_number: u8) -> Answer {
        let datum = datum(datum_number);
        let low = position([west, south], datum).map_err(thrown)?;
        let high = position([east, north], datum).map_err(thrown)?;
        let shapes = self.engine.backdrop([low.lon, low.lat, high.lon, high.lat]).map_err(thrown)?;
        let streets = self.engine.streets().map_err(thrown)?;
        let mut reply = Reply::new(datum);
        reply.list(&shapes, |reply, shape| {
            reply.number(kind_number(shape.look));
            reply.list(&shape.lines, |reply, line| reply.positions(line));
            if let Look::Street { class, street } = shape.look {
                reply.text(class.name());
                let index = street.checked_sub(1).map(|index| index as usize);
                reply.text(index.and_then(|index| streets.get(index)).map_or("", |names| &names.local));
            }
        });
        Ok(reply.finish())
    }

    /// Id, position and three texts of a place, and whether it is open.
    pub fn place(&mut self, id: u32, datum_number: u8, open_at: Option<String>) -> Answer {
        let open = open_number(&mut self.engine, id, local_time(open_at)?).map_err(thrown)?;
        let place = self.engine.place(id).map_err(thrown)?;
        let mut reply = Reply::new(datum(datum_number));
        reply.number(id);
        reply.position(place.point);
        for text in [&place.texts.opening_hours, &place.texts.wheelchair, &place.texts.phone] {
            reply.text(text);
        }
        reply.number(open);
        Ok(reply.finish())
    }

    /// Map object, names and categories of each of some places.
    pub fn place_texts(&mut self, ids: &[u32]) -> Answer {
        let mut reply = Reply::new(Datum::Wgs84);
        for &id in ids {
            let place = self.engine.place(id).map_err(thrown)?;
            let (kind, number) = match place.place.osm {
                None => (0, 0),
                Some(OsmId { kind: OsmKind::Node, id }) => (1, id),
                Some(OsmId { kind: OsmKind::Way, id }) => (2, id),
                Some(OsmId { kind: OsmKind::Relation, id }) => (3, id),
            };
            reply.number(kind);
            // Ids are below 2^53, the whole numbers that a JavaScript number holds exactly.
            reply.number(number as f64);
            let names = &place.texts.names;
            for text in [&names.local, &names.zh, &names.en] {
                reply.text(text);
            }
            reply.list(&place.place.categories, |reply, &category| reply.number(category));
        }
        Ok(reply.finish())
    }
}

/// A position in another datum, as `[lon, lat]`.
#[wasm_bindgen]
pub fn convert(lon: f64, lat: f64, from: u8, to: u8) -> Answer {
    let at = position([lon, lat], datum(from)).map_err(thrown)?;
    let mut reply = Reply::new(datum(to));
    reply.position([at.lon, at.lat]);
    Ok(reply.finish())
}

/// The JSON text of a standard that ships with the engine; undefined for an unknown name.
#[wasm_bindgen]
pub fn standard_text(name: &str) -> Option<String> {
    FILES.iter().find(|(id, _)| *id == name).map(|(_, text)| (*text).to_owned())
}

/// A local date and time as callers write it.
fn local_time(text: Option<String>) -> Result<Option<LocalTime>, JsValue> {
    text.map(|text| LocalTime::parse(&text)).transpose().map_err(thrown)
}

/// In the order of the facade's list.
const GROUPS: [Group; 4] = [Group::All, Group::Elder, Group::Child, Group::Working];

impl Engine {
    fn add_table(&mut self, table: &Table, datum_number: u8) -> Answer {
        let added = self.engine.add_places(table, datum(datum_number)).map_err(thrown)?;
        let mut reply = Reply::new(Datum::Wgs84);
        reply.number(added.added);
        reply.list(&added.rejected, |reply, rejected| {
            reply.number(rejected.line);
            reply.text(&rejected.reason);
        });
        Ok(reply.finish())
    }

    fn route(&mut self, datum: Datum, question: &Question, target: RouteTarget) -> yike::Result<Array> {
        let route = self.engine.route(question, target)?;
        let mut reply = Reply::new(datum);
        reply.number(route.seconds());
        reply.number(route.metres());
        reply.number(route.steps.len() as u32);
        for step in &route.steps {
            let names = self.engine.street(step.street)?;
            reply.text(names.map_or("", |names| &names.local));
            reply.text(step.class_name());
            reply.number(step.metres());
            reply.number(step.seconds());
        }
        reply.positions(&route.points);
        Ok(reply.finish())
    }
}
