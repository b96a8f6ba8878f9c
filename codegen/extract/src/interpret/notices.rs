//! Announcements in running text: that an API ends, or that it is still being tested.

use jiff::civil::Date;
use taurusdb_spec::Stage;

use super::draft::DeprecationDraft;
use crate::fault::{Fault, quote};
use crate::read::Line;
use crate::text::{closed_up, first_sentence, single_spaced};

/// Phrases for the end of an API, and the words that may follow them before the date.
const ENDS: [&str; 5] = ["unavailable", "offline", "discontinued", "retired", "deprecated"];
const DAYS: [&str; 9] =
    ["starting from", "starting", "as of", "on", "from", "since", "after", "by", "in"];

/// The expected form of an announcement, for messages.
pub(super) const FORM: &str = "a notice such as 'This API will be unavailable on March 31, 2025'";

/// Reads the announcement that an API ends, if the paragraph contains one. In a note, an
/// announcement that cannot be read is a fault.
pub(super) fn deprecation(
    lines: &[Line],
    in_note: bool,
) -> Result<Option<DeprecationDraft>, Fault> {
    let Some(line) = lines.first().map(|line| line.number) else { return Ok(None) };
    let text = lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>();
    let text = single_spaced(&text.join(" "));
    let Some(rest) = announced(&text) else {
        return match in_note && seems_to_end(&text) {
            true => Err(Fault::new(line, quote(&text), FORM)),
            false => Ok(None),
        };
    };
    let date = rest.split_once('.').map_or(rest, |(date, _)| date);
    let until = parse_date(date).ok_or_else(|| {
        Fault::new(line, format!("the date {}", quote(date)), "a date such as 'March 31, 2025'")
    })?;
    // The successor is a link: ([Title](#)).
    let successor = rest
        .split_once('[')
        .and_then(|(_, link)| link.split_once("]("))
        .map(|(title, _)| title.trim().to_owned());
    let names_one = ["new API", "instead", "successor"].iter().any(|word| rest.contains(word));
    if successor.is_none() && names_one {
        return Err(Fault::new(
            line,
            format!("another API without a link: {}", quote(rest)),
            "a link such as '[Title of its section](#)'",
        ));
    }
    Ok(Some(DeprecationDraft { until, successor, line }))
}

/// Words by which titles of pages say that an operation should no longer be used.
const OUTDATED: [&str; 13] = [
    "unavailable",
    "offline",
    "discontinued",
    "retired",
    "deprecated",
    "abandoned",
    "discarded",
    "obsolete",
    "out-of-date",
    "out of date",
    "outdated",
    "historical",
    "not recommended",
];

/// Whether a page announces that its operation ends without a day: by a remark in the parentheses of
/// its title, or by a heading above it.
pub(super) fn is_outdated(title: &str, ancestors: &[String]) -> bool {
    let says = |text: &str| {
        let text = text.to_lowercase();
        OUTDATED.iter().any(|word| text.contains(word))
    };
    let remark = title.split_once(['(', '（']).map(|(_, remark)| remark);
    remark.is_some_and(says) || ancestors.iter().any(|title| says(title))
}

/// Reads on a page that its operation should no longer be used, without a day:
/// `This API has been deprecated. [Showing a Pot](#) is recommended.`
pub(super) fn outdated(lines: &[Line]) -> Option<DeprecationDraft> {
    let line = lines.first()?.number;
    let text = lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>();
    let text = single_spaced(&text.join(" "));
    let subject = ["This API ", "The API ", "This interface "]
        .iter()
        .find_map(|subject| Some(&text[text.find(subject)? + subject.len()..]))?;
    let sentence = first_sentence(subject);
    const VERBS: [&str; 7] =
        ["has been ", "is being ", "will be ", "is ", "was ", "is now ", "is no longer "];
    let state =
        VERBS.iter().filter_map(|verb| sentence.strip_prefix(verb)).min_by_key(|s| s.len())?;
    const STATES: [&str; 4] = ["maintained", "supported", "recommended", "provided"];
    let is_over = OUTDATED.iter().any(|word| state.starts_with(word))
        || sentence.starts_with("is no longer ") && STATES.iter().any(|s| state.starts_with(s));
    // A day is read elsewhere, and must be one.
    let has_day = sentence.contains(|c: char| c.is_ascii_digit()) && announced(&text).is_some();
    if !is_over || has_day {
        return None;
    }
    let rest = &subject[sentence.len().min(subject.len())..];
    let successor = rest
        .split_once('[')
        .and_then(|(_, link)| link.split_once("]("))
        .map(|(title, _)| title.trim().to_owned());
    Some(DeprecationDraft { until: String::new(), successor, line })
}

