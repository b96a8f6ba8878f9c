//! The error for a place in the document that cannot be understood.

use std::fmt;

/// A place in the document that cannot be understood.
///
/// A fault says where it is, what was found there, what was expected instead and what to do. It is
/// always an error: nothing is skipped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The page, where the document is a folder of pages.
    pub page: Option<String>,
    /// Line of the page, or of the document if it is one file, counted from 1.
    pub line: u32,
    /// Number of the section, where one is known.
    pub section: Option<String>,
    /// What was found.
    pub found: String,
    /// What was expected.
    pub expected: String,
    /// What to do about it.
    pub advice: &'static str,
}

impl Fault {
    /// A fault at a line.
    pub fn new(line: u32, found: impl Into<String>, expected: impl Into<String>) -> Self {
        Self {
            page: None,
            line,
            section: None,
            found: found.into(),
            expected: expected.into(),
            advice: "if the document is right, teach the reader the new form",
        }
    }

    /// A fault for an unexpected line of text.
    pub(crate) fn unexpected(line: u32, text: &str, expected: &str) -> Self {
        Self::new(line, quote(text), expected)
    }

    /// The same fault, placed in a section.
    #[must_use]
    pub fn in_section(mut self, number: &str) -> Self {
        self.section.get_or_insert_with(|| number.to_owned());
        self
    }

    /// Where it is, what was found and what was expected, without advice.
    pub fn short(&self) -> String {
        Self { advice: "", ..self.clone() }.to_string()
    }

    /// The same fault with other advice.
    #[must_use]
    pub fn advise(mut self, advice: &'static str) -> Self {
        self.advice = advice;
        self
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(page) = &self.page {
            write!(f, "{page}, ")?;
        }
        write!(f, "line {}", self.line)?;
        if let Some(section) = &self.section {
            write!(f, ", section {section}")?;
        }
        write!(f, ": found {}; expected {}", self.found, self.expected)?;
        if !self.advice.is_empty() {
            write!(f, "\n  {}", self.advice)?;
        }
        Ok(())
    }
}

impl std::error::Error for Fault {}

/// Advice for documents that end before they are complete.
pub(crate) const CUT_OFF: &str = "the document seems to be cut off; take the complete file";

/// Advice for documents that lack a section.
pub(crate) const LOST_SECTION: &str =
    "take the complete file; if it is complete, look for that heading in another form";

/// A text for a message: quoted, and shortened if it is long.
pub(crate) fn quote(text: &str) -> String {
    const LONGEST: usize = 60;
    if text.chars().count() <= LONGEST {
        format!("'{text}'")
    } else {
        format!("'{}…'", text.chars().take(LONGEST).collect::<String>())
    }
}
