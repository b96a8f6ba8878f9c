//! Running an operation.

use clap::ArgMatches;
use taurusdb_descriptor_types::Operation;

use crate::command::{INPUT, SKELETON, deprecation};
use crate::exit::Failure;
use crate::globals::Globals;
use crate::manual::Manual;
use crate::parameters;
use crate::prepared::Prepared;
use crate::running::{block_on, interrupted, interruption};
use crate::shell::Shell;
use crate::{answer, body, dry_run, print, session};

pub(crate) fn run(
    manual: Manual,
    operation: &'static Operation,
    matches: &ArgMatches,
    shell: &mut Shell<'_>,
) -> Result<(), Failure> {
    let globals = Globals::read(matches);
    if let Some(text) = deprecation(manual, operation) {
        shell.warn(format_args!("`{}` is deprecated: {text}", manual.program.typed(operation)));
    }
    let schema = operation.request;
    if let Some(schema) = schema.filter(|_| matches.get_flag(SKELETON)) {
        return print::json(&body::skeleton::of(schema), globals.compact, shell);
    }
    // Arguments first: they are at hand, while reading standard input may wait for a person.
    let given = parameters::read(operation, matches, shell)?;
    let body = match schema {
        Some(schema) => {
            let input = matches.get_one::<String>(INPUT);
            Some(body::read(manual, operation, schema, input.map(String::as_str), shell)?)
        }
        None => None,
    };
    let request = Prepared { manual, operation, globals, given, body };
    block_on(async {
        match request.globals.dry_run {
            Some(what) => dry_run::show(request, what, shell).await,
            None => send(request, shell).await,
        }
    })
}

async fn send(prepared: Prepared, shell: &mut Shell<'_>) -> Result<(), Failure> {
    let session = session::open(prepared.manual, &prepared.globals, shell).await?;
    let (operation, compact) = (prepared.operation, prepared.globals.compact);
    let call = prepared.call(session.client())?;
    let reply = tokio::select! {
        reply = call.send_untyped() => reply?,
        _ = interrupted() => return Err(interruption(operation.effect)),
    };
    answer::print(operation, &reply, compact, shell)
}
