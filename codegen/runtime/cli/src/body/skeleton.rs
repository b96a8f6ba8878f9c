//! An input to fill in.

use serde_json::{Map, Value, json};
use taurusdb_descriptor_types::phrase::{self, Style};
use taurusdb_descriptor_types::{Field, Schema, Type};

use crate::scalar;

/// Of a longer row of values, this many are shown.
const SHOWN: usize = 6;

/// An object with every field of a schema, the mandatory ones first.
///
/// A field has its documented default. Where there is none, or the field should be used no more, the value
/// is for the caller to choose, so a placeholder says what it must be like. A schema that contains itself ends there: a list
/// stays empty, a field is left out.
pub(crate) fn of(schema: &'static Schema) -> Value {
    Writer { open: Vec::new() }.record(schema).unwrap_or_else(|| json!({}))
}

struct Writer {
    /// The schemas around the current value. Told apart by address: names need not be unique.
    open: Vec<*const Schema>,
}

impl Writer {
    fn record(&mut self, schema: &'static Schema) -> Option<Value> {
        let address: *const Schema = schema;
        if self.open.contains(&address) {
            return None;
        }
        self.open.push(address);
        let mut object = Map::new();
        for mandatory in [true, false] {
            for field in schema.fields.iter().filter(|field| field.is_mandatory() == mandatory) {
                if let Some(value) = self.value(&field.kind, field) {
                    object.insert(field.name.to_owned(), value);
                }
            }
        }
        self.open.pop();
        Some(Value::Object(object))
    }

    fn value(&mut self, kind: &Type, field: &Field) -> Option<Value> {
        Some(match kind {
            Type::Object => json!({}),
            Type::Array(element) => Value::Array(self.value(element, field).into_iter().collect()),
            Type::Map(element) => match self.value(element, field) {
                Some(value) => json!({ "<<key>>": value }),
                None => json!({}),
            },
            Type::Record(schema) => return self.record(schema),
            scalar => default(scalar, field).unwrap_or_else(|| placeholder(scalar, field).into()),
        })
    }
}

/// What the service assumes, in the field's own type. A field that should be used no more is for the caller
/// to decide about, whatever is assumed.
fn default(kind: &Type, field: &Field) -> Option<Value> {
    let text = field.facts.default.filter(|_| field.facts.deprecated.is_none())?;
    match kind {
        Type::Integer | Type::Long => text.parse::<i64>().ok().map(Value::from),
        Type::Number => text.parse::<f64>().ok().map(Value::from),
        Type::Boolean => text.to_ascii_lowercase().parse::<bool>().ok().map(Value::from),
        _ => Some(text.into()),
    }
}

fn placeholder(kind: &Type, field: &Field) -> String {
    let what = match (field.facts.values, phrase::limits(field.facts, Style::Plain)) {
        ([], _) if matches!(kind, Type::Boolean) => "true | false".to_owned(),
        ([], None) => scalar::short(kind),
        ([], Some(limits)) => format!("{}, {limits}", scalar::short(kind)),
        (values, _) if values.len() <= SHOWN => values.join(" | "),
        (values, _) => format!("{} | …", values[..SHOWN].join(" | ")),
    };
    match field.facts.deprecated {
        Some(end) => format!("<<{what}; {}>>", phrase::deprecated(end, Style::Plain)),
        None => format!("<<{what}>>"),
    }
}
