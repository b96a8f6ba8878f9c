//! Back-slashes with which converters to Markdown keep a character from being a mark: `project\_id`.

use std::borrow::Cow;

use super::line::is_row;

/// The text without them. Among special characters, which a value can or cannot contain, a back-slash
/// is one of them; so only escapes between letters, digits and spaces are undone.
pub(super) fn undone(text: &str) -> Cow<'_, str> {
    if !text.contains('\\') {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        plain.push_str(&rest[..at]);
        let mut after = rest[at + 1..].chars();
        // In a table drawn with pipes, an escaped one is read there.
        let mark = after.next().filter(|mark| is_mark(*mark) || *mark == '|' && is_row(text));
        let is_escape = mark.is_some_and(|mark| may_precede(&plain, mark))
            && after.next().is_none_or(may_follow);
        if !is_escape {
            plain.push('\\');
        }
        rest = &rest[at + 1..];
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

/// The same for a line of code, where only an underscore in a name is never escaped by the code itself.
pub(super) fn undone_in_code(text: &str) -> Cow<'_, str> {
    if !text.contains("\\_") {
        return Cow::Borrowed(text);
    }
    let mut pieces = text.split("\\_").peekable();
    let mut plain = String::with_capacity(text.len());
    while let Some(piece) = pieces.next() {
        plain.push_str(piece);
        let is_name = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || c == '_');
        match pieces.peek() {
            Some(next) if is_name(plain.chars().next_back()) && is_name(next.chars().next()) => {
                plain.push('_');
            }
            Some(_) => plain.push_str("\\_"),
            None => {}
        }
    }
    Cow::Owned(plain)
}

/// The characters that Markdown may take for marks.
fn is_mark(c: char) -> bool {
    matches!(
        c,
        '_' | '*'
            | '-'
            | '+'
            | '.'
            | '!'
            | '#'
            | '('
            | ')'
            | '['
            | ']'
            | '{'
            | '}'
            | '<'
            | '>'
            | '~'
            | '`'
    )
}

/// Whether an escape can stand behind the text: behind a word, a word and a space, or at the start.
fn may_precede(before: &str, mark: char) -> bool {
    let mut letters = before.chars().rev();
    match letters.next() {
        None | Some('\t' | '>') => true,
        Some('_') => mark == '_',
        Some('/') => matches!(mark, '{' | '}'),
        Some(' ') => letters
            .next()
            .is_none_or(|c| c.is_alphanumeric() || matches!(c, '.' | ',' | ':' | ')' | '>')),
        Some(c) => c.is_alphanumeric(),
    }
}

fn may_follow(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, ' ' | '\t' | '_' | '\\' | '<' | '/' | '.' | ',')
}

#[cfg(test)]
mod tests {
    use super::{undone, undone_in_code};

    #[test]
    fn escapes_between_words_are_undone() {
        for (text, expected) in [
            (r"project\_id, \_x\_y", "project_id, _x_y"),
            (r"a \- b\.", "a - b."),
            (r"Map\<String\>", "Map<String>"),
            (r"GET /v3/\{id\}/pots/\{pot\}", "GET /v3/{id}/pots/{pot}"),
            (r"pot \(the best\) is", "pot (the best) is"),
            (r#"cannot contain >!<\"&'=\"#, r#"cannot contain >!<\"&'=\"#),
            (r"slashes (\), commas", r"slashes (\), commas"),
            (r"special characters ~!@#\$\$%^*", r"special characters ~!@#\$\$%^*"),
            (r"[\${parameter}]", r"[\${parameter}]"),
            (r"C:\pots", r"C:\pots"),
        ] {
            assert_eq!(undone(text), expected, "{text}");
        }
        assert_eq!(undone_in_code(r#""a\_b" : "\\_""#), r#""a_b" : "\\_""#);
    }
}
