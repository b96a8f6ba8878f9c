//! The characters that a text may have.

use taurusdb_spec::CharClass;

use super::sentence::Sentence;
use crate::text::{after, find, number, parenthesis};

/// The characters that a text may contain, and the number of classes that must occur in it.
pub(super) fn charset(said: &[Sentence]) -> (Vec<CharClass>, Option<u8>) {
    for sentence in said {
        let lower = &*sentence.lower;
        if !lower.contains("letters") && !lower.contains("digits") {
            continue;
        }
        if let Some((needed, rest)) = needed(lower) {
            let classes = classes(&sentence.text[lower.len() - rest.len()..]);
            if classes.len() > 1 {
                return (classes, Some(needed));
            }
        }
        if let Some(rest) = allowed(lower) {
            let classes = classes(&sentence.text[lower.len() - rest.len()..]);
            if classes.iter().any(|class| !matches!(class, CharClass::Chars(_))) {
                return (with_letters(classes), None);
            }
        }
    }
    (Vec::new(), None)
}

/// `at least three types of the following …`, `at least 3 of the following …`
fn needed(lower: &str) -> Option<(u8, &str)> {
    let (needed, rest) = number(after(lower, "at least ")?)?;
    let rest = rest.trim_start();
    let is_classes = ["types", "kinds", "of the following"].iter().any(|n| rest.starts_with(n));
    is_classes.then_some((needed as u8, rest))
}

/// The text after the words that introduce all allowed characters.
fn allowed(lower: &str) -> Option<&str> {
    const INTRODUCTIONS: [&str; 6] = [
        "contains only ",
        "contain only ",
        "consist only of ",
        "characters, including ",
        "can contain uppercase ",
        "can contain letters",
    ];
    let only = (lower.starts_with("only ") && lower.ends_with("allowed")).then_some(lower);
    only.or_else(|| {
        INTRODUCTIONS.iter().find_map(|words| {
            let at = find(lower, words)?;
            // The class may be the last word of the introduction.
            Some(&lower[at..])
        })
    })
}

/// The classes that a list of characters names, in its order; all single characters form one class.
fn classes(text: &str) -> Vec<CharClass> {
    let lower = text.to_ascii_lowercase();
    let mut found: Vec<(usize, CharClass)> = Vec::new();
    let mut letters = Vec::new();
    if let Some(at) = lower.find("uppercase and lowercase letters") {
        letters.extend([(at, CharClass::Uppercase), (at + 1, CharClass::Lowercase)]);
    } else {
        letters.extend(lower.find("uppercase letters").map(|at| (at, CharClass::Uppercase)));
        letters.extend(lower.find("lowercase letters").map(|at| (at, CharClass::Lowercase)));
    }
    if letters.is_empty() {
        letters.extend(lower.find("letters").map(|at| (at, CharClass::Letters)));
    }
    found.extend(letters);
    found.extend(lower.find("digits").map(|at| (at, CharClass::Digits)));
    found.extend(lower.find("unicode characters").map(|at| (at, CharClass::NonAscii)));
    found.extend(lower.find("chinese characters").map(|at| (at, CharClass::NonAscii)));
    if let Some(at) = lower.find("special characters ") {
        let chars = run(&text[at + "special characters ".len()..]);
        if !chars.is_empty() {
            found.push((at, CharClass::Chars(chars)));
        }
    } else if let Some((at, chars)) = with_names(&lower, named(text)) {
        found.push((at, CharClass::Chars(chars)));
    }
    found.sort_by_key(|(at, _)| *at);
    found.into_iter().map(|(_, class)| class).collect()
}

/// The characters that are named without being written: `letters, digits, and underscores`.
fn with_names(lower: &str, written: Option<(usize, String)>) -> Option<(usize, String)> {
    const NAMES: [(&str, char); 8] = [
        ("hyphens", '-'),
        ("underscores", '_'),
        ("periods", '.'),
        ("dots", '.'),
        ("spaces", ' '),
        ("commas", ','),
        ("colons", ':'),
        ("asterisks", '*'),
    ];
    let mut names: Vec<(usize, char)> = NAMES
        .iter()
        .filter_map(|(name, c)| {
            let at = find(lower, name)?;
            let rest = lower[at + name.len()..].trim_start();
            let is_refused = lower[..at].trim_end().ends_with("no");
            (!rest.starts_with('(') && !is_refused).then_some((at, *c))
        })
        .collect();
    names.sort_unstable();
    let (mut first, mut chars) = written.map_or((None, String::new()), |(at, c)| (Some(at), c));
    for (at, c) in names {
        first = Some(first.map_or(at, |first: usize| first.min(at)));
        if !chars.contains(c) {
            chars.push(c);
        }
    }
    first.map(|at| (at, chars))
}

