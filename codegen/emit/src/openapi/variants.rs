//! Operations with one route as one operation of the export: its body is that of one of them.

use serde_json::{Map, Value, json};
use taurusdb_spec::Operation;

/// The export of operations that share a route; one that has it for itself stays as it is.
pub(super) fn merged(mut same: Vec<(&Operation, Value)>) -> Value {
    let Some((first, rest)) = same.split_first_mut() else { return json!({}) };
    if rest.is_empty() {
        return first.1.take();
    }
    let all: Vec<&(&Operation, Value)> = same.iter().collect();
    let mut out = Map::new();
    out.insert("operationId".into(), all[0].1["operationId"].clone());
    out.insert("tags".into(), json!(distinct(all.iter().flat_map(|(_, one)| list(one, "tags")))));
    let summaries: Vec<&str> = all.iter().filter_map(|(_, one)| one["summary"].as_str()).collect();
    out.insert("summary".into(), json!(format!("One of {} calls, by its body", all.len())));
    out.insert("description".into(), json!(format!("The body decides: {}.", summaries.join("; "))));
    if all.iter().all(|(_, one)| one["deprecated"] == true) {
        out.insert("deprecated".into(), json!(true));
    }
    let parameters = parameters(&all);
    if !parameters.is_empty() {
        out.insert("parameters".into(), json!(parameters));
    }
    if let Some(body) = body(&all) {
        out.insert("requestBody".into(), body);
    }
    out.insert("responses".into(), Value::Object(responses(&all)));
    out.insert("x-variants".into(), json!(all.iter().map(|one| variant(one)).collect::<Vec<_>>()));
    Value::Object(out)
}

/// What only one of the operations has.
fn variant((operation, exported): &(&Operation, Value)) -> Value {
    let mut out = Map::new();
    out.insert("operationId".into(), json!(operation.id));
    if let Some(field) = operation.variant.as_ref().and_then(|variant| variant.field.as_ref()) {
        out.insert("x-told-by".into(), json!(field));
    }
    if let Some(body) = &operation.request {
        out.insert("x-body".into(), json!(body.schema));
    }
    let statuses: Vec<String> = operation.responses.keys().map(u16::to_string).collect();
    out.insert("x-responses".into(), json!(statuses));
    let own = exported.as_object().into_iter().flatten().filter(|(key, _)| {
        !matches!(key.as_str(), "operationId" | "tags" | "parameters" | "requestBody" | "responses")
    });
    out.extend(own.map(|(key, value)| (key.clone(), value.clone())));
    Value::Object(out)
}

/// The parameters of all; one that not every operation demands is optional.
fn parameters(all: &[&(&Operation, Value)]) -> Vec<Value> {
    let place = |parameter: &Value| (parameter["in"].clone(), parameter["name"].clone());
    let mut parameters: Vec<Value> = Vec::new();
    for parameter in all.iter().flat_map(|(_, one)| list(one, "parameters")) {
        if !parameters.iter().any(|known| place(known) == place(parameter)) {
            parameters.push(parameter.clone());
        }
    }
    for parameter in &mut parameters {
        let demands = |(_, one): &&&(&Operation, Value)| {
            let mut own = list(one, "parameters").filter(|p| place(p) == place(parameter));
            own.any(|own| own["required"] == true)
        };
        let is_required = all.iter().all(|one| demands(&one));
        if let Some(members) = parameter.as_object_mut().filter(|_| !is_required) {
            members.shift_remove("required");
        }
    }
    parameters
}

/// One of the bodies. Where each has a field of its own, exactly one fits.
fn body(all: &[&(&Operation, Value)]) -> Option<Value> {
    let bodies: Vec<(&Operation, &Value)> = all
        .iter()
        .filter_map(|(operation, one)| Some((*operation, one.get("requestBody")?)))
        .collect();
    let field = |operation: &Operation| {
        operation.variant.as_ref().and_then(|variant| variant.field.clone())
    };
    let are_told = bodies.iter().all(|(operation, _)| field(operation).is_some());
    let choices = bodies.iter().map(|(operation, body)| {
        let schema = media(body)["schema"].clone();
        match field(operation).filter(|_| are_told) {
            Some(field) => json!({ "allOf": [schema], "required": [field] }),
            None => schema,
        }
    });
    let choices = distinct(choices);
    let mut out = match &choices[..] {
        [] => return None,
        [one] => Map::from_iter([("schema".to_owned(), one.clone())]),
        _ => {
            let key = if are_told { "oneOf" } else { "anyOf" };
            Map::from_iter([("schema".to_owned(), json!({ key: choices }))])
        }
    };
    for (operation, body) in &bodies {
        add_examples(&mut out, media(body), operation);
    }
    let is_required =
        bodies.len() == all.len() && bodies.iter().all(|(_, body)| body["required"] == true);
    Some(json!({ "required": is_required, "content": { JSON: out } }))
}

/// The responses of all, by status.
fn responses(all: &[&(&Operation, Value)]) -> Map<String, Value> {
    let mut responses: Map<String, Value> = Map::new();
    for (operation, one) in all {
        let own = one["responses"].as_object().into_iter().flatten();
        for (status, response) in own {
            let known = responses.entry(status.clone()).or_insert_with(|| {
                let mut bare = response.clone();
                bare.as_object_mut().map(|members| members.shift_remove("content"));
                bare
            });
            let Some(theirs) = response.get("content").map(|content| &content[JSON]) else {
                continue;
            };
            let mut media = known["content"][JSON].as_object().cloned().unwrap_or_default();
            let schema = theirs["schema"].clone();
            let schema = match media.shift_remove("schema") {
                None => schema,
                Some(known) if known == schema => known,
                Some(known) => {
                    let choices = known["anyOf"].as_array().cloned().unwrap_or_else(|| vec![known]);
                    let all = distinct(choices.into_iter().chain([schema]));
                    if all.len() == 1 { all[0].clone() } else { json!({ "anyOf": all }) }
                }
            };
            media.shift_insert(0, "schema".into(), schema);
            add_examples(&mut media, theirs, operation);
            known["content"] = json!({ JSON: media });
        }
    }
    responses
}

const JSON: &str = "application/json";

fn media(body: &Value) -> &Value {
    &body["content"][JSON]
}

/// Adds the examples of an operation, under names of its own.
fn add_examples(out: &mut Map<String, Value>, media: &Value, operation: &Operation) {
    for key in ["examples", "x-examples"] {
        for (name, example) in media.get(key).and_then(Value::as_object).into_iter().flatten() {
            let examples = out.entry(key).or_insert_with(|| json!({}));
            examples[format!("{}-{name}", operation.id)] = example.clone();
        }
    }
}

fn list<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    value.get(key).and_then(Value::as_array).into_iter().flatten()
}

fn distinct<T: PartialEq>(items: impl Iterator<Item = T>) -> Vec<T> {
    items.fold(Vec::new(), |mut all, item| {
        if !all.contains(&item) {
            all.push(item);
        }
        all
    })
}
