//! The decided names in `spec/overlay/names`, and how every overlay file is read.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml::Spanned;

use crate::Lock;

/// Names that people decided: `spec/overlay/names`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// Operation ids by `METHOD PATH`.
    operations: BTreeMap<String, Entry>,
    /// The summary of each group, by group id, in the order of the file.
    groups: GroupNames,
    /// Names of schemas.
    schemas: SchemaNames,
    /// Words that the document spells in several ways, each with the spelling for names of types.
    spellings: BTreeMap<String, String>,
    /// The names that were there before.
    lock: Lock,
}

/// Summaries of groups, in the order of `groups.toml`.
pub type GroupNames = Vec<(String, String)>;

/// Names of schemas by `operation side table-name`.
pub type SchemaNames = BTreeMap<String, Entry>;

/// A decided name and where it was decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The name.
    pub name: String,
    /// `file:line`, for messages.
    pub place: String,
}

/// An overlay file that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}:{line}: {message}", path.display())]
pub struct OverlayError {
    /// The file.
    pub path: PathBuf,
    /// The line, counted from 1.
    pub line: usize,
    /// What was found, what was expected, what to do.
    pub message: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GroupEntry {
    summary: String,
}

impl Names {
    /// Reads `operations.toml`, `groups.toml` and `schemas.toml` in `folder`.
    pub fn load(folder: &Path) -> Result<Self, OverlayError> {
        let mut names = Self::default();

        let (path, text) = read(folder, "operations.toml")?;
        let tables: BTreeMap<String, BTreeMap<Spanned<String>, Spanned<String>>> =
            parse(&path, &text)?;
        let mut ids = BTreeMap::new();
        for (group, commands) in tables {
            for (route, command) in commands {
                let line = line_of(&text, route.span().start);
                let fail = |message| OverlayError { path: path.clone(), line, message };
                let id = format!("{group}.{}", command.get_ref());
                if !is_identifier(command.get_ref()) {
                    return Err(fail(format!(
                        "'{}' cannot be a command: expected lower-case letters, digits and underscores, beginning with a letter",
                        command.get_ref()
                    )));
                }
                if let Some(first) = ids.insert(id.clone(), line) {
                    return Err(fail(format!("the name '{id}' is already used in line {first}")));
                }
                let place = format!("{}:{line}", path.display());
                let entry = Entry { name: id, place };
                if let Some(first) = names.operations.insert(route.into_inner(), entry) {
                    return Err(fail(format!("the operation is already named {}", first.name)));
                }
            }
        }

        let (path, text) = read(folder, "groups.toml")?;
        let mut groups: Vec<(usize, String, String)> =
            parse::<BTreeMap<Spanned<String>, GroupEntry>>(&path, &text)?
                .into_iter()
                .map(|(id, entry)| (id.span().start, id.into_inner(), entry.summary))
                .collect();
        groups.sort();
        let known: BTreeSet<&str> =
            names.operations.values().filter_map(|e| Some(e.name.rsplit_once('.')?.0)).collect();
        for (start, id, _) in &groups {
            if !known.contains(id.as_str())
                && !known.iter().any(|k| k.starts_with(&format!("{id}.")))
            {
                return Err(OverlayError {
                    path,
                    line: line_of(&text, *start),
                    message: format!("the group '{id}' has no operation; remove the entry"),
                });
            }
        }
        names.groups = groups.into_iter().map(|(_, id, summary)| (id, summary)).collect();

        let (path, text) = read(folder, "schemas.toml")?;
        for (key, name) in parse::<BTreeMap<Spanned<String>, Spanned<String>>>(&path, &text)? {
            let line = line_of(&text, key.span().start);
            let place = format!("{}:{line}", path.display());
            names.schemas.insert(key.into_inner(), Entry { name: name.into_inner(), place });
        }

        if folder.join("spellings.toml").exists() {
            let (path, text) = read(folder, "spellings.toml")?;
            names.spellings = parse(&path, &text)?;
        }
        names.lock = load_lock(&folder.join("lock.json"))?;
        Ok(names)
    }

    /// Keeps the names of a lock where nobody decided another one.
    pub fn keep(&mut self, lock: Lock) {
        self.lock = lock;
    }

    /// The names that were there before: they are kept where nobody decided another one.
    pub fn lock(&self) -> &Lock {
        &self.lock
    }

