//! Steps: what a call does to the records of a resource.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Class, FieldPath, Input, Reading, Source};

/// One thing that a call does to the records of a resource.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// What is done.
    pub does: Does,
    /// The step happens only if each of these inputs has one of these values.
    #[serde(default)]
    pub when: BTreeMap<Input, Vec<Presence>>,
    /// The lists and maps of the body; the step happens for each of their elements.
    #[serde(default)]
    pub each: Vec<Input>,
    /// How often the step happens.
    #[serde(default)]
    pub times: Option<Source>,
    /// The parent of a new record, unless the call names only one.
    #[serde(default)]
    pub parent: Option<Source>,
    /// The records that it changes, unless the call names only one.
    #[serde(rename = "match", default)]
    pub matches: BTreeMap<MatchKey, Source>,
    /// Values of attributes that make a record refuse the call.
    #[serde(default)]
    pub refuse_if: BTreeMap<FieldPath, Vec<String>>,
    /// The states in which it is allowed; empty means all ready states.
    #[serde(default)]
    pub from: Vec<Allowed>,
    /// Attributes taken from the same path of the current element, or of the body.
    #[serde(default)]
    pub copies: Vec<FieldPath>,
    /// Attributes and where their new values come from.
    #[serde(default)]
    pub sets: BTreeMap<FieldPath, Source>,
    /// Attributes that are set when the task ends.
    #[serde(default)]
    pub ends: BTreeMap<FieldPath, Source>,
    /// When it takes effect; without it, a creation at the start and anything else at the end.
    #[serde(default)]
    pub at: Option<Moment>,
    /// The state while the task runs.
    #[serde(default)]
    pub via: Option<String>,
    /// The state after the task; without it, the state before.
    #[serde(default)]
    pub to: Option<String>,
    /// States that the record then goes through by itself; the last one is ready.
    #[serde(default)]
    pub then: Vec<String>,
    /// The state after a task that failed; without it, the state before.
    #[serde(default)]
    pub fail: Option<String>,
}

/// What a step does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Does {
    /// It creates a record.
    Create,
    /// It changes records.
    Change,
    /// It changes the record if there is one, and creates it otherwise.
    Put,
    /// It deletes records.
    Delete,
}

/// When a step takes effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Moment {
    /// When the call is accepted.
    Start,
    /// When its task has ended.
    End,
}

/// What an input must have.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "String")]
pub enum Presence {
    /// Any value: `@given`.
    Given,
    /// No value: `@absent`.
    Absent,
    /// This value.
    Value(String),
}

/// The state, or the class of states, in which a step is allowed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub enum Allowed {
    /// One state.
    State(String),
    /// All states of a class: `@failed`.
    Class(Class),
}

/// What is compared to find the records that a step changes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
pub enum MatchKey {
    /// The id of its parent.
    Parent,
    /// A value of the record, or of a record that it refers to.
    Value(Reading),
}

impl Step {
    /// The place in the body that `copies` starts from: the current element, or the body itself.
    pub fn base(&self) -> FieldPath {
        match self.each.as_slice() {
            [Input::Body(path)] => path.clone(),
            _ => FieldPath::default(),
        }
    }

    /// The states that the step leads to, on success and on failure.
    pub fn states(&self) -> impl Iterator<Item = &str> {
        let named = [&self.via, &self.to, &self.fail].into_iter().flatten();
        named.chain(&self.then).map(String::as_str)
    }
}

impl From<String> for Presence {
    fn from(text: String) -> Self {
        match text.as_str() {
            "@given" => Self::Given,
            "@absent" => Self::Absent,
            _ => Self::Value(text),
        }
    }
}

impl TryFrom<String> for Allowed {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let Some(class) = text.strip_prefix('@') else {
            return Ok(Self::State(text));
        };
        Ok(Self::Class(match class {
            "changing" => Class::Changing,
            "ready" => Class::Ready,
            "failed" => Class::Failed,
            "blocked" => Class::Blocked,
            _ => {
                return Err(format!(
                    "'{text}' is not a class of states: expected @changing, @ready, @failed or @blocked"
                ));
            }
        }))
    }
}

impl TryFrom<String> for MatchKey {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        if text == "parent" { Ok(Self::Parent) } else { text.parse().map(Self::Value) }
    }
}
