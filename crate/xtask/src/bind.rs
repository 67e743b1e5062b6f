//! Generates the JavaScript glue, with the generator that Cargo.lock pins beside the crate it must match.

use std::path::{Path, PathBuf};

use anyhow::Result;
use wasm_bindgen_cli_support::Bindgen;

/// Writes glue and bound module to `folder` and returns the path of the module.
///
/// The glue is of the form made for bundlers: an ES module that holds the imports and is handed the instance, so that
/// the facade decides how the module is fetched and instantiated.
///
/// # Errors
/// If the module cannot be read or bound.
pub fn bind(module: &Path, folder: &Path) -> Result<PathBuf> {
    Bindgen::new()
        .input_path(module)
        .out_name("yike")
        .bundler(true)?
        .typescript(true)
        .demangle(false)
        .remove_producers_section(true)
        .generate(folder)?;
    Ok(folder.join("yike_bg.wasm"))
}
