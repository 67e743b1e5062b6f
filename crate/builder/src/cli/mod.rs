//! The commands of `yike`, one a file.

pub mod build;
