//! Request bodies: what is read from --input, what is refused before it is sent, and what --skeleton prints.

use std::fs;

use serde_json::{Value, json};

use crate::server::Server;
use crate::{Ended, line};

const CREATE: &str = "instances create --input -";

fn create(input: &str) -> Ended {
    // Nothing may be sent before the input is known to be right, so nobody need listen.
    line(CREATE).endpoint("http://127.0.0.1:9").stdin(input).run()
}

#[track_caller]
fn refused(input: &str, expected: &[&str]) {
    let ended = create(input);
    assert_eq!((ended.code, ended.out.as_str()), (2, ""), "{}", ended.err);
    let mut message = match expected {
        [only] => format!("error: {only}\n"),
        _ => "error: `taurusdb instances create` cannot be called like this:\n".to_owned(),
    };
    for line in expected.iter().filter(|_| expected.len() > 1) {
        message += &format!("  {line}\n");
    }
    let (said, hint) = ended.err.split_at(ended.err.rfind("  (API Reference").unwrap());
    assert_eq!(said, message);
    assert!(hint.contains("4.3.1; `taurusdb instances create --help` shows all flags"), "{hint}");
}

#[track_caller]
fn unreadable(input: &str, expected: &str) {
    let ended = create(input);
    assert_eq!((ended.code, ended.out.as_str()), (2, ""));
    let (said, hint) = ended.err.split_once('\n').unwrap();
    assert_eq!(said, format!("error: {expected}"));
    assert!(hint.starts_with("  (API Reference 4.3.1; "), "{hint}");
}

fn complete() -> Value {
    json!({ "name": "n", "mode": "Single", "password": "secret", "volume": { "size": 40 } })
}

fn complete_with(name: &str, value: Value) -> String {
    let mut input = complete();
    input[name] = value;
    input.to_string()
}

