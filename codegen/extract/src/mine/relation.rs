//! Comparisons in words: `at least`, `cannot be less than`, `must not exceed`, `no more than`.

use super::token::{Kind, Relation, Token};

/// Words that turn a comparison into its opposite.
const NEGATIONS: [&str; 9] =
    ["not", "no", "cannot", "never", "neither", "nor", "can't", "mustn't", "without"];

/// Verbs that can stand between a negation and the comparison.
const BETWEEN: [&str; 10] =
    ["be", "have", "has", "contain", "contains", "include", "set", "to", "a", "value"];

const MORE: [&str; 10] = [
    "greater", "more", "larger", "higher", "bigger", "longer", "above", "over", "exceed", "exceeds",
];
const LESS: [&str; 7] = ["less", "fewer", "smaller", "lower", "shorter", "below", "under"];

/// What a limit can be of, between `maximum` and its number.
const LIMITED: [&str; 12] = [
    "value",
    "values",
    "length",
    "size",
    "number",
    "limit",
    "allowed",
    "supported",
    "is",
    "are",
    "of",
    "being",
];

/// A comparison in the tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Compared {
    pub(super) relation: Relation,
    /// The first token after it.
    pub(super) next: usize,
    /// Whether it is a negation: `cannot be less than 1 or greater than 9` negates both halves.
    pub(super) is_negated: bool,
    /// What it says to be a limit of, with the first token behind: `the maximum pot size is`.
    pub(super) noun: Option<(usize, usize)>,
}

/// The comparison that begins at a token. `negated` says that a negation before it still holds.
pub(super) fn compared(tokens: &[Token<'_>], at: usize, negated: bool) -> Option<Compared> {
    let token = tokens.get(at)?;
    if let Kind::Sign(relation) = token.kind {
        return Some(Compared { relation, next: at + 1, is_negated: false, noun: None });
    }
    let (mut next, mut is_negated) = (at, negated);
    if token.word().is_some_and(|word| NEGATIONS.contains(&word)) {
        is_negated = true;
        next += 1;
        while word_at(tokens, next).is_some_and(|word| BETWEEN.contains(&word)) {
            next += 1;
        }
    }
    if let Some((relation, next, noun)) = extreme(tokens, at) {
        return Some(Compared { relation, next, is_negated: false, noun });
    }
    let (relation, next) = simple(tokens, next)?;
    let relation = if is_negated { relation.negated() } else { relation };
    Some(Compared { relation, next, is_negated, noun: None })
}

fn word_at<'a>(tokens: &[Token<'a>], at: usize) -> Option<&'a str> {
    tokens.get(at)?.word()
}

