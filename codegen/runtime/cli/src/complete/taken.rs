//! A value that an operation takes: a parameter, or a field of its body.

use clap::Arg;
use taurusdb_descriptor_types::resources::Input;
use taurusdb_descriptor_types::{Facts, Field, Location, Operation, Schema, Type};

use crate::command::{self, FIELD, takes};
use crate::fields::{Flag, flags};
use crate::manual::Manual;

/// A value that an operation takes.
pub(super) struct Taken {
    pub(super) operation: &'static Operation,
    /// The schema or operation that it belongs to.
    pub(super) owner: &'static str,
    pub(super) name: &'static str,
    pub(super) kind: Type,
    pub(super) facts: &'static Facts<'static>,
    /// Where it travels: the path of a field has no marks of lists and maps.
    pub(super) location: Option<Location>,
    pub(super) path: Vec<&'static str>,
}

impl Taken {
    /// The parameter or field that an argument stands for.
    pub(super) fn of(manual: Manual, command: &str, arg: &Arg) -> Option<Self> {
        let operation = manual.service.operations().find(|one| one.command == command)?;
        let id = arg.get_id().as_str();
        if let Some(take) = takes(operation).into_iter().find(|take| take.id() == id) {
            let parameter = take.parameter;
            return Some(Self {
                operation,
                owner: operation.id,
                name: parameter.name,
                kind: parameter.kind,
                facts: parameter.facts,
                location: Some(parameter.location),
                path: vec![parameter.name],
            });
        }
        let (schema, name) = (operation.request?, id.strip_prefix(FIELD)?);
        let (flags, _) = flags(schema, &command::taken(manual, operation));
        let Flag { owner, field, .. } = flags.into_iter().find(|flag| flag.name == name)?;
        Some(Self {
            operation,
            owner: owner.name,
            name: field.name,
            kind: field.kind,
            facts: field.facts,
            location: None,
            path: way_to(schema, field, &mut vec![schema])?,
        })
    }

    /// Whether an input of the model is this one.
    pub(super) fn is(&self, input: &Input) -> bool {
        match (input, self.location) {
            (Input::Path(name), Some(Location::Path)) => *name == self.name,
            (Input::Query(name), Some(Location::Query)) => *name == self.name,
            (Input::Body(path), None) => {
                path.segments().map(|segment| segment.name).eq(self.path.iter().copied())
            }
            _ => false,
        }
    }
}

/// The names on the way to a field.
fn way_to(
    schema: &'static Schema,
    wanted: &'static Field,
    open: &mut Vec<&'static Schema>,
) -> Option<Vec<&'static str>> {
    for field in schema.fields {
        if std::ptr::eq(field, wanted) {
            return Some(vec![field.name]);
        }
        let inner = field.kind.schema();
        let Some(inner) = inner.filter(|inner| !open.iter().any(|o| std::ptr::eq(*o, *inner)))
        else {
            continue;
        };
        open.push(inner);
        let way = way_to(inner, wanted, open);
        open.pop();
        if let Some(mut way) = way {
            way.insert(0, field.name);
            return Some(way);
        }
    }
    None
}
