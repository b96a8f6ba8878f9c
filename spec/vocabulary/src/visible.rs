//! Text of others, made safe to print.

use std::borrow::Cow;

/// A copy of text that is safe to print: it cannot move the cursor, start a new line or change the
/// reading direction.
///
/// ```
/// assert_eq!(taurusdb_vocabulary::visible("a\nb"), "a\\nb");
/// ```
pub fn visible(text: &str) -> Cow<'_, str> {
    // Control characters, and also line separators and marks that change the reading direction.
    let acts = |c: char| {
        c.is_control()
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    if !text.contains(acts) {
        return text.into();
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match acts(character) {
            true => shown.extend(character.escape_default()),
            false => shown.push(character),
        }
    }
    shown.into()
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn shows_what_acts_on_a_terminal() {
        assert_eq!(visible("plain, schön"), "plain, schön");
        assert_eq!(visible("\u{1b}[31mred\r\n\u{202e}x"), r"\u{1b}[31mred\r\n\u{202e}x");
    }
}
