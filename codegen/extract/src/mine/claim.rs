//! What a row claims about numbers: limits of the value, of its length, of its items.

use taurusdb_spec::Type;

use super::context::{clause_start, is_conditional, is_observed, is_refused};
use super::conversion::converted;
use super::counted::{Counted, counted, noun};
use super::interval::{End, Found, Interval, intervals};
use super::sentence::Sentence;
use super::subject::{Owner, Subject, VERBS};
use super::token::{Kind, Token, tokens};
use crate::read::Label;

/// What is limited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Limited {
    Value,
    Length,
    Items,
}

/// A limit that a sentence states.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Claim<'a> {
    pub(super) limited: Limited,
    pub(super) low: Option<f64>,
    pub(super) high: Option<f64>,
    /// The unit of the numbers, as it is written.
    pub(super) unit: Option<&'a str>,
}

/// All limits that a row states.
pub(super) fn claims<'a>(said: &'a [Sentence], owner: &Owner<'_>) -> Vec<Claim<'a>> {
    let mut all = Vec::new();
    // What holds only in some case.
    let mut cases: Vec<Claim<'_>> = Vec::new();
    for (index, sentence) in said.iter().enumerate() {
        let is_default = sentence.label == Label::Default && sentence.first;
        let has_number = sentence.lower.bytes().any(|byte| byte.is_ascii_digit())
            || NUMBER_WORDS.iter().any(|word| sentence.lower.contains(word));
        if sentence.label == Label::Aside || is_default || !has_number {
            continue;
        }
        let reader = Reader { sentence, owner, is_meaning: index == 0 };
        let (tokens, before) = (tokens(&sentence.lower), all.len());
        reader.read(&tokens, &mut all);
        if is_conditional(&tokens) {
            cases.extend(&all[before..]);
        }
    }
    // What always holds is the limit that all cases have in common.
    for claim in all.iter_mut().filter(|claim| cases.contains(claim)) {
        for case in cases.iter().filter(|case| case.limited == claim.limited) {
            let joined = |a: Option<f64>, b: Option<f64>, join: fn(f64, f64) -> f64| {
                a.zip(b).map(|(a, b)| join(a, b))
            };
            claim.low = joined(claim.low, case.low, f64::min);
            claim.high = joined(claim.high, case.high, f64::max);
        }
    }
    all
}

