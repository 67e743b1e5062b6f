//! Turns OpenStreetMap extracts into Yike graph files.

pub mod area;
pub mod backdrop;
mod backdrop_kind;
pub mod build;
pub mod categories;
pub mod city_places;
pub mod components;
pub mod contract;
pub mod date;
#[cfg(test)]
mod drawing;
mod drawn_edge;
mod edge_tree;
pub mod entrances;
pub mod error;
pub mod extent;
pub mod facilities;
mod facilities_geojson;
mod fit_walks;
mod gateways;
mod grouped;
pub mod merge;
pub mod names;
pub mod network;
pub mod osm;
mod osm_chunk;
pub mod pinyin;
pub mod places;
pub mod read;
mod read_pbf;
mod read_xml;
pub mod report;
mod sample_walks;
mod sight_lines;
mod signals;
mod simplify;
mod source_line;
pub mod stations;
pub mod strings;
mod text_encoding;
mod visibility;
pub mod walk_areas;
pub mod walk_network;
pub mod walkable;
pub mod way_attributes;

pub use error::{Error, Result};
