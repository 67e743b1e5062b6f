//! Writing down texts in the one way that a search compares: case, accents, width and punctuation do not matter.

use crate::lower_case::lower_case;

/// Unaccented lower-case letters for U+00C0..U+0180 (Latin-1 Supplement and Latin Extended-A); `.` where there is none.
const LATIN_1_AND_A: &str = "aaaaaaaceeeeiiiidnooooo.ouuuuytsaaaaaaaceeeeiiiidnooooo.ouuuuyty\
    aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrsssssssstttttt\
    uuuuuuuuuuuuwwyyyzzzzzzs";

/// The same for U+01CD..U+01DD: the vowels of pinyin with their tones.
const PINYIN_VOWELS: &str = "aaiioouuuuuuuuuu";

/// The same for U+0200..U+021C: Romanian, and the accents of Slavic grammars.
const LATIN_B: &str = "aaaaeeeeiiiioooorrrruuuusstt";

/// The same for U+1E00..U+1F00 (Latin Extended Additional).
const LATIN_ADDITIONAL: &str = "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnn\
    oooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwy.s..s.aaaaaaaaaaaaaaaaaaaaaaaa\
    eeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......";

/// Appends `text` to `folded` in lower case, without accents, full-width forms made narrow, apostrophes left out, and
/// every run of blanks and other punctuation made one blank between words.
pub(super) fn append_folded(text: &str, folded: &mut String) {
    let start = folded.len();
    let mut blank_before = false;
    for character in text.chars() {
        match folded_char(character) {
            Folded::Letter(letter) => {
                if blank_before && folded.len() > start {
                    folded.push(' ');
                }
                blank_before = false;
                folded.push(lower_case(letter));
            }
            Folded::Blank => blank_before = true,
            Folded::Nothing => {}
        }
    }
}

enum Folded {
    Letter(char),
    Blank,
    Nothing,
}

fn folded_char(character: char) -> Folded {
    let code = character as u32;
    let base = [(0xC0, LATIN_1_AND_A), (0x1CD, PINYIN_VOWELS), (0x200, LATIN_B), (0x1E00, LATIN_ADDITIONAL)]
        .into_iter()
        .find_map(|(first, table)| table.as_bytes().get(code.checked_sub(first)? as usize))
        .filter(|&&base| base != b'.');
    if let Some(&base) = base {
        return Folded::Letter(base.into());
    }
    match character {
        'Ơ' | 'ơ' => Folded::Letter('o'),
        'Ư' | 'ư' => Folded::Letter('u'),
        '\'' | '’' | '‘' | '`' | '´' | 'ʼ' => Folded::Nothing,
        '\u{300}'..='\u{36F}' => Folded::Nothing,
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(code - 0xFEE0).map_or(Folded::Blank, folded_char),
        _ if character.is_alphanumeric() => Folded::Letter(character),
        _ => Folded::Blank,
    }
}

#[cfg(test)]
mod tests {
    use super::append_folded;

    fn fold(text: &str) -> String {
        let mut folded = String::new();
        append_folded(text, &mut folded);
        folded
    }

    #[test]
    fn case_accents_width_and_punctuation_do_not_matter() {
        assert_eq!(fold("Triq Ġużè Ellul-Mercer, 7"), "triq guze ellul mercer 7");
        assert_eq!(fold("  Ｓt.  Julian’s（北）"), "st julians 北");
        assert_eq!(fold("Cafe\u{301} Häagen ÅRHUS"), "cafe haagen arhus");
        assert_eq!(fold("ΑΘΉΝΑΣ Αθήνας МОСКВА Ђорђа ԵՐԵՎԱՆ"), "αθηνασ αθηνασ москва ђорђа երեվան");
        assert_eq!(fold("Đường Cầu Ơi, Țepeș"), "duong cau oi tepes");
        assert_eq!(fold("…"), "");
    }

    #[test]
    fn the_tables_are_as_long_as_their_ranges() {
        assert_eq!(super::LATIN_1_AND_A.len(), 0x180 - 0xC0);
        assert_eq!(super::LATIN_B.len(), 0x21C - 0x200);
        assert_eq!(super::LATIN_ADDITIONAL.len(), 0x100);
        assert_eq!(fold("ÿĀſẀỹǔ"), "yaswyu");
    }
}
