//! The header by which a service says when to come again.

use std::time::Duration;

use http::HeaderMap;
use http::header::{DATE, RETRY_AFTER};
use jiff::Timestamp;

use crate::date;

/// How long the service asks to wait: a number of seconds, or a date. A date is read against the clock of
/// the answer, because the local one may be wrong.
pub(super) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse::<f64>() {
        let seconds = Some(seconds).filter(|seconds| !seconds.is_nan())?;
        // More digits than a number can have are a very long time all the same.
        let is_whole = text.bytes().all(|byte| byte.is_ascii_digit());
        let most = is_whole.then_some(Duration::MAX);
        return Duration::try_from_secs_f64(seconds.max(0.0)).ok().or(most);
    }
    let there = date::of_header(headers, &DATE).unwrap_or_else(Timestamp::now);
    let wait = date::parse(text)?.duration_since(there);
    Some(Duration::try_from(wait).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use http::{HeaderMap, HeaderName, HeaderValue};

    use super::retry_after;

    fn asked(headers: &[(&'static str, &'static str)]) -> Option<Duration> {
        let header = |(name, value): &(&'static str, &'static str)| {
            (HeaderName::from_static(name), HeaderValue::from_static(value))
        };
        retry_after(&headers.iter().map(header).collect::<HeaderMap>())
    }

    #[test]
    fn reads_seconds_and_dates() {
        let seconds = Duration::from_secs;
        assert_eq!(asked(&[]), None);
        assert_eq!(asked(&[("retry-after", "7")]), Some(seconds(7)));
        assert_eq!(asked(&[("retry-after", " 1.5 ")]), Some(Duration::from_millis(1500)));
        assert_eq!(asked(&[("retry-after", "-3")]), Some(seconds(0)));
        for odd in ["soon", "NaN", "inf", "1e300", ""] {
            assert_eq!(asked(&[("retry-after", odd)]), None, "{odd}");
        }
        assert_eq!(asked(&[("retry-after", "99999999999999999999")]), Some(Duration::MAX));
        let date = ("date", "Wed, 21 Oct 2026 07:28:00 GMT");
        let after = |text| asked(&[("retry-after", text), date]);
        assert_eq!(after("Wed, 21 Oct 2026 07:29:30 GMT"), Some(seconds(90)));
        assert_eq!(after("Wed, 21 Oct 2026 07:00:00 GMT"), Some(seconds(0)));
        assert_eq!(asked(&[("retry-after", "Wed, 21 Oct 2015 07:28:00 GMT")]), Some(seconds(0)));
    }
}
