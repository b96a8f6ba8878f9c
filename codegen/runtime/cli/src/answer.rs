//! What becomes of the answer to a call.

use serde_json::Value;
use taurusdb_descriptor_types::{Effect, Operation};
use taurusdb_runtime::Reply;

use crate::exit::{Exit, Failure};
use crate::manual::Manual;
use crate::output::{self, Node, Settings, Shape};
use crate::print;
use crate::shell::Shell;

/// Prints the answer to a call: its body, or the described headers where it has none.
pub(crate) fn print(
    manual: Manual,
    operation: &'static Operation,
    reply: &Reply<Value>,
    settings: &Settings,
    shell: &mut Shell<'_>,
) -> Result<(), Failure> {
    remarks(reply).into_iter().for_each(|remark| shell.warn(remark));
    let Some(node) = read(operation, reply)? else { return Ok(()) };
    if settings.quiet && operation.effect != Effect::Read {
        return Ok(());
    }
    let shape = Shape::of(manual.service, operation);
    output::show(&node, &shape, settings, shell)
}

/// What an answer says; `None` if it says nothing.
pub(crate) fn read(operation: &Operation, reply: &Reply<Value>) -> Result<Option<Node>, Failure> {
    let (text, _) = reply.strict_json();
    if text.is_empty() {
        let headers = print::described_headers(operation, reply.status(), reply.headers());
        return Ok(headers.as_ref().map(Node::from));
    }
    match output::read(&text) {
        Some(node) => Ok(Some(node)),
        None => Err(Failure::new(Exit::Service, "the answer cannot be read as JSON")),
    }
}

/// What had to be mended to read an answer.
pub(crate) fn remarks(reply: &Reply<Value>) -> Vec<String> {
    let (_, mended) = reply.strict_json();
    let mut remarks = Vec::new();
    for note in mended.iter().chain(reply.notes()) {
        let remark = format!("the service answered oddly: {note}");
        if !remarks.contains(&remark) {
            remarks.push(remark);
        }
    }
    remarks
}
