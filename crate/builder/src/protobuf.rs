//! Just enough of protobuf's wire format to read OpenStreetMap's extracts, every byte of which may be wrong.
//!
//! <https://protobuf.dev/programming-guides/encoding/>

use crate::error::{Error, Result};

/// A field's content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Value<'a> {
    /// A number.
    Number(u64),
    /// A text, a message or a list of numbers.
    Bytes(&'a [u8]),
}

impl<'a> Value<'a> {
    /// The content of a field that must be a number.
    pub fn number(self) -> Result<u64> {
        match self {
            Value::Number(number) => Ok(number),
            Value::Bytes(_) => Err(damaged("a number was expected")),
        }
    }

    /// The content of a field that must not be a number.
    pub fn bytes(self) -> Result<&'a [u8]> {
        match self {
            Value::Bytes(bytes) => Ok(bytes),
            Value::Number(_) => Err(damaged("a number was not expected")),
        }
    }
}

/// The fields of a message in their order, as (number, content). Nothing follows an error.
#[derive(Debug, Clone)]
pub(crate) struct Fields<'a>(pub &'a [u8]);

impl<'a> Iterator for Fields<'a> {
    type Item = Result<(u64, Value<'a>)>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.0.is_empty() {
            return None;
        }
        let field = self.field();
        if field.is_err() {
            self.0 = &[];
        }
        Some(field)
    }
}

impl<'a> Fields<'a> {
    fn field(&mut self) -> Result<(u64, Value<'a>)> {
        let key = varint(&mut self.0)?;
        let value = match key & 7 {
            0 => Value::Number(varint(&mut self.0)?),
            1 => Value::Bytes(self.take(8)?),
            2 => {
                let length = varint(&mut self.0)?;
                Value::Bytes(self.take(length)?)
            }
            5 => Value::Bytes(self.take(4)?),
            kind => return Err(damaged(format!("a field is of the unknown kind {kind}"))),
        };
        Ok((key >> 3, value))
    }

    fn take(&mut self, length: u64) -> Result<&'a [u8]> {
        let split = usize::try_from(length).ok().and_then(|length| self.0.split_at_checked(length));
        let (taken, rest) = split.ok_or_else(|| {
            damaged(format!("a field of {length} bytes lies where only {} are left", self.0.len()))
        })?;
        self.0 = rest;
        Ok(taken)
    }
}

/// The numbers of a list. Nothing follows an error.
#[derive(Debug, Clone, Default)]
pub(crate) struct Numbers<'a>(pub &'a [u8]);

impl Iterator for Numbers<'_> {
    type Item = Result<u64>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.0.is_empty() {
            return None;
        }
        let number = varint(&mut self.0);
        if number.is_err() {
            self.0 = &[];
        }
        Some(number)
    }
}

/// The sums of a list of differences, each number signed.
pub(crate) fn running_sums(list: &[u8]) -> impl Iterator<Item = Result<i64>> {
    Numbers(list).scan(0i64, |sum, difference| {
        Some(difference.map(|difference| {
            *sum = sum.wrapping_add(signed(difference));
            *sum
        }))
    })
}

/// The signed number that is written with its sign in the lowest bit.
pub(crate) fn signed(number: u64) -> i64 {
    (number >> 1) as i64 ^ -((number & 1) as i64)
}

/// What is wrong with a file.
pub(crate) fn damaged(why: impl std::fmt::Display) -> Error {
    Error::new(format!("is damaged: {why}"))
}

fn varint(bytes: &mut &[u8]) -> Result<u64> {
    let mut number = 0;
    for (index, &byte) in bytes.iter().enumerate().take(10) {
        number |= u64::from(byte & 0x7f) << (7 * index);
        if byte < 0x80 {
            *bytes = &bytes[index + 1..];
            return Ok(number);
        }
    }
    Err(damaged("a number has no end"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(bytes: &[u8]) -> std::result::Result<Vec<(u64, Value<'_>)>, String> {
        Fields(bytes).collect::<Result<_>>().map_err(|error| error.to_string())
    }

    #[test]
    fn fields_of_every_kind() {
        let bytes = [0x08, 0x96, 0x01, 0x12, 2, b'h', b'i', 0x1d, 1, 2, 3, 4, 0x21, 1, 2, 3, 4, 5, 6, 7, 8];
        let expected = vec![
            (1, Value::Number(150)),
            (2, Value::Bytes(b"hi")),
            (3, Value::Bytes(&[1, 2, 3, 4])),
            (4, Value::Bytes(&[1, 2, 3, 4, 5, 6, 7, 8])),
        ];
        assert_eq!(fields(&bytes), Ok(expected));
    }

    #[test]
    fn wrong_bytes_are_errors() {
        for (bytes, part) in [
            (&[0x08][..], "no end"),
            (&[0x08, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1], "no end"),
            (&[0x12, 3, 1, 2], "3 bytes"),
            (&[0x12, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1], "18446744073709551615 bytes"),
            (&[0x0b], "kind 3"),
            (&[0x21, 1], "8 bytes"),
        ] {
            let error = fields(bytes).unwrap_err();
            assert!(error.contains(part), "{error}");
        }
    }

    #[test]
    fn differences_add_up() {
        let sums: Vec<i64> = running_sums(&[2, 4, 1, 0]).map(|sum| sum.unwrap()).collect();
        assert_eq!(sums, [1, 3, 2, 2]);
    }
}
