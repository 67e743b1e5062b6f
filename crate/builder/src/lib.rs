//! Turns OpenStreetMap extracts into Yike graph files.

pub mod area;
pub mod categories;
pub mod date;
mod edge_tree;
pub mod entrances;
pub mod error;
mod gateways;
pub mod names;
pub mod osm;
mod osm_chunk;
pub mod places;
pub mod read;
mod read_pbf;
mod read_xml;
pub mod strings;
pub mod walkable;
pub mod way_attributes;

pub use error::{Error, Result};
