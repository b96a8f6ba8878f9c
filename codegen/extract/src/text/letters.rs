//! Single characters and single words: bullets, quotation marks, hyphens of line breaks, names.

/// Bullets of lists in table cells.
const BULLETS: [char; 2] = ['•', '●'];

/// Dashes that serve as bullets at the start of a line.
const DASHES: [char; 2] = ['-', '–'];

pub(crate) fn is_bullet(c: char) -> bool {
    BULLETS.contains(&c)
}

/// The text after the bullet, or the dash used as one, at the start of a line.
pub(crate) fn without_bullet(line: &str) -> Option<&str> {
    let rest = line.strip_prefix(|c| is_bullet(c) || DASHES.contains(&c))?;
    rest.strip_prefix(' ').map(str::trim)
}

/// The text without quotation marks around it.
pub(crate) fn unquoted(text: &str) -> &str {
    text.trim_matches(['"', '\''])
}

/// Whether the text is one or more ASCII digits.
pub(crate) fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether the text could be a name on the wire: letters, digits, `_` and `-`.
pub(crate) fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'))
}

/// The word without the hyphen at which the converter broke it.
///
/// `RenameGroup-Name` was broken; `X-Name` and `east-2` were not. A hyphen before a capital is a
/// line break if several capitalised words precede it. The caller must know that the word is a
/// value: in running text, such a hyphen usually comes from the author. That is why the first
/// stage, which does not know values, cannot make this repair.
pub(crate) fn rejoined(word: &str) -> String {
    let Some((before, after)) = word.split_once('-') else { return word.to_owned() };
    let has_words = |text: &str| {
        text.as_bytes().windows(2).any(|w| w[0].is_ascii_lowercase() && w[1].is_ascii_uppercase())
    };
    let is_capitalised = |text: &str| {
        let mut bytes = text.bytes();
        bytes.next().is_some_and(|b| b.is_ascii_uppercase())
            && bytes.next().is_some_and(|b| b.is_ascii_lowercase())
    };
    let is_broken = has_words(before) && is_capitalised(after) && !after.contains('-');
    if is_broken { format!("{before}{after}") } else { word.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::{is_digits, rejoined, unquoted, without_bullet};

    #[test]
    fn bullets_need_a_space() {
        for line in ["- a", "– a", "• a", "●  a "] {
            assert_eq!(without_bullet(line), Some("a"), "{line}");
        }
        assert_eq!(without_bullet("-1"), None);
        assert_eq!(without_bullet("a"), None);
    }

    #[test]
    fn words_are_mended_where_a_line_broke_them() {
        assert_eq!(rejoined("RenameGroup-Name"), "RenameGroupName");
        assert_eq!(rejoined("X-Auth-Token"), "X-Auth-Token");
        assert_eq!(rejoined("east-2"), "east-2");
    }

    #[test]
    fn quotation_marks_and_digits_are_recognised() {
        assert_eq!(unquoted("\"a'"), "a");
        assert!(is_digits("07") && !is_digits("") && !is_digits("7a"));
    }
}
