//! How large the files of real cities are, in bytes: as they lie on a host that compresses nothing.

use std::path::{Path, PathBuf};

use indicatif::ProgressBar;
use yike::format::File;
use yike_builder::build::{BuildOptions, build};

const KB: usize = 1024;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn built(extract: &Path, backdrop: bool) -> File {
    let options = BuildOptions { input: extract.into(), backdrop, ..BuildOptions::default() };
    let (parts, _) = build(&options, &ProgressBar::hidden()).unwrap();
    File::open(yike::format::write(&parts).unwrap()).unwrap()
}

/// Bytes of the file, and of all but its backdrop.
fn sizes(file: &File) -> [usize; 2] {
    let backdrop = file.section_sizes().into_iter().find(|(name, _)| name.contains("backdrop"));
    [file.byte_count(), file.byte_count() - backdrop.unwrap().1]
}

#[test]
fn monaco_takes_at_most_55_kb_and_35_without_backdrop() {
    let [whole, without_backdrop] = sizes(&built(&root().join("tests/fixtures/monaco.osm.pbf"), true));
    println!("Monaco: {whole} bytes, {without_backdrop} without backdrop");
    assert!(whole <= 55 * KB && without_backdrop <= 35 * KB);
}

#[test]
fn malta_as_it_ships_takes_at_most_750_kb_and_400_without_backdrop() {
    let bytes = std::fs::read(root().join("www/cities/malta.yike")).unwrap();
    let [whole, without_backdrop] = sizes(&File::open(bytes).unwrap());
    println!("Malta: {whole} bytes, {without_backdrop} without backdrop");
    assert!(whole <= 750 * KB && without_backdrop <= 400 * KB);
}

#[test]
fn porto_takes_at_most_500_kb() {
    let extract = root().join("../shared/data/porto.osm.pbf");
    if !extract.exists() {
        println!("skipped: ../shared/data/porto.osm.pbf is not there");
        return;
    }
    let [whole, _] = sizes(&built(&extract, false));
    println!("Porto: {whole} bytes");
    assert!(whole <= 500 * KB);
}
