//! What the help of an operation says below its arguments.

use taurusdb_descriptor_types::Operation;

use super::takes::Take;
use super::{example, input, text};
use crate::manual::Manual;

pub(super) fn below(manual: Manual, operation: &Operation, takes: &[Take], width: usize) -> String {
    let mut page = Vec::new();
    if let Some(text) = deprecation(manual, operation) {
        page.push(format!("Deprecated: {text}."));
    }
    if let Some(schema) = operation.request {
        page.push(input::table(manual, schema, width));
    }
    let Operation { section, method, path, .. } = operation;
    page.push(format!("API Reference {section} · {method} {path}"));
    let words = example::words(manual.program, operation, takes);
    page.push(format!("Example:\n{}", text::continued(&words, "  ", width)));
    page.join("\n\n")
}

/// When a deprecated operation ends and what to use instead.
pub(crate) fn deprecation(manual: Manual, operation: &Operation) -> Option<String> {
    let deprecated = operation.deprecated?;
    // A successor may itself have gone with a later issue of the document.
    let successor = deprecated.successor.and_then(|id| manual.service.operation(id));
    let mut text = match deprecated.until {
        "" => "it will end".to_owned(),
        until => format!("its last day is {until}"),
    };
    if let Some(successor) = successor {
        text += &format!("; use `{}` instead", manual.program.typed(successor));
    }
    Some(text)
}
