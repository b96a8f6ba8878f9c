//! Single characters and single words: bullets, quotation marks, hyphens of line breaks, names.

use std::borrow::Cow;

/// Marks that are bullets wherever they stand.
const BULLETS: [char; 22] = [
    '•', '●', '○', '◦', '∙', '⁃', '‣', '▪', '▫', '■', '□', '◾', '◽', '◆', '◇', '♦', '►', '▶',
    '➢', '➤', '❖', '⚫',
];

/// Marks that are bullets at the start of a line and before a space only.
pub(crate) const WEAK_BULLETS: [char; 7] = ['-', '–', '—', '*', '·', 'o', '+'];

/// Whether the character is a bullet wherever it stands. Symbol fonts have their bullets in a private
/// area, and converters keep them.
pub(crate) fn is_bullet(c: char) -> bool {
    BULLETS.contains(&c) || ('\u{f000}'..='\u{f0ff}').contains(&c)
}

/// The mark at the start of a line, if it can be a bullet there.
pub(crate) fn weak_bullet(line: &str) -> Option<char> {
    let mark = line.chars().next().filter(|mark| WEAK_BULLETS.contains(mark))?;
    line[mark.len_utf8()..].starts_with(' ').then_some(mark)
}

/// The text without what a page layout adds inside of words: soft hyphens, characters without width,
/// marks of the direction of writing, ligatures. A word processor has controls of its own for hyphens.
pub(crate) fn without_layout(text: &str) -> Cow<'_, str> {
    const LIGATURES: [(char, &str); 8] = [
        ('\u{1e}', "-"),
        ('ﬀ', "ff"),
        ('ﬁ', "fi"),
        ('ﬂ', "fl"),
        ('ﬃ', "ffi"),
        ('ﬄ', "ffl"),
        ('ﬅ', "st"),
        ('ﬆ', "st"),
    ];
    let is_layout = |c: char| {
        matches!(
            c,
            '\u{1e}'
                | '\u{1f}'
                | '\u{ad}'
                | '\u{200b}'..='\u{200f}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{2064}'
                | '\u{2066}'..='\u{2069}'
                | '\u{feff}'
                | 'ﬀ'..='ﬆ'
        )
    };
    if !text.contains(is_layout) {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(is_layout) {
        plain.push_str(&rest[..at]);
        let mut after = rest[at..].chars();
        let c = after.next().unwrap_or_default();
        rest = after.as_str();
        if let Some((_, letters)) = LIGATURES.iter().find(|(ligature, _)| *ligature == c) {
            plain.push_str(letters);
        } else if c == '\u{ad}' {
            // The line ended here, and the converter made a space of its end.
            let next = rest.strip_prefix(' ');
            let next = next.filter(|next| next.starts_with(|c: char| c.is_ascii_lowercase()));
            rest = next.unwrap_or(rest);
        }
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

/// The text with the marks of a keyboard for the marks of a typesetter: straight quotation marks,
/// simple hyphens and spaces, half-width punctuation.
pub(crate) fn typed(text: &str) -> Cow<'_, str> {
    let typed = |c: char| match c {
        '“' | '”' | '„' | '‟' | '＂' => Some("\""),
        '‘' | '’' | '‚' | '‛' | '＇' => Some("'"),
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => Some(" "),
        '\u{2010}'..='\u{2012}' | '\u{2212}' | '－' => Some("-"),
        '，' | '、' => Some(", "),
        '：' => Some(": "),
        '；' => Some("; "),
        '。' => Some(". "),
        '（' => Some(" ("),
        '）' => Some(") "),
        '～' | '∼' | '〜' => Some("~"),
        '≦' | '⩽' => Some("≤"),
        '≧' | '⩾' => Some("≥"),
        '＜' => Some("<"),
        '＞' => Some(">"),
        _ => None,
    };
    // Letters, digits and marks as wide as those of Chinese.
    let narrow = |c: char| match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    };
    if text.is_ascii() || !text.contains(|c| typed(c).is_some() || narrow(c) != c) {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match typed(c) {
            Some(typed) => plain.push_str(typed),
            None => plain.push(narrow(c)),
        }
    }
    Cow::Owned(plain)
}

/// The text after the bullet, after what is used as one, or after the number at the start of a line.
pub(crate) fn without_bullet(line: &str) -> Option<&str> {
    let rest = line.strip_prefix(|c| is_bullet(c) || WEAK_BULLETS.contains(&c)).or_else(|| {
        let inner = line.strip_prefix('(').unwrap_or(line);
        let number = inner.len() - inner.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        (1..=2).contains(&number).then(|| inner[number..].strip_prefix(['.', ')']))?
    })?;
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
    use super::{
        is_bullet, is_digits, rejoined, typed, unquoted, weak_bullet, without_bullet,
        without_layout,
    };

    #[test]
    fn bullets_are_known_in_every_typeface() {
        assert!("•●▪◦‣■➢\u{f0b7}\u{f0a7}".chars().all(is_bullet));
        assert!(!"-*o·a1√→©".chars().any(is_bullet));
        for line in ["- a", "* a", "o a", "· a"] {
            assert_eq!(weak_bullet(line), line.chars().next(), "{line}");
        }
        assert_eq!(weak_bullet("old"), None);
        assert_eq!(weak_bullet("-1"), None);
        assert_eq!(weak_bullet("**a**"), None);
    }

    #[test]
    fn layout_inside_of_words_is_removed() {
        assert_eq!(without_layout("tea\u{ad}pot_\u{200b}id of\u{feff}"), "teapot_id of");
        assert_eq!(without_layout("tea\u{ad} pot"), "teapot");
        assert_eq!(without_layout("oﬃce, ﬁle"), "office, file");
        assert_eq!(without_layout("a - b"), "a - b");
        assert_eq!(without_layout("\u{200e}a\u{1e}b c\u{1f}d\u{202c}"), "a-b cd");
    }

    #[test]
    fn marks_of_a_typesetter_become_those_of_a_keyboard() {
        assert_eq!(typed("“a” or ‘b’\u{a0}– c"), "\"a\" or 'b' – c");
        assert_eq!(typed("a\u{2011}b，1～9，１０％"), "a-b, 1~9, 10%");
        assert_eq!(typed("a ≧ 1"), "a ≥ 1");
    }

    #[test]
    fn bullets_need_a_space() {
        for line in ["- a", "– a", "• a", "●  a ", "* a", "o a", "+ a", "1. a", "(2) a", "10) a"]
        {
            assert_eq!(without_bullet(line), Some("a"), "{line}");
        }
        assert_eq!(without_bullet("-1"), None);
        assert_eq!(without_bullet("1.5 a"), None);
        assert_eq!(without_bullet("2024. a"), None);
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
