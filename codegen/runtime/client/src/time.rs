//! Points in time, as the wire writes them.

use std::fmt;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

/// A point in time: the text as the wire has it, and what it means.
///
/// ```
/// # use taurusdb_runtime as taurusdb;
/// use taurusdb::{Time, jiff::Timestamp};
///
/// let time = Time::from("2024-12-31T08:00:00+0800");
/// assert_eq!(time.timestamp(), Some("2024-12-31T00:00:00Z".parse::<Timestamp>().unwrap()));
/// assert_eq!(time.as_str(), "2024-12-31T08:00:00+0800");
///
/// let now = Time::from("2024-12-31T00:00:00Z".parse::<Timestamp>().unwrap());
/// assert_eq!(now.as_str(), "2024-12-31T00:00:00+0000");
/// assert_eq!(Time::from("soon").timestamp(), None);
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Time(String);

impl Time {
    /// The text as the wire has it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The point in time; `None` if the text is none that is known. A text without an offset is taken for
    /// UTC, and a number for seconds or, from twelve digits on, for milliseconds since 1970.
    pub fn timestamp(&self) -> Option<Timestamp> {
        let text = self.0.trim();
        if let Ok(number) = text.parse::<i64>() {
            return match number.unsigned_abs() >= 100_000_000_000 {
                true => Timestamp::from_millisecond(number).ok(),
                false => Timestamp::from_second(number).ok(),
            };
        }
        text.parse().ok().or_else(|| {
            let local: DateTime = text.parse().ok()?;
            TimeZone::UTC.to_timestamp(local).ok()
        })
    }
}

impl From<String> for Time {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for Time {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<Timestamp> for Time {
    /// In the form that services of the family take: `2024-12-31T00:00:00+0000`.
    fn from(time: Timestamp) -> Self {
        Self(time.strftime("%Y-%m-%dT%H:%M:%S+0000").to_string())
    }
}

impl fmt::Debug for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Time;

    #[test]
    fn reads_the_forms_of_the_wire() {
        let at = |text: &str| Time::from(text).timestamp().map(|time| time.to_string());
        let expected = Some("2024-12-31T00:30:00Z".to_owned());
        for text in [
            "2024-12-31T00:30:00Z",
            "2024-12-31T08:30:00+0800",
            "2024-12-31T08:30:00+08:00",
            " 2024-12-31T00:30:00+0000 ",
            "2024-12-31 00:30:00",
            "2024-12-31T00:30:00",
            "1735605000",
            "1735605000000",
        ] {
            assert_eq!(at(text), expected, "{text}");
        }
        for text in ["", "soon", "2024-13-31T00:30:00Z", "08:30"] {
            assert_eq!(at(text), None, "{text}");
        }
    }
}
