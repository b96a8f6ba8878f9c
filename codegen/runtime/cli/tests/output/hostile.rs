//! Answers of servers that mean harm, or that are broken: what is printed parses, and does not act on a terminal.

use taurusdb_descriptor_types::is_invisible;

use crate::demo;
use crate::server::Server;

/// Bodies of every kind of trouble.
fn bodies() -> Vec<Vec<u8>> {
    let list = |item: &[u8]| [b"{\"works\":[", item, b"],\"total_count\":1}"].concat();
    let mut bodies = vec![
        list(b"{\"id\":\"a\x01\x1b[31mb\n\tc\x7f\"}"),
        list(b"{\"i\x1b[2Jd\":\"x\",\"\\u202e\\u200bk\":{\"\\u0007\":1},\"a\\tb\":[\"\\u001b\"]}"),
        list(b"{\"id\":\"a\xff\xfe b\xc3\",\"k\xff\":1}"),
        list(b"{\"id\":\"a\",\"id\":\"b\",\"n\":{\"x\":1,\"\\u0078\":2}}"),
        list(b"{\"id\":\"a\",\"n\":NaN,\"m\":-Infinity}"),
        list(b"{\"id\":\"a\",},"),
        list(b"{\"id\":\"a\",\"n\":1e400,\"m\":-1E999,\"z\":123456789012345678901234567890,\"d\":1.10}"),
        list(b"{\"id\":\"\\ud800\",\"n\":\"\\udc00\\ud83d\\ude00\",\"\\ud800\":1}"),
        list("{\"id\":\"\u{9b}31m \u{85} \u{2028} \u{2066} \u{feff} \u{200d} \u{e0041} \u{ad}\"}".as_bytes()),
        list(b"{\"id\":\"a\\r\\nb\",\"na\\nme\":\"x\\u0000\"},1,null,[\"\\u001b\"],\"\\u009b\""),
        list(b"{\"status\":\"\\u001b]0;title\\u0007\",\"name\":\"\\u001b[2J\"}"),
        b"\xef\xbb\xbf{\"works\":[{\"id\":\"a\"}]}".to_vec(),
        "\u{feff}{\"works\":[{\"id\":\"北\"}]}".encode_utf16().flat_map(u16::to_le_bytes).collect(),
        b"{\"works\":[{\"id\":\"a\"".to_vec(),
        b"<html>\x1b[31m</html>".to_vec(),
        b"".to_vec(),
        b"null".to_vec(),
        b"42".to_vec(),
        b"\"x\\u001b[0m\"".to_vec(),
        b"[1,{\"a\":\"\\u001b\"}]".to_vec(),
        b"{\"works\":{\"id\":\"\\u001b\"}}".to_vec(),
        b"\x00\x1b[2J\xff".to_vec(),
        b"{\"error_code\":\"DBS.9\\u001b[2J\",\"error_msg\":\"\\u202eboom\\u001b[31m\\n\"}".to_vec(),
    ];
    bodies.push([b"{\"works\":".as_slice(), &[b'['; 400], &[b']'; 400], b"}"].concat());
    bodies
}

/// What a line may hold beside characters that can be seen.
fn is_safe(text: &str, allowed: &str) -> bool {
    !text.contains(|c: char| is_invisible(c) && !allowed.contains(c))
}

/// Whether a text is one JSON document, which a strict parser takes.
#[track_caller]
fn is_strict(text: &str, body: &[u8]) {
    let shown = String::from_utf8_lossy(body);
    let parsed: serde_json::Value = serde_json::from_str(text)
        .unwrap_or_else(|error| panic!("{shown:?} became {text}: {error}"));
    // What parses is the same again: nothing was repeated.
    let again = serde_json::to_string(&parsed).unwrap();
    let keys = |text: &str| text.matches("\":").count();
    let compact: String =
        text.lines().map(str::trim_start).collect::<Vec<_>>().concat().replace("\": ", "\":");
    assert_eq!(keys(&again), keys(&compact), "{text}");
}

#[test]
fn nothing_raw_comes_through_in_any_format() {
    for body in bodies() {
        for status in ["200 OK", "500 Internal Server Error"] {
            let answer = body.clone();
            let server = Server::new(move |_| (status, answer.clone()));
            let formats = match status {
                "200 OK" => &["json", "yaml", "table", "csv", "text"][..],
                _ => &["json", "table"],
            };
            for format in formats {
                let extents =
                    if ["json", "table"].contains(format) { &["", " --all"][..] } else { &[""] };
                for extent in extents {
                    let line = format!("works list --retries 0 -o {format}{extent}");
                    let ended = demo(&line, &[], &server.url);
                    let allowed = match *format {
                        "csv" => "\r\n",
                        "text" => "\t\n",
                        _ => "\n",
                    };
                    assert!(is_safe(&ended.out, allowed), "{line}: {:?}", ended.out);
                    assert!(is_safe(&ended.err, "\n"), "{line}: {:?}", ended.err);
                    if *format == "json" && !ended.out.is_empty() {
                        is_strict(&ended.out, &body);
                    }
                    if *format == "json" {
                        ended.err.lines().for_each(|line| is_strict(line, &body));
                    }
                    let has_failed = ended.code != 0;
                    let is_said = ended.err.contains("error: ") || ended.err.contains("exit_code");
                    assert_eq!(has_failed, is_said, "{line}: {}", ended.err);
                }
            }
        }
    }
}

#[test]
fn digits_and_the_order_of_keys_stay() {
    let server = Server::saying(
        r#"{"works":[{"z":1.10,"a":123456789012345678901234567890,"m":-0,"e":1E5}]}"#,
    );
    let expected =
        "{\"works\":[{\"z\":1.10,\"a\":123456789012345678901234567890,\"m\":-0,\"e\":1E5}]}\n";
    for line in
        ["works list --compact", "works list --compact --all", "works list --compact --query @"]
    {
        assert_eq!(demo(line, &[], &server.url).out, expected, "{line}");
    }
}

#[test]
fn what_was_mended_is_said() {
    for (body, said) in [
        (&b"{\"works\":[{\"id\":\"\xff\"}]}"[..], "not UTF-8"),
        (b"{\"works\":[{\"id\":1e400}]}", "out of range"),
        (b"{\"works\":[{\"id\":1,\"id\":2}]}", "once"),
    ] {
        let server = Server::saying(body);
        for line in ["works list", "works list --all"] {
            let ended = demo(line, &[], &server.url);
            assert_eq!(ended.code, 0, "{}", ended.err);
            assert!(
                ended.err.starts_with("warning: ") && ended.err.contains(said),
                "{}",
                ended.err
            );
        }
    }
}

/// What a call has brought is not lost with an expression that does not fit it.
#[test]
fn an_expression_that_does_not_fit_repeats_the_answer() {
    let server =
        Server::new(|_| ("200 OK", br#"{"works":[{"id":"w1"}],"total_count":1}"#.to_vec()));
    for line in ["works list", "works list --all"] {
        let ended = demo(line, &["--query", "sum(works[].id)"], &server.url);
        assert_eq!((ended.code, ended.out.as_str()), (5, ""), "{}", ended.err);
        assert!(ended.err.starts_with("error: --query does not fit the answer: "), "{}", ended.err);
        let answer =
            "The call was made. Its answer:\n{\"works\":[{\"id\":\"w1\"}],\"total_count\":1}\n";
        assert!(ended.err.ends_with(answer), "{}", ended.err);
    }
}
