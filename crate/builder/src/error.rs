//! The builder's error: a message for the person at the keyboard.

use std::fmt;

/// Why a graph file could not be built or used; its text says what was wrong with which value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    message: String,
}

impl Error {
    /// An error with this message.
    pub fn new(message: impl fmt::Display) -> Self {
        Self { message: message.to_string() }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for Error {}

impl From<yike::Error> for Error {
    fn from(error: yike::Error) -> Self {
        Self::new(error)
    }
}

/// The builder's result type.
pub type Result<T> = std::result::Result<T, Error>;
