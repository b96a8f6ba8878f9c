//! What a person types, and secrets from elsewhere.

use std::io;

use crate::exit::Failure;
use crate::shell::Shell;

/// How a secret is given.
pub(super) const WAYS: &str = "@FILE, @- for standard input, or env:NAME";

/// The line that a person types behind a text, without its end; empty where nothing is typed.
pub(super) fn line(text: &str, shell: &mut Shell<'_>) -> Result<String, Failure> {
    shell.complain(text);
    let mut bytes = Vec::new();
    // One at a time: what follows the line belongs to the next question.
    let mut one = [0];
    let ended = loop {
        match shell.stdin.read(&mut one) {
            Ok(0) => break true,
            Ok(_) if one[0] == b'\n' => break false,
            Ok(_) => bytes.push(one[0]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => {
                return Err(Failure::usage(format!("standard input cannot be read: {error}")));
            }
        }
    };
    if ended && bytes.is_empty() {
        return Err(Failure::usage(
            "the input ended before everything was answered; nothing was changed",
        ));
    }
    String::from_utf8(bytes)
        .map(|text| text.trim().to_owned())
        .map_err(|_| Failure::usage("what was typed is not text in UTF-8; nothing was changed"))
}

/// The secret that a value names.
pub(super) fn secret(flag: &str, text: &str, shell: &mut Shell<'_>) -> Result<String, Failure> {
    let (source, found) = if let Some(name) = text.strip_prefix("env:") {
        let found = (shell.variable)(name).ok_or_else(|| "it is not set".to_owned());
        (format!("the variable {name}"), found)
    } else if text == "@-" {
        let bytes = shell.read_stdin().map_err(|error| error.to_string());
        let text =
            bytes.and_then(|bytes| String::from_utf8(bytes).map_err(|error| error.to_string()));
        ("standard input".to_owned(), text)
    } else if let Some(file) = text.strip_prefix('@') {
        (file.to_owned(), std::fs::read_to_string(file).map_err(|error| error.to_string()))
    } else {
        shell.warn(format_args!(
            "{flag} stands on the command line, where other users of this machine can see it; give it as {WAYS}"
        ));
        return Ok(text.to_owned());
    };
    let found = found
        .map_err(|error| Failure::usage(format!("{flag} cannot be read from {source}: {error}")))?;
    Ok(found.trim_end_matches(['\r', '\n']).to_owned())
}
