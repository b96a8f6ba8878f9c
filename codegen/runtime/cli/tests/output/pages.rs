//! Lists of many pages.

use std::io::{self, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use serde_json::Value;

use crate::server::{Answer, Server, number};
use crate::{demo, demo_into};

/// A list of so many works, in pages as they are asked for.
pub(crate) fn page(line: &str, count: usize) -> Answer {
    let offset = number(line, "offset").unwrap_or(0);
    let limit = number(line, "limit").unwrap_or(100);
    let end = (offset + limit).min(count);
    let works: Vec<String> = (offset..end)
        .map(|n| {
            format!("{{\"id\":\"w{n:05}\",\"name\":\"n{n}\",\"status\":\"ACTIVE\",\"size\":1.10}}")
        })
        .collect();
    ("200 OK", format!("{{\"works\":[{}],\"total_count\":{count}}}", works.join(",")).into_bytes())
}

/// What was written so far, as others see it.
#[derive(Clone, Default)]
struct Seen(Arc<Mutex<Vec<u8>>>);

impl Write for Seen {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn ten_thousand_rows_are_printed_as_they_come() {
    for format in ["json", "yaml", "csv", "text", "table"] {
        let seen = Seen::default();
        let written = seen.0.clone();
        let server = Server::new(move |line| {
            let offset = number(line, "offset").unwrap_or(0);
            if let Some(last) = offset.checked_sub(1) {
                // All that was answered before is printed before more is asked for.
                let written = String::from_utf8(written.lock().unwrap().clone()).unwrap();
                assert!(
                    offset > 10_000 || written.contains(&format!("w{last:05}")),
                    "{format}: {offset}"
                );
            }
            page(line, 10_000)
        });
        let line = format!("works list --all --limit 1000 -o {format}");
        let (code, err) = demo_into(&line, &[], &server.url, &mut seen.clone());
        assert_eq!((code, err.as_str()), (0, ""), "{format}");
        let out = String::from_utf8(seen.0.lock().unwrap().clone()).unwrap();
        assert_eq!(out.matches("ACTIVE").count(), 10_000, "{format}");
        if format == "json" {
            let parsed: Value = serde_json::from_str(&out).unwrap();
            assert_eq!(parsed["works"].as_array().unwrap().len(), 10_000);
            assert_eq!(parsed["total_count"], 10_000);
        }
    }
}

#[test]
fn one_page_is_what_a_call_brings_without_flags() {
    let server = Server::new(|line| page(line, 250));
    let count = |line: &str| demo(line, &[], &server.url).out.matches("ACTIVE").count();
    assert_eq!(count("works list"), 100);
    assert_eq!(count("works list --limit 7"), 7);
    assert_eq!(count("works list --all --limit 7"), 250);
    assert_eq!(count("works list --max-items 120"), 120);
    assert_eq!(count("works list --max-items 1000"), 250);
    let ended = demo("works list --max-items 120 -o text", &[], &server.url);
    assert_eq!(ended.err, "note: the list goes on after these 120 items\n");
    assert_eq!(demo("works list --max-items 0", &[], &server.url).code, 2);
}

#[test]
fn an_error_in_the_middle_leaves_a_whole_document() {
    let server = Server::new(|line| match number(line, "offset").unwrap_or(0) {
        0..300 => page(line, 1000),
        _ => (
            "500 Internal Server Error",
            b"{\"error_code\":\"DBS.4\",\"error_msg\":\"boom\"}".to_vec(),
        ),
    });
    let ended = demo("works list --all --retries 0", &[], &server.url);
    assert_eq!(ended.code, 10);
    let parsed: Value = serde_json::from_str(&ended.out).unwrap();
    assert_eq!(parsed["works"].as_array().unwrap().len(), 300);
    assert!(
        ended.err.ends_with("The list is not whole: only its first 300 items are printed\n"),
        "{}",
        ended.err
    );
    let ended = demo("works list --all --retries 0 -o csv", &[], &server.url);
    assert_eq!((ended.code, ended.out.lines().count()), (10, 301));
}

#[test]
fn nobody_is_asked_for_what_nobody_reads() {
    struct Closed(usize);
    impl Write for Closed {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            match self.0.checked_sub(1) {
                Some(left) => {
                    self.0 = left;
                    Ok(bytes.len())
                }
                None => Err(io::ErrorKind::BrokenPipe.into()),
            }
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let asked = Arc::new(AtomicUsize::new(0));
    let counted = asked.clone();
    let server = Server::new(move |line| {
        counted.fetch_add(1, Ordering::SeqCst);
        page(line, 10_000)
    });
    let (code, err) = demo_into("works list --all -o text", &[], &server.url, &mut Closed(1));
    assert_eq!((code, err.as_str()), (0, ""));
    assert_eq!(asked.load(Ordering::SeqCst), 2);
}

#[test]
fn what_came_too_late_for_a_column_is_said() {
    let server = Server::new(|line| match number(line, "offset").unwrap_or(0) {
        0 => page(line, 100),
        100 => ("200 OK", b"{\"works\":[{\"id\":\"late\",\"extra\":1}]}".to_vec()),
        _ => ("200 OK", b"{\"works\":[]}".to_vec()),
    });
    let ended = demo("works list --all -o csv", &[], &server.url);
    // The count says that there is no more, and the page is as long as it may be: asked all the same.
    assert!(ended.out.contains("late"), "{}", ended.out);
    assert!(ended.err.starts_with("note: ") && ended.err.contains("extra"), "{}", ended.err);
}

/// Pages that come again end a list; who reads it learns that it may not be whole.
#[test]
fn a_list_that_ends_before_the_count_of_the_service_says_so() {
    let again = Server::new(|_| {
        let body = br#"{"works":[{"id":"w1"},{"id":"w2"}],"total_count":1000000000}"#;
        ("200 OK", body.to_vec())
    });
    for format in ["json", "text", "csv"] {
        let ended = demo(&format!("works list --all -o {format}"), &[], &again.url);
        assert_eq!(ended.code, 0, "{format}");
        assert_eq!(ended.out.matches("w1").count(), 1, "{format}: {}", ended.out);
        let note = "the service counts 1000000000 items, and its pages have 2";
        assert!(ended.err.contains(note), "{format}: {}", ended.err);
    }
    let quiet = [
        // What begins later, or ends earlier because it should, lacks nothing.
        "works list --all --offset 1 -o text",
        "works list --max-items 1 -o text",
    ];
    for line in quiet {
        let ended = demo(line, &[], &again.url);
        assert!(!ended.err.contains("the service counts"), "{line}: {}", ended.err);
    }
    // A count that is too low says nothing.
    let more = Server::new(|line| {
        let (status, body) = page(line, 250);
        let body =
            String::from_utf8(body).unwrap().replace("\"total_count\":250", "\"total_count\":0");
        (status, body.into_bytes())
    });
    let ended = demo("works list --all -o text", &[], &more.url);
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
    assert_eq!(ended.out.matches("ACTIVE").count(), 250);
}
