//! The boundary between the engine and JavaScript: converts options and results, and does nothing else.
//!
//! Questions arrive as plain arguments that the facade (`www/lib`) has checked for type; ranges are the engine's to check.
//! Answers leave as a [`reply`]; errors as a pair of code and message. No view into this memory leaves the facade, and
//! nothing here is 64 bits wide on the JavaScript side, as old browsers have no BigInt.

mod question;
mod reply;

use js_sys::Array;
use wasm_bindgen::prelude::*;
use yike::datum::Datum;
use yike::engine::{RouteTarget, ServicesRequest};
use yike::network::{OsmId, OsmKind};
use yike::question::Question;

use question::{datum, position, question};
use reply::Reply;

/// What a call returns to JavaScript: a reply, or `[code, message]`.
type Answer = Result<Array, JsValue>;

/// An error as the facade expects it.
fn thrown(error: yike::Error) -> JsValue {
    Array::of2(&error.code().as_str().into(), &error.to_string().into()).into()
}

/// One opened graph file.
#[wasm_bindgen]
pub struct Engine {
    engine: yike::Engine,
}

#[wasm_bindgen]
impl Engine {
    /// Opens a graph file.
    #[wasm_bindgen(constructor)]
    pub fn open(bytes: Vec<u8>) -> Result<Engine, JsValue> {
        Ok(Self { engine: yike::Engine::open(bytes).map_err(thrown)? })
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

    /// Snap, whether the data ended, and the services: id, seconds, metres, position.
    #[allow(clippy::too_many_arguments)]
    pub fn services(
        &mut self,
        lon: f64,
        lat: f64,
        datum_number: u8,
        profile: &str,
        parameters: &[f64],
        towards: bool,
        minutes: f64,
        categories: Option<Vec<String>>,
        limit: Option<u32>,
        per_category: Option<u32>,
    ) -> Answer {
        let datum = datum(datum_number);
        let question = question([lon, lat], datum, profile, parameters, towards).map_err(thrown)?;
        let request = ServicesRequest { minutes, categories, limit, per_category };
        let answer = self.engine.services(&question, &request).map_err(thrown)?;
        let mut reply = Reply::new(datum);
        reply.snap(&answer.snap);
        reply.flag(answer.truncated);
        reply.number(answer.services.len() as u32);
        for service in &answer.services {
            let point = self.engine.place(service.place).map_err(thrown)?.point;
            reply.number(service.place);
            reply.number(service.seconds());
            reply.number(service.metres());
            reply.position(point);
        }
        Ok(reply.finish())
    }

    /// The walk to a place.
    #[allow(clippy::too_many_arguments)]
    pub fn route_to_place(
        &mut self,
        lon: f64,
        lat: f64,
        datum_number: u8,
        profile: &str,
        parameters: &[f64],
        towards: bool,
        id: u32,
    ) -> Answer {
        let datum = datum(datum_number);
        let question = question([lon, lat], datum, profile, parameters, towards).map_err(thrown)?;
        self.route(datum, &question, RouteTarget::Place(id)).map_err(thrown)
    }

    /// The walk to a position.
    #[allow(clippy::too_many_arguments)]
    pub fn route_to_point(
        &mut self,
        lon: f64,
        lat: f64,
        datum_number: u8,
        profile: &str,
        parameters: &[f64],
        towards: bool,
        to_lon: f64,
        to_lat: f64,
    ) -> Answer {
        let datum = datum(datum_number);
        let question = question([lon, lat], datum, profile, parameters, towards).map_err(thrown)?;
        let to = position([to_lon, to_lat], datum).map_err(thrown)?;
        self.route(datum, &question, RouteTarget::Point(to)).map_err(thrown)
    }

    /// Id, position and three texts of a place.
    pub fn place(&mut self, id: u32, datum_number: u8) -> Answer {
        let place = self.engine.place(id).map_err(thrown)?;
        let mut reply = Reply::new(datum(datum_number));
        reply.number(id);
        reply.position(place.point);
        for text in [&place.texts.opening_hours, &place.texts.wheelchair, &place.texts.phone] {
            reply.text(text);
        }
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

impl Engine {
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
