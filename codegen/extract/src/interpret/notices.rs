use taurusdb_spec::Stage;

use super::draft::DeprecationDraft;
use crate::fault::{Fault, quote};
use crate::read::Line;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Reads the announcement that an API ends, if the line is one.
pub(super) fn deprecation(line: &Line) -> Result<Option<DeprecationDraft>, Fault> {
    let Some((_, rest)) = line.text.split_once("This API will be unavailable on ") else {
        return Ok(None);
    };
    let date = rest.split_once('.').map_or(rest, |(date, _)| date);
    let until = parse_date(date).ok_or_else(|| {
        Fault::new(
            line.number,
            format!("the date {}", quote(date)),
            "a date such as 'March 31, 2025'",
        )
    })?;
    // The successor is a link: ([Title](#)).
    let successor = rest
        .split_once("([")
        .and_then(|(_, link)| link.split_once("]("))
        .map(|(title, _)| title.trim().to_owned());
    Ok(Some(DeprecationDraft { until, successor, line: line.number }))
}

/// `March 31, 2025` → `2025-03-31`.
fn parse_date(text: &str) -> Option<String> {
    let (month_and_day, year) = text.trim().split_once(", ")?;
    let (month, day) = month_and_day.split_once(' ')?;
    let month = MONTHS.iter().position(|name| *name == month)? + 1;
    let (day, year) = (day.parse::<u8>().ok()?, year.parse::<u16>().ok()?);
    (1..=31).contains(&day).then(|| format!("{year:04}-{month:02}-{day:02}"))
}

/// Reads the remark that an API is still being tried out.
pub(super) fn stage(line: &Line) -> Option<Stage> {
    let text = line.text.to_ascii_lowercase();
    text.contains("open beta test").then_some(Stage::OpenBeta)
}

#[cfg(test)]
mod tests {
    use super::{Line, deprecation, parse_date};

    #[test]
    fn dates_are_read() {
        assert_eq!(parse_date("March 31, 2025").as_deref(), Some("2025-03-31"));
        assert_eq!(parse_date("Spring 31, 2025"), None);
        assert_eq!(parse_date("March 32, 2025"), None);
    }

    #[test]
    fn the_successor_is_the_linked_title() {
        let text =
            "This API will be unavailable on December 1, 2026. Use ([Making Tea](#)) instead.";
        let read =
            deprecation(&Line { number: 9, text: text.into() }).expect("a date").expect("an end");
        assert_eq!(
            (read.until.as_str(), read.successor.as_deref()),
            ("2026-12-01", Some("Making Tea"))
        );
    }
}
