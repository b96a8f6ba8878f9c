//! Running an operation.

use clap::ArgMatches;
use taurusdb_descriptor_types::Operation;

use crate::command::{SKELETON, deprecation};
use crate::exit::Failure;
use crate::globals::Globals;
use crate::line::Line;
use crate::manual::Manual;
use crate::output::Settings;
use crate::paging::Extent;
use crate::parameters::Given;
use crate::prepared::Prepared;
use crate::running::{block_on, interrupted, interruption};
use crate::shell::Shell;
use crate::waiting::{Pace, Resume};
use crate::{answer, body, dry_run, paging, reading, session, waiting};

pub(crate) fn run(
    manual: Manual,
    operation: &'static Operation,
    matches: &ArgMatches,
    line: Line,
    shell: &mut Shell<'_>,
) -> Result<(), Failure> {
    if let Some(text) = deprecation(manual, operation) {
        shell.warn(format_args!("`{}` is deprecated: {text}", manual.program.typed(operation)));
    }
    if let Some(schema) = operation.request
        && let Some(form) = matches.get_one::<String>(SKELETON)
    {
        let compact = Globals::read(matches).compact;
        return body::skeleton::show(manual, operation, schema, form, compact, shell);
    }
    let (given, body) = reading::of(manual, operation, matches, line, shell)?;
    let body = body.map(|body| body.tree.to_string());
    perform(manual, operation, matches, (given, body), shell)
}

/// Makes a call with what it is given, or shows it, as the flags of every command say.
pub(crate) fn perform(
    manual: Manual,
    operation: &'static Operation,
    matches: &ArgMatches,
    (given, body): (Vec<Given>, Option<String>),
    shell: &mut Shell<'_>,
) -> Result<(), Failure> {
    let globals = Globals::read(matches);
    let settings = Settings::read(manual.program, matches, shell)?;
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
    let from_start = !prepared.begins_later();
    let call = prepared.call(session.client())?;
    if let Extent::Items(most) = after.extent {
        return paging::print(manual, operation, call, (most, from_start), &after.settings, shell)
            .await;
    }
    let reply = tokio::select! {
        reply = call.send_untyped() => reply?,
        exit = interrupted() => return Err(interruption(exit, operation.effect)),
    };
    answer::print(manual, operation, &reply, &after.settings, shell)?;
    match after.wait {
        Some(pace) => waiting::follow(&reply, pace, &after.resume, shell).await,
        None => Ok(()),
    }
}
