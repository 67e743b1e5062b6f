//! Places that a person adds at run time: a list from a survey or a spreadsheet, beside those of the file.
//!
//! A list is a table: a heading of column names and rows of cells, read from CSV by [`Table::from_csv`] or handed over
//! cell by cell (a page takes features of a GeoJSON apart itself). [`Table::places`] makes places of the good rows and tells what is wrong with the
//! others.

mod category_names;
mod columns;
mod csv;

use category_names::named_category;
use columns::{Column, Columns};

use crate::datum::{Datum, convert};
use crate::decimal::read_decimal;
use crate::error::Result;
use crate::grid::LonLat;
use crate::network::{Category, Names, PlaceTexts};

/// Rows of cells under a heading.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// The names of the columns. [`Table::places`] knows, in any case of letters:
    /// `name` 名称 名字, `category` `categories` 类别 类型 分类, `lon` `lng` `longitude` 经度, `lat` `latitude` 纬度, `name_zh` `name:zh` 中文名,
    /// `name_en` `name:en` 英文名, `opening_hours` 营业时间 开放时间, `phone` 电话, `wheelchair` 无障碍.
    pub heading: Vec<String>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// A row of a [`Table`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Where it stands in its source: the line of a CSV, from 1, or the number of a feature.
    pub line: u32,
    /// Its cells, as many as the heading has.
    pub cells: Vec<String>,
}

/// A place of a list, not joined to a street yet.
#[derive(Debug, Clone, PartialEq)]
pub struct AddedPlace {
    /// Where it stands in the list.
    pub line: u32,
    /// Where it is, in WGS-84.
    pub at: LonLat,
    /// Indices into the file's table of categories, ascending, at least one.
    pub categories: Vec<u8>,
    /// Its names and other texts.
    pub texts: PlaceTexts,
}

/// A row that was left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejected {
    /// Where it stands in the list.
    pub line: u32,
    /// What is wrong with which value.
    pub reason: String,
}

impl Table {
    /// Reads CSV as spreadsheets write it (RFC 4180): the first row is the heading; commas, semicolons or tabs lie
    /// between the cells, whichever the heading has most of; a byte order mark is ignored, and so are empty lines.
    ///
    /// ```
    /// let table = yike::added_places::Table::from_csv("名称,类别,经度,纬度\n\"老王, 修鞋\",repair,114.19,35.6\n");
    /// assert_eq!(table.rows[0].line, 2);
    /// assert_eq!(table.rows[0].cells[0], "老王, 修鞋");
    /// ```
    pub fn from_csv(text: &str) -> Self {
        let mut rows = csv::rows(text).into_iter();
        let heading = rows.next().map_or(vec![], |row| row.cells);
        Self { heading, rows: rows.collect() }
    }

    /// The places of the good rows, and what is wrong with the others.
    ///
    /// A category is named by its id or one of its labels in `categories`, or as standards and everyday speech call it; several have
    /// `;`, `,`, `|`, `/` or `、` between.
    ///
    /// # Errors
    /// [`ErrorCode::InvalidOption`](crate::ErrorCode::InvalidOption) if the heading lacks a category, longitude or latitude.
    pub fn places(&self, categories: &[Category], datum: Datum) -> Result<(Vec<AddedPlace>, Vec<Rejected>)> {
        let columns = Columns::find(&self.heading)?;
        let (mut places, mut rejected) = (vec![], vec![]);
        for row in &self.rows {
            match self.place(&columns, row, categories, datum) {
                Ok(place) => places.push(place),
                Err(reason) => rejected.push(Rejected { line: row.line, reason }),
            }
        }
        Ok((places, rejected))
    }

    fn place(
        &self,
        columns: &Columns,
        row: &Row,
        categories: &[Category],
        datum: Datum,
    ) -> std::result::Result<AddedPlace, String> {
        if row.cells.len() != self.heading.len() {
            return Err(format!("it has {} cells, the heading has {}", row.cells.len(), self.heading.len()));
        }
        let text = |column| columns.cell(row, column).to_string();
        let degrees = |column, what: &str| {
            let cell = columns.cell(row, column);
            read_decimal(cell).ok_or_else(|| format!("{what} \"{cell}\" is not a number"))
        };
        let at = LonLat::new(degrees(Column::Lon, "longitude")?, degrees(Column::Lat, "latitude")?)
            .map_err(|error| error.to_string())?;
        let local = text(Column::Name);
        let unless_local = |name: String| if name == local { String::new() } else { name };
        let [zh, en] = [Column::NameZh, Column::NameEn].map(|column| unless_local(text(column)));
        Ok(AddedPlace {
            line: row.line,
            at: convert(at, datum, Datum::Wgs84),
            categories: named_categories(columns.cell(row, Column::Category), categories)?,
            texts: PlaceTexts {
                names: Names { local, zh, en },
                opening_hours: text(Column::OpeningHours),
                wheelchair: text(Column::Wheelchair),
                phone: text(Column::Phone),
            },
        })
    }
}

fn named_categories(cell: &str, categories: &[Category]) -> std::result::Result<Vec<u8>, String> {
    // A label may hold one of the marks that separate others.
    if let Some(whole) = named_category(cell, categories) {
        return Ok(vec![whole]);
    }
    let mut found = vec![];
    for part in cell.split([';', '；', ',', '，', '|', '/', '、']) {
        let part = part.trim();
        if !part.is_empty() {
            let category = named_category(part, categories);
            found.push(category.ok_or_else(|| format!("category \"{part}\" is unknown"))?);
        }
    }
    found.sort_unstable();
    found.dedup();
    if found.is_empty() { Err("it has no category".into()) } else { Ok(found) }
}
