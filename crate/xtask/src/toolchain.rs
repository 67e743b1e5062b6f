//! Finds a Rust toolchain that can compile its own standard library for WebAssembly 1.0.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Result, bail};

/// Debian's packages: the compiler, its cargo, the library's sources and a linker that know WebAssembly.
const DEBIAN_PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "lld-19"];

/// Where Debian's compiler keeps its libraries.
const DEBIAN_SYSROOT: &str = "/usr";

/// A toolchain with the standard library's sources.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Toolchain {
    /// The toolchain that runs this program, with rustup's component `rust-src`.
    Rustup,
    /// Debian's packages in `/usr`.
    Debian,
}

impl Toolchain {
    /// For people.
    pub fn description(self) -> &'static str {
        match self {
            Self::Rustup => "rustup's component rust-src",
            Self::Debian => "Debian's package rust-web-src",
        }
    }

    /// A cargo command of this toolchain that may build the standard library, free of the settings of the cargo that
    /// runs this program.
    pub fn cargo(self) -> Command {
        let mut command = match self {
            Self::Rustup => Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())),
            Self::Debian => Command::new("/usr/bin/cargo"),
        };
        let inherited = std::env::vars_os().map(|(name, _)| name);
        for name in inherited {
            let text = name.to_string_lossy();
            if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") || text == "RUSTFLAGS" {
                command.env_remove(&name);
            }
        }
        if self == Self::Debian {
            command
                .env("RUSTC", "/usr/bin/rustc")
                .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", "wasm-ld-19")
                .env_remove("RUSTUP_TOOLCHAIN");
        }
        // The stable compiler refuses -Z options without this; nothing else of it is unstable here.
        command.env("RUSTC_BOOTSTRAP", "1");
        command
    }

    fn is_usable(self) -> bool {
        match self {
            // Debian's own compiler has the sources, too, but no linker of its own.
            Self::Rustup => {
                let sysroot = sysroot(&rustc());
                sysroot != Some(DEBIAN_SYSROOT.into()) && has_library_sources(sysroot)
            }
            Self::Debian => {
                Path::new("/usr/bin/cargo").exists()
                    && succeeds(Command::new("wasm-ld-19").arg("--version"))
                    && has_library_sources(sysroot("/usr/bin/rustc"))
            }
        }
    }

    fn install(self) -> bool {
        match self {
            Self::Rustup => succeeds(Command::new("rustup").args(["component", "add", "rust-src"])),
            Self::Debian => {
                let install = || succeeds(&mut as_root(&["install", "--yes", "--no-install-recommends"]));
                install() || (succeeds(&mut as_root(&["update"])) && install())
            }
        }
    }
}

/// The first way that is open: what is installed already, else what can be installed.
///
/// # Errors
/// If there is none; the message says what to install.
pub fn find() -> Result<Toolchain> {
    let ways = [Toolchain::Rustup, Toolchain::Debian];
    if let Some(&way) = ways.iter().find(|way| way.is_usable()) {
        return Ok(way);
    }
    for way in ways {
        eprintln!("wasm: trying to install {}", way.description());
        if way.install() && way.is_usable() {
            return Ok(way);
        }
    }
    bail!(
        "the WebAssembly build needs the sources of Rust's standard library, and neither way to them is open here.\n\
         With rustup:  rustup component add rust-src\n\
         On Debian:    apt-get install {}",
        DEBIAN_PACKAGES.join(" ")
    )
}

fn rustc() -> String {
    std::env::var("RUSTC").unwrap_or_else(|_| "rustc".into())
}

/// Where a compiler keeps its libraries; `None` if it does not run.
fn sysroot(rustc: &str) -> Option<PathBuf> {
    let output = Command::new(rustc).args(["--print", "sysroot"]).output().ok()?;
    Some(String::from_utf8_lossy(&output.stdout).trim().into())
}

fn has_library_sources(sysroot: Option<PathBuf>) -> bool {
    sysroot.is_some_and(|sysroot| sysroot.join("lib/rustlib/src/rust/library/std/Cargo.toml").exists())
}

/// An apt-get command for the packages, through sudo where the user is not root and sudo asks no password.
fn as_root(arguments: &[&str]) -> Command {
    let root = Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout == b"0\n");
    let mut command = Command::new(if root { "apt-get" } else { "sudo" });
    if !root {
        command.args(["--non-interactive", "apt-get"]);
    }
    command.args(arguments);
    if arguments.contains(&"install") {
        command.args(DEBIAN_PACKAGES);
    }
    command
}

fn succeeds(command: &mut Command) -> bool {
    command.stdin(Stdio::null()).stdout(Stdio::null()).status().is_ok_and(|status| status.success())
}
