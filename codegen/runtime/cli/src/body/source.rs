//! Where a body is read from: a file or standard input, in JSON or YAML.

use std::path::Path;

use super::secret::{Secrets, said};
use crate::tree::{Form, Tree, begins_with_comment, decoded, read_json, read_yaml};

/// How messages call a source.
pub(super) fn named(source: &str) -> &str {
    if source == "-" { "standard input" } else { source }
}

/// Reads a file, or standard input for `-`. `flag` is how messages call what asks for it.
///
/// # Errors
/// Says what is wrong and where, beginning with the name of the source.
pub(super) fn read(
    source: &str,
    flag: &str,
    secrets: &mut Secrets<'_, '_>,
) -> Result<Tree, String> {
    let name = named(source);
    let bytes = match source {
        "-" => secrets.stdin(flag),
        path => std::fs::read(Path::new(path)).map_err(|error| said(&error)),
    };
    let bytes = bytes.map_err(|error| format!("cannot read the input, {name}: {error}"))?;
    let text = decoded(&bytes).map_err(|error| format!("{name}, {error}"))?;
    parse(source, &text)
}

/// JSON and YAML are told apart by what they begin with; the name of a file decides only what begins as
/// both do.
fn parse(source: &str, text: &str) -> Result<Tree, String> {
    let name = named(source);
    let extension = Path::new(source).extension().map(|extension| extension.to_ascii_lowercase());
    let is_yaml = extension.is_some_and(|extension| extension == "yaml" || extension == "yml");
    let begins_json =
        text.trim_ascii_start().starts_with(['{', '[', '"']) || begins_with_comment(text);
    let read = match begins_json && !is_yaml {
        true => read_json(text).map(Some),
        false => read_yaml(text),
    };
    match read {
        Err(error) => Err(format!("{name}, {error}")),
        Ok(None) => Err(format!("{name} is empty; an object is needed, in JSON or YAML")),
        Ok(Some(tree)) => Ok(tree),
    }
}

/// What a value is called in a message.
pub(super) fn noun(form: &Form) -> &'static str {
    match form {
        Form::Null => "null",
        Form::Boolean(_) => "true or false",
        Form::Number(_) => "a number",
        Form::Text(_) | Form::Plain(_) => "a text",
        Form::List(_) => "a list",
        Form::Object(_) => "an object",
    }
}
