//! The states of records, and the answers to calls that cannot be carried out.

/// One state that records of a resource can be in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct State {
    /// Its name, as the service writes it.
    pub name: &'static str,
    /// What the state means for callers.
    pub class: Class,
    /// The same state in other vocabularies: their names, and the word in each.
    pub words: &'static [(&'static str, &'static str)],
    /// Who leads there, if no operation does.
    pub by: Option<MovedBy>,
}

/// What a state means for callers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// It will pass by itself.
    Changing,
    /// The next call is accepted.
    Ready,
    /// It will not pass by itself.
    Failed,
    /// It will not pass by itself: somebody wished it, or has a bill to pay.
    Blocked,
    /// The record no longer exists.
    Gone,
}

/// Who moves a record into a state that no operation leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MovedBy {
    /// The service, by itself.
    Service,
}

/// The answers to calls that cannot be carried out; where there is none, the parent's answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    /// Another record refers to it, so that it is not deleted.
    pub used: Option<ErrorAnswer>,
    /// An attribute may not be given this value.
    pub value: Option<ErrorAnswer>,
}

impl Errors {
    /// The parent's answers.
    pub const NONE: Self = Self {
        missing: None,
        exists: None,
        busy: None,
        state: None,
        quota: None,
        used: None,
        value: None,
    };
}

/// How an error is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ErrorAnswer {
    /// The error code.
    pub code: &'static str,
    /// The HTTP status, where it is not the one that comes with the code.
    pub status: Option<u16>,
}
