//! Why a text cannot be read.

use std::fmt;

/// Why a text cannot be read, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Misread {
    /// From 1.
    line: usize,
    /// From 1, in characters.
    column: usize,
    problem: String,
}

impl Misread {
    pub(crate) fn new(line: usize, column: usize, problem: impl Into<String>) -> Self {
        Self { line, column, problem: problem.into() }
    }

    /// A problem at a byte of a text.
    pub(crate) fn at(text: &str, byte: usize, problem: impl Into<String>) -> Self {
        let (line, column) = place(text, byte);
        Self::new(line, column, problem)
    }
}

impl fmt::Display for Misread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}: {}", self.line, self.column, self.problem)
    }
}

/// Line and column of a byte of a text, from 1; the column in characters.
pub(super) fn place(text: &str, byte: usize) -> (usize, usize) {
    let before = &text.as_bytes()[..byte.min(text.len())];
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    let start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    // Bytes that go on a character do not begin one.
    let column = before[start..].iter().filter(|byte| **byte & 0xc0 != 0x80).count() + 1;
    (line, column)
}
