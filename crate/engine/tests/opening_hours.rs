//! Opening hours are told where they are certain and are unknown where they are not.

use yike::ErrorCode;
use yike::opening_hours::{LocalTime, is_open};

/// The week of Monday, 6 May 2024.
fn at(day: &str, time: &str) -> LocalTime {
    let day = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"].iter().position(|name| *name == day).unwrap();
    LocalTime::parse(&format!("2024-05-{:02}T{time}", 6 + day)).unwrap()
}

/// Each line: hours, day, time, whether open.
fn assert_hours(lines: &[(&str, &str, &str, bool)]) {
    for &(hours, day, time, open) in lines {
        assert_eq!(is_open(hours, at(day, time)), Some(open), "{hours} on {day} at {time}");
    }
}

#[test]
fn days_and_times_of_the_week() {
    assert_hours(&[
        ("24/7", "Su", "03:00", true),
        ("Mo-Sa 06:00-22:00", "Sa", "21:59", true),
        ("Mo-Sa 06:00-22:00", "Sa", "22:00", false),
        ("Mo-Sa 06:00-22:00", "Sa", "06:00", true),
        ("Mo-Sa 06:00-22:00", "Su", "12:00", false),
        ("08:00-18:00", "Su", "12:00", true),
        ("8:00-18:00", "Su", "07:59", false),
        ("Mo,We,Fr 10:00-12:00", "We", "11:00", true),
        ("Mo,We,Fr 10:00-12:00", "Th", "11:00", false),
        ("Mo-We,Sa 10:00-12:00", "Sa", "11:00", true),
        ("Mo, We-Su 12:00-15:30, 17:30-22:30", "Mo", "16:00", false),
        ("Mo, We-Su 12:00-15:30, 17:30-22:30", "Tu", "13:00", false),
        ("Sa-Mo 10:00-12:00", "Su", "11:00", true),
        ("Sa-Mo 10:00-12:00", "Tu", "11:00", false),
        ("Mo-Fr 08:00-12:00,14:00-18:00", "Fr", "13:00", false),
        ("Mo-Fr 08:00-12:00, 14:00-18:00", "Fr", "15:00", true),
        ("mo-fr 08:00 - 12:00", "Fr", "09:00", true),
        ("Mo-Fr", "Fr", "23:59", true),
        ("Mo-Fr 00:00-24:00", "Fr", "23:59", true),
        ("off", "Mo", "12:00", false),
        ("Mo-Fr: 08:00-18:00", "Mo", "12:00", true),
    ]);
}

#[test]
fn later_rules_replace_earlier_ones_and_commas_add() {
    assert_hours(&[
        ("Mo-Fr 08:00-18:00; We off", "We", "12:00", false),
        ("Mo-Fr 08:00-18:00; We off", "Th", "12:00", true),
        ("Mo-Fr 08:00-18:00; We 14:00-20:00", "We", "09:00", false),
        ("Mo-Fr 08:00-12:00, We 14:00-18:00", "We", "09:00", true),
        ("Mo-Fr 08:00-12:00, We 14:00-18:00", "We", "15:00", true),
        ("Mo-Fr 08:00-12:00, We 14:00-18:00", "Th", "15:00", false),
        ("Mo-Sa 08:00-20:00; PH off", "Mo", "12:00", true),
        ("Mo-Sa,PH 08:00-20:00;", "Mo", "12:00", true),
        ("Mo-Sa 08:00-20:00; Su,PH closed", "Su", "12:00", false),
    ]);
}

#[test]
fn nights_go_on_into_the_next_day() {
    assert_hours(&[
        ("Fr,Sa 20:00-02:00", "Su", "01:59", true),
        ("Fr,Sa 20:00-02:00", "Su", "02:00", false),
        ("Fr,Sa 20:00-02:00", "Fr", "01:00", false),
        ("Fr 20:00-26:00", "Sa", "01:00", true),
        ("Su 22:00-04:00", "Mo", "03:00", true),
        // Also into a day with hours of its own, which belong to that day's opening.
        ("Mo-Fr 11:00-02:00; Sa-Su 12:00-23:00", "Sa", "01:00", true),
        ("Mo-Fr 11:00-02:00; Sa-Su 12:00-23:00", "Mo", "01:00", false),
    ]);
}

#[test]
fn what_is_not_understood_is_unknown() {
    for hours in [
        "",
        " ",
        ";",
        "Apr-Oct 08:00-20:00",
        "sunrise-sunset",
        "Mo-Fr 08:00+",
        "\"by appointment\"",
        "SH off",
        "Mo-Fr 08:00-18:00 \"call\"",
        "Sa[1] 10:00-12:00",
        "Mo-Fr 08:00-18:00 || Sa",
        "week 1-20 Mo 08:00-10:00",
        "Mo-Fr 8-18",
        "Mon-Fri 08:00-18:00",
        "08:00",
        "24/7 off 3",
        "Mo-Fr 08:00-18:70",
        "2024 Mo",
        "Mo-",
        "M",
        "全天",
        "Mo-Fr 08:00-18:00;; Sa 10:00-12:00",
        "Mo-Fr 08:00-18:00,",
        "Mo 99:00-99:30",
        "é",
        "Moé",
    ] {
        assert_eq!(is_open(hours, at("Mo", "12:00")), None, "{hours:?}");
    }
}

#[test]
fn dates_are_checked_and_fall_on_the_right_day() {
    for (date, day) in
        [("2000-02-29", "Tu"), ("2026-11-22", "Su"), ("1999-12-31", "Fr"), ("2024-03-01", "Fr")]
    {
        let noon = LocalTime::parse(&format!("{date}T12:00")).unwrap();
        assert_eq!(is_open(&format!("{day} 11:00-13:00"), noon), Some(true), "{date}");
    }
    for text in [
        "",
        "2024-05-06",
        "2024-05-06 12:00",
        "2024-5-6T12:00",
        "2024-13-01T12:00",
        "2023-02-29T12:00",
        "2024-00-10T12:00",
        "2024-05-06T24:00",
        "2024-05-06T12:60",
        "2024-05-06T12:00Z",
        "2024-05-00T12:00",
        "T",
        "2024-05-06-07T12:00",
    ] {
        let error = LocalTime::parse(text).unwrap_err();
        assert_eq!(error.code(), ErrorCode::InvalidOption, "{text}");
    }
}
