//! What a command line mentions, so that no more of the commands is built than it can mean.

use std::collections::HashSet;
use std::ffi::{OsStr, OsString};

/// The words of a command line.
///
/// Whatever a command line selects, it mentions: a command that is not among the words need not be
/// built in full. That keeps the start quick with hundreds of commands, and errs on the safe side
/// only: a value that reads like a command builds one for nothing.
pub(crate) struct Mentioned(Option<HashSet<OsString>>);

impl Mentioned {
    pub(crate) fn of(arguments: &[OsString]) -> Self {
        Self(Some(arguments.iter().skip(1).cloned().collect()))
    }

    /// A line that mentions every command and no flag, so that all commands are built.
    pub(crate) const fn everything() -> Self {
        Self(None)
    }

    pub(crate) fn mention(&self, word: &str) -> bool {
        match &self.0 {
            Some(words) => words.contains(OsStr::new(word)),
            None => !word.starts_with('-'),
        }
    }
}
