//! Each kind of difference is found, and nothing else is.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use taurusdb_spec::{Api, Docs, Group, Operation, Resources, Schema, Service, Versions};

use super::{Comparison, compare};

/// One operation with parameters, a body, and an answer that nests and recurs.
fn ours() -> Value {
    let parameter = |place: &str, name: &str, kind: &str, mandatory: &str| json!({ "name": name, "in": place, "type": kind, "mandatory": mandatory });
    json!({
        "operation": {
            "id": "things.rename", "section": "4.1.1", "title": "T",
            "method": "PUT", "path": "/v3/{project_id}/things/{thing_id}",
            "stage": "stable",
            "parameters": [
                parameter("path", "project_id", "string", "yes"),
                parameter("path", "thing_id", "string", "yes"),
                parameter("header", "X-Auth-Token", "string", "yes"),
                parameter("query", "limit", "integer", "no"),
            ],
            "request": { "schema": "Rename" },
            "responses": { "200": { "schema": "Renamed" } },
        },
        "schemas": {
            "Rename": { "side": "request", "sources": [], "fields": [
                { "name": "name", "type": "string", "mandatory": "yes" },
                { "name": "size", "type": "long", "mandatory": "conditional" },
            ] },
            "Renamed": { "side": "response", "sources": [], "fields": [
                { "name": "nodes", "type": "array<Node>" },
                { "name": "labels", "type": "map<string>" },
                { "name": "detail", "type": "object" },
            ] },
            "Node": { "side": "response", "sources": [], "fields": [
                { "name": "weight", "type": "number" },
                { "name": "children", "type": "array<Node>" },
            ] },
        },
    })
}

/// The same in the SDK's words.
fn theirs() -> Value {
    let field = |name: &str, kind: &str, mandatory: bool| json!({ "name": name, "type": kind, "mandatory": mandatory });
    let parameter = |place: &str, name: &str, kind: &str, mandatory: bool| json!({ "in": place, "name": name, "type": kind, "mandatory": mandatory });
    json!({
        "operations": [{
            "method": "PUT", "path": "/v3/{project_id}/things/{thing_id}",
            "request_model": "RenameThingRequest", "response_model": "RenameThingResponse",
            "parameters": [
                parameter("path", "thing_id", "string", true),
                parameter("header", "X-Language", "string", false),
                parameter("query", "limit", "integer", false),
            ],
            "request": "RenameBody",
            "response": "RenameThingResponse",
        }],
        "models": {
            "RenameBody": [field("name", "string", true), field("size", "integer", false)],
            "RenameThingResponse": [
                field("nodes", "array<ThingNode>", true),
                field("labels", "map<string>", false),
                field("detail", "Nothing", false),
            ],
            "ThingNode": [
                field("weight", "number", false),
                field("children", "array<ThingNode>", false),
            ],
            "Nothing": [],
        },
    })
}

fn run(theirs: Value) -> Comparison {
    let ours = ours();
    let mut operation: Operation =
        serde_json::from_value(ours["operation"].clone()).expect("an operation");
    let mut schemas: BTreeMap<String, Schema> =
        serde_json::from_value(ours["schemas"].clone()).expect("schemas");
    // The files do not contain line numbers: parameters begin at line 3, fields follow.
    for (line, parameter) in (3..).zip(&mut operation.parameters) {
        parameter.line = line;
    }
    for (name, first) in [("Rename", 10), ("Renamed", 20), ("Node", 30)] {
        let fields = &mut schemas.get_mut(name).expect("a schema").fields;
        for (line, field) in (first..).zip(fields) {
            field.lines = vec![line];
        }
    }
    let group =
        Group { id: "things".to_owned(), summary: String::new(), operations: vec![operation] };
    let api = Api {
        service: Service::default(),
        groups: vec![group],
        schemas,
        docs: Docs::default(),
        resources: Resources::default(),
        lock: taurusdb_spec::Lock::default(),
        prose: taurusdb_spec::Prose::default(),
        versions: Versions::default(),
    };
    compare(&api, &serde_json::from_value(theirs).expect("the SDK"), "sdk==1.0")
}

/// The differences after one value of the SDK is changed.
#[track_caller]
fn with(pointer: &str, value: Value, expected: &[&str]) {
    let mut theirs = theirs();
    *theirs.pointer_mut(pointer).expect("a value at the pointer") = value;
    let found: Vec<String> =
        run(theirs).differences.iter().map(|(what, at)| format!("{what} [{at}]")).collect();
    assert_eq!(found, expected);
}

