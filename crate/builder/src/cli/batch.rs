//! Answers for one point, or for each row of a file: one JSON document a line.

use std::io::Write;
use std::path::Path;

use serde_json::{Value, json};
use yike::grid::LonLat;
use yike_builder::{Error, Result};

use super::asking::Asking;

/// Prints the answer for the asked point, or, line by line and in order, the answers for all rows of the batch. A row
/// that cannot be answered gives a document with the member `error` in its line.
pub fn print_answers(asking: &Asking, mut answer: impl FnMut(LonLat) -> yike::Result<Value>) -> Result<()> {
    match (asking.at, &asking.batch) {
        (Some(at), _) => print(&answer(at)?),
        (None, Some(path)) => {
            for row in rows(path)? {
                let document = match row.position {
                    Ok(at) => answer(at)
                        .unwrap_or_else(|error| error_document(row.line, error.code().as_str(), &error)),
                    Err(message) => error_document(row.line, "invalid-coordinate", &message),
                };
                print(&document)?;
            }
            Ok(())
        }
        (None, None) => Err(Error::new("a point is missing: give --at LON,LAT or --batch ORIGINS.csv")),
    }
}

/// Prints a line; a reader that has gone away is an error and no panic.
pub fn print(line: &dyn std::fmt::Display) -> Result<()> {
    writeln!(std::io::stdout(), "{line}").map_err(|error| Error::new(format!("standard output: {error}")))
}

fn error_document(line: u64, code: &str, message: &dyn std::fmt::Display) -> Value {
    json!({ "error": { "line": line, "code": code, "message": message.to_string() } })
}

/// One row of a batch: its line in the file and its position, or what is wrong with it.
struct Row {
    line: u64,
    position: std::result::Result<LonLat, String>,
}

fn rows(path: &Path) -> Result<Vec<Row>> {
    let named = |message: &dyn std::fmt::Display| Error::new(format!("{}: {message}", path.display()));
    let text = std::fs::read_to_string(path).map_err(|error| named(&error))?;
    let text = text.trim_start_matches('\u{feff}');
    let mut reader =
        csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
    let headers = reader.headers().map_err(|error| named(&error))?.clone();
    let column = |name: &str| {
        let position = headers.iter().position(|header| header.eq_ignore_ascii_case(name));
        position.ok_or_else(|| named(&format!("there is no column {name:?} in the first line")))
    };
    let (lon, lat) = (column("lon")?, column("lat")?);
    let mut rows = vec![];
    for record in reader.records() {
        let record = record.map_err(|error| named(&error))?;
        let number = |name: &str, index: usize| {
            let text = record.get(index).unwrap_or("");
            text.parse::<f64>().map_err(|_| format!("{name} {text:?} is not a number"))
        };
        let position = number("lon", lon).and_then(|lon| {
            let lat = number("lat", lat)?;
            LonLat::new(lon, lat).map_err(|error| error.to_string())
        });
        rows.push(Row { line: record.position().map_or(0, csv::Position::line), position });
    }
    Ok(rows)
}
