//! Standards of the life circle, from the columns that `www/lib/standard.ts` writes.

use yike::Result;
use yike::standard::{Label, Standard, StandardData, StandardItemData};

/// The columns, read from front to back.
struct Columns<'a> {
    numbers: std::slice::Iter<'a, f64>,
    texts: std::vec::IntoIter<String>,
}

impl Columns<'_> {
    fn number(&mut self) -> f64 {
        self.numbers.next().copied().unwrap_or(f64::NAN)
    }

    fn given(&mut self) -> Option<f64> {
        Some(self.number()).filter(|number| !number.is_nan())
    }

    fn text(&mut self) -> String {
        self.texts.next().unwrap_or_default()
    }

    fn texts(&mut self) -> Vec<String> {
        (0..self.number() as u32).map(|_| self.text()).collect()
    }

    fn label(&mut self) -> Label {
        Label { zh: self.text(), en: self.text() }
    }

    fn item(&mut self) -> StandardItemData {
        let (name, theme, note) = (self.label(), self.label(), self.label());
        let (categories, maybe) = (self.texts(), self.texts());
        let (minutes, metres, weight) = (self.given(), self.given(), self.given());
        StandardItemData { name, categories, maybe, theme, minutes, metres, weight, note }
    }
}

/// Puts a standard together and checks it.
pub fn standard(numbers: &[f64], texts: Vec<String>) -> Result<Standard> {
    let mut columns = Columns { numbers: numbers.iter(), texts: texts.into_iter() };
    let (id, name, source, note) = (columns.text(), columns.label(), columns.text(), columns.label());
    let year = columns.number();
    let items = (0..columns.number() as u32).map(|_| columns.item()).collect();
    Standard::new(StandardData { id, name, source, year: year as u16, note, items })
}
