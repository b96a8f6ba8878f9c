//! The forms in which services write a time.

use jiff::civil::{Date, DateTime};
use jiff::fmt::rfc2822;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// Digits of a number of seconds since 1970; each larger unit has three more.
const SECONDS: usize = 11;

/// The point in time that a text names.
pub(super) fn timestamp(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    if text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'.'))
        && let Some(time) = compact(text).or_else(|| since_1970(text))
    {
        return Some(time);
    }
    text.parse()
        .ok()
        .or_else(|| Parts::of(text)?.timestamp())
        .or_else(|| Some(rfc2822::parse(text).ok()?.timestamp()))
}

/// The day that a text begins with.
pub(super) fn date(text: &str) -> Option<Date> {
    let text = text.trim();
    timestamp(text)?;
    compact_day(text).or_else(|| Parts::of(text)?.date.parse().ok())
}

/// `20241231` or `20241231083000`: as numbers, the first would be a day in 1970, and the second far in the
/// future.
fn compact(text: &str) -> Option<Timestamp> {
    let day = compact_day(text)?;
    let time = match text.len() {
        8 => day.at(0, 0, 0, 0),
        14 => format!("{day}T{}:{}:{}", &text[8..10], &text[10..12], &text[12..]).parse().ok()?,
        _ => return None,
    };
    TimeZone::UTC.to_timestamp(time).ok()
}

fn compact_day(text: &str) -> Option<Date> {
    let is_compact = matches!(text.len(), 8 | 14) && text.bytes().all(|b| b.is_ascii_digit());
    let day = text.get(..8).filter(|_| is_compact && text.starts_with(['1', '2']))?;
    day.parse().ok()
}

/// A number of seconds, or of a smaller unit if it has more digits.
fn since_1970(text: &str) -> Option<Timestamp> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let number: i64 = whole.parse().ok()?;
    let digits = whole.trim_start_matches(['-', '0']).len();
    if digits > SECONDS {
        return match digits - SECONDS {
            1..=3 => Timestamp::from_millisecond(number).ok(),
            4..=6 => Timestamp::from_microsecond(number).ok(),
            _ => Timestamp::from_nanosecond(number.into()).ok(),
        };
    }
    let nanoseconds: i64 = format!("{fraction:0<9}").get(..9)?.parse().ok()?;
    let sign = if whole.starts_with('-') { -1 } else { 1 };
    let fraction = SignedDuration::from_nanos(sign * nanoseconds);
    Timestamp::from_second(number).ok()?.checked_add(fraction).ok()
}

/// A text taken apart: a day, a time of the day, and an offset.
struct Parts<'t> {
    date: String,
    time: &'t str,
    zone: &'t str,
}

impl<'t> Parts<'t> {
    fn of(text: &'t str) -> Option<Self> {
        let end = text.find(['T', 't', ' ', '_']).unwrap_or(text.len());
        let (date, rest) = (&text[..end], text.get(end + 1..).unwrap_or_default().trim_start());
        let is_part = |c: char| c.is_ascii_digit() || matches!(c, ':' | '.' | ',');
        let (time, zone) = rest.split_at(rest.find(|c| !is_part(c)).unwrap_or(rest.len()));
        let date = date.replace(['/', '.'], "-");
        Some(Self { date, time, zone: zone.trim() })
    }

    fn timestamp(&self) -> Option<Timestamp> {
        let time = match self.time {
            "" => "00:00",
            // A zero too many before the hour.
            time if time.starts_with('0') && time.find(':') == Some(3) => &time[1..],
            time => time,
        };
        let local: DateTime = format!("{}T{time}", self.date).parse().ok()?;
        TimeZone::UTC.to_timestamp(local).ok()?.checked_sub(self.offset()?).ok()
    }

