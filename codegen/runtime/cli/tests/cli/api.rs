//! `api`: calls that no command describes.

use crate::line;
use crate::server::Server;

#[test]
fn calls_any_path_signed_and_prints_the_answer() {
    let server = Server::answering("200 OK", r#"{"a":1.10}"#);
    let words = "api get /v3/{project_id}/things?x=1&y=%20a --param x=2 --header X-Tag=t --compact";
    let ended = line(words).endpoint(&server.url).run();
    assert_eq!((ended.code, ended.out.as_str()), (0, "{\"a\":1.10}\n"), "{}", ended.err);
    let received = server.next();
    assert_eq!(received.line, "GET /v3/p1/things?x=1&x=2&y=%20a");
    assert_eq!(received.header("x-tag"), Some("t"));
    assert!(received.header("authorization").unwrap().contains("Access=AKEXAMPLE"));
}

#[test]
fn sends_bodies_as_they_are_written() {
    let server = Server::answering("200 OK", "{}");
    let ended = line(r#"api POST /v3/things --body {"n":1.10,"big":123456789012345678901}"#);
    assert_eq!(ended.endpoint(&server.url).run().code, 0);
    assert_eq!(server.next().body, r#"{"n":1.10,"big":123456789012345678901}"#);

    let ended = line("api PUT /v3/things --input -").stdin("n: 1.10\nversion: '8.0'\n");
    assert_eq!(ended.endpoint(&server.url).run().code, 0);
    assert_eq!(server.next().body, r#"{"n":1.10,"version":"8.0"}"#);
}

#[test]
fn says_what_is_wrong_before_anything_is_sent() {
    #[track_caller]
    fn told(words: &str, expected: &str) {
        let ended = line(words).endpoint("http://127.0.0.1:9").run();
        assert_eq!((ended.code, ended.out.as_str()), (2, ""), "{}", ended.err);
        assert!(ended.err.starts_with(&format!("error: {expected}")), "{}", ended.err);
    }
    told("api FETCH /v3/things", "<METHOD> is not a method of the API");
    told("api GET v3/things", "<PATH> must begin with /");
    told("api GET https://h/v3", "<PATH> is the path behind the address");
    told("api GET /v3/{instance_id}", "<PATH>: put a value in place of {instance_id}");
    told("api GET /v3 --param x", "--param must be NAME=VALUE, is 'x'");
    told("api POST /v3 --body {", "--body, line 1, column ");
}

#[test]
fn masks_the_secrets_of_operations_that_are_described() {
    let ended =
        line(r#"api POST /v3/{project_id}/instances --body {"password":"hidden"} --dry-run"#)
            .endpoint("http://127.0.0.1:9")
            .run();
    assert_eq!(ended.code, 0, "{}", ended.err);
    assert!(!ended.out.contains("hidden"), "{}", ended.out);
}
