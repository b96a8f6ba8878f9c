//! Dates in the headers of answers.

use http::{HeaderMap, HeaderName};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::fmt::rfc2822::DateTimeParser;
use jiff::tz::TimeZone;

/// The forms of HTTP beside that of mail: an obsolete one, and that of `asctime`. All are in UTC.
const OTHERS: [&str; 3] =
    ["%A, %d-%b-%y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y", "%a, %d-%b-%Y %H:%M:%S GMT"];

/// A wrong name of the day does not make a date wrong.
static PARSER: DateTimeParser = DateTimeParser::new().relaxed_weekday(true);

/// The date in a header, in any form that HTTP has or had, or in that of JSON.
pub(crate) fn of_header(headers: &HeaderMap, name: &HeaderName) -> Option<Timestamp> {
    parse(headers.get(name)?.to_str().ok()?)
}

/// A date in any form that HTTP has or had, or in that of JSON.
pub(crate) fn parse(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    if let Ok(time) = PARSER.parse_timestamp(text) {
        return Some(time);
    }
    let others = OTHERS.iter().find_map(|form| DateTime::strptime(form, text).ok());
    match others {
        Some(time) => TimeZone::UTC.to_timestamp(time).ok(),
        None => text.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn reads_every_form() {
        for text in [
            "Sun, 06 Nov 1994 08:49:37 GMT",
            " Sun, 06 Nov 1994 08:49:37 GMT ",
            "Mon, 06 Nov 1994 08:49:37 GMT",
            "sun, 06 nov 1994 08:49:37 gmt",
            "Sun, 6 Nov 1994 08:49:37 +0000",
            "Sun, 06 Nov 1994 09:49:37 +0100",
            "Sunday, 06-Nov-94 08:49:37 GMT",
            "Sun, 06-Nov-1994 08:49:37 GMT",
            "Sun Nov  6 08:49:37 1994",
            "1994-11-06T08:49:37Z",
            "1994-11-06T09:49:37.000+01:00",
        ] {
            let time = parse(text).unwrap_or_else(|| panic!("{text} is a date"));
            assert_eq!(time.to_string(), "1994-11-06T08:49:37Z", "{text}");
        }
        for odd in ["", "yesterday", "Mon, 99 Foo 2026 99:99:99 GMT", "1790000000"] {
            assert_eq!(parse(odd), None, "{odd}");
        }
    }
}
