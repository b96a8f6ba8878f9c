//! What a command finds around it.

use std::fmt;
use std::io::{self, ErrorKind, Read, Write};
use std::sync::Arc;

use crate::exit::{Exit, Failure};
use crate::paint::Paint;
use crate::visible::{quoted, visible_lines};

/// Looks up an environment variable.
pub type Variables = Arc<dyn Fn(&str) -> Option<String> + Send + Sync>;

/// Asks for a secret: shows a text and returns what is typed behind it.
pub type Ask<'a> = &'a mut dyn FnMut(&str) -> io::Result<String>;

/// What becomes of what is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reader {
    /// Somebody reads on.
    Listens,
    /// Whoever read has seen enough; nothing that follows is seen.
    IsGone,
}

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
    /// Asks a person for a secret, which does not appear while it is typed; `None` where nobody sits at a
    /// terminal.
    pub ask: Option<Ask<'a>>,
    /// How what is printed may look.
    pub style: Style,
}

/// How what is printed may look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// Whether standard output shows colours.
    pub colour_out: bool,
    /// Whether standard error shows colours.
    pub colour_err: bool,
    /// Width of a line of help; without one, that of the terminal, up to a width that reads well.
    pub width: Option<usize>,
    /// Width of a line of a table; without one, nobody looks at it, and nothing is left out or cut.
    pub table_width: Option<usize>,
    /// Height of the screen, if standard input and output both are one: then long answers may go through a pager.
    pub screen: Option<usize>,
    /// Whether standard error is a terminal, where a bar can move.
    pub progress: bool,
    /// Whether nothing is said but errors.
    pub quiet: bool,
    /// Whether standard error takes a JSON object on a line for each thing that is said.
    pub json_errors: bool,
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
        self.pour(&text.to_string()).map(|_| ())
    }

    /// Writes a part of an answer, and tells whether somebody still reads.
    pub(crate) fn pour(&mut self, text: &str) -> Result<Reader, Failure> {
        let written = self.stdout.write_all(text.as_bytes()).and_then(|()| self.stdout.flush());
        match written {
            Ok(()) => Ok(Reader::Listens),
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(Reader::IsGone),
            Err(error) => {
                Err(Failure::new(Exit::Output, format!("cannot write to standard output: {error}")))
            }
        }
    }

    /// Says what the user should know, though the command goes on.
    pub(crate) fn warn(&mut self, text: impl fmt::Display) {
        self.remark("warning", &text.to_string());
    }

    /// Says what explains the output.
    pub(crate) fn note(&mut self, text: impl fmt::Display) {
        self.remark("note", &text.to_string());
    }

    /// Says how a wait goes, on a line of a log.
    pub(crate) fn waiting(&mut self, text: impl fmt::Display) {
        self.remark("waiting", &text.to_string());
    }

    fn remark(&mut self, kind: &str, text: &str) {
        if self.style.quiet {
            return;
        }
        let line = match self.style.json_errors {
            true => format!("{{\"kind\":\"{kind}\",\"message\":{}}}\n", quoted(text)),
            false => format!("{}: {}\n", self.paint_err().warning(kind), visible_lines(text)),
        };
        self.complain(line);
    }

    /// The colours of standard error.
    pub(crate) fn paint_err(&self) -> Paint {
        Paint::new(self.style.colour_err)
    }

    /// Writes to standard error. There is nobody left to tell when that fails.
    pub(crate) fn complain(&mut self, text: impl fmt::Display) {
        let _ = write!(self.stderr, "{text}").and_then(|()| self.stderr.flush());
    }

    /// Reads standard input to its end, which can be done once.
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
