//! Patterns: which characters a text may begin and end with, and which it must not contain.

use taurusdb_spec::CharClass;

use super::charset::{named, run};
use super::sentence::Sentence;
use crate::text::{after, after_any, contains_any};

/// A regular expression for what a list of allowed characters cannot express. It also includes the
/// allowed characters, so that it is complete.
pub(super) fn pattern(said: &[Sentence], charset: &[CharClass]) -> Option<String> {
    let mut first = None;
    let mut last = None;
    for sentence in said {
        let lower = &*sentence.lower;
        const HINTS: [&str; 4] = [" with ", "suffix of ", "cannot contain ", "not allowed"];
        if lower.starts_with("if ") || !contains_any(lower, &HINTS) {
            continue;
        }
        first = first.or_else(|| start(lower));
        last = last.or_else(|| end(lower));
        if let Some(refused) = refused(sentence) {
            return Some(format!("^[^{refused}]*$"));
        }
        if lower.contains("cannot contain only asterisks") {
            return Some("^.*[^*].*$".to_owned());
        }
    }
    if first.is_none() && last.is_none() {
        return None;
    }
    let body = match (first, class(charset)) {
        // The suffix of an id follows its digits directly.
        (Some(UUID), _) => String::new(),
        (_, class) if class.is_empty() => ".*".to_owned(),
        (_, class) => format!("[{class}]*"),
    };
    Some(format!("^{}{body}{}$", first.unwrap_or_default(), last.unwrap_or_default()))
}

const UUID: &str = "[0-9a-f]{32}";

fn start(lower: &str) -> Option<&'static str> {
    let rest = after_any(lower, &["start with a ", "starts with a ", "starting with a "])?;
    [
        ("letter or digit", "[A-Za-z0-9]"),
        ("letter or a digit", "[A-Za-z0-9]"),
        ("letter", "[A-Za-z]"),
        ("lowercase letter", "[a-z]"),
        ("uuid", UUID),
    ]
    .into_iter()
    .find(|(what, _)| rest.starts_with(what))
    .map(|(_, class)| class)
}

fn end(lower: &str) -> Option<String> {
    if let Some(rest) = after_any(lower, &["end with a ", "ends with a "]) {
        return match rest {
            _ if rest.starts_with("lowercase letter or digit") => Some("[a-z0-9]".to_owned()),
            _ if rest.starts_with("letter or digit") => Some("[A-Za-z0-9]".to_owned()),
            _ => None,
        };
    }
    let rest = after_any(lower, &["suffix of ", "ending with "])?;
    let end = rest.find([' ', ',']).unwrap_or(rest.len());
    let suffix = &rest[..end];
    // `A suffix of 4 characters` counts.
    let is_suffix = suffix.bytes().all(|b| b.is_ascii_alphanumeric())
        && suffix.bytes().any(|b| b.is_ascii_alphabetic());
    is_suffix.then(|| suffix.to_owned())
}

/// The characters that the value must not contain, escaped for a class of a regular expression.
fn refused(sentence: &Sentence) -> Option<String> {
    let Sentence { text, lower, .. } = sentence;
    if let Some(rest) = after(lower, "cannot contain ") {
        let rest = &text[text.len() - rest.len()..];
        let chars = match after_any(rest, &["special characters: ", "characters such as "]) {
            Some(chars) => run(chars),
            None => named(rest)?.1,
        };
        let breaks = if lower.contains("carriage return") { "\\r" } else { "" };
        return (!chars.is_empty() && chars != "*").then(|| format!("{breaks}{}", escaped(&chars)));
    }
    if lower.contains("are not allowed") {
        let (_, rest) = text.split_once('(')?;
        let (chars, _) = rest.split_once(')')?;
        return chars.bytes().all(|b| b.is_ascii_punctuation()).then(|| escaped(chars));
    }
    None
}

fn class(charset: &[CharClass]) -> String {
    let mut class = String::new();
    for part in charset {
        match part {
            CharClass::Letters => class.push_str("A-Za-z"),
            CharClass::Uppercase => class.push_str("A-Z"),
            CharClass::Lowercase => class.push_str("a-z"),
            CharClass::Digits => class.push_str("0-9"),
            CharClass::NonAscii => class.push_str("\\u0080-\\uFFFF"),
            CharClass::Chars(chars) => class.push_str(&escaped(chars)),
        }
    }
    class
}

fn escaped(chars: &str) -> String {
    let mut class = String::new();
    for c in chars.chars() {
        if matches!(c, '\\' | ']' | '[' | '^' | '-') {
            class.push('\\');
        }
        class.push(c);
    }
    class
}

#[cfg(test)]
mod tests {
    use super::super::charset::charset;
    use super::super::sentence::sentences;
    use super::pattern;
    use crate::read::Cell;

    #[track_caller]
    fn check(description: &str, expected: &str) {
        let said = sentences(&Cell::parse(description));
        let found = pattern(&said, &charset(&said).0);
        assert_eq!(found.unwrap_or_default(), expected, "{description}");
    }

    #[test]
    fn first_and_last_characters_are_taken() {
        check(
            "It must start with a letter. Only letters and dashes (-) are allowed.",
            "^[A-Za-z][A-Za-z\\-]*$",
        );
        check("It starts with a letter.", "^[A-Za-z].*$");
        check(
            "Only lowercase letters are allowed. It starts with a lowercase letter. \
             It ends with a lowercase letter or digit.",
            "^[a-z][a-z]*[a-z0-9]$",
        );
        check("It has a suffix of xy07. Only digits are allowed.", "^[0-9]*xy07$");
        check("It is one, starting with a UUID and ending with xy07.", "^[0-9a-f]{32}xy07$");
    }

    #[test]
    fn refused_characters_are_taken() {
        check("It cannot contain the line or these special characters: >!<\"&'=", "^[^>!<\"&'=]*$");
        check("It cannot contain the carriage return or special characters: !<", "^[^\\r!<]*$");
        check("It cannot contain slashes (\\), commas (,), or two of them.", "^[^\\\\,]*$");
        check("The title cannot contain characters such as / ; | in any place.", "^[^/;|]*$");
        check("Brackets (<>) are not allowed.", "^[^<>]*$");
        check("The value cannot contain only asterisks (*).", "^.*[^*].*$");
    }

    #[test]
    fn other_sentences_ask_for_nothing() {
        check("If the name starts with a letter, so be it.", "");
        check("Only letters are allowed.", "");
        check("The words are not allowed.", "");
    }
}
