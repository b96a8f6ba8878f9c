//! JSON laid out anew, its values as they were written: a number that is read and written again may
//! have become another one (`1.10`, or one of thirty digits).

/// JSON text without the space between its parts.
pub(crate) fn compact(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for part in parts(json) {
        out.push_str(part);
    }
    out
}

/// JSON text with a line for each value and two spaces for each level.
pub(crate) fn pretty(json: &str) -> String {
    let mut out = String::with_capacity(json.len() * 2);
    let mut level = 0;
    let mut is_fresh = false;
    for part in parts(json) {
        match part {
            "}" | "]" => {
                level -= 1;
                if !is_fresh {
                    new_line(&mut out, level);
                }
                out.push_str(part);
            }
            "," => {
                out.push(',');
                new_line(&mut out, level);
            }
            ":" => out.push_str(": "),
            part => {
                if is_fresh {
                    new_line(&mut out, level);
                }
                out.push_str(part);
                level += usize::from(is_opening(part));
            }
        }
        is_fresh = is_opening(part);
    }
    out
}

fn is_opening(part: &str) -> bool {
    part == "{" || part == "["
}

fn new_line(out: &mut String, level: usize) {
    out.push('\n');
    out.extend(std::iter::repeat_n("  ", level));
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

    use super::{compact, pretty};

    /// Laid out as serde does it.
    #[track_caller]
    fn check(json: &str) {
        let value: Value = serde_json::from_str(json).expect("the case is JSON");
        assert_eq!(compact(json), value.to_string());
        assert_eq!(pretty(json), format!("{value:#}"));
        assert_eq!(pretty(&compact(json)), pretty(json));
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
        assert_eq!(pretty("{\"a\":1.10}"), "{\n  \"a\": 1.10\n}");
    }
}
