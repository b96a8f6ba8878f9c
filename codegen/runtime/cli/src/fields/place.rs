//! From a place that a message names to the flag and the field there.

use taurusdb_descriptor_types::{Field, Schema, Type};

use super::name::{Taken, flag_of, segment};
use crate::tree::{Form, Origin, Tree};

/// A place in a body.
#[derive(Debug)]
pub(crate) struct Place<'t> {
    /// The flag that sets it, without the hyphens in front; `None` if nothing is described there.
    pub(crate) flag: Option<String>,
    pub(crate) field: Option<&'static Field>,
    /// The fields beside it.
    pub(crate) around: Option<&'static Schema>,
    /// What is there.
    pub(crate) value: Option<&'t Tree>,
    /// Where it, or what it is missing in, was written.
    pub(crate) origin: Origin,
}

/// The place that a path names: `tags[1].key`.
pub(crate) fn place<'t>(
    schema: &'static Schema,
    body: &'t Tree,
    path: &str,
    taken: &Taken,
) -> Place<'t> {
    let mut here = Place {
        flag: Some(String::new()),
        field: None,
        around: Some(schema),
        value: Some(body),
        origin: body.origin,
    };
    let mut kind = Type::Record(schema);
    let mut rest = path;
    while !rest.is_empty() {
        rest = rest.strip_prefix('.').unwrap_or(rest);
        // One is shown where several are declared, or the reverse.
        let index = rest.strip_prefix('[').and_then(|inner| inner.split_once(']'));
        if let Some((index, behind)) = index {
            let at = index.parse().unwrap_or(usize::MAX);
            here.value = here.value.and_then(|value| match &value.form {
                Form::List(items) => items.get(at),
                _ => None,
            });
            here.flag = here.flag.map(|flag| format!("{flag}.{index}"));
            if let Type::Array(element) = kind {
                kind = *element;
            }
            rest = behind;
        } else {
            if let Type::Array(element) = kind {
                kind = *element;
            }
            let names = here.value.into_iter().flat_map(keys);
            let known = match kind {
                Type::Record(schema) => schema.fields,
                _ => &[],
            };
            let name = names
                .chain(known.iter().map(|field| field.name))
                .filter(|name| is_first(name, rest))
                .max_by_key(|name| name.len());
            let Some(name) = name else { break };
            rest = &rest[name.len()..];
            here.value = here.value.and_then(|value| value.get(name));
            let is_top = here.flag.as_deref() == Some("");
            let own = match kind {
                Type::Record(schema) => {
                    here.around = Some(schema);
                    here.field = schema.field(name);
                    if let Some(field) = here.field {
                        kind = field.kind;
                    }
                    here.field.map(|field| match is_top {
                        true => flag_of(schema, field, taken),
                        false => segment(schema, field),
                    })
                }
                Type::Map(element) => {
                    kind = *element;
                    Some(name.to_owned())
                }
                _ => {
                    (here.around, here.field) = (None, None);
                    Some(name.to_owned())
                }
            };
            here.flag = here.flag.zip(own).map(|(flag, own)| match is_top {
                true => own,
                false => format!("{flag}.{own}"),
            });
        }
        if let Some(value) = here.value {
            here.origin = value.origin;
        }
    }
    here.flag = here.flag.filter(|flag| !flag.is_empty());
    here
}

fn keys(value: &Tree) -> Vec<&str> {
    match &value.form {
        Form::Object(entries) => entries.iter().map(|(key, _)| key.as_str()).collect(),
        _ => Vec::new(),
    }
}

/// Whether a path begins with a name.
fn is_first(name: &str, path: &str) -> bool {
    let behind = path.strip_prefix(name);
    behind.is_some_and(|behind| behind.is_empty() || behind.starts_with(['.', '[']))
}
