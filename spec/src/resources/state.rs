//! The states of records, and the errors that calls get because of them.

use std::collections::BTreeMap;

use serde::Deserialize;

/// One state that records of a resource can be in.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct State {
    /// What the state means for callers.
    pub class: Class,
    /// The same state in other vocabularies.
    #[serde(default)]
    pub words: BTreeMap<String, String>,
    /// Who moves a record into the state, if no operation does.
    #[serde(default)]
    pub by: Option<MovedBy>,
}

/// What a state means for callers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Class {
    /// It ends by itself.
    Changing,
    /// The next call is accepted.
    Ready,
    /// It does not end by itself.
    Failed,
    /// It does not end by itself: somebody wanted it, or has to pay a bill.
    Blocked,
    /// The record no longer exists.
    Gone,
}

/// Who moves a record into a state that no operation leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MovedBy {
    /// The service, by itself.
    Service,
}

/// The errors that answer a call that cannot be done; without an entry, the parent's error.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Errors {
    /// The record does not exist.
    pub missing: Option<ErrorAnswer>,
    /// The record already exists.
    pub exists: Option<ErrorAnswer>,
    /// A task is working on the record.
    pub busy: Option<ErrorAnswer>,
    /// The state of the record does not allow the call.
    pub state: Option<ErrorAnswer>,
    /// The call would exceed a quota.
    pub quota: Option<ErrorAnswer>,
    /// Another record refers to the record, which therefore is not deleted.
    pub used: Option<ErrorAnswer>,
    /// A value is not one that an attribute may be given.
    pub value: Option<ErrorAnswer>,
}

/// How an error is answered.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ErrorAnswer {
    /// The error code.
    pub code: String,
    /// The HTTP status, if it differs from the one that the document lists for the code.
    #[serde(default)]
    pub status: Option<u16>,
}

impl Errors {
    /// The errors that have an entry, with their keys.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &ErrorAnswer)> {
        [
            ("missing", &self.missing),
            ("exists", &self.exists),
            ("busy", &self.busy),
            ("state", &self.state),
            ("quota", &self.quota),
            ("used", &self.used),
            ("value", &self.value),
        ]
        .into_iter()
        .filter_map(|(word, answer)| Some((word, answer.as_ref()?)))
    }
}
