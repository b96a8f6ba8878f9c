//! Answers on standard output.

use serde_json::Value;

use crate::exit::Failure;
use crate::json_text;
use crate::shell::Shell;

/// Prints one JSON document.
pub(crate) fn json(value: &Value, compact: bool, shell: &mut Shell<'_>) -> Result<(), Failure> {
    match compact {
        true => shell.answer(format_args!("{value}\n")),
        false => shell.answer(format_args!("{value:#}\n")),
    }
}

/// Prints JSON that is already text, with its values unchanged.
pub(crate) fn text(json: &str, compact: bool, shell: &mut Shell<'_>) -> Result<(), Failure> {
    let laid_out = match compact {
        true => json_text::compact(json),
        false => json_text::pretty(json),
    };
    shell.answer(format_args!("{laid_out}\n"))
}
