//! The ids that the service has: asked for once, kept for a minute, and never waited for longer than a moment.

use std::time::Duration;

use serde_json::Value;
use taurusdb_descriptor_types::resources::Input;
use taurusdb_descriptor_types::{Field, Location, Operation, Parameter};
use taurusdb_runtime::Call;

use super::cache::{self, Key};
use super::candidate::Answer;
use super::line::Line;
use super::lookup::Lookup;
use super::taken::Taken;
use crate::command::takes;
use crate::exit::Failure;
use crate::explain::names::plain;
use crate::globals::Globals;
use crate::manual::Manual;
use crate::running::block_on;
use crate::session;
use crate::shell::Shell;

/// Longer than this, nobody waits for a completion.
const PATIENCE: Duration = Duration::from_millis(900);
/// As many items are asked for as one page has, and not more than this.
const ITEMS: f64 = 100.0;
/// The query parameter for the number of items.
const LIMIT: &str = "limit";

/// The ids that can stand for a value; none where nothing lists them, and where the service cannot be asked.
pub(super) fn of(manual: Manual, line: &Line<'_>, taken: &Taken, shell: &Shell<'_>) -> Answer {
    ask(manual, line, taken, shell).unwrap_or_default()
}

fn ask(manual: Manual, line: &Line<'_>, taken: &Taken, shell: &Shell<'_>) -> Option<Answer> {
    let lookup = Lookup::of(manual.service, taken)?;
    let parts = parts(line, taken.operation, lookup.operation)?;
    let globals = globals(line)?;
    let key = Key::of(&globals, lookup.operation, &parts, shell);
    // A mock has what it has for this one call, or what is in its file.
    let is_real = globals.mock.is_none();
    if let Some(kept) = is_real.then(|| cache::kept(manual, key, shell)).flatten() {
        return Some(kept);
    }
    let asked = block_on(async {
        let call = async {
            let session = session::open(manual, &globals, shell).await?;
            session::has_project(session.client(), lookup.operation)?;
            let mut call = Call::new(session.client(), lookup.operation).validate(false);
            for (parameter, value) in parts {
                match parameter.location {
                    Location::Path => call.set_path(parameter.name, value),
                    Location::Query => call.set_query(parameter.name, value),
                    Location::Header => call.set_header(parameter.name, value),
                }
            }
            Ok::<_, Failure>(call.send_untyped().await?)
        };
        Ok(tokio::time::timeout(PATIENCE, call).await)
    });
    let reply = asked.ok().and_then(Result::ok).and_then(Result::ok);
    let body: Option<Value> = reply.and_then(|reply| serde_json::from_slice(reply.bytes()).ok());
    let found = body.map(|body| lookup.ids(&body)).unwrap_or_default();
    // That nothing came is kept too: the next key is not to wait again.
    if is_real {
        cache::keep(manual, key, &found, shell);
    }
    Some(found)
}

/// What the line says about who calls, and where; what would show or delay anything is left out.
fn globals(line: &Line<'_>) -> Option<Globals> {
    let mut globals = Globals::read(&line.globals()?);
    globals.debug = false;
    globals.dry_run = None;
    globals.retries = Some(0);
    globals.timeout = Some(PATIENCE);
    globals.connect_timeout = Some(PATIENCE);
    Some(globals)
}

/// What the operation that lists ids has to be given, as far as the line says it; `None` if something is missing.
fn parts(
    line: &Line<'_>,
    operation: &'static Operation,
    lookup: &'static Operation,
) -> Option<Vec<(&'static Parameter, String)>> {
    if lookup.request.is_some_and(|body| body.fields.iter().any(Field::is_mandatory)) {
        return None;
    }
    let mut parts = Vec::new();
    for parameter in lookup.parameters.iter().filter(|one| !one.is_project()) {
        if parameter.name == LIMIT && parameter.location == Location::Query {
            let most = parameter.facts.maximum.unwrap_or(ITEMS).min(ITEMS);
            parts.push((parameter, most.to_string()));
        } else if parameter.is_mandatory() {
            let usual = || parameter.facts.values.first().or(parameter.facts.default.as_ref());
            let given = given(line, operation, lookup, parameter);
            parts.push((parameter, given.or_else(|| usual().map(|value| (*value).to_owned()))?));
        }
    }
    Some(parts)
}

/// The value that the line has for a parameter of another operation: by its name, or by what it names.
fn given(
    line: &Line<'_>,
    operation: &'static Operation,
    lookup: &'static Operation,
    wanted: &'static Parameter,
) -> Option<String> {
    let names = |of: &'static Operation, name: &str, location: Location| {
        let is = |input: &Input| match (input, location) {
            (Input::Path(own), Location::Path) | (Input::Query(own), Location::Query) => {
                *own == name
            }
            _ => false,
        };
        let (_, targets) = of.refs.iter().find(|(input, _)| is(input))?;
        targets.first().map(|target| target.resource)
    };
    let wanted_names = names(lookup, wanted.name, wanted.location);
    let mut place = 0;
    let mut by_name = None;
    let mut by_target = None;
    for take in takes(operation) {
        let parameter = take.parameter;
        let value = match parameter.flag {
            Some(flag) => line.flag_value(flag),
            None => {
                place += 1;
                line.values.get(place - 1).cloned()
            }
        };
        let Some(value) = value else { continue };
        if plain(parameter.name) == plain(wanted.name) {
            by_name = Some(value);
        } else if wanted_names.is_some()
            && names(operation, parameter.name, parameter.location) == wanted_names
        {
            by_target = Some(value);
        }
    }
    by_name.or(by_target)
}
