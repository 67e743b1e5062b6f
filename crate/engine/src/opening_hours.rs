//! Whether a place is open, as far as its `opening_hours` tell without doubt.
//!
//! The full language of OpenStreetMap's tag knows seasons, sunsets, school holidays and much more. This reads the part
//! that most values stay within: days of the week, times of day, `off`, `24/7`, `;` between rules of which the later
//! replaces the earlier for its days, and `,` before one that adds to it. Whatever else a value holds makes the answer
//! unknown, never a guess. Public holidays are not known: rules for `PH` are passed over, and every day counts as an
//! ordinary one.

use crate::error::{Error, ErrorCode, Result};

const MINUTES_OF_DAY: u16 = 24 * 60;

/// A minute of a week, by the clock on the spot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LocalTime {
    /// 0 for Monday to 6 for Sunday.
    weekday: u8,
    /// Minutes since midnight.
    minute: u16,
}

impl LocalTime {
    /// Reads `YYYY-MM-DDTHH:MM`.
    ///
    /// # Errors
    /// [`ErrorCode::InvalidOption`], naming the text, if it is anything else or no day of the calendar.
    pub fn parse(text: &str) -> Result<Self> {
        read_local_time(text).ok_or_else(|| {
            let message = format!("openAt \"{text}\" is not a date and time of the form YYYY-MM-DDTHH:MM");
            Error::new(ErrorCode::InvalidOption, message)
        })
    }
}

fn read_local_time(text: &str) -> Option<LocalTime> {
    let (date, time) = text.split_once('T')?;
    let mut parts = date.split('-').map(|part| part.len());
    let widths = [parts.next()?, parts.next()?, parts.next()?];
    if widths != [4, 2, 2] || parts.next().is_some() || time.len() != 5 {
        return None;
    }
    let mut numbers = date.split('-').map(number);
    let (year, month, day) = (numbers.next()??, numbers.next()??, numbers.next()??);
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let february = if leap { 29 } else { 28 };
    let days_of_month = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let days = *days_of_month.get(usize::from(month.checked_sub(1)?))?;
    let minute = clock(time).filter(|&minute| minute < MINUTES_OF_DAY)?;
    if !(1..=days).contains(&day) {
        return None;
    }
    // Sakamoto's rule, which gives 0 for Sunday.
    let shifts = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
    let year = u32::from(year) + 400 - u32::from(month < 3);
    let sunday_first =
        (year + year / 4 - year / 100 + year / 400 + shifts[usize::from(month) - 1] + u32::from(day)) % 7;
    Some(LocalTime { weekday: ((sunday_first + 6) % 7) as u8, minute })
}

/// Whether a place with these `opening_hours` is open; `None` where they are blank or say what is not understood.
///
/// ```
/// use yike::opening_hours::{LocalTime, is_open};
/// let monday_evening = LocalTime::parse("2024-05-06T19:30")?;
/// assert_eq!(is_open("Mo-Fr 08:00-12:00,14:00-20:00; Sa off", monday_evening), Some(true));
/// assert_eq!(is_open("Tu-Su 08:00-20:00", monday_evening), Some(false));
/// assert_eq!(is_open("Apr-Oct 08:00-20:00", monday_evening), None);
/// # Ok::<(), yike::Error>(())
/// ```
pub fn is_open(opening_hours: &str, at: LocalTime) -> Option<bool> {
    let text = opening_hours.trim().to_ascii_lowercase();
    let text = text.strip_suffix(';').unwrap_or(&text);
    let mut week = Week::default();
    for rule in text.split(';') {
        week.apply(rule.trim())?;
    }
    Some(week.is_open(at))
}

/// From when to when a place is open on each day of the week, in minutes since its midnight.
#[derive(Debug, Default)]
struct Week {
    days: [Vec<[u16; 2]>; 7],
}

impl Week {
    /// Applies a rule and those that `,` adds to it; `None` if it is not understood.
    fn apply(&mut self, rule: &str) -> Option<()> {
        let mut adds = false;
        let mut rest = rule;
        while !rest.is_empty() {
            let (days, after_days) = read_days(rest)?;
            let (spans, after_spans) = read_spans(after_days)?;
            for (day, spans_of_day) in self.days.iter_mut().enumerate() {
                if days >> day & 1 == 1 {
                    if !adds {
                        spans_of_day.clear();
                    }
                    spans_of_day.extend_from_slice(&spans);
                }
            }
            rest = match after_spans.strip_prefix(',') {
                Some(more) if !more.trim().is_empty() => more.trim_start(),
                Some(_) => return None,
                None if after_spans.is_empty() => "",
                None => return None,
            };
            adds = true;
        }
        (!rule.is_empty()).then_some(())
    }

