//! Every field of every body, from a flag to the request and back.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};

use serde_json::{Map, Value, json};
use taurusdb_cli_runtime::{Program, Shell, Style, run};
use taurusdb_descriptors::types::{Location, Operation, Schema, Type};
use taurusdb_descriptors::{DOCS, SERVICE};

const PROGRAM: Program =
    Program { name: "taurusdb", version: "0", user_agent: "taurusdb/0", mock: None, guide: "" };

/// The fields of bodies in the specification.
const FIELDS: usize = 505;

#[test]
fn every_field_goes_from_a_flag_to_the_request_and_back() {
    let (url, received) = server();
    let mut count = 0;
    for operation in SERVICE.operations() {
        let Some(schema) = operation.request else { continue };
        let help = said(operation, &["--help".to_owned()]).1;
        let top = |name: &str| {
            let own = kebab(name);
            // A flag that is taken begins with `body-`; help says so.
            match help.contains(&format!("--body-{own} ")) {
                true => format!("body-{own}"),
                false => own,
            }
        };
        let body = Value::Object(sample(schema, &mut Vec::new(), &mut count));
        let mut flags = Vec::new();
        for (name, value) in body.as_object().expect("an object") {
            flatten(&top(name), value, &mut flags);
        }
        let mut forms = vec![("each value by its flag", flags.clone())];
        let fields = || body.as_object().expect("an object").iter();
        let short = fields().map(|(name, value)| (top(name), short(value, true)));
        forms.push(("the short form", short.collect()));
        let json = fields().map(|(name, value)| (top(name), plain(value)));
        forms.push(("JSON", json.collect()));
        let wire = fields().map(|(name, value)| (name.clone(), plain(value)));
        let is_free = |(name, _): &(String, String)| top(name) == kebab(name);
        forms.push(("names of the wire", wire.filter(is_free).collect()));
        for (form, given) in forms {
            let mut words: Vec<String> =
                given.iter().map(|(flag, value)| format!("--{flag}={value}")).collect();
            words.extend(["--endpoint".to_owned(), url.clone(), "--no-validate".to_owned()]);
            let (code, _, errors) = said(operation, &words);
            assert_eq!(code, 0, "{}, {form}: {words:?}\n{errors}", operation.id);
            let sent: Value = serde_json::from_str(&received.recv().expect("it was sent")).unwrap();
            if form == "names of the wire" {
                for (name, _) in &given {
                    assert_eq!(sent[name], body[name], "{}, {form}", operation.id);
                }
                continue;
            }
            assert_eq!(sent, body, "{}, {form}", operation.id);
            let mut back = Vec::new();
            for (name, value) in sent.as_object().expect("an object") {
                flatten(&top(name), value, &mut back);
            }
            assert_eq!(back, flags, "{}, {form}", operation.id);
        }
    }
    assert_eq!(count, FIELDS);
}

/// An object with a value in each field, two in each list, and those inside once.
fn sample(
    schema: &'static Schema,
    open: &mut Vec<*const Schema>,
    count: &mut usize,
) -> Map<String, Value> {
    let mut object = Map::new();
    open.push(schema);
    for field in schema.fields {
        *count += 1;
        if let Some(value) = value(&field.kind, open, count) {
            object.insert(field.name.to_owned(), value);
        }
    }
    open.pop();
    object
}

fn value(kind: &Type, open: &mut Vec<*const Schema>, count: &mut usize) -> Option<Value> {
    Some(match kind {
        // What shells, JSON and the short form take for something else.
        Type::String => json!("-a, 'b'=\"c\" {d} [e] \\ @f"),
        Type::Integer | Type::Long => json!(-9_007_199_254_740_993_i64),
        Type::Number => json!(0.25),
        Type::Boolean => json!(false),
        Type::Object => json!({ "free": { "x": 1, "y": "one", "z": [true, null] } }),
        Type::Array(inner) => {
            let first = value(inner, open, count)?;
            json!([first.clone(), first])
        }
        Type::Map(inner) => json!({ "a key": value(inner, open, count)? }),
        Type::Record(schema) if open.iter().any(|one| std::ptr::eq(*one, *schema)) => return None,
        Type::Record(schema) => Value::Object(sample(schema, open, count)),
    })
}

