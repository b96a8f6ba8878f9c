//! The request body: read from `--input`, changed by flags, shown as `--skeleton`.

mod assemble;
mod placeholders;
pub(crate) mod secret;
mod settle;
mod shorthand;
pub(crate) mod skeleton;
mod source;
mod value;

use taurusdb_descriptor_types::{Schema, Service, Type};

use crate::exit::Failure;
use crate::renamed::with_new_fields;
use crate::shell::Shell;
use crate::tree::{Form, Step, Tree, read_json};

use assemble::assembled;
use secret::Secrets;
use settle::settled;
use value::Values;

pub(crate) use assemble::Said;

/// What messages call the flag of the input.
const INPUT: &str = "--input";

/// A body as it is to be sent.
pub(crate) struct Body {
    pub(crate) tree: Tree,
    /// Where `--input` was read from, as messages call it.
    pub(crate) source: Option<String>,
}

/// What a line says of the body.
pub(crate) struct Asked<'l> {
    /// The file of `--input`.
    pub(crate) input: Option<&'l str>,
    /// The flags, in their order.
    pub(crate) said: &'l [Said],
    /// Whether what the description refuses is sent.
    pub(crate) is_lenient: bool,
}

/// Reads the body of an operation that takes one. What is wrong with flags is added to `mistakes`.
///
/// An operation whose fields are all optional is sent the empty object when nothing is given: the
/// service reads a JSON body where the document states one.
///
/// # Errors
/// Fails if there is no input where the line says that there is one.
pub(crate) fn read(
    service: &Service,
    schema: &'static Schema,
    asked: &Asked<'_>,
    secrets: &mut Secrets<'_, '_>,
    mistakes: &mut Vec<String>,
) -> Result<Body, String> {
    let source = asked.input.map(|input| source::named(input).to_owned());
    let mut tree = Tree::made(Form::Object(Vec::new()));
    if let (Some(input), Some(name)) = (asked.input, &source) {
        let read = source::read(input, INPUT, secrets)?;
        tree = settled(read, Some(&Type::Record(schema)));
        if !matches!(tree.form, Form::Object(_)) {
            let found = source::noun(&tree.form);
            return Err(format!("{name} holds {found}; an object is needed"));
        }
        with_new_fields(service, schema, &mut tree, secrets.shell);
    }
    let mut values = Values { secrets, is_lenient: asked.is_lenient };
    let tree = assembled(tree, asked.said, &mut values, mistakes);
    if let Some(name) = &source {
        mistakes.extend(placeholders::of(&tree, name));
    }
    Ok(Body { tree, source })
}

/// A body that nothing describes: what is in a file, or the value of a flag.
///
/// # Errors
/// Says what is wrong, and where.
pub(crate) fn text_of(
    input: Option<&str>,
    flag: Option<(&str, &str)>,
    shell: &mut Shell<'_>,
) -> Result<Option<String>, Failure> {
    let tree = match (input, flag) {
        (Some(input), _) => {
            source::read(input, INPUT, &mut Secrets::of(shell)).map(|tree| settled(tree, None))
        }
        (None, Some((flag, text))) => read_json(text).map_err(|error| format!("--{flag}, {error}")),
        (None, None) => return Ok(None),
    };
    tree.map(|tree| Some(tree.to_string())).map_err(Failure::usage)
}

impl Body {
    /// Sets a text at a place that a message names: `users[0].password`.
    pub(crate) fn set(&mut self, path: &str, text: &str) {
        // There is nothing in a place that was reported missing.
        let _ = self.tree.put(&Step::in_path(path), Tree::text(text));
    }
}
