//! `spec/history`: what each issue of the document changed, one record per issue.
//!
//! A record keeps the statements that the issue changed, as they were before it. The newest
//! specification together with the records therefore tells what every issue said, and a field that goes
//! back to what an earlier issue said is seen. The first record is where the history begins; it keeps
//! no statements.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::{Aspect, Change, Inventory, Stated, Subject};

/// From this length on, a record keeps the fingerprint of a statement instead of its text.
const LONG: usize = 240;

/// What a fingerprint begins with, where a text could stand.
const MARK: &str = "sha256:";

/// What one issue of the document changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The number of the issue.
    pub issue: String,
    /// Its date, `YYYY-MM-DD`.
    pub date: String,
    /// The fingerprint of the document.
    pub document: String,
    /// The versions of the generated crates that it was given.
    pub versions: BTreeMap<String, String>,
    /// The issue before it; none where the history begins.
    pub before: Option<Before>,
    /// The statements that it changed, as they were; none for what it stated first.
    was: BTreeMap<(Subject, Aspect), Option<Stated>>,
}

/// What stood before an issue.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Before {
    /// The number of the issue.
    pub issue: String,
    /// Its date.
    pub date: String,
    /// The versions of the generated crates.
    pub versions: BTreeMap<String, String>,
}

/// The records, the oldest first.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// Name of the file and record.
    records: Vec<(String, Record)>,
}

/// A file of the history that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{}:{line}: {message}\n  take the file from version control; `cargo xtask sync` writes it", path.display())]
pub struct HistoryError {
    /// The file.
    pub path: PathBuf,
    /// The line, counted from 1.
    pub line: usize,
    /// What was found and what was expected.
    pub message: String,
}

/// A statement that is again what an earlier issue said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Echo<'c> {
    /// The change that brings it back.
    pub change: &'c Change,
    /// The number and date of the last issue that said the same.
    pub issue: (String, String),
    /// How often it has changed, this time included.
    pub times: usize,
}

impl fmt::Display for Echo<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { change, issue: (issue, date), times } = self;
        write!(f, "`{}`: ", change.subject)?;
        let name = change.aspect.name();
        if !name.is_empty() {
            write!(f, "{name} ")?;
        }
        let now = match &change.new {
            Some(stated) => stated.text.chars().take(60).collect(),
            None => "gone".to_owned(),
        };
        write!(f, "{now}, back to what issue {issue} of {date} said (it has changed {times} times)")
    }
}

/// A record as its file has it, but for the statements, each of which has a line of its own.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    issue: String,
    date: String,
    document: String,
    #[serde(default)]
    versions: BTreeMap<String, String>,
    #[serde(default)]
    before: Option<Before>,
    was: Vec<(Subject, Vec<Was>)>,
}

/// What was stated of a subject, and its line; none for what was not stated.
type Was = (Aspect, Option<(String, u32)>);

impl Record {
    /// Where a history begins.
    pub fn first(issue: &str, date: &str, document: &str) -> Self {
        let [issue, date, document] = [issue, date, document].map(str::to_owned);
        let versions = BTreeMap::new();
        Self { issue, date, document, versions, before: None, was: BTreeMap::new() }
    }

    /// What an issue changed, from one inventory to the next.
    pub fn between(
        (issue, date, document): (&str, &str, &str),
        before: Before,
        versions: BTreeMap<String, String>,
        old: &Inventory,
        new: &Inventory,
    ) -> Self {
        let keys: BTreeSet<_> = old.statements.keys().chain(new.statements.keys()).collect();
        // Of an operation that is new, this is enough to know all of it.
        let is_of_new = |(subject, aspect): &(Subject, Aspect)| {
            let exists = (Subject::Operation(subject.operation()?.to_owned()), Aspect::Exists);
            let is_itself = *subject == exists.0 && *aspect == Aspect::Exists;
            Some(!is_itself && !old.statements.contains_key(&exists))
        };
        let known = keys.into_iter().filter(|key| is_of_new(key) != Some(true));
        let was = known.filter_map(|key| {
            let (old, new) = (old.statements.get(key), new.statements.get(key));
            let same = old.map(|stated| &stated.text) == new.map(|stated| &stated.text);
            (!same).then(|| (key.clone(), old.map(shortened)))
        });
        Self {
            before: Some(before),
            versions,
            was: was.collect(),
            ..Self::first(issue, date, document)
        }
    }

    /// Whether the issue changed no statement.
    pub fn is_empty(&self) -> bool {
        self.was.is_empty()
    }

    /// What stood before this issue, if `now` is what stood right after it. Of a long text that `next`
    /// states too, only the fingerprint is known; it is taken from there.
    pub fn undo(&self, now: &Inventory, next: &Inventory) -> Inventory {
        let mut before = now.clone();
        if let Some(Before { issue, date, .. }) = &self.before {
            before.issue = format!("{issue}, {date}");
        }
        for (key, was) in &self.was {
            let Some(was) = was else {
                match key {
                    (Subject::Operation(id), Aspect::Exists) => {
                        before.statements.retain(|(subject, _), _| subject.operation() != Some(id))
                    }
                    _ => _ = before.statements.remove(key),
                }
                continue;
            };
            let mut was = was.clone();
            let again = next.statements.get(key).filter(|next| shortened(next).text == was.text);
            if let Some(next) = again {
                was.text.clone_from(&next.text);
            }
            before.statements.insert(key.clone(), was);
        }
        before
    }

