//! Facts that were looked up in the document by hand must be in the export.

use serde_json::{Value, json};
use taurusdb_emit::openapi;
use taurusdb_spec::ValueDeprecation;

use super::{V30, V31, operation};

#[track_caller]
fn property<'a>(document: &'a Value, place: &str) -> &'a Value {
    let (schema, name) = place.split_once('.').expect("Schema.name");
    document["components"]["schemas"][schema]["properties"]
        .get(name)
        .unwrap_or_else(|| panic!("no property {place}"))
}

/// Checks some members of a property of 3.1.
#[track_caller]
fn has(place: &str, expected: Value) {
    let found = property(&V31, place);
    for (key, value) in super::members(&expected) {
        assert_eq!(found.get(key), Some(value), "{key} of {place}");
    }
}

#[test]
fn lengths_patterns_and_bounds() {
    has(
        "InstancesCreateRequest.name",
        json!({ "type": "string", "minLength": 4, "maxLength": 64, "pattern": "^[A-Za-z][A-Za-z0-9\\-_]*$" }),
    );
    has("MysqlChargeInfoInput.period_num", json!({ "minimum": 1, "maximum": 9 }));
    has("InstancesCreateRequest.tags", json!({ "type": "array", "maxItems": 10 }));
    // A text that holds a number: the keywords of numbers would say nothing.
    has(
        "MysqlVolume.size",
        json!({ "type": "string", "x-minimum": 10, "x-maximum": 128_000, "x-unit": "GB", "default": "10" }),
    );
}

#[test]
fn conditions_and_sources() {
    has(
        "MysqlChargeInfoInput.period_num",
        json!({ "x-required-if": [{ "field": "charge_mode", "equals": ["prePaid"] }] }),
    );
    has(
        "InstancesCreateRequest.security_group_id",
        json!({ "x-excluded-if": [{ "when": "network-acl-enabled" }] }),
    );
    has(
        "InstancesCreateRequest.flavor_ref",
        json!({ "x-value-from": { "operation": "flavors.list", "field": "spec_code" } }),
    );
}

/// No value of the committed document is deprecated, so two are made so.
#[test]
fn ends_of_values() {
    let mut api = super::API.clone();
    let end = |successor: Option<&str>| {
        Some(ValueDeprecation { successor: successor.map(str::to_owned) })
    };
    let schema = api.schemas.get_mut("InstancesCreateRequest").expect("the schema");
    for field in schema.fields.iter_mut().filter(|field| field.name == "name") {
        field.facts.deprecated = end(Some("title"));
    }
    let mut operations = api.groups.iter_mut().flat_map(|group| &mut group.operations);
    let list = operations.find(|operation| operation.id == "instances.list").expect("it is there");
    for parameter in list.parameters.iter_mut().filter(|parameter| parameter.name == "limit") {
        parameter.facts.deprecated = end(None);
    }
    let new = openapi::generate(&api);
    for document in [openapi::to_30(new.clone()), new] {
        let name = property(&document, "InstancesCreateRequest.name");
        assert_eq!((&name["deprecated"], &name["x-successor"]), (&json!(true), &json!("title")));
        let list = operation(&document, "instances.list");
        let parameters = list["parameters"].as_array().expect("a list");
        let limit = parameters.iter().find(|parameter| parameter["name"] == "limit");
        assert_eq!(limit.expect("the parameter")["deprecated"], json!(true));
        let others = parameters.iter().filter(|parameter| parameter["name"] != "limit");
        assert!(others.into_iter().all(|parameter| parameter.get("deprecated").is_none()));
    }
}

#[test]
fn secrets() {
    has(
        "InstancesCreateRequest.password",
        json!({ "format": "password", "writeOnly": true, "minLength": 8, "maxLength": 32, "x-classes-needed": 3 }),
    );
}

