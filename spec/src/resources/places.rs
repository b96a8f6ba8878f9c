//! The file and line of each key, for messages.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The place of each key, kept apart so that the model is plain data.
#[derive(Clone, Debug, Default)]
pub(crate) struct Places {
    files: Vec<PathBuf>,
    /// File and line by key.
    lines: BTreeMap<Key, (usize, usize)>,
}

/// The path to a value: the names of tables and the positions in lists, outermost first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Key(Vec<String>);

impl Key {
    /// The key of an operation's facts.
    pub(crate) fn operation(id: &str) -> Self {
        Self(vec!["operations".to_owned(), id.to_owned()])
    }

    /// The key of a resource.
    pub(crate) fn resource(name: &str) -> Self {
        Self(vec!["resources".to_owned(), name.to_owned()])
    }

    /// The key of something inside.
    pub(crate) fn to(&self, name: impl ToString) -> Self {
        let mut parts = self.0.clone();
        parts.push(name.to_string());
        Self(parts)
    }

    /// The name of the value in a message.
    pub(crate) fn name(&self) -> String {
        self.0[1..].join(".")
    }
}

impl Places {
    /// Adds the place of every key of a file; `root` makes the key of each table.
    pub(crate) fn add(
        &mut self,
        path: &Path,
        text: &str,
        table: &DeTable<'_>,
        root: fn(&str) -> Key,
    ) {
        let breaks: Vec<usize> = text.match_indices('\n').map(|(offset, _)| offset).collect();
        let file = self.files.len();
        self.files.push(path.to_owned());
        let line = |offset| breaks.partition_point(|end| *end < offset) + 1;
        for (name, value) in table {
            let key = root(name.get_ref());
            self.lines.insert(key.clone(), (file, line(name.span().start)));
            self.note(&key, value, file, &line);
        }
    }

    fn note(
        &mut self,
        key: &Key,
        value: &Spanned<DeValue<'_>>,
        file: usize,
        line: &impl Fn(usize) -> usize,
    ) {
        match value.get_ref() {
            DeValue::Table(table) => {
                for (name, value) in table {
                    let key = key.to(name.get_ref());
                    self.lines.insert(key.clone(), (file, line(name.span().start)));
                    self.note(&key, value, file, line);
                }
            }
            DeValue::Array(list) => {
                for (position, value) in list.iter().enumerate() {
                    let key = key.to(position);
                    self.lines.insert(key.clone(), (file, line(value.span().start)));
                    self.note(&key, value, file, line);
                }
            }
            _ => {}
        }
    }

    /// Whether a file has the key.
    pub(crate) fn contains(&self, key: &Key) -> bool {
        self.lines.contains_key(key)
    }

    /// File and line of a value, or of the nearest table or list around it that has a place.
    pub(crate) fn of(&self, key: &Key) -> (PathBuf, usize) {
        let found = (1..=key.0.len())
            .rev()
            .find_map(|length| self.lines.get(&Key(key.0[..length].to_vec())));
        match found {
            Some((file, line)) => (self.files[*file].clone(), *line),
            None => (self.files.first().cloned().unwrap_or_default(), 1),
        }
    }
}
