//! The same input gives the same files, and what was written can be loaded again.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Map, Value};
use taurusdb_emit::{Files, generate, openapi};
use taurusdb_spec::{Api, Ledger, Names, Provenance, to_text};

use super::fixtures::{Fixture, OBSTACLES, TEAPOT, copy};

/// All files that are written for a specification, by path.
fn output(api: &Api) -> Files {
    let mut files: Files =
        api.files().into_iter().map(|(name, text)| (format!("spec/{name}"), text)).collect();
    files.insert("openapi.json".to_owned(), to_text(&openapi::generate(api)));
    files.extend(generate(api).expect("code can be generated"));
    files
}

/// Names the files that differ instead of printing megabytes of text.
#[track_caller]
fn assert_same(one: &Files, other: &Files) {
    let names = |files: &Files| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(one), names(other));
    let differ: Vec<&String> = one.keys().filter(|name| one[*name] != other[*name]).collect();
    assert!(differ.is_empty(), "these files differ: {differ:?}");
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    for fixture in [TEAPOT, OBSTACLES] {
        assert_same(&output(&fixture.api()), &output(&fixture.api()));
    }
}

/// People may write the names in any order: the result is the same.
#[test]
fn the_order_of_decided_names_does_not_matter() {
    for fixture in [TEAPOT, OBSTACLES] {
        let folder = tempfile::tempdir().expect("a folder can be made");
        copy(&fixture.names_folder(), folder.path());
        for file in ["operations.toml", "schemas.toml"] {
            let path = folder.path().join(file);
            let text = std::fs::read_to_string(&path).expect("the file is text");
            std::fs::write(&path, reversed(&text)).expect("the file can be written");
        }
        let names = Names::load(folder.path()).expect("the names are sound");
        let api = fixture.extraction_with(&names).api;
        assert_same(&output(&fixture.api()), &output(&api));
    }
}

/// A TOML file with its tables, and the lines of each table, in reverse order.
fn reversed(text: &str) -> String {
    let mut tables: Vec<Vec<&str>> = vec![Vec::new()];
    for line in text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        if line.starts_with('[') {
            tables.push(Vec::new());
        }
        tables.last_mut().expect("there is always one").push(line);
    }
    let head = tables.remove(0);
    let reversed_lines = |table: &Vec<&str>| -> Vec<String> {
        let (header, lines) = table.split_at(usize::from(table[0].starts_with('[')));
        header.iter().chain(lines.iter().rev()).map(|line| format!("{line}\n")).collect()
    };
    let ordered = [head].into_iter().chain(tables.into_iter().rev());
    ordered.filter(|table| !table.is_empty()).flat_map(|table| reversed_lines(&table)).collect()
}

/// Files with their schemas and members in another order are the same specification.
#[test]
fn the_order_of_members_in_the_files_does_not_matter() {
    for fixture in [TEAPOT, OBSTACLES] {
        let api = fixture.api();
        let shuffled = api.files().into_iter().map(|(name, text)| {
            let value: Value = serde_json::from_str(&text).expect("the file is JSON");
            (name, to_text(&backwards(value)))
        });
        let loaded = load(shuffled.collect(), &lines(&api), overlay(fixture).path());
        assert_same(&output(&api), &output(&loaded));
    }
}

/// Objects with their members in reverse order; the bodies of examples keep the order of the
/// document.
fn backwards(value: Value) -> Value {
    match value {
        Value::Array(items) => items.into_iter().map(backwards).collect(),
        Value::Object(members) => {
            let turned = members.into_iter().rev().map(|(key, member)| {
                let member = if key == "body" { member } else { backwards(member) };
                (key, member)
            });
            Value::Object(turned.collect::<Map<_, _>>())
        }
        scalar => scalar,
    }
}

#[test]
fn loading_what_was_written_gives_the_same() {
    for fixture in [TEAPOT, OBSTACLES] {
        assert_survives_the_disk(&fixture.api(), overlay(fixture).path());
    }
}

/// Writes the specification, loads it with the overlay, and compares the two.
#[track_caller]
pub(crate) fn assert_survives_the_disk(api: &Api, overlay: &Path) {
    let loaded = load(api.files(), &lines(api), overlay);
    assert_same(&api.files(), &loaded.files());
    // What the overlay adds is not the document's.
    let Api { service, groups, schemas, .. } = api.clone();
    let whole = Api { service, groups, schemas, ..loaded.clone() };
    // A plain assertion would print both.
    for (one, other) in whole.operations().zip(loaded.operations()) {
        assert_eq!(one, other);
    }
    for (name, schema) in &whole.schemas {
        assert_eq!(Some(schema), loaded.schemas.get(name), "{name}");
    }
    assert!(whole == loaded, "what is loaded differs from what was written");
    assert_same(&output(&whole), &output(&loaded));
}

/// A copy of the overlay of a fixture in a new folder.
fn overlay(fixture: Fixture) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder can be made");
    fixture.copy_overlay(folder.path());
    folder
}

/// The text of `provenance.json` for a specification.
fn lines(api: &Api) -> String {
    Provenance::of(api, &Ledger::default()).to_text()
}

fn load(files: BTreeMap<String, String>, lines: &str, overlay: &Path) -> Api {
    let spec = tempfile::tempdir().expect("a folder can be made");
    copy(overlay, &spec.path().join("overlay"));
    let folder = spec.path().join("api");
    std::fs::create_dir(&folder).expect("a folder can be made");
    for (name, text) in files {
        std::fs::write(folder.join(name), text).expect("the file can be written");
    }
    std::fs::write(spec.path().join("provenance.json"), lines).expect("the file can be written");
    Api::load(spec.path()).expect("what was written can be loaded")
}
