//! A `provenance.json` that does not fit the specification is refused: the message names each key, and
//! says what to do.

use std::fs;
use std::path::Path;

use taurusdb_spec::{Api, Ledger};
use tempfile::TempDir;

/// The committed specification with one edit in `provenance.json`, and without a resource model.
fn edited(from: &str, to: &str) -> TempDir {
    let spec = Path::new(env!("CARGO_MANIFEST_DIR"));
    let copy = tempfile::tempdir().expect("a temporary folder");
    for folder in ["api", "overlay/names", "overlay/docs"] {
        fs::create_dir_all(copy.path().join(folder)).expect("a folder can be made");
        for entry in fs::read_dir(spec.join(folder)).expect("the folder can be read") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().expect("a file has a name");
            fs::copy(&path, copy.path().join(folder).join(name)).expect("a copy");
        }
    }
    fs::copy(spec.join("ledger.json"), copy.path().join("ledger.json")).expect("a copy");
    let text =
        fs::read_to_string(spec.join("provenance.json")).expect("provenance.json can be read");
    assert!(text.contains(from), "provenance.json does not contain {from}");
    let text = text.replacen(from, to, 1);
    fs::write(copy.path().join("provenance.json"), text).expect("the file can be written");
    copy
}

/// The error after an edit of the file, without the name of the folder.
#[track_caller]
fn said(from: &str, to: &str) -> String {
    let spec = edited(from, to);
    let error = Api::load(spec.path()).expect_err("the files do not fit").to_string();
    error.replace(&format!("{}/", spec.path().display()), "")
}

fn does_not_fit(problems: &[&str]) -> String {
    let problems: String = problems.iter().map(|problem| format!("\n  {problem}")).collect();
    format!(
        "provenance.json: does not fit spec/api:{problems}\
         \n  both are written by `cargo xtask extract`; run it again"
    )
}

#[test]
fn lines_are_put_back() {
    let spec = Path::new(env!("CARGO_MANIFEST_DIR"));
    let api = Api::load(spec).expect("the specification");
    let fields = || api.schemas.values().flat_map(|schema| &schema.fields);
    assert!(fields().flat_map(|field| &field.lines).all(|line| *line > 0));
    for operation in api.operations() {
        for row in &operation.parameters {
            // A parameter that only the URI names stands in no table.
            assert!(row.line > 0 && (!row.table.is_empty() || row.line == operation.uri_line));
        }
    }
    let ledger = Ledger::load(spec).expect("the ledger");
    assert!(ledger.entries.iter().all(|entry| entry.line > 0));
}

#[test]
fn keys_that_do_not_fit_are_named() {
    assert_eq!(
        said("\"instances.rename\": {", "\"instances.renamed\": {"),
        does_not_fit(&[
            "operation instances.rename: has no entry",
            "operation instances.renamed: has an entry, but the specification does not have it",
        ])
    );
    assert_eq!(
        said("\"is_modify_node_name\": [", "\"is_modify_node\": ["),
        does_not_fit(&[
            "schema InstancesRenameRequest, field is_modify_node_name: has no entry",
            "schema InstancesRenameRequest, field is_modify_node: has an entry, but the \
             specification does not have it",
        ])
    );
    assert_eq!(
        said("\"instances.rename request\": [{", "\"instances.rename 200\": [{"),
        does_not_fit(&[
            "schema InstancesRenameRequest, table instances.rename request: has no entry",
            "schema InstancesRenameRequest, table instances.rename 200: has an entry, but the \
             specification does not have it",
        ])
    );
}

#[test]
fn another_issue_of_the_document_is_named() {
    let api = Api::load(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the specification");
    let (issue, date) = (&api.service.issue, &api.service.date);
    assert_eq!(
        said(&format!("\"date\": \"{date}\""), "\"date\": \"2000-01-01\""),
        does_not_fit(&[&format!(
            "issue: found issue {issue} of 2000-01-01, expected issue {issue} of {date}, that of the \
             specification"
        )])
    );
}

#[test]
fn a_finding_without_a_line_is_named() {
    let key = "\"enum-violation response.backups[].datastore.type (200 1)\"";
    let spec = edited(key, "\"enum-violation response.backups[].datastore (200 1)\"");
    let error = Ledger::load(spec.path()).expect_err("the files do not fit").to_string();
    assert!(
        error.contains(
            "\n  ledger backups.list enum-violation response.backups[].datastore.type (200 1): has \
             no entry"
        ),
        "{error}"
    );
}

#[test]
fn a_missing_file_says_how_it_is_written() {
    let spec = edited("{", "{");
    fs::remove_file(spec.path().join("provenance.json")).expect("the file can be removed");
    let error = Api::load(spec.path()).expect_err("the file is missing").to_string();
    assert!(error.contains("provenance.json: cannot be read: "), "{error}");
    assert!(error.contains("run `cargo xtask extract --document FILE`"), "{error}");
}
