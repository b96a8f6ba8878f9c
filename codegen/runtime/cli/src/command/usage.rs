//! How an operation is called, in a line or two.

use taurusdb_descriptor_types::{Field, Operation};

use super::flags::{INPUT, taken};
use super::takes::Take;
use super::told::placeholder;
use crate::fields::flag_of;
use crate::manual::Manual;
use crate::settings;
use crate::wrapping::wrapped;

/// Keeps a flag and its value in one line; no line ends at it.
const GLUE: char = '\u{2060}';
/// With more mandatory flags than this, a line names those of the input instead.
const MOST: usize = 12;

/// What must be given, then what may be.
pub(super) fn lines(
    manual: Manual,
    operation: &'static Operation,
    takes: &[Take],
    width: usize,
) -> String {
    let mut words = vec![manual.program.typed(operation)];
    for take in takes.iter().filter(|take| take.parameter.is_mandatory()) {
        let name = take.parameter.value_name;
        words.push(match take.parameter.flag {
            None => format!("<{name}>"),
            Some(flag) => format!("--{flag}{GLUE}<{name}>"),
        });
    }
    let mut lines = Vec::new();
    let with_input =
        [words.clone(), vec![format!("--{INPUT}{GLUE}<FILE>"), "[OPTIONS]".to_owned()]];
    if let Some(schema) = operation.request {
        let taken = taken(manual, operation);
        let is_needed =
            |field: &&Field| field.is_mandatory() && settings::for_field(field).is_none();
        let mandatory = schema.fields.iter().filter(is_needed);
        let flags: Vec<String> = mandatory
            .map(|field| {
                let flag = flag_of(schema, field, &taken);
                format!("--{flag}{GLUE}<{}>", placeholder(&field.kind))
            })
            .collect();
        if flags.len() <= MOST {
            words.extend(flags);
            words.push("[OPTIONS]".to_owned());
            lines.push(words.clone());
        }
        lines.push(with_input.concat());
    } else {
        words.push("[OPTIONS]".to_owned());
        lines.push(words);
    }
    // Behind `Usage: `, where the first line begins.
    let lines: Vec<String> = lines
        .iter()
        .map(|words| wrapped(&words.join(" "), "", "         ", width.saturating_sub(7)))
        .collect();
    lines.join("\n       ").replace(GLUE, " ")
}
