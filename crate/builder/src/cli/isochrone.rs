//! `yike isochrone`: the ground within a walk.

use clap::Args;
use serde_json::{Value, json};
use yike::engine::{IsochroneAnswer, IsochroneRequest};
use yike::isochrone::Contour;
use yike_builder::Result;

use super::asking::{Asking, direction};
use super::batch::print_answers;
use super::json;

/// Draw the ground within a walk, as a GeoJSON FeatureCollection, largest limit first
#[derive(Debug, Args)]
pub struct IsochroneArgs {
    #[command(flatten)]
    asking: Asking,
    /// The limits: up to twelve
    #[arg(long, value_delimiter = ',', default_value = "5,10,15", allow_hyphen_values = true)]
    minutes: Vec<f64>,
    /// Fill holes smaller than so many square metres
    #[arg(long, value_name = "M2", default_value_t = yike::isochrone::DEFAULT_MIN_HOLE_AREA_M2)]
    min_hole_area: f64,
    /// Walks to the asked point instead of from it
    #[arg(long)]
    to: bool,
}

/// Prints the polygons.
pub fn run(args: &IsochroneArgs) -> Result<()> {
    let mut engine = args.asking.open()?;
    let request = IsochroneRequest { minutes: args.minutes.clone(), min_hole_area_m2: args.min_hole_area };
    print_answers(&args.asking, |at| {
        let question = args.asking.question(at, direction(args.to))?;
        Ok(collection(&engine.isochrone(&question, &request)?))
    })
}

fn collection(answer: &IsochroneAnswer) -> Value {
    let features: Vec<Value> = answer.isochrone.contours.iter().map(feature).collect();
    json!({
        "type": "FeatureCollection",
        "features": features,
        "snap": json::snap(&answer.snap),
        "truncated": answer.truncated,
    })
}

fn feature(contour: &Contour) -> Value {
    let mut point = 0;
    let mut ring = 0;
    let mut polygons = vec![];
    for &polygon_end in &contour.polygon_ends {
        let mut polygon = vec![];
        for &ring_end in &contour.ring_ends[ring..polygon_end as usize] {
            polygon.push(&contour.points[point..ring_end as usize]);
            point = ring_end as usize;
        }
        ring = polygon_end as usize;
        polygons.push(polygon);
    }
    json!({
        "type": "Feature",
        "properties": { "minutes": contour.minutes, "area_m2": contour.area_m2 },
        "geometry": { "type": "MultiPolygon", "coordinates": polygons },
    })
}