    fn to_text(&self) -> String {
        let Self { issue, date, document, versions, before, was } = self;
        let mut text = String::from("{\n");
        let quoted = |text: &str| serde_json::to_string(text).unwrap_or_default();
        for (key, value) in [("issue", issue), ("date", date), ("document", document)] {
            let _ = writeln!(text, "  \"{key}\": {},", quoted(value));
        }
        if let Some(before) = before {
            let versions = serde_json::to_string(versions).unwrap_or_default();
            let _ = writeln!(text, "  \"versions\": {versions},");
            let before = serde_json::to_string(before).unwrap_or_default();
            let _ = writeln!(text, "  \"before\": {before},");
        }
        let mut subjects: Vec<(&Subject, Vec<Was>)> = Vec::new();
        for ((subject, aspect), was) in was {
            let was = was.as_ref().map(|stated| (stated.text.clone(), stated.line));
            match subjects.last_mut() {
                Some((last, stated)) if *last == subject => stated.push((aspect.clone(), was)),
                _ => subjects.push((subject, vec![(aspect.clone(), was)])),
            }
        }
        let line =
            |subject: &(&Subject, Vec<Was>)| serde_json::to_string(subject).unwrap_or_default();
        let lines: Vec<String> = subjects.iter().map(line).collect();
        if lines.is_empty() {
            text += "  \"was\": []\n}\n";
        } else {
            let _ = write!(text, "  \"was\": [\n    {}\n  ]\n}}\n", lines.join(",\n    "));
        }
        text
    }

    fn parse(path: &Path, text: &str) -> Result<Self, HistoryError> {
        let file: File = serde_json::from_str(text).map_err(|error| HistoryError {
            path: path.to_owned(),
            line: error.line(),
            message: error.to_string(),
        })?;
        let was = file.was.into_iter().flat_map(|(subject, stated)| {
            stated.into_iter().map(move |(aspect, was)| {
                ((subject.clone(), aspect), was.map(|(text, line)| Stated { text, line }))
            })
        });
        Ok(Self {
            issue: file.issue,
            date: file.date,
            document: file.document,
            versions: file.versions,
            before: file.before,
            was: was.collect(),
        })
    }
}

impl History {
    /// Reads the records in a folder; without the folder, there are none.
    ///
    /// # Errors
    /// Fails if a file cannot be read as a record.
    pub fn load(folder: &Path) -> Result<Self, HistoryError> {
        let mut names: Vec<String> = std::fs::read_dir(folder)
            .into_iter()
            .flatten()
            .flatten()
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .filter(|name| name.ends_with(".json") && !name.starts_with('.'))
            .collect();
        names.sort();
        let mut records = Vec::new();
        for name in names {
            let path = folder.join(&name);
            let text = std::fs::read_to_string(&path).map_err(|error| HistoryError {
                path: path.clone(),
                line: 1,
                message: format!("cannot be read: {error}"),
            })?;
            records.push((name, Record::parse(&path, &text)?));
        }
        Ok(Self { records })
    }

    /// The record of the newest issue.
    pub fn newest(&self) -> Option<&Record> {
        self.records.last().map(|(_, record)| record)
    }

    /// Adds the record of an issue that is newer than all others.
    pub fn push(&mut self, record: Record) {
        let number = self.records.len() + 1;
        let part = |text: &str| -> String {
            text.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect()
        };
        let name = format!("{number:03}-issue-{}-{}.json", part(&record.issue), part(&record.date));
        self.records.push((name, record));
    }

    /// The history up to an issue; `None` if that was never taken in.
    pub fn up_to(mut self, issue: &str, date: &str) -> Option<Self> {
        let at = self.records.iter().rposition(|(_, r)| r.issue == issue && r.date == date)?;
        self.records.truncate(at + 1);
        Some(self)
    }

    /// Takes the record of the newest issue away.
    pub fn pop(&mut self) -> Option<Record> {
        self.records.pop().map(|(_, record)| record)
    }

    /// The text of each file, by name.
    pub fn files(&self) -> BTreeMap<String, String> {
        self.records.iter().map(|(name, record)| (name.clone(), record.to_text())).collect()
    }

    /// The changes that bring back what an earlier issue said. The records must end before the changes.
    pub fn echoes<'c>(&self, changes: &'c [Change]) -> Vec<Echo<'c>> {
        changes.iter().filter_map(|change| self.echo(change)).collect()
    }

    fn echo<'c>(&self, change: &'c Change) -> Option<Echo<'c>> {
        let key = (change.subject.clone(), change.aspect.clone());
        let now = change.new.as_ref().map(shortened).map(|stated| stated.text);
        let (mut times, mut said) = (1, None);
        for (_, record) in self.records.iter().rev() {
            let (Some(was), Some(before)) = (record.was.get(&key), &record.before) else {
                continue;
            };
            times += 1;
            if said.is_none() && was.as_ref().map(|stated| &stated.text) == now.as_ref() {
                said = Some((before.issue.clone(), before.date.clone()));
            }
        }
        said.map(|issue| Echo { change, issue, times })
    }
}

/// A fingerprint of texts, and of where each of them ends.
pub fn fingerprint<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
    let mut digest = Sha256::new();
    for text in texts {
        digest.update((text.len() as u64).to_le_bytes());
        digest.update(text);
    }
    let digest = digest.finalize();
    digest.iter().take(16).fold(String::from(MARK), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// A statement as a record keeps it.
fn shortened(stated: &Stated) -> Stated {
    let text = match stated.text.len() {
        ..LONG => stated.text.clone(),
        _ => fingerprint([stated.text.as_str()]),
    };
    Stated { text, line: stated.line }
}
