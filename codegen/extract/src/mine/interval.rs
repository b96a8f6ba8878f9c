//! Intervals of numbers, in every way of writing that has two ends or one.

use super::relation::{are_at, behind, behind_noun, compared};
use super::token::{Kind, Relation, Token};

/// One end of an interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct End<'a> {
    pub(super) value: f64,
    /// Whether the number itself is outside.
    pub(super) is_open: bool,
    /// The unit directly behind the number.
    pub(super) unit: Option<&'a str>,
}

/// Numbers between two ends, or from one on. One end at least is there.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Interval<'a> {
    pub(super) low: Option<End<'a>>,
    pub(super) high: Option<End<'a>>,
}

/// An interval in a sentence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Found<'a> {
    pub(super) interval: Interval<'a>,
    /// Its first token.
    pub(super) begin: usize,
    /// The first token after it.
    pub(super) end: usize,
    /// Whether it was written as one: with a dash, `to` or in brackets.
    pub(super) is_span: bool,
    /// The words of the comparison name a length: `no longer than 9`, `maximum length is 9`.
    pub(super) is_length: bool,
    /// What the words of the comparison name: `the maximum pot size is 9`.
    pub(super) noun: Option<(usize, usize)>,
}

/// Words that are units of what a number counts.
const UNITS: [&str; 40] = [
    "%",
    "b",
    "byte",
    "bytes",
    "kb",
    "mb",
    "gb",
    "tb",
    "pb",
    "kib",
    "mib",
    "gib",
    "tib",
    "ms",
    "milliseconds",
    "millisecond",
    "s",
    "sec",
    "seconds",
    "second",
    "min",
    "mins",
    "minutes",
    "minute",
    "h",
    "hours",
    "hour",
    "days",
    "day",
    "weeks",
    "months",
    "month",
    "years",
    "percent",
    "vcpus",
    "vcpu",
    "hz",
    "iops",
    "mbit/s",
    "gbit/s",
];

/// The intervals of a sentence, in order.
pub(super) fn intervals<'a>(tokens: &[Token<'a>]) -> Vec<Found<'a>> {
    let mut found: Vec<Found<'a>> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match interval_at(tokens, at) {
            Some(interval) => {
                at = interval.end;
                found.push(interval);
            }
            None => at += 1,
        }
    }
    found
}

fn interval_at<'a>(tokens: &[Token<'a>], at: usize) -> Option<Found<'a>> {
    bracketed(tokens, at)
        .or_else(|| chained(tokens, at))
        .or_else(|| relative(tokens, at))
        .or_else(|| spanned(tokens, at))
        .or_else(|| followed(tokens, at))
        .map(|found| with_remark(tokens, found))
}

fn found<'a>(interval: Interval<'a>, begin: usize, end: usize, is_span: bool) -> Found<'a> {
    Found { interval, begin, end, is_span, is_length: false, noun: None }
}

fn closed<'a>(value: f64, unit: Option<&'a str>) -> End<'a> {
    End { value, is_open: false, unit }
}

/// The unit at a token, and the token after it.
fn unit<'a>(tokens: &[Token<'a>], at: usize) -> (Option<&'a str>, usize) {
    match tokens.get(at).and_then(Token::word).filter(|word| UNITS.contains(word)) {
        Some(unit) => (Some(unit), at + 1),
        None => (None, at),
    }
}

/// A number and its unit: `5 gb`. A currency or `value` before it is not part of it.
fn end_at<'a>(tokens: &[Token<'a>], at: usize) -> Option<(End<'a>, usize)> {
    let value = tokens.get(at)?.number()?;
    let (unit, next) = unit(tokens, at + 1);
    Some((closed(value, unit), next))
}

fn ordered<'a>(low: End<'a>, high: End<'a>) -> Option<Interval<'a>> {
    // The unit behind the second number is for both.
    let low = End { unit: low.unit.or(high.unit), ..low };
    let high = End { unit: high.unit.or(low.unit), ..high };
    let is_same = low.unit == high.unit;
    (!is_same || low.value <= high.value).then_some(Interval { low: Some(low), high: Some(high) })
}

