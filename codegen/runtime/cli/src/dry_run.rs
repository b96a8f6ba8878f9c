//! A request that is shown instead of sent.

use taurusdb_runtime::bytes::Bytes;
use taurusdb_runtime::transport::{Sending, Transport, TransportError, TransportErrorKind};
use taurusdb_runtime::{Credentials, Error, http};

use crate::exit::Failure;
use crate::globals::{DryRun, Globals};
use crate::manual::Manual;
use crate::prepared::Prepared;
use crate::session::Way;
use crate::shell::Shell;
use crate::{curl, own_command};

/// What stands for the project, where it would have to be asked for.
const PROJECT: &str = "PROJECT_ID";

/// Prints the request as a line for `curl`, and what is signed if that is asked for.
pub(crate) async fn show(
    prepared: Prepared,
    what: DryRun,
    shell: &mut Shell<'_>,
) -> Result<(), Failure> {
    let way = Way::find(prepared.manual, &prepared.globals, shell).await?;
    if way.is_mock() {
        shell.note(format_args!(
            "this mock ends with the command: `{} {}` serves one that stays",
            prepared.manual.program.name,
            own_command::MOCK
        ));
    }
    // Without credentials the request is still shown, unsigned.
    let (credentials, unsigned) = match way.credentials(false) {
        Ok(credentials) => (credentials, None),
        Err(failure) => (Credentials::token("none"), Some(failure.message)),
    };
    let (manual, operation) = (prepared.manual, prepared.operation);
    let source = credentials.source().clone();
    let token = token_command(manual, &prepared.globals);
    let mut client = way.builder(credentials.clone())?.transport(Nowhere).build().await?;
    if prepared.lacks_project(&client) {
        shell.warn(format_args!(
            "a call would ask for the project first: {PROJECT} stands for it here; pass --project-id for a line \
             that works"
        ));
        let builder = way.builder(credentials)?.project_id(PROJECT);
        client = builder.transport(Nowhere).build().await?;
    }
    let call = prepared.call(&client)?;
    let (request, token) = match unsigned {
        Some(reason) => {
            shell.warn(format_args!("the request is shown without authentication: {reason}"));
            (call.unsigned_request()?, None)
        }
        None => match call.request().await {
            Ok(request) => (request, None),
            // A token would have to be fetched, and a dry run sends nothing.
            Err(error) if is_wanting(&error) => (call.unsigned_request()?, Some(token)),
            Err(error) => return Err(error.into()),
        },
    };
    let line = curl::line(&request, operation, &source, token.as_deref());
    let is_unset = |name: &&str| {
        let value = (shell.variable)(name);
        value.is_none_or(|value| value.is_empty())
    };
    let unset: Vec<_> = line.variables.names().filter(is_unset).collect();
    if !unset.is_empty() {
        let unset = unset.join(", ");
        shell.note(format_args!("set {unset} in the shell that runs the line"));
    }
    shell.answer(format_args!("{}\n", line.text))?;
    if what == DryRun::Canonical {
        match curl::signing(&request) {
            Some((canonical, to_sign)) => shell.answer(format_args!(
                "\ncanonical request:\n{canonical}\n\nstring to sign:\n{to_sign}\n"
            ))?,
            None => shell.warn("nothing is signed: a token proves who calls, or nobody is known"),
        }
    }
    Ok(())
}

fn is_wanting(error: &Error) -> bool {
    error.authentication().is_some()
}

/// What prints a token for the same caller.
fn token_command(manual: Manual, globals: &Globals) -> String {
    let mut command = format!("{} auth token", manual.program.name);
    let flags = [
        ("profile", &globals.profile),
        ("region", &globals.region),
        ("iam-endpoint", &globals.iam_endpoint),
    ];
    for (flag, value) in flags {
        if let Some(value) = value {
            command += &format!(" --{flag} {}", curl::plain(value));
        }
    }
    command
}

/// A transport that proves a dry run to be one.
struct Nowhere;

impl Transport for Nowhere {
    fn send(&self, _: http::Request<Bytes>) -> Sending<'_> {
        Box::pin(async {
            Err(TransportError::new(TransportErrorKind::Other, "a dry run sends nothing"))
        })
    }
}
