//! Mistakes in an input: what is missing, unknown or of another type.

use serde_json::{Map, Value};
use taurusdb_descriptor_types::phrase::{self, Style};
use taurusdb_descriptor_types::{Field, Place, Schema, Type, by_likeness};

use super::skeleton::is_placeholder;
use crate::scalar::short;
use crate::unlisted::unlisted;

/// How alike a name must be to be suggested.
const ALIKE: f64 = 0.8;

/// What is wrong with an input.
#[derive(Default)]
pub(super) struct Findings {
    /// What makes it unfit to be sent.
    pub(super) mistakes: Vec<String>,
    /// What looks wrong, but is for the service to decide: documented types and values are not
    /// always those of the wire.
    pub(super) warnings: Vec<String>,
}

impl Findings {
    pub(super) fn of(schema: &'static Schema, value: &Value) -> Self {
        let mut findings = Self::default();
        if let Value::Object(object) = value {
            findings.record(schema, object, &Place::Top);
        }
        findings
    }

    fn record(&mut self, schema: &Schema, object: &Map<String, Value>, place: &Place<'_>) {
        // A schema without fields is one that the document does not spell out.
        if schema.fields.is_empty() {
            return;
        }
        for field in schema.fields.iter().filter(|field| field.is_mandatory()) {
            if object.get(field.name).is_none_or(Value::is_null) {
                let place = Place::Field(place, field.name);
                self.mistakes
                    .push(format!("missing mandatory field '{place}' ({})", short(&field.kind)));
            }
        }
        for (name, value) in object {
            let at = Place::Field(place, name);
            match schema.field(name) {
                Some(field) => self.field(field, value, &at),
                None => {
                    self.mistakes.push(format!("unknown field '{at}': {}", instead(schema, name)));
                }
            }
        }
    }

    fn field(&mut self, field: &Field, value: &Value, place: &Place<'_>) {
        // Null stands for absent, which is judged where the field is looked for.
        if value.is_null() {
            return;
        }
        if let Some(end) = field.facts.deprecated {
            self.warnings.push(format!("'{place}' is {}", phrase::deprecated(end, Style::Plain)));
        }
        self.value(&field.kind, field, value, place);
    }

    fn value(&mut self, kind: &Type, field: &Field, value: &Value, place: &Place<'_>) {
        match (kind, value) {
            (_, Value::String(text)) if is_placeholder(text) => {
                let way_out = if field.is_mandatory() { "" } else { ", or drop the field" };
                self.mistakes
                    .push(format!("'{place}' is not filled in: replace '{text}'{way_out}"));
            }
            (Type::Record(schema), Value::Object(object)) => self.record(schema, object, place),
            (Type::Map(element), Value::Object(object)) => {
                for (key, value) in object {
                    if is_placeholder(key) {
                        self.mistakes.push(format!("'{place}' has the key '{key}': replace it"));
                    }
                    self.value(element, field, value, &Place::Field(place, key));
                }
            }
            (Type::Array(element), Value::Array(values)) => {
                for (index, value) in values.iter().enumerate() {
                    self.value(element, field, value, &Place::Element(place, index));
                }
            }
            (Type::Object, Value::Object(_)) => {}
            (Type::Record(_) | Type::Map(_) | Type::Array(_) | Type::Object, other) => {
                self.wrong_shape(kind, other, place);
            }
            _ => self.scalar(kind, field, value, place),
        }
    }

    fn wrong_shape(&mut self, kind: &Type, value: &Value, place: &Place<'_>) {
        let (noun, got) = (kind.noun(), Type::noun_of(value));
        self.mistakes.push(format!("'{place}' must be {noun} (got {got})"));
    }

    fn scalar(&mut self, kind: &Type, field: &Field, value: &Value, place: &Place<'_>) {
        if value.is_array() || value.is_object() {
            self.wrong_shape(kind, value, place);
            return;
        }
        if !fits(kind, value) {
            let got = Type::noun_of(value);
            self.warnings.push(format!(
                "'{place}' is documented as {}, not {got}; it is sent as it is",
                kind.noun()
            ));
            return;
        }
        let text = match value {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let unlisted = unlisted(field.facts.values, &text).filter(|_| !field.facts.sensitive);
        self.warnings.extend(unlisted.map(|what| format!("'{place}' is '{text}', {what}")));
    }
}

/// What might have been meant by a name that is not known.
fn instead(schema: &Schema, name: &str) -> String {
    let alike = by_likeness(schema.fields.iter().map(|field| field.name), name);
    let alike: Vec<_> =
        alike.into_iter().take_while(|(likeness, _)| *likeness >= ALIKE).take(3).collect();
    if alike.is_empty() {
        let known: Vec<_> = schema.fields.iter().map(|field| field.name).collect();
        return format!("the fields here are {}", known.join(", "));
    }
    let names: Vec<_> = alike.iter().map(|(_, name)| format!("'{name}'")).collect();
    format!("did you mean {}?", names.join(" or "))
}

/// Whether a value is of the declared type, whatever is in it.
fn fits(kind: &Type, value: &Value) -> bool {
    match kind {
        Type::String => value.is_string(),
        Type::Integer | Type::Long => value.is_i64() || value.is_u64(),
        Type::Number => value.is_number(),
        Type::Boolean => value.is_boolean(),
        Type::Object | Type::Map(_) | Type::Record(_) => value.is_object(),
        Type::Array(_) => value.is_array(),
    }
}
