//! The OpenAPI export, reduced to what progenitor accepts.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

const SCHEMAS: &str = "#/components/schemas/";

/// Keeps, for each operation, the success answer and, for the type of errors, the answer 400:
/// progenitor panics if an operation has several types of either. Unused schemas are removed.
pub(super) fn reduce(mut export: Value) -> Value {
    let paths = export["paths"].as_object_mut().into_iter().flat_map(Map::values_mut);
    for operation in paths.filter_map(Value::as_object_mut).flat_map(Map::values_mut) {
        if let Some(responses) = operation.get_mut("responses").and_then(Value::as_object_mut) {
            responses.retain(|status, _| status.starts_with('2') || status == "400");
        }
    }
    let mut used = BTreeSet::new();
    let schemas = export["components"]["schemas"].clone();
    collect(&export["paths"], &schemas, &mut used);
    if let Some(schemas) = export["components"]["schemas"].as_object_mut() {
        schemas.retain(|name, _| used.contains(name));
    }
    export
}

fn collect(value: &Value, schemas: &Value, used: &mut BTreeSet<String>) {
    match value {
        Value::Object(entries) => {
            let reference = entries.get("$ref").and_then(Value::as_str);
            if let Some(name) = reference.and_then(|text| text.strip_prefix(SCHEMAS))
                && used.insert(name.to_owned())
            {
                collect(&schemas[name], schemas, used);
            }
            entries.values().for_each(|value| collect(value, schemas, used));
        }
        Value::Array(elements) => elements.iter().for_each(|value| collect(value, schemas, used)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::reduce;

    #[test]
    fn keeps_one_success_one_error_and_what_they_use() {
        let export = json!({
            "paths": { "/": { "get": { "responses": {
                "200": { "$ref": "#/components/schemas/A" }, "400": {}, "500": {
                    "$ref": "#/components/schemas/C"
                },
            } } } },
            "components": { "schemas": {
                "A": { "items": { "$ref": "#/components/schemas/B" } }, "B": {}, "C": {},
            } },
        });
        let reduced = reduce(export);
        let statuses = &reduced["paths"]["/"]["get"]["responses"];
        assert_eq!(statuses.as_object().map(serde_json::Map::len), Some(2));
        let schemas = reduced["components"]["schemas"].as_object().unwrap();
        assert_eq!(schemas.keys().collect::<Vec<_>>(), ["A", "B"]);
    }
}
