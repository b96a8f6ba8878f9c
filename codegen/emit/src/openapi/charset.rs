//! Sets of characters as regular expressions.

use taurusdb_spec::CharClass;

/// A regular expression (ECMA 262, anchored) for texts of these characters.
pub(super) fn pattern(classes: &[CharClass]) -> String {
    let mut ascii = [false; 128];
    let mut others = String::new();
    let mut is_open = false;
    for class in classes {
        let mut allow = |range: std::ops::RangeInclusive<u8>| {
            range.for_each(|byte| ascii[usize::from(byte)] = true);
        };
        match class {
            CharClass::Letters => {
                allow(b'A'..=b'Z');
                allow(b'a'..=b'z');
            }
            CharClass::Uppercase => allow(b'A'..=b'Z'),
            CharClass::Lowercase => allow(b'a'..=b'z'),
            CharClass::Digits => allow(b'0'..=b'9'),
            CharClass::NonAscii => is_open = true,
            CharClass::Chars(chars) => {
                for char in chars.chars() {
                    match u8::try_from(char) {
                        Ok(byte) if byte.is_ascii() => allow(byte..=byte),
                        _ => others.push(char),
                    }
                }
            }
        }
    }
    if is_open {
        // Engines write characters beyond ASCII in different ways, so the pattern lists what is
        // excluded.
        format!("^[^{}]*$", ranges(&ascii.map(|allowed| !allowed)))
    } else {
        format!("^[{}{others}]*$", ranges(&ascii))
    }
}

/// The inside of a character class.
fn ranges(set: &[bool; 128]) -> String {
    let is_punctuation = |index: usize| (index as u8).is_ascii_punctuation();
    let mut out = String::new();
    let mut next = 0;
    while next < set.len() {
        // A range of punctuation is shorter than a list of the characters, but hard to read.
        let end = if !set[next] || is_punctuation(next) {
            next + 1
        } else {
            let ends = |index: &usize| !set[*index] || is_punctuation(*index);
            (next..set.len()).find(ends).unwrap_or(set.len())
        };
        if end - next > 2 {
            out += &format!("{}-{}", member(next), member(end - 1));
        } else {
            (next..end).filter(|index| set[*index]).for_each(|index| out += &member(index));
        }
        next = end;
    }
    out
}

fn member(index: usize) -> String {
    let byte = index as u8;
    match byte {
        b'\\' | b'[' | b']' | b'^' | b'-' => format!("\\{}", char::from(byte)),
        b' '..=b'~' => char::from(byte).to_string(),
        _ => format!("\\x{byte:02x}"),
    }
}

#[cfg(test)]
mod tests {
    use taurusdb_spec::CharClass::{Chars, Digits, Letters, Lowercase, NonAscii};

    use super::pattern;

    #[test]
    fn classes_become_ranges() {
        let classes = [Letters, Digits, Chars("-_.".into())];
        assert_eq!(pattern(&classes), r"^[\-.0-9A-Z_a-z]*$");
    }

    #[test]
    fn what_is_beyond_ascii_is_said_by_what_is_refused() {
        let regex = regex_lite::Regex::new(&pattern(&[Lowercase, NonAscii, Chars("]^".into())]));
        let regex = regex.expect("a pattern");
        for (text, allowed) in
            [("", true), ("ab]^", true), ("über", true), ("A", false), ("a b", false)]
        {
            assert_eq!(regex.is_match(text), allowed, "{text}");
        }
    }
}
