//! From the cells of the arrival field to polygons.
//!
//! Contours are traced by marching squares (after Lorensen and Cline's marching cubes, 1987) in one sweep over the rows of
//! cells, all limits at once ([`Crossings`]): a contour crosses the line between two neighbouring cells where one is within
//! the limit and the other is not, at the point between them where the time equals the limit. Rings are then followed,
//! nested ([`rings`]) and generalized ([`generalize`]).
//!
//! Every ring of a contour passes strictly between cells, each gap between two neighbouring cells is crossed at most once,
//! and generalizing keeps it so. Therefore rings never touch themselves or each other, and polygons are valid by
//! construction.

mod crossings;
mod generalize;
mod rings;

pub(crate) use crossings::Sweep;
pub(crate) use rings::{Polygons, doubled_area, polygons};

/// Steps of a [`Position`] in a cell: about 1 cm each, so that every cell of the world can be counted in an `i32`.
pub(crate) const STEPS: i32 = 1 << 10;

/// A position in [`STEPS`] of cells, counted eastwards and northwards in the world; whole cells are samples.
pub(crate) type Position = [i32; 2];
