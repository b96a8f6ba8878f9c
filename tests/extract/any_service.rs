//! The reference of another service, without an overlay: names come from rules, and nothing that other
//! references do without is asked for.

use std::collections::BTreeMap;

use taurusdb_emit::openapi;
use taurusdb_extract::{Extraction, extract};
use taurusdb_spec::{Api, Fixes, Location, Names};

use super::fixtures::KETTLE;

fn read(text: &str) -> Extraction {
    extract(text.as_bytes(), &Names::default(), &Fixes::default()).expect("it is understood")
}

/// The id of each operation, by section and route.
fn ids(api: &Api) -> BTreeMap<String, String> {
    let key = |o: &taurusdb_spec::Operation| format!("{} {} {}", o.title, o.method, o.path);
    api.operations().map(|operation| (key(operation), operation.id.clone())).collect()
}

#[test]
fn rules_name_everything() {
    let api = KETTLE.api();
    let ids: Vec<&str> = api.operations().map(|operation| operation.id.as_str()).collect();
    assert_eq!(
        ids,
        [
            "kettle.list",
            "kettle.show",
            "kettle.open_lid",
            "kettle.set_timer",
            "kettle.lock",
            "kettle.lock_v1_1",
            "kettle.delete",
            // Discarded. The title has no verb that is known, and says what is done.
            "legacy.whistle_v1",
            "water.list",
            "water.update",
            // `Native APIs` says nothing about the things of the service, the path does.
            "moves.list_search",
        ]
    );
    assert_eq!(api.service.product, "Kettle Service");
    assert_eq!(api.validate(), []);
}

/// An operation that is inserted, wherever it stands, renames no other.
#[test]
fn names_stay_when_an_operation_is_inserted() {
    let text = KETTLE.text();
    let before = ids(&KETTLE.api());
    let headings =
        ["1.1.1 Listing Kettles\n", "1.1.4 Setting the Timer of a Kettle\n", "1.2 Water\n"];
    for (heading, uri) in headings.iter().flat_map(|heading| {
        let routes = [
            "PUT /v1/{project_id}/kettles/{kettle_id}/polish",
            "POST /v1/{p}/kettles",
            "GET /v1/{p}/lids",
        ];
        routes.map(|route| (*heading, route))
    }) {
        let title = "9.9.9 Polishing a Kettle";
        let section = format!(
            "{title}\n\nFunction\n\nMakes it shine.\n\nURI\n\n{uri}\n\nRequest\n\nNone\n\nResponse\n\nNone\n\n"
        );
        let entry = format!("{}.....\t", heading.trim_end());
        let inserted = text
            .replacen(&entry, &format!("{title}.....\t1\n{entry}"), 1)
            .replacen(&format!("\n{heading}"), &format!("\n{section}{heading}"), 1)
            .replace("9.9.9", "1.1.9");
        let after = ids(&read(&inserted).api);
        assert_eq!(after.len(), before.len() + 1, "{uri}");
        for (operation, id) in &before {
            assert_eq!(after.get(operation), Some(id), "{uri} before {heading}");
        }
    }
}

#[test]
fn operations_with_one_route_are_told_apart_by_a_field() {
    let api = KETTLE.api();
    let fields: Vec<(&str, &str)> = api
        .operations()
        .filter_map(|operation| {
            let field = operation.variant.as_ref()?.field.as_deref();
            Some((operation.id.as_str(), field.unwrap_or_default()))
        })
        .collect();
    assert_eq!(
        fields,
        [
            ("kettle.open_lid", "open_lid"),
            ("kettle.set_timer", "timer"),
            ("kettle.lock", "lock"),
            ("legacy.whistle_v1", "whistle"),
        ]
    );
}

/// What the URI names has a parameter, and no parameter has a name that the URI lacks.
#[test]
fn parameters_are_those_of_the_uri() {
    let api = KETTLE.api();
    let of = |id: &str, location: Location| -> Vec<&str> {
        let operation = api.operation(id).expect("it is there");
        operation.parameters_in(location).map(|parameter| parameter.name.as_str()).collect()
    };
    assert_eq!(of("kettle.list", Location::Query), ["limit", "colour"]);
    assert_eq!(of("kettle.show", Location::Path), ["project_id", "kettle_id"]);
    assert_eq!(of("water.list", Location::Path), ["project_id"]);
    assert_eq!(of("water.update", Location::Path), ["project_id"]);
    assert_eq!(of("kettle.lock_v1_1", Location::Path), ["project_id", "kettle_id"]);
}

/// OpenAPI has one operation for a method and path, and takes the names of path parameters for no
/// difference.
#[test]
fn the_export_has_each_route_once() {
    let export = openapi::generate(&KETTLE.api());
    let paths = export["paths"].as_object().expect("paths");
    let kettle = &paths["/v1/{project_id}/kettles/{kettle_id}"];
    assert!(kettle["get"].is_object() && kettle["delete"].is_object(), "{kettle}");
    assert!(!paths.contains_key("/v1/{project_id}/kettles/{id}"));
    let delete = kettle["delete"]["parameters"].as_array().expect("parameters");
    let names: Vec<_> = delete.iter().map(|parameter| &parameter["name"]).collect();
    assert_eq!(names, ["project_id", "kettle_id"]);

    let action = &paths["/v1/{project_id}/kettles/{kettle_id}/action"]["post"];
    let body = &action["requestBody"]["content"]["application/json"];
    assert_eq!(body["schema"]["oneOf"].as_array().map(Vec::len), Some(4), "{body}");
    let examples: Vec<&String> = body["examples"].as_object().expect("examples").keys().collect();
    assert_eq!(examples, ["kettle.open_lid-request-1", "kettle.set_timer-request-1"]);
    let variants = action["x-variants"].as_array().expect("variants");
    let ids: Vec<_> = variants.iter().map(|variant| &variant["operationId"]).collect();
    assert_eq!(ids, ["kettle.open_lid", "kettle.set_timer", "kettle.lock", "legacy.whistle_v1"]);
    let statuses: Vec<&String> = action["responses"].as_object().expect("answers").keys().collect();
    assert_eq!(statuses, ["202", "200"]);
}

/// Nothing of the whole service is asked for, and what sections do without is said.
#[test]
fn what_other_references_lack_is_absent() {
    let Extraction { api, counts, .. } = KETTLE.extraction();
    let service = &api.service;
    assert_eq!(service.endpoints.len() + service.error_codes.len() + service.metrics.len(), 0);
    let absent: Vec<&str> = counts.absent.iter().map(|(heading, _)| heading.as_str()).collect();
    assert_eq!(absent, ["Error Code", "Function", "Status Code"]);
    // An example that no repair makes JSON of is a finding, not a fault.
    assert_eq!(counts.unread_examples.len(), 1);
}

/// A word for a field comes from its name; the document's sentences stay in the document.
#[test]
fn no_sentence_of_the_document_is_taken_over() {
    let text = openapi::generate(&KETTLE.api()).to_string();
    for sentence in ["Where to take it from", "Keeps children away", "How many to tell"] {
        assert!(KETTLE.text().contains(sentence));
        assert!(!text.contains(sentence), "{sentence}");
    }
}
