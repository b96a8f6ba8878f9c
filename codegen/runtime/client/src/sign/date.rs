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
    time.strftime(FORMAT).to_string()
}

/// The time that an `X-Sdk-Date` states.
pub fn parse_date(text: &str) -> Option<Timestamp> {
    let time = DateTime::strptime(FORMAT, text).ok()?;
    Offset::UTC.to_timestamp(time).ok()
}

#[cfg(test)]
mod tests {
    use super::{format_date, parse_date};

    #[test]
    fn reads_what_it_writes() {
        let text = "19991231T235959Z";
        assert_eq!(parse_date(text).map(format_date).as_deref(), Some(text));
        assert_eq!(parse_date("1999-12-31T23:59:59Z"), None);
        assert_eq!(parse_date("19991331T235959Z"), None);
    }
}