    /// The id decided for an operation.
    pub fn operation(&self, method: &str, path: &str) -> Option<&Entry> {
        self.operations.get(&format!("{method} {path}"))
    }

    /// The id decided under a key of `operations.toml`: `METHOD PATH`, followed by the title of the
    /// section in parentheses where several operations have that route.
    pub fn named(&self, key: &str) -> Option<&Entry> {
        self.operations.get(key)
    }

    /// Whether nothing is decided.
    pub fn is_empty(&self) -> bool {
        self.operations.is_empty() && self.groups.is_empty() && self.schemas.is_empty()
    }

    /// All operation names, each with its `METHOD PATH`.
    pub fn operations(&self) -> impl Iterator<Item = (&str, &Entry)> {
        self.operations.iter().map(|(route, entry)| (route.as_str(), entry))
    }

    /// All decided schema names, by key.
    pub fn schemas(&self) -> &SchemaNames {
        &self.schemas
    }

    /// How a word is spelled in names of types: as the document has it, and as it is decided.
    pub fn spellings(&self) -> impl Iterator<Item = (&str, &str)> {
        self.spellings.iter().map(|(found, spelling)| (found.as_str(), spelling.as_str()))
    }

    /// Decides the spelling of a word, as a line of `spellings.toml` does.
    pub fn spell(&mut self, found: &str, spelling: &str) {
        self.spellings.insert(found.to_owned(), spelling.to_owned());
    }

    /// Removes the names that were decided at a place, `file:line`.
    pub fn forget(&mut self, place: &str) {
        self.operations.retain(|_, entry| entry.place != place);
        self.schemas.retain(|_, entry| entry.place != place);
    }

    /// Decides the name of a schema, as a line of `schemas.toml` does.
    pub fn decide_schema(&mut self, key: String, name: String) {
        self.schemas.insert(key, Entry { name, place: String::new() });
    }

    /// The summary of a group; empty if it has none yet.
    pub fn group_summary(&self, id: &str) -> &str {
        self.groups.iter().find(|(group, _)| group == id).map_or("", |(_, summary)| summary)
    }

    /// The position of a group in the order that people decided. A group without a position follows
    /// the group that it is nested in; unknown groups come last.
    pub fn group_rank(&self, id: &str) -> usize {
        let rank = |id: &str| self.groups.iter().position(|(group, _)| group == id);
        let parents = std::iter::successors(Some(id), |id| Some(id.rsplit_once('.')?.0));
        parents.filter_map(rank).next().unwrap_or(usize::MAX)
    }
}

/// Reads the lock of names; without a file, nothing is locked.
fn load_lock(path: &Path) -> Result<Lock, OverlayError> {
    let refuse = |line, message| OverlayError { path: path.to_owned(), line, message };
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Lock::default()),
        Err(error) => return Err(refuse(1, format!("cannot be read: {error}"))),
    };
    serde_json::from_str(&text).map_err(|error| {
        let advice = "`cargo xtask regenerate` writes this file, so take it from version control";
        refuse(error.line(), format!("{error}; {advice}"))
    })
}

/// Names of the TOML files of a folder, in order.
pub(crate) fn file_names(folder: &Path) -> Result<Vec<String>, OverlayError> {
    let unreadable = |error: std::io::Error| OverlayError {
        path: folder.to_owned(),
        line: 1,
        message: format!("cannot be read: {error}"),
    };
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let name = entry.map_err(unreadable)?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".toml") {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

pub(crate) fn read(folder: &Path, name: &str) -> Result<(PathBuf, String), OverlayError> {
    let path = folder.join(name);
    match std::fs::read_to_string(&path) {
        Ok(text) => Ok((path, text)),
        Err(error) => {
            Err(OverlayError { path, line: 1, message: format!("cannot be read: {error}") })
        }
    }
}

/// Parses the text of an overlay file; an error names the line.
pub fn parse<T: for<'de> Deserialize<'de>>(path: &Path, text: &str) -> Result<T, OverlayError> {
    toml::from_str(text).map_err(|error| OverlayError {
        path: path.to_owned(),
        line: error.span().map_or(1, |span| line_of(text, span.start)),
        message: error.message().to_owned(),
    })
}

/// The line, counted from 1, in which the byte at this offset stands.
pub fn line_of(text: &str, offset: usize) -> usize {
    text[..offset.min(text.len())].matches('\n').count() + 1
}

fn is_identifier(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}
