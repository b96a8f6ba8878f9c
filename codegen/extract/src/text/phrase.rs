//! Finds phrases in a text, and the text after them.

/// The position of the first `phrase`.
///
/// `contains` is much faster than `find`, and most phrases do not occur.
pub(crate) fn find(text: &str, phrase: &str) -> Option<usize> {
    if text.contains(phrase) { text.find(phrase) } else { None }
}

/// The text after the first `phrase`.
pub(crate) fn after<'a>(text: &'a str, phrase: &str) -> Option<&'a str> {
    find(text, phrase).map(|at| &text[at + phrase.len()..])
}

/// The text after the first phrase of the list that occurs.
pub(crate) fn after_any<'a>(text: &'a str, phrases: &[&str]) -> Option<&'a str> {
    phrases.iter().find_map(|phrase| after(text, phrase))
}

pub(crate) fn contains_any(text: &str, phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| text.contains(phrase))
}

/// The text after each occurrence of `phrase`.
pub(crate) fn each_after<'a>(text: &'a str, phrase: &'a str) -> impl Iterator<Item = &'a str> {
    let found = text.contains(phrase).then(|| text.match_indices(phrase));
    found.into_iter().flatten().map(move |(at, _)| &text[at + phrase.len()..])
}

/// The characters in parentheses at the start of the text, and the text after them.
pub(crate) fn parenthesis(text: &str) -> Option<(&str, &str)> {
    let inner = text.trim_start().strip_prefix('(')?;
    let end = inner.find(')')?;
    // `())` names the closing one.
    let end = if inner[end + 1..].starts_with(')') && end == 0 { 1 } else { end };
    Some((&inner[..end], &inner[end + 1..]))
}

/// The last word of the text.
pub(crate) fn last_word(text: &str) -> &str {
    text.trim_end().rsplit([' ', '(', '"']).next().unwrap_or_default()
}
