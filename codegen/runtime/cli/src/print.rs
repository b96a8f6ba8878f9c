//! Answers on standard output.

use serde_json::{Map, Value};
use taurusdb_descriptor_types::Operation;
use taurusdb_runtime::http::{HeaderMap, StatusCode};

use crate::exit::Failure;
use crate::output::{self, Layout, Node};
use crate::paint::Paint;
use crate::shell::Shell;

/// Prints one JSON document.
pub(crate) fn json(value: &Value, compact: bool, shell: &mut Shell<'_>) -> Result<(), Failure> {
    let layout = Layout { compact, paint: Paint::new(shell.style.colour_out) };
    shell.answer(output::json_document(&Node::from(value), layout))
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
