//! Text as roff reads it.

/// A line of text, so that roff shows it as it is: nothing in it is a request or an escape, and hyphens can be
/// copied.
pub(super) fn escaped(text: String) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    // A request begins a line.
    if text.starts_with(['.', '\'']) {
        out.push_str(r"\&");
    }
    for letter in text.chars() {
        match letter {
            '\\' => out.push_str(r"\e"),
            '-' => out.push_str(r"\-"),
            '"' => out.push_str(r"\(dq"),
            '\n' | '\t' => out.push(' '),
            '…' => out.push_str("..."),
            '·' => out.push_str(r"\(pc"),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn nothing_is_a_request_or_an_escape() {
        assert_eq!(escaped(".SH --x".into()), r"\&.SH \-\-x");
        assert_eq!(escaped(r"'a\b".into()), r"\&'a\eb");
        assert_eq!(escaped("say \"x\"".into()), r"say \(dqx\(dq");
    }
}