/// Whether a heading says that all APIs below it end: `APIs (Unavailable Soon)`.
pub(super) fn ending_part(ancestors: &[String]) -> Option<&str> {
    let ends = |title: &&String| {
        let title = title.to_ascii_lowercase();
        ENDS.iter().any(|end| title.contains(end))
    };
    ancestors.iter().find(ends).map(String::as_str)
}

/// The text after `This API will be unavailable on `, or after another phrase for it.
fn announced(text: &str) -> Option<&str> {
    let subject = ["This API ", "These APIs ", "The API "]
        .iter()
        .find_map(|subject| Some(&text[text.find(subject)? + subject.len()..]))?;
    let sentence = first_sentence(subject);
    let (at, end) = ENDS.iter().find_map(|end| Some((sentence.find(end)?, end)))?;
    let rest = subject[at + end.len()..].strip_prefix(' ')?;
    DAYS.iter().find_map(|day| rest.strip_prefix(day)?.strip_prefix(' '))
}

/// Whether a text is about the end of an API, in any words.
fn seems_to_end(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    ["this api", "these apis"].iter().any(|subject| text.contains(subject))
        && (ENDS.iter().any(|end| text.contains(end)) || text.contains("no longer"))
}

/// `March 31, 2025` → `2025-03-31`.
fn parse_date(text: &str) -> Option<String> {
    Date::strptime("%B %d, %Y", closed_up(text).trim()).ok().map(|date| date.to_string())
}

/// Reads the remark that an API is still being tested.
pub(super) fn stage(lines: &[Line]) -> Option<Stage> {
    let text: Vec<String> = lines.iter().map(|line| line.text.to_ascii_lowercase()).collect();
    // A page may end behind these words.
    single_spaced(&text.join(" ")).contains("open beta").then_some(Stage::OpenBeta)
}

#[cfg(test)]
mod tests {
    use super::{Line, deprecation, parse_date};

    #[test]
    fn dates_are_read() {
        assert_eq!(parse_date("March 31, 2025").as_deref(), Some("2025-03-31"));
        assert_eq!(parse_date("Spring 31, 2025"), None);
        assert_eq!(parse_date("March 32, 2025"), None);
        assert_eq!(parse_date("June 1, 2025").as_deref(), Some("2025-06-01"));
    }

    fn read(text: &str) -> Result<Option<(String, Option<String>)>, String> {
        let lines: Vec<Line> =
            text.lines().map(|text| Line { number: 9, text: text.to_owned() }).collect();
        let found = deprecation(&lines, true).map_err(|fault| fault.to_string())?;
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
        ends("This API will be unavailable starting from December 1, 2026.", day, None);
        ends("This API is retired as of December 1, 2026.", day, None);
    }

    #[test]
    fn other_texts_announce_nothing_and_damage_is_a_fault() {
        assert_eq!(read("Tea will be offline on Sunday."), Ok(None));
        let line = Line { number: 9, text: "This API is unavailable for cold pots.".to_owned() };
        assert_eq!(
            deprecation(&[line], false),
            Ok(None),
            "a text outside a note announces nothing"
        );
        for text in [
            "This API will be unavailable on Spring 1, 2026.",
            "This API will be unavailable on February 30, 2026.",
            "This API will be unavailable on December 1, 2026. Switch to the new API (Making Tea).",
            "This API will be unavailable on December 1, 2026. Use Making Tea instead.",
            "From December 1, 2026, this API will be unavailable.",
            "This API is no longer supported.",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
    }
}
