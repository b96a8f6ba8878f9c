//! A body as it is kept: without secrets.

use bytes::Bytes;
use serde_json::{Map, Value};
use taurusdb_descriptor_types::Schema;

use crate::redact::{self, Secrets};
use crate::{digits, encoding, lenient};

/// Under this name stands a body that is JSON, and under that one, any other.
const JSON: &str = "json";
const TEXT: &str = "text";

/// Puts a body into an object; none, if it is empty.
pub(super) fn keep(
    object: &mut Map<String, Value>,
    body: &[u8],
    schema: Option<&Schema>,
    secrets: &mut Secrets,
) {
    if body.is_empty() {
        return;
    }
    let text = encoding::text(body);
    let value = lenient::parse(&text).ok().map(|(value, _)| value);
    if let Some(value) = &value {
        secrets.add_json(value, schema);
    }
    // A body with numbers that would lose digits is kept as it was written.
    let value = value.filter(|_| digits::scan(&text).marked.is_none());
    match value {
        Some(value) => {
            let masked = redact::json(&value, schema).to_string();
            let hidden = redact::canonical_echo(secrets.hidden(&masked).into_owned());
            let value = serde_json::from_str(&hidden).unwrap_or(Value::String(hidden));
            object.insert(JSON.to_owned(), value);
        }
        None => {
            let text = redact::excerpt(&String::from_utf8_lossy(&text));
            let hidden = redact::canonical_echo(secrets.hidden(&text).into_owned());
            object.insert(TEXT.to_owned(), hidden.into());
        }
    }
}

/// Puts into an object that there was a body which nobody can look through for secrets.
pub(super) fn leave_out(object: &mut Map<String, Value>, body: &[u8], packing: &str) {
    let note = format!("({} bytes, packed: {packing})", body.len());
    object.insert(TEXT.to_owned(), note.into());
}

/// The body that was put into an object.
pub(super) fn kept(object: &Map<String, Value>) -> Bytes {
    match (object.get(JSON), object.get(TEXT)) {
        (Some(value), _) => value.to_string().into(),
        (None, Some(Value::String(text))) => text.clone().into(),
        _ => Bytes::new(),
    }
}
