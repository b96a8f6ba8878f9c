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

/// Words for the end of an API, and what may stand between them and its day.
const ENDS: [&str; 5] = ["unavailable", "offline", "discontinued", "retired", "deprecated"];
const DAYS: [&str; 6] = ["on", "from", "since", "after", "by", "in"];

/// Reads the announcement that an API ends, if the paragraph holds one.
pub(super) fn deprecation(lines: &[Line]) -> Result<Option<DeprecationDraft>, Fault> {
    let Some(line) = lines.first().map(|line| line.number) else { return Ok(None) };
    let text = lines.iter().flat_map(|line| line.text.split_whitespace()).collect::<Vec<_>>();
    let text = text.join(" ");
    let Some(rest) = announced(&text) else { return Ok(None) };
    let date = rest.split_once('.').map_or(rest, |(date, _)| date);
    let until = parse_date(date).ok_or_else(|| {
        Fault::new(line, format!("the date {}", quote(date)), "a date such as 'March 31, 2025'")
    })?;
    // The successor is a link: ([Title](#)).
    let successor = rest
        .split_once('[')
        .and_then(|(_, link)| link.split_once("]("))
        .map(|(title, _)| title.trim().to_owned());
    if successor.is_none() && rest.contains("new API") {
        return Err(Fault::new(
            line,
            format!("a new API without a link: {}", quote(rest)),
            "a link such as '[Title of its section](#)'",
        ));
    }
    Ok(Some(DeprecationDraft { until, successor, line }))
}

/// The heading that says of all that stands below it that it ends: `APIs (Unavailable Soon)`.
pub(super) fn ending_part(ancestors: &[String]) -> Option<&str> {
    let ends = |title: &&String| {
        let title = title.to_ascii_lowercase();
        ENDS.iter().any(|end| title.contains(end))
    };
    ancestors.iter().find(ends).map(String::as_str)
}

/// What follows `This API will be unavailable on `, however it is put.
fn announced(text: &str) -> Option<&str> {
    let subject = ["This API ", "These APIs ", "The API "]
        .iter()
        .find_map(|subject| Some(&text[text.find(subject)? + subject.len()..]))?;
    let sentence = subject.split_once(". ").map_or(subject, |(sentence, _)| sentence);
    let (at, end) = ENDS.iter().find_map(|end| Some((sentence.find(end)?, end)))?;
    let rest = subject[at + end.len()..].strip_prefix(' ')?;
    let (word, rest) = rest.split_once(' ')?;
    DAYS.contains(&word).then_some(rest)
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

    fn read(text: &str) -> Result<Option<(String, Option<String>)>, String> {
        let lines: Vec<Line> =
            text.lines().map(|text| Line { number: 9, text: text.to_owned() }).collect();
        let found = deprecation(&lines).map_err(|fault| fault.to_string())?;
        Ok(found.map(|found| (found.until, found.successor)))
    }

    #[track_caller]
    fn ends(text: &str, until: &str, successor: Option<&str>) {
        let expected = Some((until.to_owned(), successor.map(str::to_owned)));
        assert_eq!(read(text), Ok(expected), "{text}");
    }

    #[test]
    fn an_end_is_announced_in_many_ways() {
        let day = "2026-12-01";
        ends("This API will be unavailable on December 1, 2026.", day, None);
        ends(
            "This API will be unavailable on December 1, 2026. Use ([Making Tea](#)) instead.",
            day,
            Some("Making Tea"),
        );
        ends(
            "This API has been brought  offline since\nDecember 1, 2026. See [Making Tea](#t).",
            day,
            Some("Making Tea"),
        );
        ends("These APIs are discontinued from December 1, 2026.", day, None);
    }

    #[test]
    fn other_texts_announce_nothing_and_damage_is_a_fault() {
        for text in ["This API is unavailable for cold teapots.", "Tea will be offline on Sunday."]
        {
            assert_eq!(read(text), Ok(None), "{text}");
        }
        for text in [
            "This API will be unavailable on Spring 1, 2026.",
            "This API will be unavailable on December 1, 2026. Switch to the new API (Making Tea).",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
    }
}
