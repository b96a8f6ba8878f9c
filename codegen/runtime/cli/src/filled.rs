//! Fills in what the flags of every command say of a call, where the line says nothing else.

use clap::ArgMatches;
use taurusdb_descriptor_types::{Location, Operation, Schema};

use crate::command::takes;
use crate::globals::Globals;
use crate::manual::Manual;
use crate::parameters::Given;
use crate::session;
use crate::settings::{REGION, for_field, for_name};
use crate::shell::Shell;
use crate::tree::{Step, Tree};

/// Puts them where the line has said nothing else.
pub(crate) fn fill(
    manual: Manual,
    operation: &'static Operation,
    matches: &ArgMatches,
    given: &mut Vec<Given>,
    body: Option<(&'static Schema, &mut Tree)>,
    shell: &Shell<'_>,
) {
    let globals = Globals::read(matches);
    let said = |setting: &str| match setting {
        REGION => session::region(manual, &globals, shell),
        _ => session::project(manual, &globals, shell),
    };
    for take in takes(operation) {
        let parameter = take.parameter;
        let is_there = given
            .iter()
            .any(|one| one.location == parameter.location && one.name == parameter.name);
        if parameter.location != Location::Path
            && parameter.is_mandatory()
            && !is_there
            && let Some(value) = for_name(parameter.name).and_then(said)
        {
            let (name, location) = (parameter.name, parameter.location);
            given.push(Given { name, location, values: vec![value] });
        }
    }
    let Some((schema, tree)) = body else { return };
    for field in
        schema.fields.iter().filter(|field| tree.get(field.name).is_none()).collect::<Vec<_>>()
    {
        if let Some(value) = for_field(field).and_then(said) {
            // Nothing is there.
            let _ = tree.put(&[Step::Key(field.name.to_owned())], Tree::text(value));
        }
    }
}
