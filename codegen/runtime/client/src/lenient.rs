//! Reads JSON that a strict parser refuses because of single characters.
//!
//! It repairs bytes that are not UTF-8, raw line breaks in strings, halves of surrogate pairs,
//! and numbers that no double can hold; the rest of the body stays the same. A body that is cut off, or
//! that is not JSON, stays an error.
//!
//! Answers and errors are read by it alike.

use std::borrow::Cow;

use serde_json::Value;

use crate::record::{Note, Outcome};

/// The value of a body, and the repairs that were needed to read it.
///
/// # Errors
/// Those of the strict parser.
pub(crate) fn parse(body: &[u8]) -> Result<(Value, Vec<Note>), serde_json::Error> {
    match serde_json::from_slice(body) {
        Ok(value) => Ok((value, Vec::new())),
        Err(error) => match mended(body) {
            Some(mended) => Ok(mended),
            None => Err(error),
        },
    }
}

/// The text of a body as a strict parser takes it, each number with its digits, and the repairs that were needed;
/// `None` where no repair helps.
pub(crate) fn strict(body: &[u8]) -> Option<(Cow<'_, str>, Vec<Note>)> {
    if serde_json::from_slice::<Value>(body).is_ok() {
        // What parses is UTF-8.
        return Some((std::str::from_utf8(body).ok()?.into(), Vec::new()));
    }
    let (text, notes) = mended_text(body);
    serde_json::from_str::<Value>(&text).is_ok().then_some((text.into(), notes))
}

#[cold]
fn mended(body: &[u8]) -> Option<(Value, Vec<Note>)> {
    let (text, notes) = mended_text(body);
    let value = serde_json::from_str(&text).ok()?;
    Some((value, notes))
}

fn mended_text(body: &[u8]) -> (String, Vec<Note>) {
    let text = String::from_utf8_lossy(body);
    let mut mender = Mender { text: &text, at: 0, out: String::new(), notes: Vec::new() };
    if let Err(error) = std::str::from_utf8(body) {
        mender.note("bytes that are not UTF-8", error.valid_up_to());
    }
    mender.run();
    (mender.out, mender.notes)
}

struct Mender<'a> {
    text: &'a str,
    at: usize,
    out: String,
    notes: Vec<Note>,
}

impl Mender<'_> {
    fn run(&mut self) {
        let mut in_string = false;
        while let Some(character) = self.text[self.at..].chars().next() {
            let end = self.at + character.len_utf8();
            match character {
                '"' => in_string = !in_string,
                '\\' if in_string => {
                    self.escape();
                    continue;
                }
                '\0'..='\x1f' if in_string => {
                    self.note("a control character inside a string", self.at);
                    self.out.push_str(&format!("\\u{:04x}", u32::from(character)));
                    self.at = end;
                    continue;
                }
                '-' | '0'..='9' if !in_string => {
                    self.number();
                    continue;
                }
                _ => {}
            }
            self.out.push(character);
            self.at = end;
        }
    }

    /// An escape sequence. Half of a surrogate pair is no character and is repaired.
    fn escape(&mut self) {
        let rest = &self.text[self.at..];
        let pair = |from: usize| unit(rest.get(from..)?);
        let length = match pair(0) {
            Some(0xd800..=0xdbff) if matches!(pair(6), Some(0xdc00..=0xdfff)) => 12,
            Some(0xd800..=0xdfff) => {
                self.note("half of a surrogate pair", self.at);
                self.out.push_str("\\ufffd");
                self.at += 6;
                return;
            }
            // The character after the backslash never ends the string.
            _ => 1 + rest[1..].chars().next().map_or(0, char::len_utf8),
        };
        self.out.push_str(&rest[..length]);
        self.at += length;
    }

    /// A number. If no double can hold it, it becomes text.
    fn number(&mut self) {
        let rest = &self.text[self.at..];
        let is_part = |c: char| c.is_ascii_digit() || ['-', '+', '.', 'e', 'E'].contains(&c);
        let length = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        let number = &rest[..length];
        if number.parse().is_ok_and(f64::is_infinite) {
            self.note("a number out of range", self.at);
            self.out.push_str(&format!("\"{number}\""));
        } else {
            self.out.push_str(number);
        }
        self.at += length;
    }

    /// Notes the first repair of each kind.
    fn note(&mut self, what: &str, at: usize) {
        if !self.notes.iter().any(|note| note.found.starts_with(what)) {
            self.notes.push(Note {
                path: "the body".to_owned(),
                declared: "JSON",
                found: format!("{what}, first at byte {at}"),
                outcome: Outcome::Converted,
            });
        }
    }
}

/// The UTF-16 unit of a `\uXXXX` at the beginning of the text.
fn unit(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    u16::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{parse, strict};

    #[track_caller]
    fn reads(body: &[u8], expected: serde_json::Value, notes: &[&str]) {
        let (value, found) = parse(body).unwrap();
        assert_eq!(value, expected);
        let found: Vec<_> = found.iter().map(ToString::to_string).collect();
        assert_eq!(found, notes);
    }

    #[test]
    fn mends_what_spoils_a_whole_body() {
        reads(br#"{"a":"\ud83d\ude00"}"#, json!({ "a": "😀" }), &[]);
        reads(
            b"{\"a\":\"x\xffy\xfe\"}",
            json!({ "a": "x\u{fffd}y\u{fffd}" }),
            &["the body: declared JSON, arrived as bytes that are not UTF-8, first at byte 7"],
        );
        reads(
            b"{\"a\":\"1\n\t2\",\n\"b\":1}",
            json!({ "a": "1\n\t2", "b": 1 }),
            &["the body: declared JSON, arrived as a control character inside a string, first at \
               byte 7"],
        );
        reads(
            br#"["\ud800","\udc00\ud83d\ude00","\ud800\n","\\ud800"]"#,
            json!(["\u{fffd}", "\u{fffd}😀", "\u{fffd}\n", "\\ud800"]),
            &["the body: declared JSON, arrived as half of a surrogate pair, first at byte 2"],
        );
        reads(
            br#"{"a":-1e400,"b":1.5e3,"c":"1e999"}"#,
            json!({ "a": "-1e400", "b": 1500.0, "c": "1e999" }),
            &["the body: declared JSON, arrived as a number out of range, first at byte 5"],
        );
    }

    #[test]
    fn the_strict_text_keeps_digits_and_order() {
        let same = r#"{"b":1.10,"a":[12345678901234567890123,-0]}"#;
        assert_eq!(strict(same.as_bytes()).unwrap(), (same.into(), vec![]));
        let (mended, notes) = strict(b"{\"b\":1.10,\"a\":[1e400,\"\x01\xff\"]}").unwrap();
        assert_eq!(mended, "{\"b\":1.10,\"a\":[\"1e400\",\"\\u0001\u{fffd}\"]}");
        assert_eq!(notes.len(), 3);
        assert!(strict(b"{\"a\":").is_none());
    }

    #[test]
    fn leaves_the_rest_an_error() {
        for body in [r#"{"a":"b"#, r#"{"a":"b\"#, r#"{"a":"\ud8"#, "{", "<p>", r#"{"a":1} {"#, "-"]
        {
            assert!(parse(body.as_bytes()).is_err(), "{body}");
        }
    }
}
