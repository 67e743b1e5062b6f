//! The one error type of the engine.

use std::fmt;

/// Why a file could not be read or a question could not be answered.
///
/// It is opaque: match on [`Error::code`], which is stable, and show [`Error`]'s `Display` text, which names the
/// offending value and what was expected in its place.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Error {
    code: ErrorCode,
    message: String,
}

impl Error {
    pub(crate) fn new(code: ErrorCode, message: impl fmt::Display) -> Self {
        Self { code, message: message.to_string() }
    }

    /// The stable kind of this error.
    pub fn code(&self) -> ErrorCode {
        self.code
    }
}

macro_rules! error_codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal),+ $(,)?) => {
        /// The stable kinds of [`Error`]. Their texts cross the WebAssembly boundary unchanged.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum ErrorCode {
            $($(#[$doc])* $name,)+
        }

        impl ErrorCode {
            /// The code as callers in any language see it, such as `"not-a-graph"`.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)+ }
            }
        }
    };
}

error_codes! {
    /// The bytes do not begin like a graph file.
    NotAGraph = "not-a-graph",
    /// The file is of a format version this engine does not read.
    UnsupportedVersion = "unsupported-version",
    /// The file ends before what its directory promises.
    Truncated = "truncated-file",
    /// A checksum, length, offset or id in the file is wrong; the message names the section.
    Damaged = "damaged-file",
    /// The graph parts given to the writer contradict each other or exceed the format.
    InvalidParts = "invalid-parts",
    /// A coordinate is not finite or outside longitude −180..180, latitude −90..90.
    InvalidCoordinate = "invalid-coordinate",
    /// A number of minutes is not finite, not above 0 or above the stated maximum.
    InvalidMinutes = "invalid-minutes",
    /// An option is unknown or its value is out of range.
    InvalidOption = "invalid-option",
    /// A profile's name is unknown.
    UnknownProfile = "unknown-profile",
    /// A category is not in the file's table.
    UnknownCategory = "unknown-category",
    /// A place id is not in the file.
    UnknownPlace = "unknown-place",
    /// A life-circle standard's name is unknown or its data is malformed.
    InvalidStandard = "invalid-standard",
    /// The asked point lies outside the extent of the file's data.
    OutsideData = "outside-data",
    /// No walkable street lies within the maximum snap distance of the asked point.
    TooFarFromStreet = "too-far-from-street",
    /// No walk leads from the origin to the destination within the limit of a route.
    NoRoute = "no-route",
}

/// The engine's result type.
pub type Result<T> = std::result::Result<T, Error>;
