//! Texts of others, made safe to print: what acts on a terminal, and what cannot be seen there, is escaped.

use std::borrow::Cow;

use taurusdb_descriptor_types::is_invisible;

/// A text for formats that are read by people and by `read`: what cannot be seen is written as JSON escapes it.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_invisible) {
        return text.into();
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match is_invisible(character) {
            true => escape(character, &mut shown),
            false => shown.push(character),
        }
    }
    shown.into()
}

/// The same for a text of several lines.
pub(crate) fn visible_lines(text: &str) -> String {
    text.split('\n').map(visible).collect::<Vec<_>>().join("\n")
}

/// A text in double quotes, as JSON and YAML have it.
pub(crate) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    push_quoted(text, &mut out);
    out
}

/// Adds a text in double quotes.
pub(crate) fn push_quoted(text: &str, out: &mut String) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            invisible if is_invisible(invisible) => escape(invisible, out),
            other => out.push(other),
        }
    }
    out.push('"');
}

fn escape(character: char, out: &mut String) {
    match character {
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        other => {
            for unit in other.encode_utf16(&mut [0; 2]) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{quoted, visible, visible_lines};

    #[test]
    fn what_acts_or_hides_is_escaped() {
        assert_eq!(visible("a\\b é 北"), "a\\b é 北");
        assert_eq!(visible("\u{1b}[2J\r\n\t\u{9b}\u{202e}"), r"\u001b[2J\r\n\t\u009b\u202e");
    }

    #[test]
    fn lines_stay_lines() {
        assert_eq!(visible_lines("a\r\n\tb"), "a\\r\n\\tb");
    }

    #[test]
    fn quoted_texts_are_json() {
        for text in ["", "a\"b\\", "\u{0}\u{1b}\u{7f}\u{85}", "\u{feff}\u{e0041}\u{2028}", "😀é"]
        {
            let out = quoted(text);
            assert!(!out.contains(taurusdb_descriptor_types::is_invisible), "{out:?}");
            assert_eq!(serde_json::from_str::<String>(&out).unwrap(), text);
        }
    }
}
