//! The export as a whole: every operation once, no reference into nothing.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{API, V30, V31, operations, schemas};

#[test]
fn every_operation_stands_there_once() {
    let expected: BTreeSet<(String, &str, &str)> = API
        .operations()
        .map(|operation| {
            let method = operation.method.as_str().to_ascii_lowercase();
            (method, operation.path.as_str(), operation.id.as_str())
        })
        .collect();
    let paths: BTreeSet<&str> = API.operations().map(|operation| &*operation.path).collect();
    for document in [&*V31, &*V30] {
        let found: Vec<(String, &str, &str)> = operations(document)
            .map(|(method, path, operation)| {
                (method.to_owned(), path, operation["operationId"].as_str().unwrap_or_default())
            })
            .collect();
        assert_eq!(found.len(), expected.len());
        assert_eq!(BTreeSet::from_iter(found), expected);
        assert_eq!(document["paths"].as_object().map(|all| all.len()), Some(paths.len()));
    }
}

#[test]
fn every_reference_leads_somewhere() {
    for document in [&*V31, &*V30] {
        let references: Vec<&str> = schemas(document)
            .into_iter()
            .filter_map(|schema| schema.get("$ref")?.as_str())
            .collect();
        assert!(references.len() > API.schemas.len() / 2, "{} references", references.len());
        for reference in references {
            let pointer = reference.strip_prefix('#').unwrap_or_default();
            assert!(document.pointer(pointer).is_some_and(Value::is_object), "{reference}");
        }
    }
}

#[test]
fn nothing_newer_stands_in_3_0() {
    assert_eq!(V30["openapi"], "3.0.3");
    let info = V30["info"].as_object().expect("an object");
    assert!(!info.contains_key("summary"));
    assert!(V30["info"]["license"].get("identifier").is_none());
    for schema in schemas(&V30) {
        if schema.contains_key("$ref") {
            assert_eq!(schema.len(), 1, "{schema:?}");
        }
        if schema.contains_key("nullable") {
            assert!(schema.contains_key("type"), "{schema:?}");
        }
        for (keyword, value) in schema {
            match keyword.as_str() {
                "type" => assert!(value.is_string() && value != "null", "{schema:?}"),
                "const"
                | "examples"
                | "prefixItems"
                | "patternProperties"
                | "propertyNames"
                | "contains"
                | "if"
                | "unevaluatedProperties"
                | "dependentRequired"
                | "$defs"
                | "contentEncoding" => panic!("{schema:?}"),
                _ => {}
            }
        }
    }
}

/// Generators name a property that has several forms by schema and property, unless it has a title.
#[test]
fn forms_have_names_of_their_own() {
    let mut titles = BTreeSet::new();
    for (name, schema) in super::members(&V30["components"]["schemas"]) {
        for (property, schema) in super::members(&schema["properties"]) {
            if schema.get("anyOf").is_some() {
                let title = schema["title"].as_str().unwrap_or_default();
                assert!(titles.insert(title), "{name}.{property}: {title:?}");
            }
        }
    }
    assert!(!titles.is_empty());
}

#[test]
fn both_versions_have_the_same_schemas_and_properties() {
    let names = |document: &Value| -> BTreeSet<String> {
        let all = super::members(&document["components"]["schemas"]);
        all.flat_map(|(schema, value)| {
            super::members(&value["properties"]).map(move |(name, _)| format!("{schema}.{name}"))
        })
        .collect()
    };
    assert_eq!(names(&V31), names(&V30));
    let fields: usize = API.schemas.values().map(|schema| schema.fields.len()).sum();
    assert_eq!(names(&V31).len(), fields);
}
