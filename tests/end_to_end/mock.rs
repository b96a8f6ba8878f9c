//! The mock of the real service, told to fail and looked into.

use std::io::{Read, Write};
use std::net::TcpStream;

use serde_json::{Value, json};
use taurusdb_descriptors::SERVICE;
use taurusdb_mock::{Fault, Gate, MockServer};

/// The JSON that an operation without inputs answers.
fn read(mock: &MockServer, path: &str) -> Value {
    let mut stream = TcpStream::connect(mock.address()).expect("the mock accepts");
    let path = path.replace("{project_id}", mock.project_id());
    let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).expect("the mock reads");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    let (_, body) = answer.split_once("\r\n\r\n").expect("a head");
    serde_json::from_str(body).unwrap_or_else(|error| panic!("{error}: {answer}"))
}

/// A list of records that a seed can fill with one more: its path, its resource, and the paging.
fn a_list() -> (&'static str, &'static str) {
    let operation = SERVICE.operation("parameter_templates.list").expect("it is described");
    (operation.path, operation.resource.expect("it lists records"))
}

#[tokio::test(flavor = "multi_thread")]
async fn counts_of_lists_are_wrong_on_request() {
    let mock = MockServer::builder().gate(Gate::open()).start().await.expect("a port");
    let operations: Vec<_> = SERVICE
        .operations()
        .filter(|operation| operation.paging.is_some_and(|paging| paging.total.is_some()))
        .collect();
    assert!(operations.len() > 20);
    let (path, _) = a_list();
    let whole = read(&mock, path);
    let count = |answer: &Value| answer["total_count"].as_i64();
    if let Some(right) = count(&whole) {
        for (totals, wrong) in [("zero", 0), ("less", right - 1), ("more", right + 7)] {
            mock.clear_faults();
            mock.add_fault(Fault::anywhere().with("totals", totals)).expect("it can be done");
            assert_eq!(count(&read(&mock, path)), Some(wrong), "{totals}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_kept_can_be_taken_out_and_put_back() {
    let mock = MockServer::builder().gate(Gate::open()).start().await.expect("a port");
    let (path, resource) = a_list();
    let before = read(&mock, path);
    let kept = mock.snapshot();
    assert!(!mock.records(resource).is_empty(), "{resource}");
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("seed.json");
    std::fs::write(&file, format!("{kept:#}")).expect("a file");

    let other = MockServer::builder().gate(Gate::open()).load(&file).start().await;
    let other = other.expect("what was taken out can be put back");
    assert_eq!(read(&other, path), before);
    assert_eq!(other.snapshot(), kept);

    let mut wrong = kept;
    wrong["records"][resource][0]["_state"] = json!("UNHEARD OF");
    std::fs::write(&file, format!("{wrong:#}")).expect("a file");
    let error = other.seed_from(&file).expect_err("there is no such state").to_string();
    assert!(error.starts_with(&format!("{}, line ", file.display())), "{error}");
    assert!(error.contains(&format!("records.{resource}[1]")), "{error}");
    assert_eq!(read(&other, path), before, "nothing has changed");
}
