//! `yike build` as people meet it: every form of extract, the same bytes each time, and errors that help.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use flate2::Compression;
use flate2::write::GzEncoder;
use yike::format::File;

/// A folder of this test's own, removed at its end.
struct Folder(PathBuf);

impl Folder {
    fn new(test: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("yike-build-{test}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.0.join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures").join(name)
}

fn build(input: &Path, output: &Path, more: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_yike"))
        .arg("build")
        .arg(input)
        .arg("-o")
        .arg(output)
        .args(more)
        .output()
        .unwrap()
}

fn errors(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn the_same_extract_gives_the_same_bytes_and_a_table_tells_what_became_of_it() {
    let folder = Folder::new("same");
    let [first, second] = ["a.yike", "b.yike"].map(|name| folder.0.join(name));
    let told = build(&fixture("monaco.osm.pbf"), &first, &["--name", "Monaco"]);
    assert!(told.status.success(), "{}", errors(&told));
    assert!(build(&fixture("monaco.osm.pbf"), &second, &["--name", "Monaco"]).status.success());
    let bytes = std::fs::read(&first).unwrap();
    assert!(bytes == std::fs::read(&second).unwrap());
    let table = errors(&told);
    for row in ["walkable ways", "components", "nodes", "edges", "places", "left out", " s"] {
        assert!(table.contains(row), "{row} in {table}");
    }
    assert!(told.stdout.is_empty());
    let file = File::open(bytes).unwrap();
    assert_eq!(file.header().name, "Monaco");
    assert_eq!(file.header().data_date, "2023-12-26");
    assert_eq!(file.header().attribution, "© OpenStreetMap contributors");
    assert!(file.counts().edges > 4_000);
}

#[test]
fn xml_and_packed_xml_give_the_same_graph() {
    let folder = Folder::new("xml");
    let xml = std::fs::read(fixture("town.osm")).unwrap();
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(&xml).unwrap();
    let packed = folder.file("town.osm.gz", &packed.finish().unwrap());
    let [plain_graph, packed_graph] = ["plain.yike", "packed.yike"].map(|name| folder.0.join(name));
    assert!(build(&fixture("town.osm"), &plain_graph, &[]).status.success());
    assert!(build(&packed, &packed_graph, &[]).status.success());
    let [plain, packed] = [plain_graph, packed_graph].map(|path| std::fs::read(path).unwrap());
    assert!(plain == packed);
    assert_eq!(File::open(plain).unwrap().header().name, "town");
}

#[test]
fn a_box_takes_a_part() {
    let folder = Folder::new("box");
    let [whole, part] = ["whole.yike", "part.yike"].map(|name| folder.0.join(name));
    assert!(build(&fixture("monaco.osm.pbf"), &whole, &[]).status.success());
    assert!(
        build(&fixture("monaco.osm.pbf"), &part, &["--bbox", "7.415,43.73,7.425,43.74"]).status.success()
    );
    let [whole, part] = [whole, part].map(|path| File::open(std::fs::read(path).unwrap()).unwrap());
    assert_eq!(part.header().bbox, [7.415, 43.73, 7.425, 43.74]);
    assert!(part.counts().edges * 2 < whole.counts().edges);
    let blocks: Vec<u32> = (0..part.block_count()).collect();
    let network = part.network(&blocks).unwrap();
    assert!(network.border_nodes.len() > 20, "streets leave the box");
}

#[test]
fn what_is_no_extract_is_told_by_name_and_leaves_no_file() {
    let folder = Folder::new("errors");
    let pbf = std::fs::read(fixture("monaco.osm.pbf")).unwrap();
    let xml = std::fs::read(fixture("town.osm")).unwrap();
    let cases = [
        ("empty.osm.pbf", &b""[..], "empty"),
        ("text.osm", b"hello", "not an OpenStreetMap extract"),
        ("page.osm", b"<!DOCTYPE html><html></html>", "html"),
        ("packed.osm.bz2", b"BZh91AY", "bzip2"),
        ("short.osm.pbf", &pbf[..pbf.len() / 2], "cut short"),
        ("head.osm.pbf", &pbf[..40], "cut short"),
        ("short.osm", &xml[..xml.len() / 2], "cut short"),
        ("nothing.osm", b"<osm version=\"0.6\"></osm>", "no nodes"),
        ("sea.osm", b"<osm version=\"0.6\"><node id=\"1\" lon=\"1\" lat=\"1\"/></osm>", "no walkable street"),
    ];
    let graph = folder.0.join("out.yike");
    for (name, bytes, expected) in cases {
        let told = build(&folder.file(name, bytes), &graph, &[]);
        assert_eq!(told.status.code(), Some(1), "{name}: {}", errors(&told));
        let message = errors(&told);
        assert!(message.contains(name) && message.contains(expected), "{name}: {message}");
        assert!(!graph.exists(), "{name}");
    }
    let missing = build(&folder.0.join("missing.osm.pbf"), &graph, &[]);
    assert_eq!(missing.status.code(), Some(1));
    assert!(errors(&missing).contains("missing.osm.pbf"));
    for bbox in ["1,2,3", "3,2,1,4", "a,b,c,d", "1,2,3,95"] {
        let told = build(&fixture("town.osm"), &graph, &["--bbox", bbox]);
        assert_eq!(told.status.code(), Some(2), "{bbox}");
    }
}

#[test]
fn damaged_extracts_are_survived_or_refused_but_never_a_crash() {
    let folder = Folder::new("damaged");
    let pbf = std::fs::read(fixture("helsinki.osm.pbf")).unwrap();
    let graph = folder.0.join("out.yike");
    for round in 0..12usize {
        let mut bytes = pbf.clone();
        let length = bytes.len();
        bytes[(round * 7_919 + 13) * 31 % length] ^= 0x55;
        let told = build(&folder.file("damaged.osm.pbf", &bytes), &graph, &[]);
        assert!(matches!(told.status.code(), Some(0 | 1)), "round {round}: {}", errors(&told));
    }
}
