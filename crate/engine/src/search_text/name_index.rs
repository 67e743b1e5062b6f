//! The names of a file, folded and laid end to end, so that one pass over one string finds a word in all of them.

use super::fold::append_folded;
use super::pinyin::{Pinyin, Sounding, typed_letters};
use super::spelling::{MIN_FORGIVEN_LETTERS, begins_forgivingly};
use crate::network::{Names, PlaceTexts};

/// What a name belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Named {
    /// The place with this id.
    Place(u32),
    /// The street with this index into [`Texts::streets`].
    Street(u32),
}

/// How well a name answers a query, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    /// It is the query.
    Whole,
    /// In pinyin or initials it is the query.
    SoundsWhole,
    /// It begins with the query.
    Beginning,
    /// Each word of the query begins another of its words.
    Words,
    /// In pinyin or initials it begins with the query.
    SoundsBeginning,
    /// It holds each word of the query somewhere.
    Inside,
    /// In pinyin or initials it holds the query.
    SoundsInside,
    /// As [`Rank::Words`], forgiving one slip in each word.
    Misspelt,
}

/// All names of a file in the form that is searched.
#[derive(Debug)]
pub(super) struct NameIndex {
    /// The folded names, each followed by a line break.
    folded: String,
    /// What each name belongs to and where it begins in `folded`.
    names: Vec<(Named, u32)>,
    pinyin: Pinyin,
    /// How the names with Chinese characters sound, one after the other.
    sounds: Vec<u16>,
    /// Those names as indices into `names`, and where each one's sounds end.
    sounding: Vec<(u32, u32)>,
}

impl NameIndex {
    /// Indexes the names of all streets and places.
    pub(super) fn new(streets: &[Names], places: &[PlaceTexts], pinyin: &[(char, String)]) -> Self {
        let mut index = Self {
            folded: String::new(),
            names: vec![],
            pinyin: Pinyin::new(pinyin),
            sounds: vec![],
            sounding: vec![],
        };
        for (place, texts) in (0..).zip(places) {
            index.add(Named::Place(place), &texts.names);
        }
        for (street, names) in (0..).zip(streets) {
            index.add(Named::Street(street), names);
        }
        index
    }

    fn add(&mut self, named: Named, names: &Names) {
        for name in [&names.local, &names.zh, &names.en] {
            let start = self.folded.len();
            append_folded(name, &mut self.folded);
            if self.folded.len() == start {
                continue;
            }
            let sounds_before = self.sounds.len();
            self.pinyin.append_sounds(&self.folded[start..], &mut self.sounds);
            if self.sounds.len() > sounds_before {
                self.sounding.push((self.names.len() as u32, self.sounds.len() as u32));
            }
            self.names.push((named, start as u32));
            self.folded.push('\n');
        }
    }

    /// Everything with a name that answers the query, each once and with its best rank. `enough` hits without a slip of the finger
    /// suffice: only with fewer are slips forgiven.
    pub(super) fn find(&self, query: &str, enough: usize) -> Vec<(Named, Rank)> {
        let mut found = vec![];
        let mut folded = String::new();
        append_folded(query, &mut folded);
        let mut words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
        words.sort_unstable_by_key(|word| std::cmp::Reverse(word.len()));
        if words.is_empty() {
            return found;
        }
        for name in 0..self.names.len() {
            if let Some(rank) = rank(self.name(name), &folded, &words) {
                found.push((self.names[name].0, rank));
            }
        }
        if let Some(typed) = typed_letters(&folded) {
            self.each_sounding_like(&typed, |named, rank| found.push((named, rank)));
        }
        keep_best(&mut found);
        if found.len() < enough && words.iter().any(|word| forgivable(word)) {
            for name in 0..self.names.len() {
                if words_begin(self.name(name), &words, begins_or_nearly) {
                    found.push((self.names[name].0, Rank::Misspelt));
                }
            }
            keep_best(&mut found);
        }
        found
    }

    fn name(&self, name: usize) -> &str {
        let start = self.names[name].1 as usize;
        let end = self.names.get(name + 1).map_or(self.folded.len(), |next| next.1 as usize);
        &self.folded[start..end - 1]
    }

    fn each_sounding_like(&self, typed: &str, mut note: impl FnMut(Named, Rank)) {
        let mut start = 0;
        for &(name, end) in &self.sounding {
            let sounds = &self.sounds[start as usize..end as usize];
            start = end;
            let rank = match self.pinyin.sounding(sounds, typed) {
                Some(Sounding::Whole) => Rank::SoundsWhole,
                Some(Sounding::Beginning) => Rank::SoundsBeginning,
                Some(Sounding::Inside) if typed.len() > 1 => Rank::SoundsInside,
                _ => continue,
            };
            note(self.names[name as usize].0, rank);
        }
    }
}

/// Leaves each thing found only once, with the best of its ranks.
fn keep_best(found: &mut Vec<(Named, Rank)>) {
    found.sort_unstable();
    found.dedup_by_key(|&mut (named, _)| named);
}

/// How a name answers all of a query as it is written; `words` are those of the query, the longest first.
fn rank(name: &str, query: &str, words: &[&str]) -> Option<Rank> {
    // Most names lack the longest word, and then nothing else need be compared.
    if !holds(name, words[0]) {
        None
    } else if name == query {
        Some(Rank::Whole)
    } else if name.starts_with(query) {
        Some(Rank::Beginning)
    } else if words_begin(name, words, |word, typed| word.starts_with(typed)) {
        Some(Rank::Words)
    } else {
        words.iter().all(|word| word.len() > 1 && holds(name, word)).then_some(Rank::Inside)
    }
}

/// Whether a word, which is not empty, stands somewhere in a name. It does without `str::contains`, whose general algorithm
/// is larger and for short texts no faster.
fn holds(name: &str, word: &str) -> bool {
    let (name, word) = (name.as_bytes(), word.as_bytes());
    name.windows(word.len()).any(|part| part[0] == word[0] && part == word)
}

/// Whether each typed word, the longest first, begins a word of the name, each another one, in any order.
fn words_begin(name: &str, typed: &[&str], begins: impl Fn(&str, &str) -> bool) -> bool {
    let mut used = 0u64;
    typed.iter().all(|typed| {
        let mut words = name.split(' ').take(64).enumerate();
        let word = words.find(|&(at, word)| used & (1 << at) == 0 && begins(word, typed));
        word.inspect(|&(at, _)| used |= 1 << at).is_some()
    })
}

fn forgivable(word: &str) -> bool {
    word.bytes().all(|byte| !byte.is_ascii_digit()) && word.chars().count() >= MIN_FORGIVEN_LETTERS
}

fn begins_or_nearly(word: &str, typed: &str) -> bool {
    word.starts_with(typed) || (forgivable(typed) && begins_forgivingly(word, typed))
}
