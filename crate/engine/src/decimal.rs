//! Decimal numbers: shown in messages, read from lists.
//!
//! Coordinates, minutes and factors need no more than this. The standard library's conversions, which are exact for every
//! number there is, bring tables and big numbers that would be a seventh of the WebAssembly module.

use std::fmt;

/// So many digits are shown at most: as many as every number of 64 bits keeps.
const MAX_DIGITS_VALUE: f64 = 1e15;

/// Shows a number as the shortest decimal that is it, rounded to 15 digits.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Decimal(pub(crate) f64);

impl fmt::Display for Decimal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(value) = *self;
        if value.is_nan() {
            return formatter.write_str("NaN");
        }
        if value < 0.0 {
            formatter.write_str("-")?;
        }
        let magnitude = value.abs();
        if magnitude.is_infinite() {
            return formatter.write_str("inf");
        }
        let (mut significand, mut exponent) = (magnitude, 0);
        if magnitude >= MAX_DIGITS_VALUE {
            while significand >= 10.0 {
                significand /= 10.0;
                exponent += 1;
            }
        } else if magnitude > 0.0 && magnitude < 1e-6 {
            while significand < 1.0 {
                significand *= 10.0;
                exponent -= 1;
            }
        }
        write_fixed(significand, formatter)?;
        if exponent == 0 { Ok(()) } else { write!(formatter, "e{exponent}") }
    }
}

/// Writes a number from 0 to 1e15 with as many decimals as it takes.
fn write_fixed(value: f64, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    let (mut scale, mut decimals) = (1.0, 0);
    while (value * scale).round() / scale != value && value * scale * 10.0 < MAX_DIGITS_VALUE {
        scale *= 10.0;
        decimals += 1;
    }
    let mut digits = (value * scale).round() as u64;
    while decimals > 0 && digits.is_multiple_of(10) {
        digits /= 10;
        decimals -= 1;
    }
    // Digits come last first: at most 16, and a point.
    let mut text = [0; 24];
    let mut start = text.len();
    let mut written = 0;
    while digits > 0 || written <= decimals {
        if written == decimals && decimals > 0 {
            start -= 1;
            text[start] = b'.';
        }
        start -= 1;
        text[start] = b'0' + (digits % 10) as u8;
        digits /= 10;
        written += 1;
    }
    formatter.write_str(std::str::from_utf8(&text[start..]).unwrap_or_default())
}

/// Reads a decimal number such as `-9.14`, `.5` or `1e-3`; `None` for anything else.
///
/// Up to 15 digits and a power of ten up to 22 it is exact to the last bit (Clinger 1990); beyond that nearly so.
pub(crate) fn read_decimal(text: &str) -> Option<f64> {
    let (negative, unsigned) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (mut significand, mut exponent) = (0u64, 0i32);
    let (mut has_digits, mut after_point) = (false, false);
    let mut bytes = unsigned.bytes();
    for byte in bytes.by_ref() {
        match byte {
            b'0'..=b'9' => {
                has_digits = true;
                if significand < 10u64.pow(17) {
                    significand = significand * 10 + u64::from(byte - b'0');
                    exponent -= i32::from(after_point);
                } else {
                    exponent = exponent.saturating_add(i32::from(!after_point));
                }
            }
            b'.' if !after_point => after_point = true,
            b'e' | b'E' if has_digits => {
                exponent = exponent.saturating_add(read_exponent(bytes)?);
                break;
            }
            _ => return None,
        }
    }
    let scale = (0..exponent.unsigned_abs().min(400)).fold(1.0, |scale, _| scale * 10.0);
    let magnitude = if exponent < 0 { significand as f64 / scale } else { significand as f64 * scale };
    has_digits.then_some(if negative { -magnitude } else { magnitude })
}

fn read_exponent(text: std::str::Bytes) -> Option<i32> {
    let mut text = text.peekable();
    let sign = text.next_if(|byte| matches!(byte, b'-' | b'+'));
    let mut value = None;
    for byte in text {
        let digit = byte.is_ascii_digit().then(|| i32::from(byte - b'0'))?;
        value = Some((value.unwrap_or(0) * 10 + digit).min(10_000));
    }
    value.map(|value: i32| if sign == Some(b'-') { -value } else { value })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Decimal, read_decimal};

    #[test]
    fn numbers_are_shown_as_people_write_them() {
        for (value, text) in [
            (0.0, "0"),
            (0.1 + 0.2, "0.3"),
            (-4.8, "-4.8"),
            (100.0, "100"),
            (7.4211, "7.4211"),
            (1200.05, "1200.05"),
            (0.000_25, "0.00025"),
            (1.5e300, "1.5e300"),
            (-2e-9, "-2e-9"),
            (f64::NAN, "NaN"),
            (f64::NEG_INFINITY, "-inf"),
        ] {
            assert_eq!(Decimal(value).to_string(), text);
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in ["", "-", ".", "e5", "1e", "1e+", "1.2.3", "7,5", "0x10", "nan", "inf", "1 ", "٣", "1e5x"]
        {
            assert_eq!(read_decimal(text), None, "{text}");
        }
        assert_eq!(read_decimal("1e999"), Some(f64::INFINITY));
        assert_eq!(read_decimal("1e-999"), Some(0.0));
        assert_eq!(read_decimal("1e99999999999"), Some(f64::INFINITY));
    }

    proptest! {
        #[test]
        fn up_to_15_digits_are_read_as_the_standard_library_reads_them(
            digits in 0u64..1_000_000_000_000_000, exponent in -22i32..8, negative: bool,
        ) {
            let text = format!("{}{digits}e{exponent}", if negative { "-" } else { "" });
            prop_assert_eq!(read_decimal(&text), text.parse().ok());
        }

        #[test]
        fn longer_ones_nearly_so(value in -1e9..1e9f64) {
            let read = read_decimal(&format!("{value:.25}")).unwrap();
            prop_assert!((read - value).abs() <= value.abs() * 1e-15);
        }

        #[test]
        fn a_shown_number_reads_back(units in -18_000_000_000i64..18_000_000_000, decimals in 0i32..9) {
            let value = units as f64 / 10f64.powi(decimals);
            prop_assert_eq!(read_decimal(&Decimal(value).to_string()), Some(value));
        }

        #[test]
        fn any_number_is_shown_to_14_digits(value in proptest::num::f64::NORMAL) {
            let read: f64 = Decimal(value).to_string().parse().unwrap();
            prop_assert!((read / value - 1.0).abs() < 1e-13, "{} {}", value, read);
        }
    }
}
