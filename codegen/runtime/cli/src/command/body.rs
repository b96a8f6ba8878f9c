//! The fields of a body as arguments.

use clap::Arg;
use taurusdb_descriptor_types::{Operation, Schema};

use super::flags::{FIELD, taken};
use super::told::{self, Told};
use crate::fields::{Flag, flags};
use crate::manual::Manual;

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