/// `[1, 9]`, `(0,9]`, `[1-9]`, `[1, +∞)`. Round brackets on both sides are a remark, unless the word
/// before them is about a range.
fn bracketed<'a>(tokens: &[Token<'a>], at: usize) -> Option<Found<'a>> {
    let open = match tokens.get(at)?.kind {
        Kind::Mark('[') => false,
        Kind::Mark('(') => true,
        _ => return None,
    };
    let (low, next) = infinite_or_end(tokens, at + 1)?;
    let is_list = match tokens.get(next)?.kind {
        Kind::Mark(',' | ';') => true,
        Kind::Dash => false,
        Kind::Word("to") => false,
        _ => return None,
    };
    let (high, next) = infinite_or_end(tokens, next + 1)?;
    let close_open = match tokens.get(next)?.kind {
        Kind::Mark(']') => false,
        Kind::Mark(')') => true,
        _ => return None,
    };
    let about_range = at.checked_sub(1).and_then(|before| tokens.get(before));
    let about_range = about_range.is_some_and(|token| {
        token.word().is_some_and(|word| matches!(word, "range" | "is" | "interval" | "in" | "of"))
            || token.is_mark(':')
    });
    // A remark in parentheses: the brackets say nothing of the ends.
    let is_remark = open && close_open && !(is_list && (about_range || at == 0));
    if is_remark {
        if is_list {
            return None;
        }
        let interval = ordered(low?, high?)?;
        return Some(found(interval, at + 1, next, true));
    }
    let low = low.map(|low| End { is_open: open, ..low });
    let high = high.map(|high| End { is_open: close_open, ..high });
    let interval = match (low, high) {
        (Some(low), Some(high)) => ordered(low, high)?,
        (None, None) => return None,
        (low, high) => Interval { low, high },
    };
    Some(found(interval, at, next + 1, true))
}

/// An end, or none for the sign of infinity.
fn infinite_or_end<'a>(tokens: &[Token<'a>], at: usize) -> Option<(Option<End<'a>>, usize)> {
    let is_sign =
        |at: usize| matches!(tokens.get(at).map(|t| t.kind), Some(Kind::Dash | Kind::Mark('+')));
    let at_sign = at + usize::from(is_sign(at));
    if tokens.get(at_sign)?.is_mark('∞') {
        return Some((None, at_sign + 1));
    }
    let (end, next) = end_at(tokens, at)?;
    Some((Some(end), next))
}

/// `1 <= value <= 9`, `9 >= value >= 1`
fn chained<'a>(tokens: &[Token<'a>], at: usize) -> Option<Found<'a>> {
    let (first, next) = end_at(tokens, at)?;
    let sign = |at: usize| match tokens.get(at)?.kind {
        Kind::Sign(relation) => Some(relation),
        _ => None,
    };
    let before = sign(next)?.reversed();
    let middle = (next + 1..next + 4).find(|at| sign(*at).is_some());
    let Some(second) = middle else {
        // `1 < value`
        tokens.get(next + 1)?.word()?;
        return Some(found(one_end(before, first), at, next + 2, false));
    };
    let after = sign(second)?;
    let (last, end) = end_at(tokens, second + 1)?;
    let interval = both(one_end(before, first), one_end(after, last))?;
    Some(found(interval, at, end, true))
}

