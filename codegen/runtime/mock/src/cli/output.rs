//! Standard output.

use std::io::{self, ErrorKind, Write};

/// Prints to standard output. That nobody reads it is no failure: `routes | head` has read what it
/// wanted.
pub(super) fn print(text: &str) -> Result<(), String> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(format!("cannot write to standard output: {error}"))
        }
        _ => Ok(()),
    }
}
