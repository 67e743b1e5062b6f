//! Turns OpenStreetMap extracts into Yike graph files.

pub mod date;
pub mod error;
pub mod osm;
mod osm_chunk;
pub mod read;
mod read_pbf;
mod read_xml;
pub mod strings;
pub mod walkable;
pub mod way_attributes;

pub use error::{Error, Result};
