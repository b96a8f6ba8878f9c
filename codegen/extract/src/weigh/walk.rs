//! Compares a value of an example with its schema, member by member.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use taurusdb_spec::{Field, Mandatory, Rule, Schema, Type, Violation};

/// A contradiction between an example and its schema.
pub(super) struct Finding {
    pub(super) rule: Rule,
    pub(super) path: String,
    pub(super) declared: String,
    pub(super) observed: String,
    pub(super) decision: &'static str,
}

impl Finding {
    /// The contradiction in words, if the widened schema still does not allow the value. In
    /// answers, unlisted values and undeclared types are allowed.
    pub(super) fn contradiction(&self, side: &str) -> Option<String> {
        let Self { path, declared, observed, .. } = self;
        let place = path.strip_prefix(side).unwrap_or(path).trim_start_matches('.');
        match self.rule {
            Rule::Undeclared => Some(format!("{place}: is not declared")),
            Rule::MissingMandatory => Some(format!("{place}: is missing")),
            Rule::LimitViolation => Some(format!("{place}: {declared}, shown {observed}")),
            Rule::EnumViolation if side == "request" => {
                Some(format!("{place}: one of {declared}, shown {observed}"))
            }
            _ => None,
        }
    }
}

/// Compares a value with its schema.
pub(super) struct Walk<'a> {
    schemas: &'a mut BTreeMap<String, Schema>,
    is_request: bool,
    seen: BTreeSet<(Rule, String)>,
    pub(super) found: Vec<Finding>,
}

/// The field that a value belongs to: its schema and its position there.
type Owner<'a> = (&'a str, usize);

impl<'a> Walk<'a> {
    pub(super) fn new(schemas: &'a mut BTreeMap<String, Schema>, is_request: bool) -> Self {
        Self { schemas, is_request, seen: BTreeSet::new(), found: Vec::new() }
    }

    /// Compares a whole body with its schema.
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
            let field = self.schemas[schema].position(key);
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
                .filter(|field| field.mandatory == Some(Mandatory::Yes))
                .filter(|field| !members.keys().any(|key| is_called(field, key)))
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
                self.limits(owner, kind, value, path);
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
            (Type::Object, Value::Object(_)) | (Type::Boolean, Value::Bool(_)) => {}
            (Type::String, Value::String(_)) | (Type::Number, Value::Number(_)) => {
                self.limits(owner, kind, value, path);
            }
            (Type::Integer | Type::Long, Value::Number(number)) if number.is_i64() => {
                self.limits(owner, kind, value, path);
            }
            (declared, _) => {
                let scalar = declared.is_scalar() && !value.is_array() && !value.is_object();
                let rule = if scalar { Rule::ScalarType } else { Rule::Shape };
                self.widen(owner, rule, kind, value, path, "both are read");
            }
        }
    }

    /// Compares a value of the declared type with the facts of its field.
    fn limits(&mut self, owner: Owner<'_>, kind: &Type, value: &Value, path: &str) {
        for Violation { is_unlisted, declared, observed } in
            self.field(owner).facts.violations(kind, value)
        {
            let (rule, decision) = match is_unlisted {
                true => (Rule::EnumViolation, "the enumeration is open"),
                false => (Rule::LimitViolation, "the limit stays"),
            };
            self.report(rule, path.to_owned(), declared, observed, decision);
        }
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

    fn field(&mut self, (schema, index): Owner<'_>) -> &mut Field {
        let schema = self.schemas.get_mut(schema).expect("validated");
        &mut schema.fields[index]
    }

    /// Adds a finding once for each place: the items of a list often show the same fault.
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

fn is_called(field: &Field, key: &str) -> bool {
    field.name == key || field.aliases.iter().any(|alias| alias == key)
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
