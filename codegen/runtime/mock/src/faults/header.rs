//! Faults that a request asks for itself.

use hyper::header::HeaderName;
use serde_json::{Map, Value};

use super::fault::Fault;
use crate::tree::{Misread, Node};

/// The request header that asks for a fault of this one request.
pub(crate) const HEADER: &str = "x-mock-fault";

/// The same, as requests are searched for it.
pub(super) const NAME: HeaderName = HeaderName::from_static(HEADER);

/// Reads the header: an object of JSON, or `status=503; latency=200ms`. A name without a value is
/// switched on: `stale`. Dots lead into tables: `fields.missing=0.2`.
pub(super) fn read(text: &str) -> Result<Fault, Misread> {
    const SOURCE: &str = "header X-Mock-Fault";
    let node = match text.trim_start().starts_with('{') {
        true => Node::json(SOURCE, text.as_bytes())?,
        false => {
            let mut all = Map::new();
            for pair in text.split(';').map(str::trim).filter(|pair| !pair.is_empty()) {
                let (name, value) = pair.split_once('=').unwrap_or((pair, "true"));
                let value = value.trim();
                let value = serde_json::from_str(value).unwrap_or_else(|_| value.into());
                let name = name.trim();
                if !set(&mut all, name, value) {
                    let place = Fault::stated(Node::from(Value::Null), SOURCE, name);
                    return Err(place.place().wrong("it is stated more than once"));
                }
            }
            Value::Object(all).into()
        }
    };
    Fault::stated(node, SOURCE, "").checked()
}

/// Sets a value, if nothing is there yet.
fn set(table: &mut Map<String, Value>, name: &str, value: Value) -> bool {
    let Some((outer, inner)) = name.split_once('.') else {
        return table.insert(name.to_owned(), value).is_none();
    };
    match table.entry(outer).or_insert_with(|| Map::new().into()) {
        Value::Object(inside) => set(inside, inner, value),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::read;

    #[test]
    fn a_header_says_what_a_rule_says() {
        for (text, expected) in [
            ("status=503", json!({ "status": 503 })),
            (" latency = 200ms ; reset=body; ", json!({ "latency": "200ms", "reset": "body" })),
            ("stale", json!({ "stale": true })),
            (
                "fields.missing=0.2; fields.extra=1",
                json!({ "fields": { "missing": 0.2, "extra": 1 } }),
            ),
            ("latency.uniform=[1, 2]", json!({ "latency": { "uniform": [1, 2] } })),
            (r#"{"code": "X.1"}"#, json!({ "code": "X.1" })),
        ] {
            assert_eq!(read(text).map(|fault| fault.to_json()), Ok(expected), "{text}");
        }
    }

    #[test]
    fn a_header_that_says_nothing_is_explained() {
        for (text, expected) in [
            (
                "",
                "header X-Mock-Fault: the rule does nothing: give it a latency, a status, a reset or another effect",
            ),
            (
                "statsu=503",
                "header X-Mock-Fault, statsu: there is no such name; did you mean 'status'?",
            ),
            (
                "status=abc",
                "header X-Mock-Fault, status: expected a whole number from 0 on, found 'abc'",
            ),
            ("status=503;status=500", "header X-Mock-Fault, status: it is stated more than once"),
            (
                "latency=1;latency.uniform=[1,2]",
                "header X-Mock-Fault, latency.uniform: it is stated more than once",
            ),
            (
                r#"{"status":503,"status":500}"#,
                "header X-Mock-Fault, line 1: expected each name once, found \"status\" twice at line 1 column 27",
            ),
            (
                "headers.content-length=5",
                "header X-Mock-Fault, headers.content-length: it says how long the body is; use 'truncate' to send less of it",
            ),
            (
                "name=;status=500",
                "header X-Mock-Fault, name: expected a name of some letters, found ''",
            ),
            (
                "reset=never",
                "header X-Mock-Fault, reset: 'never' is not known; there are before, head, body",
            ),
        ] {
            assert_eq!(read(text).map_err(|wrong| wrong.to_string()), Err(expected.to_owned()));
        }
    }
}
