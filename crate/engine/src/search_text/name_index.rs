//! The names of a file, folded and laid end to end, so that one pass over one string finds a word in all of them.

use std::collections::BTreeMap;

use super::fold::append_folded;
use super::pinyin::{Pinyin, Sounding, typed_letters};
use super::spelling::{MIN_FORGIVEN_LETTERS, begins_forgivingly};
use crate::network::{Names, Texts};

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
    pub(super) fn new(texts: &Texts) -> Self {
        let mut index = Self {
            folded: String::new(),
            names: vec![],
            pinyin: Pinyin::new(&texts.pinyin),
            sounds: vec![],
            sounding: vec![],
        };
        for (place, texts) in (0..).zip(&texts.places) {
            index.add(Named::Place(place), &texts.names);
        }
        for (street, names) in (0..).zip(&texts.streets) {
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

    /// Everything with a name that answers the query, with its best rank. `enough` hits without a slip of the finger
    /// suffice: only with fewer are slips forgiven.
    pub(super) fn find(&self, query: &str, enough: usize) -> BTreeMap<Named, Rank> {
        let mut found = BTreeMap::new();
        let mut folded = String::new();
        append_folded(query, &mut folded);
        let mut words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        let Some(longest) = words.first() else { return found };
        let mut note = |named: Named, rank: Rank| {
            found.entry(named).and_modify(|best: &mut Rank| *best = rank.min(*best)).or_insert(rank);
        };
        self.each_holding(longest, |named, name| {
            if let Some(rank) = rank(name, &folded, &words) {
                note(named, rank);
            }
        });
        if let Some(typed) = typed_letters(&folded) {
            self.each_sounding_like(&typed, &mut note);
        }
        if found.len() < enough && words.iter().any(|word| forgivable(word)) {
            for name in 0..self.names.len() {
                if words_begin(self.name(name), &words, begins_or_nearly) {
                    found.entry(self.names[name].0).or_insert(Rank::Misspelt);
                }
            }
        }
        found
    }

    fn name(&self, name: usize) -> &str {
        let start = self.names[name].1 as usize;
        let end = self.names.get(name + 1).map_or(self.folded.len(), |next| next.1 as usize);
        self.folded[start..end].trim_end_matches('\n')
    }

    /// Visits each name that holds `word`, once.
    fn each_holding(&self, word: &str, mut visit: impl FnMut(Named, &str)) {
        let mut after = 0;
        for (at, _) in self.folded.match_indices(word) {
            if at < after {
                continue;
            }
            let name = self.names.partition_point(|&(_, start)| start as usize <= at) - 1;
            let text = self.name(name);
            visit(self.names[name].0, text);
            after = self.names[name].1 as usize + text.len();
        }
    }

    fn each_sounding_like(&self, typed: &str, note: &mut impl FnMut(Named, Rank)) {
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

/// How a name that holds the longest word of the query answers all of it.
fn rank(name: &str, query: &str, words: &[&str]) -> Option<Rank> {
    if name == query {
        Some(Rank::Whole)
    } else if name.starts_with(query) {
        Some(Rank::Beginning)
    } else if words_begin(name, words, |word, typed| word.starts_with(typed)) {
        Some(Rank::Words)
    } else {
        let telling = |word: &str| word.len() > 1;
        words.iter().all(|word| telling(word) && name.contains(word)).then_some(Rank::Inside)
    }
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
