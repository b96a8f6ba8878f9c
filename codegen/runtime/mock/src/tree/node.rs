//! A value that knows its line.

use crate::text::shorten;

/// A value and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Node {
    pub(crate) content: Content,
    /// From 1; unknown for what came in a request.
    pub(crate) line: Option<usize>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Content {
    Nothing,
    Flag(bool),
    Whole(i64),
    Number(f64),
    Text(String),
    List(Vec<Node>),
    Table(Vec<Entry>),
}

/// A name in a table and its value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Entry {
    pub(crate) name: String,
    pub(crate) line: Option<usize>,
    pub(crate) value: Node,
}

impl Node {
    /// What it is called in a message.
    pub(super) fn noun(&self) -> String {
        match &self.content {
            Content::Nothing => "null".to_owned(),
            Content::Flag(value) => value.to_string(),
            Content::Whole(value) => value.to_string(),
            Content::Number(value) => value.to_string(),
            Content::Text(text) => format!("'{}'", shorten(text)),
            Content::List(_) => "a list".to_owned(),
            Content::Table(_) => "a table".to_owned(),
        }
    }

    /// Whether it says that something is not to be.
    pub(crate) fn is_off(&self) -> bool {
        matches!(self.content, Content::Nothing | Content::Flag(false))
    }

    /// Sets a name of a table; what is no table stays as it is.
    pub(crate) fn set(&mut self, name: &str, value: Self) {
        let Content::Table(entries) = &mut self.content else { return };
        entries.retain(|entry| entry.name != name);
        entries.push(Entry { name: name.to_owned(), line: None, value });
    }
}