/// The numbers that stand in a relation to an end.
fn one_end(relation: Relation, end: End<'_>) -> Interval<'_> {
    let open = End { is_open: matches!(relation, Relation::Less | Relation::More), ..end };
    match relation {
        Relation::Less | Relation::AtMost => Interval { low: None, high: Some(open) },
        Relation::More | Relation::AtLeast => Interval { low: Some(open), high: None },
    }
}

/// What two half intervals have in common, if they are the two halves of one.
fn both<'a>(a: Interval<'a>, b: Interval<'a>) -> Option<Interval<'a>> {
    match (a.low, a.high, b.low, b.high) {
        (Some(low), None, None, Some(high)) | (None, Some(high), Some(low), None) => {
            ordered(low, high)
        }
        _ => None,
    }
}

/// `at least 1`, `at least 1 and at most 9`, `cannot be less than 1 or greater than 9`.
fn relative<'a>(tokens: &[Token<'a>], at: usize) -> Option<Found<'a>> {
    let first = compared(tokens, at, false)?;
    let (end, mut next) = end_at(tokens, first.next)?;
    if continues_range(tokens, next) {
        return None;
    }
    let mut interval = one_end(first.relation, end);
    // A noun may stand between: `at least 4 characters and at most 64 characters`.
    let joints = (next..(next + 4).min(tokens.len()))
        .take_while(|at| tokens[*at].number().is_none())
        .filter(|at| is_joint(&tokens[*at]));
    for joint in joints {
        let mut second = joint + 1;
        while tokens.get(second).is_some_and(is_joint_or_helper) {
            second += 1;
        }
        if let Some(other) = compared(tokens, second, first.is_negated && is_or(&tokens[joint]))
            && let Some((end, after)) = end_at(tokens, other.next)
            && let Some(joined) = both(interval, one_end(other.relation, end))
        {
            interval = joined;
            next = after;
            break;
        }
    }
    let is_length = tokens[at..first.next]
        .iter()
        .any(|token| token.is("longer") || token.is("shorter") || token.is("length"));
    Some(Found { is_length, noun: first.noun, ..found(interval, at, next, false) })
}

fn is_or(token: &Token<'_>) -> bool {
    token.is("or") || token.is("nor")
}

fn is_joint(token: &Token<'_>) -> bool {
    matches!(token.kind, Kind::Word("and" | "or" | "nor" | "but") | Kind::Mark(',' | ';'))
}

fn is_joint_or_helper(token: &Token<'_>) -> bool {
    const HELPERS: [&str; 12] =
        ["must", "can", "should", "be", "is", "it", "the", "value", "and", "but", "size", "has"];
    token.word().is_some_and(|word| HELPERS.contains(&word))
}

/// Whether the number before is the first end of a range: `up to 5 to 9` says nothing.
fn continues_range(tokens: &[Token<'_>], at: usize) -> bool {
    let second = tokens.get(at + 1).is_some_and(|token| token.number().is_some());
    let Some(token) = tokens.get(at) else { return false };
    second && (token.kind == Kind::Dash || token.is("to") || token.is("through"))
}

/// `1-9`, `1 to 9`, `from 1 for the first to 9 for the last`, `between 1 and 9`.
fn spanned<'a>(tokens: &[Token<'a>], at: usize) -> Option<Found<'a>> {
    let word = tokens[at].word();
    let is_between = word == Some("between");
    let has_from = word == Some("from");
    let start = at + usize::from(is_between || has_from);
    let (low, next) = end_at(tokens, start)?;
    let joint = tokens.get(next)?;
    let is_joint = match joint.kind {
        Kind::Dash => true,
        Kind::Word("to" | "through" | "till" | "until") => true,
        Kind::Word("and") => is_between,
        _ => false,
    };
    if is_joint {
        let (high, end) = end_at(tokens, next + 1)?;
        return Some(found(ordered(low, high)?, at, end, true));
    }
    if !has_from {
        return None;
    }
    // `from 1 (the first) to 9 (the last)`
    let to = (next + 1..(next + 8).min(tokens.len())).find(|at| tokens[*at].is("to"))?;
    let (high, end) = end_at(tokens, to + 1)?;
    Some(found(ordered(low, high)?, at, end, true))
}

