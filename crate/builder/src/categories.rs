//! Which categories a map object belongs to, by the rules of one readable table, `data/categories.tsv`.
//!
//! A row of the table is a category: its id, its Chinese and its English label, and a rule. Rows with only a rule add an
//! alternative to the category above them. A rule is a list of terms joined by ` & `, all of which must hold:
//!
//! | term | holds if |
//! |---|---|
//! | `key=a,b` | the tag `key` has one of these values; a list such as `c;a` has each of its members |
//! | `key=*` | the tag `key` is there at all |
//! | `key!=a,b` | the tag `key` is absent or has none of these values |
//! | `name~x,y` | the name, in any of the languages kept, contains one of these texts, whatever the case |
//! | `!category` | the object does not belong to that category, which stands further up in the table |
//!
//! The first term is of one of the first two forms. An object may belong to several categories.

use std::collections::BTreeMap;

use yike::network::Category;

use crate::error::{Error, Result};
use crate::names;
use crate::osm::Tags;

/// The table that ships with the builder.
const TABLE: &str = include_str!("../data/categories.tsv");
const HEADING: &str = "id\tzh\ten\trule";

/// Categories and their rules.
#[derive(Debug, Clone)]
pub struct Categories {
    table: Vec<Category>,
    /// The rules by the key of their first term, in the order of the table.
    rules: BTreeMap<String, Vec<Rule>>,
}

#[derive(Debug, Clone)]
struct Rule {
    category: u8,
    terms: Vec<Term>,
}

#[derive(Debug, Clone)]
enum Term {
    Has { key: String },
    Is { key: String, values: Vec<String> },
    IsNot { key: String, values: Vec<String> },
    NameContains { texts: Vec<String> },
    NotCategory { category: u8 },
}

impl Categories {
    /// The builder's own table.
    ///
    /// # Errors
    /// If the table is malformed.
    pub fn standard() -> Result<Self> {
        Self::parse(TABLE)
    }

    /// Reads a table in the form described above, the heading `id zh en rule` included.
    ///
    /// # Errors
    /// Names the first line that is malformed.
    pub fn parse(text: &str) -> Result<Self> {
        let mut categories = Self { table: vec![], rules: BTreeMap::new() };
        let mut lines = (1..).zip(text.lines());
        if lines.next().map(|(_, heading)| heading) != Some(HEADING) {
            return Err(Error::new(format!(
                "the table of categories does not begin with the heading {HEADING:?}"
            )));
        }
        for (line, row) in lines {
            let named = |reason| Error::new(format!("line {line} of the table of categories: {reason}"));
            categories.add_row(row).map_err(named)?;
        }
        Ok(categories)
    }

    fn add_row(&mut self, row: &str) -> std::result::Result<(), String> {
        let columns: Vec<&str> = row.split('\t').collect();
        let &[id, zh, en, rule] = columns.as_slice() else {
            return Err(format!("expected 4 columns, found {}", columns.len()));
        };
        if !id.is_empty() {
            if !id.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_') {
                return Err(format!("id {id:?} is not snake_case"));
            }
            if self.find(id).is_some() {
                return Err(format!("category {id} is there twice"));
            }
            if zh.is_empty() || en.is_empty() {
                return Err(format!("category {id} lacks a label"));
            }
            self.table.push(Category { id: id.into(), zh: zh.into(), en: en.into() });
        }
        let category = u8::try_from(self.table.len())
            .ok()
            .and_then(|count| count.checked_sub(1))
            .ok_or("a rule needs a category above it, of which there are at most 255")?;
        let terms: Vec<Term> = rule
            .split(" & ")
            .map(|term| self.parse_term(term, category))
            .collect::<std::result::Result<_, _>>()?;
        let (Some(Term::Is { key, .. }) | Some(Term::Has { key })) = terms.first() else {
            return Err(format!("rule {rule:?} does not begin with key=value"));
        };
        self.rules.entry(key.clone()).or_default().push(Rule { category, terms });
        Ok(())
    }

    fn parse_term(&self, term: &str, owner: u8) -> std::result::Result<Term, String> {
        let list = |text: &str| -> Vec<String> { text.split(',').map(Into::into).collect() };
        if let Some(id) = term.strip_prefix('!') {
            let above = self.find(id).filter(|&category| category < owner);
            let category = above.ok_or(format!("no category {id:?} stands further up"))?;
            return Ok(Term::NotCategory { category });
        }
        if let Some(texts) = term.strip_prefix("name~") {
            return Ok(Term::NameContains { texts: list(&texts.to_lowercase()) });
        }
        let (key, values) = term.split_once('=').ok_or(format!("term {term:?} is of no known form"))?;
        if key.is_empty() || values.split(',').any(str::is_empty) {
            return Err(format!("term {term:?} lacks a key or a value"));
        }
        Ok(match key.strip_suffix('!') {
            Some(key) => Term::IsNot { key: key.into(), values: list(values) },
            None if values == "*" => Term::Has { key: key.into() },
            None => Term::Is { key: key.into(), values: list(values) },
        })
    }

    /// The table as files carry it.
    pub fn table(&self) -> &[Category] {
        &self.table
    }

    /// The index of the category with this id.
    pub fn find(&self, id: &str) -> Option<u8> {
        self.table.iter().position(|category| category.id == id).and_then(|index| u8::try_from(index).ok())
    }

    /// The categories of an object with these tags, as ascending indices into the table; none for most objects.
    pub fn of(&self, tags: Tags<'_>) -> Vec<u8> {
        let mut found = vec![];
        let mut candidates: Vec<&Rule> =
            tags.iter().filter_map(|(key, _)| self.rules.get(key)).flatten().collect();
        candidates.sort_by_key(|rule| rule.category);
        for rule in candidates {
            if found.last() != Some(&rule.category) && rule.terms.iter().all(|term| term.holds(tags, &found))
            {
                found.push(rule.category);
            }
        }
        found
    }
}

