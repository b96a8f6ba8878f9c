//! What a call does to records.

use super::{Class, FieldPath, Input, Reading, Source};

/// One thing that a call does to the records of a resource.
#[derive(Debug)]
pub struct Step {
    /// What is done.
    pub does: Does,
    /// Only if the request has one of these values at each of these inputs.
    pub when: &'static [(Input, &'static [Presence])],
    /// The lists and maps of the body: the step is done for every element of these.
    pub each: &'static [Input],
    /// How often it is done.
    pub times: Option<Source>,
    /// The record that a new one lies under, unless the call names just one.
    pub parent: Option<Source>,
    /// The records that it is done to, unless the call names just one.
    pub matches: &'static [(MatchKey, Source)],
    /// Values of attributes with which a record refuses the call.
    pub refuse_if: &'static [(FieldPath, &'static [&'static str])],
    /// The states from which it is allowed; empty for those that are ready.
    pub from: &'static [Allowed],
    /// Attributes taken from the same path of the current element, or of the body.
    pub copies: &'static [FieldPath],
    /// Attributes and where their new values come from.
    pub sets: &'static [(FieldPath, Source)],
    /// Attributes that are set when the task ends.
    pub ends: &'static [(FieldPath, Source)],
    /// When it counts; absent for a creation at the start and the rest at the end.
    pub at: Option<Moment>,
    /// The state while the task runs.
    pub via: Option<&'static str>,
    /// The state after the task; the one before where it is absent.
    pub to: Option<&'static str>,
    /// States that it passes through afterwards by itself, the last one ready.
    pub then: &'static [&'static str],
    /// The state after a task that failed; the one before where it is absent.
    pub fail: Option<&'static str>,
}

impl Step {
    /// A step with nothing but what it does, to be filled in.
    pub const fn new(does: Does) -> Self {
        Self {
            does,
            when: &[],
            each: &[],
            times: None,
            parent: None,
            matches: &[],
            refuse_if: &[],
            from: &[],
            copies: &[],
            sets: &[],
            ends: &[],
            at: None,
            via: None,
            to: None,
            then: &[],
            fail: None,
        }
    }
}

/// What a step does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// When the call is accepted.
    Start,
    /// When its task has ended.
    End,
}

/// What has to be at an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Any value.
    Given,
    /// None.
    Absent,
    /// This value.
    Value(&'static str),
}

/// A state, or all of a class, from which a step is allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Allowed {
    /// One state.
    State(&'static str),
    /// All states of a class.
    Class(Class),
}

/// What is compared to find the records of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MatchKey {
    /// The id of the record that it lies under.
    Parent,
    /// A value of the record, or of one that it refers to.
    Value(Reading),
}
