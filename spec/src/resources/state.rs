//! States of records, and the errors that calls meet because of them.

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
    /// Who leads there, if no operation does.
    #[serde(default)]
    pub by: Option<MovedBy>,
}

/// What a state means for callers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Class {
    /// It will pass by itself.
    Changing,
    /// The next call is accepted.
    Ready,
    /// It will not pass by itself.
    Failed,
    /// It will not pass by itself: somebody wished it, or has a bill to pay.
    Blocked,
    /// The record is no more.
    Gone,
}

/// Who moves a record into a state that no operation leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MovedBy {
    /// The service, by itself.
    Service,
}

/// What a call is answered that cannot be done; the parent's answer where there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Errors {
    /// There is no such record.
    pub missing: Option<ErrorAnswer>,
    /// There is one already.
    pub exists: Option<ErrorAnswer>,
    /// Something is being done to it.
    pub busy: Option<ErrorAnswer>,
    /// Its state does not allow it.
    pub state: Option<ErrorAnswer>,
    /// There would be too many.
    pub quota: Option<ErrorAnswer>,
}

/// How an error is answered.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ErrorAnswer {
    /// The error code.
    pub code: String,
    /// The HTTP status, where it is not the one that the document lists for the code.
    #[serde(default)]
    pub status: Option<u16>,
}

impl Errors {
    /// Those that are given, with their words.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &ErrorAnswer)> {
        [
            ("missing", &self.missing),
            ("exists", &self.exists),
            ("busy", &self.busy),
            ("state", &self.state),
            ("quota", &self.quota),
        ]
        .into_iter()
        .filter_map(|(word, answer)| Some((word, answer.as_ref()?)))
    }
}
