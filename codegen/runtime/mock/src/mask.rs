//! Secrets are never shown: by the description, and by name where it says nothing.

use serde_json::Value;
use taurusdb_descriptor_types::{Operation, Schema, is_secret_name};

/// What stands in place of a secret.
const MASK: &str = "***";

/// Masks the secrets in a body.
pub(crate) fn json(value: &mut Value, schema: Option<&'static Schema>) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| json(item, schema)),
        Value::Object(entries) => {
            for (name, value) in entries {
                let field = schema.and_then(|schema| schema.field(name));
                let is_secret =
                    is_secret_name(name) || field.is_some_and(|field| field.facts.sensitive);
                let holds_more = value.is_object() || value.is_array();
                if is_secret && !(holds_more || value.is_null()) {
                    *value = MASK.into();
                } else if is_secret {
                    whole(value);
                } else {
                    json(value, field.and_then(|field| field.kind.schema()));
                }
            }
        }
        // A text that holds JSON, as of a body that was encoded twice.
        Value::String(text) if text.trim_start().starts_with(['{', '[']) => {
            if let Ok(mut inner) = serde_json::from_str(text) {
                json(&mut inner, schema);
                *text = inner.to_string();
            }
        }
        _ => {}
    }
}

/// Masks every text and number inside something secret.
fn whole(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(whole),
        Value::Object(entries) => entries.values_mut().for_each(whole),
        Value::Null => {}
        scalar => *scalar = MASK.into(),
    }
}

/// Masks the secrets in a query.
pub(crate) fn query(query: &str, operation: Option<&'static Operation>) -> String {
    let declared = operation.map(|operation| operation.parameters).unwrap_or_default();
    let is_secret = |name: &str| {
        let named = declared.iter().find(|parameter| parameter.name == name);
        is_secret_name(name) || named.is_some_and(|parameter| parameter.facts.sensitive)
    };
    let pairs = query.split('&').map(|pair| {
        let name = pair.split('=').next().unwrap_or_default();
        let decoded = form_urlencoded::parse(name.as_bytes()).next();
        match decoded.is_some_and(|(name, _)| is_secret(&name)) {
            true => format!("{name}={MASK}"),
            false => pair.to_owned(),
        }
    });
    pairs.collect::<Vec<_>>().join("&")
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use taurusdb_descriptor_types::{Facts, Field, Schema, Side, Type};

    #[test]
    fn secrets_are_masked_by_name_and_by_description() {
        static SECRET: Facts<'static> = Facts { sensitive: true, ..Facts::NONE };
        static SCHEMA: Schema = Schema {
            name: "Case",
            side: Side::Request,
            fields: &[Field::new("pin", Type::String).facts(&SECRET)],
        };
        let mut body = json!({
            "name": "a", "pin": 4711, "password": "x", "tokens": ["a", null, { "b": 1 }],
            "deep": [{ "db_password": "y", "size": 3 }], "twice": "{\"pwd\":\"z\"}",
        });
        super::json(&mut body, Some(&SCHEMA));
        assert_eq!(
            body,
            json!({
                "name": "a", "pin": "***", "password": "***", "tokens": ["***", null, { "b": "***" }],
                "deep": [{ "db_password": "***", "size": 3 }], "twice": "{\"pwd\":\"***\"}",
            })
        );
    }

    #[test]
    fn queries_keep_everything_but_secrets() {
        for (query, expected) in [
            ("", ""),
            ("limit=1&flag", "limit=1&flag"),
            ("a=b=c&password=x&p%61ssword=y", "a=b=c&password=***&p%61ssword=***"),
        ] {
            assert_eq!(super::query(query, None), expected);
        }
    }
}
