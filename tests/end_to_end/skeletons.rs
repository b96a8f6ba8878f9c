//! The skeleton of every operation can be read back, and calls the operation.

use serde_json::Value;
use taurusdb_descriptors::types::{Location, Operation};
use taurusdb_descriptors::{DOCS, SERVICE};
use taurusdb_mock::MockServer;

use super::command_line::{SECRET, taurusdb, text};

/// The words of a call with example values, but the body.
fn words(operation: &Operation) -> Vec<String> {
    let mut words: Vec<String> = operation.command.split(' ').map(str::to_owned).collect();
    let sample = |name| DOCS.sample(operation.id, name).unwrap_or("1").to_owned();
    let in_path = operation.parameters_in(Location::Path).filter(|p| !p.is_project());
    words.extend(in_path.map(|parameter| sample(parameter.name)));
    for parameter in operation.parameters.iter().filter(|parameter| parameter.is_mandatory()) {
        if let Some(flag) = parameter.flag {
            words.push(format!("--{flag}={}", sample(parameter.name)));
        }
    }
    words
}

#[tokio::test(flavor = "multi_thread")]
async fn every_operation_is_called_with_the_values_of_its_skeletons() {
    let mock = MockServer::builder().adopt_unknown_ids(true).start().await.expect("a port");
    let (mut called, mut wrong) = (0, Vec::new());
    for operation in SERVICE.operations() {
        let call = |input: &str, more: &[&str]| {
            // Nothing that an earlier call has begun stands in the way.
            mock.reset();
            let mut arguments = words(operation);
            arguments.extend(["--endpoint".to_owned(), mock.url()]);
            arguments.extend(more.iter().map(|word| (*word).to_owned()));
            taurusdb(&arguments, input)
        };
        if operation.request.is_none() {
            let output = call("", &[]);
            called += 1;
            if !output.status.success() {
                wrong.push(format!("{}: {}", operation.id, text(&output.stderr)));
            }
            continue;
        }
        for form in ["yaml", "json"] {
            let skeleton = text(&call("", &[&format!("--skeleton={form}")]).stdout);
            if form == "json" {
                let body: Value = serde_json::from_str(&skeleton).expect("strict JSON");
                assert!(body.is_object(), "{}", operation.id);
            }
            // Secrets are the caller's alone: the skeleton is refused until they are filled in.
            if skeleton.contains("<<secret>>") {
                let refused = call(&skeleton, &["--input", "-"]);
                assert_eq!(refused.status.code(), Some(2), "{}: {skeleton}", operation.id);
            }
            let output = call(&skeleton.replace("<<secret>>", SECRET), &["--input", "-"]);
            called += usize::from(form == "yaml");
            if !output.status.success() {
                wrong.push(format!("{} ({form}): {}", operation.id, text(&output.stderr)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(called, 228);
    mock.shutdown().await;
}
