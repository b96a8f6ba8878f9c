//! A body with variables in the places of its secrets.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use serde_json::Value;
use serde_json::value::RawValue;
use taurusdb_descriptor_types::Schema;
use taurusdb_runtime::redact;

use super::variables::Variables;
use super::word::Word;

/// The body as it is sent, but for its secrets. What is no JSON may hold one anywhere, and is a variable as a
/// whole.
pub(super) fn word(bytes: &[u8], schema: Option<&Schema>, variables: &mut Variables) -> Word {
    let parsed = serde_json::from_slice::<Value>(bytes).ok().zip(std::str::from_utf8(bytes).ok());
    let Some((value, text)) = parsed else {
        return Word::default().variable(&variables.of("body", &String::from_utf8_lossy(bytes)));
    };
    let masked = redact::json(&value, schema);
    let mut secrets = Vec::new();
    if let Ok(raw) = serde_json::from_str::<&RawValue>(text) {
        find(&value, &masked, raw, "", text, &mut secrets);
    }
    let mut word = Word::default();
    let mut from = 0;
    secrets.sort_by_key(|secret| secret.place.start);
    for Secret { name, place } in secrets {
        let secret = &text[place.clone()];
        // The quotation marks of a text stay, so that the variable holds the text itself.
        let inner = secret.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        let (mark, value) = inner.map_or(("", secret), |inner| ("\"", inner));
        let variable = variables.of(&name, value);
        word = word.text(&text[from..place.start]).text(mark).variable(&variable).text(mark);
        from = place.end;
    }
    word.text(&text[from..])
}

struct Secret {
    name: String,
    place: Range<usize>,
}

/// Finds what was masked, and where it stands in the text.
fn find(
    value: &Value,
    masked: &Value,
    raw: &RawValue,
    name: &str,
    text: &str,
    found: &mut Vec<Secret>,
) {
    if value == masked {
        return;
    }
    match (value, masked) {
        (Value::Object(fields), Value::Object(shown)) => {
            let inner = serde_json::from_str::<HashMap<Cow<'_, str>, &RawValue>>(raw.get());
            let Ok(inner) = inner else { return };
            for (name, value) in fields {
                if let (Some(shown), Some(raw)) = (shown.get(name), inner.get(name.as_str())) {
                    find(value, shown, raw, name, text, found);
                }
            }
        }
        (Value::Array(items), Value::Array(shown)) => {
            let Ok(inner) = serde_json::from_str::<Vec<&RawValue>>(raw.get()) else { return };
            for ((value, shown), raw) in items.iter().zip(shown).zip(inner) {
                find(value, shown, raw, name, text, found);
            }
        }
        _ => {
            let start = raw.get().as_ptr().addr() - text.as_ptr().addr();
            found.push(Secret { name: name.to_owned(), place: start..start + raw.get().len() });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::variables::Variables;
    use super::word;

    #[track_caller]
    fn check(body: &str, expected: &str) {
        let mut variables = Variables::default();
        let word = word(body.as_bytes(), None, &mut variables).quoted();
        assert_eq!(word, expected);
    }

    #[test]
    fn all_but_the_secrets_is_as_it_was_written() {
        check(
            "{ \"size\": 12345678901234567890123,\n \"password\" : \"p'w\" }",
            "'{ \"size\": 12345678901234567890123,\n \"password\" : \"'\"$PASSWORD\"'\" }'",
        );
        check(
            r#"{"users":[{"password":"a1b2c3"},{"password":"d4e5f6"},{"password":"a1b2c3"}]}"#,
            r#"'{"users":[{"password":"'"$PASSWORD"'"},{"password":"'"$PASSWORD_2"'"},{"password":"'"$PASSWORD"'"}]}'"#,
        );
    }

    #[test]
    fn what_is_no_json_is_a_variable() {
        check("password=1", "\"$BODY\"");
    }
}
