//! JSON laid out anew, its values as they were written: a number that is read and written again may
//! have become another one (`1.10`, or one of thirty digits).

use std::collections::HashSet;

/// JSON text without the space between its parts.
pub(crate) fn compact(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for part in parts(json) {
        out.push_str(part);
    }
    out
}

/// A key that stands twice in one object, in valid JSON. Who reads such an object may take either.
pub(crate) fn repeated_key(json: &str) -> Option<String> {
    let mut open: Vec<HashSet<String>> = Vec::new();
    let mut previous = "";
    for part in parts(json) {
        match part {
            "{" | "[" => open.push(HashSet::new()),
            "}" | "]" => {
                open.pop();
            }
            // Keys are compared without their escapes: one key can be written in several ways.
            ":" => {
                let key: String = serde_json::from_str(previous).ok()?;
                if let Some(keys) = open.last_mut()
                    && !keys.insert(key.clone())
                {
                    return Some(key);
                }
            }
            _ => {}
        }
        previous = part;
    }
    None
}

/// The parts of valid JSON: punctuation, strings with their quotes, and other scalars.
fn parts(json: &str) -> impl Iterator<Item = &str> {
    let mut rest = json;
    std::iter::from_fn(move || {
        rest = rest.trim_ascii_start();
        let first = rest.chars().next()?;
        let end = match first {
            '{' | '}' | '[' | ']' | ',' | ':' => 1,
            '"' => end_of_string(rest),
            _ => rest.find(|c: char| " \t\r\n,:]}".contains(c)).unwrap_or(rest.len()),
        };
        let (part, others) = rest.split_at(end);
        rest = others;
        Some(part)
    })
}

/// Where the string that the text begins with ends, its quotes included.
fn end_of_string(text: &str) -> usize {
    let mut is_escaped = false;
    let inside = text.bytes().enumerate().skip(1);
    for (index, byte) in inside {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'"' => return index + 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::{compact, repeated_key};

    /// Laid out as serde does it.
    #[track_caller]
    fn check(json: &str) {
        let value: Value = serde_json::from_str(json).expect("the case is JSON");
        assert_eq!(compact(json), value.to_string());
    }

    #[test]
    fn space_changes_and_nothing_else() {
        check(r#" { "a" : [ 1 , -2.5,{ } , [ ] ], "b":{"c": null , "d":[[true],"x"]} } "#);
        check(r#"{"a \"quoted\" key": "ends in \\", ",:{}[]": "  two  spaces "}"#);
        check("[]");
        check("\t{}\r\n");
        check("\"Zürich, 北京\"");
    }

    #[test]
    fn numbers_stay_as_they_are_written() {
        let json = "[1.10,123456789012345678901234567890,1E400,-0]";
        assert_eq!(compact(json), json);
    }

    #[test]
    fn a_key_that_stands_twice_is_found() {
        let found = |json| repeated_key(json);
        assert_eq!(found(r#"{"a":{"b":1},"b":[{"a":1},{"a":2}]}"#), None);
        assert_eq!(found(r#"{"a":[{"b":1,"\u0062":2}]}"#).as_deref(), Some("b"));
        assert_eq!(found(r#"{"a":{"b":1},"a":2}"#).as_deref(), Some("a"));
    }
}
