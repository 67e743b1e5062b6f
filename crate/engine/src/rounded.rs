//! Rounding to whole numbers.

/// The whole number nearest to one that is at least 0, halves up; `u32::MAX` for what is larger. `f64::round`, for which
/// WebAssembly has no instruction, is a call.
#[inline]
pub(crate) fn rounded(number: f64) -> u32 {
    (number + 0.5) as u32
}
