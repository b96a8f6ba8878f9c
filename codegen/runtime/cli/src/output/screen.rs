//! Where an answer goes: to standard output, or through a pager where it is longer than the screen.

use std::io::Write;
use std::process::{Child, Command, Stdio};

use crate::exit::Failure;
use crate::shell::{Reader, Shell};

/// Standard output for one answer.
pub(crate) struct Screen<'s, 'a> {
    pub(crate) shell: &'s mut Shell<'a>,
    state: State,
    reader: Reader,
}

enum State {
    Direct,
    /// Kept until it is clear whether it fits the screen.
    Kept {
        text: String,
        height: usize,
        command: Vec<String>,
    },
    Paged(Child),
}

/// What shows long answers, unless `PAGER` says something else: it ends by itself if all of it fits the screen, shows
/// colours, and leaves the text there.
const PAGER: &str = "less -FRX";

impl<'s, 'a> Screen<'s, 'a> {
    /// `pager` tells whether a pager is wanted; it also takes a terminal on both sides.
    pub(crate) fn new(shell: &'s mut Shell<'a>, pager: bool) -> Self {
        let state = match (pager, shell.style.screen) {
            (true, Some(height)) => {
                let variable = (shell.variable)("PAGER");
                let words = variable.as_deref().unwrap_or(PAGER).split_whitespace();
                let command: Vec<String> = words.map(str::to_owned).collect();
                // `PAGER=` and `PAGER=cat` are how people say that they want none.
                match command.is_empty() || command == ["cat"] {
                    true => State::Direct,
                    false => State::Kept { text: String::new(), height, command },
                }
            }
            _ => State::Direct,
        };
        Self { shell, state, reader: Reader::Listens }
    }

    /// Writes a part of the answer.
    ///
    /// # Errors
    /// Fails if standard output cannot be written for any other reason than that nobody reads it.
    pub(crate) fn write(&mut self, part: &str) -> Result<Reader, Failure> {
        if self.reader == Reader::IsGone || part.is_empty() {
            return Ok(self.reader);
        }
        match &mut self.state {
            State::Direct => self.reader = self.shell.pour(part)?,
            State::Kept { text, height, command } => {
                text.push_str(part);
                if text.lines().count() > height.saturating_sub(1) {
                    let text = std::mem::take(text);
                    self.state = match spawn(command) {
                        Some(child) => State::Paged(child),
                        None => State::Direct,
                    };
                    return self.write(&text);
                }
            }
            State::Paged(child) => {
                let written = child.stdin.as_mut().map(|pipe| pipe.write_all(part.as_bytes()));
                if !matches!(written, Some(Ok(()))) {
                    self.reader = Reader::IsGone;
                }
            }
        }
        Ok(self.reader)
    }

    /// Ends the answer; waits for the pager, so that what is said afterwards stands below.
    ///
    /// # Errors
    /// As [`write`](Self::write).
    pub(crate) fn finish(&mut self) -> Result<(), Failure> {
        match std::mem::replace(&mut self.state, State::Direct) {
            State::Direct => {}
            State::Kept { text, .. } => self.reader = self.shell.pour(&text)?,
            State::Paged(mut child) => {
                drop(child.stdin.take());
                // It has shown what it was given, or it has not; either way there is nothing left to do.
                let _ = child.wait();
            }
        }
        Ok(())
    }
}

fn spawn(command: &[String]) -> Option<Child> {
    let (program, arguments) = command.split_first()?;
    Command::new(program).args(arguments).stdin(Stdio::piped()).spawn().ok()
}
