//! Reads JSON that a strict parser refuses because of single characters.
//!
//! It repairs bytes that are not UTF-8, raw line breaks in strings, halves of surrogate pairs,
//! numbers that no double can hold, and what other languages write: `NaN`, `None`, `'text'`, `01`, a comma too many.
//! The rest of the body stays the same. A body that is cut off, or that is not JSON, stays an error.
//!
//! Answers and errors are read by it alike.

use std::borrow::Cow;

use serde_json::{Number, Value};

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
    let mut mender = Mender {
        text: &text,
        is_json: text.trim_start().starts_with(['{', '[']),
        at: 0,
        out: String::new(),
        notes: Vec::new(),
        quote: None,
    };
    if let Err(error) = std::str::from_utf8(body) {
        mender.note("bytes that are not UTF-8", error.valid_up_to());
    }
    mender.run();
    (mender.out, mender.notes)
}

struct Mender<'t> {
    text: &'t str,
    /// What does not begin like JSON is a sentence or a page, and no word of it a value.
    is_json: bool,
    at: usize,
    out: String,
    notes: Vec<Note>,
    /// What ends the string that is being read.
    quote: Option<char>,
}

impl<'t> Mender<'t> {
    fn run(&mut self) {
        while let Some(character) = self.text[self.at..].chars().next() {
            match (self.quote, character) {
                (Some(_), '\\') => self.escape(),
                (Some(_), _) => self.in_string(character),
                (None, '-' | '0'..='9') => self.number(),
                (None, '+' | '.') if self.is_json => self.number(),
                (None, 'a'..='z' | 'A'..='Z' | '_' | '$') if self.is_json => self.word(),
                (None, _) => self.between(character),
            }
        }
    }

    /// A character of a string that is not escaped.
    fn in_string(&mut self, character: char) {
        match character {
            _ if self.quote == Some(character) => {
                self.quote = None;
                self.out.push('"');
            }
            '"' => self.out.push_str("\\\""),
            '\0'..='\x1f' => {
                self.note("a control character inside a string", self.at);
                self.out.push_str(&format!("\\u{:04x}", u32::from(character)));
            }
            _ => self.out.push(character),
        }
        self.at += character.len_utf8();
    }

    /// A character outside of strings, numbers and words.
    fn between(&mut self, character: char) {
        let rest = self.text[self.at + character.len_utf8()..].trim_start();
        match character {
            '"' => {
                self.quote = Some('"');
                self.out.push('"');
            }
            '\'' if self.is_json => {
                self.note("single quotes", self.at);
                self.quote = Some('\'');
                self.out.push('"');
            }
            ',' if rest.starts_with(['}', ']']) => {
                self.note("a comma after the last value", self.at)
            }
            '\0'..='\x1f' if !character.is_ascii_whitespace() => {
                self.note("a control character between values", self.at);
                self.out.push(' ');
            }
            _ => self.out.push(character),
        }
        self.at += character.len_utf8();
    }

    /// An escape sequence. Half of a surrogate pair is no character and is repaired; what is no escape sequence means
    /// itself.
    fn escape(&mut self) {
        let rest = &self.text[self.at..];
        let pair = |from: usize| unit(rest.get(from..)?);
        let next = rest[1..].chars().next();
        let length = match (next, pair(0)) {
            (_, Some(0xd800..=0xdbff)) if matches!(pair(6), Some(0xdc00..=0xdfff)) => 12,
            (_, Some(0xd800..=0xdfff)) => {
                self.note("half of a surrogate pair", self.at);
                self.out.push_str("\\ufffd");
                self.at += 6;
                return;
            }
            (_, Some(_)) => 6,
            // A single quote needs no escape where the quotes are double.
            (Some('\''), _) => {
                self.out.push('\'');
                self.at += 2;
                return;
            }
            // The character after the backslash never ends the string.
            (Some('"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't'), _) | (None, _) => {
                1 + next.map_or(0, char::len_utf8)
            }
            (Some(_), None) => {
                self.note("a backslash before what needs none", self.at);
                self.out.push_str("\\\\");
                self.at += 1;
                return;
            }
        };
        self.out.push_str(&rest[..length]);
        self.at += length;
    }

    /// A number. If no double can hold it, or JSON does not write it like that, it becomes text.
    fn number(&mut self) {
        let number = self.token();
        if number.parse().is_ok_and(f64::is_infinite)
            && number.contains(|c: char| c.is_ascii_digit())
        {
            self.note("a number out of range", self.at);
            self.quoted(number);
        } else if serde_json::from_str::<Number>(number).is_ok() {
            self.out.push_str(number);
        } else if self.is_json && number.len() > 1 {
            self.note("a number as JSON does not write it", self.at);
            self.quoted(number);
        } else {
            self.out.push_str(number);
        }
        self.at += number.len();
    }

    /// A word that stands for itself. The words of other languages mean what they mean there; any other is a text.
    fn word(&mut self) {
        let word = self.token();
        if !["true", "false", "null"].contains(&word) {
            self.note("a word without quotes", self.at);
        }
        match word.to_ascii_lowercase().as_str() {
            small @ ("true" | "false" | "null") => self.out.push_str(small),
            "none" | "nil" | "undefined" => self.out.push_str("null"),
            _ => self.quoted(word),
        }
        self.at += word.len();
    }

    /// What stands here up to the next sign of JSON.
    fn token(&self) -> &'t str {
        let rest = &self.text[self.at..];
        let is_part = |c: char| c.is_ascii_alphanumeric() || ['-', '+', '.', '_', '$'].contains(&c);
        &rest[..rest.find(|c| !is_part(c)).unwrap_or(rest.len())]
    }

