//! `yike info`: what a graph file holds.

use std::path::PathBuf;

use clap::Args;
use serde_json::{Value, json};
use yike_builder::Result;

use super::asking::open;
use super::batch::print;

/// Tell what a graph file holds, as JSON
#[derive(Debug, Args)]
pub struct InfoArgs {
    /// The graph file
    file: PathBuf,
}

/// Prints the file's own description, its counts and its categories.
pub fn run(args: &InfoArgs) -> Result<()> {
    let info = open(&args.file)?.info();
    let categories: Vec<Value> = info
        .categories
        .iter()
        .map(|known| {
            let category = &known.category;
            json!({ "id": category.id, "zh": category.zh, "en": category.en, "places": known.places })
        })
        .collect();
    let document = json!({
        "name": info.header.name,
        "bbox": info.header.bbox,
        "dataDate": info.header.data_date,
        "attribution": info.header.attribution,
        "builder": info.header.builder,
        "counts": {
            "nodes": info.nodes,
            "edges": info.edges,
            "places": info.places,
            "blocks": info.blocks,
            "bytes": info.bytes,
        },
        "categories": categories,
        "hasBackdrop": info.has_backdrop,
    });
    print(&format_args!("{document:#}"))
}
