//! Fields of the body by flags: what is sent for them, and what is said of those that are wrong.

use std::fs;

use crate::server::Server;
use crate::{Ended, line};

const CREATE: &str = "instances create --name n --mode Single --password s --volume.size 40";

/// What is sent for the words behind those that a call cannot do without.
#[track_caller]
fn sent(words: &str, expected: &str) {
    let server = Server::answering("200 OK", "{}");
    let ended = line(&format!("{CREATE} {words}")).endpoint(&server.url).run();
    assert_eq!(ended.code, 0, "{words}: {}", ended.err);
    let body = server.next().body;
    let start = r#"{"name":"n","mode":"Single","password":"s","volume":{"size":40"#;
    let rest = body.strip_prefix(start).unwrap_or_else(|| panic!("{body}"));
    assert_eq!(rest.strip_suffix('}'), Some(expected), "{words}");
}

fn run(words: &str) -> Ended {
    line(&format!("{CREATE} {words}")).endpoint("http://127.0.0.1:9").run()
}

/// What is said of the words behind those that a call cannot do without.
#[track_caller]
fn refused(words: &str, expected: &[&str]) {
    let ended = run(words);
    assert_eq!((ended.code, ended.out.as_str()), (2, ""), "{words}: {}", ended.err);
    let said = ended.err.split("\n  (API Reference").next().unwrap();
    let said: Vec<_> = said
        .lines()
        .filter(|line| !line.starts_with("warning: --password stands"))
        .map(|line| line.trim_start_matches("error: ").trim_start())
        .filter(|line| !line.ends_with("cannot be called like this:"))
        .collect();
    assert_eq!(said, expected, "{words}");
}

