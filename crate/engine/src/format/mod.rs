//! The graph file: one small file for a city, specified byte for byte in `FORMAT.md` beside this crate's sources.
//!
//! [`write()`] turns [`Parts`](crate::network::Parts) into the bytes of a file; [`File`] opens them again and decodes all of the network
//! or only the blocks around a place.

mod assemble;
mod backdrop;
mod block;
mod bytes;
mod checksum;
mod compress;
mod directory;
mod entrance_coder;
mod file;
mod inflate;
mod measured_line;
#[cfg(test)]
mod mutation;
mod number;
mod open_nodes;
mod place_coder;
mod range_coder;
mod segment;
mod split;
mod street_walk;
mod texts;
mod traits;
mod validate;
mod walk_order;
mod write;

pub(crate) use assemble::assemble;
pub(crate) use block::Block;
pub use directory::Counts;
pub use file::File;
pub use write::write;

/// The first bytes of every graph file.
const MAGIC: &[u8] = b"YIKE";
/// The version of the format.
const VERSION: u32 = 1;
/// Magic, version, length of the packed directory, its unpacked length, its checksum.
const PREAMBLE_LENGTH: usize = 20;
