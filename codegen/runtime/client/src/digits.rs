//! Numbers whose digits a parser would change: `8.10`, `1E5`, `12345678901234567890123`.
//!
//! A number is often sent for a text, and then its digits are the value: a version `8.10` is not `8.1`. The
//! JSON of this crate has no place for them, so such a number travels from the parser to its field as a
//! marked text. Nobody outside sees the mark.

use serde_json::{Number, Value};
use taurusdb_descriptor_types::{Schema, Type};

use crate::decimal::Decimal;

/// Stands before the digits. It is no character of any writing, and a body that has it is left alone.
const MARK: char = '\u{f8f7}';

/// What a look at the bytes of a body finds.
pub(crate) struct Scan {
    /// The body with each number that would lose digits as a marked text; `None` if there is none.
    pub(crate) marked: Option<Vec<u8>>,
    /// How many fields it has, at all depths.
    pub(crate) fields: usize,
}

/// Looks for numbers that would lose digits.
pub(crate) fn scan(body: &[u8]) -> Scan {
    let mut marked: Option<Vec<u8>> = None;
    let (mut at, mut done, mut fields, mut has_mark) = (0, 0, 0, false);
    while let Some(byte) = body.get(at) {
        match byte {
            b'"' => {
                let end = end_of_string(body, at);
                has_mark |= has_escaped_mark(&body[at..end]);
                at = end;
            }
            b':' => {
                fields += 1;
                at += 1;
            }
            b'-' | b'0'..=b'9' => {
                let rest = &body[at..];
                let is_part = |byte: &u8| {
                    byte.is_ascii_digit() || matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E')
                };
                let length = rest.iter().position(|byte| !is_part(byte)).unwrap_or(rest.len());
                let number = &rest[..length];
                if loses_digits(number) {
                    let out = marked.get_or_insert_with(|| Vec::with_capacity(body.len() + 64));
                    out.extend_from_slice(&body[done..at]);
                    out.extend_from_slice(format!("\"{MARK}").as_bytes());
                    out.extend_from_slice(number);
                    out.push(b'"');
                    done = at + length;
                }
                at += length;
            }
            _ => at += 1,
        }
    }
    if let Some(marked) = &mut marked {
        marked.extend_from_slice(&body[done..]);
        let mark = MARK.to_string();
        has_mark |= body.windows(mark.len()).any(|window| window == mark.as_bytes());
    }
    Scan { marked: marked.filter(|_| !has_mark), fields }
}

/// Whether a string has the mark as an escape sequence.
fn has_escaped_mark(string: &[u8]) -> bool {
    let is_escape = |part: &[u8]| part.eq_ignore_ascii_case(b"\\uf8f7");
    string.contains(&b'\\') && string.windows(6).any(is_escape)
}

/// Whether a text has the mark, which none should.
pub(crate) fn has_mark(text: &str) -> bool {
    text.contains(MARK)
}

/// The value of a number; a marked text if it would lose digits.
pub(crate) fn kept(number: &str) -> Value {
    match number.parse::<Number>() {
        Ok(parsed) if !loses_digits(number.as_bytes()) => Value::Number(parsed),
        _ => Value::String(format!("{MARK}{number}")),
    }
}

/// The digits of a number that would have lost some.
pub(crate) fn written(value: &Value) -> Option<&str> {
    value.as_str()?.strip_prefix(MARK)
}

/// JSON without marks: a text where text is declared, or where no number can hold the digits, and the
/// number elsewhere.
pub(crate) fn restored(value: Value, schema: Option<&Schema>) -> Value {
    restore(value, schema.map(Declared::Record))
}

