//! Phrases that look like facts and gave none.
//!
//! Rules read kinds of wording; a document has more kinds than they know. So a description that speaks
//! of a limit, of values or of a default, and whose field has no such fact, is a finding: either a rule
//! is missing, or the words are prose.

use taurusdb_spec::{Facts, Type};

use super::claim::MOST_INTERVALS;
use super::interval::intervals;
use super::sentence::{Sentence, empty_labels, sentences};
use super::series::is_participle;
use super::token::{Token, tokens};
use crate::read::{Cell, Label};
use crate::text::{contains_any, each_after};

/// What a description seems to state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unread {
    /// A range, a length, or a number of items.
    Limit,
    /// The values that are allowed.
    Values,
    /// The value that counts if none is given.
    Default,
    /// Numbers inside of a range that are refused; the model cannot say it.
    Exclusion,
    /// That the field should be used no more, in some case or in words that no rule reads.
    Deprecation,
}

impl Unread {
    /// Its name in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Limit => "limit",
            Self::Values => "values",
            Self::Default => "default",
            Self::Exclusion => "exclusion",
            Self::Deprecation => "deprecation",
        }
    }
}

/// What a description seems to state although its field has no such fact.
pub fn unread(kind: &Type, description: &Cell, facts: &Facts) -> Vec<Unread> {
    if !description.texts().any(is_suspect) {
        return Vec::new();
    }
    let said = sentences(description);
    let empty = empty_labels(description);
    let known = numbers(facts);
    let mut found = Vec::new();
    let is_limit = |label: &Label| {
        matches!(
            label,
            Label::Minimum
                | Label::Maximum
                | Label::Length
                | Label::MinimumLength
                | Label::MaximumLength
                | Label::Items
        )
    };
    // What a value is does not say what it can be: `Default name of the pot`.
    let is_meaning = |s: &Sentence| s.label == Label::Plain && s.lower.starts_with("default ");
    let defaults = said.iter().enumerate().filter(|(at, s)| *at > 0 || !is_meaning(s));
    if said.iter().any(|s| states_limit(s, &known)) || empty.iter().any(is_limit) {
        found.push(Unread::Limit);
    }
    let is_listable =
        matches!(innermost(kind), Type::String | Type::Integer | Type::Long | Type::Number);
    let is_open = facts.values.is_empty()
        && known.is_empty()
        && facts.charset.is_empty()
        && facts.pattern.is_none()
        && facts.format.is_none();
    let lacks_values = said.iter().any(states_values) || empty.contains(&Label::Values);
    if is_listable && is_open && !found.contains(&Unread::Limit) && lacks_values {
        found.push(Unread::Values);
    }
    let is_scalar = is_listable || *kind == Type::Boolean;
    let lacks_default =
        defaults.map(|(_, s)| s).any(states_default) || empty.contains(&Label::Default);
    if is_scalar && facts.default.is_none() && lacks_default {
        found.push(Unread::Default);
    }
    if is_listable && said.iter().any(excludes) {
        found.push(Unread::Exclusion);
    }
    if facts.deprecated.is_none() && said.iter().any(deprecates) {
        found.push(Unread::Deprecation);
    }
    found
}

/// Whether a text can have the words that are looked for below; most texts have not.
fn is_suspect(text: &str) -> bool {
    const WORDS: [&str; 16] = [
        "alue",
        "num",
        "mitted",
        "efault",
        "ange",
        "ength",
        "ption",
        "ither",
        "one of",
        "any of",
        "inimum",
        "aximum",
        "umerat",
        "eprecated",
        "iscarded",
        "onger",
    ];
    text.bytes().any(|byte| byte.is_ascii_digit()) || contains_any(text, &WORDS)
}

fn innermost(kind: &Type) -> &Type {
    match kind {
        Type::Array(inner) | Type::Map(inner) => innermost(inner),
        other => other,
    }
}

/// The numbers that the facts have.
fn numbers(facts: &Facts) -> Vec<f64> {
    let ends = [facts.length, facts.items].into_iter().flatten();
    let counts = ends.flat_map(|range| [range.min, range.max]).flatten().map(|count| count as f64);
    let bounds = [facts.minimum, facts.maximum, facts.multiple_of].into_iter().flatten();
    let values = facts.values.iter().chain(&facts.default).filter_map(|value| value.parse().ok());
    bounds.chain(counts).chain(values).collect()
}