#[test]
fn comes_from_standard_input_or_a_file() {
    let server = Server::answering("200 OK", "{}");
    let input = complete().to_string();
    let ended = line(CREATE).endpoint(&server.url).stdin(&input).run();
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    let received = server.next();
    assert_eq!(received.line, "POST /v3/p1/instances");
    assert_eq!(received.header("content-type"), Some("application/json"));
    assert_eq!(received.body, input);

    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("users.json");
    // With the mark that some editors put first.
    fs::write(&file, "\u{feff}{\"users\": [{\"key\": \"a\"}]}\n").unwrap();
    let words = format!("engines users delete e1 --input {}", file.display());
    let ended = line(&words).endpoint(&server.url).run();
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    let received = server.next();
    assert_eq!(received.line, "DELETE /v3/p1/engines/e1/users");
    assert_eq!(received.body, r#"{"users":[{"key":"a"}]}"#);
}

#[test]
fn may_be_left_out_where_nothing_is_mandatory() {
    let server = Server::answering("200 OK", "{}");
    let ended = line("instances restart i1").endpoint(&server.url).run();
    assert_eq!(ended.code, 0);
    assert_eq!(server.next().body, "{}");
}

#[test]
fn is_asked_for_where_something_is_mandatory() {
    let ended = line("instances create").run();
    assert_eq!(ended.code, 2);
    assert!(ended.err.contains("\n  --mode is missing (Cluster or Single)\n"), "{}", ended.err);
}

#[test]
fn is_asked_for_too_where_a_value_looks_like_a_flag() {
    let ended = line("instances rename --endpoint http://127.0.0.1:9 -- --skeleton").run();
    assert_eq!((ended.code, ended.out.as_str()), (2, ""));
    assert_eq!(
        ended.err,
        "error: --name is missing (string)\n  \
         (API Reference 4.3.7; `taurusdb instances rename --help` shows all flags, --skeleton an input and \
         --no-validate sends what the description refuses)\n"
    );
}

#[test]
fn must_be_a_json_object() {
    unreadable(
        "{\"name\": \"n\",\n  \"mode\" \"Single\"}",
        "standard input, line 2, column 10: not JSON: expected `:`",
    );
    unreadable("{", "standard input, line 1, column 1: not JSON: the text ends within an object");
    unreadable("[1]", "standard input holds a list; an object is needed");
    unreadable(" \n", "standard input is empty; an object is needed, in JSON or YAML");
}

#[test]
fn must_be_a_file_that_can_be_read() {
    let ended = line("instances rename i1 --input no/such.json").run();
    assert_eq!(ended.code, 2);
    assert!(ended.err.starts_with("error: cannot read the input, no/such.json: "), "{}", ended.err);
}

#[test]
fn lacks_all_that_is_missing_at_once() {
    refused(
        r#"{"name": null, "volume": {}, "tags": [{"key": "a"}, {"value": "b"}]}"#,
        &[
            "standard input, line 1: name must be a string, is null",
            "--mode, or mode in standard input, is missing (Cluster or Single)",
            "--password, or password in standard input, is missing (string); give it as @FILE, @- for \
             standard input, or env:NAME",
            "--volume.size, or volume.size in standard input, is missing (10 to 4000 GB)",
            "--tags.1.key, or tags[1].key in standard input, is missing (string)",
        ],
    );
}

#[test]
fn unknown_names_get_the_nearest_known_ones() {
    refused(
        &complete_with("pasword", json!(1)),
        &["standard input, line 1: pasword is not known here: did you mean password?"],
    );
    refused(
        &complete_with("volume", json!({ "size": 1, "Type": "x", "zone": 1 })),
        &[
            "standard input, line 1: volume.size must be 10 or more, is 1 (10 to 4000 GB)",
            "standard input, line 1: volume.Type is not known here: did you mean type?",
            "standard input, line 1: volume.zone is not known here; the fields here are size, type",
        ],
    );
}

#[test]
fn objects_and_lists_must_be_such() {
    let mut input = complete();
    input["volume"] = json!("40");
    input["tags"] = json!({});
    input["settings"] = json!([]);
    input["extra"] = json!(true);
    refused(
        &input.to_string(),
        &[
            "standard input, line 1: volume must be an object, is a string",
            "standard input, line 1: tags must be a list, is an object",
            "standard input, line 1: settings must be an object, is a list",
            "standard input, line 1: extra must be an object, is true or false",
        ],
    );
}

#[test]
fn objects_and_lists_are_no_scalars() {
    refused(
        &complete_with("name", json!({ "a": 1 })),
        &["standard input, line 1: name must be a string, is an object"],
    );
    refused(
        &complete_with("ssl", json!([true])),
        &["standard input, line 1: ssl must be true or false, is a list"],
    );
}

#[test]
fn numbers_arrive_as_they_were_written() {
    let server = Server::answering("200 OK", r#"{"n":123456789012345678901234567890,"m":1.10}"#);
    let input = r#"{"name":"n","mode":"Single","password":"s","volume":{"size":10},"ratio":1.10,
        "extra":{"n":123456789012345678901234567890}}"#;
    let ended = line(CREATE).endpoint(&server.url).stdin(input).run();
    assert_eq!(ended.code, 0);
    assert_eq!(
        server.next().body,
        r#"{"name":"n","mode":"Single","password":"s","volume":{"size":10},"ratio":1.10,"extra":{"n":123456789012345678901234567890}}"#
    );
    assert_eq!(ended.out, "{\n  \"n\": 123456789012345678901234567890,\n  \"m\": 1.10\n}\n");
}

#[test]
fn a_key_stands_once() {
    unreadable(
        r#"{"name":"a","name":"b"}"#,
        "standard input, line 1, column 13: the key 'name' stands twice in one object; keep one",
    );
}

#[test]
fn a_deprecated_field_is_sent_with_a_warning() {
    let server = Server::answering("200 OK", "{}");
    let ended =
        line(CREATE).endpoint(&server.url).stdin(&complete_with("spec", json!("small"))).run();
    let warning = "warning: standard input, line 1: spec is deprecated: use volume instead\n";
    assert_eq!((ended.code, ended.err.as_str()), (0, warning));
    assert!(server.next().body.contains("spec"));
}

#[test]
fn odd_scalars_are_refused_unless_the_line_says_so() {
    let mut input = complete();
    input["mode"] = json!("single");
    input["settings"] = json!({ "a": 1, "b": "2" });
    let input = input.to_string();
    let mode = "standard input, line 1: mode must be Cluster or Single, is \"single\"";
    let setting = "standard input, line 1: settings.b must be a whole number, is a string";
    refused(&input, &[&format!("{mode}; did you mean Single?"), setting]);

    let server = Server::answering("200 OK", "{}");
    let words = format!("{CREATE} --no-validate");
    let ended = line(&words).endpoint(&server.url).stdin(&input).run();
    assert_eq!(ended.code, 0);
    assert_eq!(
        ended.err,
        format!(
            "warning: {mode}; did you mean Single?; it is sent as it is\n\
             warning: {setting}; it is sent as it is\n"
        )
    );
    assert_eq!(server.next().body, input);
}

#[test]
fn skeletons_are_inputs_with_the_mandatory_fields_first() {
    let ended = line("instances create --skeleton").variables(&[]).run();
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    insta::assert_snapshot!(ended.out);
}

#[test]
fn skeletons_explain_each_field_in_yaml() {
    let ended = line("instances create --skeleton yaml").variables(&[]).run();
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    insta::assert_snapshot!(ended.out);
}

#[test]
fn skeletons_need_no_arguments_and_their_secrets_have_to_be_filled_in() {
    let users = line("engines users delete --skeleton --compact").variables(&[]).run();
    assert_eq!(users.out, "{\"users\":[{\"key\":\"text\",\"value\":\"text\"}]}\n");

    for form in ["json", "yaml"] {
        let skeleton =
            line(&format!("instances create --skeleton={form}")).variables(&[]).run().out;
        let line = || line(CREATE).endpoint("http://127.0.0.1:9");
        let refused = line().stdin(&skeleton).run();
        assert_eq!(refused.code, 2);
        let said = "'password' is not filled in: replace '<<secret>>'";
        assert!(refused.err.contains(said), "{}", refused.err);

        let server = Server::answering("200 OK", "{}");
        let mut filled = skeleton.replace("<<secret>>", "a<b>");
        if form == "json" {
            // It cannot be sent: it must be in itself without end.
            let mut input: Value = serde_json::from_str(&filled).unwrap();
            input.as_object_mut().unwrap().remove("filter");
            filled = input.to_string();
        }
        let again = line().endpoint(&server.url).stdin(&filled).run();
        assert_eq!((again.code, again.err.as_str()), (0, ""), "{form}");
    }
}

#[test]
fn keys_have_to_be_filled_in() {
    refused(
        &complete_with("settings", json!({ "<<key>>": 1 })),
        &["standard input: the key '<<key>>' is not filled in: replace it"],
    );
}
