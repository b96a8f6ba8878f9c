//! The specification as OpenAPI 3.1, for tools that speak it.

use serde_json::{Map, Value, json};
use taurusdb_spec::{
    Api, Body, Deprecation, Facts, Location, Mandatory, Operation, Parameter, Response, Schema,
    Side, Stage, Type,
};

/// Headers that OpenAPI states by other means: a security scheme, and the media type of the body.
const IMPLIED_HEADERS: [&str; 2] = ["X-Auth-Token", "Content-Type"];

/// The whole document.
pub fn generate(api: &Api) -> Value {
    let service = &api.service;
    let servers: Vec<Value> = service
        .endpoints
        .iter()
        .map(|endpoint| {
            json!({
                "url": format!("https://{}", endpoint.host),
                "description": endpoint.name,
                "x-region": endpoint.region,
            })
        })
        .collect();
    let tags: Vec<Value> = api
        .groups
        .iter()
        .map(
            |group| json!({ "name": group.id, "description": sentence(&group.summary, &group.id) }),
        )
        .collect();

    let mut paths = Map::new();
    for operation in api.operations() {
        let methods = paths.entry(operation.path.clone()).or_insert_with(|| json!({}));
        methods[operation.method.as_str().to_ascii_lowercase()] = self::operation(api, operation);
    }
    let schemas: Map<String, Value> = api
        .schemas
        .iter()
        .map(|(name, schema)| (name.clone(), self::schema(api, name, schema)))
        .collect();

    json!({
        "openapi": "3.1.0",
        "info": {
            "title": format!("{} API", service.product),
            "version": service.date,
            "summary": format!("Facts of the {} API Reference, issue {}, {}", service.product, service.issue, service.date),
            "x-issue": service.issue,
        },
        "servers": servers,
        "security": [{ "token": [] }, { "signature": [] }],
        "tags": tags,
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "token": {
                    "type": "apiKey",
                    "in": "header",
                    "name": "X-Auth-Token",
                    "description": "A token of the identity service, good for 24 hours.",
                },
                "signature": {
                    "type": "apiKey",
                    "in": "header",
                    "name": "Authorization",
                    "description": "SDK-HMAC-SHA256: access key, list of signed headers and signature over the canonical request; `X-Sdk-Date` says when it was signed.",
                },
            },
        },
    })
}

fn operation(api: &Api, operation: &Operation) -> Value {
    let mut out = Map::new();
    let summary = api.docs.operation(&operation.id).unwrap_or(&operation.title);
    out.insert("operationId".into(), json!(operation.id));
    out.insert("tags".into(), json!([operation.group()]));
    out.insert("summary".into(), json!(summary));
    if let Some(Deprecation { until, successor, .. }) = &operation.deprecated {
        out.insert("deprecated".into(), json!(true));
        out.insert("x-sunset".into(), json!(until));
        if let Some(successor) = successor {
            out.insert("x-successor".into(), json!(successor));
        }
    }
    if operation.stage == Stage::OpenBeta {
        out.insert("x-stage".into(), json!("open_beta"));
    }
    out.insert("x-section".into(), json!(operation.section));
    out.insert("x-lines".into(), json!(operation.lines));
    let parameters: Vec<Value> = operation
        .parameters
        .iter()
        .filter(|parameter| !IMPLIED_HEADERS.contains(&parameter.name.as_str()))
        .map(|parameter| self::parameter(api, operation, parameter))
        .collect();
    if !parameters.is_empty() {
        out.insert("parameters".into(), json!(parameters));
    }
    if let Some(Body { schema }) = &operation.request {
        let required = api.schemas[schema].fields.iter().any(|field| field.is_mandatory());
        let content = json!({ "application/json": { "schema": reference(schema) } });
        out.insert("requestBody".into(), json!({ "required": required, "content": content }));
    }
    let responses: Map<String, Value> = operation
        .responses
        .iter()
        .map(|(status, response)| (status.to_string(), self::response(*status, response)))
        .collect();
    out.insert("responses".into(), json!(responses));
    Value::Object(out)
}

fn parameter(api: &Api, operation: &Operation, parameter: &Parameter) -> Value {
    let location = match parameter.location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
    };
    let mut out = Map::new();
    out.insert("name".into(), json!(parameter.name));
    out.insert("in".into(), json!(location));
    if let Some(meaning) = api.docs.field(&operation.id, &parameter.name) {
        out.insert("description".into(), json!(sentence(meaning, "")));
    }
    if parameter.location == Location::Path || parameter.mandatory == Mandatory::Yes {
        out.insert("required".into(), json!(true));
    }
    let mut schema = self::kind(&parameter.kind);
    facts(&mut schema, &parameter.facts, Side::Request);
    out.insert("schema".into(), schema);
    out.insert("x-source-line".into(), json!(parameter.line));
    Value::Object(out)
}

fn response(status: u16, response: &Response) -> Value {
    let mut out = Map::new();
    let description = match status {
        200..=299 => "Success",
        400..=499 => "The request is refused",
        _ => "The service failed",
    };
    out.insert("description".into(), json!(description));
    if let Some(schema) = &response.schema {
        let content = json!({ "application/json": { "schema": reference(schema) } });
        out.insert("content".into(), content);
    }
    if response.assumed {
        out.insert("x-assumed".into(), json!(true));
    }
    Value::Object(out)
}

fn schema(api: &Api, name: &str, schema: &Schema) -> Value {
    let mut properties = Map::new();
    let mut required = Vec::new();
    for field in &schema.fields {
        let mut property = kind(&field.kind);
        facts(&mut property, &field.facts, schema.side);
        if let Some(meaning) = api.docs.field(name, &field.name) {
            property["description"] = json!(sentence(meaning, ""));
        }
        if field.mandatory == Some(Mandatory::Conditional) {
            property["x-required-conditionally"] = json!(true);
        }
        property["x-source-line"] = json!(field.lines[0]);
        properties.insert(field.name.clone(), property);
        if field.is_mandatory() {
            required.push(&field.name);
        }
    }
    let mut out = json!({ "type": "object", "properties": properties });
    if !required.is_empty() {
        out["required"] = json!(required);
    }
    let source = &schema.sources[0];
    out["x-source-table"] = json!(source.table);
    if let Some(name) = &source.name {
        out["x-source-name"] = json!(name);
    }
    out
}

fn kind(kind: &Type) -> Value {
    match kind {
        Type::String => json!({ "type": "string" }),
        Type::Integer => json!({ "type": "integer" }),
        Type::Long => json!({ "type": "integer", "format": "int64" }),
        Type::Number => json!({ "type": "number" }),
        Type::Boolean => json!({ "type": "boolean" }),
        Type::Object => json!({ "type": "object" }),
        Type::Array(item) => json!({ "type": "array", "items": self::kind(item) }),
        Type::Map(value) => json!({ "type": "object", "additionalProperties": self::kind(value) }),
        Type::Schema(name) => reference(name),
    }
}

/// Enumerations are open: what the service may add is wrong in no response, so the values are
/// binding in requests only.
fn facts(schema: &mut Value, facts: &Facts, side: Side) {
    let key = match side {
        Side::Request => "enum",
        Side::Response => "x-known-values",
    };
    let is_array = schema["type"] == "array";
    let target = if is_array { &mut schema["items"] } else { schema };
    if !facts.values.is_empty() {
        target[key] = json!(facts.values);
    }
    if facts.sensitive {
        target["format"] = json!("password");
    }
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

fn sentence(text: &str, otherwise: &str) -> String {
    let text = if text.is_empty() { otherwise } else { text };
    format!("{}.", text.trim_end_matches('.'))
}