/// `1 or more`, `9 or less`, `9 cups at most`
fn followed<'a>(tokens: &[Token<'a>], at: usize) -> Option<Found<'a>> {
    let (end, next) = end_at(tokens, at)?;
    // What the number counts stands behind it, as elsewhere.
    let beside = || behind_noun(tokens, next).map(|relation| (relation, next));
    let (relation, next) = behind(tokens, next).or_else(beside)?;
    Some(found(one_end(relation, end), at, next, false))
}

/// `1 to 9 (exclusive)`, `1 to 9, inclusive`
fn with_remark<'a>(tokens: &[Token<'a>], mut found: Found<'a>) -> Found<'a> {
    let is_mark =
        |at: usize| tokens.get(at).is_some_and(|token| token.is_mark('(') || token.is_mark(','));
    let word = found.end + usize::from(is_mark(found.end));
    let ends = |open: bool, mut found: Found<'a>| {
        for end in [&mut found.interval.low, &mut found.interval.high].into_iter().flatten() {
            end.is_open = open;
        }
        found
    };
    let is_exclusive =
        are_at(tokens, word, &["exclusive"]) || are_at(tokens, word, &["exclusively"]);
    let is_inclusive = are_at(tokens, word, &["inclusive"]);
    if is_exclusive || is_inclusive {
        let closes = tokens.get(word + 1).is_some_and(|token| token.is_mark(')'));
        found.end = word + 1 + usize::from(closes);
        return ends(is_exclusive, found);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::token::tokens;
    use super::intervals;

    /// The interval in the notation of mathematics.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let tokens = tokens(text);
        let shown: Vec<String> = intervals(&tokens)
            .iter()
            .map(|found| {
                let low = found.interval.low.map_or("(".to_owned(), |end| {
                    format!("{}{}", if end.is_open { "(" } else { "[" }, end.value)
                });
                let high = found.interval.high.map_or(")".to_owned(), |end| {
                    format!("{}{}", end.value, if end.is_open { ")" } else { "]" })
                });
                format!("{low},{high}")
            })
            .collect();
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn both_ends_are_read() {
        for text in [
            "1-9",
            "1 – 9",
            "1~9",
            "1..9",
            "1 to 9",
            "from 1 to 9",
            "1 through 9",
            "[1, 9]",
            "[1,9]",
            "[1-9]",
            "between 1 and 9",
            "1 gb to 9 gb",
            "1gb-9gb",
            "1 ≤ value ≤ 9",
            "9 >= the value >= 1",
            "≥1 and ≤ 9",
            "at least 1 and at most 9",
            "at least 1, but no more than 9",
            "not be less than 1 or greater than 9",
            "neither less than 1 nor greater than 9",
            "1 to 9 (inclusive)",
            "from 1 (the first) to 9 (the last)",
            "at least 1 character and at most 9 characters",
        ] {
            check(text, &["[1,9]"]);
        }
        check("(0,9]", &["(0,9]"]);
        check("range is (0, 9)", &["(0,9)"]);
        check("0 < x <= 9", &["(0,9]"]);
        check("1 to 9, exclusive", &["(1,9)"]);
        check("size (1-9)", &["[1,9]"]);
        check("[0, +∞)", &["[0,)"]);
        check("-9 to -1, or 5 to 6", &["[-9,-1]", "[5,6]"]);
    }

    #[test]
    fn one_end_is_enough() {
        check("x > 0", &["(0,)"]);
        check("1 or more", &["[1,)"]);
        check("9 or less", &["(,9]"]);
        check("9 cups at most", &["(,9]"]);
        check("9 max", &["(,9]"]);
        check("1 cup at least", &["[1,)"]);
        check("1 at least 5", &["[5,)"]);
        check("must not exceed 9", &["(,9]"]);
        check("maximum value is 9", &["(,9]"]);
    }

    #[test]
    fn lists_and_other_numbers_are_no_intervals() {
        for text in ["1, 2, 3", "[1, 2, 3]", "0 (1, 2)", "5", "9 to 1", "1 and 9", "2024-01-01"] {
            check(text, &[]);
        }
    }
}
