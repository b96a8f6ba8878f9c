//! Running an operation.

use clap::ArgMatches;
use taurusdb_descriptor_types::Operation;

use crate::command::{INPUT, SKELETON, deprecation};
use crate::exit::Failure;
use crate::globals::Globals;
use crate::manual::Manual;
use crate::output::Settings;
use crate::paging::Extent;
use crate::parameters;
use crate::prepared::Prepared;
use crate::running::{block_on, interrupted, interruption};
use crate::shell::Shell;
use crate::waiting::{Pace, Resume};
use crate::{answer, body, dry_run, paging, print, session, waiting};

pub(crate) fn run(
    manual: Manual,
    operation: &'static Operation,
    matches: &ArgMatches,
    shell: &mut Shell<'_>,
) -> Result<(), Failure> {
    let globals = Globals::read(matches);
    let settings = Settings::read(manual.program, matches, shell)?;
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
    let after = After {
        settings,
        extent: Extent::read(operation, matches),
        wait: Pace::of_call(operation, matches),
        resume: Resume::of(manual, matches),
    };
    let request = Prepared { manual, operation, globals, given, body };
    block_on(async {
        match request.globals.dry_run {
            Some(what) => dry_run::show(request, what, shell).await,
            None => send(request, after, shell).await,
        }
    })
}

/// What is done with the answer.
struct After {
    settings: Settings,
    extent: Extent,
    wait: Option<Pace>,
    resume: Resume,
}

async fn send(prepared: Prepared, after: After, shell: &mut Shell<'_>) -> Result<(), Failure> {
    let session = session::open(prepared.manual, &prepared.globals, shell).await?;
    let (manual, operation) = (prepared.manual, prepared.operation);
    let call = prepared.call(session.client())?;
    if let Extent::Items(most) = after.extent {
        return paging::print(manual, operation, call, most, &after.settings, shell).await;
    }
    let reply = tokio::select! {
        reply = call.send_untyped() => reply?,
        _ = interrupted() => return Err(interruption(operation.effect)),
    };
    answer::print(manual, operation, &reply, &after.settings, shell)?;
    match after.wait {
        Some(pace) => waiting::follow(&reply, pace, &after.resume, shell).await,
        None => Ok(()),
    }
}
