//! Reads tables by name, and refuses names that nobody asked for.

use std::cell::RefCell;
use std::time::Duration;

use super::misread::Misread;
use super::node::{Content, Entry, Node};
use crate::duration;
use crate::text::{instead, shorten};

/// A value together with its place.
#[derive(Clone, Debug)]
pub(crate) struct At<'n> {
    pub(crate) node: &'n Node,
    source: &'n str,
    field: String,
    line: Option<usize>,
}

/// A table whose names are taken out one by one.
#[derive(Debug)]
pub(crate) struct Table<'n> {
    at: At<'n>,
    entries: &'n [Entry],
    asked: RefCell<Vec<&'static str>>,
}

impl<'n> At<'n> {
    /// The whole of what was read.
    pub(crate) fn whole(source: &'n str, node: &'n Node) -> Self {
        Self { node, source, field: String::new(), line: node.line }
    }

    /// A value at a place within what was read.
    pub(crate) fn within(source: &'n str, field: &str, node: &'n Node) -> Self {
        Self { node, source, field: field.to_owned(), line: node.line }
    }

    pub(crate) fn line(&self) -> Option<usize> {
        self.line
    }

    /// The path to the value.
    pub(crate) fn field(&self) -> &str {
        &self.field
    }

    /// Something is wrong with the value.
    pub(crate) fn wrong(&self, wrong: impl Into<String>) -> Misread {
        Misread {
            source: self.source.to_owned(),
            line: self.line,
            field: self.field.clone(),
            wrong: wrong.into(),
        }
    }

    /// The value is of another kind.
    pub(crate) fn expected(&self, expected: &str) -> Misread {
        self.wrong(format!("expected {expected}, found {}", self.node.noun()))
    }

    pub(crate) fn table(self) -> Result<Table<'n>, Misread> {
        match &self.node.content {
            Content::Table(entries) => Ok(Table { at: self, entries, asked: RefCell::default() }),
            _ => Err(self.expected("a table")),
        }
    }

    /// The items of a list.
    pub(crate) fn list(&self) -> Result<Vec<Self>, Misread> {
        let Content::List(items) = &self.node.content else { return Err(self.expected("a list")) };
        let item = |(index, node): (usize, &'n Node)| Self {
            node,
            source: self.source,
            field: format!("{}[{}]", self.field, index + 1),
            line: node.line.or(self.line),
        };
        Ok(items.iter().enumerate().map(item).collect())
    }

    /// The items of a list, or the one value.
    pub(crate) fn one_or_list(&self) -> Result<Vec<Self>, Misread> {
        match self.node.content {
            Content::List(_) => self.list(),
            _ => Ok(vec![self.clone()]),
        }
    }

    /// A text; numbers and flags count as what they look like.
    pub(crate) fn text(&self) -> Result<String, Misread> {
        match &self.node.content {
            Content::Text(text) => Ok(text.clone()),
            Content::Whole(number) => Ok(number.to_string()),
            Content::Number(number) => Ok(number.to_string()),
            Content::Flag(flag) => Ok(flag.to_string()),
            _ => Err(self.expected("a text")),
        }
    }

    /// One of a few words.
    pub(crate) fn word<T: Copy>(&self, words: &[(&'static str, T)]) -> Result<T, Misread> {
        let text = self.text()?;
        let found = words.iter().find(|(word, _)| *word == text).map(|(_, value)| *value);
        found.ok_or_else(|| {
            let names = words.iter().map(|(word, _)| *word);
            self.wrong(format!("'{}' is not known; {}", shorten(&text), instead(names, &text)))
        })
    }

    pub(crate) fn flag(&self) -> Result<bool, Misread> {
        match &self.node.content {
            Content::Flag(flag) => Ok(*flag),
            Content::Text(text) if text == "true" || text == "false" => Ok(text == "true"),
            _ => Err(self.expected("true or false")),
        }
    }

    pub(crate) fn count(&self) -> Result<u64, Misread> {
        let whole = match &self.node.content {
            Content::Whole(whole) => u64::try_from(*whole).ok(),
            Content::Text(text) => text.parse().ok(),
            _ => None,
        };
        whole.ok_or_else(|| self.expected("a whole number from 0 on"))
    }

    pub(crate) fn number(&self) -> Result<f64, Misread> {
        let number = match &self.node.content {
            Content::Whole(whole) => Some(*whole as f64),
            Content::Number(number) => Some(*number),
            Content::Text(text) => text.parse().ok(),
            _ => None,
        };
        number.filter(|number| number.is_finite()).ok_or_else(|| self.expected("a number"))
    }

    /// A part of a whole: `0.25`, or `25%`.
    pub(crate) fn share(&self) -> Result<f64, Misread> {
        const SHARE: &str = "a share from 0 to 1, such as 0.25 or '25%'";
        let share = match &self.node.content {
            Content::Text(text) => match text.trim().strip_suffix('%') {
                Some(percent) => percent.trim().parse::<f64>().ok().map(|percent| percent / 100.0),
                None => text.trim().parse().ok(),
            },
            _ => self.number().ok(),
        };
        share.filter(|share| (0.0..=1.0).contains(share)).ok_or_else(|| self.expected(SHARE))
    }

    /// A span of time such as `250ms` or `1h 30m`; a bare number counts seconds.
    pub(crate) fn duration(&self) -> Result<Duration, Misread> {
        let text = match self.node.content {
            Content::Table(_) | Content::List(_) | Content::Nothing | Content::Flag(_) => None,
            _ => self.text().ok(),
        };
        text.and_then(|text| duration::parse(&text))
            .ok_or_else(|| self.expected(duration::EXPECTED))
    }
}

impl<'n> Table<'n> {
    /// The value of a name, if it is there. Every name that may stand in the table is asked for,
    /// before [`end`](Self::end) looks at the others.
    pub(crate) fn get(&self, name: &'static str) -> Option<At<'n>> {
        self.asked.borrow_mut().push(name);
        self.entries.iter().find(|entry| entry.name == name).map(|entry| self.entry(entry))
    }

    /// The value of a name that has to be there.
    pub(crate) fn need(&self, name: &'static str, what: &str) -> Result<At<'n>, Misread> {
        self.get(name).ok_or_else(|| self.at.wrong(format!("'{name}' is missing: {what}")))
    }

    /// All values, for tables whose names are data.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&'n str, At<'n>)> {
        self.entries.iter().map(|entry| (entry.name.as_str(), self.entry(entry)))
    }

    /// The table itself.
    pub(crate) fn at(&self) -> &At<'n> {
        &self.at
    }

    /// Refuses the names that nobody asked for.
    pub(crate) fn end(self) -> Result<(), Misread> {
        let asked = self.asked.take();
        let unknown = self.entries.iter().find(|entry| !asked.contains(&entry.name.as_str()));
        match unknown {
            None => Ok(()),
            Some(entry) => {
                let advice = instead(asked.iter().copied(), &entry.name);
                Err(self.entry(entry).wrong(format!("there is no such name; {advice}")))
            }
        }
    }

    fn entry(&self, entry: &'n Entry) -> At<'n> {
        let dot = if self.at.field.is_empty() { "" } else { "." };
        At {
            node: &entry.value,
            source: self.at.source,
            field: format!("{}{dot}{}", self.at.field, shorten(&entry.name)),
            line: entry.line.or(entry.value.line).or(self.at.line),
        }
    }
}
