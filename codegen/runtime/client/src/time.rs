//! Points in time, as the wire writes them.

mod reading;

use std::fmt;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ZonedDateTime};

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
///
/// Methods that set one take a text, which goes out as it is, a `Timestamp`, a `ZonedDateTime` or a `Date` of `jiff`; each
/// writes the form that its field wants. A field that is declared as a number of milliseconds is an `i64`:
/// `Timestamp::as_millisecond` and `Timestamp::from_millisecond` are the way there and back.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Time(String);

impl Time {
    /// The text as the wire has it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The point in time; `None` if the text is none that is known. A text without an offset is taken for UTC, a
    /// day for its beginning, and a number for seconds, milliseconds, microseconds or nanoseconds since 1970, by
    /// its size.
    pub fn timestamp(&self) -> Option<Timestamp> {
        reading::timestamp(&self.0)
    }

    /// The day that the text names, in its own time zone; `None` if the text is none that is known.
    pub fn date(&self) -> Option<Date> {
        reading::date(&self.0).or_else(|| Some(TimeZone::UTC.to_datetime(self.timestamp()?).date()))
    }

    /// The same time as a field that wants a day has it: `2024-12-31`. A text that is no time stays what it is.
    #[doc(hidden)]
    #[must_use]
    pub fn into_date(self) -> Self {
        self.date().map(Self::from).unwrap_or(self)
    }

    /// The same time as a field that wants milliseconds as text has it. A text that is no time stays what it is.
    #[doc(hidden)]
    #[must_use]
    pub fn into_milliseconds(self) -> Self {
        match self.timestamp() {
            Some(time) => Self(time.as_millisecond().to_string()),
            None => self,
        }
    }

    /// The same time as a field that wants seconds as text has it. A text that is no time stays what it is.
    #[doc(hidden)]
    #[must_use]
    pub fn into_seconds(self) -> Self {
        match self.timestamp() {
            Some(time) => Self(time.as_second().to_string()),
            None => self,
        }
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
    /// In the form that services of the family take: `2024-12-31T00:00:00+0000`. It has no parts of a second.
    fn from(time: Timestamp) -> Self {
        Self(time.strftime("%Y-%m-%dT%H:%M:%S+0000").to_string())
    }
}

impl From<ZonedDateTime> for Time {
    /// With the offset of its time zone: `2024-12-31T08:00:00+0800`. It has no parts of a second.
    fn from(time: ZonedDateTime) -> Self {
        Self(time.strftime("%Y-%m-%dT%H:%M:%S%z").to_string())
    }
}

impl From<Date> for Time {
    /// A day: `2024-12-31`.
    fn from(day: Date) -> Self {
        Self(day.to_string())
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
    use jiff::civil::date;
    use jiff::{Timestamp, ZonedDateTime};

    use super::Time;

    #[test]
    fn is_written_as_its_field_wants() {
        let moment: Timestamp = "2024-12-30T23:30:15.5Z".parse().unwrap();
        let there: ZonedDateTime = "2024-12-31T07:30:15+08:00[+08:00]".parse().unwrap();
        let written = |time: Time| time.as_str().to_owned();
        assert_eq!(written(moment.into()), "2024-12-30T23:30:15+0000");
        assert_eq!(written(there.clone().into()), "2024-12-31T07:30:15+0800");
        assert_eq!(written(date(2024, 12, 31).into()), "2024-12-31");
        // The day is that of whoever says it.
        assert_eq!(written(Time::from(there).into_date()), "2024-12-31");
        assert_eq!(written(Time::from(moment).into_date()), "2024-12-30");
        assert_eq!(written(Time::from(moment).into_milliseconds()), "1735601415000");
        assert_eq!(written(Time::from(moment).into_seconds()), "1735601415");
        for text in ["soon", "", "2024-12-31"] {
            assert_eq!(written(Time::from(text).into_date()), text);
        }
        assert_eq!(written(Time::from("1735601415123").into_milliseconds()), "1735601415123");
        assert_eq!(written(Time::from("soon").into_seconds()), "soon");
    }
}
