//! Numbers and ranges of numbers at the start of a text.

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
pub(crate) fn number(text: &str) -> Option<(f64, &str)> {
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
    // A version such as `8.0.1` is not a number.
    let value = text[..end].replace(',', "").parse().ok()?;
    Some((value, &text[end..]))
}

/// Whether the word, in lower case, is a unit that can stand directly behind a number.
pub(crate) fn is_unit(word: &str) -> bool {
    const UNITS: [&str; 32] = [
        "b", "kb", "mb", "gb", "tb", "pb", "kib", "mib", "gib", "tib", "bytes", "ms", "s", "sec",
        "secs", "seconds", "min", "mins", "minutes", "h", "hrs", "hour", "hours", "d", "day",
        "days", "months", "gbit", "mbit", "kbit", "hz", "iops",
    ];
    UNITS.contains(&word)
}

/// The text without a unit at its start: ` GB`, `s`, `%`.
pub(crate) fn skip_unit(text: &str) -> &str {
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
pub(crate) fn range(text: &str) -> Option<(f64, f64, &str)> {
    let (least, rest) = number(text)?;
    let rest = skip_unit(rest).trim_start();
    let rest = ["-", "–", "—", "~", "to "].iter().find_map(|mark| rest.strip_prefix(mark))?;
    let (greatest, rest) = number(rest)?;
    (least <= greatest).then_some((least, greatest, rest))
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