    fn is_open(&self, at: LocalTime) -> bool {
        let within = |day: u8, minute: u16| {
            self.days[usize::from(day)].iter().any(|&[start, end]| (start..end).contains(&minute))
        };
        within(at.weekday, at.minute) || within((at.weekday + 6) % 7, at.minute + MINUTES_OF_DAY)
    }
}

const EVERY_DAY: u8 = 0b111_1111;

/// Reads days such as `mo-fr,su` as bits, Monday the lowest; every day if the text does not begin with a letter.
fn read_days(text: &str) -> Option<(u8, &str)> {
    if text.starts_with("off")
        || text.starts_with("closed")
        || !text.starts_with(|c: char| c.is_ascii_alphabetic())
    {
        return Some((EVERY_DAY, text));
    }
    let mut days = 0;
    let mut rest = text;
    loop {
        let name = rest.get(..2)?;
        rest = &rest[2..];
        if name != "ph" {
            let first = weekday(name)?;
            let last = match rest.strip_prefix('-') {
                Some(after) => {
                    rest = after.get(2..)?;
                    weekday(after.get(..2)?)?
                }
                None => first,
            };
            let span = (last + 7 - first) % 7;
            days |= (0..=span).fold(0, |days, step| days | 1 << ((first + step) % 7));
        }
        // A comma goes on with days only if a letter follows.
        let more = rest.strip_prefix(',').map(str::trim_start);
        match more.filter(|more| more.starts_with(|c: char| c.is_ascii_alphabetic())) {
            Some(more) => rest = more,
            None => break,
        }
    }
    let rest = rest.strip_prefix(':').unwrap_or(rest);
    let ends = rest.is_empty() || rest.starts_with([' ', ',']);
    ends.then(|| (days, rest.trim_start()))
}

/// Reads `off`, `24/7`, times such as `08:00-12:00,14:00-18:00`, or nothing, which is all day.
fn read_spans(text: &str) -> Option<(Vec<[u16; 2]>, &str)> {
    for closed in ["off", "closed"] {
        if let Some(rest) = text.strip_prefix(closed) {
            return Some((vec![], rest.trim_start()));
        }
    }
    if let Some(rest) = text.strip_prefix("24/7") {
        return Some((vec![[0, MINUTES_OF_DAY]], rest.trim_start()));
    }
    if text.is_empty() {
        return Some((vec![[0, MINUTES_OF_DAY]], text));
    }
    let mut spans = vec![];
    let mut rest = text;
    loop {
        let end = rest.find(',').unwrap_or(rest.len());
        let (start_text, end_text) = rest[..end].split_once('-')?;
        let (start, end_of_span) = (clock(start_text.trim())?, clock(end_text.trim())?);
        let past_midnight = end_of_span <= start;
        spans.push([start, if past_midnight { end_of_span + MINUTES_OF_DAY } else { end_of_span }]);
        rest = &rest[end..];
        let more = rest.strip_prefix(',').map(str::trim_start);
        match more.filter(|more| more.starts_with(|c: char| c.is_ascii_digit())) {
            Some(more) => rest = more,
            None => return Some((spans, rest)),
        }
    }
}

fn weekday(name: &str) -> Option<u8> {
    let position = ["mo", "tu", "we", "th", "fr", "sa", "su"].iter().position(|&day| day == name)?;
    u8::try_from(position).ok()
}

/// Reads `8:00` or `26:00` as minutes since midnight.
fn clock(text: &str) -> Option<u16> {
    let (hours, minutes) = text.split_once(':')?;
    let (hours, minutes) = (number(hours)?, number(minutes).filter(|_| minutes.len() == 2)?);
    (hours <= 48 && minutes < 60).then_some(hours * 60 + minutes)
}

fn number(text: &str) -> Option<u16> {
    let digits = !text.is_empty() && text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok())?
}
