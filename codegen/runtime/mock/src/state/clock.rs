//! The virtual clock: how time passes for everything that the service does.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// How virtual time passes.
///
/// ```
/// use taurusdb_mock_runtime::Clock;
///
/// assert_eq!("scaled:60".parse(), Ok(Clock::Scaled(60.0)));
/// assert!("fast".parse::<Clock>().is_err());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Clock {
    /// Work has ended before the next call is looked at; no call ever meets a busy record, and no wait
    /// lasts. Time stands still but for one second with each call that changes something, so that the
    /// same calls give the same times.
    #[default]
    Instant,
    /// As fast as on the wall.
    Real,
    /// So many virtual seconds in one second.
    Scaled(f64),
    /// Only when told to.
    Manual,
}

impl std::str::FromStr for Clock {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong =
            || format!("expected instant, real, manual or scaled:N (N above 0), got '{text}'");
        Ok(match text {
            "instant" => Self::Instant,
            "real" => Self::Real,
            "manual" => Self::Manual,
            _ => {
                let factor = text.strip_prefix("scaled:").and_then(|n| n.parse::<f64>().ok());
                Self::Scaled(factor.filter(|n| n.is_finite() && *n > 0.0).ok_or_else(wrong)?)
            }
        })
    }
}

impl std::fmt::Display for Clock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Instant => f.write_str("instant"),
            Self::Real => f.write_str("real"),
            Self::Scaled(factor) => write!(f, "scaled:{factor}"),
            Self::Manual => f.write_str("manual"),
        }
    }
}

/// The end of time, which no clock goes beyond: what can be written as a date ends with the year 9999.
const END: i64 = 253_402_207_200_000 - 1;

/// A clock that runs.
#[derive(Debug)]
pub(crate) struct Running {
    pub(crate) mode: Clock,
    /// Virtual time, in milliseconds since 1970, at `since`.
    at: i64,
    since: Instant,
    /// The moment at which something happens that was due before.
    held: Option<i64>,
}

impl Running {
    /// A clock that begins at a moment; without one, at the present, or, where that would give other
    /// bytes with each run, at the beginning of `day` (`YYYY-MM-DD`).
    pub(crate) fn new(mode: Clock, day: &str, start: Option<i64>) -> Self {
        let usual = match mode {
            Clock::Real | Clock::Scaled(_) => present(),
            Clock::Instant | Clock::Manual => super::times::parse(day).unwrap_or(1_735_603_200_000),
        };
        Self { mode, at: start.unwrap_or(usual), since: Instant::now(), held: None }
    }

    pub(crate) fn now(&self) -> i64 {
        if let Some(held) = self.held {
            return held;
        }
        match self.factor() {
            Some(factor) => {
                let passed = self.since.elapsed().as_secs_f64() * factor * 1000.0;
                self.at.saturating_add(passed as i64).min(END)
            }
            None => self.at,
        }
    }

    pub(crate) fn advance(&mut self, by: Duration) {
        let by = i64::try_from(by.as_millis()).unwrap_or(i64::MAX);
        self.at = self.now().saturating_add(by).min(END);
        if self.factor().is_some() {
            self.since = Instant::now();
        }
    }

    /// Lets it be a moment that has passed, until it is told otherwise.
    pub(crate) fn hold(&mut self, at: Option<i64>) {
        self.held = at;
    }

    pub(crate) fn set(&mut self, to: i64) {
        self.at = to.min(END);
        self.since = Instant::now();
    }

    fn factor(&self) -> Option<f64> {
        match self.mode {
            Clock::Real => Some(1.0),
            Clock::Scaled(factor) => Some(factor),
            Clock::Instant | Clock::Manual => None,
        }
    }
}

fn present() -> i64 {
    let passed = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(passed.as_millis()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Clock, Running};

    #[test]
    fn modes_are_read_as_they_are_written() {
        for mode in [Clock::Instant, Clock::Real, Clock::Manual, Clock::Scaled(2.5)] {
            assert_eq!(mode.to_string().parse(), Ok(mode));
        }
        for wrong in ["", "Instant", "scaled", "scaled:", "scaled:0", "scaled:-1", "scaled:inf"] {
            let message = wrong.parse::<Clock>().unwrap_err();
            assert!(message.contains(&format!("'{wrong}'")), "{message}");
        }
    }

    #[test]
    fn without_a_wall_clock_time_begins_with_the_issue_and_moves_when_told() {
        let mut clock = Running::new(Clock::Manual, "2024-12-31", None);
        assert_eq!(clock.now(), 1_735_603_200_000);
        clock.advance(Duration::from_secs(90));
        assert_eq!(clock.now(), 1_735_603_290_000);
    }

    #[test]
    fn no_clock_goes_beyond_what_can_be_written() {
        for mode in [Clock::Instant, Clock::Manual, Clock::Real, Clock::Scaled(1e300)] {
            let mut clock = Running::new(mode, "2024-12-31", None);
            clock.advance(Duration::MAX);
            std::thread::sleep(Duration::from_millis(2));
            let end = jiff::Timestamp::from_millisecond(clock.now()).unwrap();
            assert!(end.to_string().starts_with("9999-12-30T21:59:59.999"), "{end}");
        }
    }
}
