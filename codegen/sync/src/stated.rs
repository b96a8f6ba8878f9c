//! One statement of a specification, and all of them.

use std::collections::BTreeMap;

use crate::{Aspect, Subject};

/// Single statements, by what they are about.
pub(crate) type Statements = BTreeMap<(Subject, Aspect), Stated>;

/// What a specification states, and the line of the document that it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// The statement, as the specification writes it.
    pub text: String,
    /// Line of the document.
    pub line: u32,
}