    /// How far the time of the text is ahead of UTC.
    fn offset(&self) -> Option<SignedDuration> {
        let zone = self.zone.to_ascii_uppercase();
        let zone =
            ["UTC", "GMT", "Z"].iter().find_map(|name| zone.strip_prefix(name)).unwrap_or(&zone);
        // What decodes a form makes a space of the plus.
        let (sign, digits) = match zone.strip_prefix('-') {
            Some(digits) => (-1, digits),
            None => (1, zone.trim_start_matches(['+', ' ', '_'])),
        };
        let (hours, minutes) = match digits.split_once(':') {
            Some(parts) => parts,
            None if digits.len() <= 2 => (digits, ""),
            None => digits.split_at_checked(digits.len() - 2)?,
        };
        let number = |text: &str, most: i64| match text {
            "" => Some(0),
            text if text.bytes().all(|byte| byte.is_ascii_digit()) && text.len() <= 2 => {
                text.parse().ok().filter(|number| *number <= most)
            }
            _ => None,
        };
        let minutes = number(hours, 24)? * 60 + number(minutes, 59)?;
        Some(SignedDuration::from_mins(sign * minutes))
    }
}

#[cfg(test)]
mod tests {
    use super::{date, timestamp};

    #[track_caller]
    fn reads(text: &str, expected: Option<&str>) {
        assert_eq!(timestamp(text).map(|time| time.to_string()).as_deref(), expected, "{text:?}");
    }

    #[test]
    fn reads_the_forms_of_the_wire() {
        for text in [
            "2024-12-31T00:30:00Z",
            "2024-12-31t00:30:00z",
            "2024-12-31T08:30:00+0800",
            "2024-12-31T08:30:00+08:00",
            "2024-12-31T08:30:00+08",
            "2024-12-31T08:30:00+8",
            "2024-12-31T08:30:00 +0800",
            "2024-12-31T08:30:00 0800",
            "2024-12-31T08:30:00_0800",
            "2024-12-30T19:30:00-05:00",
            "2024-12-31 08:30:00 UTC+08:00",
            "2024-12-31 00:30:00 UTC",
            "2024-12-31 00:30:00GMT",
            " 2024-12-31T00:30:00+0000 ",
            "2024-12-31 00:30:00",
            "2024-12-31 00:30",
            "2024-12-31  00:30:00",
            "2024-12-31T00:30:00",
            "2024-12-31T000:30:00+0000",
            "2024-12-31T00:30Z",
            "2024-12-31T00:30:00.000Z",
            "2024-12-31T00:30:00,000",
            "2024-12-31 08:30:00.000000000+0800",
            "2024/12/31 00:30:00",
            "2024.12.31 00:30:00",
            "20241231T003000Z",
            "20241231003000",
            "Tue, 31 Dec 2024 00:30:00 GMT",
            "Tue, 31 Dec 2024 08:30:00 +0800",
            "1735605000",
            "1735605000.000",
            "1735605000000",
            "1735605000000000",
            "1735605000000000000",
        ] {
            reads(text, Some("2024-12-31T00:30:00Z"));
        }
        for text in ["2024-12-31", "20241231", "2024/12/31", "2024-12-31T00:00"] {
            reads(text, Some("2024-12-31T00:00:00Z"));
        }
        reads("1735605000.877", Some("2024-12-31T00:30:00.877Z"));
        reads("2023-04-30 16:47:40.877", Some("2023-04-30T16:47:40.877Z"));
        reads("0", Some("1970-01-01T00:00:00Z"));
        reads("-1.5", Some("1969-12-31T23:59:58.5Z"));
    }

    #[test]
    fn reads_nothing_into_other_texts() {
        for text in [
            "",
            "soon",
            "-",
            ".",
            "08:30",
            "08:15-09:15",
            "2024-13-31T00:30:00Z",
            "2024-02-30",
            "2024-12-31T25:00:00",
            "2024-12-31T00:30:00+9999",
            "2024-12-31T00:30:00 PM",
            "2024-12-31T00:30:00+08:00:00:00",
            "2024-12-31 at noon",
            "99999999999999999999",
            "２０２４-12-31",
            "0000-00-00 00:00:00",
            "N/A",
            "é",
            "2024-12-31Té",
            "2024-12-31T00:30:00+é",
        ] {
            reads(text, None);
        }
    }

    #[test]
    fn knows_the_day() {
        let day = |text: &str| date(text).map(|day| day.to_string());
        for text in ["2024-12-31", "20241231", "2024-12-31T01:00:00+0800", "2024/12/31 23:00"] {
            assert_eq!(day(text).as_deref(), Some("2024-12-31"), "{text}");
        }
        assert_eq!(day("soon"), None);
    }
}
