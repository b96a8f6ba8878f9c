//! What becomes of the answer to a call.

use serde_json::Value;
use taurusdb_descriptor_types::Operation;
use taurusdb_runtime::Reply;

use crate::exit::Failure;
use crate::print as output;
use crate::shell::Shell;

/// Prints the answer to a call: its body, or the described headers where it has none.
pub(crate) fn print(
    operation: &Operation,
    reply: &Reply<Value>,
    compact: bool,
    shell: &mut Shell<'_>,
) -> Result<(), Failure> {
    let text = String::from_utf8_lossy(reply.bytes());
    match text.trim_start_matches('\u{feff}').trim_ascii() {
        "" => match output::described_headers(operation, reply.status(), reply.headers()) {
            Some(headers) => output::json(&headers, compact, shell),
            None => Ok(()),
        },
        json => output::text(json, compact, shell),
    }
}
