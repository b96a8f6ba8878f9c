//! Names that the description or the machine knows.

use super::candidate::{Answer, Candidate};
use crate::manual::Manual;
use crate::profiles::Profiles;
use crate::shell::Shell;

/// The regions of the service.
pub(super) fn regions(manual: Manual) -> Answer {
    let endpoints = manual.service.endpoints.iter();
    endpoints.map(|endpoint| Candidate::new(endpoint.region, endpoint.name)).collect()
}

/// The names of the profiles that are kept on this machine: the sections of the file, never what is in them.
pub(super) fn profiles(shell: &Shell<'_>) -> Answer {
    match Profiles::read(&shell.variable) {
        Ok(profiles) => {
            profiles.text.sections().into_iter().map(|name| Candidate::new(name, "")).collect()
        }
        Err(_) => Answer::default(),
    }
}

/// What can be explained: at first what has a name of its own, and behind an operation its fields.
pub(super) fn explainable(manual: Manual, typed: &str) -> Answer {
    let service = manual.service;
    let mut answer = Answer::default();
    for operation in service.operations() {
        answer.add(Candidate::new(operation.id, manual.operation(operation)));
        if typed.strip_prefix(operation.id).is_some_and(|rest| rest.starts_with('.')) {
            for parameter in operation.parameters {
                let text = manual.docs.field(operation.id, parameter.name).unwrap_or_default();
                answer.add(Candidate::new(format!("{}.{}", operation.id, parameter.name), text));
            }
            let answers = operation.responses.iter().filter_map(|answer| answer.schema);
            for schema in operation.request.into_iter().chain(answers) {
                fields(manual, operation.id, schema, typed, &mut answer);
            }
        }
    }
    for error in service.error_codes {
        answer.add(Candidate::new(error.code, error.advice));
    }
    for metric in service.metrics {
        answer.add(Candidate::new(metric.id, metric.name));
    }
    for resource in service.resources {
        answer.add(Candidate::new(resource.name, "resource"));
    }
    answer
}

/// The fields of an object, and of the objects that are typed already.
fn fields(
    manual: Manual,
    within: &str,
    schema: &'static taurusdb_descriptor_types::Schema,
    typed: &str,
    answer: &mut Answer,
) {
    for field in schema.fields {
        let place = format!("{within}.{}", field.name);
        let text = manual.docs.field(schema.name, field.name).unwrap_or_default();
        answer.add(Candidate::new(&place, text));
        let is_open = typed.strip_prefix(&place).is_some_and(|rest| rest.starts_with('.'));
        if let Some(inner) = field.kind.schema().filter(|_| is_open) {
            fields(manual, &place, inner, typed, answer);
        }
    }
}
