//! Plain bytes: little-endian integers, variable-length integers and strings, read with every length checked.

use crate::error::{Error, ErrorCode, Result};

/// Appends values to a growing buffer.
#[derive(Debug, Default)]
pub(super) struct ByteWriter {
    pub(super) bytes: Vec<u8>,
}

impl ByteWriter {
    /// A non-negative integer in groups of seven bits, lowest first; the top bit says that another group follows.
    pub(super) fn varint(&mut self, mut value: u64) {
        while value >= 0x80 {
            self.bytes.push(value as u8 | 0x80);
            value >>= 7;
        }
        self.bytes.push(value as u8);
    }

    /// A signed integer: 0, −1, 1, −2, 2 … as the varints 0, 1, 2, 3, 4 …
    pub(super) fn signed(&mut self, value: i64) {
        self.varint(((value << 1) ^ (value >> 63)) as u64);
    }

    /// The number of bytes as a varint, then the bytes of the text in UTF-8.
    pub(super) fn text(&mut self, text: &str) {
        self.varint(text.len() as u64);
        self.bytes.extend_from_slice(text.as_bytes());
    }

    pub(super) fn u32(&mut self, value: u32) {
        self.bytes.extend_from_slice(&value.to_le_bytes());
    }

    pub(super) fn f64(&mut self, value: f64) {
        self.bytes.extend_from_slice(&value.to_le_bytes());
    }
}

/// Reads what [`ByteWriter`] wrote. Every error names the section.
#[derive(Debug)]
pub(super) struct ByteReader<'a> {
    bytes: &'a [u8],
    section: &'a str,
}

impl<'a> ByteReader<'a> {
    pub(super) fn new(bytes: &'a [u8], section: &'a str) -> Self {
        Self { bytes, section }
    }

    /// The error that this section is damaged, for a reason.
    pub(super) fn damaged(&self, why: &str) -> Error {
        damaged(self.section, why)
    }

    pub(super) fn take(&mut self, count: usize) -> Result<&'a [u8]> {
        let Some((taken, rest)) = self.bytes.split_at_checked(count) else {
            return Err(self.damaged("it ends in the middle of a value"));
        };
        self.bytes = rest;
        Ok(taken)
    }

    pub(super) fn byte(&mut self) -> Result<u8> {
        Ok(self.take(1)?[0])
    }

    pub(super) fn u32(&mut self) -> Result<u32> {
        let bytes = self.take(4)?;
        Ok(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
    }

    pub(super) fn f64(&mut self) -> Result<f64> {
        let mut bytes = [0; 8];
        bytes.copy_from_slice(self.take(8)?);
        Ok(f64::from_le_bytes(bytes))
    }

    pub(super) fn varint(&mut self) -> Result<u64> {
        let mut value = 0;
        for shift in (0..63).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(self.damaged("a number has more than 63 bits"))
    }

    /// A varint of at most 32 bits.
    pub(super) fn number(&mut self) -> Result<u32> {
        u32::try_from(self.varint()?).map_err(|_| self.damaged("a number has more than 32 bits"))
    }

    /// A number of things that follow in this section and take at least one byte each.
    pub(super) fn count(&mut self) -> Result<usize> {
        let count = self.varint()?;
        if count > self.bytes.len() as u64 {
            return Err(self.damaged("it announces more than it can hold"));
        }
        Ok(count as usize)
    }

    /// A signed number of at most 32 bits.
    pub(super) fn signed(&mut self) -> Result<i32> {
        let coded = self.number()?;
        Ok((coded >> 1) as i32 ^ -((coded & 1) as i32))
    }

    pub(super) fn text(&mut self) -> Result<String> {
        let length = self.count()?;
        let bytes = self.take(length)?;
        String::from_utf8(bytes.to_vec()).map_err(|_| self.damaged("a text is not UTF-8"))
    }

    /// Checks that nothing is left.
    pub(super) fn end(self) -> Result<()> {
        if self.bytes.is_empty() { Ok(()) } else { Err(self.damaged("bytes are left over")) }
    }
}

/// The error that a section of the file is damaged, for a reason.
pub(super) fn damaged(section: &str, why: &str) -> Error {
    Error::new(ErrorCode::Damaged, format!("{section} is damaged: {why}"))
}
