//! The arrival field: when a walker is at any piece of ground.
//!
//! Ground is sampled at the centres of square cells of [`CELL_UNITS`] (about 12 m), on a grid that is fixed in the world.
//! Every cell belongs to the edge nearest to it, up to [`SIDE_WALK_LIMIT_M`] away, whether a walk reaches that edge or not:
//!
//! > A(x) = the time at the point of the network nearest to x, along the network, + the straight walk from there to x.
//!
//! So walking never leaps to the far bank or through a wall merely because it is near. Which edge owns which cell depends
//! on the graph alone, not on the question and not on the profile: ground beside steps belongs to the steps, and a
//! wheelchair does not reach it. It is worked out once per tile ([`Ownership`]) and kept; a question only fills in times
//! ([`ArrivalField`]).
//!
//! Four refinements:
//! - Where streets run closer together than cells, some would be the nearest to none. So a cell in which streets at ground
//!   level meet, bend or end is reached from that of these points which is nearest to its centre, whatever passes nearer:
//!   unless two such points share a cell, each is in time exactly if its cell is.
//! - A street is not a line: within [`STREET_HALF_WIDTH_M`] of it one is on it, and only what lies beyond counts as a
//!   straight walk. Without this the field has a sharp ridge along every street, which a grid of cells cuts short.
//! - A bridge or tunnel never takes ground from the streets at ground level: it adds its own strip, where it is nearer
//!   than they are, and the ground below keeps its owner. The earlier of the two times counts. So a bridge that is not
//!   reached cuts no slit through reached ground.
//! - The four cells around the snapped origin are reached as soon as the origin is, however short the walk.

mod arrival;
mod border;
mod cell_rows;
mod cells;
mod drawing;
mod edge_times;
mod filled_field;
mod ground;
mod labeller;
mod limits;
mod node_numbers;
mod ownership;
mod reachable_tiles;
mod runs;
mod seed;
mod tile_cells;
mod way;

pub use arrival::ArrivalField;
pub(crate) use cell_rows::CellRows;
pub use cells::Cells;
pub(crate) use filled_field::{FilledField, filled_tiles};
pub use limits::Limits;
pub use ownership::Ownership;
pub(crate) use tile_cells::KNOWN;
pub(crate) use way::Way;

use crate::edge_index::TILE_UNITS;

/// Side of a cell in grid units, about 12 m.
pub const CELL_UNITS: i32 = 11;

/// Cells along a side of a tile.
pub const TILE_CELLS: usize = (TILE_UNITS / CELL_UNITS) as usize;

/// How far ground may lie from its edge, in metres.
pub const SIDE_WALK_LIMIT_M: f64 = 40.0;

/// How far from the middle of a street the ground still counts as the street itself, in metres.
pub const STREET_HALF_WIDTH_M: f64 = 4.0;

/// Side of a cell in metres, as far as times are concerned (the true side varies by a few parts in a thousand).
pub const CELL_M: f64 = 12.2;

/// From the south-western corner of a cell to the point that stands for it, in grid units, in both directions.
pub const SAMPLE_OFFSET_UNITS: i32 = CELL_UNITS / 2;

/// The south-western cell of a tile, counted eastwards and northwards from longitude and latitude 0.
pub(crate) fn first_cell(column: i32, row: i32) -> [i32; 2] {
    [column * TILE_CELLS as i32, row * TILE_CELLS as i32]
}
