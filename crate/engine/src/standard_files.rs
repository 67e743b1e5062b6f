//! The standards that ship with the engine, as JSON without the whitespace that makes the files readable.

/// The id and the dense text of the file that is named after the id.
macro_rules! standard_file {
    ($id:literal) => {{
        const TEXT: &str = include_str!(concat!("../standards/", $id, ".json"));
        const DENSE: [u8; dense::<0>(TEXT).1] = dense(TEXT).0;
        match std::str::from_utf8(&DENSE) {
            Ok(text) => ($id, text),
            Err(_) => panic!("whitespace is one byte long, so what is left is UTF-8"),
        }
    }};
}

/// The standards that ship with the engine: id and JSON text.
pub const FILES: [(&str, &str); 5] = [
    standard_file!("qixian"),
    standard_file!("mofcom-2021"),
    standard_file!("gb50180-2018"),
    standard_file!("six-ones"),
    standard_file!("wuhai-eight"),
];

/// The first bytes of a JSON text without the whitespace between its tokens, and how many there are in all.
const fn dense<const LENGTH: usize>(text: &str) -> ([u8; LENGTH], usize) {
    let text = text.as_bytes();
    let mut kept = [0; LENGTH];
    let mut count = 0;
    let mut is_in_string = false;
    let mut is_escaped = false;
    let mut at = 0;
    while at < text.len() {
        let byte = text[at];
        at += 1;
        if !is_in_string && byte.is_ascii_whitespace() {
            continue;
        }
        if byte == b'"' && !is_escaped {
            is_in_string = !is_in_string;
        }
        is_escaped = byte == b'\\' && !is_escaped;
        if count < LENGTH {
            kept[count] = byte;
        }
        count += 1;
    }
    (kept, count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whitespace_goes_between_tokens_and_stays_in_texts() {
        const TEXT: &str = "{ \"a b\": [1,\n\t2],\r\n \"\\\" c \\\\\" : \"居 民\" }\n";
        const DENSE: [u8; dense::<0>(TEXT).1] = dense(TEXT).0;
        assert_eq!(std::str::from_utf8(&DENSE).unwrap(), r#"{"a b":[1,2],"\" c \\":"居 民"}"#);
    }
}
