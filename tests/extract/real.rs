//! What the stages make of the real document. Without the document, these tests say so and pass.

use std::collections::BTreeSet;
use std::path::Path;

use taurusdb_extract::{Extraction, extract};
use taurusdb_spec::{Api, Field, Fixes, Mandatory, Names, Provenance, Schema, Type};
use taurusdb_tests::{reference, root};

use super::determinism::assert_survives_the_disk;
use super::fixtures::copy;

fn extraction(document: &Path) -> Extraction {
    let bytes = std::fs::read(document).expect("the document can be read");
    let overlay = root().join("spec/overlay");
    let names = Names::load(&overlay.join("names")).expect("the names are sound");
    let fixes = Fixes::load(&overlay.join("fixes")).expect("the fixes are sound");
    extract(&bytes, &names, &fixes).expect("the document is understood")
}

#[test]
fn everything_is_found() {
    let Some(document) = reference() else { return };
    let lines = std::fs::read_to_string(&document).expect("the document is text").lines().count();
    let Extraction { api, counts, .. } = extraction(&document);

    assert_eq!((counts.operations, counts.deprecated), (228, 35));
    assert_eq!((counts.tables, counts.rows), (1_519, 4_367));
    assert_eq!(counts.accounts.lines.values().map(|n| *n as usize).sum::<usize>(), lines);
    assert_eq!(counts.examples, 366);
    let read = counts.examples - counts.unread_examples.len();
    assert!(read >= 362, "{read} examples read, not those of lines {:?}", counts.unread_examples);

    let service = &api.service;
    assert_eq!(service.endpoints.len(), 18);
    assert_eq!(service.status_codes.len(), 42);
    assert_eq!(service.error_codes.len(), 225);
    assert_eq!(service.actions.len(), 21);
    assert_eq!(service.metrics.len(), 51);
}

/// The catalogue beside the document lists section, method, path, end and successor of every
/// operation. A person made it from the document, without this program.
#[test]
fn every_route_of_the_catalogue_is_found() {
    let Some(document) = reference() else { return };
    let Ok(catalogue) = std::fs::read_to_string(document.with_file_name("catalogue.md")) else {
        eprintln!("not run: there is no catalogue.md beside the document");
        return;
    };
    let api = extraction(&document).api;
    let sections: std::collections::BTreeMap<&str, &str> =
        api.operations().map(|o| (o.id.as_str(), o.section.as_str())).collect();
    let found: BTreeSet<[String; 4]> = api
        .operations()
        .map(|operation| {
            let successor = operation.deprecated.as_ref().and_then(|end| end.successor.as_deref());
            [
                operation.section.clone(),
                operation.method.to_string(),
                operation.path.clone(),
                successor.map_or_else(String::new, |id| sections[id].to_owned()),
            ]
        })
        .collect();
    let listed: BTreeSet<[String; 4]> = catalogue.lines().filter_map(row).collect();
    assert_eq!(listed.len(), 228);
    let missing: Vec<_> = listed.difference(&found).collect();
    let unlisted: Vec<_> = found.difference(&listed).collect();
    assert!(missing.is_empty() && unlisted.is_empty(), "{missing:#?}\n{unlisted:#?}");
}

/// `| 4.3.7 | Title | PUT | `/v3/…` | March 31, 2025 | 4.8.3 |` → section, method, path, successor.
fn row(line: &str) -> Option<[String; 4]> {
    let cells: Vec<&str> = line.split('|').map(str::trim).collect();
    let [_, section, _, method, path, _, successor, _] = cells[..] else { return None };
    let path = path.strip_prefix('`')?.strip_suffix('`')?;
    // Several sections share each of these two titles; the first section is meant.
    let successor = successor.trim_start_matches("['").split('\'').next().unwrap_or_default();
    Some([section, method, path, successor].map(str::to_owned))
}

