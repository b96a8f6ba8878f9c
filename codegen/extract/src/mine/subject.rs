//! What a part of a sentence is about: the value of the row, its length, its items, or something else.

use std::collections::BTreeSet;

use taurusdb_spec::Type;

use super::sentence::Sentence;
use super::token::{Kind, Token};
use crate::read::Label;
use crate::text::{content_words, singular};

/// The row whose value is described, and the words that can stand for it.
pub(super) struct Owner<'a> {
    pub(super) kind: &'a Type,
    /// The words of its name, and of the noun that its description begins with.
    own: BTreeSet<String>,
    /// The words of its name.
    name: Vec<String>,
    /// All words of the first sentence.
    things: BTreeSet<String>,
    /// Whether a text holds a number.
    pub(super) is_numeric: bool,
    /// The unit of the value, if the row says one.
    pub(super) unit: Option<String>,
}

/// What a statement can be about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// The value, or nothing is named: then the value is meant.
    Value,
    /// The number of characters.
    Length,
    /// The number of something.
    Count,
}

/// Names of fields that hold a number, also as text.
const NUMERIC: [&str; 34] = [
    "size",
    "port",
    "limit",
    "offset",
    "count",
    "num",
    "number",
    "quantity",
    "percent",
    "percentage",
    "ratio",
    "weight",
    "days",
    "timeout",
    "interval",
    "seconds",
    "minutes",
    "hours",
    "capacity",
    "volume",
    "cpu",
    "memory",
    "page",
    "total",
    "threshold",
    "rate",
    "priority",
    "ram",
    "vcpus",
    "duration",
    "bandwidth",
    "speed",
    "cores",
    "cpus",
];

impl<'a> Owner<'a> {
    pub(super) fn new(name: &str, kind: &'a Type, said: &[Sentence], unit: Option<&str>) -> Self {
        let first = said.iter().find(|s| s.label == Label::Plain).map_or("", |s| &*s.lower);
        let noun = first.split([',', '(', ':', '.']).next().unwrap_or_default();
        let joints = [" of ", " that ", " which ", " in ", " for ", " to ", " by ", " on ", " is "];
        let end = joints.iter().filter_map(|joint| noun.find(joint)).min().unwrap_or(noun.len());
        let mut own = content_words(&noun[..end]);
        let parts = words_of_name(name);
        own.extend(parts.iter().map(|part| singular(part).into_owned()));
        let things = content_words(first).into_iter().chain(own.iter().cloned()).collect();
        let is_named = parts.iter().any(|part| NUMERIC.contains(&&**part));
        let is_numeric = unit.is_some()
            || is_named
            || said.iter().any(|s| {
                let mut words = s.lower.split(|c: char| !c.is_ascii_alphanumeric());
                s.lower.starts_with("number of") || words.any(|word| word == "integer")
            });
        Self { kind, own, name: parts, things, is_numeric, unit: unit.map(str::to_owned) }
    }

    /// Whether a word names something that the row has or counts.
    pub(super) fn knows(&self, word: &str) -> bool {
        self.things.contains(&*singular(word))
    }

    /// Whether a noun stands for the row.
    pub(super) fn names(&self, noun: &str) -> bool {
        self.own.contains(&*singular(noun))
    }

    /// Whether the name of the field has the word.
    pub(super) fn is_called(&self, word: &str) -> bool {
        self.name.iter().any(|part| part == word)
    }

    /// Whether these are all words of its name, in order: `pot kind` of `pot_kind`.
    pub(super) fn is_named(&self, words: &str) -> bool {
        let named = words.split([' ', '_', '-']).map(str::to_owned);
        named.eq(self.name.iter().cloned())
    }

    fn is_own(&self, word: &str) -> bool {
        GENERIC.contains(&word) || self.own.contains(&*singular(word))
    }

