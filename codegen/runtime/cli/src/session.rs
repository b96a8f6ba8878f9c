//! The client that a command calls with: who calls, where, and in which project.

use std::sync::Arc;

use taurusdb_descriptor_types::{Operation, Parameter, Template};
use taurusdb_mock_runtime::MockServer;
use taurusdb_runtime::{Client, ClientBuilder, Credentials, Error, Retries, Source};

use crate::debug;
use crate::exit::{Exit, Failure};
use crate::globals::Globals;
use crate::manual::Manual;
use crate::metadata;
use crate::mock::World;
use crate::shell::{Shell, Trace, Variables};

/// Ends of the names of variables that only this program reads.
pub(crate) use crate::profiles::PROFILE;
/// What a mock begins with, as `--mock=…` says it: then everything is called there.
pub(crate) const MOCK: &str = "MOCK";
/// Where the metadata service of a virtual machine is, or that it is not to be asked: `off`.
pub(crate) const METADATA: &str = "METADATA";

/// The whole name of a variable that only this program reads: `DEMO_PROFILE`.
pub(crate) fn own_variable(manual: Manual, name: &str) -> String {
    manual.program.variable(name)
}

/// The profile that is asked for, by the flag or the variable of this program.
pub(crate) fn profile(manual: Manual, globals: &Globals, variable: &Variables) -> Option<String> {
    globals.profile.clone().or_else(|| value(variable, &own_variable(manual, PROFILE)))
}

/// The world of the mock that is called, if one is: by the flag, or by the variable unless an address is given.
pub(crate) fn world(manual: Manual, globals: &Globals, variable: &Variables) -> Option<World> {
    let named = || value(variable, &own_variable(manual, MOCK));
    let is_elsewhere = globals.endpoint.is_some();
    globals
        .mock
        .clone()
        .or_else(|| named().filter(|_| !is_elsewhere).map(|text| World::read(&text)))
}

/// A variable, if it is set to something.
fn value(variable: &Variables, name: &str) -> Option<String> {
    let value = variable(name)?.trim().to_owned();
    Some(value).filter(|value| !value.is_empty())
}

/// A client, and what it calls if that is a mock of this process.
pub(crate) struct Session {
    client: Client,
    /// It ends with the command.
    _mock: Option<MockServer>,
}

impl Session {
    /// The client.
    pub(crate) fn client(&self) -> &Client {
        &self.client
    }
}

/// The session that the flags and the environment describe.
pub(crate) async fn open(
    manual: Manual,
    globals: &Globals,
    shell: &Shell<'_>,
) -> Result<Session, Failure> {
    let way = Way::find(manual, globals, shell).await?;
    let client = way.client().await?;
    Ok(Session { client, _mock: way.mock })
}

/// The way to the service, as the flags and the environment describe it.
pub(crate) struct Way<'g> {
    manual: Manual,
    globals: &'g Globals,
    variable: Variables,
    trace: Trace,
    mock: Option<MockServer>,
}

impl<'g> Way<'g> {
    /// Finds it; a mock is started, if one is asked for.
    pub(crate) async fn find(
        manual: Manual,
        globals: &'g Globals,
        shell: &Shell<'_>,
    ) -> Result<Self, Failure> {
        let trace = shell.trace.clone();
        let world = world(manual, globals, &shell.variable);
        let (Some(mock), Some(world)) = (manual.program.mock, &world) else {
            let variable = shell.variable.clone();
            return Ok(Self { manual, globals, variable, trace, mock: None });
        };
        let (region, project_id) = (globals.region.as_deref(), globals.project_id.as_deref());
        let mock = mock.start(manual.service, world, region, project_id).await?;
        // What the environment says is about the cloud: no key of it goes to a mock, and no proxy is asked.
        let variable: Variables = Arc::new(|_| None);
        Ok(Self { manual, globals, variable, trace, mock: Some(mock) })
    }

    /// Whether it leads to a mock of this process.
    pub(crate) fn is_mock(&self) -> bool {
        self.mock.is_some()
    }

