//! Reading CSV after RFC 4180, and a little of what spreadsheets make of it.

use super::Row;

/// All rows with their lines, the heading first. Nothing is an error here: a quotation mark that is never closed ends
/// with the text, and one in the middle of a cell is part of it.
pub(super) fn rows(text: &str) -> Vec<Row> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let delimiter = delimiter(text);
    let mut rows = vec![];
    let mut characters = text.chars().peekable();
    let mut line = 1;
    while characters.peek().is_some() {
        let mut row = Row { line, cells: vec![] };
        let mut cell = String::new();
        let mut quoted = false;
        let mut fresh = true;
        while let Some(character) = characters.next() {
            line += u32::from(character == '\n');
            if quoted {
                match character {
                    '"' if characters.next_if_eq(&'"').is_some() => cell.push('"'),
                    '"' => quoted = false,
                    _ => cell.push(character),
                }
                continue;
            }
            match character {
                '"' if fresh => (quoted, fresh) = (true, false),
                '\n' => break,
                '\r' if characters.peek().is_none_or(|&next| next == '\n') => {}
                _ if character == delimiter => {
                    row.cells.push(std::mem::take(&mut cell));
                    fresh = true;
                }
                _ => {
                    cell.push(character);
                    fresh = false;
                }
            }
        }
        row.cells.push(cell);
        if row.cells.iter().any(|cell| !cell.trim().is_empty()) {
            rows.push(row);
        }
    }
    rows
}

/// The commonest of the usual delimiters in the first line.
fn delimiter(text: &str) -> char {
    let first = text.lines().next().unwrap_or_default();
    let count = |delimiter: &char| first.matches(*delimiter).count();
    // Of equals the last is taken, which is the comma.
    ['\t', ';', ','].into_iter().max_by_key(count).unwrap_or(',')
}
