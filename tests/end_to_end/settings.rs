//! What flags of every command say already need not be said again for a field of a body.

use serde_json::Value;
use taurusdb_descriptors::SERVICE;
use taurusdb_descriptors::types::{Location, Type};

use super::command_line::{SECRET, taurusdb, text};

/// The words of a call that reads its body from standard input and shows what it would send.
fn words(command: &str, paths: usize, more: &[&str]) -> Vec<String> {
    let mut words: Vec<String> = command.split(' ').map(str::to_owned).collect();
    words.extend(std::iter::repeat_n("1".to_owned(), paths));
    words.extend(more.iter().map(|word| (*word).to_owned()));
    words
}

#[test]
fn a_mandatory_region_of_a_body_is_that_of_the_call() {
    let mut count = 0;
    for operation in SERVICE.operations() {
        let Some(schema) = operation.request else { continue };
        let field = schema.field("region");
        if !field.is_some_and(|one| one.is_mandatory() && matches!(one.kind, Type::String)) {
            continue;
        }
        count += 1;
        let paths = operation.parameters_in(Location::Path).filter(|one| !one.is_project()).count();
        let skeleton =
            text(&taurusdb(&words(operation.command, paths, &["--skeleton"]), "").stdout);
        let mut body: Value = serde_json::from_str(&skeleton.replace("<<secret>>", SECRET))
            .unwrap_or_else(|error| panic!("{}: {error}", operation.id));
        body.as_object_mut().expect("an object").remove("region");
        let call = |more: &[&str]| {
            let more = [more, &["--input", "-", "--dry-run", "--endpoint", "http://h"]].concat();
            taurusdb(&words(operation.command, paths, &more), &body.to_string())
        };
        let filled = text(&call(&["--region", "cn-north-4"]).stdout);
        assert!(filled.contains(r#""region":"cn-north-4""#), "{}: {filled}", operation.id);
        let own = text(&call(&["--region", "cn-north-4", "--body-region", "eu"]).stdout);
        assert!(own.contains(r#""region":"eu""#), "{}: {own}", operation.id);
        let missing = call(&[]);
        assert_eq!(missing.status.code(), Some(2), "{}", operation.id);
        assert!(text(&missing.stderr).contains("--region says it too"), "{}", operation.id);
        let help = text(&taurusdb(&words(operation.command, 0, &["--help"]), "").stdout);
        let help = help.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(help.contains("[if left out, as --region says]"), "{}", operation.id);
    }
    assert!(count >= 2, "{count}");
}
