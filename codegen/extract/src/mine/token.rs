//! The words, numbers and marks of a sentence.

use crate::text::amount;

/// A word, number or mark of a sentence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Token<'a> {
    pub(super) kind: Kind<'a>,
    /// Where it begins in the sentence.
    pub(super) begin: usize,
    /// Where it ends.
    pub(super) end: usize,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind<'a> {
    Number(f64),
    /// Letters, in lower case, with digits, hyphens and dots inside: names, versions, dates too.
    Word(&'a str),
    /// `<`, `<=`, `>`, `>=`
    Sign(Relation),
    /// A dash, a tilde, or dots between two numbers.
    Dash,
    Mark(char),
}

/// How a value stands to a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Relation {
    Less,
    AtMost,
    More,
    AtLeast,
}

impl Relation {
    /// The opposite: what is not less is at least as much.
    pub(super) fn negated(self) -> Self {
        match self {
            Self::Less => Self::AtLeast,
            Self::AtMost => Self::More,
            Self::More => Self::AtMost,
            Self::AtLeast => Self::Less,
        }
    }

    /// The relation of the number to the value: 1 is less than what is more than 1.
    pub(super) fn reversed(self) -> Self {
        match self {
            Self::Less => Self::More,
            Self::AtMost => Self::AtLeast,
            Self::More => Self::Less,
            Self::AtLeast => Self::AtMost,
        }
    }
}

impl<'a> Token<'a> {
    pub(super) fn word(&self) -> Option<&'a str> {
        match self.kind {
            Kind::Word(word) => Some(word),
            _ => None,
        }
    }

    pub(super) fn number(&self) -> Option<f64> {
        match self.kind {
            Kind::Number(number) => Some(number),
            _ => None,
        }
    }

    pub(super) fn is(&self, word: &str) -> bool {
        self.word() == Some(word)
    }

    pub(super) fn is_mark(&self, mark: char) -> bool {
        self.kind == Kind::Mark(mark)
    }
}

/// Signs of comparison; the longer ones come first.
const SIGNS: [(&str, Relation); 8] = [
    ("<=", Relation::AtMost),
    ("=<", Relation::AtMost),
    (">=", Relation::AtLeast),
    ("=>", Relation::AtLeast),
    ("≤", Relation::AtMost),
    ("≥", Relation::AtLeast),
    ("<", Relation::Less),
    (">", Relation::More),
];

const DASHES: [&str; 6] = ["...", "..", "–", "—", "~", "-"];

/// The tokens of a sentence in lower case.
pub(super) fn tokens(lower: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut at = 0;
    while let Some(c) = lower[at..].chars().next() {
        if c.is_whitespace() || matches!(c, '"' | '\'' | '`' | '*') {
            at += c.len_utf8();
            continue;
        }
        if matches!(c, '[' | '(')
            && let Some(comma) = pair(&lower[at + 1..])
        {
            // Two numbers with a comma between them are no number with a thousands separator.
            tokens.push(Token { kind: Kind::Mark(c), begin: at, end: at + 1 });
            let comma = at + 1 + comma;
            let (number, _) = amount(&lower[at + 1..comma]).unwrap_or_default();
            tokens.push(Token { kind: Kind::Number(number), begin: at + 1, end: comma });
            tokens.push(Token { kind: Kind::Mark(','), begin: comma, end: comma + 1 });
            at = comma + 1;
            continue;
        }
        let before = tokens.last();
        let (kind, length) = token(&lower[at..], before, lower[..at].ends_with(' '));
        tokens.push(Token { kind, begin: at, end: at + length });
        at += length;
    }
    tokens
}

/// The comma between the two numbers at the start of the text, in `1,100]`.
fn pair(text: &str) -> Option<usize> {
    // Up to the nearest bracket: a pair has none in it, and looking further takes long where many open.
    let inner = &text
        [..text.find(['(', '[', ']', ')']).filter(|end| !text[*end..].starts_with(['(', '[']))?];
    let (first, second) = inner.split_once(',')?;
    let is_number = |text: &str| amount(text).is_some_and(|(_, rest)| rest.is_empty());
    (is_number(first) && is_number(second) && !second.contains(',')).then_some(first.len())
}