    /// Who calls. A machine of the cloud that has keys for its programs is only asked if `asks` says so.
    pub(crate) fn credentials(&self, asks: bool) -> Result<Credentials, Failure> {
        if let Some(mock) = &self.mock {
            return Ok(Credentials::ak_sk(mock.access_key(), mock.secret_key()));
        }
        let variable = &self.variable;
        let mut discovery = Credentials::discovery().variables(|name| variable(name));
        if let Some(profile) = profile(self.manual, self.globals, &self.variable) {
            discovery = discovery.profile(profile);
        }
        discovery = match value(&self.variable, &own_variable(self.manual, METADATA)).as_deref() {
            Some("off") => discovery.without_metadata(),
            _ if !asks => discovery.without_metadata(),
            Some(address) => discovery.metadata(address),
            None => discovery,
        };
        discovery.find().map_err(|error| self.nobody(error))
    }

    /// Builds the client.
    pub(crate) async fn client(&self) -> Result<Client, Failure> {
        self.client_with(|builder| builder).await
    }

    /// Builds the client, with more said about it.
    pub(crate) async fn client_with(
        &self,
        more: impl FnOnce(ClientBuilder) -> ClientBuilder,
    ) -> Result<Client, Failure> {
        let credentials = self.credentials(true)?;
        let hope = match credentials.source() {
            Source::Metadata { address, .. } => Some(address.clone()),
            _ => None,
        };
        let is_last_hope = hope.is_some();
        let builder = more(self.builder(credentials)?);
        // An address that somebody has named is not doubted.
        let is_named = value(&self.variable, &own_variable(self.manual, METADATA)).is_some();
        if let Some(address) = hope.filter(|_| !is_named) {
            let trace = self.globals.debug.then_some(&self.trace);
            let absent = metadata::absent(self.manual, &address, &self.variable, trace).await;
            if let Some(reason) = absent {
                return Err(self.without(&address, &reason));
            }
        }
        builder.build().await.map_err(|error| match is_last_hope {
            true => self.nobody(error),
            false => error.into(),
        })
    }

    /// That nobody is known who calls, and there is no metadata service that might know.
    fn without(&self, address: &str, reason: &str) -> Failure {
        let Err(mut failure) = self.credentials(false) else {
            return Failure::new(Exit::Configuration, format!("{address}: {reason}"));
        };
        // It says that it did not ask.
        failure.details.pop();
        failure.details.push(format!("metadata service at {address}: {reason}"));
        failure
    }

    /// That nobody is known who calls: what was tried, and what to do.
    fn nobody(&self, error: Error) -> Failure {
        let name = self.manual.program.name;
        let mut next = vec![
            format!("`{name} configure` asks for keys and keeps them in a profile"),
            format!("`{name} help credentials` lists the variables and files that are read"),
        ];
        if self.manual.program.mock.is_some() {
            next.push("--mock calls a mock in this process, without an account".to_owned());
        }
        let hint = format!("What to do:\n  {}", next.join("\n  "));
        let Some(known) = error.authentication() else {
            // A profile that there is not: the places stand behind the sentence.
            let failure = Failure::from(error);
            let Some((problem, tried)) = failure.message.split_once("\": ") else { return failure };
            let tried = tried.split(" | ").map(str::to_owned).collect();
            return Failure::new(failure.exit, format!("{problem}\"")).details(tried).hint(hint);
        };
        let mut tried: Vec<String> = known.tried().iter().map(|one| short(one)).collect();
        if known.source().is_some() {
            tried.push(format!("{}: {}", known.problem(), known.advice()));
        }
        let failure = Failure::new(Exit::Configuration, "no credentials were found");
        failure.details(tried).hint(hint)
    }

    /// That nobody has said where to call, and what to do.
    fn nowhere(&self) -> Failure {
        let name = self.manual.program.name;
        let mut next = vec![
            "--region, or the variable HW_REGION_NAME, names a region; --endpoint an address"
                .to_owned(),
            format!("`{name} configure` keeps a region in a profile, beside the keys"),
        ];
        if self.manual.program.mock.is_some() {
            next.push("--mock calls a mock in this process, without an account".to_owned());
        }
        Failure::new(Exit::Configuration, "where to call is not known")
            .hint(format!("What to do:\n  {}", next.join("\n  ")))
    }

