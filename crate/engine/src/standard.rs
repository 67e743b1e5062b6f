//! Standards of the life circle: which facilities belong within how many minutes, or metres, on foot.
//!
//! A standard is data. Five ship with the engine as the JSON files in `crate/engine/standards` ([`FILES`]); a caller
//! may bring another of the same form. The engine itself reads no JSON: a program on a host parses it with
//! `serde_json`, a browser with its own parser, and both hand over [`StandardData`], which [`Standard::new`] checks.

use serde::Deserialize;

use crate::decimal::Decimal;
use crate::error::{Error, ErrorCode, Result};
use crate::question::MAX_MINUTES;

pub use crate::standard_files::FILES;

/// The longest walk that a standard may ask for, in metres.
pub const MAX_METRES: f64 = 10_000.0;

const MAX_ITEMS: usize = 200;
const MAX_WEIGHT: f64 = 100.0;

/// A text in Chinese and in English. In a checked standard neither is blank unless both are.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Label {
    /// In Chinese.
    #[serde(default)]
    pub zh: String,
    /// In English.
    #[serde(default)]
    pub en: String,
}

impl Label {
    fn is_blank(&self) -> bool {
        self.zh.trim().is_empty() && self.en.trim().is_empty()
    }

    /// The same with the other language in place of a blank one.
    fn filled(self) -> Self {
        let [zh_blank, en_blank] = [&self.zh, &self.en].map(|text| text.trim().is_empty());
        Self {
            zh: if zh_blank { self.en.clone() } else { self.zh.clone() },
            en: if en_blank { self.zh } else { self.en },
        }
    }
}

/// A standard as written in its file, not checked yet.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StandardData {
    /// The stable id, such as `qixian`.
    pub id: String,
    /// Its name.
    pub name: Label,
    /// Who published it, and where.
    pub source: String,
    /// The year of publication.
    pub year: u16,
    /// What is not certain about it; blank if nothing.
    #[serde(default)]
    pub note: Label,
    /// What it asks for, in the order in which people should see it.
    pub items: Vec<StandardItemData>,
}

/// One item of a standard as written in its file, not checked yet.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StandardItemData {
    /// What is asked for.
    pub name: Label,
    /// Ids of categories; a place of any of them covers the item.
    pub categories: Vec<String>,
    /// Ids of categories of which a place may be what is asked for, though the map does not say so: it neither covers the
    /// item nor lets it be called missing.
    #[serde(default)]
    pub maybe: Vec<String>,
    /// The heading that the item stands under.
    pub theme: Label,
    /// The longest walk in minutes. Either this or `metres`.
    #[serde(default)]
    pub minutes: Option<f64>,
    /// The longest walk in metres. Either this or `minutes`.
    #[serde(default)]
    pub metres: Option<f64>,
    /// How much the item counts in the score; 1 where absent.
    #[serde(default)]
    pub weight: Option<f64>,
    /// What is not certain about the item; blank if nothing.
    #[serde(default)]
    pub note: Label,
}

/// How far the nearest place of an item may be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Reach {
    /// So many minutes of walking.
    Minutes(f64),
    /// So many metres of the quickest walk.
    Metres(f64),
}

/// One item of a [`Standard`].
#[derive(Debug, Clone, PartialEq)]
pub struct StandardItem {
    /// What is asked for.
    pub name: Label,
    /// Ids of categories, at least one; a place of any of them covers the item.
    pub categories: Vec<String>,
    /// Ids of categories of which a place may be what is asked for, though the map does not say so.
    pub maybe: Vec<String>,
    /// The heading that the item stands under.
    pub theme: Label,
    /// How far the nearest place may be.
    pub reach: Reach,
    /// How much the item counts in the score, above 0.
    pub weight: f64,
    /// What is not certain about the item; blank if nothing.
    pub note: Label,
}

/// A checked standard.
#[derive(Debug, Clone, PartialEq)]
pub struct Standard {
    /// The stable id, such as `qixian`.
    pub id: String,
    /// Its name.
    pub name: Label,
    /// Who published it, and where.
    pub source: String,
    /// The year of publication.
    pub year: u16,
    /// What is not certain about it; blank if nothing.
    pub note: Label,
    items: Vec<StandardItem>,
}

