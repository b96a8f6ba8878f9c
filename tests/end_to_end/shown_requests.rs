//! The document's own requests: the client lets them pass, but for those that contradict the tables beside them.

use std::collections::BTreeMap;

use taurusdb_descriptors::types::check::{self, Request, Rules};
use taurusdb_descriptors::types::{Location, Parameter};
use taurusdb_descriptors::{EXAMPLES, SERVICE};

/// What an example breaks, and why the client goes on refusing it: one in a line, `operation field: reason`. The list
/// may only shrink.
const ACCEPTED: &str = "tests/fixtures/shown-requests.txt";

#[test]
fn the_requests_of_the_document_may_be_sent() {
    let file = taurusdb_tests::root().join(ACCEPTED);
    let text = std::fs::read_to_string(file).expect("the list is there");
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    let accepted: BTreeMap<&str, &str> =
        lines.map(|line| line.split_once(": ").expect("a place and a reason")).collect();

    let (mut shown, mut broken) = (0, BTreeMap::new());
    for operation in SERVICE.operations().filter(|operation| operation.request.is_some()) {
        let requests = EXAMPLES.of(operation.id).iter().filter(|example| example.status.is_none());
        for request in requests {
            shown += 1;
            let body: serde_json::Value = serde_json::from_str(request.body).expect("JSON");
            let (parameters, body) = (Vec::new(), Some((&body).into()));
            let request = Request { operation, parameters, body, has_data: false };
            let found = check::request(&request, Rules::SENDER);
            // An example of a body does not show the rest of the request.
            let is_outside = |parameter: &Parameter, path: &str| {
                parameter.location != Location::Path && parameter.name == path
            };
            let inside = found.violations.into_iter().filter(|violation| {
                let path = violation.path();
                !operation.parameters.iter().any(|parameter| is_outside(parameter, path))
            });
            for violation in inside {
                broken.insert(format!("{} {}", operation.id, violation.path()), violation);
            }
        }
    }
    assert!(shown > 100, "{shown}");
    let unknown: Vec<_> =
        broken.iter().filter(|(place, _)| !accepted.contains_key(place.as_str())).collect();
    assert!(unknown.is_empty(), "examples that would be refused: {unknown:#?}");
    let gone: Vec<_> = accepted.keys().filter(|place| !broken.contains_key(**place)).collect();
    assert!(gone.is_empty(), "{ACCEPTED} has entries that no longer apply: {gone:?}");
}
