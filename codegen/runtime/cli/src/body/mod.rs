//! The request body: read from `--input`, checked against the schema, shown as `--skeleton`.

mod check;
pub(crate) mod skeleton;

use std::path::Path;

use serde_json::{Map, Value};
use taurusdb_descriptor_types::{Operation, Schema, Type};

use crate::command::{INPUT, SKELETON};
use crate::exit::Failure;
use crate::json_text;
use crate::manual::Manual;
use crate::program::Program;
use crate::renamed::with_new_fields;
use crate::shell::Shell;

use check::Findings;

/// Reads and checks the body of an operation that takes one, and returns it as it is to be sent.
///
/// An operation whose fields are all optional is sent the empty object when no input is given: the
/// service reads a JSON body where the document states one.
pub(crate) fn read(
    manual: Manual,
    operation: &Operation,
    schema: &'static Schema,
    input: Option<&str>,
    shell: &mut Shell<'_>,
) -> Result<String, Failure> {
    let Manual { program, service, .. } = manual;
    let Some(input) = input else {
        let findings = Findings::of(schema, &Value::Object(Map::new()));
        return match findings.mistakes.as_slice() {
            [] => Ok("{}".to_owned()),
            mistakes => {
                let what = format!("`{}` needs --{INPUT} FILE", program.typed(operation));
                Err(refusal(program, operation, &what, mistakes))
            }
        };
    };
    let source = if input == "-" { "standard input" } else { input };
    let bytes = match input {
        "-" => shell.read_stdin(),
        path => std::fs::read(Path::new(path)),
    };
    let bytes = bytes
        .map_err(|error| Failure::usage(format!("cannot read the input, {source}: {error}")))?;
    // Editors of some systems put a byte order mark before the text.
    let text = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes);
    let mut value = parse(source, text)?;
    let is_renamed = with_new_fields(service, schema, &mut value, shell);
    let findings = Findings::of(schema, &value);
    for warning in &findings.warnings {
        shell.warn(format_args!("{source}: {warning}"));
    }
    if findings.mistakes.is_empty() {
        // JSON is UTF-8, or it would not have been read.
        return Ok(match is_renamed {
            true => value.to_string(),
            false => json_text::compact(&String::from_utf8_lossy(text)),
        });
    }
    let what = format!("{source} is no input for `{}`", program.typed(operation));
    Err(refusal(program, operation, &what, &findings.mistakes))
}

fn refusal(program: Program, operation: &Operation, what: &str, mistakes: &[String]) -> Failure {
    let mistakes: String = mistakes.iter().map(|mistake| format!("\n  {mistake}")).collect();
    Failure::usage(format!(
        "{what}{mistakes}\n  (API Reference {}; `{} --{SKELETON}` shows an input)",
        operation.section,
        program.typed(operation)
    ))
}

fn parse(source: &str, text: &[u8]) -> Result<Value, Failure> {
    if text.trim_ascii().is_empty() {
        return Err(Failure::usage(format!("{source} is empty; a JSON object is needed")));
    }
    let value: Value = serde_json::from_slice(text).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        let full = error.to_string();
        let place = format!(" at line {line} column {column}");
        let reason = full.strip_suffix(&place).unwrap_or(&full);
        Failure::usage(format!("{source}, line {line}, column {column}: not JSON: {reason}"))
    })?;
    if let Some(key) = json_text::repeated_key(&String::from_utf8_lossy(text)) {
        return Err(Failure::usage(format!(
            "{source} has the key '{key}' twice in one object; keep one"
        )));
    }
    match value {
        Value::Object(_) => Ok(value),
        other => Err(Failure::usage(format!(
            "{source} holds {}; a JSON object is needed",
            Type::noun_of(&other)
        ))),
    }
}
