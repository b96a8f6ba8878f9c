//! Reads JSON.

use serde::de::IgnoredAny;

use super::habits;
use super::misread::place;
use super::{DEEPEST, Form, Misread, Origin, Tree};

/// Reads a JSON text.
///
/// # Errors
/// Says where it is not JSON, or where a key stands that its object already has: who reads such an object
/// may take either.
pub(crate) fn read(text: &str) -> Result<Tree, Misread> {
    serde_json::from_str::<IgnoredAny>(text).map_err(|error| {
        // The reader that makes values says more, but does not read numbers of every size.
        let error = serde_json::from_str::<serde_json::Value>(text).err().unwrap_or(error);
        let (line, column) = (error.line(), error.column());
        let full = error.to_string();
        let told = format!(" at line {line} column {column}");
        let reason = full.strip_suffix(&told).unwrap_or(&full);
        // Its columns are bytes.
        let start: usize =
            text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
        let at = start + column.saturating_sub(1);
        habits::misread(text, at, reason)
    })?;
    Reader { text, at: 0 }.value(0)
}

/// Text as a number of JSON, if it is one; a plus sign and zeros in front are left out.
pub(crate) fn number(text: &str) -> Option<String> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let is_digit = |c: char| c.is_ascii_digit();
    let is_digits = unsigned.starts_with(is_digit) && unsigned.ends_with(is_digit);
    let trimmed = unsigned.trim_start_matches('0');
    let is_bare = !trimmed.starts_with(is_digit);
    let plain = if is_bare { &unsigned[unsigned.len() - trimmed.len()..] } else { trimmed };
    let sign = if text.starts_with('-') { "-" } else { "" };
    let number = format!("{sign}{}{plain}", if is_bare { "0" } else { "" });
    let is_number = is_digits && serde_json::from_str::<IgnoredAny>(&number).is_ok();
    is_number.then_some(number)
}

/// Reads what is known to be JSON.
struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl Reader<'_> {
    fn value(&mut self, depth: usize) -> Result<Tree, Misread> {
        let start = self.skip_space();
        if depth > DEEPEST {
            return Err(Misread::at(self.text, start, format!("deeper than {DEEPEST} levels")));
        }
        let (line, column) = place(self.text, start);
        let form = match self.text.as_bytes().get(start) {
            Some(b'{') => Form::Object(self.entries(depth)?),
            Some(b'[') => Form::List(self.items(depth)?),
            Some(b'"') => Form::Text(self.string()?),
            _ => match self.word() {
                "null" => Form::Null,
                "true" => Form::Boolean(true),
                "false" => Form::Boolean(false),
                digits => Form::Number(digits.to_owned()),
            },
        };
        Ok(Tree { form, origin: Origin::Input { line, column } })
    }

    fn entries(&mut self, depth: usize) -> Result<Vec<(String, Tree)>, Misread> {
        let mut entries: Vec<(String, Tree)> = Vec::new();
        self.at += 1;
        loop {
            let start = self.skip_space();
            match self.text.as_bytes().get(start) {
                Some(b'"') => {}
                Some(b'}') | None => {
                    self.at += 1;
                    return Ok(entries);
                }
                // Commas and colons.
                Some(_) => {
                    self.at += 1;
                    continue;
                }
            }
            let key = self.string()?;
            if entries.iter().any(|(known, _)| *known == key) {
                let problem = format!("the key '{key}' stands twice in one object; keep one");
                return Err(Misread::at(self.text, start, problem));
            }
            self.skip_space();
            self.at += 1;
            let value = self.value(depth + 1)?;
            entries.push((key, value));
        }
    }

    fn items(&mut self, depth: usize) -> Result<Vec<Tree>, Misread> {
        let mut items = Vec::new();
        self.at += 1;
        loop {
            let start = self.skip_space();
            match self.text.as_bytes().get(start) {
                Some(b']') | None => {
                    self.at += 1;
                    return Ok(items);
                }
                Some(b',') => self.at += 1,
                Some(_) => items.push(self.value(depth + 1)?),
            }
        }
    }

    fn string(&mut self) -> Result<String, Misread> {
        let start = self.at;
        let mut is_escaped = false;
        let inside = self.text.bytes().enumerate().skip(start + 1);
        let end = inside.into_iter().find(|(_, byte)| match byte {
            _ if is_escaped => {
                is_escaped = false;
                false
            }
            b'\\' => {
                is_escaped = true;
                false
            }
            byte => *byte == b'"',
        });
        self.at = end.map_or(self.text.len(), |(at, _)| at + 1);
        serde_json::from_str(&self.text[start..self.at])
            .map_err(|_| Misread::at(self.text, start, "not JSON: half a character is escaped"))
    }

    /// A word or a number.
    fn word(&mut self) -> &str {
        let rest = &self.text[self.at..];
        let end = rest.find(|c: char| " \t\r\n,:]}".contains(c)).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    fn skip_space(&mut self) -> usize {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_ascii_start().len();
        self.at
    }
}

#[cfg(test)]
mod tests {
    use super::{number, read};

    #[track_caller]
    fn misread(text: &str, expected: &str) {
        assert_eq!(read(text).expect_err("it is not JSON").to_string(), expected);
    }

    #[test]
    fn values_stay_as_they_are_written() {
        for text in [
            r#"{"a":1.10,"b":123456789012345678901234567890,"c":[1E400,-0,true,null,"x\"\\é"],"":{}}"#,
            "[]",
            "0",
        ] {
            assert_eq!(read(text).expect("JSON").to_string(), text);
        }
        let spaced = " { \"a\\u0062\" : [ 1 , 2 ] }\r\n";
        assert_eq!(read(spaced).expect("JSON").to_string(), r#"{"ab":[1,2]}"#);
    }

    #[test]
    fn mistakes_have_a_place() {
        misread("{\"a\":\n \"é\" 1}", "line 2, column 6: not JSON: expected `,` or `}`");
        misread("{\"a\":1,}", "line 1, column 8: not JSON: trailing comma");
        misread(
            "{\"a\":{\"b\":1,\n \"\\u0062\":2}}",
            "line 2, column 2: the key 'b' stands twice in one object; keep one",
        );
        misread("[\"\\ud800\"]", "line 1, column 2: not JSON: half a character is escaped");
        let deep = "[".repeat(200) + &"]".repeat(200);
        misread(&deep, "line 1, column 130: deeper than 128 levels");
    }

    #[test]
    fn numbers_are_written_plainly() {
        for (text, expected) in [
            ("+007", Some("7")),
            ("-0", Some("-0")),
            ("00", Some("0")),
            ("0.50", Some("0.50")),
            ("-00.5", Some("-0.5")),
            ("1e5", Some("1e5")),
            ("123456789012345678901234567890", Some("123456789012345678901234567890")),
            ("", None),
            ("1.", None),
            (".5", None),
            ("NaN", None),
            ("0x10", None),
            ("1 ", None),
            ("--1", None),
            ("+-1", None),
            ("\"1\"", None),
        ] {
            assert_eq!(number(text).as_deref(), expected, "{text:?}");
        }
    }
}