/// Whether a sentence has the words of a limit, and none of its numbers became a fact.
fn states_limit(sentence: &Sentence, known: &[f64]) -> bool {
    const CUES: [&str; 12] = [
        "maximum",
        "minimum",
        "max",
        "min",
        "characters",
        "character",
        "length",
        "range",
        "ranges",
        "exceed",
        "between",
        "multiple",
    ];
    // What stands behind these is a place in the document, or a version.
    const PLACES: [&str; 8] =
        ["table", "section", "figure", "step", "steps", "chapter", "version", "microversion"];
    if sentence.label == Label::Default && sentence.first {
        return false;
    }
    let tokens = tokens(&sentence.lower);
    let is_place = |at: usize| {
        at.checked_sub(1)
            .and_then(|at| tokens[at].word())
            .is_some_and(|word| PLACES.contains(&word))
    };
    let mut numbers = (0..tokens.len())
        .filter(|at| !is_place(*at))
        // `at least three types` counts something else.
        .filter(|at| sentence.lower[tokens[*at].begin..].starts_with(|c: char| !c.is_alphabetic()))
        .filter_map(|at| tokens[at].number())
        .peekable();
    if numbers.peek().is_none() {
        return false;
    }
    // An open end is a fact one further.
    let is_known = |number: f64| known.iter().any(|fact| (fact - number).abs() <= 1.0);
    let is_cue = |token: &Token<'_>| token.word().is_some_and(|word| CUES.contains(&word));
    let found = intervals(&tokens);
    if found.len() > MOST_INTERVALS {
        return true;
    }
    let compares = || found.iter().any(|found| !is_place(found.begin));
    !numbers.any(is_known) && (tokens.iter().any(is_cue) || compares())
}

/// Whether a sentence seems to list values.
fn states_values(sentence: &Sentence) -> bool {
    const CUES: [&str; 9] = [
        "possible values",
        "supported values",
        "allowed values",
        "valid values",
        "available values",
        "one of the following",
        "any of the following",
        "enumerat",
        "options are",
    ];
    let lower = &*sentence.lower;
    if sentence.label == Label::Values && sentence.first {
        return true;
    }
    // What a value must not be, what happens to it, and where it is found list nothing.
    const PROSE: [&str; 10] =
        ["of", "left", "empty", "null", "obtained", "used", "any", "the", "a", "an"];
    let is_choice = |rest: &str| {
        let word = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        !word.is_empty() && !PROSE.contains(&word) && !is_participle(word)
    };
    contains_any(lower, &CUES)
        || ["value can be ", "value must be ", "either "]
            .iter()
            .any(|cue| each_after(lower, cue).any(is_choice))
}

/// Whether a sentence speaks of a default, and does not say that there is none.
fn states_default(sentence: &Sentence) -> bool {
    const NONE: [&str; 7] = ["none", "n/a", "empty", "blank", "null", "no default", "\"\""];
    let lower = &*sentence.lower;
    let words: Vec<&str> = lower.split(|c: char| !c.is_ascii_alphanumeric()).collect();
    // `a default pot` is one of several.
    let speaks = |at: usize| {
        matches!(words[at], "default" | "defaults") && (at == 0 || words[at - 1] != "a")
    };
    let is_label = sentence.label == Label::Default && sentence.first;
    // `Default value: not specified`, but not `If it is not specified, the default of 5 is used`
    let is_none = contains_any(lower, &NONE) || lower.ends_with("not specified");
    (is_label || (0..words.len()).any(speaks)) && !is_none
}

/// `excluding 5 and 7`, `other than 5`
fn excludes(sentence: &Sentence) -> bool {
    const CUES: [&str; 5] = ["excluding ", "except ", "except for ", "other than ", "apart from "];
    let begins = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit());
    CUES.iter().any(|cue| each_after(&sentence.lower, cue).any(begins))
}

