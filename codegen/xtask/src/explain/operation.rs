use taurusdb_spec::{Api, Group, Ledger, Location, Mandatory, Operation, OperationFacts, Stage};

use super::{line, title};

/// A group and its operations.
pub(super) fn print_group(api: &Api, group: &Group) {
    title(&group.id, &format!("{} operations", group.operations.len()));
    line(&group.summary);
    for operation in &group.operations {
        let summary = api.docs.operation(&operation.id).unwrap_or(&operation.title);
        line(&format!("{:<36} {summary}", operation.id));
    }
}

/// An operation: what it does, takes and answers.
pub(super) fn print(api: &Api, ledger: &Ledger, operation: &Operation) {
    let [first, last] = operation.lines;
    title(&operation.id, &format!("section {}, lines {first} to {last}", operation.section));
    line(api.docs.operation(&operation.id).unwrap_or(&operation.title));
    line(&format!("{} {}   (line {})", operation.method, operation.path, operation.uri_line));
    if operation.stage == Stage::OpenBeta {
        line("in open beta test");
    }
    if let Some(deprecated) = &operation.deprecated {
        let successor = deprecated.successor.as_deref().unwrap_or("nothing");
        line(&format!(
            "deprecated: ends on {}, succeeded by {successor}   (line {})",
            deprecated.until, deprecated.line
        ));
    }
    let actions = api
        .service
        .actions
        .iter()
        .filter(|action| action.operation.as_ref() == Some(&operation.id));
    for action in actions {
        line(&format!("IAM action {}   (line {})", action.action, action.line));
    }
    for (name, location) in
        [("path", Location::Path), ("query", Location::Query), ("header", Location::Header)]
    {
        for parameter in operation.parameters_in(location) {
            let mandatory = match parameter.mandatory {
                Mandatory::Yes => "mandatory",
                Mandatory::No => "optional",
                Mandatory::Conditional => "conditional",
            };
            line(&format!(
                "{name:<8} {:<32} {:<10} {mandatory}",
                parameter.name,
                parameter.kind.to_string()
            ));
        }
    }
    if let Some(body) = &operation.request {
        line(&format!("request  {}", body.schema));
    }
    for (status, response) in &operation.responses {
        let schema = response.schema.as_deref().unwrap_or("no body described");
        let assumed =
            if response.assumed { " (the document states no success status)" } else { "" };
        line(&format!("{status}      {schema}{assumed}"));
    }
    line(&format!("{} examples", operation.examples.len()));
    for entry in ledger.of_operation(&operation.id) {
        line(&format!(
            "ledger   {} {} {} → {}   (line {})",
            entry.rule.as_str(),
            entry.field,
            entry.observed,
            entry.decision,
            entry.line
        ));
    }
}

/// What the resource model says of an operation.
fn resource(facts: &OperationFacts) {
    match (&facts.resource, &facts.reason) {
        (Some(resource), _) => line(&format!("resource {resource}; effect {}", facts.effect)),
        (None, Some(reason)) => line(&format!("no resource: {reason}; effect {}", facts.effect)),
        (None, None) => line(&format!("effect {}", facts.effect)),
    }
    if let Some(task) = &facts.task {
        let handles: Vec<String> =
            task.handles().map(|(word, path)| format!("{word} in {path}")).collect();
        line(&format!("runs as a task: {}", handles.join(", ")));
    }
    if let Some(paging) = &facts.paging {
        let total = paging.total.as_ref().map(|t| format!(", total in {t}")).unwrap_or_default();
        line(&format!("paging {}: items in {}{total}", paging.style.as_str(), paging.items));
    }
}
