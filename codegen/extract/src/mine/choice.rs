//! The values that sentences name: `can be a or b`, `either a or b`, `0 indicates off`.

use super::sentence::Sentence;
use super::series::{is_participle, series};
use super::subject::{Owner, Subject};
use super::token::{Kind, Token, tokens};
use super::values::is_value;
use crate::read::Label;
use crate::text::{is_digits, unquoted};

/// Verbs behind which values stand.
const VERBS: [&str; 10] =
    ["is", "are", "be", "can", "must", "should", "may", "shall", "include", "includes"];

/// Words between the verb and the first value.
const LEADING: [&str; 29] = [
    "be",
    "only",
    "either",
    "one",
    "any",
    "of",
    "the",
    "following",
    "these",
    "value",
    "values",
    "option",
    "options",
    "set",
    "to",
    "fixed",
    "at",
    "as",
    "follows",
    "currently",
    "supported",
    "allowed",
    "available",
    "also",
    "can",
    "must",
    "between",
    "from",
    "take",
];

/// Words that say what a value is not.
const REFUSALS: [&str; 6] = ["cannot", "not", "no", "other", "except", "default"];

/// Values that one sentence allows, in its words.
pub(super) fn chosen(
    sentence: &Sentence,
    owner: &Owner<'_>,
    is_meaning: bool,
) -> Option<Vec<String>> {
    let tokens = tokens(&sentence.lower);
    if tokens.first().is_some_and(|first| ["if", "when", "for"].iter().any(|word| first.is(word))) {
        return None;
    }
    verbal(sentence, &tokens, owner, is_meaning)
        .or_else(|| bare(sentence, &tokens))
        .or_else(|| supported(sentence, &tokens))
        .or_else(|| behind_colon(sentence, &tokens, is_meaning))
}

