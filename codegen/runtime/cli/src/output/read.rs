//! Reads JSON that a strict parser takes, and keeps what such a parser changes: digits, and the order of keys.

use std::collections::HashMap;

use super::node::Node;

/// Reads a document. Of a key that comes twice in one object, the last value counts; the client has told of it.
///
/// The client has read the text before, so that it is valid, and nested no deeper than it allows; `None` only where
/// that does not hold.
pub(crate) fn read(json: &str) -> Option<Node> {
    let mut reader = Reader { text: json, at: 0 };
    let node = reader.value(DEPTH)?;
    reader.space();
    (reader.at == json.len()).then_some(node)
}

/// More levels than the client lets pass.
const DEPTH: usize = 256;

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn space(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
    }

    /// Goes past a character, if it comes next.
    fn take(&mut self, expected: u8) -> bool {
        self.space();
        let is_next = self.text.as_bytes().get(self.at) == Some(&expected);
        self.at += usize::from(is_next);
        is_next
    }

    fn value(&mut self, depth: usize) -> Option<Node> {
        let depth = depth.checked_sub(1)?;
        self.space();
        Some(match self.text.as_bytes().get(self.at)? {
            b'"' => Node::Text(self.string()?),
            b'[' => {
                self.at += 1;
                let mut items = Vec::new();
                if !self.take(b']') {
                    loop {
                        items.push(self.value(depth)?);
                        if self.take(b']') {
                            break;
                        }
                        self.take(b',').then_some(())?;
                    }
                }
                Node::List(items)
            }
            b'{' => {
                self.at += 1;
                let mut members: Vec<(String, Node)> = Vec::new();
                if !self.take(b'}') {
                    loop {
                        self.space();
                        let key = self.string()?;
                        self.take(b':').then_some(())?;
                        members.push((key, self.value(depth)?));
                        if self.take(b'}') {
                            break;
                        }
                        self.take(b',').then_some(())?;
                    }
                }
                Node::Object(once(members))
            }
            _ => self.word()?,
        })
    }

    /// The string that begins here.
    fn string(&mut self) -> Option<String> {
        let bytes = self.text.as_bytes();
        let start = self.at;
        let mut end = start + 1;
        let mut is_plain = true;
        loop {
            match bytes.get(end)? {
                b'"' => break,
                b'\\' => {
                    is_plain = false;
                    end += 2;
                }
                _ => end += 1,
            }
        }
        self.at = end + 1;
        match is_plain {
            true => Some(self.text.get(start + 1..end)?.to_owned()),
            false => serde_json::from_str(self.text.get(start..=end)?).ok(),
        }
    }

    /// A number, or one of the three words.
    fn word(&mut self) -> Option<Node> {
        let rest = &self.text[self.at..];
        let length = rest.find([' ', '\t', '\n', '\r', ',', ':', ']', '}']).unwrap_or(rest.len());
        let word = &rest[..length];
        self.at += length;
        Some(match word {
            "null" => Node::Null,
            "true" => Node::Bool(true),
            "false" => Node::Bool(false),
            number if number.starts_with(|c: char| c == '-' || c.is_ascii_digit()) => {
                Node::Number(number.to_owned())
            }
            _ => return None,
        })
    }
}

/// Members of which each key comes once: where it came first, with the value that came last.
fn once(members: Vec<(String, Node)>) -> Vec<(String, Node)> {
    let mut places: HashMap<String, usize> = HashMap::with_capacity(members.len());
    let mut kept: Vec<(String, Node)> = Vec::with_capacity(members.len());
    for (key, value) in members {
        match places.get(&key) {
            Some(place) => kept[*place].1 = value,
            None => {
                places.insert(key.clone(), kept.len());
                kept.push((key, value));
            }
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::{Node, read};

    #[test]
    fn reads_what_serde_reads() {
        for json in [
            r#" { "a" : [ 1 , -2.5,{ } , [ ] ], "b":{"c": null , "d":[[true],"x\"\\\u00e9\ud83d\ude00"]} } "#,
            "[]",
            "\"Zürich\\n\"",
            "false",
        ] {
            let value: Value = serde_json::from_str(json).expect("the case is JSON");
            assert_eq!(read(json), Some(Node::from(&value)), "{json}");
        }
        for broken in ["", "[1", "{\"a\"}", "nul", "[1]]", "\"a"] {
            assert_eq!(read(broken), None, "{broken}");
        }
    }

    #[test]
    fn keeps_digits_and_the_last_of_what_repeats() {
        let node =
            read(r#"{"n":1.10,"l":123456789012345678901234567890,"n":-0,"\u006e":1E400}"#).unwrap();
        let number = |digits: &str| Node::Number(digits.to_owned());
        assert_eq!(node.get("l"), Some(&number("123456789012345678901234567890")));
        assert_eq!(node.get("n"), Some(&number("1E400")));
    }
}
