//! Groups and their operations.

use taurusdb_descriptor_types::{
    Action, Deprecation, Group, Location, Operation, OperationError, Parameter, Permission,
    Response,
};

use super::facts::facts;
use super::handling::{lock, paging, target, task};
use super::lent;
use super::place::{input, pairs};
use super::schema::Schemas;
use crate::plan::{OperationPlan, ParameterPlan, Plan, typed, value_name};

/// All groups, in the order of the document.
pub(super) fn groups(plan: &Plan<'_>) -> &'static [Group] {
    let schemas = Schemas::of(plan);
    let modules = plan.modules.iter().filter(|module| module.group.is_some());
    lent::list(modules.map(|module| Group {
        id: lent::text(&module.id),
        command: lent::text(typed(&module.id)),
        operations: lent::list(
            module.operations.iter().map(|one| lent::value(operation(plan, one, &schemas))),
        ),
    }))
}

fn operation(plan: &Plan<'_>, planned: &OperationPlan<'_>, schemas: &Schemas<'_, '_>) -> Operation {
    let operation = planned.operation;
    let known = plan.api.resources.operation(&operation.id);
    let parameters = operation.parameters.iter().filter(|parameter| !parameter.is_implied());
    let named = |parameter| flag(planned, parameter);
    Operation {
        id: lent::text(&operation.id),
        command: lent::text(typed(&operation.id)),
        section: lent::text(&operation.section),
        title: lent::text(&operation.title),
        method: operation.method,
        path: lent::text(&operation.path),
        parameters: lent::list(parameters.map(|one| self::parameter(one, named(one), schemas))),
        request: operation.request.as_ref().map(|body| schemas.named(&body.schema)),
        responses: lent::list(operation.responses.iter().map(|(status, response)| Response {
            status: *status,
            schema: response.schema.as_deref().map(|name| schemas.named(name)),
            headers: lent::list(
                response.headers.iter().map(|one| self::parameter(one, None, schemas)),
            ),
        })),
        effect: known.map_or(operation.method.usual_effect(), |known| known.effect),
        resource: known.and_then(|known| lent::maybe(known.resource.as_ref())),
        refs: known.map_or(&[], |known| {
            pairs(&known.refs, input, |targets| lent::list(targets.0.iter().map(target)))
        }),
        locks: known.map_or(&[], |known| lent::list(known.locks.iter().map(lock))),
        task: known.and_then(|known| known.task.as_ref()).map(task),
        paging: known.and_then(|known| known.paging.as_ref()).map(paging),
        stage: operation.stage,
        deprecated: operation.deprecated.as_ref().map(|end| Deprecation {
            until: lent::text(&end.until),
            successor: lent::maybe(end.successor.as_ref()),
        }),
        actions: lent::list(plan.api.actions_of(operation).map(|action| Action {
            name: lent::text(&action.action),
            iam_project: action.iam_project,
            enterprise_project: action.enterprise_project,
        })),
        permissions: lent::list(operation.permissions.iter().map(permission)),
        errors: lent::list(
            operation.errors.iter().map(|error| OperationError {
                code: lent::text(&error.code),
                status: error.status,
            }),
        ),
    }
}

fn permission(permission: &taurusdb_spec::Permission) -> Permission {
    let taurusdb_spec::Permission {
        action,
        access_level,
        resource_types,
        condition_keys,
        aliases,
        dependencies,
        line: _,
    } = permission;
    Permission {
        action: lent::text(action),
        access_level: lent::maybe(access_level.as_ref()),
        resource_types: lent::texts(resource_types),
        condition_keys: lent::texts(condition_keys),
        aliases: lent::texts(aliases),
        dependencies: lent::texts(dependencies),
    }
}

/// The flag that is decided for a parameter, if calls are asked for it.
fn flag<'p>(
    planned: &'p OperationPlan<'_>,
    parameter: &taurusdb_spec::Parameter,
) -> Option<&'p String> {
    let mut all = planned.arguments.iter().chain(&planned.parameters);
    let is_it = |known: &&ParameterPlan<'_>| std::ptr::eq(known.parameter, parameter);
    all.find(is_it)?.flag.as_ref()
}

fn parameter(
    parameter: &taurusdb_spec::Parameter,
    flag: Option<&String>,
    schemas: &Schemas<'_, '_>,
) -> Parameter {
    let (name, kind) = (lent::text(&parameter.name), schemas.kind(&parameter.kind));
    let value_name = lent::text(value_name(&parameter.name));
    let begun = match parameter.location {
        Location::Path => Parameter::path(name, kind, value_name),
        Location::Query => Parameter::query(name, kind, value_name),
        Location::Header => Parameter::header(name, kind, value_name),
    };
    let begun = begun.mandatory(parameter.mandatory).facts(facts(&parameter.facts));
    match lent::maybe(flag) {
        Some(flag) => begun.flag(flag),
        None => begun,
    }
}
