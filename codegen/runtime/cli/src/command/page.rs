//! What the help of an operation says below its arguments.

use taurusdb_descriptor_types::Operation;
use taurusdb_descriptor_types::phrase::{self, Style};

use super::flags::SKELETON;
use super::takes::Take;
use super::{example, told};
use crate::manual::Manual;
use crate::mock::World;
use crate::wrapping::{continued, wrapped};

/// How objects and lists are given.
const COMPOUND: &str = "\
    Objects and lists are given by the flags of their fields (N is 0, 1, ...), in a short form (a=1,b=[x,y],\
    c={d=2}; quotation marks around text with a comma or bracket), as JSON, or as @FILE; a list also by \
    repeating its flag. They take the place of what --input has; a flag for one field changes that alone.";

pub(super) fn below(
    manual: Manual,
    operation: &'static Operation,
    takes: &[Take],
    is_cut: bool,
    width: usize,
) -> String {
    let mut page = Vec::new();
    if let Some(text) = deprecation(manual, operation) {
        page.push(format!("Deprecated: {text}."));
    }
    let fields = operation.request.map_or(&[][..], |schema| schema.fields);
    if fields.iter().any(|field| told::is_compound(&field.kind)) {
        page.push(wrapped(COMPOUND, "", "", width));
    }
    if is_cut {
        page.push(format!("Fields that lie deeper are shown by --{SKELETON}."));
    }
    let Operation { section, method, path, .. } = operation;
    page.push(format!("API Reference {section} · {method} {path}"));
    page.extend(statements(operation, width));
    // A flag and its value stand in one line, where a line has room for both.
    let room = width.saturating_sub(6);
    let words: Vec<String> = example::words(manual, operation, takes)
        .into_iter()
        .flat_map(|word| match word.split_once(' ') {
            Some((flag, value)) if word.chars().count() > room => {
                vec![flag.to_owned(), value.to_owned()]
            }
            _ => vec![word],
        })
        .collect();
    let heading = match manual.program.mock {
        None => "Example:".to_owned(),
        Some(_) => {
            let flag = format!("--mock={}", World::ADOPT);
            format!("Example; it works without an account if {flag} is added:")
        }
    };
    page.push(format!("{heading}\n{}", continued(&words, "  ", width)));
    page.join("\n\n")
}

/// What the short help says below what is mandatory: an example, and where the rest is.
pub(super) fn short(
    manual: Manual,
    operation: &'static Operation,
    takes: &[Take],
    left_out: usize,
    width: usize,
) -> String {
    let words = example::words(manual, operation, takes);
    let typed = manual.program.typed(operation);
    let flags = if left_out == 1 { "flag" } else { "flags" };
    let rest = format!(
        "`{typed} --help` shows {left_out} more {flags}, those of every command, and what else is known."
    );
    format!("Example:\n{}\n\n{}", continued(&words, "  ", width), wrapped(&rest, "", "", width))
}

/// What a call needs and may answer beside its body, a line for each.
fn statements(operation: &Operation, width: usize) -> Option<String> {
    let needed = phrase::needed(&operation.needed_actions(), Style::Plain);
    let errors: Vec<String> = operation
        .errors
        .iter()
        .map(|error| match error.status {
            Some(status) => format!("{} ({status})", error.code),
            None => error.code.to_owned(),
        })
        .collect();
    let errors = (!errors.is_empty()).then(|| format!("Errors of its own: {}", errors.join(", ")));
    let headers = operation.responses.iter().flat_map(|response| {
        response.headers.iter().map(|header| format!("{} ({})", header.name, response.status))
    });
    let headers: Vec<String> = headers.collect();
    let headers =
        (!headers.is_empty()).then(|| format!("Headers of answers: {}", headers.join(", ")));
    let lines: Vec<String> = [needed, errors, headers]
        .into_iter()
        .flatten()
        .map(|line| wrapped(&line, "", "  ", width))
        .collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
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