/// References that differ from the name of their table: operation, table and name of the field; and
/// the table of the same operation that describes its type.
const REFERENCES: [([&str; 3], &str); 24] = [
    // Broken by a space, and with other capitals.
    (["flavors.list", "202", "flavors"], "202 MysqlFlavorsInfo"),
    (["instances.show_version", "200", "datastore"], "200 InstanceDatabaseVersionInfo"),
    (["backups.set_policy", "request", "backup_policy"], "request MysqlBackupPolicy"),
    (["proxies.list", "200", "proxy_list"], "200 MysqlShowProxyResponseV3"),
    (["databases.create", "request", "databases"], "request CreateGaussMySqlDatabase"),
    // A plural, the number of the table, a typing error.
    (
        ["starrocks.replications.list_database_parameters", "200", "db_parameters"],
        "200 DbParameter",
    ),
    (["instances.set_recycle_policy", "request", "recycle_policy"], "request RecyclePolicy"),
    (["databases.set_comment", "request", "databases"], "request UpdateDatabaseComment"),
    (
        ["backups.set_cross_region_policy", "request", "backup_policy"],
        "request UpdateBackupOffsitePolicyInfo",
    ),
    // The name lacks an ending.
    (
        ["legacy.list_instances_v3", "200 MysqlInstanceListInfo", "datastore"],
        "200 MysqlDatastoreWithKernelVersion",
    ),
    (
        ["legacy.show_instance_v3", "200 MysqlInstanceInfoDetail", "datastore"],
        "200 MysqlDatastoreWithKernelVersion",
    ),
    // The type has the name of the field's own table, but means another table.
    (
        ["sql_filters.delete_rules", "request DeleteNodeSqlFilterRuleInfo", "rules"],
        "request DeleteNodeSqlFilterRule",
    ),
    // The description has the number.
    (["legacy.show_instance", "response instance", "nodes"], "response nodes"),
    (["legacy.show_instance", "response instance", "tags"], "response tags"),
    // A table with the name of the field, or nearly the same name.
    (["starrocks.show", "200 nodes", "param_group"], "200 ParamGroup"),
    (["legacy.list_instances", "response instances", "flavor_info"], "response flavor_ref"),
    (["legacy.show_instance", "response nodes", "volume"], "response volume"),
    (["legacy.show_tenant_quotas", "200", "quotas"], "200 project-quotas"),
    (["legacy.show_tenant_quotas", "200 project-quotas", "resources"], "200 resource"),
    (
        ["legacy.show_proxy", "response readonly_nodes", "available_zones"],
        "response available_zones",
    ),
    // `Table 3` does not exist: the only table that is left.
    (["legacy.list_error_logs", "response", "error_log_list"], "response error_log_list"),
    (["legacy.list_slow_logs", "response", "slow_log_list"], "response error_log_list"),
    // Two tables for one field.
    (["legacy.show_task", "response job", "entities"], "response entities"),
    // Ordinary references, for comparison.
    (["engine_versions.list", "200", "datastores"], "200 MysqlEngineVersionInfo"),
];

const TWO_TABLES: [&str; 3] = ["legacy.show_task", "response job", "entities"];

#[test]
fn odd_references_lead_to_the_right_tables() {
    let Some(document) = reference() else { return };
    let api = extraction(&document).api;
    for (field, table) in REFERENCES {
        let kind = &field_at(&api, field).kind;
        let name = kind.schema().unwrap_or_else(|| panic!("{field:?}: {kind} is no object"));
        assert!(is_made_of(&api.schemas[name], field[0], table), "{field:?} is a {name}");
    }
}

/// A second table describes the same object in other cases: the schema has the fields of both.
#[test]
fn two_tables_for_one_field_become_one_schema() {
    let Some(document) = reference() else { return };
    let api = extraction(&document).api;
    let [operation, ..] = TWO_TABLES;
    let kind = &field_at(&api, TWO_TABLES).kind;
    let sources = &api.schemas[kind.schema().expect("an object")].sources;
    let tables = sources.iter().filter(|source| source.operation == operation);
    assert_eq!(tables.count(), 2);
}

