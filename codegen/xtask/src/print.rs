//! Prints the result of a command on standard output, and what went wrong beside it.

use std::io::{ErrorKind, Write as _};
use std::path::Path;

use crate::failure::Failure;

/// Prints the result of a command. A closed pipe is not a failure (`head` closes it after the first
/// lines); a full disk is.
pub(crate) fn out(text: &str) -> Result<(), Failure> {
    let mut stdout = std::io::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Failure::write(
            Path::new("standard output"),
            "the command did its work; only its report is lost",
        )(error)),
        _ => Ok(()),
    }
}

/// Prints a line on standard error. If nobody reads it any more, the exit code still says what happened.
pub(crate) fn note(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}
