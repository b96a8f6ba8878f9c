//! The titles of tables: `Table 4-62 Request body parameters`, in the forms that converters give them.

use super::document::Title;
use crate::text::is_digits;

/// The title of a table, and whether it says that the table goes on from the page before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Caption {
    pub(super) title: Title,
    pub(super) is_continued: bool,
}

/// Verbs of sentences that begin as a title does: `Table 3-3 lists common headers`.
const VERBS: [&str; 16] = [
    "lists",
    "describes",
    "shows",
    "contains",
    "provides",
    "gives",
    "illustrates",
    "defines",
    "explains",
    "is",
    "are",
    "and",
    "to",
    "presents",
    "summarizes",
    "has",
];

/// Reads the title of a table: with or without marks of headings and bold text, with a colon, a dot or
/// a dash after the number, with numbers that count in the chapter or in the section.
pub(super) fn caption(text: &str, line: u32) -> Option<Caption> {
    let bare = text.trim().trim_start_matches(['#', '*', '_', ' ']);
    let (word, rest) = bare.split_at_checked("Table".len())?;
    if !word.eq_ignore_ascii_case("Table") {
        return None;
    }
    let rest = rest.strip_prefix([' ', '\u{a0}'])?.trim_start().trim_start_matches("**");
    let end = rest
        .find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '–' | '.'))
        .unwrap_or(rest.len());
    // A dot or a dash at the end separates the title, it is not part of the number.
    let word = rest[..end].trim_end_matches(['.', '-', '–']);
    let number = number(word)?;
    let rest = rest[word.len()..].trim_start_matches(['*', '_']);
    let is_separated = rest.trim_start().starts_with([':', '.', '-', '–', '—', '：']);
    if !rest.is_empty() && !rest.starts_with(' ') && !is_separated {
        return None;
    }
    let title = rest
        .trim_start()
        .trim_start_matches([':', '.', '-', '–', '—', '：'])
        .trim_matches(['*', '_', ' ']);
    let (title, is_continued) = match continued(title) {
        Some(before) => (before, true),
        None => (title, false),
    };
    let first = title.split(' ').next().unwrap_or_default();
    let is_sentence = !is_separated && (title.ends_with('.') || VERBS.contains(&first));
    (!is_sentence)
        .then(|| Caption { title: Title { number, text: title.to_owned(), line }, is_continued })
}

/// `4-62`, `4.62`, `A–2` or, if tables are counted in their section, `3`.
fn number(word: &str) -> Option<String> {
    let parts: Vec<&str> = word.split(['-', '–', '.']).collect();
    let (last, before) = parts.split_last()?;
    let is_part = |part: &&str| {
        is_digits(part) || part.len() == 1 && part.bytes().all(|byte| byte.is_ascii_uppercase())
    };
    if !is_digits(last) || !before.iter().all(is_part) {
        return None;
    }
    Some(match before {
        [] => (*last).to_owned(),
        _ => format!("{}-{last}", before.join(".")),
    })
}

/// The title before the remark that the table goes on: `TeaInfo (continued)`.
fn continued(title: &str) -> Option<&str> {
    let lower = title.to_ascii_lowercase();
    let at = ["continued", "cont'd", "cont."].iter().find_map(|word| {
        let at = lower.rfind(word)?;
        lower[at + word.len()..].trim_matches([')', ']', '.', ' ']).is_empty().then_some(at)
    })?;
    let before = title[..at].trim_end();
    let is_marked = before.is_empty() || before.ends_with(['(', '[', '-', '–', '—', ',']);
    is_marked.then(|| before.trim_end_matches(['(', '[', '-', '–', '—', ',', ' ', '*']))
}

/// Whether the line only says that a table goes on: `(continued)`, `Continued on next page`.
pub(super) fn is_continuation_mark(line: &str) -> bool {
    const MARKS: [&str; 7] = [
        "continued",
        "continued on next page",
        "continued on the next page",
        "continued from previous page",
        "continued from the previous page",
        "table continued",
        "to be continued",
    ];
    let bare = line.trim_matches(['(', ')', '[', ']', '*', '_', '.', ' ', '…', '-', '–']);
    MARKS.contains(&&*bare.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::{caption, is_continuation_mark};

    #[test]
    fn titles_are_told_from_sentences() {
        for (text, number, title) in [
            ("Table 4-5 Response body parameters", "4-5", "Response body parameters"),
            ("**Table 4-5** Response body parameters", "4-5", "Response body parameters"),
            ("**Table 4-5 Response body parameters**", "4-5", "Response body parameters"),
            ("**Table 4-5: Response body parameters**", "4-5", "Response body parameters"),
            ("Table 4-5: Response body parameters", "4-5", "Response body parameters"),
            ("Table 4-5. Response body parameters", "4-5", "Response body parameters"),
            ("Table 4-5 - Response body parameters", "4-5", "Response body parameters"),
            ("Table 4–5 Response body parameters", "4-5", "Response body parameters"),
            ("Table 4.5 Response body parameters", "4-5", "Response body parameters"),
            ("#### Table 4-5 Response body parameters", "4-5", "Response body parameters"),
            ("*Table 4-5* Response body parameters", "4-5", "Response body parameters"),
            ("__Table 4-5__ TeaInfo", "4-5", "TeaInfo"),
            ("TABLE 4-5 TeaInfo", "4-5", "TeaInfo"),
            ("table 4-5 TeaInfo", "4-5", "TeaInfo"),
            ("Table A-1 Mishaps", "A-1", "Mishaps"),
            ("Table 3 TeaInfo", "3", "TeaInfo"),
            ("Table 4-5", "4-5", ""),
            (
                "Table 4-5 tags field data structure description",
                "4-5",
                "tags field data structure description",
            ),
        ] {
            let found = caption(text, 7).unwrap_or_else(|| panic!("no title: {text}"));
            assert_eq!((&*found.title.number, &*found.title.text), (number, title), "{text}");
            assert!(!found.is_continued);
        }
        for text in [
            "Table 3-3 lists common request header fields.",
            "Table 3 describes the lid",
            "Tables 3-3 and 3-4",
            "Table ReplConfig",
            "Table of teas",
            "The Table 3-3 Teas",
        ] {
            assert_eq!(caption(text, 1), None, "{text}");
        }
    }

    #[test]
    fn titles_say_that_a_table_goes_on() {
        for text in [
            "Table 4-5 Teas (continued)",
            "**Table 4-5 Teas (Continued)**",
            "Table 4-5: Teas - cont.",
        ] {
            let found = caption(text, 1).expect("a title");
            assert_eq!((&*found.title.text, found.is_continued), ("Teas", true), "{text}");
        }
        assert!(!caption("Table 4-5 How brewing is continued", 1).expect("a title").is_continued);
        assert!(
            is_continuation_mark("(Continued on next page)")
                && !is_continuation_mark("Continued use")
        );
    }
}
