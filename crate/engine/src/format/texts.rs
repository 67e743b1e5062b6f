//! The sections of texts: street names, the texts of places, the pronunciation of characters.

use super::bytes::damaged;
use crate::error::Result;
use crate::network::{Names, PlaceTexts};

/// The names of these sections in messages.
pub(super) const STREETS: &str = "the section of street names";
pub(super) const PLACE_TEXTS: &str = "the section of place texts";
pub(super) const PINYIN: &str = "the section of pronunciations";

/// Street names as three columns (local, zh, en) of texts that end with a zero byte each.
pub(super) fn write_streets(streets: &[Names]) -> Vec<u8> {
    let columns: [fn(&Names) -> &String; 3] = [|names| &names.local, |names| &names.zh, |names| &names.en];
    write_columns(streets, &columns)
}

/// The street names from their unpacked section.
pub(super) fn read_streets(bytes: &[u8], count: usize) -> Result<Vec<Names>> {
    let columns: [fn(&mut Names) -> &mut String; 3] =
        [|names| &mut names.local, |names| &mut names.zh, |names| &mut names.en];
    read_columns(bytes, count, &columns, STREETS)
}

/// Texts of places as six columns (local, zh and en name, opening hours, wheelchair, phone) of texts that end with a zero
/// byte each.
pub(super) fn write_place_texts(places: &[PlaceTexts]) -> Vec<u8> {
    let columns: [fn(&PlaceTexts) -> &String; 6] = [
        |texts| &texts.names.local,
        |texts| &texts.names.zh,
        |texts| &texts.names.en,
        |texts| &texts.opening_hours,
        |texts| &texts.wheelchair,
        |texts| &texts.phone,
    ];
    write_columns(places, &columns)
}

/// The texts of places from their unpacked section.
pub(super) fn read_place_texts(bytes: &[u8], count: usize) -> Result<Vec<PlaceTexts>> {
    let columns: [fn(&mut PlaceTexts) -> &mut String; 6] = [
        |texts| &mut texts.names.local,
        |texts| &mut texts.names.zh,
        |texts| &mut texts.names.en,
        |texts| &mut texts.opening_hours,
        |texts| &mut texts.wheelchair,
        |texts| &mut texts.phone,
    ];
    read_columns(bytes, count, &columns, PLACE_TEXTS)
}

/// Pronunciations: each character with its pinyin after it and a zero byte at the end, ascending by character.
pub(super) fn write_pinyin(pinyin: &[(char, String)]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (character, sound) in pinyin {
        bytes.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
        bytes.extend_from_slice(sound.as_bytes());
        bytes.push(0);
    }
    bytes
}

/// The pronunciations from their unpacked section.
pub(super) fn read_pinyin(bytes: &[u8]) -> Result<Vec<(char, String)>> {
    let mut pinyin: Vec<(char, String)> = Vec::new();
    let mut texts = Texts { bytes, section: PINYIN };
    while !texts.bytes.is_empty() {
        let text = texts.next()?;
        let mut characters = text.chars();
        let Some(character) = characters.next() else {
            return Err(damaged(PINYIN, "a character is missing"));
        };
        if pinyin.last().is_some_and(|(last, _)| *last >= character) {
            return Err(damaged(PINYIN, "its characters are out of order"));
        }
        pinyin.push((character, characters.as_str().to_owned()));
    }
    Ok(pinyin)
}

fn write_columns<Row>(rows: &[Row], columns: &[fn(&Row) -> &String]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for column in columns {
        for row in rows {
            bytes.extend_from_slice(column(row).as_bytes());
            bytes.push(0);
        }
    }
    bytes
}

fn read_columns<Row: Clone + Default>(
    bytes: &[u8],
    count: usize,
    columns: &[fn(&mut Row) -> &mut String],
    section: &str,
) -> Result<Vec<Row>> {
    if count.saturating_mul(columns.len()) > bytes.len() {
        return Err(damaged(section, "it is shorter than its number of texts"));
    }
    let mut rows = vec![Row::default(); count];
    let mut texts = Texts { bytes, section };
    for column in columns {
        for row in &mut rows {
            *column(row) = texts.next()?;
        }
    }
    if texts.bytes.is_empty() { Ok(rows) } else { Err(damaged(section, "bytes are left over")) }
}

/// Texts that end with a zero byte each.
struct Texts<'a> {
    bytes: &'a [u8],
    section: &'a str,
}

impl Texts<'_> {
    fn next(&mut self) -> Result<String> {
        let Some(length) = self.bytes.iter().position(|&byte| byte == 0) else {
            return Err(damaged(self.section, "its last text has no end"));
        };
        let text = self.bytes[..length].to_vec();
        self.bytes = &self.bytes[length + 1..];
        String::from_utf8(text).map_err(|_| damaged(self.section, "a text is not UTF-8"))
    }
}
