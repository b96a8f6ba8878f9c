//! The marks at the start of a line that say what the line opens.

use crate::text::is_bullet;

/// The mark of an item of a list, and its width with the spaces behind it.
pub(super) fn bullet(text: &str) -> Option<(char, usize)> {
    let mark =
        text.chars().next().filter(|c| *c == '-' || *c == '*' || *c == '+' || is_bullet(*c))?;
    Some((mark, width(text, mark.len_utf8())?))
}

/// The width of the number of an item with the spaces behind it: `1. `, `(a) `, `#. `, `iv) `.
pub(super) fn enumerator(text: &str) -> Option<usize> {
    let (inner, open) = match text.strip_prefix('(') {
        Some(inner) => (inner, 1),
        None => (text, 0),
    };
    let length = inner.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'#').count();
    let number = &inner[..length];
    let is_roman = || number.bytes().all(|b| b"ivxlcdm".contains(&b.to_ascii_lowercase()));
    let is_number = match number.as_bytes() {
        [] => false,
        [one] => one.is_ascii_alphanumeric() || *one == b'#',
        all => (all.iter().all(u8::is_ascii_digit) && all.len() < 10) || is_roman(),
    };
    let closes = match inner[length..].chars().next() {
        Some(')') => true,
        Some('.') => open == 0,
        _ => false,
    };
    (is_number && closes).then(|| width(text, open + length + 1)).flatten()
}

/// The width of a mark with the spaces behind it; nothing else may follow the mark.
fn width(text: &str, mark: usize) -> Option<usize> {
    let rest = &text[mark..];
    let spaces = rest.len() - rest.trim_start_matches(' ').len();
    match (rest.is_empty(), spaces) {
        (true, _) => Some(mark),
        (false, 0) => None,
        (false, spaces) => Some(mark + spaces),
    }
}

/// `.. ` opens a directive, a target, a comment and the like.
pub(super) fn is_explicit(text: &str) -> bool {
    text.strip_prefix("..").is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// `:name: text`: the name and where the text begins. A role, `:name:` before a back-tick, is none.
pub(super) fn field(text: &str) -> Option<(&str, usize)> {
    let inner = text.strip_prefix(':')?;
    let mut end = 0;
    loop {
        end += inner[end..].find(':')?;
        let after = &inner[end + 1..];
        if inner[..end].ends_with('\\') || !(after.is_empty() || after.starts_with(' ')) {
            end += 1;
            continue;
        }
        let name = &inner[..end];
        let is_name = !name.is_empty() && name.trim() == name && !name.contains('`');
        return is_name.then_some((name, end + 2));
    }
}

/// `| text` is a line of its own.
pub(super) fn is_line_block(text: &str) -> bool {
    text == "|" || text.starts_with("| ")
}

/// Whether a line is a row of one punctuation mark, of at least that length.
pub(super) fn is_rule(text: &str, least: usize) -> bool {
    let text = text.trim_end();
    let Some(&mark) = text.as_bytes().first() else { return false };
    mark.is_ascii_punctuation() && text.len() >= least && text.bytes().all(|byte| byte == mark)
}

#[cfg(test)]
mod tests {
    use super::{bullet, enumerator, field};

    #[test]
    fn items_are_told_from_text() {
        assert_eq!(bullet("-  tea"), Some(('-', 3)));
        assert_eq!(bullet("•"), Some(('•', 3)));
        assert_eq!(bullet("-tea"), None);
        for (text, width) in [
            ("1. tea", Some(3)),
            ("(a) tea", Some(4)),
            ("#. tea", Some(3)),
            ("iv) tea", Some(4)),
            ("12.", Some(3)),
            ("1.5 cups", None),
            ("tea. And", None),
            ("1 cup", None),
            ("(tea)", None),
        ] {
            assert_eq!(enumerator(text), width, "{text}");
        }
    }

    #[test]
    fn fields_are_told_from_roles() {
        assert_eq!(field(":original_name: tea.html"), Some(("original_name", 15)));
        assert_eq!(field(":a:"), Some(("a", 3)));
        assert_eq!(field(":a b: c"), Some(("a b", 5)));
        for text in [":ref:`Table 1 <a>` is", ":a", ": a: b", "::", ":ref:`a: b`"] {
            assert_eq!(field(text), None, "{text}");
        }
    }
}
