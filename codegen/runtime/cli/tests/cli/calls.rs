//! Calls: what is sent for a line, and what is printed of the answer.

use std::io::ErrorKind;

use crate::server::{Server, nobody};
use crate::{Failing, KEYS, line};

#[test]
fn parameters_go_where_they_belong() {
    let server = Server::answering("200 OK", r#"{"instances":[]}"#);
    let ended = line(
        "instances list --datastore-type mysql --limit +5 --vpc-ids a,b --vpc-ids c --ssl TRUE \
         --load 0.5 --query-region north --x-request-tag audit --language zh-cn",
    )
    .endpoint(&server.url)
    .run();
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    let received = server.next();
    assert_eq!(
        received.line,
        "GET /v3/p1/instances?limit=5&datastore_type=mysql&vpc_ids=a&vpc_ids=b&vpc_ids=c&ssl=true\
         &load=0.5&region=north"
    );
    assert_eq!(received.header("x-request-tag"), Some("audit"));
    assert_eq!(received.header("x-language"), Some("zh-cn"));
    assert!(received.header("user-agent").unwrap().starts_with("taurusdb-cli/"));
    assert!(received.header("authorization").unwrap().contains("Access=AKEXAMPLE"));
    assert_eq!(received.body, "");
}

#[test]
fn global_flags_stand_anywhere() {
    let server = Server::answering("200 OK", "{}");
    let url = &server.url;
    let ended = line(&format!("--endpoint {url} engines --project-id p2 users list e/1")).run();
    assert_eq!(ended.code, 0);
    assert_eq!(server.next().line, "GET /v3/p2/engines/e%2F1/users");
}

#[test]
fn answers_are_one_document_in_the_order_of_the_service() {
    let server = Server::answering("200 OK", r#"{"b":[1],"a":{"n":null}}"#);
    let pretty = line("engines show e").endpoint(&server.url).run();
    assert_eq!(pretty.out, "{\n  \"b\": [\n    1\n  ],\n  \"a\": {\n    \"n\": null\n  }\n}\n");
    let compact = line("engines show e --compact").endpoint(&server.url).run();
    assert_eq!(compact.out, "{\"b\":[1],\"a\":{\"n\":null}}\n");
}

#[test]
fn an_empty_answer_prints_nothing() {
    let server = Server::answering("202 Accepted", "");
    let ended = line("instances delete i1").endpoint(&server.url).run();
    assert_eq!((ended.code, ended.out.as_str(), ended.err.as_str()), (0, "", ""));
    assert_eq!(server.next().line, "DELETE /v3/p1/instances/i1");
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let server = Server::answering("200 OK", "{}");
    let (code, err) =
        line("engines show e").endpoint(&server.url).run_into(&mut Failing(ErrorKind::BrokenPipe));
    assert_eq!((code, err.as_str()), (0, ""));
    assert_eq!(line("--help").run_into(&mut Failing(ErrorKind::BrokenPipe)), (0, String::new()));
    assert_eq!(
        line("operations").run_into(&mut Failing(ErrorKind::BrokenPipe)),
        (0, String::new())
    );
}

#[test]
fn an_answer_that_cannot_be_written_is_a_failure_of_its_own() {
    let server = Server::answering("200 OK", "{}");
    let full = || Failing(ErrorKind::StorageFull);
    let (code, err) = line("engines show e").endpoint(&server.url).run_into(&mut full());
    assert_eq!(
        (code, err.as_str()),
        (5, "error: cannot write to standard output: no storage space\n")
    );
    assert_eq!(line("operations").run_into(&mut full()).0, 5);
    assert_eq!(line("--help").run_into(&mut full()).0, 5);
}

#[test]
fn an_error_of_the_service_says_what_it_said() {
    let server = Server::answering(
        "409 Conflict",
        r#"{"error_code":"DBS.200019","error_msg":"Another operation is running."}"#,
    );
    let ended = line("instances delete i1").endpoint(&server.url).run();
    assert_eq!((ended.code, ended.out.as_str()), (8, ""));
    assert!(
        ended.err.starts_with(
            "error: instances.delete: 409 Conflict, DBS.200019: Another operation is running \
             (request id r-1)"
        ),
        "{}",
        ended.err
    );
}

#[test]
fn an_answer_that_is_no_json_is_an_error() {
    let server = Server::answering("200 OK", "<title>Log in</title>");
    let ended = line("engines show e").endpoint(&server.url).run();
    assert_eq!((ended.code, ended.out.as_str()), (1, ""));
    assert!(ended.err.starts_with("error: engines.show: 200 OK, but"), "{}", ended.err);
}

#[test]
fn nobody_there_and_nobody_answering_are_connection_errors() {
    let ended = line("engines show e").endpoint(&nobody()).run();
    assert_eq!(ended.code, 4);
    assert!(ended.err.starts_with("error: engines.show: cannot connect"), "{}", ended.err);
    let server = Server::silent();
    let ended = line("engines show e --timeout 0.1").endpoint(&server.url).run();
    assert_eq!(ended.code, 11);
    assert!(ended.err.starts_with("error: engines.show: timed out"), "{}", ended.err);
}

#[test]
fn a_deprecated_operation_warns_and_runs() {
    let server = Server::answering("200 OK", "{}");
    let ended = line("legacy list-instances-v3-1").endpoint(&server.url).run();
    assert_eq!((ended.code, ended.out.as_str()), (0, "{}\n"));
    assert_eq!(
        ended.err,
        "warning: `taurusdb legacy list-instances-v3-1` is deprecated: its last day is \
         2025-06-30; use `taurusdb instances list` instead\n"
    );
    let ended = line("legacy show-instance i1").endpoint(&server.url).run();
    assert_eq!(
        ended.err,
        "warning: `taurusdb legacy show-instance` is deprecated: its last day is 2025-06-30\n"
    );
}

#[test]
fn a_deprecated_flag_is_sent_with_a_warning() {
    let server = Server::answering("200 OK", "{}");
    let words = "instances list --datastore-type mysql --zone z";
    let ended = line(words).endpoint(&server.url).run();
    assert_eq!((ended.code, ended.err.as_str()), (0, "warning: --zone is deprecated\n"));
    assert!(server.next().line.contains("zone=z"));
}

#[test]
fn an_undocumented_value_is_sent_with_a_warning_if_the_line_says_so() {
    let server = Server::answering("200 OK", "{}");
    let words = "instances list --datastore-type htp";
    let mistake = "--datastore-type must be mysql or htap, is 'htp'; did you mean htap?";
    let ended = line(words).endpoint(&server.url).run();
    assert_eq!(ended.code, 2);
    assert!(ended.err.starts_with(&format!("error: {mistake}\n")), "{}", ended.err);
    assert!(server.is_idle());

    let ended = line(&format!("{words} --no-validate")).endpoint(&server.url).run();
    assert_eq!((ended.code, ended.err), (0, format!("warning: {mistake}; it is sent as it is\n")));
    assert_eq!(server.next().line, "GET /v3/p1/instances?datastore_type=htp");
}

#[test]
fn credentials_project_and_address_are_asked_for() {
    let offline: &[_] = &[("TAURUSDB_METADATA", "off")];
    let ended = line("engines show e --region north-1").variables(offline).run();
    assert_eq!(ended.code, 3);
    assert_eq!(
        ended.err,
        "error: no credentials were found\n  \
         environment: set HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK; other names do as well\n  \
         profile file: neither HOME nor USERPROFILE is set\n  \
         command-line configuration: neither HOME nor USERPROFILE is set\n  \
         instance metadata: switched off\n\
         What to do:\n  \
         `taurusdb configure` asks for keys and keeps them in a profile\n  \
         `taurusdb help credentials` lists the variables and files that are read\n"
    );
    let ended = line("engines show e --region north-1 -o json").variables(offline).run();
    let told: serde_json::Value = serde_json::from_str(&ended.err).unwrap();
    assert_eq!(told["message"], "no credentials were found");
    assert_eq!(told["tried"].as_array().map(Vec::len), Some(4));
    assert!(told["advice"].as_str().unwrap().contains("`taurusdb configure`"), "{told}");

    let ended = line("engines show e").variables(KEYS).run();
    assert_eq!(ended.code, 3);
    assert_eq!(
        ended.err,
        "error: where to call is not known\nWhat to do:\n  \
         --region, or the variable HW_REGION_NAME, names a region; --endpoint an address\n  \
         `taurusdb configure` keeps a region in a profile, beside the keys\n"
    );

    let ended = line("engines show e --endpoint http://h").variables(&KEYS[..2]).run();
    assert_eq!(ended.code, 3);
    assert!(ended.err.contains("pass --project-id, or --region"), "{}", ended.err);

    let ended = line("engines show e --region north-9").run();
    assert_eq!(ended.code, 3);
    assert!(ended.err.contains("north-1"), "{}", ended.err);
}

#[test]
fn the_project_of_the_region_is_found() {
    let server = Server::answering("200 OK", r#"{"projects":[{"id":"p9","name":"north-1"}]}"#);
    let words = format!("engines show e --region north-1 --iam-endpoint {}", server.url);
    let ended = line(&words).endpoint(&server.url).variables(&KEYS[..2]).run();
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    assert_eq!(server.next().line, "GET /v3/projects?name=north-1");
    assert_eq!(server.next().line, "GET /v3/p9/engines/e");
}

#[test]
fn a_proxy_that_cannot_be_used_stops_everything() {
    let server = Server::answering("200 OK", "{}");
    let variables: &[_] = &[
        ("HW_ACCESS_KEY", "AKEXAMPLE"),
        ("HW_SECRET_KEY", "SKEXAMPLE"),
        ("HW_PROJECT_ID", "p1"),
        ("http_proxy", "ht!tp://proxy"),
    ];
    let ended = line("engines show e").endpoint(&server.url).variables(variables).run();
    assert_eq!((ended.code, ended.out.as_str()), (3, ""));
    assert!(ended.err.contains("the variable http_proxy is"), "{}", ended.err);
    assert!(server.is_idle());
}

#[test]
fn debug_shows_what_passes_and_no_secret() {
    let answer = "{\"name\":\"\\u001b[31mred\",\"password\":\"Tr0ub4dor\"}";
    let server = Server::answering("200 OK", answer);
    let ended = line("engines show e --debug").endpoint(&server.url).run();
    assert_eq!(ended.code, 0);
    let err = &ended.err;
    let start = format!("* request 1, engines.show\n> GET {}/v3/p1/engines/e\n> ", server.url);
    assert!(err.starts_with(&start), "{err}");
    for expected in [
        "> authorization: ***\n",
        "\n< 200\n",
        "\n< {\"name\":\"\\u001b[31mred\",\"password\":\"***\"}\n",
    ] {
        assert!(err.contains(expected), "{err}");
    }
    assert!(!err.contains("SKEXAMPLE") && !err.contains('\u{1b}'), "{err}");
}

#[test]
fn a_call_is_tried_again_as_often_as_the_line_says() {
    let server = Server::answering("503 Service Unavailable", "{}");
    let ended = line("engines show e --retries 0 --debug").endpoint(&server.url).run();
    assert_eq!(ended.code, 10);
    assert!(!ended.err.contains("* request 2"), "{}", ended.err);
    let ended = line("engines show e --retries 1 --debug").endpoint(&server.url).run();
    assert!(
        ended.err.contains("* request 2") && !ended.err.contains("* request 3"),
        "{}",
        ended.err
    );
}
