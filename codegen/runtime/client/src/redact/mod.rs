//! Masks values that must not be shown.
//!
//! A schema knows which of its fields are secret. Without a schema (free-form objects, headers,
//! whole answers) names decide; in doubt, a value is masked.
//!
//! ```
//! use taurusdb_runtime::redact;
//!
//! let body = serde_json::json!({ "name": "orders", "password": "Tr0ub4dor" });
//! assert_eq!(redact::json(&body, None)["password"], "***");
//! assert!(redact::is_secret_header("X-Auth-Token"));
//! ```

mod alike;
mod mask;
mod secrets;
mod text;

use http::header::{HeaderMap, HeaderValue, LOCATION};
use serde_json::Value;
use taurusdb_descriptor_types::{Operation, Schema};

pub use mask::MASK;
pub(crate) use secrets::Secrets;
pub use taurusdb_descriptor_types::is_secret_name;
pub(crate) use taurusdb_descriptor_types::visible;
pub use text::uri;
pub(crate) use text::{address, excerpt, uri_without, wrong_address};

/// Whether a header of this name contains a secret, or may contain one.
pub fn is_secret_header(name: &str) -> bool {
    const SECRET: [&str; 8] = [
        "authorization",
        "cookie",
        "proxy-authorization",
        "set-cookie",
        "x-auth-token",
        "x-metadata-token",
        "x-security-token",
        "x-subject-token",
    ];
    SECRET.iter().any(|secret| name.eq_ignore_ascii_case(secret)) || is_secret_name(name)
}

/// A copy of a JSON value with its secrets masked: by the schema where there is one, and by
/// name everywhere.
pub fn json(value: &Value, schema: Option<&Schema>) -> Value {
    let mut copy = value.clone();
    mask(&mut copy, schema);
    copy
}

/// Whether a query parameter of an operation must not be shown: by its name, or by the description.
pub(crate) fn is_secret_parameter(operation: Option<&Operation>, name: &str) -> bool {
    let declared = operation.into_iter().flat_map(|operation| operation.parameters);
    is_secret_name(name)
        || declared.into_iter().any(|parameter| parameter.name == name && parameter.facts.sensitive)
}

/// A copy of headers with their secrets masked.
pub fn headers(headers: &HeaderMap) -> HeaderMap {
    let mut copy = headers.clone();
    for (name, value) in &mut copy {
        if is_secret_header(name.as_str()) {
            *value = HeaderValue::from_static(MASK);
        } else if *name == LOCATION {
            let shown = address(&String::from_utf8_lossy(value.as_bytes()));
            *value = HeaderValue::try_from(shown).unwrap_or(HeaderValue::from_static(MASK));
        }
    }
    copy
}

/// Masks the secret headers in a canonical request, which a gateway echoes in its error message with `|` for a
/// line break.
pub(crate) fn canonical_echo(text: String) -> String {
    let mut masked = String::new();
    let mut rest = text.as_str();
    while let Some(colon) = rest.find(':') {
        let (head, tail) = rest.split_at(colon + 1);
        let is_part = |c: char| c.is_ascii_alphanumeric() || c == '-';
        let before = head[..colon].trim_end_matches(is_part);
        let name = &head[before.len()..colon];
        // Inside of JSON, a line break is written as a backslash and a letter.
        let name = if before.ends_with('\\') { name.get(1..).unwrap_or_default() } else { name };
        masked.push_str(head);
        rest = tail;
        if name.starts_with("x-") && is_secret_header(name) {
            masked.push_str(MASK);
            rest = &tail[tail.find(['|', '\n', '\\', '"']).unwrap_or(tail.len())..];
        }
    }
    masked + rest
}

fn mask(value: &mut Value, schema: Option<&Schema>) {
    match value {
        Value::Object(entries) => {
            for (key, value) in entries.iter_mut() {
                let field = schema.and_then(|schema| schema.field(key));
                let secret =
                    field.is_some_and(|field| field.facts.sensitive) || is_secret_name(key);
                if secret && !value.is_null() {
                    *value = Value::from(MASK);
                } else {
                    mask(value, field.and_then(|field| field.kind.schema()));
                }
            }
        }
        Value::Array(elements) => elements.iter_mut().for_each(|element| mask(element, schema)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use taurusdb_descriptor_types::{Facts, Field, Schema, Side, Type};

    use super::canonical_echo;

    static USER: Schema = Schema {
        name: "User",
        side: Side::Request,
        fields: &[
            Field::new("name", Type::String),
            Field::new("pin", Type::String).facts(&Facts { sensitive: true, ..Facts::NONE }),
        ],
    };
    static REQUEST: Schema = Schema {
        name: "Request",
        side: Side::Request,
        fields: &[Field::new("users", Type::Array(&Type::Record(&USER)))],
    };

    #[test]
    fn masks_by_schema_and_by_name() {
        let body =
            json!({ "users": [{ "name": "a", "pin": 1234, "old_password": null }], "Token": "t" });
        assert_eq!(
            super::json(&body, Some(&REQUEST)),
            json!({ "users": [{ "name": "a", "pin": "***", "old_password": null }], "Token": "***" })
        );
    }

    #[test]
    fn masks_the_token_in_an_echo() {
        let echo = "GET|/v3/|host:h|x-security-token:SECRET==|x-sdk-date:d|".to_owned();
        assert_eq!(canonical_echo(echo), "GET|/v3/|host:h|x-security-token:***|x-sdk-date:d|");
        assert_eq!(canonical_echo("plain".to_owned()), "plain");
        let quoted =
            r#""GET\n/v3/\nx-auth-token:SECRET==\ncookie:a\r\nx-sdk-date:d:e\n""#.to_owned();
        let masked = r#""GET\n/v3/\nx-auth-token:***\ncookie:a\r\nx-sdk-date:d:e\n""#;
        assert_eq!(canonical_echo(quoted), masked);
    }
}
