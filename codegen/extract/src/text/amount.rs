//! Numbers as people write them: `1,024`, `-0.5`, `2^32 - 1`, `3 million`, `twelve`.

use super::number::is_unit;

/// Numbers in words.
const WORDS: [(&str, f64); 28] = [
    ("zero", 0.0),
    ("one", 1.0),
    ("two", 2.0),
    ("three", 3.0),
    ("four", 4.0),
    ("five", 5.0),
    ("six", 6.0),
    ("seven", 7.0),
    ("eight", 8.0),
    ("nine", 9.0),
    ("ten", 10.0),
    ("eleven", 11.0),
    ("twelve", 12.0),
    ("thirteen", 13.0),
    ("fourteen", 14.0),
    ("fifteen", 15.0),
    ("sixteen", 16.0),
    ("seventeen", 17.0),
    ("eighteen", 18.0),
    ("nineteen", 19.0),
    ("twenty", 20.0),
    ("thirty", 30.0),
    ("forty", 40.0),
    ("fifty", 50.0),
    ("sixty", 60.0),
    ("seventy", 70.0),
    ("eighty", 80.0),
    ("ninety", 90.0),
];

const SCALES: [(&str, f64); 4] =
    [(" hundred", 1e2), (" thousand", 1e3), (" million", 1e6), (" billion", 1e9)];

/// The number that the text, in lower case, begins with, and what follows.
///
/// Versions, dates, times, addresses and fractions are no numbers: all of what a reader sees as one
/// word must be a number, apart from a unit behind it and a dash to the next number.
pub(crate) fn amount(text: &str) -> Option<(f64, &str)> {
    if let Some((value, rest)) = in_words(text) {
        return Some((value, rest));
    }
    let sign = usize::from(text.starts_with(['-', '+']));
    let length = digits(&text[sign..]);
    if length == 0 {
        return None;
    }
    let (written, rest) = text.split_at(sign + length);
    let value: f64 = written.replace([',', '+'], "").parse().ok()?;
    let (value, rest) = match power(value, rest) {
        Some(powered) => powered,
        None => (value, rest),
    };
    if let Some((scale, factor)) = SCALES.iter().find(|(scale, _)| rest.starts_with(scale)) {
        return Some((value * factor, &rest[scale.len()..]));
    }
    is_whole(rest).then_some((value, rest))
}

/// `nine`, `fifty`, `two hundred`; of more words, such as `two hundred and fifty`, none.
fn in_words(text: &str) -> Option<(f64, &str)> {
    let word = |text: &'_ str| {
        let ends =
            |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '_'));
        let found = WORDS.iter().find(|(word, _)| text.strip_prefix(word).is_some_and(ends));
        found.map(|(word, value)| (*value, word.len()))
    };
    let (value, length) = word(text)?;
    let rest = &text[length..];
    let (value, rest) = match SCALES.iter().find(|(scale, _)| rest.starts_with(scale)) {
        Some((scale, factor)) => (value * factor, &rest[scale.len()..]),
        None => (value, rest),
    };
    let more = rest.strip_prefix(" and ").filter(|_| value >= 100.0);
    let more = more.or_else(|| rest.strip_prefix(' ').filter(|_| value >= 20.0));
    more.is_none_or(|more| word(more).is_none()).then_some((value, rest))
}

/// The length of the digits at the start, with thousands separators and a fraction.
fn digits(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = 0;
    while digit(end) {
        end += 1;
    }
    // Every group has three digits: `1,2,3` is a list.
    while end > 0
        && bytes.get(end) == Some(&b',')
        && (1..=3).all(|next| digit(end + next))
        && !digit(end + 4)
        && bytes[..end].iter().rev().take_while(|byte| byte.is_ascii_digit()).count() <= 3
    {
        end += 4;
    }
    if end > 0 && bytes.get(end) == Some(&b'.') && digit(end + 1) {
        end += 1;
        while digit(end) {
            end += 1;
        }
    }
    end
}

/// `2^32 - 1`: the power, and one more or less.
fn power(base: f64, rest: &str) -> Option<(f64, &str)> {
    let rest = rest.strip_prefix('^').or_else(|| rest.strip_prefix("**"))?;
    let length = digits(rest);
    let exponent: i32 = rest[..length].parse().ok()?;
    let (value, rest) = (base.powi(exponent), &rest[length..]);
    let tail = rest.trim_start();
    for (mark, sign) in [('-', -1.0), ('–', -1.0), ('+', 1.0)] {
        if let Some(more) = tail.strip_prefix(mark)
            && let Some(rest) = more.trim_start().strip_prefix('1')
            && !rest.starts_with(|c: char| c.is_ascii_digit())
        {
            return Some((value + sign, rest));
        }
    }
    Some((value, rest))
}

/// Whether a number ends here: not in the middle of a version, a date or a name.
fn is_whole(rest: &str) -> bool {
    let mut chars = rest.chars();
    let (Some(c), next) = (chars.next(), chars.next()) else { return true };
    let digit_next = next.is_some_and(|c| c.is_ascii_digit());
    match c {
        '.' | ':' | '/' => !next.is_some_and(char::is_alphanumeric),
        // `2024-01-01` goes on behind the second dash.
        '-' if digit_next => {
            let end = rest[1..].find(|c: char| !c.is_ascii_digit()).map_or(rest.len(), |at| at + 1);
            let mut after = rest[end..].chars();
            !(matches!(after.next(), Some('-' | ':' | '/'))
                && after.next().is_some_and(|c| c.is_ascii_digit()))
        }
        '_' => false,
        c if c.is_alphabetic() => {
            let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
            is_unit(&rest[..end])
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::amount;

    #[test]
    fn amounts_are_read_whole() {
        for (text, value, rest) in [
            ("1,024 x", 1024.0, " x"),
            ("1,048,576", 1_048_576.0, ""),
            ("1,2,3", 1.0, ",2,3"),
            ("1000,2000", 1000.0, ",2000"),
            ("-0.5.", -0.5, "."),
            ("2^32 - 1 or", 4_294_967_295.0, " or"),
            ("2^31-1", 2_147_483_647.0, ""),
            ("2^10", 1024.0, ""),
            ("3 million x", 3e6, " x"),
            ("twelve cups", 12.0, " cups"),
            ("sixteen cups", 16.0, " cups"),
            ("fifty cups", 50.0, " cups"),
            ("two hundred cups", 200.0, " cups"),
            ("fifty and more", 50.0, " and more"),
            ("5s.", 5.0, "s."),
            ("5gb", 5.0, "gb"),
            ("1-9", 1.0, "-9"),
            ("1: on", 1.0, ": on"),
        ] {
            assert_eq!(amount(text), Some((value, rest)), "{text}");
        }
    }

    #[test]
    fn versions_dates_and_names_are_no_amounts() {
        for text in [
            "8.0.1",
            "2024-01-01",
            "21:00",
            "1/2",
            "3rd",
            "4x",
            "ten-fold",
            "none",
            "5_a",
            "twenty-one cups",
            "fifty two cups",
            "two hundred and fifty cups",
            "tenth",
        ] {
            assert_eq!(amount(text), None, "{text}");
        }
    }
}
