//! From the cells of the arrival field to polygons.
//!
//! A contour crosses the line between two neighbouring cells where one is within the limit and the other is not, at the point
//! between them where the time equals the limit (marching squares, after Lorensen and Cline's marching cubes, 1987). Where it
//! crosses rows is read off bits that tell which cells are within ([`Within`]); from there each ring is followed from cell to cell
//! ([`follow`]), nested in others ([`rings`]) and generalized ([`generalize`]).
//!
//! Every ring of a contour passes strictly between cells, each gap between two neighbouring cells is crossed at most once,
//! and generalizing keeps it so. Therefore rings never touch themselves or each other, and polygons are valid by
//! construction.

mod follow;
mod generalize;
mod rings;
mod within;

pub(crate) use rings::{Polygons, doubled_area, polygons};
pub(crate) use within::Within;

/// Steps of a [`Position`] in a cell: about 1 cm each, so that every cell of the world can be counted in an `i32`.
pub(crate) const STEPS: i32 = 1 << 10;

/// A position in [`STEPS`] of cells, counted eastwards and northwards in the world; whole cells are samples.
pub(crate) type Position = [i32; 2];