#[test]
fn what_says_the_same_agrees() {
    let found = run(theirs());
    assert!(found.differences.is_empty(), "{:?}", found.differences);
    assert_eq!((found.operations, found.fields, found.agreeing), (1, 9, 9));
}

#[test]
fn what_the_sdk_says_is_kept() {
    let mut theirs = theirs();
    theirs["models"]["RenameBody"][0]["mandatory"] = json!(false);
    theirs["models"]["RenameBody"][1]["name"] = json!("volume");
    let witness = run(theirs).witness;
    let said = |owner: &str, field: &str| witness.of(owner, field).to_string();
    assert_eq!(said("things.rename", "query.limit"), "integer, optional (agrees)");
    assert_eq!(said("Rename", "name"), "string, optional (differs)");
    assert_eq!(said("Rename", "size"), "without this field");
    assert_eq!(said("Renamed", "nodes"), "array<record> (agrees)");
    assert_eq!(said("things.delete", "query.limit"), "not in it");
}

#[test]
fn operations_are_matched_whatever_their_variables_are_called() {
    with(
        "/operations/0/path",
        json!("/v3/{project_id}/things/{id}"),
        &["path: RenameThingRequest: document /v3/{project_id}/things/{thing_id}, \
           SDK /v3/{project_id}/things/{id} [things.rename]"],
    );
    with(
        "/operations/0/method",
        json!("POST"),
        &[
            "operation-missing: PUT /v3/{project_id}/things/{thing_id} [things.rename]",
            "operation-extra: POST /v3/{project_id}/things/{thing_id} [only the SDK]",
        ],
    );
}

#[test]
fn parameters_are_compared_by_location() {
    with(
        "/operations/0/parameters/2/in",
        json!("header"),
        &[
            "field-missing: RenameThingRequest.limit [things.rename, line 6]",
            "field-extra: RenameThingRequest.limit [things.rename]",
        ],
    );
    with(
        "/operations/0/parameters/2/mandatory",
        json!(true),
        &["mandatory: RenameThingRequest.limit: document no, SDK yes [things.rename, line 6]"],
    );
}

#[test]
fn fields_are_compared_by_name() {
    with(
        "/models/RenameBody/0/name",
        json!("title"),
        &[
            "field-missing: RenameBody.name [Rename, line 10]",
            "field-extra: RenameBody.title [Rename]",
        ],
    );
}

#[test]
fn only_what_is_always_mandatory_is_mandatory_and_only_in_requests() {
    with(
        "/models/RenameBody/0/mandatory",
        json!(false),
        &["mandatory: RenameBody.name: document yes, SDK no [Rename, line 10]"],
    );
    with(
        "/models/RenameBody/1/mandatory",
        json!(true),
        &["mandatory: RenameBody.size: document conditional, SDK yes [Rename, line 11]"],
    );
    with("/models/RenameThingResponse/1/mandatory", json!(true), &[]);
}

#[test]
fn types_are_compared_through_lists_and_maps() {
    with(
        "/models/RenameThingResponse/1/type",
        json!("map<integer>"),
        &["type: RenameThingResponse.labels: document map<string>, SDK map<integer> \
           [Renamed, line 21]"],
    );
    with(
        "/models/RenameThingResponse/0/type",
        json!("ThingNode"),
        &["type: RenameThingResponse.nodes: document array<record>, SDK record \
           [Renamed, line 20]"],
    );
}

#[test]
fn nested_objects_are_compared_and_cycles_end() {
    with(
        "/models/ThingNode/0/type",
        json!("string"),
        &["type: ThingNode.weight: document number, SDK string [Node, line 30]"],
    );
}

#[test]
fn a_model_without_fields_is_any_object_and_one_with_fields_is_not() {
    with(
        "/models/Nothing",
        json!([{ "name": "x", "type": "string", "mandatory": false }]),
        &["type: RenameThingResponse.detail: document object, SDK record [Renamed, line 22]"],
    );
}

#[test]
fn bodies_are_compared_as_a_whole() {
    with(
        "/operations/0/response",
        json!("string"),
        &["type: RenameThingResponse.body: document record, SDK string [things.rename]"],
    );
    with(
        "/operations/0/request",
        Value::Null,
        &["field-missing: RenameThingRequest.body [things.rename]"],
    );
}
