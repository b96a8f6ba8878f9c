//! Moments: read in every form that requests and answers have, written in the form of the field.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use serde_json::Value;
use taurusdb_descriptor_types::{Field, Format, Type};

/// How a field writes a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    Text(Form),
    Millis,
    Seconds,
}

/// How a text says a moment: the day, and perhaps the time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Form {
    /// What stands between day and time; nothing where there is no time.
    between: Option<u8>,
    /// How many digits of seconds follow the point.
    fraction: usize,
    end: &'static str,
}

/// The span of time that a request asks for, in milliseconds: from and until.
pub(crate) type Span = (Option<i64>, Option<i64>);

const ISO: Style = Style::Text(Form::new(b'T', 0, "+0000"));

/// The form that records keep: no caller sends it, since it has milliseconds and an offset.
const KEPT: Form = Form::new(b'T', 3, "Z");

/// How the times of a field look: as its facts say, or else as an example shows them.
pub(crate) fn style(field: &Field, shown: Option<&Value>) -> Option<Style> {
    match field.facts.format {
        Some(Format::DateTime) => return Some(ISO),
        Some(Format::Date) => return Some(Style::Text(Form::DAY)),
        Some(Format::TimestampMs) => return Some(Style::Millis),
        Some(Format::TimestampS) => return Some(Style::Seconds),
        Some(_) => return None,
        None => {}
    }
    let by_example = match shown {
        Some(Value::Number(number)) => number.as_i64().and_then(whole),
        Some(Value::String(text)) => of_text(text),
        _ => None,
    };
    match by_example {
        Some(Style::Text(_)) if matches!(field.kind, Type::Integer | Type::Long) => {
            Some(Style::Millis)
        }
        Some(style) => Some(style),
        None if shown.is_some_and(|value| !value.is_null() && value != "") => None,
        None if is_time(field.name) => Some(match field.kind {
            Type::String => ISO,
            Type::Integer | Type::Long => Style::Millis,
            _ => return None,
        }),
        None => None,
    }
}

/// Whether a name says that the value is a moment.
pub(crate) fn is_time(name: &str) -> bool {
    ["_time", "_at", "_date"].iter().any(|end| name.ends_with(end))
        || ["time", "date", "created", "updated", "ended", "applied", "timestamp"].contains(&name)
}

fn whole(number: i64) -> Option<Style> {
    match number {
        1_000_000_000_000..=9_999_999_999_999 => Some(Style::Millis),
        1_000_000_000..=9_999_999_999 => Some(Style::Seconds),
        _ => None,
    }
}

fn of_text(text: &str) -> Option<Style> {
    parse(text)?;
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().ok().and_then(whole);
    }
    let has_millis = text.contains('.');
    let separator = text.as_bytes().get(10);
    Some(match (separator, has_millis, text.get(19..)) {
        (None, ..) => Style::Text(Form::DAY),
        (Some(b' '), true, _) => Style::Text(Form::new(b' ', 3, "")),
        (Some(b' '), false, _) => Style::Text(Form::new(b' ', 0, "")),
        (_, true, Some(rest)) if rest.ends_with('Z') => Style::Text(KEPT),
        (_, true, Some(rest)) if rest.contains(['+', '-']) => {
            Style::Text(Form::new(b'T', 6, "+00:00"))
        }
        (_, true, _) => Style::Text(Form::new(b'T', 3, "")),
        (_, false, Some("")) => Style::Text(Form::new(b'T', 0, "")),
        (_, false, Some("Z")) => Style::Text(Form::new(b'T', 0, "Z")),
        (_, false, _) => ISO,
    })
}

/// A moment in the form that records keep.
pub(crate) fn text(moment: i64) -> String {
    let mut text = Vec::with_capacity(24);
    KEPT.push(moment, &mut text);
    String::from_utf8(text).unwrap_or_default()
}

/// A moment as a value that a field can show.
pub(crate) fn write(moment: i64, style: Style) -> Value {
    match style {
        Style::Millis => moment.into(),
        Style::Seconds => moment.div_euclid(1000).into(),
        Style::Text(form) => {
            let mut text = Vec::with_capacity(32);
            form.push(moment, &mut text);
            String::from_utf8(text).unwrap_or_default().into()
        }
    }
}

impl Form {
    /// The day alone.
    const DAY: Self = Self { between: None, fraction: 0, end: "" };

    const fn new(between: u8, fraction: usize, end: &'static str) -> Self {
        Self { between: Some(between), fraction, end }
    }

    /// Writes a moment in this form.
    pub(crate) fn push(self, moment: i64, out: &mut Vec<u8>) {
        let at = Timestamp::from_millisecond(moment).unwrap_or(Timestamp::UNIX_EPOCH);
        let at = TimeZone::UTC.to_datetime(at);
        digits(at.year().unsigned_abs().into(), 4, out);
        let rest = [(b'-', at.month()), (b'-', at.day())];
        let time = self
            .between
            .map(|between| [(between, at.hour()), (b':', at.minute()), (b':', at.second())]);
        for (before, number) in rest.into_iter().chain(time.into_iter().flatten()) {
            let number = number.unsigned_abs();
            out.extend_from_slice(&[before, b'0' + number / 10, b'0' + number % 10]);
        }
        if self.fraction > 0 {
            out.push(b'.');
            let nanoseconds = at.subsec_nanosecond().unsigned_abs();
            let shift = 9 - u32::try_from(self.fraction).unwrap_or_default();
            digits(nanoseconds / 10_u32.pow(shift), self.fraction, out);
        }
        out.extend_from_slice(self.end.as_bytes());
    }
}

fn digits(number: u32, count: usize, out: &mut Vec<u8>) {
    let mut text = [b'0'; 8];
    let mut left = number;
    for digit in text[..count].iter_mut().rev() {
        *digit = b'0' + (left % 10) as u8;
        left /= 10;
    }
    out.extend_from_slice(&text[..count]);
}

