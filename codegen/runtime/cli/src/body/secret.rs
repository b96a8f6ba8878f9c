//! Values that must not be seen: they come from a file, standard input, a variable or a hidden prompt.

use std::io::ErrorKind;
use std::path::Path;

use crate::shell::Shell;
use crate::tree::decoded;

/// How a secret is given, for messages and help.
pub(crate) const WAYS: &str = "@FILE, @- for standard input, or env:NAME";

/// Where the values of secrets come from.
pub(crate) struct Secrets<'a, 'b> {
    pub(crate) shell: &'a mut Shell<'b>,
    /// What has read standard input, as messages call it.
    stdin_went_to: Option<String>,
}

impl<'a, 'b> Secrets<'a, 'b> {
    /// Secrets of one line: standard input can be read for one of them.
    pub(crate) fn of(shell: &'a mut Shell<'b>) -> Self {
        Self { shell, stdin_went_to: None }
    }

    /// The secret that the value of a flag names. `flag` is how messages call it.
    ///
    /// # Errors
    /// Says why there is none, without showing it.
    pub(crate) fn value(&mut self, flag: &str, text: &str) -> Result<String, String> {
        if let Some(literal) = text.strip_prefix("@@") {
            self.warn(flag);
            return Ok(format!("@{literal}"));
        }
        let (source, found) = if let Some(name) = text.strip_prefix("env:") {
            let found = (self.shell.variable)(name).ok_or_else(|| "it is not set".to_owned());
            (format!("the variable {name}"), found)
        } else if let Some(file) = text.strip_prefix('@') {
            match file {
                "" => return Err(format!("{flag} names no file behind the @; give {WAYS}")),
                "-" => ("standard input".to_owned(), self.stdin(flag).and_then(text_of)),
                file => (file.to_owned(), read(file)),
            }
        } else {
            if !text.is_empty() {
                self.warn(flag);
            }
            return Ok(text.to_owned());
        };
        let found =
            found.map_err(|error| format!("{flag} cannot be read from {source}: {error}"))?;
        // Editors and `echo` end a line that is not part of the secret.
        let line = found.strip_suffix('\n').unwrap_or(&found);
        let line = line.strip_suffix('\r').unwrap_or(line);
        match line {
            "" => Err(format!("{flag} is empty in {source}")),
            line => Ok(line.to_owned()),
        }
    }

    /// All of standard input, for the first that asks; `flag` is how messages call it.
    pub(super) fn stdin(&mut self, flag: &str) -> Result<Vec<u8>, String> {
        if let Some(first) = &self.stdin_went_to {
            return Err(format!(
                "{first} has read it, and it can be read once: give one of them in a file"
            ));
        }
        self.stdin_went_to = Some(flag.to_owned());
        self.shell.read_stdin().map_err(|error| error.to_string())
    }

    fn warn(&mut self, flag: &str) {
        self.shell.warn(format_args!(
            "{flag} stands on the command line, where other users of this machine can see it; \
             give it as {WAYS}"
        ));
    }
}

fn read(file: &str) -> Result<String, String> {
    let bytes = std::fs::read(Path::new(file)).map_err(|error| said(&error))?;
    text_of(bytes)
}

fn text_of(bytes: Vec<u8>) -> Result<String, String> {
    decoded(&bytes).map_err(|error| error.to_string())
}

/// Why a file cannot be read, in words.
pub(super) fn said(error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "there is no such file".to_owned(),
        ErrorKind::IsADirectory => "it is a folder".to_owned(),
        ErrorKind::PermissionDenied => "you may not read it".to_owned(),
        _ => error.to_string(),
    }
}
