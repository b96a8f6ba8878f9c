//! All methods from the document to the wire: a service with HEAD, PATCH, answers of headers alone, and
//! operations that list their own permissions and error codes.

use std::process::Command;

use serde_json::json;
use taurusdb_emit::openapi;
use taurusdb_tests::{fixture, nested, target};

use super::compile::write_workspace;
use super::fixtures::SAMOVAR;

#[test]
fn the_export_has_all_methods() {
    let export = openapi::generate(&SAMOVAR.api());
    let path = &export["paths"]["/v1/{project_id}/samovars/{samovar_id}"];
    let head = &path["head"];
    assert_eq!(head["x-iam-actions"], json!(["samovar:samovar:check", "samovar:room:get"]));
    assert_eq!(head["x-error-codes"], json!(["SAM.0404", "SAM.0409"]));
    let answer = &head["responses"]["200"];
    assert_eq!(answer["headers"]["X-Heat"]["schema"]["maximum"], json!(100), "{answer}");
    assert!(answer.get("content").is_none(), "{answer}");
    assert!(path["patch"]["requestBody"].is_object(), "{path}");
    assert!(path["delete"]["responses"]["204"]["headers"]["X-Drained"].is_object(), "{path}");
}

/// Generates the crates, builds them with a program that calls everything, and runs it.
#[test]
fn client_command_and_mock_agree_on_all_methods() {
    let workspace = target().join("generated-code/samovar");
    write_workspace(&workspace, "samovar", SAMOVAR, &["samovar-caller"]);
    for (name, place) in [("Cargo.toml", "Cargo.toml"), ("main.rs", "src/main.rs")] {
        let text = std::fs::read_to_string(fixture("samovar-caller").join(name)).expect("the file");
        nested::write(&workspace.join("samovar-caller").join(place), &text);
    }
    let output = nested::build(&workspace, &["--workspace", "--all-targets"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let caller =
        target().join("debug").join(format!("samovar-caller{}", std::env::consts::EXE_SUFFIX));
    let output = Command::new(caller).env_clear().output().expect("the program can be run");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
