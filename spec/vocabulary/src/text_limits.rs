//! The limits of a text, made ready for many looks.

use crate::pattern::Pattern;
use crate::{CharClass, Facts, Format, Range};

/// All that is stated of a text that a receiver may find broken, as a table and a few numbers.
///
/// It says yes or no. What is broken, and in which words, is for [`Facts::broken_by_text`] and
/// [`Facts::strictly_broken_by_text`]: a text that keeps these limits breaks nothing in their eyes, and the reverse.
#[derive(Debug)]
pub struct TextLimits<'a> {
    length: Option<Range>,
    characters: Option<Characters<'a>>,
    /// How many of the classes of characters there must be.
    classes_needed: u32,
    pattern: Option<Pattern>,
    format: Option<Format>,
    /// How many parts there may be between commas.
    parts: Option<Range>,
}

/// Classes of characters.
#[derive(Debug)]
struct Characters<'a> {
    /// For each ASCII character, a bit for each class that it is in.
    ascii: Box<[u32; 128]>,
    classes: &'a [CharClass<&'a str>],
}

impl<'a> TextLimits<'a> {
    /// The limits in what is stated; `None` if a text can break nothing of it.
    ///
    /// ```
    /// use taurusdb_vocabulary::{Facts, Range, TextLimits};
    ///
    /// let name = Facts { length: Some(Range { min: Some(1), max: Some(4) }), ..Facts::NONE };
    /// let limits = TextLimits::of(&name).unwrap();
    /// assert!(limits.are_kept_by("four") && !limits.are_kept_by("fives"));
    /// assert!(TextLimits::of(&Facts { maximum: Some(4.0), ..Facts::NONE }).is_none());
    /// ```
    pub fn of(facts: &Facts<'a>) -> Option<Self> {
        // The form of a secret is not checked, so that no message shows it.
        let format = facts.format.filter(|_| !facts.sensitive);
        let limits = Self {
            length: facts.length,
            characters: (!facts.charset.is_empty()).then(|| Characters::of(facts.charset)),
            classes_needed: facts.classes_needed.unwrap_or_default().into(),
            pattern: facts.pattern.map(Pattern::of),
            format,
            parts: facts.items.filter(|_| format == Some(Format::CommaSeparated)),
        };
        let is_limited = limits.length.is_some()
            || limits.characters.is_some()
            || limits.classes_needed > 0
            || limits.pattern.is_some()
            || format.is_some();
        is_limited.then_some(limits)
    }

    /// Whether a text keeps all of them.
    pub fn are_kept_by(&self, text: &str) -> bool {
        self.length.is_none_or(|range| has_length(text, range))
            && self.characters_are_kept_by(text)
            && self.pattern.as_ref().is_none_or(|pattern| pattern.matches(text))
            && self.format.is_none_or(|format| format.fits(text))
            && self.parts.is_none_or(|range| has(range, text.split(',').count()))
    }

    fn characters_are_kept_by(&self, text: &str) -> bool {
        let Some(characters) = &self.characters else { return self.classes_needed == 0 };
        characters.of_text(text).is_some_and(|found| found.count_ones() >= self.classes_needed)
    }
}

impl<'a> Characters<'a> {
    fn of(classes: &'a [CharClass<&'a str>]) -> Self {
        let mut ascii = Box::new([0; 128]);
        for (code, bits) in (0_u8..).zip(ascii.iter_mut()) {
            *bits = bits_of(classes, char::from(code));
        }
        Self { ascii, classes }
    }

    /// The classes that a text has characters of; `None` if it has one that is in none of them.
    fn of_text(&self, text: &str) -> Option<u32> {
        let mut found = 0;
        for (at, byte) in text.bytes().enumerate() {
            let Some(bits) = self.ascii.get(usize::from(byte)) else {
                return self.of_others(found, &text[at..]);
            };
            if *bits == 0 {
                return None;
            }
            found |= bits;
        }
        Some(found)
    }

    /// The same for a text that begins with a character that is not in the table.
    fn of_others(&self, found: u32, text: &str) -> Option<u32> {
        text.chars().try_fold(found, |found, c| match bits_of(self.classes, c) {
            0 => None,
            bits => Some(found | bits),
        })
    }
}

