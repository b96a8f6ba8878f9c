//! Secrets that are known by their value, and so can be found wherever a text repeats them.
//!
//! Services and proxies echo what they were sent: a password in the sentence that refuses it, a token in the
//! request that was signed. No name stands before such an echo.

use std::borrow::Cow;

use serde_json::Value;
use taurusdb_descriptor_types::Schema;

use super::alike::Alike;
use super::is_secret_name;
use super::mask::MASK;
use super::text::without_values;

/// Shorter values are words and numbers that a text may well hold for another reason.
const SHORTEST: usize = 6;

/// Values that must not be shown.
#[derive(Default)]
pub(crate) struct Secrets {
    values: Vec<(String, Alike)>,
    /// Names whose values are secret in JSON of a known shape, although nothing in them says so.
    names: Vec<&'static str>,
}

impl Secrets {
    /// Adds a value; it is found in any notation, and as bytes that were written as text.
    pub(crate) fn add(&mut self, value: &str) {
        let value = value.trim();
        if value.len() < SHORTEST {
            return;
        }
        let hexadecimal = base16ct::lower::encode_string(value.as_bytes());
        let upper = hexadecimal.to_ascii_uppercase();
        for way in [value, &in_base64(value.as_bytes()), &hexadecimal, &upper] {
            if !self.values.iter().any(|(known, _)| known == way) {
                self.values.push((way.to_owned(), Alike::new(way)));
            }
        }
        // A value that holds another one must be found first.
        self.values.sort_by_key(|(way, _)| std::cmp::Reverse(way.len()));
    }

    /// Adds the secret values of JSON: by the schema where there is one, and by name everywhere.
    pub(crate) fn add_json(&mut self, value: &Value, schema: Option<&Schema>) {
        match value {
            Value::Object(entries) => {
                for (key, value) in entries {
                    let field = schema.and_then(|schema| schema.field(key));
                    if field.is_some_and(|field| field.facts.sensitive) || is_secret_name(key) {
                        self.add_all(value);
                    } else {
                        self.add_json(value, field.and_then(|field| field.kind.schema()));
                    }
                }
            }
            Value::Array(elements) => {
                elements.iter().for_each(|element| self.add_json(element, schema));
            }
            _ => {}
        }
    }

    /// Adds what an answer holds: by the schema, and by name, also where it is no JSON as a whole.
    pub(crate) fn add_answer(&mut self, value: Option<&Value>, schema: Option<&'static Schema>) {
        if let Some(value) = value {
            self.add_json(value, schema);
        }
        if let Some(schema) = schema {
            self.add_names(schema, &mut Vec::new());
        }
    }

    fn add_names(&mut self, schema: &'static Schema, seen: &mut Vec<*const Schema>) {
        // Schemas may refer to themselves.
        if seen.contains(&std::ptr::from_ref(schema)) {
            return;
        }
        seen.push(schema);
        for field in schema.fields {
            if field.facts.sensitive {
                self.names.push(field.name);
                self.names.extend(field.aliases);
            } else if let Some(inner) = field.kind.schema() {
                self.add_names(inner, seen);
            }
        }
    }

    fn add_all(&mut self, value: &Value) {
        match value {
            Value::String(text) => self.add(text),
            Value::Number(number) => self.add(&number.to_string()),
            Value::Array(elements) => elements.iter().for_each(|element| self.add_all(element)),
            Value::Object(entries) => entries.values().for_each(|value| self.add_all(value)),
            Value::Null | Value::Bool(_) => {}
        }
    }

    /// The text without the values.
    pub(crate) fn hidden<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let mut shown = Cow::Borrowed(text);
        let is_secret = |name: &str| self.names.contains(&name);
        if !self.names.is_empty() {
            let masked = without_values(text, &is_secret);
            if masked != text {
                shown = masked.into();
            }
        }
        for (secret, alike) in &self.values {
            if shown.contains(secret.as_str()) {
                shown = shown.replace(secret.as_str(), MASK).into();
            }
            if let Some(hidden) = alike.hidden(&shown, MASK) {
                shown = hidden.into();
            }
        }
        shown
    }
}

/// Bytes in base64, without what fills up the end.
fn in_base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digits = bytes.chunks(3).flat_map(|chunk| {
        let bits = chunk.iter().fold(0, |bits, byte| bits << 8 | u32::from(*byte));
        let bits = bits << (8 * (3 - chunk.len()));
        (0..=chunk.len()).map(move |place| bits >> (18 - 6 * place) & 63)
    });
    digits.map(|digit| char::from(DIGITS[digit as usize])).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Secrets;

    #[test]
    fn finds_a_value_in_every_way_of_writing() {
        let mut secrets = Secrets::default();
        secrets.add_json(
            &json!({ "a": [{ "password": "p\"w/d 1" }], "tokens": ["tok-en1", { "x": 1234567 }], "pwd": "12345" }),
            None,
        );
        let text = r#"p"w/d 1, {"m":"p\"w/d 1"}, p%22w%2Fd%201, tok-en1, 1234567, 12345"#;
        assert_eq!(secrets.hidden(text), r#"***, {"m":"***"}, ***, ***, ***, 12345"#);
        let text = "Basic cCJ3L2QgMQ==, 7022772f642031, 7022772F642031, dG9rLWVuMQ==";
        assert_eq!(secrets.hidden(text), "Basic ***==, ***, ***, ***==");
    }

    #[test]
    fn finds_the_longer_value_first() {
        let mut secrets = Secrets::default();
        secrets.add("secret");
        secrets.add("secret-two");
        assert_eq!(secrets.hidden("secret-two secret"), "*** ***");
    }
}