/// The text from a token on, as written.
fn from<'a>(sentence: &'a Sentence, tokens: &[Token<'_>], at: usize) -> Option<&'a str> {
    let begin = tokens.get(at)?.begin;
    // A quotation mark belongs to the value.
    let quoted = sentence.text[..begin].ends_with(['"', '\'']);
    Some(&sentence.text[begin - usize::from(quoted)..])
}

/// `The value can be either a or b`, `which is a or b`, `Set it to a or b`
fn verbal(
    sentence: &Sentence,
    tokens: &[Token<'_>],
    owner: &Owner<'_>,
    is_meaning: bool,
) -> Option<Vec<String>> {
    let is_verb = |token: &Token<'_>| token.word().is_some_and(|word| VERBS.contains(&word));
    let begins =
        |words: &[&str]| words.iter().any(|word| tokens.first().is_some_and(|t| t.is(word)));
    let imperative = (begins(&["set"]) && tokens.iter().take(5).any(|token| token.is("to")))
        || begins(&["choose", "select"]);
    for verb in 0..tokens.len() {
        let is_first = verb == 0 || !is_verb(&tokens[verb - 1]);
        let is_start = (is_verb(&tokens[verb]) && is_first)
            || (imperative
                && verb < 5
                && ["to", "from", "between"].iter().any(|word| tokens[verb].is(word)));
        if !is_start {
            continue;
        }
        let edge = |at: &usize| {
            matches!(tokens[*at].kind, Kind::Mark(',' | ';' | '(' | ')'))
                || tokens[*at].is("which")
                || tokens[*at].is("and")
                || tokens[*at].is("but")
        };
        let start = (0..verb).rev().find(edge).map_or(0, |at| at + 1);
        // `Kind of tea, and the value can be green or black`
        let names_value = || {
            let words: Vec<&str> = tokens[start..verb].iter().filter_map(Token::word).collect();
            matches!(*words, ["the" | "its", "value"] | ["it"])
        };
        let is_relative = start > 0 && (tokens[start - 1].is("which") || names_value());
        if is_meaning && !is_relative {
            continue;
        }
        let before = &tokens[start..verb];
        let is_own =
            imperative || matches!(owner.subject(before, true, false), Some(Subject::Value));
        // What follows a conjunction without a subject is said of the same subject.
        let is_own = is_own
            && (!before.is_empty() || start == 0 || is_relative || {
                let joint = &tokens[start - 1];
                joint.is("and") || joint.is("but")
            });
        if !is_own {
            continue;
        }
        if tokens[start..=verb].iter().any(|token| REFUSALS.iter().any(|word| token.is(word))) {
            continue;
        }
        let mut at = verb + 1;
        let mut is_choice = false;
        while let Some(token) = tokens.get(at) {
            let leads = match token.kind {
                Kind::Word(word) => LEADING.contains(&word),
                Kind::Mark(mark) => mark == ':',
                _ => false,
            };
            if !leads {
                break;
            }
            is_choice |= token.word().is_some_and(|word| {
                matches!(word, "either" | "following" | "fixed" | "only" | "these" | "follows")
            });
            at += 1;
        }
        let values = series(from(sentence, tokens, at)?);
        let Some(values) = values.filter(|values| !values.iter().all(|value| is_participle(value)))
        else {
            continue;
        };
        // One word behind a verb is seldom a value: `The value is unique`.
        let is_single = !sentence.listed
            && ["value is", "value must be", "fixed to", "fixed at"].iter().any(|phrase| {
                sentence.lower[..tokens[at].begin]
                    .trim_end_matches([' ', '"', '\''])
                    .ends_with(phrase)
            });
        if values.len() == 1 && sentence.lower.contains("default") {
            continue;
        }
        // `Billing, which is by day or by month` describes; it does not name what is written.
        let describes = is_meaning && (tokens[verb].is("is") || tokens[verb].is("are"));
        if is_choice || (!describes && (values.len() > 1 || is_single)) {
            return Some(values);
        }
    }
    None
}

/// `Either a or b`, `One of: a, b` without a verb.
fn bare(sentence: &Sentence, tokens: &[Token<'_>]) -> Option<Vec<String>> {
    let either = tokens.iter().position(|token| token.is("either"));
    let one_of = tokens
        .windows(2)
        .position(|pair| (pair[0].is("one") || pair[0].is("any")) && pair[1].is("of"));
    let start = match (either, one_of) {
        (Some(at), _) if at == 0 || tokens[at - 1].is_mark(',') => at + 1,
        (None, Some(at)) if at == 0 || tokens[at - 1].is_mark(',') => at + 2,
        _ => return None,
    };
    let is_leading = |at: &usize| {
        tokens[*at].is_mark(':')
            || ["the", "following", "these", "values"].iter().any(|w| tokens[*at].is(w))
    };
    let first = (start..tokens.len()).find(|at| !is_leading(at))?;
    series(from(sentence, tokens, first)?).filter(|values| values.len() > 1)
}

/// `Only a and b are supported`, `a and b are allowed`
fn supported(sentence: &Sentence, tokens: &[Token<'_>]) -> Option<Vec<String>> {
    let end = tokens.windows(2).position(|pair| {
        (pair[0].is("are") || pair[0].is("is"))
            && ["supported", "allowed", "available", "accepted", "valid"]
                .iter()
                .any(|w| pair[1].is(w))
    })?;
    // Characters are no values: `Only letters and digits are allowed`.
    const CHARACTERS: [&str; 6] =
        ["letters", "digits", "characters", "hyphens", "underscores", "spaces"];
    if tokens.iter().any(|token| CHARACTERS.iter().any(|word| token.is(word))) {
        return None;
    }
    let only = tokens[..end].iter().position(|token| token.is("only"));
    // `Currently, a and b are supported`
    let first = match tokens {
        [now, comma, ..] if now.is("currently") && comma.is_mark(',') => 2,
        _ => 0,
    };
    let rest = from(sentence, tokens, only.map_or(first, |only| only + 1))?;
    let named = &rest[..rest.len() - (sentence.text.len() - tokens[end].begin)];
    let values = series(named)?;
    // A word with a capital begins a sentence, unless nothing but it is allowed.
    let is_code = |value: &String| only.is_some() || !is_capitalised(value);
    let is_several = values.len() > 1 && tokens[end].is("are");
    (is_several && values.iter().all(is_code)).then_some(values)
}

fn is_capitalised(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.any(char::is_lowercase)
}

/// `Kind of tea: a, b, or c`
fn behind_colon(
    sentence: &Sentence,
    tokens: &[Token<'_>],
    is_meaning: bool,
) -> Option<Vec<String>> {
    let colon = tokens.iter().position(|token| token.is_mark(':'))?;
    const CUES: [&str; 10] = [
        "value",
        "values",
        "options",
        "following",
        "follows",
        "supported",
        "allowed",
        "available",
        "either",
        "of",
    ];
    // `Typical values: 10, 20` gives examples.
    const EXAMPLES: [&str; 12] = [
        "typical",
        "recommended",
        "common",
        "sample",
        "initial",
        "previous",
        "current",
        "other",
        "invalid",
        "reserved",
        "special",
        "unsupported",
    ];
    if tokens[..colon].iter().any(|token| EXAMPLES.iter().any(|word| token.is(word))) {
        return None;
    }
    let is_cue =
        tokens[..colon].last().is_some_and(|last| CUES[..9].iter().any(|cue| last.is(cue)));
    let is_noun = is_meaning && sentence.label == Label::Plain && !sentence.listed && colon <= 6;
    if !(is_cue || is_noun)
        || tokens[..colon].iter().any(|token| token.is("not") || token.is("cannot"))
    {
        return None;
    }
    series(from(sentence, tokens, colon + 1)?).filter(|values| values.len() > 1)
}

/// The values that sentences explain: `0 indicates off, and 1 indicates on`, `0: off; 1: on`.
pub(super) fn explained(said: &[Sentence]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for (at, sentence) in said.iter().enumerate() {
        if !matches!(sentence.label, Label::Plain | Label::Values | Label::Constraints)
            || sentence.listed
        {
            continue;
        }
        let text = explanations(&sentence.text, at == 0);
        let clauses: Vec<&str> = clauses(text);
        let assigned = assigned(&clauses);
        for value in clauses.into_iter().filter_map(explained_value).chain(assigned) {
            if !found.contains(&value) {
                found.push(value);
            }
        }
    }
    if found.len() > 1 { found } else { Vec::new() }
}

/// The part of a sentence that explains values. The first one says what the value is, and may explain its
/// codes behind a colon or in parentheses: `Grade (0: mild, 1: strong)`.
fn explanations(text: &str, is_meaning: bool) -> &str {
    let text = ["Set it to ", "Use ", "The value is ", "Value ", "Enter "]
        .iter()
        .find_map(|start| text.strip_prefix(start))
        .unwrap_or(text);
    if !is_meaning {
        return text;
    }
    let begins = |text: &str| text.trim_start().starts_with(|c: char| c.is_ascii_digit());
    let inner = text.split_once(" (").map(|(_, inner)| inner).filter(|inner| begins(inner));
    let inner =
        inner.and_then(|inner| inner.strip_suffix(')')).filter(|inner| !inner.contains('('));
    let behind = text.split_once(": ").map(|(_, behind)| behind).filter(|behind| begins(behind));
    inner.or(behind.filter(|behind| behind.contains(" = "))).unwrap_or(text)
}

/// The clauses of a sentence; `and` divides two of them if a code follows.
fn clauses(text: &str) -> Vec<&str> {
    let mut clauses = Vec::new();
    for clause in text.split([',', ';']) {
        let mut rest = clause;
        while let Some(at) = rest
            .find(" and ")
            .filter(|at| rest[at + " and ".len()..].starts_with(|c: char| c.is_ascii_digit()))
        {
            clauses.extend(Some(&rest[..at]).filter(|clause| !clause.is_empty()));
            rest = &rest[at + " and ".len()..];
        }
        clauses.push(rest);
    }
    clauses
}

/// `1 for low`, `2 is high`, `asc for ascending`: all clauses must be so, and none may say how many there
/// are for what, as `1 for each pot` does, or what a number is, as `1 is the least` does.
fn assigned(clauses: &[&str]) -> Vec<String> {
    const OTHERWISE: [&str; 14] = [
        "each", "every", "a", "an", "the", "all", "one", "any", "both", "minimum", "maximum",
        "default", "not", "used",
    ];
    let assigned = |clause: &&str| {
        let clause = clause.trim();
        let clause = clause.strip_prefix("and ").unwrap_or(clause);
        let (value, meaning) = clause.split_once(" for ").or_else(|| clause.split_once(" is "))?;
        let first = meaning.split(' ').next().unwrap_or_default();
        let is_short = value.len() > 1 && meaning.len() > value.len() && meaning.starts_with(value);
        let is_code = is_digits(value) || (is_short && is_value(value));
        (is_code && !OTHERWISE.contains(&first)).then(|| value.to_owned())
    };
    let parts = clauses.iter().flat_map(|clause| clause.split(" and "));
    let parts: Vec<&str> = parts.filter(|part| !part.trim().is_empty()).collect();
    let values: Option<Vec<String>> = parts.iter().map(assigned).collect();
    values.filter(|values| values.len() > 1).unwrap_or_default()
}

/// The value that a clause explains.
fn explained_value(clause: &str) -> Option<String> {
    let clause = clause.trim();
    let clause = clause.strip_prefix("and ").unwrap_or(clause);
    let lower = clause.to_ascii_lowercase();
    let start = ["the value ", "value "].iter().find(|start| lower.starts_with(**start));
    let rest = &clause[start.map_or(0, |start| start.len())..];
    const VERBS: [&str; 10] = [
        " indicates ",
        " means ",
        " represents ",
        " stands for ",
        " indicates: ",
        ": ",
        " - ",
        " – ",
        " = ",
        "=",
    ];
    let (value, _) = VERBS.iter().find_map(|verb| rest.split_once(verb))?;
    // `0 (default): mild`
    let value = value.split_once(" (").map_or(value, |(value, _)| value);
    let value = unquoted(value.trim());
    let is_code = is_digits(value.strip_prefix('-').unwrap_or(value))
        || value.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_')
        || value.contains('_')
        || (start.is_some() && is_value(value));
    (is_code && is_value(value)).then(|| value.to_owned())
}
