//! Entities of HTML that a converter left in a text: `&nbsp;`, `&#8226;`, `&#x2013;`, `&amp;quot;`.

use std::borrow::Cow;

use html5ever::data::{C1_REPLACEMENTS, NAMED_ENTITIES};

use crate::text::markup::literal;

/// Tags that give a description its form. Escaped, they are still that: no value is called `<li>`.
const TAGS: [&str; 5] = ["ul", "ol", "li", "p", "br"];

/// The text with the characters that its entities stand for. A `<` that would begin a tag stays text.
pub(super) fn decoded(text: &str) -> Cow<'_, str> {
    if !has_entity(text) {
        return Cow::Borrowed(text);
    }
    let once = replaced(text);
    // A page that was escaped twice.
    Cow::Owned(if has_entity(&once) { replaced(&once) } else { once })
}

/// The same for a line of code. There, an entity may be what a string really has, unless even its
/// quotation marks are entities.
pub(super) fn decoded_code(line: &str) -> Cow<'_, str> {
    const QUOTES: [&str; 3] = ["&quot;", "&#34;", "&#x22;"];
    match !line.contains('"') && QUOTES.iter().any(|quote| line.contains(quote)) {
        true => {
            Cow::Owned(line.replace("&quot;", "\"").replace("&#34;", "\"").replace("&#x22;", "\""))
        }
        false => Cow::Borrowed(line),
    }
}

fn has_entity(text: &str) -> bool {
    text.match_indices('&').any(|(at, _)| entity(&text[at..]).is_some())
}

fn replaced(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        match entity(rest) {
            Some(('<', length)) if !opens_tag(&rest[length..]) => {
                // What follows decides whether it looks like a tag.
                let before = plain.chars().next_back().map(String::from).unwrap_or_default();
                let next: String = rest[length..].chars().take(2).collect();
                let shown = literal(&format!("{before}<{next}"));
                plain.extend(shown.chars().nth(before.chars().count()));
                rest = &rest[length..];
            }
            Some((c, length)) => {
                plain.push(c);
                rest = &rest[length..];
            }
            None => {
                plain.push('&');
                rest = &rest[1..];
            }
        }
    }
    plain.push_str(rest);
    plain
}

/// Whether the name of one of [`TAGS`] stands behind a `<`.
fn opens_tag(rest: &str) -> bool {
    let rest = rest.trim_start_matches('/');
    TAGS.iter().any(|tag| {
        rest.strip_prefix(tag)
            .is_some_and(|rest| rest.starts_with(['>', ' ', '/']) || rest.starts_with("&gt;"))
    })
}

/// The character of the entity at the start of the text, and its length.
fn entity(text: &str) -> Option<(char, usize)> {
    const LONGEST: usize = 32;
    let end = text.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let name = &text[1..end];
    let code = match name.strip_prefix('#') {
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16).ok()?,
                None => number.parse().ok()?,
            };
            match code {
                0x80..=0x9f => C1_REPLACEMENTS[code as usize - 0x80].map_or(code, u32::from),
                _ => code,
            }
        }
        None => match *NAMED_ENTITIES.get(&text[1..=end])? {
            // Two characters, or a name that is not whole.
            (0, _) => return None,
            (_, more) if more != 0 => return None,
            (code, _) => code,
        },
    };
    let c = char::from_u32(code).filter(|c| !c.is_control())?;
    Some((c, end + 1))
}

#[cfg(test)]
mod tests {
    use super::{decoded, decoded_code};

    #[test]
    fn entities_become_what_they_stand_for() {
        for (text, expected) in [
            ("a&nbsp;b&ensp;c", "a\u{a0}b\u{2002}c"),
            ("&quot;a&quot; &#39;b&apos; &amp; c", "\"a\" 'b' & c"),
            ("1&#8211;9, 1&#x2013;9, 1&#150;9", "1–9, 1–9, 1–9"),
            ("&bull; a &#X2022; b", "• a • b"),
            ("&amp;quot;a&amp;#45;b", "\"a-b"),
            ("Map&lt;String,String&gt;", "Map<String,String>"),
            ("n &lt; 5", "n < 5"),
            ("&lt;ul&gt;&lt;li&gt;a&lt;/li&gt;", "<ul><li>a</li>"),
            ("a & b; &foo; &;", "a & b; &foo; &;"),
            ("~!@#$%^&*", "~!@#$%^&*"),
        ] {
            assert_eq!(decoded(text), expected, "{text}");
        }
        assert!(!decoded("&lt;b&gt;").contains('<'));
    }

    #[test]
    fn code_keeps_what_a_string_may_have() {
        assert_eq!(decoded_code("&quot;a&quot; : 1"), "\"a\" : 1");
        assert_eq!(decoded_code("\"a\" : \"&quot;\""), "\"a\" : \"&quot;\"");
    }
}
