//! Running an operation.

use std::future::Future;

use clap::ArgMatches;
use taurusdb_descriptor_types::{Effect, Location, Operation, Parameter, Template};
use taurusdb_runtime::bytes::Bytes;
use taurusdb_runtime::transport::{Sending, Transport, TransportError, TransportErrorKind};
use taurusdb_runtime::{Call, Client, ClientBuilder, Credentials, http};

use crate::command::{INPUT, SKELETON, deprecation};
use crate::exit::{Exit, Failure};
use crate::globals::Globals;
use crate::manual::Manual;
use crate::parameters::{self, Given};
use crate::shell::Shell;
use crate::{body, curl, print};

const JSON: &str = "application/json";

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
            true => request.show(shell).await,
            false => request.send(shell).await,
        }
    })
}

/// A call with all that the command line says about it.
struct Prepared {
    manual: Manual,
    operation: &'static Operation,
    globals: Globals,
    given: Vec<Given>,
    body: Option<String>,
}

impl Prepared {
    async fn send(self, shell: &mut Shell<'_>) -> Result<(), Failure> {
        let credentials = credentials(shell)?;
        let client = self.client(credentials, shell)?.build().await?;
        let compact = self.globals.compact;
        let operation = self.operation;
        let call = self.call(&client)?;
        let reply = tokio::select! {
            reply = call.send_untyped() => reply?,
            _ = interrupted() => return Err(interruption(operation.effect)),
        };
        let text = String::from_utf8_lossy(reply.bytes());
        match text.trim_start_matches('\u{feff}').trim_ascii() {
            "" => match print::described_headers(operation, reply.status(), reply.headers()) {
                Some(headers) => print::json(&headers, compact, shell),
                None => Ok(()),
            },
            json => print::text(json, compact, shell),
        }
    }

    async fn show(self, shell: &mut Shell<'_>) -> Result<(), Failure> {
        // Without credentials the request is still shown, unsigned.
        let (credentials, unsigned) = match credentials(shell) {
            Ok(credentials) => (credentials, None),
            Err(failure) => (Credentials::token("none"), Some(failure.message)),
        };
        let client = self.client(credentials, shell)?.transport(Nowhere).build().await?;
        let schema = self.operation.request;
        let call = self.call(&client)?;
        let request = match unsigned {
            None => match call.request().await {
                Ok(request) => Ok(request),
                // A token would have to be fetched, and a dry run sends nothing.
                Err(error) if error.authentication().is_some() => Err(error.to_string()),
                Err(error) => return Err(error.into()),
            },
            Some(reason) => Err(reason),
        };
        let request = match request {
            Ok(request) => request,
            Err(reason) => {
                shell.warn(format_args!("the request is shown without authentication: {reason}"));
                call.unsigned_request()?
            }
        };
        shell.answer(format_args!("{}\n", curl::line(&request, schema)))
    }

    fn client(
        &self,
        credentials: Credentials,
        shell: &Shell<'_>,
    ) -> Result<ClientBuilder, Failure> {
        let (globals, service) = (&self.globals, self.manual.service);
        let variable = shell.variable.clone();
        let is_set = |name| variable(name).is_some_and(|value| !value.trim().is_empty());
        if globals.endpoint.is_none() && globals.region.is_none() && !is_set("HW_REGION_NAME") {
            return Err(Failure::new(
                Exit::Configuration,
                "where to call is not known: pass --region or --endpoint, or set HW_REGION_NAME",
            ));
        }
        let mut builder = Client::builder()
            .service_code(service.code)
            .endpoints(service.endpoints)
            .error_codes(service.error_codes)
            // The command holds inputs against the description itself, and names flags.
            .validate(false)
            .credentials(credentials)
            .user_agent(self.manual.program.user_agent)
            .variables(move |name| variable(name));
        if let Some(endpoint) = &globals.endpoint {
            builder = builder.endpoint(endpoint);
        }
        if let Some(region) = &globals.region {
            builder = builder.region(region);
        }
        if let Some(project_id) = &globals.project_id {
            builder = builder.project_id(project_id);
        }
        if let Some(language) = &globals.language {
            builder = builder.language(language);
        }
        if let Some(timeout) = globals.timeout {
            builder = builder.timeout(timeout);
        }
        Ok(builder)
    }

    fn call(self, client: &Client) -> Result<Call, Failure> {
        let needs_project =
            Template(self.operation.path).parameters().any(|name| name == Parameter::PROJECT_ID);
        if needs_project && client.project_id().is_none_or(str::is_empty) {
            return Err(Failure::new(
                Exit::Configuration,
                "the project is not known: pass --project-id, or set HUAWEICLOUD_SDK_PROJECT_ID \
                 or HW_PROJECT_ID beside the keys of the same kind",
            ));
        }
        let mut call = Call::new(client, self.operation);
        for Given { name, location, mut values } in self.given {
            match location {
                Location::Path => call.set_path(name, values.remove(0)),
                Location::Query => call.set_query(name, values),
                Location::Header => call.set_header(name, values.join(",")),
            }
        }
        if let Some(body) = self.body {
            call.set_data(JSON, body);
        }
        Ok(call)
    }
}

fn credentials(shell: &Shell<'_>) -> Result<Credentials, Failure> {
    Ok(Credentials::from_variables(|name| (shell.variable)(name))?)
}

fn block_on<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|error| {
            Failure::new(Exit::Configuration, format!("the runtime does not start: {error}"))
        })?;
    let result = runtime.block_on(work);
    // A name look-up that hangs must not keep the command from ending.
    runtime.shutdown_background();
    result
}

/// Completes on Ctrl-C; never, where signals cannot be listened to.
async fn interrupted() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}

fn interruption(effect: Effect) -> Failure {
    let text = match effect {
        Effect::Read => "interrupted",
        _ => "interrupted; the service may carry the request out all the same",
    };
    Failure::new(Exit::Interrupted, text)
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
