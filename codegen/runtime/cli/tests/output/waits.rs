//! Waits, after a call and by a command of their own.

use std::sync::atomic::{AtomicUsize, Ordering};

use crate::demo;
use crate::server::{Answer, Server};

/// A server that starts a task, whose states come one after the other; the last one stays.
fn task(states: &'static [&'static str]) -> Server {
    let looks = AtomicUsize::new(0);
    Server::new(move |line| -> Answer {
        if line.starts_with("POST") {
            return ("202 Accepted", b"{\"id\":\"w1\",\"job_id\":\"j 1\"}".to_vec());
        }
        let state = states[looks.fetch_add(1, Ordering::SeqCst).min(states.len() - 1)];
        let job = format!(
            "{{\"job\":{{\"id\":\"j 1\",\"status\":\"{state}\",\"process\":\"40%\",\"fail_reason\":\"no \\u001bstock\"}}}}"
        );
        ("200 OK", job.into_bytes())
    })
}

#[test]
fn the_answer_is_printed_and_the_wait_is_told() {
    let server = task(&["Running", "Running", "Completed"]);
    let ended = demo("works start --wait --wait-interval 0.01 --compact", &[], &server.url);
    assert_eq!(
        (ended.code, ended.out.as_str()),
        (0, "{\"id\":\"w1\",\"job_id\":\"j 1\"}\n"),
        "{}",
        ended.err
    );
    let lines: Vec<&str> = ended.err.lines().collect();
    assert_eq!(lines.len(), 2, "{}", ended.err);
    assert!(
        lines[0].starts_with("waiting: the task j 1 of works.start: Running, 40 % after "),
        "{}",
        lines[0]
    );
    assert!(lines[1].contains("Completed"), "{}", lines[1]);
    let quiet = demo("works start --wait --wait-interval 0.01 --quiet", &[], &server.url);
    assert_eq!((quiet.code, quiet.out.as_str(), quiet.err.as_str()), (0, "", ""));
}

#[test]
fn a_task_that_fails_ends_the_wait_with_its_reason() {
    let server = task(&["Running", "Failed", "Running"]);
    let ended = demo("works start --wait --wait-interval 0.01", &[], &server.url);
    assert_eq!(ended.code, 12);
    assert!(ended.out.contains("\"job_id\""));
    let last = ended.err.lines().last().unwrap();
    assert!(
        last.starts_with("error: ")
            && last.ends_with("Failed and will not become done by itself: no \\u{1b}stock"),
        "{last}"
    );
}

#[test]
fn a_wait_that_takes_too_long_says_how_to_go_on() {
    let server = task(&["Running"]);
    let ended = demo(
        "works start --wait --wait-interval 0.01 --wait-timeout 0.05 --language de",
        &[],
        &server.url,
    );
    assert_eq!(ended.code, 11);
    let command = format!("  demo tasks wait 'j 1' --endpoint {} --language de\n", server.url);
    // The flags stand in the order of the help.
    assert!(ended.err.ends_with(&command), "{}", ended.err);
}

#[test]
fn an_answer_without_a_task_is_no_success() {
    let server = Server::saying("{\"order_id\":\"o1\"}");
    let ended = demo("works start --wait", &[], &server.url);
    assert_eq!(ended.code, 1);
    assert!(ended.out.contains("o1") && ended.err.contains("the order o1"), "{}", ended.err);
    let server = Server::saying("{}");
    let ended = demo("works start --wait", &[], &server.url);
    assert_eq!(ended.code, 1);
    assert!(ended.err.contains("no id of a task"), "{}", ended.err);
}

#[test]
fn a_task_is_waited_for_by_its_id() {
    let server = task(&["Running", "Completed"]);
    let ended =
        demo("tasks wait --wait-interval 0.01 -o text --query status", &["j 1"], &server.url);
    assert_eq!((ended.code, ended.out.as_str()), (0, "Completed\n"), "{}", ended.err);
}

/// A server that shows a work, whose states come one after the other; then it is gone.
fn work(states: &'static [&'static str]) -> Server {
    let looks = AtomicUsize::new(0);
    Server::new(move |_| match states.get(looks.fetch_add(1, Ordering::SeqCst)) {
        Some(state) => (
            "200 OK",
            format!("{{\"work\":{{\"id\":\"w1\",\"status\":\"{state}\"}}}}").into_bytes(),
        ),
        None => ("404 Not Found", b"{\"error_code\":\"DBS.1\",\"error_msg\":\"gone\"}".to_vec()),
    })
}

#[test]
fn a_record_is_waited_for_until_it_is_what_is_wanted() {
    let wait = |states, goal: &str| {
        let line = format!("works wait w1 --wait-interval 0.01 -o text --query status{goal}");
        let ended = demo(&line, &[], &work(states).url);
        (ended.code, ended.out)
    };
    assert_eq!(wait(&["BUILD", "ACTIVE"], ""), (0, "ACTIVE\n".to_owned()));
    assert_eq!(wait(&["BUILD", "ACTIVE"], " --ready"), (0, "ACTIVE\n".to_owned()));
    assert_eq!(wait(&["BUILD", "ACTIVE", "BUILD"], " --state build"), (0, "BUILD\n".to_owned()));
    assert_eq!(wait(&["ACTIVE", "BUILD"], " --state BUILD"), (0, "BUILD\n".to_owned()));
    assert_eq!(wait(&["ACTIVE", "BUILD"], " --deleted"), (0, "BUILD\n".to_owned()));
    assert_eq!(wait(&["BUILD", "ERROR"], ""), (12, String::new()));
    assert_eq!(wait(&["BUILD"], ""), (7, String::new()));
    assert_eq!(wait(&["BUILD"], " --deleted --ready").0, 2);
    // One that was never there.
    assert_eq!(wait(&[], ""), (7, String::new()));
}

#[test]
fn a_state_that_nobody_knows_is_waited_for_with_a_warning() {
    let line = "works wait w1 --state NEW --wait-interval 0.01 --wait-timeout 0.05";
    let ended = demo(line, &[], &work(&["ACTIVE"; 9999]).url);
    assert_eq!(ended.code, 11);
    assert!(
        ended.err.starts_with("warning: --state 'NEW' is none of the documented states"),
        "{}",
        ended.err
    );
}

#[test]
fn a_wait_is_no_single_request_to_show() {
    let ended = demo("works wait w1 --dry-run", &[], "http://127.0.0.1:1");
    assert_eq!(ended.code, 2);
}
