//! Networks built from real extracts against the maps they come from: courses, lengths of walks, what is reached and what lies
//! in the rings.

#![allow(missing_docs)]

#[path = "../../../engine/tests/isochrone/brute_force.rs"]
mod brute_force;
mod city;
mod field_oracle;
mod geometry;
mod lengths;
mod reach;
