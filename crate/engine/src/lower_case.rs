//! Capitals made small letters.

/// The small letter of a capital in the scripts that have both and are written today: Latin, Greek (accents left out),
/// Cyrillic and Armenian. The standard library's table of all that ever were is 13 KB.
pub(crate) fn lower_case(letter: char) -> char {
    let code = letter as u32;
    let small = match letter {
        'A'..='Z' | 'À'..='Ö' | 'Ø'..='Þ' | 'Α'..='Ω' | 'А'..='Я' => code + 32,
        'Ÿ' => 'ÿ' as u32,
        'Ѐ'..='Џ' => code + 80,
        'Ա'..='Ֆ' => code + 48,
        // Capitals and small letters in turns.
        'Ā'..='Ķ' | 'Ŋ'..='ŷ' | 'Ѡ'..='ҁ' | 'Ҋ'..='ҿ' | 'Ӑ'..='ԯ' | 'Ḁ'..='ẕ' | 'Ạ'..='ỿ' => {
            code | 1
        }
        'Ĺ'..='ň' | 'Ź'..='ž' | 'Ӂ'..='ӎ' => code + (code & 1),
        'Ά' | 'ά' => 'α' as u32,
        'Έ' | 'έ' => 'ε' as u32,
        'Ή' | 'ή' => 'η' as u32,
        'Ί' | 'ί' => 'ι' as u32,
        'Ό' | 'ό' => 'ο' as u32,
        'Ύ' | 'ύ' => 'υ' as u32,
        'Ώ' | 'ώ' => 'ω' as u32,
        'ς' => 'σ' as u32,
        _ => code,
    };
    char::from_u32(small).unwrap_or(letter)
}

/// A text with all its capitals made small.
pub(crate) fn lower_case_text(text: &str) -> String {
    text.chars().map(lower_case).collect()
}

#[cfg(test)]
mod tests {
    use super::lower_case;

    #[test]
    fn letters_become_small_as_unicode_has_it() {
        let scripts =
            ['\0'..='\u{17F}', 'Α'..='Ω', 'α'..='ρ', 'Ѐ'..='ԯ', 'Ա'..='և', 'Ḁ'..='ẕ', 'Ạ'..='ỹ', '一'..='龥'];
        // U+0130 becomes two letters, U+04C0 one far away, U+0378 and the like are none.
        for letter in scripts.into_iter().flatten().filter(|letter| !['İ', 'Ӏ', 'ӏ', '΢'].contains(letter))
        {
            assert_eq!(letter.to_lowercase().to_string(), lower_case(letter).to_string(), "{letter}");
        }
    }
}