impl Term {
    fn holds(&self, tags: Tags<'_>, found: &[u8]) -> bool {
        match self {
            Self::Has { key } => tags.get(key).is_some(),
            Self::Is { key, values } => has_one_of(tags, key, values),
            Self::IsNot { key, values } => !has_one_of(tags, key, values),
            Self::NameContains { texts } => names::KEYS.iter().filter_map(|key| tags.get(key)).any(|name| {
                let name = name.to_lowercase();
                texts.iter().any(|text| name.contains(text.as_str()))
            }),
            Self::NotCategory { category } => !found.contains(category),
        }
    }
}

fn has_one_of(tags: Tags<'_>, key: &str, values: &[String]) -> bool {
    tags.get(key)
        .is_some_and(|found| found.split(';').any(|part| values.iter().any(|value| value == part.trim())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::{Drawing, TagList};

    fn ids(categories: &Categories, tags: TagList) -> Vec<String> {
        let data = Drawing::default().node(1, [0, 0], tags).read();
        let found = categories.of(data.node_tags(0));
        found.into_iter().map(|category| categories.table()[usize::from(category)].id.clone()).collect()
    }

    #[test]
    fn the_standard_table_parses() {
        let categories = Categories::standard().unwrap();
        let table = categories.table();
        assert!((45..=70).contains(&table.len()), "{} categories", table.len());
        assert!(table.iter().all(|category| !category.zh.is_ascii() && !category.en.is_empty()));
    }

    /// What the map says of an object, and what a reader of the table would expect it to be.
    #[test]
    fn objects_fall_into_the_categories_one_would_name() {
        let categories = Categories::standard().unwrap();
        let cases: &[(TagList, &[&str])] = &[
            (&[("amenity", "pharmacy")], &["pharmacy"]),
            (&[("amenity", "pharmacy"), ("healthcare", "pharmacy")], &["pharmacy"]),
            (&[("shop", "hairdresser")], &["hairdresser", "beauty"]),
            (&[("shop", "convenience;greengrocer")], &["convenience_store", "fresh_food"]),
            (&[("amenity", "doctors")], &["health_station", "clinic"]),
            (&[("amenity", "clinic"), ("name", "洪武路社区卫生服务中心")], &["health_centre", "clinic"]),
            (&[("amenity", "clinic"), ("name", "Mosta Health Centre")], &["health_centre", "clinic"]),
            (
                &[("amenity", "clinic"), ("name:zh", "王庄卫生室"), ("name", "W")],
                &["health_station", "clinic"],
            ),
            (&[("building", "yes"), ("name", "东街社区服务中心")], &["community_service_centre"]),
            (
                &[("amenity", "social_facility"), ("social_facility", "nursing_home")],
                &["elderly_care_centre"],
            ),
            (
                &[
                    ("amenity", "social_facility"),
                    ("social_facility", "day_care"),
                    ("social_facility:for", "senior"),
                ],
                &["elderly_day_care"],
            ),
            (&[("amenity", "school"), ("name", "南京市第一中学")], &["middle_school"]),
            (&[("amenity", "school"), ("name", "École élémentaire du Parc")], &["primary_school"]),
            (&[("amenity", "school"), ("isced:level", "1;2")], &["primary_school", "middle_school"]),
            (&[("amenity", "school"), ("name", "Saint-Charles")], &["school"]),
            (&[("amenity", "school"), ("name", "成都市四十四中")], &["middle_school"]),
            (&[("amenity", "school"), ("name", "第四中心小学")], &["primary_school"]),
            (&[("amenity", "restaurant"), ("name", "海鲜自助餐")], &["restaurant"]),
            (&[("amenity", "restaurant"), ("name", "巴比包子")], &["breakfast", "restaurant"]),
            (&[("highway", "pedestrian"), ("name", "狮子桥美食街")], &["shopping_street"]),
            (&[("highway", "pedestrian"), ("name", "Rue Grimaldi")], &[]),
            (&[("leisure", "park")], &["park", "green_space"]),
            (&[("leisure", "park"), ("access", "private")], &[]),
            (&[("leisure", "garden"), ("garden:type", "residential")], &[]),
            (&[("leisure", "pitch"), ("sport", "tennis")], &["ball_court"]),
            (&[("leisure", "swimming_pool")], &[]),
            (&[("leisure", "swimming_pool"), ("access", "customers")], &["sports_ground"]),
            (&[("amenity", "toilets"), ("access", "customers")], &[]),
            (&[("railway", "station"), ("station", "subway")], &["metro_station"]),
            (&[("railway", "station")], &["railway_station"]),
            (&[("amenity", "recycling"), ("recycling_type", "container")], &["recycling", "waste_sorting"]),
            (&[("shop", "car_repair"), ("name", "老王汽车维修")], &[]),
            (&[("shop", "yes"), ("name", "家电维修")], &["repair"]),
            (&[("disused:amenity", "bank")], &[]),
            (&[("name", "菜市场")], &[]),
        ];
        for (tags, expected) in cases {
            assert_eq!(ids(&categories, tags), *expected, "{tags:?}");
        }
    }

    #[test]
    fn every_form_of_term_holds_and_fails_where_it_should() {
        let table = "id\tzh\ten\trule\n\
            first\t一\tOne\tkey=a,b\n\
            \t\t\tother=* & name~Foo,吧\n\
            second\t二\tTwo\tkey=* & side!=x,y & !first\n";
        let categories = Categories::parse(table).unwrap();
        let cases: &[(TagList, &[&str])] = &[
            (&[("key", "a")], &["first"]),
            (&[("key", "c; b")], &["first"]),
            (&[("key", "c")], &["second"]),
            (&[("key", "c"), ("side", "x")], &[]),
            (&[("key", "c"), ("side", "z")], &["second"]),
            (&[("other", "1"), ("name", "the FOO")], &["first"]),
            (&[("other", "1"), ("name:zh", "书吧")], &["first"]),
            (&[("other", "1"), ("name", "bar")], &[]),
            (&[("other", "1"), ("key", "c"), ("name", "foo")], &["first"]),
        ];
        for (tags, expected) in cases {
            assert_eq!(ids(&categories, tags), *expected, "{tags:?}");
        }
    }

    #[test]
    fn a_malformed_table_is_refused_with_its_line() {
        let cases = [
            ("", "heading"),
            ("id\tzh\ten\trule\na\t一\tA", "line 2"),
            ("id\tzh\ten\trule\na\t一\tA\tk=v\na\t一\tA\tk=v", "line 3"),
            ("id\tzh\ten\trule\nA b\t一\tA\tk=v", "snake_case"),
            ("id\tzh\ten\trule\na\t\tA\tk=v", "label"),
            ("id\tzh\ten\trule\n\t\t\tk=v", "category above"),
            ("id\tzh\ten\trule\na\t一\tA\tname~x & k=v", "begin"),
            ("id\tzh\ten\trule\na\t一\tA\tk=v & !b", "further up"),
            ("id\tzh\ten\trule\na\t一\tA\tk=", "lacks"),
            ("id\tzh\ten\trule\na\t一\tA\tk", "known form"),
        ];
        for (table, part) in cases {
            let message = Categories::parse(table).unwrap_err().to_string();
            assert!(message.contains(part), "{message}");
        }
    }
}
