//! Something that people wrote for the mock and that it cannot take.

use std::fmt;

/// Something in a file, a request or a header that the mock cannot take: where it stands, what was
/// found, and what was expected.
///
/// ```
/// # use taurusdb_mock_runtime::Faults;
/// let wrong = Faults::read("faults.toml", "[[rule]]\nlatncy = '2s'\n").expect_err("no such name");
/// assert_eq!(
///     wrong.to_string(),
///     "faults.toml, line 2, rule[1].latncy: there is no such name; did you mean 'latency'?"
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misread {
    /// The file, or what else was read: `request body`.
    pub source: String,
    /// Line, from 1.
    pub line: Option<usize>,
    /// Path to the value, with list items counted from 1: `rule[2].latency`; empty for the whole.
    pub field: String,
    /// What is wrong and what was expected, as the end of a sentence.
    pub wrong: String,
}

impl fmt::Display for Misread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.source)?;
        if let Some(line) = self.line {
            write!(f, ", line {line}")?;
        }
        if !self.field.is_empty() {
            write!(f, ", {}", self.field)?;
        }
        write!(f, ": {}", self.wrong)
    }
}

impl std::error::Error for Misread {}
