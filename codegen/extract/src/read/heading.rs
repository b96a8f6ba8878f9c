//! Headings without a number: how they look, with and without marks.

use crate::text::{is_digits, single_spaced};

/// The text of a heading that marks show to be one: `#### Function`, `**Function**`,
/// `<h4>Function</h4>`. A colon after it is no part of it.
pub(super) fn marked(line: &str) -> Option<String> {
    let line = line.trim();
    let hashes = line.bytes().take_while(|byte| *byte == b'#').count();
    let text = if (1..=6).contains(&hashes) && line[hashes..].starts_with([' ', '*']) {
        line[hashes..].trim().trim_end_matches('#')
    } else if let Some(text) = in_tag(line) {
        text
    } else {
        bold(line.trim_end_matches(':'))?
    };
    let text = text.trim();
    let text = bold(text.trim_end_matches(':')).unwrap_or(text).trim().trim_end_matches(':');
    (!text.is_empty()).then(|| text.to_owned())
}

/// `<h4>Function</h4>`, with or without attributes.
fn in_tag(line: &str) -> Option<&str> {
    let rest = line.strip_prefix("<h")?;
    let level = rest.chars().next().filter(char::is_ascii_digit)?;
    let text = &rest[rest.find('>')? + 1..];
    text.strip_suffix(&*format!("</h{level}>"))
}

/// The text of a line that is bold from its first letter to its last one.
fn bold(line: &str) -> Option<&str> {
    let line = line.trim();
    let inner = ["**", "__"].iter().find_map(|mark| {
        line.strip_prefix(mark)?.strip_suffix(mark).filter(|inner| !inner.contains(mark))
    })?;
    let is_title = inner.split(' ').count() <= 8 && !inner.trim_end().ends_with(['.', ';', ',']);
    is_title.then_some(inner)
}

/// The status of a heading such as `Status code: 200`.
pub(super) fn status(text: &str) -> Option<u16> {
    let lower = single_spaced(text.trim_matches(['*', ' '])).to_ascii_lowercase();
    let at = lower.find("status code")?;
    let before = lower[..at].trim_end();
    if !matches!(before, "" | "http" | "response" | "returned" | "return" | "http response") {
        return None;
    }
    let rest = lower[at + "status code".len()..].trim_start_matches('s').trim_start();
    let rest = rest.trim_start_matches([':', '=', '：', '-', '–', '*', ' ']);
    let code =
        rest.split([' ', '(', '.', ',', ':']).next().unwrap_or_default().trim_end_matches('*');
    let words = rest[code.len().min(rest.len())..].split_whitespace().count();
    let status = (code.len() == 3 && is_digits(code)).then(|| code.parse().ok()).flatten()?;
    // `Status code: 200 OK` is a heading, `Status code 200 means that all is well` is a sentence.
    (words <= 3 && !text.trim_end().ends_with('.')).then_some(status)
}

/// Whether the text is a heading without a number: all important words begin with a capital, and
/// there is no punctuation mark at the end.
pub(super) fn is_heading(text: &str) -> bool {
    const LONGEST: usize = 6;
    const LIGHT: [&str; 14] =
        ["a", "an", "and", "as", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"];
    if status(text).is_some() {
        return true;
    }
    let words: Vec<&str> = text.split(' ').collect();
    words.len() <= LONGEST
        && words.iter().all(|word| {
            let letters = word.trim_matches(['(', ')']);
            LIGHT.contains(word)
                || letters.starts_with(|c: char| c.is_ascii_uppercase())
                    && letters.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '/'))
        })
        && words[0].trim_start_matches('(').starts_with(|c: char| c.is_ascii_uppercase())
}

/// Splits a numbered heading: `A.2 Status Codes` → `A.2`, `Status Codes`.
pub(super) fn split_number(text: &str) -> Option<(&str, &str)> {
    let (number, title) = text.split_once([' ', '\t'])?;
    let mut parts = number.split('.');
    let chapter = parts.next()?;
    let is_chapter =
        chapter.len() == 1 && chapter.bytes().all(|b| b.is_ascii_uppercase()) || is_digits(chapter);
    let is_number = is_chapter && parts.all(is_digits);
    is_number.then_some((number, title.trim()))
}

/// Whether a line is only a rule below a heading: `-----`, `=====`.
pub(super) fn is_underline(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 3
        && (line.bytes().all(|byte| byte == b'=') || line.bytes().all(|byte| byte == b'-'))
}

#[cfg(test)]
mod tests {
    use super::{is_heading, marked, status};

    #[test]
    fn marks_show_headings() {
        for line in [
            "#### Function",
            "# Function #",
            "**Function**",
            "__Function__",
            "## **Function**",
            "**Function:**",
            "**Function**:",
            "<h4>Function</h4>",
            "<h2 class=\"a\">Function</h2>",
        ] {
            assert_eq!(marked(line).as_deref(), Some("Function"), "{line}");
        }
        for line in ["Function", "#1 of 3", "**a** and **b**", "**All is well.**", "######## No"] {
            assert_eq!(marked(line), None, "{line}");
        }
    }

    #[test]
    fn statuses_are_headings() {
        for text in [
            "Status code: 200",
            "Status Code: 200",
            "status code 200",
            "HTTP Status Code: 200",
            "**Status code: 200**",
            "Status code: 200 OK",
            "Status  code :  200",
            "Status code: 200 (OK)",
            "Returned status code: 200",
            "Response Status Code：200",
        ] {
            assert_eq!(status(text), Some(200), "{text}");
        }
        for text in [
            "Status code: many",
            "Status Codes",
            "The status code: 200",
            "Status code 2000",
            "Status code 200 means that all is well.",
        ] {
            assert_eq!(status(text), None, "{text}");
        }
    }

    #[test]
    fn headings_are_told_from_captions() {
        for heading in
            ["Function", "Request Parameters", "Status code: 200", "(Optional) Request Body"]
        {
            assert!(is_heading(heading), "{heading}");
        }
        for other in
            ["Success.", "Querying a recycling policy", "Status code: many", "1 minute", "{"]
        {
            assert!(!is_heading(other), "{other}");
        }
    }
}
