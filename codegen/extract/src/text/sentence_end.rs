//! Where sentences end.

/// The sentences of a text, in order, each with its full stop.
///
/// The converter joins sentences (`One thing.Another`) and joins notes to the text before them
/// (`One thing NOTE Another`). Both are split here and not in `read`, because a full stop inside a
/// name or a value looks the same there.
pub(crate) fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        match sentence_end(text) {
            Some(end) => {
                rest = Some(text[end..].trim_start_matches('.'));
                Some(&text[..end])
            }
            None => {
                rest = None;
                Some(text)
            }
        }
    })
}

/// The text up to the first full stop before a space.
pub(crate) fn first_sentence(text: &str) -> &str {
    text.split(". ").next().unwrap_or(text)
}

/// Where the first sentence ends, if another follows.
fn sentence_end(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    (0..bytes.len())
        .find(|&at| match bytes[at] {
            b'.' => match (bytes.get(at + 1), bytes.get(at + 2)) {
                (Some(b' '), Some(_)) if is_abbreviated(&text[..at]) => false,
                (Some(b' '), Some(next)) => {
                    !next.is_ascii_lowercase()
                        || begins_with_name(&text[at + 2..])
                        || ends_with_word(&text[..at])
                }
                (Some(next), _) => {
                    next.is_ascii_uppercase() && at > 0 && bytes[at - 1].is_ascii_lowercase()
                }
                _ => false,
            },
            b'N' => text[at..].starts_with("NOTE ") && at > 0 && bytes[at - 1] == b' ',
            _ => false,
        })
        .map(|at| if bytes[at] == b'N' { at } else { at + 1 })
}

/// Whether the text ends with a whole word, so that a full stop behind it ends a sentence even if the
/// next one begins in lower case, with a value.
fn ends_with_word(text: &str) -> bool {
    let letters = text.bytes().rev().take_while(u8::is_ascii_lowercase).count();
    letters > 2
}

/// Whether the full stop behind the text belongs to a short word: `Max. 5`.
fn is_abbreviated(text: &str) -> bool {
    const SHORT: [&str; 9] = ["max", "min", "e.g", "i.e", "incl", "excl", "approx", "vs", "no"];
    let start = text.rfind([' ', '(']).map_or(0, |at| at + 1);
    let word = text[start..].to_ascii_lowercase();
    // `No` ends a sentence as an answer.
    SHORT.contains(&&*word) && text[start..] != *"No"
}

/// A name with an underscore may begin a sentence in lower case.
fn begins_with_name(text: &str) -> bool {
    text.split(' ').next().is_some_and(|word| word.contains('_'))
}

#[cfg(test)]
mod tests {
    use super::{first_sentence, sentences};

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = sentences(text).map(str::trim).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn sentences_come_apart() {
        check("One. Two", &["One.", "Two"]);
        check("One thing.Another", &["One thing.", "Another"]);
        check("One NOTE Another", &["One", "NOTE Another"]);
        check("One. pot_id is two", &["One.", "pot_id is two"]);
        check("Max. 5 cups. Then No. 3", &["Max. 5 cups.", "Then No.", "3"]);
        check("Version 8.0, e.g. this one", &["Version 8.0, e.g. this one"]);
    }

    #[test]
    fn the_first_sentence_ends_at_a_full_stop() {
        assert_eq!(first_sentence("a 1.5. b"), "a 1.5");
        assert_eq!(first_sentence("a"), "a");
    }
}
