//! The client that a command calls with: who calls, where, and in which project.

use std::sync::Arc;

use taurusdb_descriptor_types::{Operation, Parameter, Template};
use taurusdb_mock_runtime::MockServer;
use taurusdb_runtime::{Client, ClientBuilder, Credentials, Error, Retries, Source};

use crate::debug;
use crate::exit::{Exit, Failure};
use crate::globals::Globals;
use crate::manual::Manual;
use crate::mock::World;
use crate::shell::{Shell, Trace, Variables};

/// Ends of the names of variables that only this program reads.
pub(crate) const PROFILE: &str = "PROFILE";
/// What a mock begins with, as `--mock=…` says it: then everything is called there.
pub(crate) const MOCK: &str = "MOCK";
/// Where the metadata service of a virtual machine is, or that it is not to be asked: `off`.
pub(crate) const METADATA: &str = "METADATA";

/// The whole name of a variable that only this program reads: `DEMO_PROFILE`.
pub(crate) fn own_variable(manual: Manual, name: &str) -> String {
    format!("{}_{name}", manual.program.name.to_ascii_uppercase().replace('-', "_"))
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
        let is_last_hope = matches!(credentials.source(), Source::Metadata { .. });
        more(self.builder(credentials)?).build().await.map_err(|error| match is_last_hope {
            true => self.nobody(error),
            false => error.into(),
        })
    }

    /// What to do where nobody is known who calls.
    fn nobody(&self, error: Error) -> Failure {
        let name = self.manual.program.name;
        let advice = format!(
            "nobody is known who calls: `{name} configure` stores keys, and `{name} --help` lists the variables that \
             may have them"
        );
        match error.authentication() {
            Some(_) => Failure::new(Exit::Configuration, format!("{advice}. {error}")),
            None => error.into(),
        }
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
                return Err(Failure::new(
                    Exit::Configuration,
                    "where to call is not known: pass --region or --endpoint, or set HW_REGION_NAME",
                ));
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
