//! Rounding and clamping without branches.

/// The whole number nearest to one that is at least 0, halves up; `u32::MAX` for what is larger. `f64::round`, for which
/// WebAssembly has no instruction, is a call.
// What such a conversion takes in WebAssembly 1.0 is longer than a call.
#[inline(never)]
pub(crate) fn rounded(number: f64) -> u32 {
    (number + 0.5) as u32
}

/// The whole number nearest to one from 0 to 8,388,607, of two that are equally near the even one. A conversion by `as` heeds numbers
/// that do not fit, for which WebAssembly 1.0 needs branches; there the last bits of a sum are the number at once.
#[inline(always)]
pub(crate) fn small_rounded(number: f32) -> u32 {
    const UNITS_ARE_LAST_BITS: f32 = 8_388_608.0;
    (number + UNITS_ARE_LAST_BITS).to_bits() & 0x7f_ffff
}

/// A number clamped to at least 0 and at most `most`, which is at least 0. Such numbers are ordered as their bits are, and what is
/// below 0 has the bits of a whole number below 0: unlike comparisons of numbers this becomes no branch.
#[inline(always)]
pub(crate) fn clamped(number: f32, most: f32) -> f32 {
    f32::from_bits((number.to_bits() as i32).max(0).min(most.to_bits() as i32) as u32)
}
