//! Isochrones: properties on random networks against brute force, and hand-drawn streets with known answers.

#![allow(missing_docs)]

mod brute_force;
mod hand_drawn;
mod kept_ground;
mod laws;
mod monaco;
mod properties;
mod shapes;
#[path = "../support/mod.rs"]
mod support;
