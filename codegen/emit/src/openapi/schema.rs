//! Described objects and their properties, with the further types that examples show.

use serde_json::{Map, Value, json};
use taurusdb_spec::{Api, Field, Mandatory, Schema, Side, Type};

use super::place::{Place, json_type};
use super::wording::sentence;
use super::{facts, forms};

/// A schema of the components.
pub(super) fn schema(api: &Api, name: &str, schema: &Schema) -> Value {
    let mut properties = Map::new();
    let mut required = Vec::new();
    for field in &schema.fields {
        let place = Place {
            owner: name,
            name: &field.name,
            aliases: &field.aliases,
            side: schema.side,
            is_conditional: field.mandatory == Some(Mandatory::Conditional),
            facts: &field.facts,
        };
        properties.insert(field.name.clone(), property(api, &place, field));
        // Answers are open: a field that its table calls mandatory is missing in examples.
        if field.is_mandatory() && schema.side == Side::Request {
            required.push(&field.name);
        }
    }
    let mut out = json!({ "type": "object", "properties": properties });
    if !required.is_empty() {
        out["required"] = json!(required);
    }
    if let Some(name) = &schema.sources[0].name {
        out["x-source-name"] = json!(name);
    }
    out
}

fn property(api: &Api, place: &Place<'_>, field: &Field) -> Value {
    let evidence = Evidence { wire: &field.wire, nullable: field.nullable };
    let mut out = evidence.widen(&field.kind, &|kind| facts::of_value(api, place, kind));
    if let Some(meaning) = api.docs.field(place.owner, place.name) {
        out["description"] = json!(sentence(meaning));
    }
    facts::of_field(&mut out, place, &field.kind);
    let is_number = matches!(field.kind, Type::Integer | Type::Long | Type::Number);
    let in_text = field.wire.iter().any(|wire| wire == "string");
    if place.side == Side::Request && is_number && in_text && out.get("enum").is_none() {
        out["pattern"] = json!(forms::NUMBER);
    }
    out
}

/// The schema of a parameter.
pub(super) fn parameter(api: &Api, place: &Place<'_>, kind: &Type) -> Value {
    let evidence = Evidence { wire: &[], nullable: false };
    let mut out = evidence.widen(kind, &|kind| facts::of_value(api, place, kind));
    facts::of_field(&mut out, place, kind);
    out
}

pub(super) fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

/// The types that examples show besides the declared one.
struct Evidence<'a> {
    wire: &'a [String],
    nullable: bool,
}

impl Evidence<'_> {
    /// The declared type first, then the types that examples show instead. For a list, it is not
    /// known whether the list or its items differ, so both may. `leaf` makes the schema of a value
    /// that is neither list, map nor described object.
    fn widen(&self, kind: &Type, leaf: &dyn Fn(&Type) -> Value) -> Value {
        let (declared, name) = match kind {
            Type::Array(item) => {
                (json!({ "type": "array", "items": self.widen(item, leaf) }), "array")
            }
            Type::Map(value) => {
                let values = self.widen(value, leaf);
                (json!({ "type": "object", "additionalProperties": values }), "object")
            }
            Type::Schema(name) => (reference(name), "object"),
            scalar => (leaf(scalar), json_type(scalar)),
        };
        let others = self.wire.iter().map(String::as_str).filter(|other| *other != name);
        let mut others: Vec<Value> = others.map(|other| alternative(kind, other, leaf)).collect();
        if self.nullable {
            others.push(json!({ "type": "null" }));
        }
        if others.is_empty() {
            return declared;
        }
        let is_inline = |schema: &Value| schema.get("type").is_some();
        if is_inline(&declared) && others.iter().all(is_inline) {
            return merge(declared, others);
        }
        others.insert(0, declared);
        json!({ "anyOf": others })
    }
}

/// The schema of a value that has another JSON type than `kind`.
fn alternative(kind: &Type, other: &str, leaf: &dyn Fn(&Type) -> Value) -> Value {
    match (kind, other) {
        (Type::Array(item), "object") => match &**item {
            Type::Schema(name) => reference(name),
            _ => json!({ "type": "object" }),
        },
        (Type::Schema(name), "array") => json!({ "type": "array", "items": reference(name) }),
        (scalar, "array") => json!({ "type": "array", "items": { "type": leaf(scalar)["type"] } }),
        (_, other) => json!({ "type": other }),
    }
}

/// Merges the schemas into one that allows all their types.
fn merge(mut declared: Value, others: Vec<Value>) -> Value {
    let mut types = vec![declared["type"].take()];
    for other in others {
        let Value::Object(members) = other else { unreachable!("it has a type") };
        for (key, value) in members {
            match key.as_str() {
                "type" => types.push(value),
                _ => declared[key] = value,
            }
        }
    }
    if let Some(Value::Array(values)) = declared.get_mut("enum") {
        facts::spread(values, &types);
    }
    declared["type"] = json!(types);
    declared
}
