//! --dry-run: the request as a curl line, with variables for its secrets.

use crate::line;
use crate::server::Server;

#[test]
fn shows_the_request_and_sends_nothing() {
    let server = Server::answering("200 OK", "{}");
    let ended = line("instances create --dry-run --input -")
        .endpoint(&server.url)
        .variables(&[
            ("HW_ACCESS_KEY", "AKEXAMPLE"),
            ("HW_SECRET_KEY", "SKEXAMPLE"),
            ("HW_SECURITY_TOKEN", "TOKENEXAMPLE"),
            ("HW_PROJECT_ID", "p1"),
        ])
        .stdin(
            r#"{"name":"it's","mode":"Single","password":"Tr0ub4dor","volume":{"size":10},"tags":[]}"#,
        )
        .run();
    let note = "note: set PASSWORD in the shell that runs the line\n";
    assert_eq!((ended.code, ended.err.as_str()), (0, note));
    assert!(server.is_idle());

    let out = &ended.out;
    let start = format!("curl -X POST '{}/v3/p1/instances' -H ", server.url);
    assert!(out.starts_with(&start), "{out}");
    assert_eq!(out.lines().count(), 1);
    let header = " -H 'authorization: SDK-HMAC-SHA256 Access='\"$HW_ACCESS_KEY\"', SignedHeaders=";
    assert!(out.contains(header), "{out}");
    assert!(out.contains(" openssl dgst -sha256 -hmac \"$HW_SECRET_KEY\" "), "{out}");
    assert!(out.contains(" -H 'x-security-token: '\"$HW_SECURITY_TOKEN\""), "{out}");
    let body = r#" --data-raw '{"name":"it'\''s","mode":"Single","password":"'"$PASSWORD"'","volume":{"size":10},"tags":[]}'"#;
    assert!(out.trim_end().ends_with(body), "{out}");
    for secret in ["SKEXAMPLE", "TOKENEXAMPLE", "Tr0ub4dor"] {
        assert!(!out.contains(secret), "{out}");
    }
}

#[test]
fn works_without_credentials() {
    let ended =
        line("engines show e --dry-run --region north-1 --project-id p").variables(&[]).run();
    assert_eq!(ended.code, 0);
    assert!(
        ended.out.starts_with("curl -X GET 'https://demo.north-1.example.com/v3/p/engines/e' "),
        "{}",
        ended.out
    );
    assert!(!ended.out.contains("authorization"), "{}", ended.out);
    assert!(
        ended.err.starts_with("warning: the request is shown without authentication: "),
        "{}",
        ended.err
    );
}

#[test]
fn checks_as_a_call_does() {
    let ended = line("instances rename i1 --dry-run --input -").stdin("{}").run();
    assert_eq!((ended.code, ended.out.as_str()), (2, ""));
    assert!(ended.err.contains("--name, or name in standard input, is missing"), "{}", ended.err);
}
