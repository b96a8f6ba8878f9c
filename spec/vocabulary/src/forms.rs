//! Whether texts have a well-known form.

use std::net::IpAddr;

use jiff::civil::Date;

use crate::Format;

impl Format {
    /// Whether a text has this form, as far as that can be told from the text.
    ///
    /// Ids are not looked at: whether there is such a thing decides, not how its id looks. Neither are moments
    /// in numbers and lists.
    ///
    /// ```
    /// use taurusdb_vocabulary::Format;
    ///
    /// assert!(Format::DateTime.fits("2024-12-31T23:59:59+0800"));
    /// assert!(!Format::TimeWindow.fits("23:00-24:30"));
    /// ```
    pub fn fits(self, text: &str) -> bool {
        match self {
            Self::DateTime => is_moment(text),
            Self::Date => is_date(text),
            Self::Time => is_time(text),
            Self::TimeWindow => {
                text.split_once('-').is_some_and(|(start, end)| is_time(start) && is_time(end))
            }
            Self::UtcOffset => text
                .strip_prefix("UTC")
                .is_some_and(|offset| offset.is_empty() || is_offset(offset)),
            Self::Ip => text.parse::<IpAddr>().is_ok(),
            Self::Cidr => is_network(text),
            Self::Url => is_url(text),
            Self::Uuid | Self::TimestampMs | Self::TimestampS | Self::CommaSeparated => true,
        }
    }
}

/// Whether a text is a day of the calendar, `yyyy-mm-dd`.
///
/// ```
/// use taurusdb_vocabulary::is_date;
///
/// assert!(is_date("2024-02-29") && !is_date("2025-02-29") && !is_date("2025-2-3"));
/// ```
pub fn is_date(text: &str) -> bool {
    // `Date` also accepts a date without hyphens, and a year with a sign and six digits.
    text.len() == "yyyy-mm-dd".len() && text.parse::<Date>().is_ok_and(|date| date.year() > 0)
}

/// `yyyy-mm-ddThh:mm:ss` and an offset, `Z` or `+0800`; fractions of a second do no harm.
fn is_moment(text: &str) -> bool {
    let Some((date, rest)) = text.split_once('T') else { return false };
    let Some(end) = rest.find(['Z', '+', '-']) else { return false };
    let (time, offset) = rest.split_at(end);
    let time = match time.split_once('.') {
        Some((time, digits)) if is_digits(digits) => time,
        Some(_) => return false,
        None => time,
    };
    let has_seconds = time.len() == "hh:mm:ss".len();
    is_date(date) && has_seconds && is_time(time) && (offset == "Z" || is_offset(offset))
}

/// `hh:mm` or `hh:mm:ss`, of a day of 24 hours.
fn is_time(text: &str) -> bool {
    let below = |tens: u8, ones: u8, limit: u8| {
        let are_digits = tens.is_ascii_digit() && ones.is_ascii_digit();
        are_digits && (tens - b'0') * 10 + (ones - b'0') < limit
    };
    match *text.as_bytes() {
        [h, i, b':', m, n] => below(h, i, 24) && below(m, n, 60),
        [h, i, b':', m, n, b':', s, t] => below(h, i, 24) && below(m, n, 60) && below(s, t, 60),
        _ => false,
    }
}

/// `+0800` or `+08:00`.
fn is_offset(text: &str) -> bool {
    let Some(rest) = text.strip_prefix(['+', '-']) else { return false };
    let (hours, minutes) = match rest.split_once(':') {
        Some(parts) => parts,
        None if rest.is_ascii() && rest.len() == 4 => rest.split_at(2),
        None => return false,
    };
    let is_time = is_time(&format!("{hours}:{minutes}"));
    is_time && hours < "19"
}

/// An IP address, or a network of so many leading bits.
fn is_network(text: &str) -> bool {
    let (address, bits) = match text.split_once('/') {
        Some((address, bits)) => (address, Some(bits)),
        None => (text, None),
    };
    let most = match address.parse() {
        Ok(IpAddr::V4(_)) => 32,
        Ok(IpAddr::V6(_)) => 128,
        Err(_) => return false,
    };
    bits.is_none_or(|bits| is_digits(bits) && bits.parse::<u8>().is_ok_and(|bits| bits <= most))
}

fn is_url(text: &str) -> bool {
    text.split_once("://").is_some_and(|(scheme, rest)| {
        !scheme.is_empty() && !rest.is_empty() && !text.contains(char::is_whitespace)
    })
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use crate::Format;

    #[track_caller]
    fn tell(format: Format, fit: &[&str], do_not: &[&str]) {
        for text in fit {
            assert!(format.fits(text), "{format:?}: {text}");
        }
        for text in do_not {
            assert!(!format.fits(text), "{format:?}: {text}");
        }
    }

    #[test]
    fn forms_are_told_apart() {
        tell(
            Format::DateTime,
            &[
                "2024-12-31T00:00:00Z",
                "2024-12-31T23:59:59+0800",
                "2024-12-31T23:59:59-08:30",
                "2024-12-31T23:59:59.123Z",
            ],
            &[
                "",
                "2024-12-31",
                "2024-12-31T00:00:00",
                "2024-12-31 00:00:00Z",
                "2024-02-30T00:00:00Z",
                "2024-12-31T24:00:00Z",
                "2024-12-31T00:00Z",
                "2024-12-31T00:00:00.Z",
                "2024-12-31T00:00:00+8",
                "2024-12-31T00:00:00+0860",
                "2024-12-31T00:00:00ZZ",
                "2024-12-31T00:00:00+é00",
            ],
        );
        tell(Format::Time, &["00:00", "23:59", "23:59:59"], &["", "24:00", "1:00", "+1:00", "12"]);
        tell(Format::TimeWindow, &["22:00-23:00", "23:00-00:00"], &["22:00", "22:00-", "-", "a-b"]);
        tell(Format::UtcOffset, &["UTC", "UTC+08:00", "UTC-03:30"], &["", "GMT", "UTC8", "UTC+8"]);
        tell(Format::Ip, &["10.0.0.1", "::1"], &["", "10.0.0", "10.0.0.256", "10.0.0.1/8", "a"]);
        tell(
            Format::Cidr,
            &["10.0.0.1", "10.0.0.0/8", "::/0", "fe80::/128"],
            &["", "/8", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/+8", "a/8"],
        );
        tell(Format::Date, &["2024-02-29"], &["2025-02-29", "20250101"]);
        tell(Format::Url, &["https://a"], &["", "a", "://a", "a://", "a://b c"]);
        tell(Format::Uuid, &["", "anything"], &[]);
    }
}