#[test]
fn objects_that_the_document_does_not_describe_stay_free() {
    let Some(document) = reference() else { return };
    let api = extraction(&document).api;
    for field in [
        ["instances.show_eip", "200", "profile"],
        ["proxies.list_flavors", "200 MysqlProxyComputeFlavor", "az_status"],
        ["tasks.show", "200 GetJobInfoDetail", "entities"],
        ["tasks.list_scheduled", "200 ScheduleTask", "target_config"],
    ] {
        assert_eq!(field_at(&api, field).kind, Type::Object, "{field:?}");
    }
    let addresses = ["legacy.show_instance", "response instance", "private_write_ips"];
    assert_eq!(field_at(&api, addresses).kind, Type::array(Type::String));
}

/// The field of an operation, a table of it, and a name.
#[track_caller]
fn field_at<'a>(api: &'a Api, [operation, table, name]: [&str; 3]) -> &'a Field {
    let mut schemas = api.schemas.values().filter(|schema| is_made_of(schema, operation, table));
    let found = schemas.find_map(|schema| schema.field(name));
    found.unwrap_or_else(|| panic!("{operation} has no field {name} in a table {table}"))
}

fn is_made_of(schema: &Schema, operation: &str, table: &str) -> bool {
    let mut sources = schema.sources.iter();
    sources.any(|source| source.operation == operation && source.role(schema.side) == table)
}

/// Passwords, tokens and links that need no sign-in are secrets; keys of tags and ids of encryption
/// keys are not.
#[test]
fn every_secret_is_known_and_nothing_else_is_one() {
    let Some(document) = reference() else { return };
    let api = extraction(&document).api;
    let parameters = api.operations().flat_map(|operation| &operation.parameters);
    let fields = api.schemas.values().flat_map(|schema| &schema.fields);
    let stated = parameters
        .map(|parameter| (&*parameter.name, &parameter.facts))
        .chain(fields.map(|field| (&*field.name, &field.facts)));
    let secrets: BTreeSet<&str> =
        stated.filter(|(_, facts)| facts.sensitive).map(|(name, _)| name).collect();
    let expected = ["X-Auth-Token", "db_root_pwd", "download_link", "file_link", "password"];
    assert_eq!(secrets, expected.into());
}

/// A field with a condition has the flag `conditional`, wherever the condition was found.
#[test]
fn what_is_required_under_a_condition_is_conditional() {
    let Some(document) = reference() else { return };
    let api = extraction(&document).api;
    let fields = api.schemas.values().flat_map(|schema| &schema.fields);
    for field in fields.filter(|field| field.mandatory != Some(Mandatory::Yes)) {
        let is_conditional = field.mandatory == Some(Mandatory::Conditional);
        let Field { name, lines, .. } = field;
        assert_eq!(is_conditional, !field.facts.required_when.is_empty(), "{name}, {lines:?}");
    }
}

#[test]
fn the_committed_specification_is_what_the_document_yields() {
    let Some(document) = reference() else { return };
    let folder = root().join("spec/api");
    let Extraction { api, ledger, .. } = extraction(&document);
    let files = api.files();
    for (name, text) in &files {
        let committed = std::fs::read_to_string(folder.join(name)).unwrap_or_default();
        assert!(committed == *text, "spec/api/{name} is stale; run `cargo xtask extract`");
    }
    let lines = std::fs::read_to_string(root().join("spec/provenance.json")).unwrap_or_default();
    let is_fresh = lines == Provenance::of(&api, &ledger).to_text();
    assert!(is_fresh, "spec/provenance.json is stale; run `cargo xtask extract`");
    let committed = std::fs::read_dir(&folder).expect("spec/api can be read").count();
    assert_eq!(committed, files.len(), "spec/api holds files that no document yields");
}

#[test]
fn loading_what_was_written_gives_the_same() {
    let Some(document) = reference() else { return };
    let api = extraction(&document).api;
    // A document does not give a resource model.
    let overlay = tempfile::tempdir().expect("a folder can be made");
    for part in ["names", "docs"] {
        copy(&root().join("spec/overlay").join(part), &overlay.path().join(part));
    }
    assert_survives_the_disk(&api, overlay.path());
}
