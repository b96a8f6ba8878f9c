//! Lists of values in running text.

use super::values::is_value;
use crate::read::Part;
use crate::read::{Label, label_alone, label_before};
use crate::text::{amount, is_digits, last_word, number, parenthesis, rejoined, unquoted};

/// Values joined with commas, `or`, `and` or a bar; empty if there are other words between them.
pub(super) fn series(text: &str) -> Option<Vec<String>> {
    let mut values: Vec<String> = Vec::new();
    let text = text.trim();
    let mut rest = bracketed(text).unwrap_or(text);
    // `1,000 and 2,000` has two numbers, `100,200,300` three.
    let has_words = [" and ", " or ", ", "].iter().any(|joint| rest.contains(joint));
    loop {
        let end = rest.find([' ', ',', '|', '(', ';']).unwrap_or(rest.len());
        let grouped = if has_words { grouped(rest, end) } else { None };
        if let Some((number, after)) = grouped {
            values.push(number);
            rest = after;
        } else if let Some((value, after)) = quoted(rest) {
            values.push(value.to_owned());
            rest = after;
        } else {
            let value = unquoted(&rest[..end]).trim_end_matches('.');
            if !is_value(value) || is_word(value) {
                return None;
            }
            values.push(rejoined(value));
            rest = &rest[end..];
        }
        if let Some((_, after)) = parenthesis(rest) {
            rest = after;
        }
        rest = rest.trim_start();
        if rest.is_empty() || [", which ", "and is "].iter().any(|end| rest.starts_with(end)) {
            return Some(parted(values));
        }
        rest = [", or ", ", and ", ",", "or ", "and ", "and/or ", "|", ";"]
            .iter()
            .find_map(|joint| rest.strip_prefix(joint))?
            .trim_start();
    }
}

/// A value of several words in quotation marks, and what follows.
fn quoted(text: &str) -> Option<(&str, &str)> {
    let mark = text.chars().next().filter(|mark| matches!(mark, '"' | '\''))?;
    let (value, rest) = text[1..].split_once(mark)?;
    let is_part = |c: char| c.is_ascii_alphanumeric() || " _-./".contains(c);
    let is_name = value.len() <= 40 && value.contains(' ') && value.chars().all(is_part);
    is_name.then_some((value, rest))
}

/// A number with thousands separators, without them, and what follows.
fn grouped(text: &str, end: usize) -> Option<(String, &str)> {
    let (number, rest) = amount(text).filter(|_| text[end..].starts_with(','))?;
    (text.len() - rest.len() > end).then(|| (number.to_string(), rest))
}

/// The text in square or curly brackets, if there is nothing else.
fn bracketed(text: &str) -> Option<&str> {
    [('[', ']'), ('{', '}')].iter().find_map(|(open, close)| {
        let inner = text.strip_prefix(*open)?.trim_end_matches('.').strip_suffix(*close)?;
        // `[1, 9]` is a range.
        let is_range = |(low, high): (&str, &str)| {
            let is_number =
                |text: &str| amount(text.trim()).is_some_and(|(_, rest)| rest.is_empty());
            is_number(low) && is_number(high)
        };
        let is_list =
            !inner.contains([*open, *close]) && !inner.split_once(',').is_some_and(is_range);
        is_list.then(|| inner.trim())
    })
}

/// `on/off` alone has two values; a path, a zone, a version or a type of media has one.
fn parted(values: Vec<String>) -> Vec<String> {
    let [value] = &*values else { return values };
    let parts: Vec<&str> = value.split('/').collect();
    let is_word = |part: &&str| {
        let is_small = |b: u8| b.is_ascii_lowercase() || b == b'_';
        (part.len() > 1 && part.bytes().all(is_small))
            || (!part.is_empty() && part.bytes().all(|b| b.is_ascii_uppercase()))
    };
    const MEDIA: [&str; 5] = ["application", "text", "image", "multipart", "audio"];
    match parts.len() > 1 && parts.iter().all(is_word) && !MEDIA.contains(&parts[0]) {
        true => parts.into_iter().map(str::to_owned).collect(),
        false => values,
    }
}

/// `on: is used off: is unused`, a list whose bullets were lost.
pub(super) fn headed(part: &Part) -> Option<Vec<String>> {
    let Part::Text(text) = part else { return None };
    let text = behind_label(text);
    let is_start = |text: &&str| {
        let colon = text.find(": ").filter(|colon| is_value(&text[..*colon]));
        colon.is_some_and(|colon| label_before(&text[..colon]).is_none())
    };
    // Behind a sentence, a word before a colon is a value if it is written as one.
    let is_code = |text: &&str| {
        let head = text.split(':').next().unwrap_or_default();
        is_digits(head) || (head.len() > 1 && head.bytes().all(|b| b.is_ascii_uppercase()))
    };
    let behind = || text.match_indices(". ").map(|(at, _)| &text[at + 2..]).find(is_code);
    let text = Some(text).filter(is_start).or_else(|| behind().filter(is_start))?;
    let heads = text.match_indices(": ").map(|(at, _)| {
        let before = text[..at].strip_suffix(" (default value)").unwrap_or(&text[..at]);
        last_word(before)
    });
    let heads: Vec<&str> =
        heads.filter(|head| is_value(head) && label_alone(head).is_none()).collect();
    (heads.len() > 1).then(|| heads.into_iter().map(rejoined).collect())
}

