//! What can be reached on foot in a quarter of an hour, and what is missing there.

pub mod attributes;
pub mod datum;
pub mod edge_index;
pub mod error;
pub mod graph;
pub mod grid;
pub mod network;

pub use error::{Error, ErrorCode, Result};
pub use graph::Graph;
