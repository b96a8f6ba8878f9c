//! What a command line mentions, so that no more of the commands is built than it can mean.

use std::collections::HashSet;
use std::ffi::{OsStr, OsString};

/// The words of a command line.
///
/// Whatever a command line selects, it mentions: a command that is not among the words need not be
/// built in full. That keeps the start quick with hundreds of commands, and errs on the safe side
/// only: a value that reads like a command builds one for nothing.
pub(crate) struct Mentioned {
    /// `None` mentions every command.
    words: Option<HashSet<OsString>>,
}

impl Mentioned {
    pub(crate) fn of(arguments: &[OsString]) -> Self {
        Self { words: Some(arguments.iter().skip(1).cloned().collect()) }
    }

    /// A line that mentions every command and no flag, so that all commands are built.
    pub(crate) const fn everything() -> Self {
        Self { words: None }
    }

    /// Whether the short help of a command is asked for: what cannot be left out, and an example.
    pub(crate) fn asks_for_short_help(&self) -> bool {
        self.mention("-h") && !self.mention("--help")
    }

    pub(crate) fn mention(&self, word: &str) -> bool {
        match &self.words {
            Some(words) => words.contains(OsStr::new(word)),
            None => !word.starts_with('-'),
        }
    }
}
