//! Writes JSON so that a change of one field is a change of one line.

use serde_json::Value;

/// The greatest width of a line: a value that is longer is spread over several lines.
const WIDTH: usize = 140;

/// JSON in a form that a person can review: a value that fits on one line stays on one line, so that
/// one field of a schema is one line of a diff. The text ends in a newline.
pub fn to_text(value: &Value) -> String {
    let mut out = String::new();
    write(&mut out, value, 0, 0);
    out.push('\n');
    out
}

fn write(out: &mut String, value: &Value, indent: usize, taken: usize) {
    let start = out.len();
    if inline(out, value, start + WIDTH.saturating_sub(indent + taken)) {
        return;
    }
    out.truncate(start);
    let inner = indent + 2;
    match value {
        Value::Array(items) => {
            out.push('[');
            for (i, item) in items.iter().enumerate() {
                open_line(out, i, inner);
                write(out, item, inner, 1);
            }
            close(out, indent, ']');
        }
        Value::Object(members) => {
            out.push('{');
            for (i, (key, member)) in members.iter().enumerate() {
                open_line(out, i, inner);
                let before = out.len();
                push_string(out, key);
                out.push_str(": ");
                let taken = out.len() - before + 1;
                write(out, member, inner, taken);
            }
            close(out, indent, '}');
        }
        // A scalar that is too long for one line cannot be broken.
        scalar => {
            inline(out, scalar, usize::MAX);
        }
    }
}

fn open_line(out: &mut String, position: usize, indent: usize) {
    out.push_str(if position == 0 { "\n" } else { ",\n" });
    out.extend(std::iter::repeat_n(' ', indent));
}

fn close(out: &mut String, indent: usize, bracket: char) {
    out.push('\n');
    out.extend(std::iter::repeat_n(' ', indent));
    out.push(bracket);
}

/// Writes the value on one line; returns `false` as soon as the text is longer than `limit`.
fn inline(out: &mut String, value: &Value, limit: usize) -> bool {
    match value {
        Value::Array(items) => {
            out.push('[');
            for (i, item) in items.iter().enumerate() {
                if i > 0 {
                    out.push_str(", ");
                }
                if !inline(out, item, limit) {
                    return false;
                }
            }
            out.push(']');
        }
        Value::Object(members) if members.is_empty() => out.push_str("{}"),
        Value::Object(members) => {
            out.push_str("{ ");
            for (i, (key, member)) in members.iter().enumerate() {
                if i > 0 {
                    out.push_str(", ");
                }
                push_string(out, key);
                out.push_str(": ");
                if !inline(out, member, limit) {
                    return false;
                }
            }
            out.push_str(" }");
        }
        Value::String(text) => push_string(out, text),
        scalar => out.push_str(&scalar.to_string()),
    }
    out.len() <= limit
}

fn push_string(out: &mut String, text: &str) {
    if text.bytes().all(|byte| byte >= b' ' && byte != b'"' && byte != b'\\') {
        out.push('"');
        out.push_str(text);
        out.push('"');
    } else {
        out.push_str(&serde_json::to_string(text).expect("a string is always JSON"));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::to_text;

    #[test]
    fn short_values_stay_on_a_line_and_long_ones_spread() {
        let text = "x".repeat(80);
        let value = json!({ "fields": [{ "a": text, "b": [1, 2] }, { "a": text, "b": text }], "empty": {} });
        assert_eq!(
            to_text(&value),
            format!(
                "{{\n  \"fields\": [\n    {{ \"a\": \"{text}\", \"b\": [1, 2] }},\n    {{\n      \"a\": \"{text}\",\n      \"b\": \"{text}\"\n    }}\n  ],\n  \"empty\": {{}}\n}}\n"
            )
        );
    }

    #[test]
    fn what_is_written_is_read_back() {
        let value = json!({ "a\"\\\n": [null, true, 1.5, -3, "ü"], "b": { "c": [] } });
        assert_eq!(serde_json::from_str::<Value>(&to_text(&value)).ok(), Some(value));
    }
}
