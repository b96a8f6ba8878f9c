//! What a command finds around it.

use std::fmt;
use std::io::{self, ErrorKind, Read, Write};
use std::sync::Arc;

use crate::exit::{Exit, Failure};

/// Looks up an environment variable.
pub type Variables = Arc<dyn Fn(&str) -> Option<String> + Send + Sync>;

/// Shows text that does not wait until the command gets to it, such as what `--debug` has to say while a call
/// is under way.
pub type Trace = Arc<dyn Fn(&str) + Send + Sync>;

/// What a command finds around it: streams, environment, terminal.
///
/// A test hands in buffers and variables of its own.
pub struct Shell<'a> {
    /// Where `--input -` reads from.
    pub stdin: &'a mut dyn Read,
    /// Takes answers, and nothing else.
    pub stdout: &'a mut dyn Write,
    /// Takes warnings and errors.
    pub stderr: &'a mut dyn Write,
    /// Takes what `--debug` shows; standard error, in a program.
    pub trace: Trace,
    /// Looks up an environment variable.
    pub variable: Variables,
    /// How help and usage errors may look.
    pub style: Style,
}

/// How help and usage errors may look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// Whether standard output shows colours.
    pub colour_out: bool,
    /// Whether standard error shows colours.
    pub colour_err: bool,
    /// Width of a line of help; without one, that of the terminal, up to a width that reads well.
    pub width: Option<usize>,
}

/// Width of a line where there is neither a terminal nor a variable that tells one.
const USUAL_WIDTH: usize = 100;
/// Lines longer than this are hard to read, however wide the terminal is.
const READABLE_WIDTH: usize = 110;
/// In shorter lines than this nothing can be laid out.
const LEAST_WIDTH: usize = 40;

impl Shell<'_> {
    /// The width of a line of help.
    pub(crate) fn width(&self) -> usize {
        let terminal = || terminal_size::terminal_size().map(|(width, _)| width.0.into());
        let columns = || (self.variable)("COLUMNS")?.parse().ok();
        let width = self.style.width.or_else(terminal).or_else(columns).unwrap_or(USUAL_WIDTH);
        width.clamp(LEAST_WIDTH, READABLE_WIDTH)
    }

    /// Writes an answer. It is not a failure if the reader stops early (`| head`).
    pub(crate) fn answer(&mut self, text: impl fmt::Display) -> Result<(), Failure> {
        let written = write!(self.stdout, "{text}").and_then(|()| self.stdout.flush());
        match written {
            Err(error) if error.kind() != ErrorKind::BrokenPipe => {
                Err(Failure::new(Exit::Output, format!("cannot write to standard output: {error}")))
            }
            _ => Ok(()),
        }
    }

    pub(crate) fn warn(&mut self, text: impl fmt::Display) {
        self.complain(format_args!("warning: {text}\n"));
    }

    /// Writes to standard error. There is nobody left to tell when that fails.
    pub(crate) fn complain(&mut self, text: impl fmt::Display) {
        let _ = write!(self.stderr, "{text}").and_then(|()| self.stderr.flush());
    }

    pub(crate) fn read_stdin(&mut self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.stdin.read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

impl fmt::Debug for Shell<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The variables hold secrets, the streams cannot be shown.
        f.debug_struct("Shell").field("style", &self.style).finish_non_exhaustive()
    }
}
