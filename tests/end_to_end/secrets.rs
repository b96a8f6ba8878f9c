//! The name alone is enough to hide each value that the specification calls a secret.

use std::collections::BTreeSet;

use taurusdb_descriptors::SERVICE;
use taurusdb_descriptors::types::Schema;
use taurusdb_runtime::redact;

/// Collects the wire names of the secret fields of a schema and of the schemas that it refers to.
fn secrets(
    schema: &'static Schema,
    seen: &mut BTreeSet<&'static str>,
    names: &mut BTreeSet<&'static str>,
) {
    if !seen.insert(schema.name) {
        return;
    }
    for field in schema.fields {
        if field.facts.sensitive {
            names.insert(field.name);
        }
        if let Some(inner) = field.kind.schema() {
            secrets(inner, seen, names);
        }
    }
}

#[test]
fn secrets_of_the_specification_are_hidden_by_their_names() {
    let (mut seen, mut names) = (BTreeSet::new(), BTreeSet::new());
    for operation in SERVICE.operations() {
        let answers = operation.responses.iter().filter_map(|response| response.schema);
        for schema in operation.request.into_iter().chain(answers) {
            secrets(schema, &mut seen, &mut names);
        }
    }
    assert!(names.len() > 2, "{names:?}");
    for name in names {
        let body = serde_json::json!({ name: "hidden" });
        let shown = redact::json(&body, None).to_string();
        assert!(!shown.contains("hidden"), "{shown}");
    }
}
