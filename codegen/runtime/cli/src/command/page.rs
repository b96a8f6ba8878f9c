//! What the help of an operation says below its arguments.

use taurusdb_tables::{Operation, Service};

use super::takes::Take;
use super::{example, input, text};
use crate::names::typed;

pub(super) fn below(
    service: &Service,
    operation: &Operation,
    takes: &[Take],
    width: usize,
) -> String {
    let mut page = Vec::new();
    if let Some(text) = deprecation(service, operation) {
        page.push(format!("Deprecated: {text}."));
    }
    if let Some(schema) = operation.request {
        page.push(input::table(schema, width));
    }
    let Operation { section, method, path, .. } = operation;
    page.push(format!("API Reference {section} · {method} {path}"));
    let words = example::words(operation, takes);
    page.push(format!("Example:\n{}", text::continued(&words, "  ", width)));
    page.join("\n\n")
}

/// The documented values, in brackets.
pub(super) fn documented(values: &[&str]) -> Option<String> {
    (!values.is_empty()).then(|| format!("[values: {}]", values.join(", ")))
}

/// The documented values with what each means; nothing where nobody has said that.
pub(super) fn labelled(values: &[&str], labels: &[&str]) -> Vec<String> {
    let line = |(value, label): (&&str, &&str)| match *label {
        "" => format!("- {value}"),
        label => format!("- {value}: {label}"),
    };
    values.iter().zip(labels).map(line).collect()
}

/// When a deprecated operation ends and what to use instead.
pub(crate) fn deprecation(service: &Service, operation: &Operation) -> Option<String> {
    let deprecated = operation.deprecated?;
    // A successor may itself have gone with a later issue of the document.
    let successor = deprecated.successor.and_then(|id| service.operation(id));
    let mut text = match deprecated.until {
        "" => "it will end".to_owned(),
        until => format!("its last day is {until}"),
    };
    if let Some(successor) = successor {
        text += &format!("; use `{}` instead", typed(successor.id));
    }
    Some(text)
}
