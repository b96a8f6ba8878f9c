//! Statements about a value beside its meaning: when it is mandatory, what the service assumes.

use super::condition::{Clauses, any_of};
use super::{Style, list};
use crate::{Facts, Mandatory, Stage, ValueDeprecation};

/// The value that the statements are about.
#[derive(Clone, Copy)]
pub struct Subject<'s> {
    /// Its facts.
    pub facts: &'s Facts<'s>,
    /// Whether a request must have it; `None` if the document does not say, as in answers.
    pub mandatory: Option<Mandatory>,
    /// The meanings of named conditions.
    pub clauses: Clauses<'s>,
}

/// The subject of a statement: a page leaves out the statements that it shows in another way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// That every request must have the value.
    Mandatory,
    /// When a request must have the value.
    Required,
    /// When a request must not have the value.
    Excluded,
    /// What the service assumes.
    Default,
    /// The documented values.
    Values,
    /// The operation that supplies the value.
    Source,
    /// That the value is secret.
    Secret,
    /// How mature the value is.
    Stage,
    /// That the value should be used no more.
    Deprecated,
}

/// One statement about a value: a clause without a capital and without a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Its subject.
    pub about: About,
    /// The words.
    pub text: String,
}

/// All statements about a value beside its meaning and its limits, in the order in which pages show
/// them.
///
/// ```
/// use taurusdb_vocabulary::phrase::{Style, Subject, as_sentences, statements};
/// use taurusdb_vocabulary::{Condition, Facts};
///
/// let facts = Facts {
///     default: Some("1"),
///     required_when: &[Condition::Equals { field: "charge_mode", equals: &["prePaid"] }],
///     ..Facts::NONE
/// };
/// let subject = Subject { facts: &facts, mandatory: None, clauses: &|_| None };
/// assert_eq!(
///     as_sentences(&statements(&subject, Style::Plain)),
///     "Mandatory when charge_mode is prePaid. Default: 1."
/// );
/// ```
pub fn statements(subject: &Subject<'_>, style: Style) -> Vec<Statement> {
    let Subject { facts, mandatory, clauses } = *subject;
    let mut said = Vec::new();
    let mut say = |about, text: String| said.push(Statement { about, text });
    if mandatory == Some(Mandatory::Yes) {
        say(About::Mandatory, Mandatory::Yes.word().to_owned());
    } else if let Some(when) = any_of(facts.required_when, clauses, style) {
        say(About::Required, format!("mandatory when {when}"));
    } else if mandatory == Some(Mandatory::Conditional) {
        say(About::Required, "mandatory under a condition".to_owned());
    }
    if let Some(when) = any_of(facts.excluded_when, clauses, style) {
        say(About::Excluded, format!("not allowed when {when}"));
    }
    if let Some(default) = facts.default {
        say(About::Default, format!("default: {}", style.code(default)));
    }
    if !facts.values.is_empty() {
        let values: Vec<_> = facts.values.iter().map(|value| style.code(value)).collect();
        say(About::Values, format!("known values: {}", list(&values, "and")));
    }
    if let Some(from) = facts.value_from {
        let field = from.field.map(|field| format!(", field {}", style.code(field)));
        let operation = style.code(from.operation);
        say(About::Source, format!("from {operation}{}", field.unwrap_or_default()));
    }
    if facts.sensitive {
        say(About::Secret, "secret: never shown".to_owned());
    }
    if facts.stage == Some(Stage::OpenBeta) {
        say(About::Stage, "in open beta test".to_owned());
    }
    if let Some(end) = facts.deprecated {
        say(About::Deprecated, deprecated(end, style));
    }
    said
}

/// That a value should be used no more, and what to use: `deprecated: use kind instead`.
///
/// ```
/// use taurusdb_vocabulary::ValueDeprecation;
/// use taurusdb_vocabulary::phrase::{Style, deprecated};
///
/// let end = ValueDeprecation { successor: Some("tea_kind") };
/// assert_eq!(deprecated(end, Style::Markdown), "deprecated: use `tea_kind` instead");
/// assert_eq!(deprecated(ValueDeprecation { successor: None }, Style::Plain), "deprecated");
/// ```
pub fn deprecated(end: ValueDeprecation<'_>, style: Style) -> String {
    match end.successor {
        Some(successor) => format!("deprecated: use {} instead", style.code(successor)),
        None => "deprecated".to_owned(),
    }
}

/// The statements as sentences: `Mandatory. Default: 1.`
pub fn as_sentences(said: &[Statement]) -> String {
    let sentences: Vec<String> = said.iter().map(|statement| sentence(&statement.text)).collect();
    sentences.join(" ")
}

/// The statements as clauses to append to a sentence: `; mandatory when a is b; default: 1`. Empty if
/// there are no statements.
pub fn as_clauses(said: &[Statement]) -> String {
    said.iter().map(|statement| format!("; {}", statement.text)).collect()
}

fn sentence(clause: &str) -> String {
    let mut letters = clause.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}
