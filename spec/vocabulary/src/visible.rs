//! Text of others, made safe to print.

use std::borrow::Cow;

/// A copy of text that is safe to print: it cannot move the cursor, start a new line, change the
/// reading direction, or hide characters.
///
/// ```
/// assert_eq!(taurusdb_vocabulary::visible("a\nb"), "a\\nb");
/// ```
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_invisible) {
        return text.into();
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match is_invisible(character) {
            true => shown.extend(character.escape_default()),
            false => shown.push(character),
        }
    }
    shown.into()
}

/// Whether a character acts on a terminal or cannot be seen there: controls, separators of lines, marks that
/// change the reading direction, and what has no width of its own, so that two texts that look alike differ.
///
/// ```
/// use taurusdb_vocabulary::is_invisible;
///
/// assert!(is_invisible('\u{1b}') && is_invisible('\u{202e}') && is_invisible('\u{200b}'));
/// assert!(!is_invisible(' ') && !is_invisible('é') && !is_invisible('北'));
/// ```
pub fn is_invisible(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{ad}' | '\u{34f}' | '\u{600}'..='\u{605}' | '\u{61c}' | '\u{6dd}' | '\u{70f}'
            | '\u{890}' | '\u{891}' | '\u{8e2}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}'
            | '\u{110bd}' | '\u{110cd}' | '\u{13430}'..='\u{1343f}' | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
        // What somebody has agreed on with somebody else looks different everywhere.
        || matches!(character, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn shows_what_acts_on_a_terminal() {
        assert_eq!(visible("plain, schön 北京 😀"), "plain, schön 北京 😀");
        assert_eq!(visible("\u{1b}[31mred\r\n\u{202e}x"), r"\u{1b}[31mred\r\n\u{202e}x");
        assert_eq!(visible("\u{9b}2J\u{7f}"), r"\u{9b}2J\u{7f}");
    }

    #[test]
    fn shows_what_hides_in_a_text() {
        assert_eq!(visible("a\u{200b}b\u{feff}\u{ad}"), r"a\u{200b}b\u{feff}\u{ad}");
        assert_eq!(visible("\u{e0041}\u{61c}\u{3164}"), r"\u{e0041}\u{61c}\u{3164}");
    }
}