/// The characters at the start of the text, up to the first letter or digit, each once.
pub(super) fn run(text: &str) -> String {
    let end = text.find(|c: char| c.is_alphanumeric()).unwrap_or(text.len());
    let text = text[..end].trim().trim_end_matches('.').trim();
    // Back-ticks around all of them are marks of code.
    let text = match text.trim_start_matches('`') {
        inner if inner.len() < text.len() && inner.ends_with('`') => inner.trim_matches('`').trim(),
        _ => text,
    };
    let text = match text.strip_prefix('(') {
        Some(inner) if !inner.starts_with(')') => inner.strip_suffix(')').unwrap_or(inner),
        _ => text,
    };
    let mut chars = String::new();
    for c in text.chars() {
        // The converter escapes `$`.
        if !c.is_whitespace() && c != '\\' && !chars.contains(c) {
            chars.push(c);
        }
    }
    chars
}

/// The characters in parentheses after their names, as in `hyphens (-)`, and the position of the
/// first one.
pub(super) fn named(text: &str) -> Option<(usize, String)> {
    let mut chars = String::new();
    let mut first = None;
    for (at, _) in text.match_indices('(') {
        let Some((inner, _)) = parenthesis(&text[at..]) else { continue };
        let mut letters = inner.chars();
        if let (Some(c), None) = (letters.next(), letters.next())
            && !c.is_alphanumeric()
            && !chars.contains(c)
        {
            first.get_or_insert(at);
            chars.push(c);
        }
    }
    first.map(|at| (at, chars))
}

/// Upper and lower case together become the class of letters.
fn with_letters(mut classes: Vec<CharClass>) -> Vec<CharClass> {
    let upper = classes.iter().position(|class| *class == CharClass::Uppercase);
    let lower = classes.iter().position(|class| *class == CharClass::Lowercase);
    if let (Some(upper), Some(lower)) = (upper, lower) {
        classes[upper.min(lower)] = CharClass::Letters;
        classes.remove(upper.max(lower));
    }
    classes
}

#[cfg(test)]
mod tests {
    use taurusdb_spec::CharClass::{self, Chars, Digits, Letters, Lowercase, NonAscii, Uppercase};

    use super::super::sentence::sentences;
    use super::charset;
    use crate::read::Cell;

    #[track_caller]
    fn check(description: &str, expected: &[CharClass], needed: Option<u8>) {
        let found = charset(&sentences(&Cell::parse(description)));
        assert_eq!(found, (expected.to_vec(), needed), "{description}");
    }

    fn chars(text: &str) -> CharClass {
        Chars(text.into())
    }

    #[test]
    fn allowed_characters_are_taken() {
        check("Id. Only letters and digits are allowed.", &[Letters, Digits], None);
        check(
            "Name. Only letters (of any case), digits, dots (.), and dashes (-) are allowed.",
            &[Letters, Digits, chars(".-")],
            None,
        );
        check(
            "Name. Only digits, uppercase letters, and lowercase letters are allowed.",
            &[Digits, Letters],
            None,
        );
        check("Name. Only lowercase letters are allowed.", &[Lowercase], None);
        check("Name. It has 3 characters, including letters.", &[Letters], None);
        check(
            "Label. It can contain letters, digits, and dots (.), and no spaces.",
            &[Letters, Digits, chars(".")],
            None,
        );
        check(
            "Name. It can contain uppercase and lowercase letters and Unicode characters (x-y).",
            &[Letters, NonAscii],
            None,
        );
    }

    #[test]
    fn classes_of_passwords_are_counted() {
        check(
            "Secret. It has at least three types of these: digits, uppercase letters, \
             lowercase letters, and special characters ~!\\$\\$%(,)& Choose well.",
            &[Digits, Uppercase, Lowercase, chars("~!$%(,)&")],
            Some(3),
        );
        check(
            "Secret. At least two of the following: digits and special characters (~ = ,)",
            &[Digits, chars("~=,")],
            Some(2),
        );
    }

    #[test]
    fn other_sentences_allow_nothing() {
        check("Link. The link is only used for letters.", &[], None);
        check("Name. At least three names.", &[], None);
        check("Name. It cannot contain only stars (*).", &[], None);
    }
}
