//! Takes JSON as a tree; its lines are not known.

use serde_json::{Value, json};

use super::misread::Misread;
use super::node::{Content, Entry, Node};
use crate::unique;

impl Node {
    /// Reads a body of JSON; `source` is what it is called in messages.
    pub(crate) fn json(source: &str, bytes: &[u8]) -> Result<Self, Misread> {
        value(source, bytes).map(Self::from)
    }
}

/// Reads JSON in which each name comes once.
pub(crate) fn value(source: &str, bytes: &[u8]) -> Result<Value, Misread> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    unique::value(bytes).map_err(|error| Misread {
        source: source.to_owned(),
        line: Some(error.line()).filter(|line| *line > 0),
        field: String::new(),
        wrong: match error.is_data() {
            true => format!("expected each name once, found {error}"),
            false => format!("expected JSON: {error}"),
        },
    })
}

impl Node {
    /// The same as JSON.
    pub(crate) fn to_json(&self) -> Value {
        match &self.content {
            Content::Nothing => Value::Null,
            Content::Flag(flag) => json!(flag),
            Content::Whole(whole) => json!(whole),
            Content::Number(number) => json!(number),
            Content::Text(text) => json!(text),
            Content::List(items) => items.iter().map(Self::to_json).collect(),
            Content::Table(entries) => {
                let entry = |entry: &Entry| (entry.name.clone(), entry.value.to_json());
                Value::Object(entries.iter().map(entry).collect())
            }
        }
    }
}

impl From<Value> for Node {
    fn from(value: Value) -> Self {
        let content = match value {
            Value::Null => Content::Nothing,
            Value::Bool(value) => Content::Flag(value),
            Value::Number(number) => match (number.as_i64(), number.as_f64()) {
                (Some(whole), _) => Content::Whole(whole),
                (None, Some(number)) => Content::Number(number),
                (None, None) => Content::Text(number.to_string()),
            },
            Value::String(text) => Content::Text(text),
            Value::Array(items) => Content::List(items.into_iter().map(Self::from).collect()),
            Value::Object(entries) => {
                let entry = |(name, value)| Entry { name, line: None, value: Self::from(value) };
                Content::Table(entries.into_iter().map(entry).collect())
            }
        };
        Self { content, line: None }
    }
}
