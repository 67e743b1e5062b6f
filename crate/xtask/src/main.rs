//! Project automation, run as `cargo xtask COMMAND`.
//!
//! `cargo xtask wasm` makes `build/wasm/`: the engine as one WebAssembly module that every engine since 2017 accepts,
//! and the JavaScript glue that goes with it. `cargo xtask wasm --bench` makes `build/wasm-bench/`, with parts of questions as well, to be timed.

mod bind;
mod compile;
mod features;
mod optimise;
mod toolchain;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["wasm"] => wasm("build/wasm", &[]),
        ["wasm", "--bench"] => wasm("build/wasm-bench", &["bench"]),
        ["check-wasm", file] => check(Path::new(file)),
        _ => {
            eprintln!("usage: cargo xtask wasm [--bench] | cargo xtask check-wasm FILE");
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Compiles, binds, optimises and checks the module, with these features of its crate.
fn wasm(folder: &str, features: &[&str]) -> Result<()> {
    let root = workspace_root()?;
    let toolchain = toolchain::find()?;
    eprintln!("wasm: standard library from {}", toolchain.description());
    let compiled = compile::compile(&root, &toolchain, features)?;
    let bound = bind::bind(&compiled, &root.join(folder))?;
    optimise::optimise(&root, &bound)?;
    check(&bound)
}

/// Checks that a module needs nothing that came after WebAssembly 1.0.
fn check(file: &Path) -> Result<()> {
    let module = std::fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    features::check(&module).with_context(|| format!("{} is not plain WebAssembly 1.0", file.display()))?;
    eprintln!("wasm: {} is plain WebAssembly 1.0, {} bytes", file.display(), module.len());
    Ok(())
}

fn workspace_root() -> Result<PathBuf> {
    let crate_folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = crate_folder.ancestors().nth(2).context("xtask lies outside its workspace")?;
    Ok(root.to_path_buf())
}