/// The text behind a label for values that it begins with.
fn behind_label(text: &str) -> &str {
    let labelled =
        text.split_once(": ").filter(|(head, _)| label_alone(head) == Some(Label::Values));
    labelled.map_or(text, |(_, rest)| rest)
}

/// `en-us zh-cn`, a list of codes whose bullets were lost.
pub(super) fn spaced(text: &str) -> Option<Vec<String>> {
    let codes: Vec<&str> = text.split(' ').collect();
    let is_code =
        |code: &str| is_value(code) && (code.contains(['-', '_']) || number(code).is_some());
    (codes.len() > 1 && codes.iter().all(|code| is_code(code)))
        .then(|| codes.into_iter().map(str::to_owned).collect())
}

/// `green black white` behind a label that says that all values follow: words without a word of a
/// sentence among them, all in one case.
pub(super) fn enumerated(text: &str) -> Option<Vec<String>> {
    const OF_SENTENCES: [&str; 40] = [
        "the",
        "of",
        "in",
        "is",
        "are",
        "for",
        "to",
        "and",
        "or",
        "with",
        "not",
        "by",
        "on",
        "at",
        "from",
        "this",
        "that",
        "see",
        "as",
        "below",
        "above",
        "following",
        "follows",
        "listed",
        "value",
        "values",
        "type",
        "string",
        "yet",
        "no",
        "it",
        "be",
        "can",
        "which",
        "details",
        "table",
        "section",
        "guide",
        "same",
        "only",
    ];
    let text = text.trim_end_matches('.');
    let words: Vec<&str> = text.split(' ').collect();
    let is_code = |word: &&str| {
        is_value(word) && !is_word(word) && !OF_SENTENCES.contains(&&*word.to_ascii_lowercase())
    };
    let in_case = |is_case: fn(&u8) -> bool| {
        text.bytes().filter(u8::is_ascii_alphabetic).all(|letter| is_case(&letter))
    };
    let is_even = in_case(u8::is_ascii_lowercase) || in_case(u8::is_ascii_uppercase);
    let is_list = words.len() > 1 && is_even && words.iter().all(is_code);
    is_list.then(|| words.into_iter().map(str::to_owned).collect())
}

/// Whether a word says what happens to a value: `used`, `changed`.
pub(super) fn is_participle(word: &str) -> bool {
    word.len() > 3
        && word.ends_with("ed")
        && word.bytes().all(|byte| byte.is_ascii_lowercase())
        && !matches!(word, "enabled" | "disabled" | "shared" | "dedicated" | "unlimited" | "failed")
}

/// Words at the place of a value that are not values.
pub(super) fn is_word(text: &str) -> bool {
    const WORDS: [&str; 43] = [
        "a",
        "an",
        "any",
        "all",
        "blank",
        "anything",
        "case-insensitive",
        "case-sensitive",
        "changed",
        "empty",
        "encrypted",
        "etc",
        "fixed",
        "from",
        "left",
        "mandatory",
        "n/a",
        "none",
        "null",
        "numeric",
        "obtained",
        "one",
        "optional",
        "required",
        "returned",
        "same",
        "the",
        "unique",
        "immutable",
        "invalid",
        "read-only",
        "readonly",
        "unchanged",
        "valid",
        "writable",
        "random",
        "uppercase",
        "lowercase",
        "letters",
        "digits",
        "hyphens",
        "underscores",
        "characters",
    ];
    // A single capital is a value, not an article.
    let is_letter = text.len() == 1 && text.bytes().all(|byte| byte.is_ascii_uppercase());
    !is_letter && WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::{enumerated, headed, series, spaced};
    use crate::read::Part;

    #[track_caller]
    fn check(found: Option<Vec<String>>, expected: &[&str]) {
        assert_eq!(found.unwrap_or_default(), expected);
    }

    #[test]
    fn series_are_joined_by_words_and_marks() {
        check(series("a1, a2, or a3"), &["a1", "a2", "a3"]);
        check(series("x | y"), &["x", "y"]);
        check(series("0 (no), 1 (yes, all of it)"), &["0", "1"]);
        check(series("x or y and is short"), &["x", "y"]);
        check(series("x or any other"), &[]);
        check(series("empty"), &[]);
        check(series("x, y, etc."), &[]);
    }

    #[test]
    fn lists_without_bullets_are_seen() {
        let heads = |text: &str| headed(&Part::Text(text.into()));
        check(heads("on: used. off (default value): unused"), &["on", "off"]);
        check(heads("Method 1: Look. Method 2: Ask."), &[]);
        check(heads("Definition: One. Range: Two"), &[]);
        check(heads("Range: on: used. off: unused"), &["on", "off"]);
        check(spaced("en-us zh-cn"), &["en-us", "zh-cn"]);
        check(spaced("0 1"), &["0", "1"]);
        check(spaced("two words"), &[]);
        check(enumerated("green black"), &["green", "black"]);
        check(enumerated("as in the guide"), &[]);
        check(enumerated("Green tea"), &[]);
    }
}
