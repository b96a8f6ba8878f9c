use serde_json::Value;
use taurusdb_spec::{Api, Type};

/// In how many examples of the document a field of a schema is shown.
pub(super) fn examples(api: &Api, schema: &str, field: &str) -> usize {
    let shows = |root: &str, body: &Value| {
        shows(api, &Type::Schema(root.to_owned()), body, &|name, object| {
            name == schema && object.get(field).is_some()
        })
    };
    api.operations()
        .flat_map(|operation| {
            operation.examples.iter().map(move |example| {
                let root = match example.status {
                    None => operation.request.as_ref().map(|body| body.schema.as_str()),
                    Some(status) => operation
                        .responses
                        .get(&status)
                        .or_else(|| operation.success().map(|(_, response)| response))
                        .and_then(|response| response.schema.as_deref()),
                };
                (root, &example.body)
            })
        })
        .filter(|(root, body)| root.is_some_and(|root| shows(root, body)))
        .count()
}

/// Whether an object of the value, with the name of its schema, is what is looked for.
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
                || api.schemas[name].fields.iter().any(|field| {
                    members
                        .get(&field.name)
                        .is_some_and(|value| shows(api, &field.kind, value, wanted))
                })
        }
        _ => false,
    }
}
