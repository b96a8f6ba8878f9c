//! Times in the form of `X-Sdk-Date`.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::Offset;

const FORMAT: &str = "%Y%m%dT%H%M%SZ";

/// A time as `X-Sdk-Date` has it: `yyyymmddThhmmssZ`, in UTC.
///
/// ```
/// let time = "2024-01-02T03:04:05.678Z".parse()?;
/// assert_eq!(taurusdb_runtime::sign::format_date(time), "20240102T030405Z");
/// # Ok::<(), jiff::Error>(())
/// ```
pub fn format_date(time: Timestamp) -> String {
    // What `strftime` makes of the format, in a tenth of the time: every request has a date.
    let time = Offset::UTC.to_datetime(time);
    let digit = |value: u16| char::from(b'0' + (value % 10) as u8);
    let mut text = String::with_capacity(16);
    let mut two = |value: u16, end: &str| {
        text.push(digit(value / 10));
        text.push(digit(value));
        text.push_str(end);
    };
    let small = |value: i8| u16::from(value.unsigned_abs());
    let year = time.year().unsigned_abs();
    two(year / 100, "");
    two(year, "");
    two(small(time.month()), "");
    two(small(time.day()), "T");
    two(small(time.hour()), "");
    two(small(time.minute()), "");
    two(small(time.second()), "Z");
    text
}

/// The time that an `X-Sdk-Date` states.
pub fn parse_date(text: &str) -> Option<Timestamp> {
    let time = plain(text.as_bytes()).or_else(|| DateTime::strptime(FORMAT, text).ok())?;
    Offset::UTC.to_timestamp(time).ok()
}

/// What `strptime` makes of a text that has each digit in its place, as nearly all have, in a tenth of the time.
fn plain(text: &[u8]) -> Option<DateTime> {
    let text: &[u8; 16] = text.try_into().ok()?;
    if (text[8], text[15]) != (b'T', b'Z') {
        return None;
    }
    let two = |at: usize| match text[at..at + 2] {
        [tens @ b'0'..=b'9', ones @ b'0'..=b'9'] => {
            Some(((tens - b'0') * 10 + ones - b'0').cast_signed())
        }
        _ => None,
    };
    let year = i16::from(two(0)?) * 100 + i16::from(two(2)?);
    DateTime::new(year, two(4)?, two(6)?, two(9)?, two(11)?, two(13)?, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::{format_date, parse_date};

    #[test]
    fn writes_what_the_format_says() {
        let mut random = fastrand::Rng::with_seed(3);
        for _ in 0..1000 {
            // From the year 0 to 9999.
            let time =
                jiff::Timestamp::from_second(random.i64(-62_167_219_200..253_370_764_800)).unwrap();
            assert_eq!(format_date(time), time.strftime(super::FORMAT).to_string());
        }
    }

    #[test]
    fn reads_what_it_writes() {
        let text = "19991231T235959Z";
        assert_eq!(parse_date(text).map(format_date).as_deref(), Some(text));
        assert_eq!(parse_date("1999-12-31T23:59:59Z"), None);
        for wrong in
            ["19991331T235959Z", "19990230T235959Z", "1999123 T235959Z", "19991231T23595 Z"]
        {
            assert_eq!(parse_date(wrong), None, "{wrong}");
        }
    }
}
