//! Prints what a command has to say on standard output.

use std::io::{ErrorKind, Write as _};
use std::path::Path;

use crate::failure::Failure;

/// Prints what a command has to say. Whoever reads only the beginning closes the pipe; that is no
/// failure. A full disk is one.
pub(crate) fn out(text: &str) -> Result<(), Failure> {
    let mut stdout = std::io::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Failure::write(
            Path::new("standard output"),
            "the command did its work all the same; only what it says of it is lost",
        )(error)),
        _ => Ok(()),
    }
}
