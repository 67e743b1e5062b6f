//! Whether a word that somebody types could be the beginning of a word, allowing for one slip of the finger.

/// The shortest typed word in which a slip is forgiven: in shorter ones it would match almost anything.
pub(super) const MIN_FORGIVEN_LETTERS: usize = 4;

/// Whether `typed` becomes a beginning of `word` by at most one change: a wrong, missing or surplus letter, or two
/// neighbours swapped (the optimal string alignment distance of Damerau and Levenshtein, at most 1).
pub(super) fn begins_forgivingly(word: &str, typed: &str) -> bool {
    let mut word_rest = word.chars();
    let mut typed_rest = typed.chars();
    loop {
        let (word_here, typed_here) = (word_rest.clone(), typed_rest.clone());
        let (in_word, in_typed) = (word_rest.next(), typed_rest.next());
        let Some(in_typed) = in_typed else { return true };
        if in_word == Some(in_typed) {
            continue;
        }
        let wrong = begins(word_rest.clone(), typed_rest.clone());
        let missing = begins(word_rest.clone(), typed_here);
        let surplus = begins(word_here, typed_rest.clone());
        let swapped = word_rest.next() == Some(in_typed)
            && typed_rest.next() == in_word
            && begins(word_rest, typed_rest);
        return wrong || missing || surplus || swapped;
    }
}

fn begins(mut word: std::str::Chars, typed: std::str::Chars) -> bool {
    for letter in typed {
        if word.next() != Some(letter) {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::begins_forgivingly;

    #[test]
    fn one_slip_is_forgiven_and_two_are_not() {
        for typed in
            ["republic", "rebublic", "repblic", "reppublic", "repubilc", "repu", "erpub", "republicc"]
        {
            assert!(begins_forgivingly("republic", typed), "{typed}");
        }
        for typed in ["rebublik", "rpblic", "bulicrep", "republicans"] {
            assert!(!begins_forgivingly("republic", typed), "{typed}");
        }
    }
}
