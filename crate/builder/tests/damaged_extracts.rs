//! Damaged extracts end in an error that says so, or are survived; never in a panic or in memory that the file does not hold.

use std::io::Write;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::{GzEncoder, ZlibEncoder};
use indicatif::ProgressBar;
use yike_builder::build::{BuildOptions, build};
use yike_builder::read::read;

/// Protobuf's fields, by hand.
#[derive(Default, Clone)]
struct Message(Vec<u8>);

impl Message {
    fn varint(mut self, mut number: u64) -> Self {
        while number >= 0x80 {
            self.0.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.0.push(number as u8);
        self
    }

    fn number(self, field: u64, number: u64) -> Self {
        self.varint(field << 3).varint(number)
    }

    fn bytes(self, field: u64, bytes: &[u8]) -> Self {
        let mut message = self.varint(field << 3 | 2).varint(bytes.len() as u64);
        message.0.extend(bytes);
        message
    }

    fn list(self, field: u64, numbers: &[u64]) -> Self {
        let list = numbers.iter().fold(Message::default(), |list, &number| list.varint(number));
        self.bytes(field, &list.0)
    }

    fn message(self, field: u64, message: &Message) -> Self {
        self.bytes(field, &message.0)
    }
}

/// Sign in the lowest bit.
fn signed(number: i64) -> u64 {
    (number << 1 ^ number >> 63) as u64
}

fn blob(kind: &str, blob: &Message) -> Vec<u8> {
    let header = Message::default().bytes(1, kind.as_bytes()).number(3, blob.0.len() as u64);
    let mut bytes = (header.0.len() as u32).to_be_bytes().to_vec();
    bytes.extend(header.0);
    bytes.extend(&blob.0);
    bytes
}

fn zlib(content: &[u8]) -> Message {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(content).unwrap();
    Message::default().number(2, content.len() as u64).bytes(3, &encoder.finish().unwrap())
}

fn header() -> Vec<u8> {
    let content = Message::default().bytes(4, b"OsmSchema-V0.6").bytes(4, b"DenseNodes");
    blob("OSMHeader", &Message::default().message(1, &content))
}

/// A file of one block: texts "", "highway", "path", "outer" and some groups.
fn extract(groups: &[Message]) -> Vec<u8> {
    let texts = ["", "highway", "path", "outer"];
    let table = texts.iter().fold(Message::default(), |table, text| table.bytes(1, text.as_bytes()));
    let block = Message::default().message(1, &table);
    let block = groups.iter().fold(block, |block, group| block.message(2, group));
    [header(), blob("OSMData", &zlib(&block.0))].concat()
}

/// A path of 40 nodes, 111 m apart.
fn nodes() -> Message {
    let ids = vec![signed(1); 40];
    let steps = vec![signed(10_000); 40];
    let dense = Message::default().list(1, &ids).list(8, &steps).list(9, &steps);
    Message::default().message(2, &dense)
}

fn way(refs: usize) -> Message {
    let way = Message::default().number(1, 7).list(2, &[1]).list(3, &[2]).list(8, &vec![signed(1); refs]);
    Message::default().message(3, &way)
}

fn relation(kind: u64) -> Message {
    let relation = Message::default().number(1, 8).list(8, &[3]).list(9, &[signed(7)]).list(10, &[kind]);
    Message::default().message(4, &relation)
}

/// A file in the system's temporary folder, gone when dropped.
struct Temporary(PathBuf);

impl Temporary {
    fn new(name: &str, bytes: &[u8]) -> Self {
        let path = std::env::temp_dir().join(format!("yike-damaged-{}-{name}", std::process::id()));
        std::fs::write(&path, bytes).unwrap();
        Self(path)
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        _ = std::fs::remove_file(&self.0);
    }
}

/// What building from these bytes comes to: the number of edges, or the error's words.
fn built(name: &str, bytes: &[u8]) -> Result<usize, String> {
    let file = Temporary::new(name, bytes);
    let options = BuildOptions { input: file.0.clone(), ..BuildOptions::default() };
    build(&options, &ProgressBar::hidden())
        .map(|(parts, _)| parts.network.edges.len())
        .map_err(|error| error.to_string())
}

fn assert_says(name: &str, bytes: &[u8], part: &str) {
    let error = built(name, bytes).expect_err(name);
    assert!(error.contains(part), "{name}: {error}");
}

#[test]
fn a_hand_made_extract_is_built() {
    for kind in 0..3 {
        assert_eq!(built("whole.osm.pbf", &extract(&[nodes(), way(40), relation(kind)])), Ok(1));
    }
    assert_eq!(built("dangling.osm.pbf", &extract(&[nodes(), way(50)])), Ok(1));
}

#[test]
fn numbers_that_cannot_be_are_errors() {
    assert_says(
        "kind.osm.pbf",
        &extract(&[nodes(), way(40), relation(3)]),
        "relation 8 is of the unknown kind 3",
    );
    assert_says("kinds.osm.pbf", &extract(&[nodes(), way(40), relation(u64::MAX)]), "unknown kind");
    let tag = Message::default().number(1, 7).list(2, &[1]).list(3, &[99]);
    assert_says("text.osm.pbf", &extract(&[nodes(), Message::default().message(3, &tag)]), "no text 99");
    let dense = Message::default().list(1, &[2, 2]).list(8, &[2]).list(9, &[2, 2]);
    assert_says("dense.osm.pbf", &extract(&[Message::default().message(2, &dense)]), "no coordinates");
    let roleless = Message::default().number(1, 8).list(9, &[2]).list(10, &[0]);
    assert_says("role.osm.pbf", &extract(&[Message::default().message(4, &roleless)]), "no role");
}

#[test]
fn numbers_too_large_for_the_earth_are_left_out() {
    let far = [signed(i64::MAX), signed(i64::MIN), signed(i64::MAX)];
    let dense = Message::default().list(1, &far).list(8, &far).list(9, &far);
    let groups = [nodes(), way(40), Message::default().message(2, &dense)];
    assert_eq!(built("far.osm.pbf", &extract(&groups)), Ok(1));
}

#[test]
fn announced_lengths_are_not_believed() {
    let with_length = |length: u64| {
        let header = Message::default().bytes(1, b"OSMData").number(3, length);
        [crate::header(), (header.0.len() as u32).to_be_bytes().to_vec(), header.0].concat()
    };
    assert_says("long.osm.pbf", &with_length(1 << 24), "cut short");
    assert_says("longer.osm.pbf", &with_length(1 << 40), "1099511627776 bytes");
    assert_says("negative.osm.pbf", &with_length(u64::MAX), "bytes");
    assert_says("header.osm.pbf", &[header(), vec![0xff; 8]].concat(), "4294967295 bytes");
    let bomb = zlib(&vec![0; 40 << 20]);
    assert_says("bomb.osm.pbf", &[header(), blob("OSMData", &bomb)].concat(), "unpacks to more");
    let garbage = Message::default().bytes(3, &[0x78, 0x9c, 1, 2, 3, 4, 5]);
    assert_says("garbage.osm.pbf", &[header(), blob("OSMData", &garbage)].concat(), "cannot be unpacked");
    let other = Message::default().bytes(7, b"zstd");
    assert_says("zstd.osm.pbf", &[header(), blob("OSMData", &other)].concat(), "does not know");
    assert_says("empty.osm.pbf", &[header(), blob("OSMData", &Message::default())].concat(), "no content");
}

#[test]
fn a_file_cut_anywhere_is_an_error_except_between_blobs() {
    let whole = extract(&[nodes(), way(40)]);
    for length in 0..whole.len() {
        assert!(built("cut.osm.pbf", &whole[..length]).is_err(), "{length} of {} bytes", whole.len());
    }
}

/// Numbers that look random and are the same in every run (Marsaglia's xorshift).
fn mutations(bytes: &[u8], count: usize) -> impl Iterator<Item = Vec<u8>> + '_ {
    let mut state = 0x9e37_79b9u32;
    let mut below = move |total: usize| {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state as usize % total
    };
    (0..count).map(move |_| {
        let mut mutated = bytes.to_vec();
        for _ in 0..=below(3) {
            let at = below(mutated.len());
            match below(4) {
                0 => mutated[at] = 0xff,
                1 => drop(mutated.remove(at)),
                2 => mutated.insert(at, below(256) as u8),
                _ => mutated[at] ^= 1 << below(8),
            }
        }
        mutated
    })
}