#[test]
fn values_bind_requests_only() {
    has("InstancesCreateRequest.lower_case_table_names", json!({ "enum": [0, 1], "default": 1 }));
    has("BackupsSetEncryptionRequest.type", json!({ "x-known-values": ["kms"] }));
    let response = property(&V31, "InstancesShowMonitoringPolicyResponse.period");
    assert_eq!(response["x-known-values"], json!([1, 5]));
    assert!(response.get("enum").is_none());
}

#[test]
fn the_declared_type_comes_first() {
    has("InstancesShowMonitoringPolicyResponse.period", json!({ "type": ["integer", "string"] }));
    has(
        "BackupsRestoreTablesRequest.last_table_info",
        json!({ "type": ["string", "boolean"], "enum": ["true", "false", true, false] }),
    );
    let old = property(&V30, "BackupsRestoreTablesRequest.last_table_info");
    let choices = json!([
        { "type": "string", "enum": ["true", "false"] },
        { "type": "boolean", "enum": [true, false] },
    ]);
    assert_eq!(old["anyOf"], choices);
    assert_eq!(old["x-wire-types"], json!(["boolean"]));
}

#[test]
fn one_object_may_stand_for_a_list() {
    let reference = json!({ "$ref": "#/components/schemas/MysqlProxyAvailable" });
    let choices = json!([{ "type": "array", "items": reference }, reference]);
    has("MysqlProxyNode.available_zones", json!({ "anyOf": choices }));
}

#[test]
fn null_is_a_type_or_a_flag() {
    has("Instances.frozen_time", json!({ "type": ["integer", "null"], "format": "int64" }));
    let old = property(&V30, "Instances.frozen_time");
    assert_eq!((&old["type"], &old["nullable"]), (&json!("integer"), &json!(true)));
    // Beside a reference the flag would have no effect.
    let reference = json!({ "$ref": "#/components/schemas/ParamGroup" });
    let values = &property(&V31, "Nodes.param_group")["additionalProperties"];
    assert_eq!(*values, json!({ "anyOf": [reference, { "type": "null" }] }));
    let only_null = json!({ "type": "object", "nullable": true, "enum": [null] });
    let values = &property(&V30, "Nodes.param_group")["additionalProperties"];
    assert_eq!(*values, json!({ "anyOf": [reference, only_null] }));
}

#[test]
fn maps_and_long_numbers() {
    has(
        "ParameterTemplatesUpdateRequest.parameter_values",
        json!({ "type": "object", "additionalProperties": { "type": "string" } }),
    );
    has("MysqlRestorePoint.restore_time", json!({ "type": "integer", "format": "int64" }));
    assert!(property(&V31, "InstancesCreateRequest.slave_count").get("format").is_none());
}

#[test]
fn operations_say_what_becomes_of_them() {
    let legacy = operation(&V31, "legacy.create_instance");
    assert_eq!(legacy["deprecated"], true);
    assert_eq!(legacy["x-sunset"], "2025-03-31");
    assert_eq!(legacy["x-successor"], "instances.create");
    assert_eq!(legacy["x-iam-actions"], json!(["gaussdb:instance:create"]));
    assert_eq!(legacy["x-task"]["job"], "job_id");
    let list = operation(&V31, "instances.list");
    assert_eq!(list["tags"], json!(["instances"]));
    assert_eq!(list["x-effect"], "read");
    assert_eq!(list["x-section"], "4.3.31");
    assert_eq!(list["x-paging"]["items"], "instances");
}

#[test]
fn deletions_keep_their_bodies() {
    for document in [&*V31, &*V30] {
        let schema = &operation(document, "database_users.delete")["requestBody"]["content"]["application/json"]
            ["schema"];
        assert_eq!(schema["$ref"], "#/components/schemas/DatabaseUsersDeleteRequest");
    }
}

#[test]
fn error_codes_come_with_advice() {
    let code = &V31["components"]["x-error-codes"]["DBS.200019"];
    assert!(code["status"].is_u64(), "{code}");
    assert!(code["name"].is_string() && code["retryable"].is_boolean(), "{code}");
    assert!(code["advice"].as_str().is_some_and(|advice| advice.ends_with('.')), "{code}");
}
