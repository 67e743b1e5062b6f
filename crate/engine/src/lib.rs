//! What can be reached on foot in a quarter of an hour, and what is missing there.

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
pub mod route;
mod row_scales;
pub mod search;
pub mod search_text;
pub mod services;
pub mod snap;
pub mod standard;
mod stretch;

pub use engine::Engine;
pub use error::{Error, ErrorCode, Result};
pub use graph::Graph;
