//! What a person types, and secrets from elsewhere.

use std::io;

use crate::body::secret::Secrets;
use crate::exit::Failure;
use crate::shell::Shell;

/// The secret that the value of a flag names.
pub(super) fn secret(
    flag: &str,
    text: &str,
    secrets: &mut Secrets<'_, '_>,
) -> Result<String, Failure> {
    secrets.value(flag, text).map_err(Failure::usage)
}

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
