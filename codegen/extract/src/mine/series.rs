//! Lists of values in running text.

use super::values::is_value;
use crate::read::Part;
use crate::read::label_before;
use crate::text::{last_word, number, parenthesis, rejoined, unquoted};

/// Values joined with commas, `or`, `and` or a bar; empty if there are other words between them.
pub(super) fn series(text: &str) -> Option<Vec<String>> {
    let mut values: Vec<String> = Vec::new();
    let mut rest = text.trim();
    loop {
        let end = rest.find([' ', ',', '|', '(']).unwrap_or(rest.len());
        let value = unquoted(&rest[..end]).trim_end_matches('.');
        if !is_value(value) || is_word(value) {
            return None;
        }
        values.push(rejoined(value));
        rest = &rest[end..];
        if let Some((_, after)) = parenthesis(rest) {
            rest = after;
        }
        rest = rest.trim_start();
        if rest.is_empty() || [", which ", "and is "].iter().any(|end| rest.starts_with(end)) {
            return Some(values);
        }
        rest = [", or ", ", and ", ",", "or ", "and ", "|"]
            .iter()
            .find_map(|joint| rest.strip_prefix(joint))?
            .trim_start();
    }
}

/// `on: is used off: is unused`, a list whose bullets were lost.
pub(super) fn headed(part: &Part) -> Option<Vec<String>> {
    let Part::Text(text) = part else { return None };
    let colon = text.find(": ").filter(|colon| is_value(&text[..*colon]))?;
    if label_before(&text[..colon]).is_some() {
        return None;
    }
    let heads = text.match_indices(": ").map(|(at, _)| {
        let before = text[..at].strip_suffix(" (default value)").unwrap_or(&text[..at]);
        last_word(before)
    });
    let heads: Vec<&str> = heads.filter(|head| is_value(head)).collect();
    (heads.len() > 1).then(|| heads.into_iter().map(rejoined).collect())
}

/// `en-us zh-cn`, a list of codes whose bullets were lost.
pub(super) fn spaced(text: &str) -> Option<Vec<String>> {
    let codes: Vec<&str> = text.split(' ').collect();
    let is_code =
        |code: &str| is_value(code) && (code.contains(['-', '_']) || number(code).is_some());
    (codes.len() > 1 && codes.iter().all(|code| is_code(code)))
        .then(|| codes.into_iter().map(str::to_owned).collect())
}

/// Words at the place of a value that are not values.
fn is_word(text: &str) -> bool {
    const WORDS: [&str; 26] = [
        "a",
        "an",
        "any",
        "all",
        "blank",
        "case-insensitive",
        "case-sensitive",
        "changed",
        "empty",
        "encrypted",
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
    ];
    WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::{headed, series, spaced};
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
    }

    #[test]
    fn lists_without_bullets_are_seen() {
        let heads = |text: &str| headed(&Part::Text(text.into()));
        check(heads("on: used. off (default value): unused"), &["on", "off"]);
        check(heads("Method 1: Look. Method 2: Ask."), &[]);
        check(heads("Definition: One. Range: Two"), &[]);
        check(spaced("en-us zh-cn"), &["en-us", "zh-cn"]);
        check(spaced("0 1"), &["0", "1"]);
        check(spaced("two words"), &[]);
    }
}