impl Standard {
    /// Checks the data of a standard.
    ///
    /// Whether its categories exist is not asked here: a category that a file's table lacks has no record there, which a
    /// life circle reports as such.
    ///
    /// ```
    /// use yike::standard::{Label, Standard, StandardData, StandardItemData};
    /// let label = |zh: &str, en: &str| Label { zh: zh.into(), en: en.into() };
    /// let data = StandardData {
    ///     id: "mine".into(),
    ///     name: label("我的标准", "My standard"),
    ///     source: "a note on the wall".into(),
    ///     year: 2024,
    ///     note: Label::default(),
    ///     items: vec![StandardItemData {
    ///         name: label("早餐", "Breakfast"),
    ///         categories: vec!["breakfast".into()],
    ///         maybe: vec![],
    ///         theme: label("餐饮", "Food"),
    ///         minutes: Some(5.0),
    ///         metres: None,
    ///         weight: None,
    ///         note: Label::default(),
    ///     }],
    /// };
    /// assert!(Standard::new(data.clone()).is_ok());
    /// let empty = StandardData { items: vec![], ..data };
    /// assert!(Standard::new(empty).unwrap_err().to_string().contains("items"));
    /// ```
    ///
    /// # Errors
    /// [`ErrorCode::InvalidStandard`], naming the field: a blank id, name, source, theme or category; a year outside
    /// 1900..=2100; no item or more than 200; both or neither of minutes and metres; minutes not above 0 and at most
    /// [`MAX_MINUTES`], metres not above 0 and at most [`MAX_METRES`]; a weight not above 0 and at most 100.
    pub fn new(data: StandardData) -> Result<Self> {
        let StandardData { id, name, source, year, note, items } = data;
        require(!id.trim().is_empty(), || "id is blank".into())?;
        require(!name.is_blank(), || "name is blank: give name.zh, name.en or both".into())?;
        require(!source.trim().is_empty(), || "source is blank: say who published the standard".into())?;
        require((1900..=2100).contains(&year), || format!("year {year} is not from 1900 to 2100"))?;
        require((1..=MAX_ITEMS).contains(&items.len()), || {
            format!("items: {} of them, not from 1 to {MAX_ITEMS}", items.len())
        })?;
        let items = items.into_iter().enumerate().map(checked_item).collect::<Result<_>>()?;
        Ok(Self { id, name: name.filled(), source, year, note: note.filled(), items })
    }

    /// What it asks for, at least one item, in the order in which people should see it.
    pub fn items(&self) -> &[StandardItem] {
        &self.items
    }
}

fn checked_item((index, data): (usize, StandardItemData)) -> Result<StandardItem> {
    let StandardItemData { name, categories, maybe, theme, minutes, metres, weight, note } = data;
    let field = |field: &str, what: &str| format!("items[{index}].{field} {what}");
    let blank = "is blank: give zh, en or both";
    require(!name.is_blank(), || field("name", blank))?;
    require(!theme.is_blank(), || field("theme", blank))?;
    require(!categories.is_empty(), || field("categories", "is empty: name at least one"))?;
    for (key, ids) in [("categories", &categories), ("maybe", &maybe)] {
        require(ids.iter().all(|id| !id.trim().is_empty()), || field(key, "holds a blank id"))?;
    }
    let within = |value: f64, max: f64, name: &str| {
        require(value > 0.0 && value <= max, || {
            let [value, max] = [value, max].map(Decimal);
            field(name, &format!("{value} is not above 0 and at most {max}"))
        })
    };
    let reach = match (minutes, metres) {
        (Some(minutes), None) => {
            within(minutes, MAX_MINUTES, "minutes")?;
            Reach::Minutes(minutes)
        }
        (None, Some(metres)) => {
            within(metres, MAX_METRES, "metres")?;
            Reach::Metres(metres)
        }
        (Some(_), Some(_)) => return invalid(field("minutes", "and metres are both given: choose one")),
        (None, None) => return invalid(field("minutes", "and metres are both absent: give one")),
    };
    let weight = weight.unwrap_or(1.0);
    within(weight, MAX_WEIGHT, "weight")?;
    let [name, theme, note] = [name, theme, note].map(Label::filled);
    Ok(StandardItem { name, categories, maybe, theme, reach, weight, note })
}

fn require(holds: bool, message: impl FnOnce() -> String) -> Result<()> {
    if holds { Ok(()) } else { invalid(message()) }
}

fn invalid<T>(message: String) -> Result<T> {
    Err(Error::new(ErrorCode::InvalidStandard, message))
}
