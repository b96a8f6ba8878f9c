//! One operation of the export: parameters, body, answers.

use serde_json::{Map, Value, json};
use taurusdb_spec::phrase::{self, Style};
use taurusdb_spec::{
    Api, Body, Deprecation, Location, Mandatory, Operation, Parameter, Response, Side, Stage,
};

use super::examples::Examples;
use super::place::Place;
use super::wording::sentence;
use super::{facts, ids, resources, schema};

pub(super) fn operation(api: &Api, operation: &Operation) -> Value {
    let mut actions: Vec<&str> =
        api.actions_of(operation).map(|action| action.action.as_str()).collect();
    for permission in &operation.permissions {
        for name in std::iter::once(&permission.action).chain(&permission.dependencies) {
            if !actions.contains(&&**name) {
                actions.push(name);
            }
        }
    }
    let summary = api.docs.operation(&operation.id).unwrap_or(&operation.title);
    let mut out = Map::new();
    out.insert("operationId".into(), json!(operation.id));
    out.insert("tags".into(), json!([operation.group()]));
    out.insert("summary".into(), json!(summary));
    out.insert("description".into(), json!(description(api, operation, summary, &actions)));
    if let Some(Deprecation { until, successor, .. }) = &operation.deprecated {
        out.insert("deprecated".into(), json!(true));
        if !until.is_empty() {
            out.insert("x-sunset".into(), json!(until));
        }
        if let Some(successor) = successor {
            out.insert("x-successor".into(), json!(successor));
        }
    }
    if operation.stage == Stage::OpenBeta {
        out.insert("x-stage".into(), json!(operation.stage));
    }
    if !actions.is_empty() {
        out.insert("x-iam-actions".into(), json!(actions));
    }
    if !operation.errors.is_empty() {
        let codes: Vec<&str> = operation.errors.iter().map(|error| error.code.as_str()).collect();
        out.insert("x-error-codes".into(), json!(codes));
    }
    if let Some(facts) = api.resources.operation(&operation.id) {
        out.extend(resources::fields(facts, api.resources.follows_tasks()));
    }
    out.insert("x-section".into(), json!(operation.section));

    let parameters: Vec<Value> = operation
        .parameters
        .iter()
        // A security scheme and the media type of the body state them.
        .filter(|parameter| !parameter.is_implied())
        .map(|parameter| sent(api, operation, parameter))
        .collect();
    if !parameters.is_empty() {
        out.insert("parameters".into(), json!(parameters));
    }
    let mut examples = Examples::new(operation);
    if let Some(Body { schema }) = &operation.request {
        let required = api.schemas[schema].fields.iter().any(|field| field.is_mandatory());
        let content = content(schema, &mut examples, None);
        out.insert("requestBody".into(), json!({ "required": required, "content": content }));
    }
    let responses: Map<String, Value> = operation
        .responses
        .iter()
        .map(|(status, response)| {
            (status.to_string(), self::response(api, operation, *status, response, &mut examples))
        })
        .collect();
    out.insert("responses".into(), json!(responses));
    if let Some(rest) = examples.rest() {
        out.insert("x-examples".into(), rest);
    }
    Value::Object(out)
}

fn description(api: &Api, operation: &Operation, summary: &str, actions: &[&str]) -> String {
    let mut out = sentence(summary);
    if let Some(ends) = &operation.deprecated {
        out += &match ends.until.as_str() {
            "" => " Will end".to_owned(),
            until => format!(" Ends on {until}"),
        };
        match &ends.successor {
            Some(successor) => out += &format!("; use `{successor}` instead."),
            None => out += ", without a successor.",
        }
    }
    if operation.stage == Stage::OpenBeta {
        out += " In open beta: ask the vendor for access.";
    }
    let known = api.resources.operation(&operation.id);
    if let Some(task) = known.and_then(|facts| facts.task.as_ref()) {
        out += &resources::sentence(task, api.resources.follows_tasks());
    }
    if let Some(needed) = phrase::needed(actions, Style::Markdown) {
        out += &format!(" {needed}.");
    }
    out + &format!(" From section {}.", operation.section)
}

/// A parameter of the request: ids look like ids, and what a request must have is not empty.
fn sent(api: &Api, operation: &Operation, parameter: &Parameter) -> Value {
    let mut out = self::parameter(api, operation, parameter);
    let Parameter { location, name, .. } = parameter;
    if let Some(pattern) = ids::of_parameter(api, operation, *location, name) {
        ids::must_match(&mut out["schema"], &pattern);
    }
    if out.get("required").is_some() {
        facts::never_empty(&mut out["schema"]);
    }
    out
}

fn parameter(api: &Api, operation: &Operation, parameter: &Parameter) -> Value {
    let mut out = Map::new();
    out.insert("name".into(), json!(parameter.name));
    out.insert("in".into(), json!(parameter.location));
    if let Some(meaning) = api.docs.field(&operation.id, &parameter.name) {
        out.insert("description".into(), json!(sentence(meaning)));
    }
    if parameter.location == Location::Path || parameter.mandatory == Mandatory::Yes {
        out.insert("required".into(), json!(true));
    }
    // Tools look for the mark at the parameter; its schema says what to use instead.
    if parameter.facts.deprecated.is_some() {
        out.insert("deprecated".into(), json!(true));
    }
    let place = Place {
        owner: &operation.id,
        name: &parameter.name,
        aliases: &[],
        side: Side::Request,
        is_conditional: parameter.mandatory == Mandatory::Conditional,
        facts: &parameter.facts,
    };
    out.insert("schema".into(), schema::parameter(api, &place, &parameter.kind));
    Value::Object(out)
}

fn response(
    api: &Api,
    operation: &Operation,
    status: u16,
    response: &Response,
    examples: &mut Examples<'_>,
) -> Value {
    let mut out = Map::new();
    let description = match status {
        200..=299 => "Success",
        400..=499 => "The request is refused",
        _ => "The service failed",
    };
    out.insert("description".into(), json!(description));
    if let Some(schema) = &response.schema {
        out.insert("content".into(), content(schema, examples, Some(status)));
    }
    if !response.headers.is_empty() {
        let headers: Map<String, Value> = response
            .headers
            .iter()
            .map(|header| {
                let mut stated = parameter(api, operation, header);
                // The key is the name, and a header of an answer is nowhere else.
                if let Some(stated) = stated.as_object_mut() {
                    stated.remove("name");
                    stated.remove("in");
                }
                (header.name.clone(), stated)
            })
            .collect();
        out.insert("headers".into(), json!(headers));
    }
    if response.assumed {
        out.insert("x-assumed".into(), json!(true));
    }
    Value::Object(out)
}

/// `status` is that of a response; a request has none.
fn content(schema: &str, examples: &mut Examples<'_>, status: Option<u16>) -> Value {
    let mut media = Map::new();
    media.insert("schema".into(), schema::reference(schema));
    examples.take(status, &mut media);
    json!({ "application/json": media })
}
