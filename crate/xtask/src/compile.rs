//! Compiles the boundary crate and the standard library for WebAssembly 1.0.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::toolchain::Toolchain;

/// WebAssembly 1.0; and a panic, which no input can cause, is a bare trap without text, to keep the module small.
const RUSTFLAGS: &str = "-C target-cpu=mvp -Z unstable-options -C panic=immediate-abort";

/// When everything is linked and optimised together, no function is copied into its callers but where that makes it smaller, and
/// no load is repeated to save another: 2 % smaller and no slower. As `RUSTFLAGS` they would hold within each crate, too, and make
/// rings 5 % slower.
const KEEP_SMALL: [&str; 2] = ["llvm-args=-inline-threshold=0", "llvm-args=-enable-load-pre=false"];

/// Compiles `yike-wasm` with some of its features and returns the path of the module.
///
/// # Errors
/// If cargo fails; it has printed why.
pub fn compile(root: &Path, toolchain: &Toolchain, features: &[&str]) -> Result<PathBuf> {
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |dir| root.join(dir));
    // A folder of its own, as another compiler than the one of the native build may be at work.
    let target = target.join(match toolchain {
        Toolchain::Rustup => "wasm",
        Toolchain::Debian => "wasm-debian",
    });
    let status = toolchain
        .cargo()
        .current_dir(root)
        .env("CARGO_TARGET_DIR", &target)
        .env("RUSTFLAGS", RUSTFLAGS)
        .args(["rustc", "--profile", "wasm", "--locked", "--package", "yike-wasm"])
        .args([
            "--target",
            "wasm32-unknown-unknown",
            "-Zbuild-std=std,panic_abort",
            "-Zbuild-std-features=optimize_for_size",
        ])
        .args(features.iter().flat_map(|feature| ["--features", feature]))
        .arg("--")
        .args(KEEP_SMALL.iter().flat_map(|flag| ["-C", flag]))
        .status()
        .context("cannot start cargo")?;
    if !status.success() {
        bail!("cargo could not compile crate/wasm");
    }
    Ok(target.join("wasm32-unknown-unknown/wasm/yike_wasm.wasm"))
}
