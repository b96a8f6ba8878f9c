//! The names of units.

/// Units as the document writes them, and as the specification writes them.
const UNITS: [(&str, &str); 31] = [
    ("gigabytes", "GB"),
    ("gigabyte", "GB"),
    ("megabytes", "MB"),
    ("megabyte", "MB"),
    ("kilobytes", "KB"),
    ("kilobyte", "KB"),
    ("terabytes", "TB"),
    ("percentage", "percent"),
    ("mins", "minute"),
    ("min", "minute"),
    ("gb", "GB"),
    ("mb", "MB"),
    ("kb", "KB"),
    ("tb", "TB"),
    ("bytes", "byte"),
    ("byte", "byte"),
    ("milliseconds", "millisecond"),
    ("millisecond", "millisecond"),
    ("ms", "millisecond"),
    ("seconds", "second"),
    ("second", "second"),
    ("minutes", "minute"),
    ("minute", "minute"),
    ("hours", "hour"),
    ("hour", "hour"),
    ("days", "day"),
    ("day", "day"),
    ("months", "month"),
    ("month", "month"),
    ("%", "percent"),
    ("percent", "percent"),
];

/// The unit that the text begins with, and what stands behind it. What is a part of a word, or of a rate, is
/// none: `MB-sized`, `MB/s`, `bytes per second`.
pub(super) fn behind_unit(text: &str) -> Option<(&'static str, &str)> {
    let is_part = |rest: &str| {
        let next = rest.trim_start_matches(['-', '/']);
        next.starts_with(|c: char| c.is_ascii_alphabetic()) && next.len() < rest.len()
            || rest.starts_with(|c: char| c.is_ascii_alphanumeric())
            || rest.starts_with(" per ")
    };
    let (unit, rest) = UNITS
        .iter()
        .find_map(|(written, unit)| {
            let rest = text.strip_prefix(written)?;
            (!rest.starts_with(|c: char| c.is_ascii_alphanumeric())).then_some((*unit, rest))
        })
        .or_else(|| {
            let rest =
                text.strip_prefix('s').filter(|rest| rest.is_empty() || rest.starts_with(' '));
            rest.map(|rest| ("second", rest))
        })?;
    (!is_part(rest)).then_some((unit, rest))
}