/// Whether the words begin at a token.
pub(super) fn are_at(tokens: &[Token<'_>], at: usize, words: &[&str]) -> bool {
    words.iter().enumerate().all(|(index, word)| word_at(tokens, at + index) == Some(word))
}

/// A comparison without a negation before it.
fn simple(tokens: &[Token<'_>], at: usize) -> Option<(Relation, usize)> {
    const FIXED: [(&[&str], Relation); 10] = [
        (&["at", "least"], Relation::AtLeast),
        (&["at", "most"], Relation::AtMost),
        (&["at", "the", "most"], Relation::AtMost),
        (&["up", "to"], Relation::AtMost),
        (&["a", "maximum", "of"], Relation::AtMost),
        (&["a", "minimum", "of"], Relation::AtLeast),
        (&["limited", "to"], Relation::AtMost),
        (&["starting", "from"], Relation::AtLeast),
        (&["starts", "from"], Relation::AtLeast),
        (&["exceeding"], Relation::More),
    ];
    if let Some((words, relation)) = FIXED.iter().find(|(words, _)| are_at(tokens, at, words)) {
        return Some((*relation, at + words.len()));
    }
    let word = word_at(tokens, at)?;
    // `equal to or greater than`
    let (word, start) = match are_at(tokens, at, &["equal", "to", "or"]) {
        true => (word_at(tokens, at + 3)?, at + 3),
        false => (word, at),
    };
    let is_more = MORE.contains(&word);
    if is_more || LESS.contains(&word) {
        let strict = if is_more { Relation::More } else { Relation::Less };
        let mut next = start + 1;
        let has_than = word_at(tokens, next) == Some("than");
        let is_verb = word.starts_with("exceed");
        if !has_than && !is_verb && !matches!(word, "above" | "over" | "below" | "under") {
            return None;
        }
        next += usize::from(has_than);
        let or_equal = are_at(tokens, next, &["or", "equal", "to"]);
        next += if or_equal { 3 } else { 0 };
        let or_equal = or_equal || start > at;
        let weak = if is_more { Relation::AtLeast } else { Relation::AtMost };
        return Some((if or_equal { weak } else { strict }, next));
    }
    None
}

/// The relation of an extreme, where its number is, and its noun.
type Extreme = (Relation, usize, Option<(usize, usize)>);

/// `the maximum value is 9`, `max: 9`, `minimum of 9`, `the maximum pot size is 9`: the relation, where
/// the number is, and the noun between.
fn extreme(tokens: &[Token<'_>], at: usize) -> Option<Extreme> {
    let relation = match word_at(tokens, at)? {
        "maximum" | "max" | "upper" => Relation::AtMost,
        "minimum" | "min" | "lower" => Relation::AtLeast,
        _ => return None,
    };
    let is_joint = |token: &Token<'_>| {
        matches!(token.kind, Kind::Word("is" | "are" | "of") | Kind::Mark(':' | '=' | '.'))
    };
    let ends = |at: usize| tokens.get(at).and_then(Token::number).is_some();
    let last = (at + 1..(at + 9).min(tokens.len())).find(|at| ends(*at))?;
    let between = &tokens[at + 1..last];
    // The noun ends with the last verb or mark before the number: `number of pots is 9`.
    let joint = between.iter().rposition(is_joint);
    let noun = at + 1..joint.map_or(at + 1, |joint| at + 1 + joint);
    let is_noun = |token: &Token<'_>| {
        token.word().is_some_and(|word| !NEGATIONS.contains(&word) && !word.starts_with("can"))
    };
    let after = &tokens[joint.map_or(at + 1, |joint| at + 2 + joint)..last];
    if !tokens[noun.clone()].iter().all(is_noun) || !after.iter().all(|token| is_limited(token)) {
        return None;
    }
    let is_named = !tokens[noun.clone()].iter().all(|token| is_limited(token));
    Some((relation, last, is_named.then_some((noun.start, noun.end))))
}

fn is_limited(token: &Token<'_>) -> bool {
    token.word().is_some_and(|word| LIMITED.contains(&word))
}

/// `at most`, `max`, `at least` behind a number and what it counts: `64 characters at most`.
pub(super) fn behind_noun(tokens: &[Token<'_>], at: usize) -> Option<Relation> {
    const BEHIND: [(&[&str], Relation); 8] = [
        (&["at", "most"], Relation::AtMost),
        (&["at", "the", "most"], Relation::AtMost),
        (&["max"], Relation::AtMost),
        (&["maximum"], Relation::AtMost),
        (&["at", "least"], Relation::AtLeast),
        (&["at", "the", "least"], Relation::AtLeast),
        (&["min"], Relation::AtLeast),
        (&["minimum"], Relation::AtLeast),
    ];
    // A number behind the words is the one that they are about.
    let ends = |at: usize| tokens.get(at).is_none_or(|token| matches!(token.kind, Kind::Mark(_)));
    let here = |at: usize| {
        BEHIND.iter().find(|(words, _)| are_at(tokens, at, words) && ends(at + words.len()))
    };
    let found = here(at).or_else(|| tokens.get(at)?.word().and_then(|_| here(at + 1)));
    found.map(|(_, relation)| *relation)
}

/// `or more`, `or less`, `and above` behind a number.
pub(super) fn behind(tokens: &[Token<'_>], at: usize) -> Option<(Relation, usize)> {
    if !matches!(word_at(tokens, at)?, "or" | "and") {
        return None;
    }
    const UP: [&str; 6] = ["more", "greater", "above", "higher", "larger", "longer"];
    const DOWN: [&str; 6] = ["less", "fewer", "below", "lower", "smaller", "shorter"];
    let word = word_at(tokens, at + 1)?;
    let relation = match word {
        _ if UP.contains(&word) => Relation::AtLeast,
        _ if DOWN.contains(&word) => Relation::AtMost,
        _ => return None,
    };
    let goes_on = matches!(word_at(tokens, at + 2), Some("than" | "or"));
    (!goes_on).then_some((relation, at + 2))
}

#[cfg(test)]
mod tests {
    use super::super::token::Relation::{self, AtLeast, AtMost, Less, More};
    use super::super::token::tokens;
    use super::compared;

    #[track_caller]
    fn check(text: &str, expected: Relation) {
        let tokens = tokens(text);
        let found = compared(&tokens, 0, false).expect(text);
        assert_eq!(found.relation, expected, "{text}");
        assert!(tokens[found.next].number().is_some(), "{text}");
    }

    #[test]
    fn comparisons_have_a_direction() {
        for text in [
            "at least 5",
            "not less than 5",
            "cannot be less than 5",
            "not be smaller than 5",
            "no fewer than 5",
            "greater than or equal to 5",
            "equal to or greater than 5",
            "a minimum of 5",
            "minimum value is 5",
            "min. 5",
            "≥ 5",
            ">= 5",
        ] {
            check(text, AtLeast);
        }
        for text in [
            "at most 5",
            "up to 5",
            "not exceed 5",
            "cannot exceed 5",
            "no more than 5",
            "not be greater than 5",
            "no longer than 5",
            "less than or equal to 5",
            "maximum length: 5",
            "not exceeding 5",
            "<= 5",
        ] {
            check(text, AtMost);
        }
        for text in ["more than 5", "exceeds 5", "above 5", "> 5"] {
            check(text, More);
        }
        for text in ["less than 5", "fewer than 5", "below 5", "< 5"] {
            check(text, Less);
        }
    }

    #[test]
    fn other_words_compare_nothing() {
        for text in ["more 5", "not 5", "maximum that cannot be 5", "least 5", "more cups than 5"] {
            assert_eq!(compared(&tokens(text), 0, false), None, "{text}");
        }
    }
}