    /// What the words before a number are about; nothing if it is something else. `has_verb` says that
    /// a verb follows, `is_value` that they stand directly behind a label for values.
    ///
    /// The words are a subject, a verb, and words that say nothing more: `the size of the pot must
    /// be an integer`.
    pub(super) fn subject(
        &self,
        before: &[Token<'_>],
        has_verb: bool,
        is_value: bool,
    ) -> Option<Subject> {
        let words: Vec<&str> = before.iter().filter_map(Token::word).collect();
        // Numbers before the verb are about something else; behind it, they are other values.
        let is_verb = |token: &&Token<'_>| token.word().is_some_and(|word| VERBS.contains(&word));
        let mut noun = before.iter().take_while(|token| !is_verb(token));
        if noun.any(|token| matches!(token.kind, Kind::Number(_) | Kind::Sign(_))) {
            return None;
        }
        let verb = words.iter().position(|word| VERBS.contains(word));
        let (subject, predicate) = words.split_at(verb.unwrap_or(words.len()));
        // `You can give a pot for up to 9 guests` counts the items of a list.
        let is_list = matches!(self.kind, Type::Array(_));
        let is_said = |word: &&str| {
            is_filling(word)
                || *word == "multiple"
                || (is_list && (*word == "for" || self.own.contains(&*singular(word))))
        };
        if !predicate.iter().all(is_said) {
            return None;
        }
        if is_length(predicate) {
            return self.is_about(subject, is_value).then_some(Subject::Length);
        }
        if subject.iter().all(|word| is_filling(word)) && !is_length(subject) {
            if subject.ends_with(&["number", "of"]) {
                return None;
            }
            return Some(if counts(subject) { Subject::Count } else { Subject::Value });
        }
        // `Pot name, with a length of 4 to 64 characters`
        if verb.is_none() && matches!(subject.first(), Some(&("with" | "in" | "of" | "length"))) {
            let is_measure = is_length(subject) && subject.iter().all(|word| is_filling(word));
            return is_measure.then_some(Subject::Length);
        }
        // Without a verb, the words are a noun: `Pots of 2 to 4 cups`.
        if verb.is_none() && !has_verb {
            return None;
        }
        self.named(subject, is_value)
    }

    /// What a noun names; nothing if it is something else.
    pub(super) fn named(&self, noun: &[&str], is_value: bool) -> Option<Subject> {
        if !self.is_about(noun, is_value) {
            return None;
        }
        Some(match (is_length(noun), counts(noun)) {
            (true, _) => Subject::Length,
            (false, true) => Subject::Count,
            (false, false) => Subject::Value,
        })
    }

    /// Whether a noun is the row, or a measure of it. Directly behind a label for values, its last
    /// word is enough: `Value range: The pot size quota is 1 to 9`.
    pub(super) fn is_about(&self, noun: &[&str], is_value: bool) -> bool {
        const MEASURES: [&str; 6] = ["length", "number", "value", "quantity", "range", "size"];
        let of = noun.iter().position(|word| *word == "of").unwrap_or(noun.len());
        let (head, rest) = (&noun[..of], &noun[(of + 1).min(noun.len())..]);
        // `The pot name`, if it is the name of a pot.
        let is_named = head.split_last().is_some_and(|(last, words)| {
            let fits = |word: &&str| is_article(word) || self.is_own(word) || self.knows(word);
            self.own.contains(&*singular(last)) && (is_value || words.iter().all(fits))
        });
        let head_is_own = is_named || head.iter().all(|word| is_article(word) || self.is_own(word));
        if !head_is_own {
            return false;
        }
        let is_measure = head.iter().all(|word| is_article(word) || MEASURES.contains(word))
            && !head.iter().any(|word| self.own.contains(*word));
        let is_known = |word: &&str| {
            is_article(word)
                || matches!(*word, "characters" | "elements" | "items" | "entries" | "records")
                || self.is_own(word)
                || self.knows(word)
                || is_filling(word)
        };
        !is_measure || rest.iter().all(is_known)
    }
}

fn counts(noun: &[&str]) -> bool {
    noun.windows(2).any(|pair| matches!(pair, ["number" | "quantity" | "count" | "total", "of"]))
}

fn is_length(words: &[&str]) -> bool {
    words.contains(&"length") || words.windows(2).any(|pair| pair == ["of", "characters"])
}

/// The words of a name, in lower case: `maxPot_size` has three.
fn words_of_name(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut was_lower = false;
    for c in name.chars() {
        let is_joint = !c.is_ascii_alphanumeric();
        if is_joint || (was_lower && c.is_ascii_uppercase()) {
            words.push(String::new());
        }
        was_lower = c.is_ascii_lowercase();
        if let (false, Some(word)) = (is_joint, words.last_mut()) {
            word.push(c.to_ascii_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Verbs that begin what is said about a value.
pub(super) const VERBS: [&str; 45] = [
    "is",
    "are",
    "be",
    "can",
    "cannot",
    "must",
    "should",
    "may",
    "will",
    "shall",
    "could",
    "has",
    "have",
    "had",
    "contain",
    "contains",
    "containing",
    "consist",
    "consists",
    "consisting",
    "include",
    "includes",
    "range",
    "ranges",
    "ranging",
    "falls",
    "fall",
    "lies",
    "varies",
    "goes",
    "supports",
    "support",
    "allows",
    "does",
    "do",
    "specify",
    "enter",
    "use",
    "set",
    "starts",
    "equals",
    "configure",
    "provide",
    "hold",
    "holds",
];

/// Words of a statement that say nothing about what it is about.
const FILLING: [&str; 61] = [
    "a",
    "an",
    "the",
    "any",
    "all",
    "each",
    "every",
    "only",
    "either",
    "also",
    "of",
    "in",
    "to",
    "from",
    "between",
    "within",
    "with",
    "at",
    "by",
    "as",
    "and",
    "or",
    "but",
    "not",
    "currently",
    "integer",
    "integers",
    "number",
    "numbers",
    "numeric",
    "positive",
    "decimal",
    "natural",
    "whole",
    "value",
    "values",
    "string",
    "text",
    "exactly",
    "following",
    "inclusive",
    "closed",
    "interval",
    "valid",
    "allowed",
    "supported",
    "possible",
    "available",
    "fixed",
    "limited",
    "percentage",
    "you",
    "add",
    "given",
    "specified",
    "there",
    "total",
    "long",
    "greater",
    "less",
    "equal",
];

/// Words that can name any value.
const GENERIC: [&str; 28] = [
    "it",
    "its",
    "this",
    "that",
    "which",
    "value",
    "values",
    "parameter",
    "parameters",
    "field",
    "number",
    "length",
    "range",
    "ranges",
    "characters",
    "string",
    "array",
    "list",
    "option",
    "options",
    "choice",
    "choices",
    "item",
    "items",
    "elements",
    "limit",
    "they",
    "their",
];

fn is_article(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "a"
            | "an"
            | "its"
            | "this"
            | "each"
            | "every"
            | "all"
            | "any"
            | "valid"
            | "allowed"
            | "supported"
            | "possible"
            | "available"
            | "and"
            | "total"
            | "single"
            | "their"
    )
}

fn is_filling(word: &str) -> bool {
    FILLING.contains(&word) || VERBS.contains(&word) || GENERIC.contains(&word)
}

#[cfg(test)]
mod tests {
    use taurusdb_spec::Type;

    use super::super::sentence::sentences;
    use super::super::token::tokens;
    use super::{Owner, Subject};
    use crate::read::Cell;

    #[track_caller]
    fn check(before: &str, expected: Option<Subject>) {
        let said = sentences(&Cell::parse("Size of the pot."));
        let owner = Owner::new("pot_size", &Type::Integer, &said, None);
        assert_eq!(owner.subject(&tokens(before), false, false), expected, "{before}");
    }

    #[test]
    fn the_value_has_many_names() {
        for before in [
            "",
            "the value is",
            "it must be",
            "the size of the pot can be",
            "this parameter ranges",
            "the pot size is an integer",
            "enter a number",
            "its value must be an integer",
            "valid values are integers",
            "which can be",
            "the value of the pot is",
        ] {
            check(before, Some(Subject::Value));
        }
        check("the length is", Some(Subject::Length));
        check("the length of the size must be", Some(Subject::Length));
        check("the number of pots must be", Some(Subject::Count));
    }

    #[test]
    fn other_things_are_not_the_value() {
        for before in [
            "the temperature is",
            "it takes",
            "the value of the stove is",
            "pots of",
            "the stove has",
            "it becomes valid",
            "the name of the pot can be",
        ] {
            check(before, None);
        }
    }
}
