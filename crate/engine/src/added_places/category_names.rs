//! What people call categories.

use crate::lower_case::lower_case_text;
use crate::network::Category;

/// Further names of categories: those that standards and their readers use. Each line is the id of a category and, after a tab, names
/// with commas between.
const WORDS: &str = include_str!("category_words.tsv");

/// The category that a text names, in any case of letters: by its id or one of its labels in a file's table, or by one of the further
/// names. What stands in brackets after a name, or before it with a colon, may be there or not.
pub(super) fn named_category(text: &str, categories: &[Category]) -> Option<u8> {
    let text = lower_case_text(text);
    let index = position(&text, categories).or_else(|| position(bare(&text), categories));
    u8::try_from(index?).ok()
}

/// A name without what stands before its colon and after its opening bracket.
fn bare(text: &str) -> &str {
    let (mut start, mut end) = (0, text.len());
    for (at, mark) in text.char_indices() {
        match mark {
            ':' | '：' => start = at + mark.len_utf8(),
            '(' | '（' => {
                end = at;
                break;
            }
            _ => {}
        }
    }
    text[start..end].trim()
}

fn position(name: &str, categories: &[Category]) -> Option<usize> {
    let has_label = |category: &Category| {
        [&category.id, &category.zh, &category.en].into_iter().any(|label| lower_case_text(label) == name)
    };
    categories.iter().position(has_label).or_else(|| {
        let mut lines = WORDS.as_bytes().split(|&byte| byte == b'\n');
        let line = lines.find(|line| words(line).skip(1).any(|word| word == name.as_bytes()))?;
        let id = words(line).next()?;
        categories.iter().position(|category| category.id.as_bytes() == id)
    })
}

/// The id and the names in a line. By bytes, as searching texts for characters takes more code than all the names.
fn words(line: &[u8]) -> impl Iterator<Item = &[u8]> {
    line.split(|byte| matches!(byte, b'\t' | b','))
}