#[derive(Clone, Copy)]
enum Declared<'s> {
    Record(&'s Schema),
    Kind(&'s Type),
}

fn restore(value: Value, declared: Option<Declared<'_>>) -> Value {
    match value {
        Value::String(text) => match text.strip_prefix(MARK) {
            Some(digits) => number_or_text(digits, declared),
            None => Value::String(text),
        },
        Value::Array(elements) => {
            // What is declared may also have arrived in a list of one.
            let inner = match declared {
                Some(Declared::Kind(Type::Array(item))) => Some(Declared::Kind(item)),
                other => other,
            };
            elements.into_iter().map(|element| restore(element, inner)).collect()
        }
        Value::Object(fields) => {
            let fields = fields.into_iter().map(|(name, value)| {
                let inner = match declared {
                    Some(Declared::Record(schema)) => schema.field(name.trim()),
                    // One may also have arrived for a list.
                    Some(Declared::Kind(kind)) => {
                        alone(kind).schema().and_then(|schema| schema.field(name.trim()))
                    }
                    None => None,
                };
                let inner = match declared {
                    Some(Declared::Kind(Type::Map(value))) => Some(*value),
                    _ => inner.map(|field| &field.kind),
                };
                let inner = inner.map(Declared::Kind);
                (name, restore(value, inner))
            });
            Value::Object(fields.collect())
        }
        other => other,
    }
}

/// A number where all of its digits are in it, and the text elsewhere.
fn number_or_text(digits: &str, declared: Option<Declared<'_>>) -> Value {
    let is_text = match declared {
        Some(Declared::Kind(kind)) => matches!(alone(kind), Type::String),
        _ => false,
    };
    let number = digits.parse::<Number>().ok().filter(|_| !is_text);
    match number.filter(|number| Decimal::of(digits) == Decimal::of(&number.to_string())) {
        Some(number) => Value::Number(number),
        None => Value::String(digits.to_owned()),
    }
}

/// What is declared of the elements of a list, or of the value itself.
fn alone(kind: &Type) -> &Type {
    match kind {
        Type::Array(item) => alone(item),
        kind => kind,
    }
}

/// Where the string that begins here ends.
pub(crate) fn end_of_string(body: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(byte) = body.get(at) {
        match byte {
            b'\\' => at += 2,
            b'"' => return at + 1,
            _ => at += 1,
        }
    }
    body.len()
}

/// Whether a number would be written otherwise than it arrived.
fn loses_digits(number: &[u8]) -> bool {
    let is_plain = number.iter().all(u8::is_ascii_digit) && number.len() < 19;
    if is_plain {
        return false;
    }
    let Ok(text) = std::str::from_utf8(number) else { return false };
    match text.parse::<Number>() {
        Ok(number) => number.to_string() != text,
        // Out of the range of a double, or no number at all.
        Err(_) => text.parse().is_ok_and(f64::is_infinite),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use taurusdb_descriptor_types::{Field, Schema, Side, Type};

    use super::{restored, scan, written};

    fn marked(body: &[u8]) -> Option<Vec<u8>> {
        scan(body).marked
    }

    #[track_caller]
    fn keeps(body: &str) {
        assert_eq!(marked(body.as_bytes()), None, "{body}");
    }

    #[test]
    fn marks_only_what_would_lose_digits() {
        keeps(
            r#"{"a":8,"b":-8.1,"c":"8.10","d":"\"8.10","e":[1.0,9223372036854775807],"f":1e+300}"#,
        );
        keeps(r#"{"a":18446744073709551615,"b":007,"c":1.,"d":--1}"#);
        for number in [
            "8.10",
            "1E5",
            "1e2",
            "-0",
            "0.1000",
            "12345678901234567890123",
            "1.23456789012345678901",
            "-1e400",
        ] {
            let body = format!(r#"{{"a":[{number}],"b":"{number}"}}"#);
            let value: Value = serde_json::from_slice(&marked(body.as_bytes()).unwrap()).unwrap();
            assert_eq!(written(&value["a"][0]), Some(number));
            assert_eq!(value["b"], number);
        }
        // Who sends the mark gets it back.
        keeps("{\"a\":8.10,\"b\":\"\u{f8f7}x\"}");
        keeps(r#"{"a":8.10,"b":"\uF8f7x"}"#);
        // A body that ends too early stays one.
        assert!(marked(b"{\"a\":8.10,\"b\":\"x").is_some());
        keeps("\"");
        keeps("\"\\");
    }

    #[test]
    fn a_text_keeps_its_digits_and_a_number_stays_one() {
        static INNER: Schema = Schema {
            name: "Inner",
            side: Side::Response,
            fields: &[Field::new("version", Type::String), Field::new("size", Type::Number)],
        };
        static OUTER: Schema = Schema {
            name: "Outer",
            side: Side::Response,
            fields: &[
                Field::new("version", Type::String),
                Field::new("inner", Type::Array(&Type::Record(&INNER))),
                Field::new("labels", Type::Map(&Type::String)),
            ],
        };
        let body = br#"{"version":8.10,"inner":[{"version":1E5,"size":2.50}],"labels":{"a":1.0e0},
                        "more":3.10,"large":12345678901234567890123,"fine":1.23456789012345678901}"#;
        let value: Value = serde_json::from_slice(&marked(body).unwrap()).unwrap();
        let expected = json!({
            "version": "8.10", "inner": [{ "version": "1E5", "size": 2.5 }], "labels": { "a": "1.0e0" },
            "more": 3.1, "large": "12345678901234567890123", "fine": "1.23456789012345678901",
        });
        assert_eq!(restored(value, Some(&OUTER)), expected);
    }
}
