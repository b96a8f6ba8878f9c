use serde_json::Value;

use crate::exit::Failure;
use crate::shell::Shell;

/// Prints one JSON document.
pub(crate) fn json(value: &Value, compact: bool, shell: &mut Shell<'_>) -> Result<(), Failure> {
    match compact {
        true => shell.answer(format_args!("{value}\n")),
        false => shell.answer(format_args!("{value:#}\n")),
    }
}