/// `This parameter is deprecated`, `Discarded`
fn deprecates(sentence: &Sentence) -> bool {
    const STATES: [&str; 6] = [
        "deprecated",
        "discarded",
        "no longer used",
        "no longer supported",
        "not used anymore",
        "obsolete",
    ];
    const SUBJECTS: [&str; 6] =
        ["this parameter", "this field", "the parameter ", "the field ", "it ", "note: "];
    let lower = &*sentence.lower;
    let begins = SUBJECTS.iter().any(|subject| lower.starts_with(subject));
    let is_own = begins || SUBJECTS[..2].iter().any(|subject| lower.contains(subject));
    STATES.iter().any(|state| lower.starts_with(state) || (is_own && lower.contains(state)))
        || lower.contains("(deprecated)")
        || lower.contains("(discarded)")
}

#[cfg(test)]
mod tests {
    use taurusdb_spec::{Facts, Side, Type};

    use super::super::facts::facts;
    use super::super::field_row::FieldRow;
    use super::{Unread, unread};
    use crate::read::Cell;

    #[track_caller]
    fn check(kind: &Type, description: &str, expected: &[Unread]) {
        let cell = Cell::parse(description);
        let row = FieldRow {
            name: "size",
            kind,
            side: Side::Request,
            description: &cell,
            siblings: &[],
            request: &[],
        };
        assert_eq!(unread(kind, &cell, &facts(&row).facts), expected, "{description}");
    }

    /// More intervals than anybody reads are no limit, and are told.
    #[test]
    fn a_sentence_of_too_many_ranges_is_a_finding() {
        let ranges = |count: usize| {
            let ranges: Vec<String> = (0..count).map(|at| format!("{at} to {}", at + 3)).collect();
            Cell::parse(&format!("Size. The default value is 5. Range: {}", ranges.join(", ")))
        };
        for (count, greatest, expected) in
            [(500, Some(502.0), &[][..]), (20_000, None, &[Unread::Limit])]
        {
            let description = &ranges(count);
            let kind = &Type::Integer;
            let row = FieldRow {
                name: "size",
                kind,
                side: Side::Request,
                description,
                siblings: &[],
                request: &[],
            };
            let facts = facts(&row).facts;
            assert_eq!((facts.maximum, facts.default.as_deref()), (greatest, Some("5")));
            assert_eq!(unread(kind, description, &facts), expected, "{count}");
        }
    }

    #[test]
    fn words_of_facts_without_a_fact_are_findings() {
        let number = &Type::Integer;
        check(number, "Size. Its temperature must be between 60 and 90.", &[Unread::Limit]);
        check(number, "Size. The maximum heat of a stove is 64.", &[Unread::Limit]);
        check(number, "Size. Value range:", &[Unread::Values]);
        check(number, "Size. Maximum length:", &[Unread::Limit]);
        check(number, "Size. Value range: as the kitchen likes", &[Unread::Values]);
        check(number, "Size. The default value is that of the cup.", &[Unread::Default]);
        check(&Type::Boolean, "On. By default, all pots are on.", &[Unread::Default]);
        check(&Type::String, "Kind. The value can be green with milk.", &[Unread::Values]);
        let told = "Size. When a pot is made and this is not specified, the default of 5 is used.";
        check(number, told, &[Unread::Default]);
        check(number, "Size. Value range: 1-9, excluding 5.", &[Unread::Exclusion]);
        check(number, "Size. This parameter is deprecated for small pots.", &[Unread::Deprecation]);
    }

    #[test]
    fn facts_and_prose_are_none() {
        check(&Type::Integer, "Size. Value range: 1-9. The default value is 5.", &[]);
        check(&Type::Integer, "Size. Value range: (0, 9)", &[]);
        check(&Type::Integer, "Size. See Table 4-62.", &[]);
        check(&Type::Integer, "Size of the 5 pots.", &[]);
        check(&Type::Integer, "Size. Value range: N/A. Default value: None", &[]);
        check(&Type::String, "Kind. The value can be obtained from the kitchen.", &[]);
        check(&Type::String, "Kind. Values: green, black", &[]);
        assert_eq!(unread(&Type::Object, &Cell::parse("Pot."), &Facts::default()), []);
    }
}