/// A flag for each value that has nothing inside.
fn flatten(flag: &str, value: &Value, flags: &mut Vec<(String, String)>) {
    match value {
        Value::Object(object) if !object.is_empty() => {
            for (name, value) in object {
                let name = if name == "a key" { name.clone() } else { kebab(name) };
                flatten(&format!("{flag}.{name}"), value, flags);
            }
        }
        Value::Array(items) if !items.is_empty() => {
            for (index, value) in items.iter().enumerate() {
                flatten(&format!("{flag}.{index}"), value, flags);
            }
        }
        other => flags.push((flag.to_owned(), plain(other))),
    }
}

/// A value in the short form of flags, all texts in quotation marks.
fn short(value: &Value, is_outer: bool) -> String {
    match value {
        Value::Object(object) => {
            let pairs: Vec<String> = object
                .iter()
                .map(|(key, value)| format!("{key}={}", short(value, false)))
                .collect();
            let pairs = pairs.join(",");
            if is_outer { pairs } else { format!("{{{pairs}}}") }
        }
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(|item| short(item, false)).collect();
            if is_outer { items.join(",") } else { format!("[{}]", items.join(",")) }
        }
        Value::String(text) if !is_outer => {
            format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"))
        }
        other => plain(other),
    }
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn kebab(name: &str) -> String {
    name.replace('_', "-")
}

/// Exit code, output and errors of a line.
fn said(operation: &Operation, words: &[String]) -> (u8, String, String) {
    let mut line = vec!["taurusdb".to_owned()];
    line.extend(operation.command.split(' ').map(str::to_owned));
    line.extend(words.iter().cloned());
    if words.len() > 1 {
        let mandatory = operation.parameters.iter().filter(|one| one.is_mandatory());
        for parameter in mandatory.filter(|parameter| !parameter.is_project()) {
            match (parameter.flag, parameter.location) {
                (Some(flag), _) => line.push(format!("--{flag}=1")),
                (None, Location::Path) => line.push("x".to_owned()),
                _ => {}
            }
        }
    }
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let mut shell = Shell {
        stdin: &mut std::io::empty(),
        stdout: &mut stdout,
        stderr: &mut stderr,
        trace: Arc::new(|_| {}),
        variable: Arc::new(|name| match name {
            "HUAWEICLOUD_SDK_AK" | "HUAWEICLOUD_SDK_SK" => Some("key".to_owned()),
            "HUAWEICLOUD_SDK_PROJECT_ID" => Some("p1".to_owned()),
            _ => None,
        }),
        ask: None,
        style: Style { width: Some(100), ..Style::default() },
    };
    let code = run(PROGRAM, &SERVICE, &DOCS, line, &mut shell);
    let text = |bytes| String::from_utf8(bytes).expect("text");
    (code, text(stdout), text(stderr))
}

/// A server that hands out the bodies that it is sent.
fn server() -> (String, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    let (sender, received) = channel();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut reader = BufReader::new(stream.try_clone().expect("a stream"));
            let mut length = 0;
            for line in reader.by_ref().lines().map_while(Result::ok) {
                if line.is_empty() {
                    break;
                }
                let line = line.to_ascii_lowercase();
                if let Some(value) = line.strip_prefix("content-length:") {
                    length = value.trim().parse().expect("a number");
                }
            }
            let mut body = vec![0; length];
            reader.read_exact(&mut body).expect("the body");
            let _ = sender.send(String::from_utf8(body).expect("text"));
            let answer = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\
                           content-length: 2\r\nconnection: close\r\n\r\n{}";
            let _ = stream.write_all(answer);
        }
    });
    (url, received)
}
