//! The commands of `yike`, one a file.

mod asking;
mod batch;
pub mod build;
pub mod circle;
pub mod info;
pub mod isochrone;
mod json;
pub mod route;
pub mod services;
