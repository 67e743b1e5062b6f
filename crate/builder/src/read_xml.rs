//! Reads OpenStreetMap's XML: what openstreetmap.org's Export and JOSM give.

use std::io::BufRead;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

use crate::error::{Error, Result};
use crate::osm::{MemberKind, OsmData};
use crate::osm_chunk::{Chunk, ChunkMember, resolve};

/// Whether a file that starts like this may be XML: a `<`, perhaps after a byte-order mark or blanks.
pub(crate) fn looks_like(start: &[u8]) -> bool {
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
    start.trim_ascii_start().starts_with(b"<")
}

/// Reads a whole document.
pub(crate) fn read(input: impl BufRead) -> Result<OsmData> {
    let mut document = Document::default();
    let mut reader = quick_xml::Reader::from_reader(input);
    reader.config_mut().expand_empty_elements = true;
    let mut buffer = Vec::new();
    loop {
        let event = reader.read_event_into(&mut buffer).map_err(|error| match error {
            quick_xml::Error::Io(error) => Error::new(format!("cannot be unpacked or read ({error})")),
            error => Error::new(format!("is damaged or cut short ({error})")),
        })?;
        match event {
            Event::Start(element) => document.open(&element)?,
            Event::End(element) => document.close(element.name().as_ref()),
            Event::Eof => break,
            _ => {}
        }
        buffer.clear();
    }
    if !document.root_opened {
        return Err(Error::new("is XML, but not an OpenStreetMap extract: it has no <osm> element"));
    }
    if !document.root_closed {
        return Err(Error::new("is cut short: it ends before </osm>"));
    }
    Ok(resolve(document.chunk, document.bounds, String::new()))
}

/// What has been read so far.
#[derive(Default)]
struct Document {
    root_opened: bool,
    root_closed: bool,
    bounds: Option<[f64; 4]>,
    chunk: Chunk,
    object: Option<Object>,
}

/// The object whose element is open; its tags and references go to the chunk at once.
struct Object {
    kind: MemberKind,
    id: i64,
    nano: Option<[i64; 2]>,
    deleted: bool,
    first_tag: usize,
    first_ref: usize,
}

impl Document {
    fn open(&mut self, element: &BytesStart) -> Result<()> {
        let name = element.name();
        if !self.root_opened {
            if name.as_ref() != "osm" {
                let name = name.as_ref();
                return Err(Error::new(format!("is XML of <{name}>, not of <osm>")));
            }
            self.root_opened = true;
            return Ok(());
        }
        match name.as_ref() {
            "bounds" => {
                let edges = ["minlon", "minlat", "maxlon", "maxlat"].map(|key| number(element, key));
                if let [Some(west), Some(south), Some(east), Some(north)] = edges {
                    // An editor writes one for each download.
                    let [w, s, e, n] = self.bounds.unwrap_or([west, south, east, north]);
                    self.bounds = Some([w.min(west), s.min(south), e.max(east), n.max(north)]);
                }
            }
            "node" => self.start(MemberKind::Node, element),
            "way" => self.start(MemberKind::Way, element),
            "relation" => self.start(MemberKind::Relation, element),
            "tag" if self.object.is_some() => {
                if let (Some(key), Some(value)) = (text(element, "k"), text(element, "v")) {
                    self.chunk.push_tag(&key, &value);
                }
            }
            "nd" if self.object.is_some() => {
                if let Some(id) = integer(element, "ref") {
                    self.chunk.way_refs.push(id);
                }
            }
            "member" if self.object.is_some() => {
                let kind = match text(element, "type").as_deref() {
                    Some("node") => MemberKind::Node,
                    Some("way") => MemberKind::Way,
                    Some("relation") => MemberKind::Relation,
                    _ => return Ok(()),
                };
                if let Some(id) = integer(element, "ref") {
                    let role = self.chunk.strings.number(&text(element, "role").unwrap_or_default());
                    self.chunk.members.push(ChunkMember { kind, id, role });
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn start(&mut self, kind: MemberKind, element: &BytesStart) {
        let Some(id) = integer(element, "id") else { return };
        let deleted = text(element, "visible").is_some_and(|visible| visible == "false")
            || text(element, "action").is_some_and(|action| action == "delete");
        let nano = match (number(element, "lon"), number(element, "lat")) {
            (Some(lon), Some(lat)) => Some([lon, lat].map(|degrees| (degrees * 1e9).round() as i64)),
            _ => None,
        };
        if let Some(day) = text(element, "timestamp").and_then(|time| time.get(..10).map(str::to_owned))
            && day.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
            && day > self.chunk.newest_day
        {
            self.chunk.newest_day = day;
        }
        let first_ref = match kind {
            MemberKind::Relation => self.chunk.members.len(),
            _ => self.chunk.way_refs.len(),
        };
        let first_tag = self.chunk.tags.len();
        self.object = Some(Object { kind, id, nano, deleted, first_tag, first_ref });
    }

    fn close(&mut self, name: &str) {
        match name {
            "osm" => self.root_closed = true,
            "node" | "way" | "relation" => {
                let Some(object) = self.object.take().filter(|object| !object.deleted) else { return };
                let Object { kind, id, nano, first_tag, first_ref, .. } = object;
                match (kind, nano) {
                    (MemberKind::Node, Some(nano)) => self.chunk.push_node(id, nano, first_tag),
                    (MemberKind::Node, None) => {}
                    (MemberKind::Way, _) => self.chunk.push_way(id, first_tag, first_ref),
                    (MemberKind::Relation, _) => self.chunk.push_relation(id, first_tag, first_ref),
                }
            }
            _ => {}
        }
    }
}

fn text(element: &BytesStart, key: &str) -> Option<String> {
    let attribute = element.try_get_attribute(key).ok()??;
    attribute.normalized_value(XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
}

fn number(element: &BytesStart, key: &str) -> Option<f64> {
    text(element, key)?.trim().parse().ok().filter(|number: &f64| number.is_finite())
}

fn integer(element: &BytesStart, key: &str) -> Option<i64> {
    text(element, key)?.trim().parse().ok()
}
