//! For each operation, what a call must carry, with values that the facts allow.

use serde_json::{Map, Value};
use taurusdb_spec::{Location, Type};

use super::sample;
use crate::plan::Plan;

/// A call that fits the description of its operation.
#[derive(Clone, Debug)]
pub struct ValidCall {
    /// Id of the operation.
    pub operation: String,
    /// Place, name and value of each mandatory parameter; the project is not among them.
    pub parameters: Vec<(Location, String, Value)>,
    /// The body: its mandatory fields, and those that these make mandatory.
    pub body: Option<Map<String, Value>>,
}

pub(crate) fn calls(plan: &Plan<'_>) -> Vec<ValidCall> {
    let operations = plan.modules.iter().flat_map(|module| &module.operations);
    let call = |operation: &crate::plan::OperationPlan<'_>| {
        let arguments = operation.arguments.iter();
        let others = operation.parameters.iter().filter(|parameter| parameter.is_mandatory());
        let parameters = arguments.chain(others).map(|planned| {
            let parameter = planned.parameter;
            let kind = match parameter.location {
                // What travels in the path is text, whatever it is declared as.
                Location::Path => &Type::String,
                _ => &parameter.kind,
            };
            let value = sample::value(plan, kind, &parameter.facts, &parameter.name, None);
            (parameter.location, parameter.name.clone(), value)
        });
        let examples = &operation.operation.examples;
        let shown = examples.iter().find(|example| example.status.is_none());
        let shown = shown.map(|example| &example.body);
        ValidCall {
            operation: operation.operation.id.clone(),
            parameters: parameters.collect(),
            body: operation.body.map(|body| sample::body(plan, body, shown)),
        }
    };
    operations.map(call).collect()
}
