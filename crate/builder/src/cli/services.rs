//! `yike services`: the places within a walk.

use clap::Args;
use serde_json::{Value, json};
use yike::Engine;
use yike::engine::ServicesRequest;
use yike::opening_hours::LocalTime;
use yike_builder::{Error, Result};

use super::asking::{Asking, direction};
use super::batch::print_answers;
use super::json;

/// List the places within a walk, nearest first, as JSON or CSV
#[derive(Debug, Args)]
pub struct ServicesArgs {
    #[command(flatten)]
    asking: Asking,
    /// The longest walk
    #[arg(long, default_value = "15", allow_hyphen_values = true)]
    minutes: f64,
    /// Walks to the asked point instead of from it
    #[arg(long)]
    to: bool,
    /// Only places of these categories
    #[arg(long, value_name = "ID,ID", value_delimiter = ',')]
    categories: Option<Vec<String>>,
    /// At most so many places in all
    #[arg(long)]
    limit: Option<u32>,
    /// At most so many places of each category
    #[arg(long)]
    per_category: Option<u32>,
    /// Leave out what is known to be closed at this local date and time
    #[arg(long, value_name = "YYYY-MM-DDTHH:MM", value_parser = LocalTime::parse)]
    open_at: Option<LocalTime>,
    /// Print a CSV table instead of JSON
    #[arg(long, conflicts_with = "batch")]
    csv: bool,
}

/// Prints the list.
pub fn run(args: &ServicesArgs) -> Result<()> {
    let mut engine = args.asking.open()?;
    let request = ServicesRequest {
        minutes: args.minutes,
        categories: args.categories.clone(),
        limit: args.limit,
        per_category: args.per_category,
        open_at: args.open_at,
    };
    if let (true, Some(at)) = (args.csv, args.asking.at) {
        let question = args.asking.question(at, direction(args.to))?;
        let answer = engine.services(&question, &request)?;
        return print_csv(&mut engine, &answer.services);
    }
    print_answers(&args.asking, |at| {
        let question = args.asking.question(at, direction(args.to))?;
        let answer = engine.services(&question, &request)?;
        let services =
            answer.services.iter().map(|service| json::service(&mut engine, service, args.open_at));
        let services = services.collect::<yike::Result<Vec<Value>>>()?;
        Ok(json!({ "services": services, "snap": json::snap(&answer.snap), "truncated": answer.truncated }))
    })
}

fn print_csv(engine: &mut Engine, services: &[yike::services::Service]) -> Result<()> {
    let mut table = csv::Writer::from_writer(std::io::stdout().lock());
    let failed = |error: &dyn std::fmt::Display| Error::new(format!("standard output: {error}"));
    let head = ["id", "osm", "name", "name_zh", "name_en", "categories", "lon", "lat", "seconds", "metres"];
    table.write_record(head).map_err(|error| failed(&error))?;
    for service in services {
        let details = engine.place(service.place)?;
        let (names, [lon, lat]) = (details.texts.names.clone(), details.point);
        let (osm, indices) = (json::osm(details.place.osm), details.place.categories.clone());
        let categories = json::category_ids(engine, &indices).join(";");
        let [lon, lat] = [lon, lat].map(|degrees| format!("{degrees:.6}"));
        let (seconds, metres) = (format!("{:.0}", service.seconds()), format!("{:.0}", service.metres()));
        let id = service.place.to_string();
        let row = [id, osm, names.local, names.zh, names.en, categories, lon, lat, seconds, metres];
        table.write_record(row).map_err(|error| failed(&error))?;
    }
    table.flush().map_err(|error| failed(&error))
}