/// A bit for each class that a character is in. Classes beyond the last bit share it, and so count as one: no
/// description has nearly so many.
fn bits_of(classes: &[CharClass<&str>], c: char) -> u32 {
    let bits = (0..).zip(classes).filter(|(_, class)| class.has(c));
    bits.fold(0, |bits, (at, _): (u32, _)| bits | 1 << at.min(u32::BITS - 1))
}

fn has_length(text: &str, range: Range) -> bool {
    // A character has one to four bytes: most texts need not be counted.
    has(range, text.len()) && has(range, text.len().div_ceil(4)) || has(range, text.chars().count())
}

fn has(range: Range, count: usize) -> bool {
    let count = count as u64;
    range.min.is_none_or(|min| count >= min) && range.max.is_none_or(|max| count <= max)
}

#[cfg(test)]
mod tests {
    use super::TextLimits;
    use crate::{CharClass, Facts, Format, Range};

    /// A text keeps the limits exactly when nothing is found that it breaks.
    #[test]
    fn agree_with_what_is_found_broken() {
        const CHARSETS: [&[CharClass<&str>]; 6] = [
            &[],
            &[CharClass::Letters, CharClass::Digits, CharClass::Chars("-_")],
            &[
                CharClass::Uppercase,
                CharClass::Lowercase,
                CharClass::Digits,
                CharClass::Chars("-é"),
            ],
            &[CharClass::NonAscii, CharClass::Digits],
            &[CharClass::Chars("a,")],
            &[CharClass::Letters, CharClass::Lowercase, CharClass::Lowercase],
        ];
        const PATTERNS: [Option<&str>; 4] =
            [None, Some("^[A-Za-z][A-Za-z0-9\\-_]*$"), Some("^[a-z0-9]*0a$"), Some("^(")];
        const FORMATS: [Option<Format>; 6] = [
            None,
            Some(Format::Date),
            Some(Format::Time),
            Some(Format::Uuid),
            Some(Format::Ip),
            Some(Format::CommaSeparated),
        ];
        const ALPHABET: [&str; 14] = [
            "a",
            "Z",
            "0",
            "7",
            "-",
            "_",
            ",",
            "é",
            "日",
            " ",
            "10.0.0.1",
            "08:00",
            "2024-02-29",
            "0a",
        ];
        let mut random = fastrand::Rng::with_seed(11);
        let (mut kept, mut broken) = (0, 0);
        for _ in 0..60_000 {
            let mut range = |most| {
                let bound = |random: &mut fastrand::Rng| random.bool().then(|| random.u64(..most));
                (random.u8(..3) == 0)
                    .then(|| Range { min: bound(&mut random), max: bound(&mut random) })
            };
            let (length, items) = (range(9), range(4));
            let facts = Facts {
                length,
                items,
                charset: CHARSETS[random.usize(..CHARSETS.len())],
                classes_needed: (random.u8(..4) == 0).then(|| random.u8(..4)),
                pattern: PATTERNS[random.usize(..PATTERNS.len())],
                format: FORMATS[random.usize(..FORMATS.len())],
                sensitive: random.bool(),
                ..Facts::NONE
            };
            let count = random.usize(..6);
            let text: String =
                (0..count).map(|_| ALPHABET[random.usize(..ALPHABET.len())]).collect();
            let breaks = !facts.broken_by_text(&text).is_empty()
                || !facts.strictly_broken_by_text(&text).is_empty();
            let keeps = TextLimits::of(&facts).is_none_or(|limits| limits.are_kept_by(&text));
            assert_eq!(keeps, !breaks, "{text:?} {facts:?}");
            *(if keeps { &mut kept } else { &mut broken }) += 1;
        }
        assert!(kept > 1_000 && broken > 1_000, "{kept} {broken}");
    }
}
