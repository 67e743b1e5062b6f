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
mod edge_tree;
pub mod entrances;
pub mod error;
pub mod extent;
pub mod facilities;
mod facilities_geojson;
mod gateways;
pub mod merge;
pub mod names;
pub mod network;
pub mod node_cells;
pub mod osm;
mod osm_chunk;
pub mod pinyin;
pub mod places;
pub mod read;
mod read_pbf;
mod read_xml;
pub mod report;
mod sight_lines;
mod signals;
pub mod simplify;
pub mod stations;
pub mod strings;
mod text_encoding;
mod visibility;
pub mod walk_areas;
pub mod walk_network;
pub mod walkable;
pub mod way_attributes;

pub use error::{Error, Result};
