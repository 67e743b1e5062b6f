//! Facilities as CSV, as spreadsheets write it: the first row names the columns, of which category, longitude and latitude are
//! needed; commas, semicolons or tabs lie between; other columns are left alone.

use crate::error::{Error, Result};
use crate::facilities::{FIELDS, Field, Row, Rows};

/// The rows of a CSV.
///
/// # Errors
/// If a needed column is missing.
pub(crate) fn rows(text: &str) -> Result<Rows> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter(text))
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes());
    let mut records = reader.records();
    let heading = match records.next() {
        Some(Ok(heading)) => heading,
        Some(Err(error)) => return Err(Error::new(error)),
        None => return Err(Error::new("the list is empty")),
    };
    let columns: Vec<Option<Field>> = heading.iter().map(Field::named).collect();
    for (field, names) in &FIELDS {
        let needed = matches!(field, Field::Category | Field::Lon | Field::Lat);
        if needed && !columns.contains(&Some(*field)) {
            let found: Vec<&str> = heading.iter().collect();
            let names = names.join(", ");
            return Err(Error::new(format!(
                "no column is named one of {names}; the first row has {found:?}"
            )));
        }
    }
    let mut rows = Rows::new();
    for record in records {
        match record {
            Ok(record) => {
                let line = record.position().map_or(0, csv::Position::line);
                rows.push((line, row(&record, &columns)));
            }
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                rows.push((line, Err(error.to_string())));
            }
        }
    }
    Ok(rows)
}

fn row(record: &csv::StringRecord, columns: &[Option<Field>]) -> std::result::Result<Row, String> {
    if record.len() != columns.len() {
        return Err(format!("it has {} columns, the first row has {}", record.len(), columns.len()));
    }
    let mut row = Row::default();
    for (value, column) in record.iter().zip(columns) {
        if let Some(field) = column {
            row.set(*field, value);
        }
    }
    Ok(row)
}

/// The commonest of the usual delimiters in the first line.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let count = |delimiter: &u8| first.bytes().filter(|byte| byte == delimiter).count();
    // Of equals the last is taken, which is the comma.
    [b'\t', b';', b','].into_iter().max_by_key(count).unwrap_or(b',')
}
