//! Which column of a list tells what.

use super::Row;
use crate::error::{Error, ErrorCode, Result};
use crate::lower_case::lower_case_text;

/// What a column may tell of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Category,
    Lon,
    Lat,
    Name,
    NameZh,
    NameEn,
    OpeningHours,
    Phone,
    Wheelchair,
}

/// The names that each column goes by.
const NAMES: [(Column, &[&str]); 9] = [
    (Column::Category, &["category", "categories", "类别", "类型", "分类"]),
    (Column::Lon, &["lon", "lng", "longitude", "经度"]),
    (Column::Lat, &["lat", "latitude", "纬度"]),
    (Column::Name, &["name", "名称", "名字"]),
    (Column::NameZh, &["name_zh", "name:zh", "中文名"]),
    (Column::NameEn, &["name_en", "name:en", "英文名"]),
    (Column::OpeningHours, &["opening_hours", "营业时间", "开放时间"]),
    (Column::Phone, &["phone", "电话"]),
    (Column::Wheelchair, &["wheelchair", "无障碍"]),
];

/// Without these a list is of no use.
const NEEDED: [Column; 3] = [Column::Category, Column::Lon, Column::Lat];

/// Where each column stands in a heading.
#[derive(Debug)]
pub(super) struct Columns {
    found: Vec<(Column, usize)>,
}

impl Columns {
    pub(super) fn find(heading: &[String]) -> Result<Self> {
        let mut found = vec![];
        for (column, names) in NAMES {
            let named = |cell: &String| names.contains(&lower_case_text(cell.trim()).as_str());
            match heading.iter().position(named) {
                Some(position) => found.push((column, position)),
                None if NEEDED.contains(&column) => {
                    let [names, heading] = [names.join(", "), heading.join(", ")];
                    let message = format!("no column is named one of {names}; the heading has {heading}");
                    return Err(Error::new(ErrorCode::InvalidOption, message));
                }
                None => {}
            }
        }
        Ok(Self { found })
    }

    /// A row's cell of this column without blanks around it; blank if the heading lacks the column.
    pub(super) fn cell<'a>(&self, row: &'a Row, column: Column) -> &'a str {
        let position = self.found.iter().find(|found| found.0 == column).map(|found| found.1);
        position.and_then(|position| row.cells.get(position)).map_or("", |cell| cell.trim())
    }
}
