//! The client that a command calls with: who calls, where, and in which project.

use taurusdb_descriptor_types::{Operation, Parameter, Template};
use taurusdb_runtime::{Client, ClientBuilder, Credentials};

use crate::exit::{Exit, Failure};
use crate::globals::Globals;
use crate::manual::Manual;
use crate::shell::Shell;

/// Who calls, as the environment says it.
pub(crate) fn credentials(shell: &Shell<'_>) -> Result<Credentials, Failure> {
    Ok(Credentials::from_variables(|name| (shell.variable)(name))?)
}

/// The client that the flags and the environment describe, still to be built.
pub(crate) fn client(
    manual: Manual,
    globals: &Globals,
    credentials: Credentials,
    shell: &Shell<'_>,
) -> Result<ClientBuilder, Failure> {
    let service = manual.service;
    let variable = shell.variable.clone();
    let is_set = |name| variable(name).is_some_and(|value| !value.trim().is_empty());
    if globals.endpoint.is_none() && globals.region.is_none() && !is_set("HW_REGION_NAME") {
        return Err(Failure::new(
            Exit::Configuration,
            "where to call is not known: pass --region or --endpoint, or set HW_REGION_NAME",
        ));
    }
    let mut builder = Client::builder()
        .service(service)
        // The command holds inputs against the description itself, and names flags.
        .validate(false)
        .credentials(credentials)
        .user_agent(manual.program.user_agent)
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

/// Refuses to call an operation of a project without one.
pub(crate) fn has_project(client: &Client, operation: &Operation) -> Result<(), Failure> {
    let needs_project =
        Template(operation.path).parameters().any(|name| name == Parameter::PROJECT_ID);
    match needs_project && client.project_id().is_none_or(str::is_empty) {
        false => Ok(()),
        true => Err(Failure::new(
            Exit::Configuration,
            "the project is not known: pass --project-id, or set HUAWEICLOUD_SDK_PROJECT_ID \
             or HW_PROJECT_ID beside the keys of the same kind",
        )),
    }
}
