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
    /// Only if the request has one of these values at each of these inputs.
    #[serde(default)]
    pub when: BTreeMap<Input, Vec<Presence>>,
    /// The lists and maps of the body of which it is done for every element.
    #[serde(default)]
    pub each: Vec<Input>,
    /// How often it is done.
    #[serde(default)]
    pub times: Option<Source>,
    /// The record that a new one lies under, unless the call names just one.
    #[serde(default)]
    pub parent: Option<Source>,
    /// The records that it is done to, unless the call names just one.
    #[serde(rename = "match", default)]
    pub matches: BTreeMap<MatchKey, Source>,
    /// Values of attributes with which a record refuses the call.
    #[serde(default)]
    pub refuse_if: BTreeMap<FieldPath, Vec<String>>,
    /// The states from which it is allowed; empty for those that are ready.
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
    /// When it counts; absent for a creation at the start and the rest at the end.
    #[serde(default)]
    pub at: Option<Moment>,
    /// The state while the task runs.
    #[serde(default)]
    pub via: Option<String>,
    /// The state after the task; the one before where it is absent.
    #[serde(default)]
    pub to: Option<String>,
    /// States that it passes through afterwards by itself, the last one ready.
    #[serde(default)]
    pub then: Vec<String>,
    /// The state after a task that failed; the one before where it is absent.
    #[serde(default)]
    pub fail: Option<String>,
}

/// What a step does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Does {
    /// It makes a record.
    Create,
    /// It changes records.
    Change,
    /// It changes the record that is found, and makes one if none is.
    Put,
    /// It deletes records.
    Delete,
}

/// When a step counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Moment {
    /// When the call is accepted.
    Start,
    /// When its task has ended.
    End,
}

/// What has to be at an input.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "String")]
pub enum Presence {
    /// Any value: `@given`.
    Given,
    /// None: `@absent`.
    Absent,
    /// This value.
    Value(String),
}

/// A state, or all of a class, from which a step is allowed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub enum Allowed {
    /// One state.
    State(String),
    /// All states of a class: `@failed`.
    Class(Class),
}

/// What is compared to find the records of a step.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
pub enum MatchKey {
    /// The id of the record that it lies under.
    Parent,
    /// A value of the record, or of one that it refers to.
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
