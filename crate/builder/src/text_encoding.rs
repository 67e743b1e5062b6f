//! Texts in the encodings that spreadsheets write in China.

use std::borrow::Cow;

use encoding_rs::{Encoding, GB18030};

use crate::error::{Error, Result};

/// The text of a file: in UTF-8 or UTF-16 if a byte-order mark says so, else in UTF-8 if it is valid, else in GB 18030,
/// which GBK and GB 2312 are part of.
///
/// # Errors
/// If the bytes are text in none of these.
pub(crate) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return decode_as(encoding, &bytes[mark..]);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Cow::Borrowed(text)),
        Err(_) => decode_as(GB18030, bytes),
    }
}

fn decode_as<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> Result<Cow<'a, str>> {
    encoding
        .decode_without_bom_handling_and_without_replacement(bytes)
        .ok_or_else(|| Error::new("is not a text in UTF-8, UTF-16 or GB 18030"))
}
