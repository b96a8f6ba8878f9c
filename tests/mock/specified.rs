//! Specifications that the mock is given when it starts: its own, another issue, other services.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use taurusdb_descriptors::types::{Example, Facts, Operation, Service};
use taurusdb_descriptors::{EXAMPLES, SERVICE};
use taurusdb_emit::{Description, ValidCall, valid_calls};
use taurusdb_extract::read::Source;
use taurusdb_extract::{Extraction, extract, extract_readable};
use taurusdb_mock::runtime::{Behaviour, Clock, Served, behaviours};
use taurusdb_mock::{CONSOLE, described};
use taurusdb_spec::{Api, Fixes, Names, Provenance};
use taurusdb_tests::{fixture, reference, root};

use super::driver::Request;
use super::shape::misfits;
use super::wire::Wire;

#[test]
fn what_is_read_is_what_was_compiled() {
    let spec = root().join("spec");
    let read = Description::read(&spec, Some(&spec.join("overlay"))).expect("it is sound");
    let all = |service: &'static Service| {
        let operations = service.operations().map(|operation| format!("{operation:?}"));
        operations.chain([format!("{:?}", Service { groups: &[], ..copy(service) })])
    };
    for (read, compiled) in all(read.service).zip(all(&SERVICE)) {
        assert_eq!(read, compiled);
    }
    let groups = |service: &Service| -> Vec<(&str, &str, usize)> {
        service.groups.iter().map(|one| (one.id, one.command, one.operations.len())).collect()
    };
    assert_eq!(groups(read.service), groups(&SERVICE));
    assert_eq!(format!("{:?}", read.examples), format!("{EXAMPLES:?}"));
    assert_eq!(read.console, CONSOLE);
    assert_eq!(read.undescribed, [""; 0]);
}

/// A service with the same parts.
fn copy(service: &Service) -> Service {
    let Service {
        name,
        code,
        issue,
        date,
        endpoints,
        statuses,
        error_codes,
        parameter_error,
        metrics,
        groups,
        resources,
        renamed,
    } = *service;
    Service {
        name,
        code,
        issue,
        date,
        endpoints,
        statuses,
        error_codes,
        parameter_error,
        metrics,
        groups,
        resources,
        renamed,
    }
}

/// Writes a specification as `extract` does.
fn written(api: &Api, folder: &Path) {
    let files = api.files();
    fs::create_dir_all(folder.join("api")).expect("a folder");
    for (name, text) in files {
        fs::write(folder.join("api").join(name), text).expect("a file");
    }
}

/// An operation more, one less, a field more: what is kept goes on as before, and what nobody has
/// described yet is answered, and named.
#[test]
fn the_next_issue_is_served_with_the_model_of_this_one() {
    let spec = root().join("spec");
    let mut api = Api::load(&spec).expect("it is sound");
    let group = api.groups.iter_mut().find(|group| group.id == "instances").expect("a group");
    let mut pause = group.operations.iter().find(|one| one.id == "instances.rename").cloned();
    let pause_it = pause.as_mut().expect("an operation");
    "instances.pause".clone_into(&mut pause_it.id);
    pause_it.path = pause_it.path.replace("/name", "/pause");
    group.operations.extend(pause);
    let gone = |id: &str| id == "instances.restart";
    for group in &mut api.groups {
        group.operations.retain(|operation| !gone(&operation.id));
    }
    let used: Vec<String> = api
        .operations()
        .flat_map(|operation| operation.schemas().map(str::to_owned).collect::<Vec<_>>())
        .collect();
    let fields = |name: &String| api.schemas[name].fields.iter();
    let inside: Vec<String> = api
        .schemas
        .keys()
        .flat_map(fields)
        .filter_map(|field| field.kind.schema().map(str::to_owned))
        .collect();
    api.schemas.retain(|name, _| used.contains(name) || inside.contains(name));
    let folder = tempfile::tempdir().expect("a folder");
    written(&api, folder.path());

    let served = described(folder.path(), Some(&spec.join("overlay")));
    let served = served.unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(served.undescribed, ["instances.pause"]);
    let misfits = served.misfits.join("\n");
    assert!(misfits.contains("instances.toml:") && misfits.contains("REBOOTING"), "{misfits}");
    let mut wire = Wire::serving(&served, Clock::Instant);
    let calls = valid_calls(&api);
    let call = |id: &str| {
        let operation = served.service.operation(id).expect("it is served");
        let call = calls.iter().find(|call| call.operation == id).expect("it can be called");
        Request::of(operation, call)
    };
    let (status, made) = call("instances.create").send(&mut wire);
    assert_eq!(status, 201, "{made}");
    let (_, all) = call("instances.list").send(&mut wire);
    assert_eq!(all["instances"][0]["id"], made["instance"]["id"], "{all}");
    let path = format!("/v3/{{project_id}}/instances/{}", made["instance"]["id"].as_str().unwrap());
    let restart = json!({ "delay": false });
    assert_eq!(wire.ask("POST", &format!("{path}/restart"), Some(&restart)).0, 404);
    let paused = wire.ask("PUT", &format!("{path}/pause"), Some(&json!({ "name": "rested" })));
    assert_eq!(paused.0 / 100, 2, "{paused:?}");
    let refused = wire.ask("PUT", &format!("{path}/pause"), Some(&json!({ "name": 7 })));
    assert_eq!(refused.0, 400, "{refused:?}");
}

