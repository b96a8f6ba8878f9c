//! OpenAPI 3.1 rewritten as 3.0, for older tools.

use serde_json::{Map, Value, json};

/// The keywords that apply to one JSON type only; all others apply to every type.
const KEYWORDS: [(&str, &[&str]); 5] = [
    ("string", &["minLength", "maxLength", "pattern"]),
    ("integer", &["minimum", "maximum", "multipleOf"]),
    ("number", &["minimum", "maximum", "multipleOf"]),
    ("array", &["items", "minItems", "maxItems"]),
    ("object", &["properties", "required", "additionalProperties"]),
];

/// Rewrites the export of 3.1 as 3.0.3. It knows only the keywords that [`super::generate`] uses.
pub(super) fn from_31(mut document: Value) -> Value {
    document["openapi"] = json!("3.0.3");
    if let Value::Object(info) = &mut document["info"] {
        info.shift_remove("summary");
    }
    document["info"]["license"] =
        json!({ "name": document["info"]["license"]["name"], "url": "https://spdx.org/licenses/" });
    let paths = document["paths"].as_object_mut().into_iter().flat_map(Map::values_mut);
    for operation in paths.filter_map(Value::as_object_mut).flat_map(Map::values_mut) {
        let parameters = operation.get_mut("parameters").and_then(Value::as_array_mut);
        for parameter in parameters.into_iter().flatten() {
            rewrite(&mut parameter["schema"]);
        }
        if let Some(body) = operation.get_mut("requestBody") {
            content(body);
        }
        members(operation, "responses").for_each(content);
    }
    let schemas = document["components"]["schemas"].as_object_mut();
    for (name, schema) in schemas.into_iter().flatten() {
        rewrite(schema);
        entitle(name, schema);
    }
    document
}

/// Gives a title to each property with several forms. Generators make a type of each, and would
/// name it after schema and property; a schema may already have that name.
fn entitle(name: &str, schema: &mut Value) {
    let properties = schema.get_mut("properties").and_then(Value::as_object_mut);
    for (property, schema) in properties.into_iter().flatten() {
        if let Value::Object(members) = schema
            && members.contains_key("anyOf")
        {
            members.shift_insert(0, "title".into(), json!(format!("{name} {property} form")));
        }
    }
}

fn content(body: &mut Value) {
    members(body, "content").for_each(|media| rewrite(&mut media["schema"]));
}

fn members<'a>(value: &'a mut Value, key: &str) -> impl Iterator<Item = &'a mut Value> {
    value.get_mut(key).and_then(Value::as_object_mut).into_iter().flat_map(Map::values_mut)
}

/// Rewrites a schema and those inside it.
fn rewrite(schema: &mut Value) {
    members(schema, "properties").for_each(rewrite);
    for inside in ["items", "additionalProperties"] {
        schema.get_mut(inside).into_iter().for_each(rewrite);
    }
    for choice in schema.get_mut("anyOf").and_then(Value::as_array_mut).into_iter().flatten() {
        match choice["type"] == "null" {
            true => *choice = null(),
            false => rewrite(choice),
        }
    }
    let Value::Object(members) = schema else { return };
    // In 3.0, keywords beside a reference are ignored.
    if members.len() > 1
        && let Some(reference) = members.shift_remove("$ref")
    {
        members.shift_insert(0, "allOf".into(), json!([{ "$ref": reference }]));
    }
    if let Some(Value::Array(types)) = members.get("type") {
        let types: Vec<String> =
            types.iter().filter_map(Value::as_str).map(str::to_owned).collect();
        split(members, &types);
    }
}

/// The schema that allows null only. `nullable` beside `allOf` or `anyOf` would have no effect: it
/// widens only the `type` in the same object.
fn null() -> Value {
    json!({ "type": "object", "nullable": true, "enum": [null] })
}

/// One schema for each type; 3.0 has no type `null`.
fn split(members: &mut Map<String, Value>, types: &[String]) {
    let nullable = types.iter().any(|name| name == "null");
    let types: Vec<&str> =
        types.iter().map(String::as_str).filter(|name| *name != "null").collect();
    if let [name] = types[..] {
        members["type"] = json!(name);
        if nullable {
            members.shift_insert(1, "nullable".into(), json!(true));
        }
        return;
    }
    members.shift_remove("type");
    let values = members.shift_remove("enum");
    let format = members.shift_remove("format");
    let mut choices: Vec<Value> = types
        .iter()
        .map(|name| {
            let mut choice = json!({ "type": name });
            let own = KEYWORDS.iter().find(|(kind, _)| kind == name).map_or(&[][..], |own| own.1);
            for keyword in own {
                if let Some(value) = members.shift_remove(*keyword) {
                    choice[*keyword] = value;
                }
            }
            if let Some(Value::Array(values)) = &values {
                choice["enum"] =
                    values.iter().filter(|value| is_of(name, value)).cloned().collect();
            }
            choice
        })
        .collect();
    // The format belongs to the declared type, which comes first.
    if let Some(format) = format {
        choices[0]["format"] = format;
    }
    if nullable {
        choices.push(null());
    }
    members.shift_insert(0, "anyOf".into(), json!(choices));
    members.shift_insert(1, "x-wire-types".into(), json!(types[1..]));
}

fn is_of(name: &str, value: &Value) -> bool {
    match value {
        Value::String(_) => name == "string",
        Value::Number(_) => matches!(name, "integer" | "number"),
        Value::Bool(_) => name == "boolean",
        _ => false,
    }
}
