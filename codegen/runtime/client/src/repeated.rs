//! Fields that a body has more than once. A parser keeps the last value of each, and forgets the others.

use std::collections::HashMap;
use std::ops::Range;

use serde_json::Value;

use crate::digits::{end_of_string, restored};
use crate::lenient;
use crate::record::{Extra, MAX_NOTES, Step};

/// How many fields a value has, at all depths. A body that has more of them repeats some.
pub(crate) fn count_fields(value: &Value) -> usize {
    match value {
        Value::Object(fields) => fields.len() + fields.values().map(count_fields).sum::<usize>(),
        Value::Array(elements) => elements.iter().map(count_fields).sum(),
        _ => 0,
    }
}

/// The values that did not count, in a body that a strict parser accepts.
#[cold]
pub(crate) fn repeated(body: &[u8]) -> Vec<Extra> {
    let mut scanner = Scanner { body, at: 0, way: Vec::new(), found: Vec::new() };
    scanner.value();
    scanner.found
}

struct Scanner<'a> {
    body: &'a [u8],
    at: usize,
    way: Vec<Step>,
    found: Vec<Extra>,
}

impl Scanner<'_> {
    /// The next byte that is no white space.
    fn next(&mut self) -> Option<u8> {
        let rest = self.body.get(self.at..)?;
        self.at += rest.iter().position(|byte| !byte.is_ascii_whitespace())?;
        Some(self.body[self.at])
    }

    /// Goes behind a value, and gives its place.
    fn value(&mut self) -> Option<Range<usize>> {
        let first = self.next()?;
        let start = self.at;
        match first {
            b'{' => self.object()?,
            b'[' => self.list()?,
            b'"' => self.at = end_of_string(self.body, start),
            _ => {
                let ends = |byte: &u8| b",]}".contains(byte) || byte.is_ascii_whitespace();
                let rest = &self.body[start..];
                self.at += rest.iter().position(ends).unwrap_or(rest.len());
            }
        }
        Some(start..self.at)
    }

    fn list(&mut self) -> Option<()> {
        self.at += 1;
        for index in 0.. {
            match self.next()? {
                b']' => break,
                b',' => self.at += 1,
                _ => {}
            }
            if self.next()? == b']' {
                break;
            }
            self.way.push(Step::Index(index));
            let place = self.value();
            self.way.pop();
            place?;
        }
        self.at += 1;
        Some(())
    }

    fn object(&mut self) -> Option<()> {
        self.at += 1;
        let mut fields: HashMap<String, Range<usize>> = HashMap::new();
        loop {
            match self.next()? {
                b'}' => break,
                b',' | b':' => self.at += 1,
                _ => {}
            }
            if self.next()? == b'}' {
                break;
            }
            let name = self.value()?;
            let name: String = serde_json::from_slice(&self.body[name]).ok()?;
            self.next()?;
            self.at += 1;
            self.way.push(Step::Name(name.clone()));
            let place = self.value();
            if let Some(earlier) = fields.insert(name, place.clone()?) {
                self.keep(earlier);
            }
            self.way.pop();
        }
        self.at += 1;
        Some(())
    }

    /// Keeps the value at a place that another one has taken.
    fn keep(&mut self, place: Range<usize>) {
        if self.found.len() < MAX_NOTES
            && let Ok((value, _)) = lenient::parse(&self.body[place])
        {
            self.found.push(Extra::new(&self.way, restored(value, None), false));
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::{count_fields, repeated};

    #[track_caller]
    fn finds(body: &str, expected: &[(&str, &str)]) {
        let found = repeated(body.as_bytes());
        let found: Vec<(String, String)> =
            found.into_iter().map(|extra| (extra.path, extra.value.to_string())).collect();
        let found: Vec<(&str, &str)> =
            found.iter().map(|(p, v)| (p.as_str(), v.as_str())).collect();
        assert_eq!(found, expected, "{body}");
        let value: Value = serde_json::from_str(body).unwrap();
        let colons = serde_json::to_string(&value).unwrap().matches("\":").count();
        assert_eq!(count_fields(&value), colons, "{body}");
    }

    #[test]
    fn finds_what_came_before_the_value_that_counts() {
        finds(r#"{"a":1,"b":[],"c":{}}"#, &[]);
        finds(r#" { "a" : 1 , "b" : 2 , "a" : [ 3 ] } "#, &[("a", "1")]);
        finds(r#"{"a":1,"a":2,"\u0061":3}"#, &[("a", "1"), ("a", "2")]);
        finds(
            r#"[{"x":[[],[1,{"a b":{"d":1},"a b":"}\"{"}]]}]"#,
            &[(r#"[0].x[1][1]["a b"]"#, r#"{"d":1}"#)],
        );
        finds(r#"{"a":{"b":1,"b":2},"a":{"b":3}}"#, &[("a.b", "1"), ("a", r#"{"b":2}"#)]);
        finds("[]", &[]);
        finds("7", &[]);
        let many = format!("{{{}\"a\":1}}", "\"a\":1,".repeat(1000));
        assert_eq!(repeated(many.as_bytes()).len(), 100);
    }
}
