//! How answers leave: all numbers of an answer in one `Float64Array`, all its texts joined in one string, and the length
//! of each text among the numbers. Two values cross the boundary, whatever the size of the answer.
//!
//! The array is a view into this memory: the facade makes an answer of it before it calls again, as the next answer takes its place.

use std::cell::Cell;

use js_sys::{Array, Float64Array};
use wasm_bindgen::JsValue;
use yike::datum::{Datum, convert};
use yike::grid::LonLat;
use yike::snap::Snap;

/// The most numbers for which memory is kept from answer to answer: those of some hundred contours.
const KEPT_NUMBERS: usize = 1 << 16;

thread_local! {
    static KEPT: Cell<Vec<f64>> = const { Cell::new(vec![]) };
}

/// An answer being written. The facade reads it in the same order.
pub struct Reply {
    datum: Datum,
    numbers: Vec<f64>,
    texts: String,
}

impl Reply {
    /// A reply with nothing in it, whose positions are to be in `datum`.
    pub fn new(datum: Datum) -> Self {
        let mut numbers = KEPT.take();
        if numbers.capacity() > KEPT_NUMBERS {
            numbers = vec![];
        }
        numbers.clear();
        Self { datum, numbers, texts: String::new() }
    }

    /// Adds a number.
    pub fn number(&mut self, number: impl Into<f64>) {
        self.numbers.push(number.into());
    }

    /// Adds 1 for yes, 0 for no.
    pub fn flag(&mut self, flag: bool) {
        self.number(u8::from(flag));
    }

    /// Adds a text; its length among the numbers is in UTF-16 units, as JavaScript counts.
    pub fn text(&mut self, text: &str) {
        self.number(text.encode_utf16().count() as u32);
        self.texts.push_str(text);
    }

    /// Adds a position `[lon, lat]`, given in the engine's datum.
    pub fn position(&mut self, [lon, lat]: [f64; 2]) {
        if self.datum == Datum::Wgs84 {
            self.numbers.extend([lon, lat]);
        } else {
            let at = convert(LonLat { lon, lat }, Datum::Wgs84, self.datum);
            self.numbers.extend([at.lon, at.lat]);
        }
    }

    /// Adds how many positions there are, then each.
    pub fn positions(&mut self, positions: &[[f64; 2]]) {
        self.number(positions.len() as u32);
        if self.datum == Datum::Wgs84 {
            self.numbers.extend_from_slice(positions.as_flattened());
        } else {
            positions.iter().for_each(|&position| self.position(position));
        }
    }

    /// Adds how many items there are, then each by `write`.
    pub fn list<T>(&mut self, items: &[T], mut write: impl FnMut(&mut Self, &T)) {
        self.number(items.len() as u32);
        items.iter().for_each(|item| write(self, item));
    }

    /// Adds where the asked point met the street.
    pub fn snap(&mut self, snap: &Snap) {
        self.position(snap.point);
        self.number(snap.distance_m);
    }

    /// The reply as it crosses: `[numbers, texts]`. The numbers hold until the next call.
    pub fn finish(self) -> Array {
        let texts = JsValue::from_str(&self.texts);
        // SAFETY: the memory that is looked at is kept below, and nothing allocates before the view is handed over.
        let view = unsafe { Float64Array::view(&self.numbers) };
        KEPT.set(self.numbers);
        pair(&view, &texts)
    }
}

/// An array of two values. `Array.of` takes JavaScript ten times as long.
pub fn pair(first: &JsValue, second: &JsValue) -> Array {
    let pair = Array::new();
    pair.push(first);
    pair.push(second);
    pair
}