fn token<'a>(text: &'a str, before: Option<&Token<'_>>, is_spaced: bool) -> (Kind<'a>, usize) {
    let after_number = before.is_some_and(|token| matches!(token.kind, Kind::Number(_)));
    // A minus after a number is a dash: `1-9`. So is one after a unit: `1gb-9gb`.
    let after_unit = before.is_some_and(|token| token.word().is_some() && !is_spaced);
    let is_signed = text.starts_with(['-', '+']);
    if !(is_signed && (after_number || after_unit))
        && let Some((number, rest)) = amount(text)
        && !(number == 1.0 && rest.starts_with(" of") && text.starts_with("one"))
    {
        return (Kind::Number(number), text.len() - rest.len());
    }
    if let Some((sign, relation)) = SIGNS.iter().find(|(sign, _)| text.starts_with(sign)) {
        return (Kind::Sign(*relation), sign.len());
    }
    let c = text.chars().next().unwrap_or_default();
    if c.is_alphanumeric() || c == '_' || c == '$' {
        // The unit of a number ends with its letters: `1gb-9gb`.
        let is_unit = after_number && !is_spaced;
        let letters = || text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
        let length = if is_unit { letters() } else { word_length(text) };
        return (Kind::Word(&text[..length]), length);
    }
    if c == '%' {
        return (Kind::Word(&text[..1]), 1);
    }
    match DASHES.iter().find(|dash| text.starts_with(**dash)) {
        Some(dash) => (Kind::Dash, dash.len()),
        None => (Kind::Mark(c), c.len_utf8()),
    }
}

/// The length of the word at the start: a mark belongs to it if a letter or digit follows.
fn word_length(text: &str) -> usize {
    let mut length = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let goes_on = chars.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        let belongs = c.is_alphanumeric()
            || matches!(c, '_' | '$')
            || (matches!(c, '-' | '.' | '/' | '\'' | ':' | '@') && at > 0 && goes_on);
        if !belongs {
            break;
        }
        length = at + c.len_utf8();
    }
    length
}

#[cfg(test)]
mod tests {
    use super::{Kind, Relation, tokens};

    #[track_caller]
    fn check(text: &str, expected: &[Kind<'_>]) {
        let found: Vec<Kind<'_>> = tokens(text).iter().map(|token| token.kind).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn numbers_words_and_signs_come_apart() {
        use Kind::{Dash, Mark, Number, Sign, Word};
        check("1-9", &[Number(1.0), Dash, Number(9.0)]);
        check("-9 – -1", &[Number(-9.0), Dash, Number(-1.0)]);
        check("1gb~9gb", &[Number(1.0), Word("gb"), Dash, Number(9.0), Word("gb")]);
        check("≥1,024 %", &[Sign(Relation::AtLeast), Number(1024.0), Word("%")]);
        check("x <= 2^10", &[Word("x"), Sign(Relation::AtMost), Number(1024.0)]);
        check("one of nine", &[Word("one"), Word("of"), Number(9.0)]);
        check("1..9", &[Number(1.0), Dash, Number(9.0)]);
        check("[1,100]", &[Mark('['), Number(1.0), Mark(','), Number(100.0), Mark(']')]);
        check("(a_b, 1)", &[Mark('('), Word("a_b"), Mark(','), Number(1.0), Mark(')')]);
    }

    #[test]
    fn names_dates_and_versions_are_words() {
        for text in ["8.0.1", "2024-01-01", "21:00", "10.0.0.1", "level-1", "x86", "3rd", "1/2"] {
            check(text, &[Kind::Word(text)]);
        }
        check("32-character", &[Kind::Number(32.0), Kind::Dash, Kind::Word("character")]);
    }
}
