//! `yike circle`: what a standard of the life circle asks for, and what of it is there.

use clap::Args;
use serde_json::{Value, json};
use yike::Engine;
use yike::circle::{CircleItem, Group, Status};
use yike::engine::{CircleAnswer, CircleRequest, DEFAULT_SEARCH_MINUTES};
use yike::opening_hours::LocalTime;
use yike::question::Question;
use yike::standard::{FILES, Label, Reach, Standard};
use yike_builder::{Error, Result};

use super::asking::{Asking, direction};
use super::batch::print_answers;
use super::json;

/// Tell what a life circle has, what it lacks and how far off the nearest is, as JSON
#[derive(Debug, Args)]
pub struct CircleArgs {
    #[command(flatten)]
    asking: Asking,
    /// The name of a standard that comes with the program, or a JSON file in the same form
    #[arg(long, value_name = "NAME|FILE", default_value = "qixian")]
    standard: String,
    /// Whose view: all, elder, child or working
    #[arg(long, default_value = "all", value_parser = parse_group)]
    group: Group,
    /// How far to look for what is missing
    #[arg(long, value_name = "MINUTES", default_value_t = DEFAULT_SEARCH_MINUTES)]
    search_minutes: f64,
    /// Count nothing that is known to be closed at this local date and time
    #[arg(long, value_name = "YYYY-MM-DDTHH:MM", value_parser = LocalTime::parse)]
    open_at: Option<LocalTime>,
    /// Walks to the asked point instead of from it
    #[arg(long)]
    to: bool,
}

/// Prints the circle.
pub fn run(args: &CircleArgs) -> Result<()> {
    let standard = standard(&args.standard)?;
    let mut engine = args.asking.open()?;
    let request = CircleRequest {
        standard: &standard,
        group: args.group,
        search_minutes: args.search_minutes,
        open_at: args.open_at,
    };
    print_answers(&args.asking, |at| {
        let question = args.asking.question(at, direction(args.to))?;
        circle(&mut engine, &question, &request)
    })
}

fn parse_group(name: &str) -> std::result::Result<Group, String> {
    Group::from_name(name).map_err(|error| error.to_string())
}

fn standard(name: &str) -> Result<Standard> {
    let known = FILES.iter().find(|(known, _)| *known == name).map(|(_, text)| (*text).to_owned());
    let text = match known {
        Some(text) => text,
        None => std::fs::read_to_string(name).map_err(|error| {
            let names: Vec<&str> = FILES.iter().map(|(known, _)| *known).collect();
            Error::new(format!("{name} is neither a file ({error}) nor one of {}", names.join(", ")))
        })?,
    };
    let data = serde_json::from_str(&text).map_err(|error| Error::new(format!("{name}: {error}")))?;
    Standard::new(data).map_err(|error| Error::new(format!("{name}: {error}")))
}

fn circle(engine: &mut Engine, question: &Question, request: &CircleRequest) -> yike::Result<Value> {
    let CircleAnswer { circle, ring, snap, truncated } = engine.circle(question, request)?;
    let standard = request.standard;
    let mut items = |items: &[CircleItem]| {
        items
            .iter()
            .map(|item| self::item(engine, item, request.open_at))
            .collect::<yike::Result<Vec<Value>>>()
    };
    let themes: Vec<Value> = circle
        .themes
        .iter()
        .map(|theme| json!({ "name": label(theme.name), "items": theme.items }))
        .collect();
    let ring = ring.map(|ring| {
        json!({
            "minutes": ring.minutes,
            "area_m2": ring.area_m2,
            "catchment_ratio": ring.catchment_ratio,
        })
    });
    Ok(json!({
        "standard": {
            "id": standard.id,
            "name": label(&standard.name),
            "source": standard.source,
            "year": standard.year,
            "note": label(&standard.note),
        },
        "items": items(&circle.items)?,
        "themes": themes,
        "gaps": circle.gaps,
        "score": circle.score,
        "covered": circle.count(Status::Covered),
        "missing": circle.count(Status::Missing),
        "noRecord": circle.count(Status::NoRecord),
        "green": items(&circle.green)?,
        "ring": ring,
        "snap": json::snap(&snap),
        "truncated": truncated,
    }))
}

fn item(engine: &mut Engine, item: &CircleItem, open_at: Option<LocalTime>) -> yike::Result<Value> {
    let mut document = json!({
        "name": label(&item.asked.name),
        "categories": item.asked.categories,
        "theme": label(&item.asked.theme),
        "note": label(&item.asked.note),
        "status": item.status.as_str(),
        "count": item.count,
    });
    match item.asked.reach {
        Reach::Minutes(minutes) => document["minutes"] = json!(minutes),
        Reach::Metres(metres) => document["metres"] = json!(metres),
    }
    if let Some(nearest) = &item.nearest {
        document["nearest"] = json::service(engine, nearest, open_at)?;
    }
    if let Some(maybe) = &item.maybe {
        document["maybe"] = json::service(engine, maybe, open_at)?;
    }
    Ok(document)
}

fn label(label: &Label) -> Value {
    json!({ "zh": label.zh, "en": label.en })
}