    /// The client, still to be built.
    pub(crate) fn builder(&self, credentials: Credentials) -> Result<ClientBuilder, Failure> {
        let Self { manual, globals, .. } = self;
        let variable = self.variable.clone();
        let mut builder = Client::builder()
            .service(manual.service)
            // The command holds inputs against the description itself, and names flags.
            .validate(false)
            .user_agent(manual.program.user_agent);
        if let Some(mock) = &self.mock {
            builder = builder
                .endpoint(mock.url())
                .iam_endpoint(mock.url())
                .region(mock.region())
                .project_id(mock.project_id());
        } else {
            let is_set = |name| variable(name).is_some_and(|value| !value.trim().is_empty());
            let is_known = globals.endpoint.is_some()
                || globals.region.is_some()
                || credentials.region().is_some()
                || is_set("HW_REGION_NAME");
            if !is_known {
                return Err(self.nowhere());
            }
            if let Some(endpoint) = &globals.endpoint {
                builder = builder.endpoint(endpoint);
            }
            if let Some(address) = &globals.iam_endpoint {
                builder = builder.iam_endpoint(address);
            }
            // Whoever names a profile means its region too, whatever the environment has.
            let own = credentials
                .region()
                .filter(|_| profile(self.manual, self.globals, &self.variable).is_some());
            let own = own.filter(|_| globals.endpoint.is_none());
            if let Some(region) = globals.region.as_deref().or(own) {
                builder = builder.region(region);
            }
            if let Some(project_id) = &globals.project_id {
                builder = builder.project_id(project_id);
            }
        }
        if let Some(language) = &globals.language {
            builder = builder.language(language);
        }
        if let Some(timeout) = globals.timeout {
            builder = builder.timeout(timeout);
        }
        if let Some(time) = globals.connect_timeout {
            builder = builder.connect_timeout(time);
        }
        if let Some(retries) = globals.retries {
            builder = builder.retries(Retries::default().attempts(retries.saturating_add(1)));
        }
        if globals.debug {
            builder = builder.middleware(debug::watch(self.trace.clone()));
        }
        Ok(builder.credentials(credentials).variables(move |name| variable(name)))
    }
}

/// A place that was looked at, without the alternatives to what it says first: the list of them is long.
fn short(tried: &str) -> String {
    match tried.split_once(", or ") {
        Some((first, _)) => format!("{first}; other names do as well"),
        None => tried.to_owned(),
    }
}

/// The region that is worked in, as far as it is known without asking anybody.
pub(crate) fn region(manual: Manual, globals: &Globals, shell: &Shell<'_>) -> Option<String> {
    let variable = &shell.variable;
    let found = || known(manual, globals, shell)?.region().map(str::to_owned);
    let is_elsewhere = globals.endpoint.is_some() || world(manual, globals, variable).is_some();
    let named = || profile(manual, globals, variable).and_then(|_| found());
    let surrounding = || named().or_else(|| value(variable, "HW_REGION_NAME")).or_else(found);
    globals.region.clone().or_else(|| if is_elsewhere { None } else { surrounding() })
}

/// The project that is worked in, as far as it is known without asking anybody.
pub(crate) fn project(manual: Manual, globals: &Globals, shell: &Shell<'_>) -> Option<String> {
    let found = || known(manual, globals, shell)?.project_id().map(str::to_owned);
    let is_mock = world(manual, globals, &shell.variable).is_some();
    globals.project_id.clone().or_else(|| if is_mock { None } else { found() })
}

/// Who calls, by variables and files.
fn known(manual: Manual, globals: &Globals, shell: &Shell<'_>) -> Option<Credentials> {
    let (variable, trace) = (shell.variable.clone(), shell.trace.clone());
    Way { manual, globals, variable, trace, mock: None }.credentials(false).ok()
}

/// Whether an operation works in a project, and the client does not know which one yet.
pub(crate) fn lacks_project(client: &Client, operation: &Operation) -> bool {
    let needs_project =
        Template(operation.path).parameters().any(|name| name == Parameter::PROJECT_ID);
    needs_project && client.project_id().is_none_or(str::is_empty)
}

/// Refuses to call an operation of a project where none is known, and none can be found.
pub(crate) fn has_project(client: &Client, operation: &Operation) -> Result<(), Failure> {
    let can_be_found = client.iam_endpoint().is_some()
        && (client.region().is_some() || client.credentials().project_name().is_some());
    if can_be_found || !lacks_project(client, operation) {
        return Ok(());
    }
    Err(Failure::new(
        Exit::Configuration,
        "the project is not known: pass --project-id, or --region, by which it is found, or set \
         HUAWEICLOUD_SDK_PROJECT_ID or HW_PROJECT_ID beside the keys of the same kind",
    ))
}
