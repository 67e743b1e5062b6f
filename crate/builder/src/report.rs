//! The closing table of a build: what was kept, what was left out, and why.

use std::fmt;

/// Rows of the table in the order they were told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    rows: Vec<Row>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    what: String,
    kept: Option<usize>,
    left_out: Option<usize>,
    note: String,
}

impl Report {
    /// Tells how many of something are in the file, with a remark.
    pub fn kept(&mut self, what: &str, count: usize, note: impl fmt::Display) {
        self.rows.push(Row { what: what.into(), kept: Some(count), left_out: None, note: note.to_string() });
    }

    /// Tells how many of something are not in the file, and why; nothing if there are none.
    pub fn left_out(&mut self, what: &str, count: usize, why: impl fmt::Display) {
        if count > 0 {
            self.rows.push(Row {
                what: what.into(),
                kept: None,
                left_out: Some(count),
                note: why.to_string(),
            });
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let widest = |texts: &mut dyn Iterator<Item = usize>, heading: &str| {
            texts.max().unwrap_or(0).max(heading.chars().count())
        };
        let what = widest(&mut self.rows.iter().map(|row| row.what.chars().count()), "");
        let number = |count: Option<usize>| count.map(grouped).unwrap_or_default();
        let kept = widest(&mut self.rows.iter().map(|row| number(row.kept).len()), "kept");
        let left_out = widest(&mut self.rows.iter().map(|row| number(row.left_out).len()), "left out");
        writeln!(formatter, "{:what$}  {:>kept$}  {:>left_out$}", "", "kept", "left out")?;
        for row in &self.rows {
            let (in_file, not) = (number(row.kept), number(row.left_out));
            let line = format!("{:what$}  {in_file:>kept$}  {not:>left_out$}  {}", row.what, row.note);
            writeln!(formatter, "{}", line.trim_end())?;
        }
        Ok(())
    }
}

/// A number with its thousands set apart: `1,234,567`.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_and_nothing_left_out_is_not_told() {
        let mut report = Report::default();
        report.kept("edges", 1_234_567, "");
        report.left_out("nodes", 0, "why");
        report.left_out("ways", 12, "private");
        assert_eq!(
            report.to_string(),
            "            kept  left out\nedges  1,234,567\nways                    12  private\n"
        );
    }
}
