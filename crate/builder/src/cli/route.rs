//! `yike route`: the walk to a place or point.

use clap::Args;
use serde_json::{Value, json};
use yike::Engine;
use yike::engine::RouteTarget;
use yike::route::{Route, RouteStep};
use yike_builder::Result;

use super::asking::{Asking, direction, parse_position};
use super::batch::print_answers;

/// Find the quickest walk to a place or point, as a GeoJSON Feature
#[derive(Debug, Args)]
pub struct RouteArgs {
    #[command(flatten)]
    asking: Asking,
    /// Where the walk leads: a position in degrees, or the id of a place
    #[arg(long, value_name = "LON,LAT|ID", value_parser = parse_target, allow_hyphen_values = true)]
    to: RouteTarget,
    /// The walk from there to the asked point instead
    #[arg(long)]
    back: bool,
}

fn parse_target(text: &str) -> std::result::Result<RouteTarget, String> {
    match text.parse() {
        Ok(id) => Ok(RouteTarget::Place(id)),
        Err(_) => parse_position(text).map(RouteTarget::Point),
    }
}

/// Prints the line with its length, time and steps.
pub fn run(args: &RouteArgs) -> Result<()> {
    let mut engine = args.asking.open()?;
    print_answers(&args.asking, |at| {
        let question = args.asking.question(at, direction(args.back))?;
        let route = engine.route(&question, args.to)?;
        feature(&mut engine, &route)
    })
}

fn feature(engine: &mut Engine, route: &Route) -> yike::Result<Value> {
    let steps =
        route.steps.iter().map(|step| self::step(engine, step)).collect::<yike::Result<Vec<Value>>>()?;
    Ok(json!({
        "type": "Feature",
        "properties": { "seconds": route.seconds(), "metres": route.metres(), "steps": steps },
        "geometry": { "type": "LineString", "coordinates": route.points },
    }))
}

fn step(engine: &mut Engine, step: &RouteStep) -> yike::Result<Value> {
    let name = engine.street(step.street)?.map_or("", |names| &names.local);
    Ok(
        json!({ "name": name, "class": step.class_name(), "metres": step.metres(), "seconds": step.seconds() }),
    )
}