#[test]
fn nested_fields_lists_and_maps_have_flags() {
    sent("--volume.type ssd", r#","type":"ssd"}"#);
    sent("--tags.0.key a --tags.1.key b", r#"},"tags":[{"key":"a"},{"key":"b"}]"#);
    sent("--tags.1.key b --tags[0].key a", r#"},"tags":[{"key":"a"},{"key":"b"}]"#);
    sent("--settings.a.b 1 --settings.c -2", r#"},"settings":{"a.b":1,"c":-2}"#);
    sent("--filter.any.0.field f --no-validate", r#"},"filter":{"any":[{"field":"f"}]}"#);
    sent("--ssl --ratio 1.10", r#"},"ssl":true,"ratio":1.10"#);
    sent("--ssl FALSE", r#"},"ssl":false"#);
    sent("--extra.a 1 --extra.b.c x --extra.d [1]", r#"},"extra":{"a":1,"b":{"c":"x"},"d":[1]}"#);
}

#[test]
fn whole_objects_have_a_short_form_json_and_files() {
    let tags = r#"},"tags":[{"key":"a","value":"x,y"},{"key":"b"}]"#;
    sent("--tags key=a,value='x,y' --tags key=b", tags);
    sent("--tags {key=a,value=\"x,y\"},{key=b}", tags);
    sent(r#"--tags [{"key":"a","value":"x,y"},{"key":"b"}]"#, tags);
    sent(r#"--tags {"key":"a","value":"x,y"} --tags.1.key b"#, tags);
    sent("--settings a=1,b=2 --settings c=3", r#"},"settings":{"a":1,"b":2,"c":3}"#);
    sent("--tags []", r#"},"tags":[]"#);
    sent("--filter {}  --no-validate", r#"},"filter":{}"#);

    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("tags.yaml");
    fs::write(&file, "- key: a\n  value: x,y\n- {key: b}\n").unwrap();
    sent(&format!("--tags @{}", file.display()), tags);
}

#[test]
fn names_of_every_spelling_are_understood() {
    let server = Server::answering("200 OK", "{}");
    let words = "instances list --datastore_type mysql --VPC-IDS a";
    let ended = line(words).endpoint(&server.url).run();
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert_eq!(server.next().line, "GET /v3/p1/instances?datastore_type=mysql&vpc_ids=a");
}

#[test]
fn flags_change_what_the_input_says() {
    let input = r#"{"name":"old","mode":"Single","password":"s","volume":{"size":40,"type":"t"},
        "tags":[{"key":"a"},{"key":"b"}],"settings":{"x":1}}"#;
    let server = Server::answering("200 OK", "{}");
    let words =
        "instances create --input - --name new --volume.size 50 --tags.1.key c --settings y=2";
    let ended = line(words).endpoint(&server.url).stdin(input).run();
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    assert_eq!(
        server.next().body,
        r#"{"name":"new","mode":"Single","password":"s","volume":{"size":50,"type":"t"},"tags":[{"key":"a"},{"key":"c"}],"settings":{"y":2}}"#
    );
}

#[test]
fn inputs_are_yaml_too() {
    let server = Server::answering("200 OK", "{}");
    let input =
        "# comment\nname: 8.10\nmode: Single\npassword: s\nvolume: {size: 40}\nratio: 1.10\n";
    let ended = line("instances create --input -").endpoint(&server.url).stdin(input).run();
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    assert_eq!(
        server.next().body,
        r#"{"name":"8.10","mode":"Single","password":"s","volume":{"size":40},"ratio":1.10}"#
    );
}

#[test]
fn old_names_of_fields_are_understood() {
    let server = Server::answering("200 OK", "{}");
    let ended = line("instances rename i1 --title t").endpoint(&server.url).run();
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert!(ended.err.starts_with("warning: 'field title' is called 'name' now"), "{}", ended.err);
    assert_eq!(server.next().body, r#"{"name":"t"}"#);
}

#[test]
fn values_may_begin_with_a_hyphen() {
    sent("--comment=--x", r#"},"comment":"--x""#);
    sent("--comment -1", r#"},"comment":"-1""#);
    sent("--comment -x", r#"},"comment":"-x""#);
    sent("--comment ---BEGIN", r#"},"comment":"---BEGIN""#);
    refused(
        "--comment --ratio 1",
        &["--comment has no value; if --ratio is its value, write --comment=--ratio"],
    );
    let ended = line("instances rename i1 --name").run();
    assert!(ended.err.starts_with("error: --name has no value\n"), "{}", ended.err);
}

#[test]
fn all_that_is_wrong_is_said_at_once() {
    refused(
        "--coment x --ratio high --ssl maybe --tags.2.key c --tags.key d --settings.a x --volume.typ t \
         --settings b --tags key=a,vlue=b --volume.type a --volume.type b --mode.x 1",
        &[
            "there is no flag --coment: did you mean --comment or --compact?",
            "--tags is a list: say which element, as in --tags.0.key",
            "there is no flag --volume.typ: did you mean --volume.type?",
            "--mode is a string, with nothing inside",
            "--ratio must be a number, is 'high'",
            "--ssl must be true or false, is 'maybe'",
            "--settings.a must be a whole number, is 'x'",
            "--settings must be an object: its fields as name=value, JSON, or @FILE",
            "--tags has no field 'vlue': did you mean 'value'?",
            "--volume.type is given twice",
            "--tags.2.key is not the first element, which has the number 0",
        ],
    );
}

#[test]
fn what_the_description_refuses_is_refused_by_flag() {
    refused("--volume.size 5", &["--volume.size is given twice"]);
    let ended = line("instances create --name n --mode single --password s --volume.size 5")
        .endpoint("http://127.0.0.1:9")
        .run();
    assert!(
        ended.err.contains(
            "\n  --mode must be Cluster or Single, is \"single\"; did you mean Single?\n"
        )
    );
    assert!(ended.err.contains("\n  --volume.size must be 10 or more, is 5 (10 to 4000 GB)\n"));
    refused("--extra 5", &["--extra must be an object: its fields as name=value, JSON, or @FILE"]);
    refused("--tags [{\"key\":}]", &["--tags: line 1, column 9: not JSON: expected value"]);
}