/// The moment in a value, in milliseconds since 1970; texts without an offset count as UTC.
pub(crate) fn of(value: &Value) -> Option<i64> {
    match value {
        Value::Number(number) => number.as_i64().and_then(scaled),
        Value::String(text) => parse(text),
        _ => None,
    }
}

/// Seconds and milliseconds are told apart by their size.
fn scaled(number: i64) -> Option<i64> {
    match whole(number)? {
        Style::Seconds => Some(number * 1000),
        _ => Some(number),
    }
}

/// The moment that a text says.
pub(crate) fn parse(text: &str) -> Option<i64> {
    if let Some(moment) = kept(text.as_bytes()) {
        return Some(moment);
    }
    let text = text.trim();
    // Nothing shorter says a day, and most texts are no moments.
    if text.len() < 8 || !text.starts_with(|c: char| c.is_ascii_digit() || "+-".contains(c)) {
        return None;
    }
    if text.len() >= 10 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().ok().and_then(scaled);
    }
    if text.len() == 10 {
        let day: Date = text.parse().ok()?;
        return utc(day.to_datetime(jiff::civil::Time::midnight()));
    }
    // A plus sign in a query is a space, and one example writes an underscore for it.
    let (clock, offset) = split_offset(text);
    let local: DateTime = clock.parse().ok()?;
    Some(utc(local)? - minutes(offset)? * 60_000)
}

/// The moment in a text of the form that records keep, which is by far the most frequent one.
pub(crate) fn kept(text: &[u8]) -> Option<i64> {
    let text: &[u8; 24] = text.try_into().ok()?;
    let marks = [(4, b'-'), (7, b'-'), (10, b'T'), (13, b':'), (16, b':'), (19, b'.'), (23, b'Z')];
    if marks.iter().any(|(at, mark)| text[*at] != *mark) {
        return None;
    }
    let number = |at: usize, count: usize| {
        text[at..at + count].iter().try_fold(0_i16, |number, digit| {
            digit.is_ascii_digit().then(|| number * 10 + i16::from(digit - b'0'))
        })
    };
    let small = |at: usize| number(at, 2).and_then(|number| i8::try_from(number).ok());
    let millis = i32::from(number(20, 3)?);
    let (year, month, day) = (number(0, 4)?, small(5)?, small(8)?);
    let (hour, minute, second) = (small(11)?, small(14)?, small(17)?);
    utc(DateTime::new(year, month, day, hour, minute, second, millis * 1_000_000).ok()?)
}

fn utc(local: DateTime) -> Option<i64> {
    TimeZone::UTC.to_timestamp(local).ok().map(Timestamp::as_millisecond)
}

/// A text's date and time, and what stands behind them.
fn split_offset(text: &str) -> (&str, &str) {
    let Some(time) = text.get(11..) else { return (text, "") };
    match time.find(|c: char| !c.is_ascii_digit() && c != ':' && c != '.') {
        Some(at) => text.split_at(11 + at),
        None => (text, ""),
    }
}

/// The minutes that an offset such as `+0800`, `+08:00` or `Z` is ahead of UTC.
fn minutes(offset: &str) -> Option<i64> {
    let digits: String = offset.chars().filter(char::is_ascii_digit).collect();
    let sign = match offset.chars().next() {
        None | Some('Z' | 'z') => return Some(0),
        Some('-') => -1,
        Some('+' | ' ' | '_') => 1,
        Some(_) => return None,
    };
    let hours: i64 = digits.get(..2)?.parse().ok()?;
    let rest: i64 = digits.get(2..4).unwrap_or("0").parse().ok()?;
    Some(sign * (hours * 60 + rest))
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use taurusdb_descriptor_types::{Field, Type};

    use super::{of, parse, style, write};

    const MOMENT: i64 = 1_533_523_274_000;

    #[test]
    fn every_documented_form_is_read() {
        for text in [
            "2018-08-06T10:41:14+0800",
            "2018-08-06T10:41:14 0800",
            "2018-08-06T10:41:14_0800",
            "2018-08-06T02:41:14+0000",
            "2018-08-06T02:41:14Z",
            "2018-08-06 02:41:14",
            "2018-08-06T02:41:14.000",
            "2018-08-06T02:41:14.000Z",
            "2018-08-06T04:41:14.000000+02:00",
            "1533523274000",
            "1533523274",
        ] {
            assert_eq!(parse(text), Some(MOMENT), "{text}");
        }
        assert_eq!(of(&json!(MOMENT)), Some(MOMENT));
        for text in [
            "",
            "soon",
            "2018-13-06",
            "2018-02-30T02:41:14.000Z",
            "2018-08-06T02:4a:14.000Z",
            "2018-08-06T10:41:14 CET",
            "17",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_moment_is_written_as_the_example_of_the_field_shows_it() {
        for (kind, shown) in [
            (Type::String, json!("2018-08-06T02:41:14+0000")),
            (Type::String, json!("2018-08-06 02:41:14")),
            (Type::String, json!("2018-08-06T02:41:14.000")),
            (Type::String, json!("2018-08-06T02:41:14.000Z")),
            (Type::String, json!("2018-08-06T02:41:14")),
            (Type::String, json!("2018-08-06T02:41:14Z")),
            (Type::String, json!("2018-08-06T02:41:14.000000+00:00")),
            (Type::Long, json!(MOMENT)),
            (Type::Integer, json!(MOMENT / 1000)),
        ] {
            let field = Field::new("at", kind);
            let style = style(&field, Some(&shown)).unwrap_or_else(|| panic!("{shown}"));
            assert_eq!(write(MOMENT, style), shown);
        }
    }
}
