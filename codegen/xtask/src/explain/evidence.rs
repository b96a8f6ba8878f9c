//! What the examples of the document show about a field.

use serde_json::Value;
use taurusdb_spec::{Api, Type};

/// The number of examples of the document that show a field of a schema.
pub(super) fn examples(api: &Api, schema: &str, field: &str) -> usize {
    let shows = |root: &str, body: &Value| {
        shows(api, &Type::Schema(root.to_owned()), body, &|name, object| {
            let wanted =
                |key: &String| api.schemas[name].field(key).is_some_and(|f| f.name == field);
            name == schema && object.keys().any(wanted)
        })
    };
    api.operations()
        .flat_map(|operation| {
            operation
                .examples
                .iter()
                .map(move |example| (operation.schema_of(example.status), &example.body))
        })
        .filter(|(root, body)| root.is_some_and(|root| shows(root, body)))
        .count()
}

/// Whether `wanted` holds for an object in the value; it gets the name of the schema and the
/// object.
fn shows(
    api: &Api,
    kind: &Type,
    value: &Value,
    wanted: &impl Fn(&str, &serde_json::Map<String, Value>) -> bool,
) -> bool {
    match (kind, value) {
        (Type::Array(item), Value::Array(items)) => {
            items.iter().any(|value| shows(api, item, value, wanted))
        }
        (Type::Array(item), Value::Object(_)) => shows(api, item, value, wanted),
        (Type::Map(inner), Value::Object(members)) => {
            members.values().any(|value| shows(api, inner, value, wanted))
        }
        (Type::Schema(name), Value::Object(members)) => {
            wanted(name, members)
                || members.iter().any(|(key, value)| {
                    let field = api.schemas[name].field(key);
                    field.is_some_and(|field| shows(api, &field.kind, value, wanted))
                })
        }
        _ => false,
    }
}