/// Calls each operation as its description has it, and one that breaks it; returns how many are canned.
fn serves(api: &Api, folder: &Path, name: &str) -> usize {
    written(api, folder);
    let served = described(folder, None).unwrap_or_else(|error| panic!("{name}: {error}"));
    let mut wire = Wire::serving(&served, Clock::Instant);
    let mut wrong = Vec::new();
    for call in valid_calls(api) {
        let operation = served.service.operation(&call.operation).expect("it is served");
        let request = Request::of(operation, &call);
        let (status, answer) = request.send(&mut wire);
        if operation.responses.iter().all(|one| one.status != status || !one.is_success()) {
            wrong.push(format!("{}: {status} {answer}", operation.id));
        }
        wrong.extend(misfits(operation, &answer));
        if let Some(broken) = broken(operation, &call) {
            let (status, answer) = wire.ask(operation.method.as_str(), &broken.0, Some(&broken.1));
            if status != 400 {
                wrong.push(format!("{}: {status} {answer} for {}", operation.id, broken.1));
            }
        }
    }
    assert!(wrong.is_empty(), "{name}:\n{}", wrong.join("\n"));
    let table = behaviours(served.service, served.examples);
    assert_eq!(table.len(), api.operations().count());
    table.iter().filter(|row| row.behaviour == Behaviour::Canned).count()
}

/// A body without one of the fields that it must have; nothing if there are none, or if another
/// operation has the same route and may be meant.
fn broken(operation: &'static Operation, call: &ValidCall) -> Option<(String, Value)> {
    let field = operation.request?.fields.iter().find(|field| field.is_mandatory())?;
    let mut body = call.body.clone()?;
    body.shift_remove(field.name)?;
    let path = Request::of(operation, call).path();
    Some((path, Value::Object(body)))
}

#[test]
fn other_services_are_served() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["kettle", "samovar", "teapot"] {
        let text = fs::read(fixture(&format!("{name}-reference.txt"))).expect("our own document");
        let found = extract(&text, &Names::default(), &Fixes::default());
        let Extraction { api, .. } = found.unwrap_or_else(|error| panic!("{name}: {error}"));
        serves(&api, &folder.path().join(name), name);
    }
}

/// References of other services, where they stand beside that of ours.
#[test]
fn references_of_other_forms_are_served() {
    let Some(own) = reference() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["html-ecs", "otc-taurusdb/2024-06-10", "otc-taurusdb/2025-07-11"] {
        let document = own.with_file_name(name);
        if !document.exists() {
            continue;
        }
        let source = Source::open(&document).expect("it is there");
        let found = extract_readable(&source, &Names::default(), &Fixes::default());
        let Extraction { api, .. } = found.unwrap_or_else(|error| panic!("{name}: {error}"));
        serves(&api, &folder.path().join(name), name);
    }
}

/// A change of a specification, and parts of what is told.
type Row<'r> = (&'r dyn Fn(&Path), &'r [&'r str]);

/// What is wrong with a specification is told with its file, its line and its field.
#[test]
fn what_is_wrong_is_told_with_its_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = fs::read(fixture("kettle-reference.txt")).expect("our own document");
    let found = extract(&text, &Names::default(), &Fixes::default()).expect("it is sound");
    let (api, ledger) = (found.api, found.ledger);
    let told = |change: &dyn Fn(&Path), overlay: Option<&Path>| {
        let spec = folder.path().join("spec");
        let _ = fs::remove_dir_all(&spec);
        written(&api, &spec);
        fs::write(spec.join("provenance.json"), Provenance::of(&api, &ledger).to_text())
            .expect("a file");
        change(&spec);
        let error = described(&spec, overlay).map(|_: Served| ()).expect_err("it is wrong");
        error.replace(&format!("{}{}", spec.display(), std::path::MAIN_SEPARATOR), "SPEC/")
    };
    let kettle = |spec: &Path| -> PathBuf { spec.join("api/kettle.json") };
    let edit = |path: &Path, from: &str, to: &str| {
        let text = fs::read_to_string(path).expect("a file");
        assert!(text.contains(from), "{from}");
        fs::write(path, text.replacen(from, to, 1)).expect("a file");
    };
    let rows: [Row<'_>; 6] = [
        (&|spec| fs::remove_dir_all(spec).expect("gone"), &["no specification", "--out"]),
        (
            &|spec| fs::remove_file(kettle(spec)).expect("gone"),
            &["SPEC/api/kettle.json", "extract"],
        ),
        (
            &|spec| edit(&kettle(spec), "\"method\": \"GET\"", "\"method\": 7"),
            &["SPEC/api/kettle.json:", "operations[0].method", "extract"],
        ),
        (
            &|spec| edit(&kettle(spec), "\"title\"", "\"tittle\""),
            &["SPEC/api/kettle.json:", "operations[0].tittle", "`title`"],
        ),
        (
            &|spec| fs::write(kettle(spec), "{\n\n").expect("a file"),
            &["SPEC/api/kettle.json:3", "EOF"],
        ),
        (
            &|spec| edit(&spec.join("provenance.json"), "\"kettle.list\"", "\"kettle.lost\""),
            &["SPEC/provenance.json", "kettle.lost"],
        ),
    ];
    for (change, parts) in rows {
        let error = told(change, None);
        for part in parts {
            assert!(error.contains(part), "expected {part} in: {error}");
        }
    }
    let none = told(&|_| {}, Some(Path::new("/nowhere")));
    assert!(none.starts_with("/nowhere: there is no such folder"), "{none}");
}

/// Facts and examples are compared above by what they print.
#[test]
fn what_is_compared_prints_all_of_itself() {
    let facts = format!("{:?}", Facts { unit: Some("GB"), ..Facts::NONE });
    assert!(facts.contains("unit: Some(\"GB\")"), "{facts}");
    let example = format!("{:?}", Example { status: Some(200), body: "{}" });
    assert!(example.contains("200"), "{example}");
}