/// Whether a sentence says what a number of characters stands for: `Two characters indicate one byte`.
fn means(tokens: &[Token<'_>]) -> bool {
    const MEANINGS: [&str; 8] =
        ["indicate", "indicates", "represent", "represents", "mean", "means", "make", "form"];
    tokens.iter().take(3).filter_map(Token::word).any(|word| MEANINGS.contains(&word))
}

/// What a sentence with more intervals limits, nobody can tell: each is read with all the words around it. Such
/// a sentence gives no fact, so it is listed as unread.
pub(super) const MOST_INTERVALS: usize = 500;

/// Parts of the number words with which a sentence without digits can state a limit.
const NUMBER_WORDS: [&str; 12] = [
    "one", "two", "three", "five", "ten", "teen", "twelve", "twenty", "thirty", "forty", "fifty",
    "hundred",
];

struct Reader<'r, 'a> {
    sentence: &'a Sentence,
    owner: &'r Owner<'r>,
    /// Whether the sentence is the first one, which says what the value is.
    is_meaning: bool,
}

impl<'a> Reader<'_, 'a> {
    fn read(&self, tokens: &[Token<'a>], all: &mut Vec<Claim<'a>>) {
        if let Some(claim) = self.labelled(tokens) {
            all.push(claim);
            return;
        }
        let found = intervals(tokens);
        if found.len() > MOST_INTERVALS {
            return;
        }
        let mut after = 0;
        for interval in &found {
            let claim = self.claim(tokens, after, interval);
            all.extend(claim);
            after = interval.end;
        }
        if found.is_empty() {
            all.extend(self.exact(tokens));
        }
    }

    /// A number directly behind a label that says what it limits.
    fn labelled(&self, tokens: &[Token<'a>]) -> Option<Claim<'a>> {
        if !self.sentence.first {
            return None;
        }
        let number = tokens.first().and_then(Token::number);
        let limited = match self.sentence.label {
            Label::Minimum | Label::Maximum => match self.owner.kind {
                Type::String if !self.owner.is_numeric => Limited::Length,
                Type::Array(_) => return None,
                _ => Limited::Value,
            },
            Label::Items => Limited::Items,
            Label::Length | Label::MinimumLength | Label::MaximumLength => match self.owner.kind {
                Type::Array(_) => Limited::Items,
                _ => Limited::Length,
            },
            _ => return None,
        };
        if let Some(found) = intervals(tokens).first().filter(|found| found.begin <= 1) {
            return self.limit(limited, found.interval);
        }
        let number = number?;
        let is_high = matches!(self.sentence.label, Label::Maximum | Label::MaximumLength);
        let is_low = matches!(self.sentence.label, Label::Minimum | Label::MinimumLength);
        let (low, high) = ((!is_high).then_some(number), (!is_low).then_some(number));
        Some(Claim { limited, low, high, unit: None })
    }

    fn claim(&self, tokens: &[Token<'_>], after: usize, found: &Found<'a>) -> Option<Claim<'a>> {
        let begin = found.begin;
        let is_other = self.is_condition(tokens, begin)
            || Self::is_example(tokens, begin)
            || is_refused(&tokens[found.end..])
            || is_observed(tokens, found);
        if is_other {
            return None;
        }
        let mut start = clause_start(tokens, after, begin);
        if begin > start && ["and", "or", "but"].iter().any(|joint| tokens[begin - 1].is(joint)) {
            // `is a multiple of 10 and at least 10`: the subject is the same.
            start = begin;
        }
        if start > 0 && tokens[start - 1].is("which") && !self.is_antecedent_ours(tokens, start - 1)
        {
            return None;
        }
        let before = &tokens[start..begin];
        let verb = self.has_verb(tokens, found);
        let is_value = self.sentence.label == Label::Values && self.sentence.first;
        let mut subject = self.owner.subject(before, verb, is_value)?;
        if let Some((begin, end)) = found.noun {
            let noun: Vec<&str> = tokens[begin..end].iter().filter_map(Token::word).collect();
            subject = self.owner.named(&noun, is_value)?;
        }
        if matches!(subject, Subject::Value | Subject::Count) && self.is_of_several(before) {
            return None;
        }
        let has_predicate = verb
            || before.iter().any(|token| token.word().is_some_and(|word| VERBS.contains(&word)));
        let is_bare = before.is_empty();
        if is_bare && start > 0 && !self.is_subject_ours(tokens, start) {
            return None;
        }
        let subject = if found.is_length { Subject::Length } else { subject };
        let counted = counted(tokens, found, self.owner);
        if matches!(counted, Counted::Thing { .. }) && self.is_possession(before) {
            return None;
        }
        if counted == Counted::Characters && is_shown(&tokens[found.end..]) {
            return None;
        }
        let limited = self.limited(subject, counted, has_predicate, found)?;
        let claim = self.limit(limited, found.interval)?;
        Some(match or_else(&tokens[found.end..]) {
            Some(value) if limited == Limited::Value => Claim {
                low: claim.low.map(|low| low.min(value)),
                high: claim.high.map(|high| high.max(value)),
                ..claim
            },
            _ => claim,
        })
    }

    /// Whether the comparison is a verb itself, `exceeds 5`, or a verb follows that allows the
    /// interval: `Any port from 1 to 9 can be used`.
    fn has_verb(&self, tokens: &[Token<'_>], found: &Found<'_>) -> bool {
        let first = &tokens[found.begin];
        let compares = match first.kind {
            Kind::Sign(_) => true,
            Kind::Word(word) => word.starts_with("exceed") || word.starts_with("can"),
            _ => false,
        };
        let allows = || {
            let after = tokens[found.end..].iter().filter_map(Token::word);
            let mut said = after.skip_while(|word| !VERBS.contains(word)).skip(1);
            match said.next() {
                Some("allowed" | "supported" | "used") => true,
                // `must be in the room` allows nothing.
                Some("be") => said.next().is_none_or(|word| {
                    word.ends_with("ed") || matches!(word, "set" | "given" | "chosen")
                }),
                _ => false,
            }
        };
        compares || (!self.is_meaning && allows())
    }

    /// Whether the words speak of a sum, or of one of several parts: `the total size`, `each key`.
    fn is_of_several(&self, before: &[Token<'_>]) -> bool {
        let has = |word: &str| before.iter().any(|token| token.is(word));
        let is_text = *self.owner.kind == Type::String;
        let is_list = matches!(self.owner.kind, Type::Array(_));
        let is_sum = ["total", "sum", "together", "combined"]
            .iter()
            .any(|word| has(word) && !self.owner.is_called(word));
        let named = before.iter().filter_map(Token::word).any(|word| self.owner.is_called(word));
        let of_parts = is_text && has("each") && !self.is_meaning && !named;
        !is_list && (is_sum || of_parts)
    }

    /// Whether a thing has so many of another thing: `A lid has 4 holes`. A number has nothing.
    fn is_possession(&self, before: &[Token<'_>]) -> bool {
        const HAVE: [&str; 6] = ["has", "have", "had", "holds", "hold", "contains"];
        let is_number = matches!(self.owner.kind, Type::Integer | Type::Long | Type::Number);
        is_number && before.iter().any(|token| HAVE.iter().any(|verb| token.is(verb)))
    }

    /// Whether the number is an example: `such as 5`.
    fn is_example(tokens: &[Token<'_>], at: usize) -> bool {
        let word = |back: usize| at.checked_sub(back).and_then(|at| tokens[at].word());
        (word(2), word(1)) == (Some("such"), Some("as")) || word(1) == Some("like")
    }

    /// Whether `which` stands for the value: in the sentence that says what the value is, or behind a word
    /// for any value, `an integer, which ranges from 1 to 5`.
    fn is_antecedent_ours(&self, tokens: &[Token<'_>], which: usize) -> bool {
        let noun = tokens[..which].iter().rev().find_map(Token::word);
        self.is_meaning || noun.is_none_or(|noun| self.owner.names(noun) || is_any_value(noun))
    }

    /// Whether the words before a comma or another mark are about the value.
    fn is_subject_ours(&self, tokens: &[Token<'_>], start: usize) -> bool {
        let mark = &tokens[start - 1];
        let is_list_head = self.sentence.listed && mark.is_mark(':');
        if self.is_meaning || is_list_head || is_conditional(tokens) {
            return true;
        }
        let verb = tokens[..start]
            .iter()
            .position(|token| token.word().is_some_and(|word| VERBS.contains(&word)));
        let Some(verb) = verb else { return self.sentence.label == Label::Values };
        let noun: Vec<&str> = tokens[..verb].iter().filter_map(Token::word).collect();
        self.owner.is_about(&noun, false)
    }

    /// Whether the token is in the half of the sentence that is a condition.
    fn is_condition(&self, tokens: &[Token<'_>], at: usize) -> bool {
        if !is_conditional(tokens) {
            return false;
        }
        let ends = |token: &Token<'_>| token.is_mark(',') || token.is_mark(':') || token.is("then");
        !tokens[..at].iter().any(ends)
    }

    /// What the numbers limit, if it is something of the value.
    fn limited(
        &self,
        subject: Subject,
        counted: Counted,
        has_predicate: bool,
        found: &Found<'_>,
    ) -> Option<Limited> {
        let Owner { kind, is_numeric, .. } = *self.owner;
        let is_labelled = self.sentence.label == Label::Values && self.sentence.first;
        match kind {
            Type::Integer | Type::Long | Type::Number => match (subject, counted) {
                (Subject::Length, _) | (_, Counted::Characters | Counted::Other) => None,
                (_, Counted::Thing { is_known, is_allowed }) => {
                    (is_labelled || has_predicate || (is_known && is_allowed))
                        .then_some(Limited::Value)
                }
                _ => Some(Limited::Value),
            },
            Type::String => match (subject, counted) {
                (_, Counted::Other | Counted::Items) => None,
                (Subject::Length, _) | (_, Counted::Characters) => Some(Limited::Length),
                (Subject::Count, _) => None,
                (_, Counted::Unit) => Some(Limited::Value),
                (_, Counted::Thing { .. }) if !(is_numeric && (is_labelled || has_predicate)) => {
                    None
                }
                _ if is_numeric => Some(Limited::Value),
                // One end without a noun says too little: `The maximum value is 9` is of a number.
                _ => could_be_lengths(found.interval).then_some(Limited::Length),
            },
            Type::Array(element) => match (subject, counted) {
                (_, Counted::Other | Counted::Unit) => None,
                (_, Counted::Characters) => (**element == Type::String).then_some(Limited::Length),
                (Subject::Count, _) | (_, Counted::Items) => Some(Limited::Items),
                (Subject::Length, _) => Some(Limited::Items),
                (_, Counted::Thing { is_known, is_allowed }) => (is_known
                    && (is_allowed || has_predicate || self.is_all(found)))
                .then_some(Limited::Items),
                (_, Counted::Nothing) => match **element {
                    Type::Integer | Type::Long | Type::Number if is_labelled || has_predicate => {
                        Some(Limited::Value)
                    }
                    _ => found.interval.low.is_none().then_some(Limited::Items),
                },
            },
            _ => None,
        }
    }

    /// Whether the sentence says nothing but the interval and what is counted: `At most 10 pots`.
    fn is_all(&self, found: &Found<'_>) -> bool {
        let tokens = tokens(&self.sentence.lower);
        let behind = &tokens[found.end.min(tokens.len())..];
        found.begin == 0 && behind.len() <= 2 && behind.iter().all(|token| token.word().is_some())
    }

    /// `32 characters`, `a length of 32`: both ends are the same.
    fn exact(&self, tokens: &[Token<'_>]) -> Option<Claim<'a>> {
        let is_text = match self.owner.kind {
            Type::Array(element) => **element == Type::String,
            other => *other == Type::String,
        };
        if !is_text {
            return None;
        }
        let numbers = tokens.iter().enumerate().filter(|(_, token)| token.number().is_some());
        numbers.take(MOST_INTERVALS).find_map(|(at, token)| {
            let number = token.number().filter(|number| *number >= 1.0 && number.fract() == 0.0)?;
            let start = clause_start(tokens, 0, at);
            let before = &tokens[start..at];
            let subject = self.owner.subject(before, false, false)?;
            let is_refused = before.iter().any(|token| token.is("cannot") || token.is("not"));
            let is_bare = before.is_empty() && !(self.is_meaning || start == 0);
            if is_refused
                || is_bare
                || start == at && at == 0 && means(&tokens[at + 1..])
                || self.is_condition(tokens, at)
                || Self::is_example(tokens, at)
            {
                return None;
            }
            let counted = noun(&tokens[at + 1..], self.owner);
            let is_length = match (subject, counted) {
                (Subject::Length, Counted::Nothing | Counted::Characters) => {
                    !matches!(self.owner.kind, Type::Array(_))
                }
                (Subject::Value, Counted::Characters) => true,
                _ => false,
            };
            let (low, high) = (Some(number), Some(number));
            is_length.then_some(Claim { limited: Limited::Length, low, high, unit: None })
        })
    }

    /// The claim, with ends that belong to the interval and in the unit of the value.
    fn limit(&self, limited: Limited, interval: Interval<'a>) -> Option<Claim<'a>> {
        let is_whole =
            limited != Limited::Value || !matches!(innermost(self.owner.kind), Type::Number);
        let unit = match (self.owner.unit.as_deref(), interval.low, interval.high) {
            (None, Some(low), Some(high)) if low.unit != high.unit => return None,
            (unit, ..) => unit,
        };
        let closed = |end: End<'_>, step: f64| {
            let value = match (unit, end.unit, limited) {
                (Some(unit), Some(written), Limited::Value) => converted(end.value, written, unit)?,
                _ => end.value,
            };
            match (end.is_open, is_whole) {
                (false, _) => Some(value),
                (true, true) if step > 0.0 => Some(value.floor() + 1.0),
                (true, true) => Some(value.ceil() - 1.0),
                // The model has no open ends.
                (true, false) => None,
            }
        };
        let low = interval.low.and_then(|end| closed(end, 1.0));
        let high = interval.high.and_then(|end| closed(end, -1.0));
        let ends = [interval.low, interval.high].into_iter().flatten();
        let written = ends.filter_map(|end| end.unit).next();
        let unit = written.filter(|_| limited == Limited::Value);
        (low.is_some() || high.is_some()).then_some(Claim { limited, low, high, unit })
    }
}

/// Whether a noun can be any value.
fn is_any_value(noun: &str) -> bool {
    matches!(noun, "integer" | "number" | "value" | "string" | "decimal" | "percentage" | "it")
}

/// Whether what follows says what is shown of a value: `Up to 50 characters are displayed`.
fn is_shown(after: &[Token<'_>]) -> bool {
    after.iter().any(|token| token.is("shown") || token.is("displayed"))
}

fn innermost(kind: &Type) -> &Type {
    match kind {
        Type::Array(inner) | Type::Map(inner) => innermost(inner),
        other => other,
    }
}

/// Whether there are two ends, and both could be lengths.
fn could_be_lengths(interval: Interval<'_>) -> bool {
    const LONGEST: f64 = 4096.0;
    let is_length = |end: Option<End<'_>>| {
        end.is_some_and(|end| end.value.fract() == 0.0 && (0.0..=LONGEST).contains(&end.value))
    };
    is_length(interval.low) && is_length(interval.high)
}

/// A single number that is allowed beside the interval: `5 to 10, or 0`.
fn or_else(after: &[Token<'_>]) -> Option<f64> {
    const HELPERS: [&str; 6] = ["be", "is", "the", "value", "can", "equal"];
    let at = after.iter().take(2).position(|token| token.is("or"))?;
    let mut rest = after[at + 1..].iter();
    let token = rest.find(|token| !HELPERS.iter().any(|word| token.is(word)))?;
    // Not the start of another range, and not a count.
    let ends = rest.next().is_none_or(|next| matches!(next.kind, Kind::Mark(_)));
    token.number().filter(|_| ends)
}