fn reads(name: &str, bytes: &[u8]) -> bool {
    let file = Temporary::new(name, bytes);
    read(&file.0, &ProgressBar::hidden()).is_ok()
}

#[test]
fn whatever_is_changed_in_a_file_reading_it_ends() {
    // Not packed, so that changes reach every field.
    let texts = ["", "highway", "path", "outer"];
    let table = texts.iter().fold(Message::default(), |table, text| table.bytes(1, text.as_bytes()));
    let block = Message::default()
        .message(1, &table)
        .message(2, &nodes())
        .message(2, &way(40))
        .message(2, &relation(1));
    let whole = [header(), blob("OSMData", &Message::default().message(1, &block))].concat();
    let pbf = mutations(&whole, 3_000).filter(|bytes| reads("mutated.osm.pbf", bytes)).count();
    assert!((100..2_900).contains(&pbf), "{pbf} of 3,000 could be read");

    let town =
        std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/town.osm")).unwrap();
    let xml = mutations(&town, 600).filter(|bytes| reads("mutated.osm", bytes)).count();
    assert!((10..600).contains(&xml), "{xml} of 600 could be read");
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(&town).unwrap();
    let packed = packed.finish().unwrap();
    assert!(reads("whole.osm.gz", &packed));
    let unpacked = mutations(&packed, 300).filter(|bytes| reads("mutated.osm.gz", bytes)).count();
    assert!(unpacked < 100, "{unpacked} of 300 could be read");
    for length in [1, 5, 20, packed.len() / 2, packed.len() - 1] {
        assert!(!reads("cut.osm.gz", &packed[..length]), "{length} of {} bytes", packed.len());
    }
    for length in [1, 5, 200, town.len() / 2, town.len() - 10] {
        assert!(!reads("cut.osm", &town[..length]), "{length} of {} bytes", town.len());
    }
}

#[test]
fn xml_with_values_that_cannot_be_is_survived() {
    let town =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/town.osm"))
            .unwrap();
    let odd = r#"<node id="990001" lon="1e300" lat="-1e300"/><node id="990002" lon="nan" lat="inf" timestamp="zzzz-99-99T"/>
        <node lon="1" lat="1"/><way id="990003"><nd ref="99999999999999999999"/><nd/></way><way id="990004"/>
        <relation id="990005"><member type="planet" ref="1"/><member/></relation><bounds minlon="nan" minlat="0" maxlon="1" maxlat="inf"/>"#;
    let edges = built("town.osm", town.as_bytes()).unwrap();
    assert_eq!(built("odd.osm", town.replace("</osm>", &format!("{odd}</osm>")).as_bytes()), Ok(edges));
}
