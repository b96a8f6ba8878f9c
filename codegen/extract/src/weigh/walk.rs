use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use taurusdb_spec::{Mandatory, Rule, Schema, Type};

/// A contradiction between an example and its schema.
pub(super) struct Finding {
    pub(super) rule: Rule,
    pub(super) path: String,
    pub(super) declared: String,
    pub(super) observed: String,
    pub(super) decision: &'static str,
}

/// Holds a value against its schema.
pub(super) struct Walk<'a> {
    schemas: &'a mut BTreeMap<String, Schema>,
    is_request: bool,
    seen: BTreeSet<(Rule, String)>,
    pub(super) found: Vec<Finding>,
}

/// A field that the value belongs to: schema and position.
type Owner<'a> = (&'a str, usize);

impl<'a> Walk<'a> {
    pub(super) fn new(schemas: &'a mut BTreeMap<String, Schema>, is_request: bool) -> Self {
        Self { schemas, is_request, seen: BTreeSet::new(), found: Vec::new() }
    }

    /// Holds a whole body against its schema.
    pub(super) fn body(&mut self, schema: &str, value: &Value, side: &str) {
        match value {
            Value::Object(_) => self.object(schema, value, side),
            other => self.report(
                Rule::Shape,
                side.to_owned(),
                "object".to_owned(),
                kind_of(other).to_owned(),
                "an object is expected",
            ),
        }
    }

    fn object(&mut self, schema: &str, value: &Value, path: &str) {
        let Value::Object(members) = value else { return };
        for (key, member) in members {
            let field = self.schemas[schema].fields.iter().position(|field| field.name == *key);
            let path = format!("{path}.{key}");
            match field {
                None => {
                    let observed = kind_of(member).to_owned();
                    self.report(
                        Rule::Undeclared,
                        path,
                        String::new(),
                        observed,
                        "left out of the schema",
                    );
                }
                Some(index) => {
                    let kind = self.schemas[schema].fields[index].kind.clone();
                    self.value((schema, index), &kind, member, &path);
                }
            }
        }
        if self.is_request {
            let missing: Vec<(String, String)> = self.schemas[schema]
                .fields
                .iter()
                .filter(|f| f.mandatory == Some(Mandatory::Yes) && !members.contains_key(&f.name))
                .map(|field| (field.name.clone(), field.kind.to_string()))
                .collect();
            for (name, kind) in missing {
                let path = format!("{path}.{name}");
                let declared = format!("mandatory {kind}");
                self.report(
                    Rule::MissingMandatory,
                    path,
                    declared,
                    "absent".to_owned(),
                    "stays mandatory",
                );
            }
        }
    }

    fn value(&mut self, owner: Owner<'_>, kind: &Type, value: &Value, path: &str) {
        match (kind, value) {
            (_, Value::Null) => {
                self.field(owner).nullable = true;
                let declared = kind.to_string();
                self.report(
                    Rule::Null,
                    path.to_owned(),
                    declared,
                    "null".to_owned(),
                    "may be null",
                );
            }
            (Type::Array(item), Value::Array(items)) => {
                for value in items {
                    self.value(owner, item, value, &format!("{path}[]"));
                }
            }
            (Type::Array(item), Value::Object(_)) if !item.is_scalar() => {
                self.widen(owner, Rule::Shape, kind, value, path, "one object is a list of one");
                self.value(owner, item, value, path);
            }
            (Type::Map(inner), Value::Object(members)) => {
                for value in members.values() {
                    self.value(owner, inner, value, &format!("{path}.*"));
                }
            }
            (Type::Schema(name), Value::Object(_)) => self.object(name, value, path),
            (Type::Schema(_), Value::Array(items)) => {
                self.widen(
                    owner,
                    Rule::Shape,
                    kind,
                    value,
                    path,
                    "a list is read where it has one item",
                );
                for value in items {
                    self.value(owner, kind, value, path);
                }
            }
            (Type::Object, Value::Object(_)) => {}
            (Type::String, Value::String(text)) => self.listed(owner, text, path),
            (Type::Integer | Type::Long, Value::Number(number)) if number.is_i64() => {}
            (Type::Number, Value::Number(_)) | (Type::Boolean, Value::Bool(_)) => {}
            (declared, _) => {
                let scalar = declared.is_scalar() && !value.is_array() && !value.is_object();
                let rule = if scalar { Rule::ScalarType } else { Rule::Shape };
                self.widen(owner, rule, kind, value, path, "both are read");
            }
        }
    }

    fn listed(&mut self, owner: Owner<'_>, text: &str, path: &str) {
        let values = &self.field(owner).facts.values;
        // The values of a text that joins several are not looked into.
        if values.is_empty() || text.contains(',') || values.iter().any(|value| value == text) {
            return;
        }
        let declared = values.join(", ");
        let observed = format!("\"{text}\"");
        self.report(
            Rule::EnumViolation,
            path.to_owned(),
            declared,
            observed,
            "the enumeration is open",
        );
    }

    fn widen(
        &mut self,
        owner: Owner<'_>,
        rule: Rule,
        declared: &Type,
        value: &Value,
        path: &str,
        decision: &'static str,
    ) {
        let observed = kind_of(value);
        let field = self.field(owner);
        if !field.wire.iter().any(|kind| kind == observed) {
            field.wire.push(observed.to_owned());
            field.wire.sort();
        }
        self.report(rule, path.to_owned(), declared.to_string(), observed.to_owned(), decision);
    }

    fn field(&mut self, (schema, index): Owner<'_>) -> &mut taurusdb_spec::Field {
        let schema = self.schemas.get_mut(schema).expect("validated");
        &mut schema.fields[index]
    }

    /// Once for each place of an example: a list shows the same fault in every item.
    fn report(
        &mut self,
        rule: Rule,
        path: String,
        declared: String,
        observed: String,
        decision: &'static str,
    ) {
        if self.seen.insert((rule, format!("{path} {observed}"))) {
            self.found.push(Finding { rule, path, declared, observed, decision });
        }
    }
}

/// The kind of a JSON value, as JSON Schema names it.
fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_i64() => "integer",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}
