//! Answers on standard output.

use serde_json::{Map, Value};
use taurusdb_descriptor_types::Operation;
use taurusdb_runtime::http::{HeaderMap, StatusCode};

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

/// The headers that the description has for an answer with this status, as JSON; `None` without any.
/// They are all that an answer without a body says.
pub(crate) fn described_headers(
    operation: &Operation,
    status: StatusCode,
    headers: &HeaderMap,
) -> Option<Value> {
    let answer = operation.responses.iter().find(|answer| answer.status == status.as_u16());
    let described = answer.or_else(|| operation.success())?.headers.iter();
    let found: Map<String, Value> = described
        .filter_map(|header| {
            let value = headers.get(header.name)?.as_bytes();
            Some((header.name.to_owned(), String::from_utf8_lossy(value).into()))
        })
        .collect();
    (!found.is_empty()).then(|| found.into())
}

/// Prints JSON that is already text, with its values unchanged.
pub(crate) fn text(json: &str, compact: bool, shell: &mut Shell<'_>) -> Result<(), Failure> {
    let laid_out = match compact {
        true => json_text::compact(json),
        false => json_text::pretty(json),
    };
    shell.answer(format_args!("{laid_out}\n"))
}