    fn quoted(&mut self, token: &str) {
        self.out.push('"');
        self.out.push_str(token);
        self.out.push('"');
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
    fn reads_what_other_languages_write() {
        for (body, expected) in [
            (r#"{"a":NaN,"b":-Infinity}"#, json!({ "a": "NaN", "b": "-Infinity" })),
            (r#"{"a": None, "b": True, "c": FALSE}"#, json!({ "a": null, "b": true, "c": false })),
            (r#"{'a': 'it\'s "x"', 'b': ''}"#, json!({ "a": "it's \"x\"", "b": "" })),
            (
                r#"{"a":007,"b":+1,"c":3.,"d":.5,"e":0x1F}"#,
                json!({ "a": "007", "b": "+1", "c": "3.", "d": ".5", "e": "0x1F" }),
            ),
            (r#"{"a":[1,2,],"b":{"c":1 , } ,}"#, json!({ "a": [1, 2], "b": { "c": 1 } })),
            (r#"{a: 1, b_1: ACTIVE}"#, json!({ "a": 1, "b_1": "ACTIVE" })),
            (r#"{"a":"C:\data\x"}"#, json!({ "a": "C:\\data\\x" })),
            (r#"{"a":"\u12"}"#, json!({ "a": "\\u12" })),
            ("{\"a\":\0 1,\x01\"b\":2}", json!({ "a": 1, "b": 2 })),
        ] {
            let (value, notes) =
                parse(body.as_bytes()).unwrap_or_else(|error| panic!("{body}: {error}"));
            assert_eq!(value, expected, "{body}");
            assert!(!notes.is_empty(), "{body}");
        }
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
    fn takes_any_text_without_a_panic_and_mends_it_once() {
        const PIECES: [&str; 34] = [
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "\"",
            "'",
            "\\",
            "\\u",
            "\\ud83d",
            "\\u0041",
            "\\x",
            "-",
            "+",
            ".",
            "0",
            "12",
            "1e400",
            "e",
            "NaN",
            "None",
            "true",
            "Null",
            "_a",
            "$",
            " ",
            "\n",
            "\0",
            "\x01",
            "\u{e9}",
            "\u{feff}",
            "\u{1f600}",
            "a",
        ];
        let mut random = fastrand::Rng::with_seed(7);
        let mut mended = 0;
        for _ in 0..20_000 {
            let count = random.usize(0..12);
            let mut text: String = (0..count).map(|_| random.choice(PIECES).unwrap()).collect();
            if random.bool() {
                text = format!("{{\"k\":{text}}}");
            }
            let Some((once, notes)) = strict(text.as_bytes()) else { continue };
            let (again, more) =
                strict(once.as_bytes()).unwrap_or_else(|| panic!("{text:?}: {once}"));
            assert_eq!((&*again, more.len()), (&*once, 0), "{text:?}");
            mended += usize::from(!notes.is_empty());
        }
        assert!(mended > 200, "{mended}");
    }

    #[test]
    fn leaves_the_rest_an_error() {
        for body in [
            r#"{"a":"b"#,
            r#"{"a":"b\"#,
            r#"{"a":"\ud8"#,
            "{",
            "<p>",
            r#"{"a":1} {"#,
            "-",
            "OK",
            "NaN",
            "'a'",
            "007",
            "{a b}",
            "{\"a\":1,,}",
            "[1 2]",
            "{\"a\":-}",
        ] {
            assert!(parse(body.as_bytes()).is_err(), "{body}");
        }
    }
}
