//! Runs Binaryen's optimiser over the bound module.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

/// Optimises the module in place with the `wasm-opt` that package-lock.json pins.
///
/// # Errors
/// If it is not installed (`npm ci` installs it) or fails.
pub fn optimise(root: &Path, module: &Path) -> Result<()> {
    let program = root.join("node_modules/.bin/wasm-opt");
    let status = Command::new(&program)
        .arg(module)
        .arg("-o")
        .arg(module)
        .args(["-O3", "--mvp-features", "--strip-debug", "--strip-producers", "--strip-target-features"])
        .status()
        .with_context(|| format!("cannot start {}; `npm ci` installs it", program.display()))?;
    if !status.success() {
        bail!("wasm-opt failed");
    }
    Ok(())
}
