//! What `--debug` shows of a call while it is made.

use std::fmt::Write;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use serde_json::{Map, Value};
use taurusdb_runtime::transport::{Passing, Watch};

use crate::shell::Trace;

/// Shows each request and what comes of it. Secrets are masked by the client, and nothing of the server reaches
/// the terminal as it came.
pub(crate) fn watch(trace: Trace) -> Watch {
    let count = AtomicU32::new(0);
    Watch::new(move |passing| match passing {
        Passing::Request(request) => {
            let number = count.fetch_add(1, Ordering::Relaxed) + 1;
            trace(&asked(number, request));
        }
        Passing::Outcome(outcome, time) => trace(&answered(outcome, time)),
        _ => {}
    })
}

fn asked(number: u32, request: &Map<String, Value>) -> String {
    let text = |name: &str| request.get(name).and_then(Value::as_str).unwrap_or_default();
    let mut lines = format!("* request {number}");
    if !text("operation").is_empty() {
        lines += &format!(", {}", text("operation"));
    }
    lines.push('\n');
    line(&mut lines, '>', &format!("{} {}", text("method"), text("address")));
    message(&mut lines, '>', request);
    lines
}

fn answered(outcome: &Value, time: Duration) -> String {
    let mut lines = String::new();
    let millis = time.as_millis();
    let Some(object) = outcome.as_object() else { return lines };
    match (object.get("status").and_then(Value::as_u64), object.get("message")) {
        (Some(status), _) => {
            let _ = writeln!(lines, "* answered in {millis} ms");
            line(&mut lines, '<', &status.to_string());
            message(&mut lines, '<', object);
        }
        (None, problem) => {
            let problem = problem.and_then(Value::as_str).unwrap_or_default();
            line(&mut lines, '*', &format!("no answer after {millis} ms: {problem}"));
        }
    }
    lines
}

/// Headers and body.
fn message(lines: &mut String, mark: char, object: &Map<String, Value>) {
    for (name, value) in object.get("headers").and_then(Value::as_object).into_iter().flatten() {
        line(lines, mark, &format!("{name}: {}", value.as_str().unwrap_or_default()));
    }
    let body = match (object.get("json"), object.get("text")) {
        (Some(json), _) => json.to_string(),
        (None, Some(Value::String(text))) => text.clone(),
        _ => return,
    };
    line(lines, mark, "");
    for one in body.lines() {
        line(lines, mark, one);
    }
}

/// A line, in which a control character is shown as the escape that JSON has for it.
fn line(lines: &mut String, mark: char, text: &str) {
    lines.push(mark);
    if !text.is_empty() {
        lines.push(' ');
    }
    for one in text.chars() {
        match one {
            '\t' => lines.push('\t'),
            one if one.is_control() => {
                let _ = write!(lines, "\\u{:04x}", u32::from(one));
            }
            one => lines.push(one),
        }
    }
    lines.push('\n');
}
