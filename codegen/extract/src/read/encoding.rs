//! Letters that were read in the wrong encoding somewhere on the way: `â€¢` for `•`, and marks of
//! Windows-1252 that became control characters.

use std::borrow::Cow;

use html5ever::data::C1_REPLACEMENTS;

/// The text with the letters that were meant.
pub(super) fn restored(text: &str) -> Cow<'_, str> {
    if !text.contains(|c| byte_of(c).is_some()) {
        return Cow::Borrowed(text);
    }
    let mut meant = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let (letter, length) = twice_encoded(rest).unwrap_or((of_windows(c), c.len_utf8()));
        meant.push(letter);
        rest = &rest[length..];
    }
    Cow::Owned(meant)
}

/// The letter whose bytes in UTF-8 were taken for letters of their own, and the length of those.
fn twice_encoded(text: &str) -> Option<(char, usize)> {
    let mut letters = text.chars();
    let first = letters.next().and_then(byte_of)?;
    let count = match first {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return None,
    };
    let mut bytes = [first, 0, 0, 0];
    let mut length = text.len() - letters.as_str().len();
    for byte in &mut bytes[1..count] {
        let letter = letters.next()?;
        *byte = byte_of(letter)?;
        length += letter.len_utf8();
    }
    let letter = std::str::from_utf8(&bytes[..count]).ok()?.chars().next()?;
    Some((letter, length))
}

/// The byte that Windows-1252 has for a letter beyond ASCII.
fn byte_of(c: char) -> Option<u8> {
    let place = || C1_REPLACEMENTS.iter().position(|letter| *letter == Some(c));
    match u32::from(c) {
        code @ 0x80..=0xff => u8::try_from(code).ok(),
        0x152.. => place().and_then(|at| u8::try_from(at + 0x80).ok()),
        _ => None,
    }
}

/// What Windows-1252 has in the place of a control character.
fn of_windows(c: char) -> char {
    match u32::from(c) {
        code @ 0x80..=0x9f => C1_REPLACEMENTS[code as usize - 0x80].unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::restored;

    #[test]
    fn letters_are_read_as_they_were_meant() {
        for (text, meant) in [
            ("â€¢ a", "• a"),
            ("1â€“9", "1–9"),
            ("a.\u{c2}\u{a0}b", "a.\u{a0}b"),
            ("â—\u{8f} âˆš", "● √"),
            ("\u{95} a \u{96} b", "• a – b"),
            ("© 2024, 5 µm – é", "© 2024, 5 µm – é"),
            ("茶", "茶"),
        ] {
            assert_eq!(restored(text), meant);
        }
    }
}
