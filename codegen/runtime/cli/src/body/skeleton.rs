//! An input to fill in.

use serde_json::{Map, Value, json};
use taurusdb_tables::{Field, Schema, Type};

/// An object with every field of a schema, the mandatory ones first.
///
/// A schema that leads back to itself ends there: a list stays empty, a field is left out.
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
            for field in schema.fields.iter().filter(|field| field.required == mandatory) {
                if let Some(value) = self.value(&field.kind, field) {
                    object.insert(field.name.to_owned(), value);
                }
            }
        }
        self.open.pop();
        Some(Value::Object(object))
    }

    fn value(&mut self, kind: &Type, field: &Field) -> Option<Value> {
        let documented = field.default.or(field.values.first().copied());
        Some(match kind {
            Type::String => json!(documented.unwrap_or("<string>")),
            Type::Integer | Type::Long => json!(number::<i64>(documented).unwrap_or(0)),
            Type::Double => json!(number::<f64>(documented).unwrap_or(0.0)),
            Type::Boolean => json!(documented == Some("true")),
            Type::Object => json!({}),
            Type::Array(element) => Value::Array(self.value(element, field).into_iter().collect()),
            Type::Map(element) => match self.value(element, field) {
                Some(value) => json!({ "<key>": value }),
                None => json!({}),
            },
            Type::Record(schema) => return self.record(schema),
        })
    }
}

fn number<T: std::str::FromStr>(documented: Option<&str>) -> Option<T> {
    documented?.parse().ok()
}
