//! What can be reached on foot in a quarter of an hour, and what is missing there.
//!
//! An [`Engine`] holds one city and answers questions about it, one after another:
//!
//! ```
//! use yike::engine::{IsochroneRequest, ServicesRequest};
//! use yike::grid::LonLat;
//! use yike::profile::Profile;
//! use yike::question::{Direction, Question};
//!
//! # let monaco = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/monaco.yike");
//! let mut engine = yike::Engine::open(std::fs::read(monaco)?)?;
//! let question = Question {
//!     origin: LonLat::new(7.4211, 43.7325)?,
//!     profile: Profile::named("elder")?,
//!     direction: Direction::From,
//! };
//! let rings = engine.isochrone(&question, &IsochroneRequest::default())?.isochrone;
//! let [quarter_hour, ten, five] = &rings.contours[..] else { panic!("three limits by default") };
//! assert!(quarter_hour.area_m2 > ten.area_m2 && ten.area_m2 > five.area_m2);
//!
//! let near = engine.services(&question, &ServicesRequest { minutes: 5.0, ..ServicesRequest::default() })?;
//! assert!(near.services.iter().all(|service| service.seconds() <= 300.0));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Data flows one way. The bytes of a file ([`format`](mod@format)) become the columns of a [`network`], these a [`graph`] with an
//! [`edge_index`]. A question names a point, a [`profile`] and a direction; the point is [`snap`]ped to a street, the profile
//! gives each street its [`costs`], and the [`search`] finds the quickest ways from there. Their times, spread over the
//! ground beside the streets, are the arrival [`field`], whose contours are the [`isochrone`]s; [`services`], [`route`] and
//! [`circle`] read the same search, and [`walk_lengths`] adds up metres where they are asked for. None of it knows files,
//! clocks or JavaScript.

pub mod added_places;
pub mod arrival;
pub mod attributes;
mod bucket_queue;
pub mod circle;
mod contour;
pub mod costs;
pub mod datum;
mod decimal;
pub mod edge_index;
pub mod engine;
pub mod error;
pub mod field;
pub mod format;
pub mod graph;
pub mod grid;
pub mod info;
pub mod isochrone;
mod loaded;
mod lower_case;
pub mod network;
mod numbering;
pub mod opening_hours;
pub mod profile;
pub mod question;
mod rounded;
pub mod route;
mod row_scales;
pub mod search;
pub mod search_text;
pub mod services;
pub mod snap;
pub mod standard;
mod standard_files;
mod stretch;
pub mod walk_lengths;

pub use engine::Engine;
pub use error::{Error, ErrorCode, Result};
pub use graph::Graph;
