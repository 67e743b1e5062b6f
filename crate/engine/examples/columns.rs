//! Prints all that a graph file holds, one JSON document a line: `cargo run -p yike --example columns -- FILE.yike`.
//!
//! First nodes `["node", x, y, border, degree]`, then edges `["edge", points, attributes, street, entrances]`, places
//! `["place", id, x, y, kind, osm id, categories]`, texts and the shapes of the backdrop. Positions are in grid units, attributes
//! are the file's codes.

use std::io::{BufWriter, Write};

use serde_json::{Value, json};
use yike::attributes::Attributes;
use yike::format::File;
use yike::grid::Point;
use yike::network::{Names, Parts};
use yike::{Graph, Result};

fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("name a graph file")?;
    let lines = lines(File::open(std::fs::read(path)?)?.parts()?)?;
    let mut output = BufWriter::new(std::io::stdout().lock());
    for line in lines {
        writeln!(output, "{line}")?;
    }
    Ok(output.flush()?)
}

fn lines(parts: Parts) -> Result<Vec<Value>> {
    let graph = Graph::new(parts.network)?;
    let network = graph.network();
    let mut lines = vec![];
    for node in 0..graph.node_count() as u32 {
        let Point { x, y } = graph.node(node);
        lines.push(json!(["node", x, y, graph.is_border(node), graph.arc_indices(node).len()]));
    }
    for index in 0..graph.edge_count() as u32 {
        let entrances = graph.entrances(index).iter().map(|entrance| {
            json!([entrance.offset_m, entrance.side_m, network.places[entrance.place as usize].id])
        });
        let points: Vec<[i32; 2]> = graph.points(index).map(coordinates).collect();
        let street = graph.edge(index).street;
        let attributes = codes(graph.attributes(index));
        lines.push(json!(["edge", points, attributes, street, entrances.collect::<Vec<_>>()]));
    }
    for place in &network.places {
        let (kind, id) = place.osm.map_or((3, 0), |osm| (osm.kind as u8, osm.id));
        let Point { x, y } = place.point;
        lines.push(json!(["place", place.id, x, y, kind, id, place.categories]));
    }
    lines.extend(
        (1..).zip(&parts.texts.streets).map(|(number, names)| json!(["street", number, texts(names)])),
    );
    for (id, place) in parts.texts.places.iter().enumerate() {
        let [hours, wheelchair, phone] = [&place.opening_hours, &place.wheelchair, &place.phone];
        lines.push(json!(["texts", id, texts(&place.names), [hours, wheelchair, phone]]));
    }
    lines.extend(parts.texts.pinyin.iter().map(|(character, spoken)| json!(["pinyin", character, spoken])));
    if let Some(backdrop) = &parts.backdrop {
        let mut start = 0;
        for (&kind, &end) in backdrop.kinds.iter().zip(&backdrop.ends) {
            let points: Vec<[i32; 2]> =
                backdrop.points[start..end as usize].iter().copied().map(coordinates).collect();
            lines.push(json!(["shape", kind as u8, points]));
            start = end as usize;
        }
    }
    Ok(lines)
}

fn coordinates(Point { x, y }: Point) -> [i32; 2] {
    [x, y]
}

fn codes(set: &Attributes) -> [i32; 7] {
    let codes =
        [set.class.code(), set.surface.code(), set.level.code(), set.wheelchair.code(), set.one_way.code()];
    let [class, surface, level, wheelchair, one_way] = codes.map(i32::from);
    [class, surface, level, wheelchair, one_way, set.signals.into(), set.incline_percent.into()]
}

fn texts(names: &Names) -> [&str; 3] {
    [&names.local, &names.zh, &names.en]
}
