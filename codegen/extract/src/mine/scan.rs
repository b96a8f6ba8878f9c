//! Reading pieces of lower-cased text: what follows a phrase, numbers, ranges, words.

/// Where the first `phrase` begins.
///
/// `contains` answers much sooner than `find` does, and most phrases are not there.
pub(super) fn find(text: &str, phrase: &str) -> Option<usize> {
    if text.contains(phrase) { text.find(phrase) } else { None }
}

/// What follows the first `phrase`.
pub(super) fn after<'a>(text: &'a str, phrase: &str) -> Option<&'a str> {
    find(text, phrase).map(|at| &text[at + phrase.len()..])
}

/// What follows the first of the phrases that occurs, in the order of the list.
pub(super) fn after_any<'a>(text: &'a str, phrases: &[&str]) -> Option<&'a str> {
    phrases.iter().find_map(|phrase| after(text, phrase))
}

pub(super) fn contains_any(text: &str, phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| text.contains(phrase))
}

/// Each text that follows `phrase`.
pub(super) fn each_after<'a>(text: &'a str, phrase: &'a str) -> impl Iterator<Item = &'a str> {
    let found = text.contains(phrase).then(|| text.match_indices(phrase));
    found.into_iter().flatten().map(move |(at, _)| &text[at + phrase.len()..])
}

/// Each text that follows `minimum size is `, where `minimum ` is the end that is asked for and one
/// word says of what.
pub(super) fn each_end<'a>(text: &'a str, end: &'a str) -> impl Iterator<Item = &'a str> {
    each_after(text, end).filter_map(|rest| {
        let (noun, rest) = rest.split_once(" is ")?;
        is_name(noun).then_some(rest)
    })
}

const WORDS: [(&str, f64); 10] = [
    ("one ", 1.0),
    ("two ", 2.0),
    ("three ", 3.0),
    ("four ", 4.0),
    ("five ", 5.0),
    ("six ", 6.0),
    ("seven ", 7.0),
    ("eight ", 8.0),
    ("nine ", 9.0),
    ("ten ", 10.0),
];

/// The number that the text begins with, and what follows: `-1`, `128,000`, `0.5`, `nine`.
pub(super) fn number(text: &str) -> Option<(f64, &str)> {
    let text = text.trim_start();
    if let Some((word, value)) = WORDS.iter().find(|(word, _)| text.starts_with(word)) {
        return Some((*value, &text[word.len() - 1..]));
    }
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = usize::from(text.starts_with('-'));
    if !digit(end) {
        return None;
    }
    while digit(end)
        || (bytes.get(end) == Some(&b',')
            && (1..=3).all(|next| digit(end + next))
            && !digit(end + 4))
        || (bytes.get(end) == Some(&b'.') && digit(end + 1))
    {
        end += 1;
    }
    // A version such as `8.0.1` is no number.
    let value = text[..end].replace(',', "").parse().ok()?;
    Some((value, &text[end..]))
}

/// The text without a unit at its start: ` GB`, `s`, `%`.
pub(super) fn skip_unit(text: &str) -> &str {
    const UNITS: [&str; 10] =
        ["gb", "mb", "kb", "tb", "%", "s", "days", "hours", "minutes", "seconds"];
    let rest = text.trim_start();
    let stripped = UNITS.iter().find_map(|unit| {
        let after = rest.strip_prefix(unit)?;
        (!after.starts_with(|c: char| c.is_ascii_alphanumeric())).then_some(after)
    });
    stripped.unwrap_or(text)
}

/// The range that the text begins with, and what follows: `1-7`, `1–7`, `1 to 7`, `40 GB to 50 GB`.
pub(super) fn range(text: &str) -> Option<(f64, f64, &str)> {
    let (least, rest) = number(text)?;
    let rest = skip_unit(rest).trim_start();
    let rest = ["-", "–", "—", "~", "to "].iter().find_map(|mark| rest.strip_prefix(mark))?;
    let (greatest, rest) = number(rest)?;
    (least <= greatest).then_some((least, greatest, rest))
}

/// The characters in parentheses at the start of the text, and what follows.
pub(super) fn parenthesis(text: &str) -> Option<(&str, &str)> {
    let inner = text.trim_start().strip_prefix('(')?;
    let end = inner.find(')')?;
    // `())` names the closing one.
    let end = if inner[end + 1..].starts_with(')') && end == 0 { 1 } else { end };
    Some((&inner[..end], &inner[end + 1..]))
}

/// The last word of the text.
pub(super) fn last_word(text: &str) -> &str {
    text.trim_end().rsplit([' ', '(', '"']).next().unwrap_or_default()
}

/// Whether the text could name a field.
pub(super) fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'))
}

#[cfg(test)]
mod tests {
    use super::{number, range};

    #[test]
    fn numbers_are_read() {
        assert_eq!(number("128,000 gb"), Some((128_000.0, " gb")));
        assert_eq!(number("1,2,3"), Some((1.0, ",2,3")));
        assert_eq!(number("-1."), Some((-1.0, ".")));
        assert_eq!(number("nine items"), Some((9.0, " items")));
        assert_eq!(number("8.0.1"), None);
        assert_eq!(number("none"), None);
    }

    #[test]
    fn ranges_are_read() {
        for text in ["1-7", "1–7.", "1 to 7", "1 gb to 7 gb", "1% – 7%"] {
            assert_eq!(range(text).map(|(a, b, _)| (a, b)), Some((1.0, 7.0)), "{text}");
        }
        for text in ["21:00-22:00", "7-1", "8.0", "1"] {
            assert_eq!(range(text), None, "{text}");
        }
    }
}
