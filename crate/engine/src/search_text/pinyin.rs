//! Finding Chinese names by how they sound: whole syllables, their first letters, or a mixture, as people type them.

use super::fold::append_folded;
use super::readings::readings_of;
use crate::numbering::Numbering;

/// The longest typed text that is compared, in letters: as many as fit the bits of the set of positions.
const MAX_TYPED: usize = 63;

/// How each character of the names sounds.
#[derive(Debug)]
pub(super) struct Pinyin {
    /// The distinct sounds, each with all the ways in which it is read: pinyin syllables without tones, and single letters
    /// and digits that stand for themselves.
    sounds: Vec<Vec<String>>,
    /// The number of each character's sound, ascending by character.
    sound_of: Vec<(char, u16)>,
}

/// Where a typed text begins to sound like a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sounding {
    /// The whole name.
    Whole,
    /// Its beginning.
    Beginning,
    /// Somewhere inside.
    Inside,
}

impl Pinyin {
    /// Takes over a file's table of pronunciations, ascending by character.
    pub(super) fn new(table: &[(char, String)]) -> Self {
        let mut pinyin = Self { sounds: vec![], sound_of: vec![] };
        let mut known = Numbering::default();
        let letters = ('0'..='9').chain('a'..='z').map(|letter| (letter, letter.to_string()));
        let table = table.iter().filter(|(character, _)| !character.is_ascii()).cloned();
        for (character, sound) in letters.chain(table) {
            let mut folded = String::new();
            append_folded(&sound, &mut folded);
            let sound = plain_u(&folded);
            if sound.is_empty() || !sound.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
                continue;
            }
            let others = readings_of(character).filter(|&other| other != sound).map(String::from);
            let readings: Vec<String> = std::iter::once(sound.clone()).chain(others).collect();
            if let Some(number) = known.number(&mut pinyin.sounds, readings) {
                pinyin.sound_of.push((character, number));
            }
        }
        pinyin
    }

    fn sound_of(&self, character: char) -> Option<u16> {
        let at = self.sound_of.binary_search_by_key(&character, |&(known, _)| known);
        at.ok().map(|at| self.sound_of[at].1)
    }

    /// Appends how a folded name sounds, if it holds a Chinese character that the table knows.
    pub(super) fn append_sounds(&self, folded: &str, sounds: &mut Vec<u16>) {
        if folded.chars().any(|character| !character.is_ascii() && self.sound_of(character).is_some()) {
            sounds.extend(folded.chars().filter_map(|character| self.sound_of(character)));
        }
    }

    /// Where in a name with these sounds the typed letters may be read from; `typed` comes from [`typed_letters`].
    pub(super) fn sounding(&self, sounds: &[u16], typed: &str) -> Option<Sounding> {
        (0..sounds.len()).find_map(|start| {
            let used = self.sounds_used(&sounds[start..], typed)?;
            Some(match start {
                0 if used == sounds.len() => Sounding::Whole,
                0 => Sounding::Beginning,
                _ => Sounding::Inside,
            })
        })
    }

    /// How many of the sounds the typed letters spell out from the first on; `None` if they do not.
    ///
    /// `reached` is the set of numbers of letters, as bits, that the sounds so far can have consumed.
    fn sounds_used(&self, sounds: &[u16], typed: &str) -> Option<usize> {
        let mut reached = 1u64;
        for (used, &sound) in sounds.iter().enumerate() {
            let readings = &self.sounds[usize::from(sound)];
            let mut next = 0u64;
            let mut rest = reached;
            while rest != 0 {
                let at = rest.trailing_zeros() as usize;
                rest &= rest - 1;
                let left = &typed[at..];
                if readings.iter().any(|sound| sound.starts_with(left)) {
                    return Some(used + 1);
                }
                for part in readings.iter().flat_map(|sound| [sound, initial(sound), &sound[..1]]) {
                    if left.starts_with(part) {
                        next |= 1 << (at + part.len());
                    }
                }
            }
            if next == 0 {
                return None;
            }
            reached = next;
        }
        None
    }
}

/// The letters of a folded query that can spell pinyin, without blanks; `None` if it holds anything else.
pub(super) fn typed_letters(folded_query: &str) -> Option<String> {
    let letters: String = folded_query.chars().filter(|&letter| letter != ' ').collect();
    let plain = letters.len() <= MAX_TYPED && letters.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (plain && !letters.is_empty()).then(|| plain_u(&letters))
}

/// The vowel ü, which follows l and n, is typed as v where a keyboard lacks it: both are read as u.
fn plain_u(letters: &str) -> String {
    let mut before = ' ';
    let plain = |letter| {
        let is_u = letter == 'v' && (before == 'l' || before == 'n');
        before = letter;
        if is_u { 'u' } else { letter }
    };
    letters.chars().map(plain).collect()
}

/// The first consonant of a syllable.
fn initial(sound: &str) -> &str {
    if ["zh", "ch", "sh"].iter().any(|initial| sound.starts_with(initial)) {
        &sound[..2]
    } else {
        &sound[..1]
    }
}
