//! Spans of time as people write them.

use std::time::Duration;

use jiff::{SignedDuration, Span, SpanRelativeTo};

/// What a message says was expected.
pub(crate) const EXPECTED: &str = "a span of time such as '250ms', '1h 30m' or 'PT5S'";

/// Reads a span of time; a bare number counts seconds, and a day has 24 hours.
pub(crate) fn parse(text: &str) -> Option<Duration> {
    let text = text.trim();
    if let Ok(seconds) = text.parse::<f64>() {
        return Duration::try_from_secs_f64(seconds).ok();
    }
    let span: Span = text.parse().ok()?;
    let duration = span.to_duration(SpanRelativeTo::days_are_24_hours()).ok()?;
    Duration::try_from(duration).ok()
}

/// The span as [`parse`] reads it.
pub(crate) fn show(duration: Duration) -> String {
    match SignedDuration::try_from(duration) {
        Ok(duration) => format!("{duration:#}"),
        Err(_) => format!("{}s", duration.as_secs()),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{parse, show};

    #[test]
    fn spans_are_read_as_people_write_them() {
        for (text, millis) in [
            ("250ms", 250),
            ("1.5s", 1_500),
            ("2", 2_000),
            ("0.25", 250),
            (" 1h 30m ", 5_400_000),
            ("1h30m", 5_400_000),
            ("PT5S", 5_000),
            ("2 days", 172_800_000),
            ("0", 0),
        ] {
            assert_eq!(parse(text), Some(Duration::from_millis(millis)), "{text}");
        }
        for text in ["", "soon", "-1s", "-1", "1 month", "NaN", "inf", "1e300", "5 apples"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_shown_can_be_read_again() {
        for millis in [0, 1, 250, 1_500, 5_400_000] {
            let span = Duration::from_millis(millis);
            assert_eq!(parse(&show(span)), Some(span), "{}", show(span));
        }
    }
}
