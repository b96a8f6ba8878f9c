//! What the words around an interval make of it: a limit, or something that is only said.

use super::interval::Found;
use super::subject::VERBS;
use super::token::{Kind, Token};

/// Whether the sentence says what happens or what is refused: `It exceeds 5`, `It must not be 1 to 9`.
pub(super) fn is_observed(tokens: &[Token<'_>], found: &Found<'_>) -> bool {
    let before = &tokens[..found.begin];
    let has = |words: &[&str]| before.iter().any(|token| words.iter().any(|word| token.is(word)));
    if tokens[found.begin].is("exceed") || tokens[found.begin].is("exceeds") {
        return !has(&["must", "should", "shall"]);
    }
    let negation = before.iter().rposition(|token| token.is("not") || token.is("cannot"));
    // Only verbs and prepositions between the negation and the range.
    let is_empty = |token: &Token<'_>| {
        ["be", "in", "the", "range", "of", "a", "value", "set", "to", "within", "fall"]
            .iter()
            .any(|word| token.is(word))
    };
    found.is_span && negation.is_some_and(|at| before[at + 1..].iter().all(is_empty))
}

/// Whether what stands behind the interval refuses it: `Values above 9 are not allowed`.
pub(super) fn is_refused(after: &[Token<'_>]) -> bool {
    let ends = |token: &&Token<'_>| ![',', ';', '('].iter().any(|mark| token.is_mark(*mark));
    let clause = after.iter().take_while(ends);
    let words: Vec<&str> = clause.filter_map(Token::word).collect();
    const ALLOWED: [&str; 11] = [
        "apply",
        "applies",
        "allowed",
        "supported",
        "accepted",
        "permitted",
        "valid",
        "used",
        "set",
        "selected",
        "specified",
    ];
    const REFUSED: [&str; 7] =
        ["rejected", "invalid", "refused", "excluded", "reserved", "unavailable", "recommended"];
    let negation = words.iter().position(|word| matches!(*word, "not" | "cannot"));
    let is_negated = negation.is_some_and(|at| {
        words[at + 1..]
            .iter()
            .find(|word| **word != "be")
            .is_some_and(|word| ALLOWED.contains(word))
    });
    is_negated || words.iter().any(|word| REFUSED.contains(word))
}

/// Whether a clause states a condition.
pub(super) fn is_conditional(tokens: &[Token<'_>]) -> bool {
    const STARTS: [&str; 5] = ["if", "when", "for", "unless", "after"];
    tokens.first().and_then(Token::word).is_some_and(|word| STARTS.contains(&word))
}

/// Where the clause that ends at a token begins.
pub(super) fn clause_start(tokens: &[Token<'_>], after: usize, end: usize) -> usize {
    let is_edge = |at: &usize| match tokens[*at].kind {
        Kind::Mark(',' | ';' | ':' | '(' | ')') => true,
        Kind::Word("which" | "but" | "whose") => true,
        // A second statement has a subject or a verb of its own.
        Kind::Word("and") => tokens.get(at + 1).and_then(Token::word).is_some_and(|word| {
            VERBS.contains(&word) || matches!(word, "it" | "its" | "the" | "defaults")
        }),
        _ => false,
    };
    let edge = (after..end).rev().find(is_edge);
    edge.map_or(after, |at| at + 1)
}
