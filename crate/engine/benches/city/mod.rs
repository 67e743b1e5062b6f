//! What the benchmarks ask about: a city as the builder makes it, and 200 fixed origins in it.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use yike::format::File;
use yike::grid::LonLat;

/// A city and where to ask in it.
pub struct City {
    /// What is measured on, for people.
    pub name: &'static str,
    /// The graph file.
    pub bytes: Vec<u8>,
    /// Where questions are asked.
    pub origins: Vec<LonLat>,
}

/// Porto with its dense origins where its extract lies beside the repository, else Malta with points drawn at random
/// around Valletta. Porto is built once and kept; `npm run bench` builds it again whenever the builder has changed.
pub fn city() -> &'static City {
    static CITY: OnceLock<City> = OnceLock::new();
    CITY.get_or_init(|| {
        let data = root().join("../shared/data");
        let city = if data.join("porto.osm.pbf").exists() {
            City {
                name: "Porto (2015)",
                bytes: built(&data.join("porto.osm.pbf"), &root().join("build/bench/porto.yike")),
                origins: origins(&data.join("porto-origins.json")),
            }
        } else {
            City {
                name: "Malta (2024), around Valletta",
                bytes: std::fs::read(root().join("www/cities/malta.yike")).unwrap(),
                origins: origins(&root().join("tests/fixtures/valletta-origins.json")),
            }
        };
        println!("{}, {} bytes, {} origins", city.name, city.bytes.len(), city.origins.len());
        city
    })
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The graph file of an extract: the one that is there if this engine can read it, else a new one.
fn built(extract: &Path, graph: &Path) -> Vec<u8> {
    if let Ok(bytes) = std::fs::read(graph)
        && File::open(bytes.clone()).and_then(|file| file.parts()).is_ok()
    {
        return bytes;
    }
    std::fs::create_dir_all(graph.parent().unwrap()).unwrap();
    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--release", "--package", "yike-builder", "--", "build"])
        .arg(extract)
        .arg("--output")
        .arg(graph)
        .arg("--no-backdrop")
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    std::fs::read(graph).unwrap()
}

fn origins(list: &Path) -> Vec<LonLat> {
    let positions: Vec<[f64; 2]> = serde_json::from_slice(&std::fs::read(list).unwrap()).unwrap();
    positions.iter().map(|&[lon, lat]| LonLat::new(lon, lat).unwrap()).collect()
}
