//! The fields of a body as arguments.

use clap::Arg;
use taurusdb_descriptor_types::{Field, Operation, Schema};

use super::flags::{FIELD, taken};
use super::told::{self, Told};
use crate::fields::{Flag, flags, kebab};
use crate::manual::Manual;
use crate::settings;

/// Where they stand in the help.
const HEADING: &str = "Fields of the body";

/// A flag for each field of a body, those of objects behind that of the object.
pub(super) fn arguments(
    manual: Manual,
    operation: &'static Operation,
    schema: &'static Schema,
) -> (Vec<Arg>, bool) {
    let (flags, is_cut) = flags(schema, &taken(manual, operation));
    (flags.into_iter().map(|flag| argument(manual, flag)).collect(), is_cut)
}

/// Whether an argument is a field of the body itself that has to be sent.
pub(super) fn is_needed(operation: &'static Operation, arg: &Arg) -> bool {
    let (Some(schema), Some(name)) = (operation.request, arg.get_id().as_str().strip_prefix(FIELD))
    else {
        return false;
    };
    let is_it = |field: &&Field| {
        let own = kebab(field.name);
        name == own || name.strip_prefix("body-") == Some(own.as_str())
    };
    schema.fields.iter().find(is_it).is_some_and(Field::is_mandatory)
}

fn argument(manual: Manual, flag: Flag) -> Arg {
    let Flag { name, owner, field, is_needed } = flag;
    let mut marks = Vec::new();
    if is_needed {
        marks.push("mandatory".to_owned());
    } else if field.is_mandatory() {
        marks.push(match name.rsplit_once('.') {
            Some((above, _)) => format!("mandatory with --{above}"),
            None => "mandatory".to_owned(),
        });
    }
    // Those inside others are of something else.
    let setting = settings::for_field(field).filter(|_| !name.contains('.'));
    marks.extend(setting.map(|setting| format!("if left out, as --{setting} says")));
    let help = told::text(
        manual,
        Told {
            owner: owner.name,
            name: field.name,
            kind: &field.kind,
            facts: field.facts,
            otherwise: None,
            marks,
        },
    );
    Arg::new(format!("{FIELD}{name}"))
        .long(name)
        .value_name(told::placeholder(&field.kind))
        .help_heading(HEADING)
        .help(help)
}
