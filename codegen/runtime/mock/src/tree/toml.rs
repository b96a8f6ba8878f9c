//! Reads TOML, and keeps the lines.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::misread::Misread;
use super::node::{Content, Entry, Node};

impl Node {
    /// Reads a file of TOML; `source` is its name in messages.
    pub(crate) fn toml(source: &str, text: &str) -> Result<Self, Misread> {
        // Editors on some systems put it there, and TOML has no place for it.
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let table = DeTable::parse(text).map_err(|error| Misread {
            source: source.to_owned(),
            line: error.span().map(|span| line(text, span.start)),
            field: String::new(),
            wrong: format!("expected TOML: {}", error.message().replace('\n', ", ")),
        })?;
        Ok(Self { content: self::table(text, table.get_ref()), line: None })
    }
}

fn table(text: &str, table: &DeTable<'_>) -> Content {
    let entries = table.iter().map(|(name, value)| Entry {
        name: name.get_ref().clone().into_owned(),
        line: Some(line(text, name.span().start)),
        value: node(text, value),
    });
    let mut entries: Vec<Entry> = entries.collect();
    // As they were written: the first mistake is told first.
    entries.sort_by_key(|entry| entry.line);
    Content::Table(entries)
}

fn node(text: &str, value: &Spanned<DeValue<'_>>) -> Node {
    let content = match value.get_ref() {
        DeValue::String(text) => Content::Text(text.clone().into_owned()),
        DeValue::Integer(whole) => {
            match i64::from_str_radix(whole.as_str(), whole.radix()) {
                Ok(whole) => Content::Whole(whole),
                // Too long for a number of the machine.
                Err(_) => Content::Text(whole.to_string()),
            }
        }
        DeValue::Float(number) => match number.as_str().parse() {
            Ok(number) => Content::Number(number),
            Err(_) => Content::Text(number.as_str().to_owned()),
        },
        DeValue::Boolean(value) => Content::Flag(*value),
        DeValue::Datetime(moment) => Content::Text(moment.to_string()),
        DeValue::Array(items) => Content::List(items.iter().map(|item| node(text, item)).collect()),
        DeValue::Table(entries) => table(text, entries),
    };
    Node { content, line: Some(line(text, value.span().start)) }
}

/// The line of a byte, from 1.
fn line(text: &str, position: usize) -> usize {
    let before = &text.as_bytes()[..position.min(text.len())];
    1 + before.iter().filter(|byte| **byte == b'\n').count()
}
