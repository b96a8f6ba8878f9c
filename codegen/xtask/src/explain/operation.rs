//! Explains an operation, a group, or the operations of a section.

use taurusdb_spec::{Api, Group, Ledger, Location, Operation, OperationFacts, Stage};

use super::page::Page;

/// A group and its operations.
pub(super) fn print_group(page: &mut Page<'_>, api: &Api, group: &Group) {
    page.title(&group.id, &format!("{} operations", group.operations.len()));
    page.line(&group.summary);
    list(page, api, group.operations.iter());
}

/// The operations of a section.
pub(super) fn print_section(
    page: &mut Page<'_>,
    api: &Api,
    number: &str,
    operations: &[&Operation],
) {
    page.title(&format!("section {number}"), &format!("{} operations", operations.len()));
    list(page, api, operations.iter().copied());
}

fn list<'a>(page: &mut Page<'_>, api: &Api, operations: impl Iterator<Item = &'a Operation>) {
    for operation in operations {
        let summary = api.docs.operation(&operation.id).unwrap_or(&operation.title);
        page.line(&format!("{:<36} {summary}", operation.id));
    }
}

/// An operation: what it does, takes and answers.
pub(super) fn print(page: &mut Page<'_>, api: &Api, ledger: &Ledger, operation: &Operation) {
    page.title(
        &operation.id,
        &format!("section {}, {}", operation.section, page.service.places(operation.lines)),
    );
    page.line(api.docs.operation(&operation.id).unwrap_or(&operation.title));
    page.line(&format!(
        "{} {}   ({})",
        operation.method,
        operation.path,
        page.service.place(operation.uri_line)
    ));
    if operation.stage == Stage::OpenBeta {
        page.line("in open beta test");
    }
    if let Some(deprecated) = &operation.deprecated {
        let successor = deprecated.successor.as_deref().unwrap_or("nothing");
        page.line(&format!(
            "deprecated: {}, succeeded by {successor}   ({})",
            deprecated.end(),
            page.service.place(deprecated.line)
        ));
    }
    if let Some(facts) = api.resources.operation(&operation.id) {
        resource(page, facts);
    }
    for action in api.actions_of(operation) {
        page.line(&format!("IAM action {}   ({})", action.action, page.service.place(action.line)));
    }
    for permission in &operation.permissions {
        page.line(&format!("IAM action {}   (line {})", permission.action, permission.line));
    }
    for error in &operation.errors {
        let status = error.status.map_or_else(String::new, |status| format!(", status {status}"));
        page.line(&format!("error code {}{status}   (line {})", error.code, error.line));
    }
    for (name, location) in
        [("path", Location::Path), ("query", Location::Query), ("header", Location::Header)]
    {
        for parameter in operation.parameters_in(location) {
            let mandatory = parameter.mandatory.word();
            page.line(&format!(
                "{name:<8} {:<32} {:<10} {mandatory}",
                parameter.name,
                parameter.kind.to_string()
            ));
        }
    }
    if let Some(body) = &operation.request {
        page.line(&format!("request  {}", body.schema));
    }
    for (status, response) in &operation.responses {
        let schema = response.schema.as_deref().unwrap_or("no body described");
        let assumed =
            if response.assumed { " (the document states no success status)" } else { "" };
        page.line(&format!("{status}      {schema}{assumed}"));
        for header in &response.headers {
            page.line(&format!("         header {}   (line {})", header.name, header.line));
        }
    }
    page.line(&format!("{} examples", operation.examples.len()));
    for entry in ledger.of_operation(&operation.id) {
        page.line(&format!(
            "ledger   {} {} {} → {}   ({})",
            entry.rule.as_str(),
            entry.field,
            entry.observed,
            entry.decision,
            page.service.place(entry.line)
        ));
    }
}

/// What the resource model says about an operation.
fn resource(page: &mut Page<'_>, facts: &OperationFacts) {
    match (&facts.resource, &facts.reason) {
        (Some(resource), _) => page.line(&format!("resource {resource}; effect {}", facts.effect)),
        (None, Some(reason)) => {
            page.line(&format!("no resource: {reason}; effect {}", facts.effect))
        }
        (None, None) => page.line(&format!("effect {}", facts.effect)),
    }
    if let Some(task) = &facts.task {
        let handles: Vec<String> =
            task.handles().map(|(word, path)| format!("{word} in {path}")).collect();
        page.line(&format!("runs as a task: {}", handles.join(", ")));
    }
    if let Some(paging) = &facts.paging {
        let total = paging.total.as_ref().map(|t| format!(", total in {t}")).unwrap_or_default();
        page.line(&format!("paging {}: items in {}{total}", paging.style.as_str(), paging.items));
    }
}
