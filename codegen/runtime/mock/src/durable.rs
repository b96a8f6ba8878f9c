//! What the service keeps, on disk: each change is there before it is acknowledged.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use redb::{Database, DatabaseError, ReadableDatabase, ReadableTable, TableDefinition};
use serde_json::{Map, Value, json};

use crate::state::{BETWEEN, Changes, EVENTS, Entry};

/// Records by resource and number, and under another key each of the rest, as JSON.
const TABLE: TableDefinition<'_, &str, &str> = TableDefinition::new("state");

/// What stands in a snapshot beside the rest.
const RECORDS: &str = "records";

/// A file that keeps a snapshot of the world, change by change.
pub(crate) struct Durable {
    file: PathBuf,
    database: Database,
    /// What was written last of the few things that stand beside records and events.
    rest: BTreeMap<String, Option<String>>,
    /// What is not written yet, because it could not be.
    pending: BTreeMap<String, Option<String>>,
}

/// Why a file does not keep anything.
#[derive(Debug, thiserror::Error)]
#[error("{}: {wrong}", file.display())]
pub struct NotKept {
    /// The file.
    pub file: PathBuf,
    /// What is wrong with it, and what to do.
    pub wrong: String,
}

impl Durable {
    /// Opens a file, or makes a new one.
    pub(crate) fn open(file: &Path) -> Result<Self, NotKept> {
        let wrong = |wrong: String| NotKept { file: file.to_owned(), wrong };
        let database = Database::create(file).map_err(|error| {
            wrong(match error {
                DatabaseError::DatabaseAlreadyOpen => {
                    "another mock has this file; stop it, or give each a file of its own".to_owned()
                }
                error => {
                    format!("this is no file of a mock's state, or it cannot be used: {error}")
                }
            })
        })?;
        let durable = Self {
            file: file.to_owned(),
            database,
            rest: BTreeMap::new(),
            pending: BTreeMap::new(),
        };
        Ok(durable)
    }

    fn read(&self) -> Result<BTreeMap<String, String>, redb::Error> {
        let reading = self.database.begin_read()?;
        let table = match reading.open_table(TABLE) {
            Ok(table) => table,
            Err(redb::TableError::TableDoesNotExist(_)) => return Ok(BTreeMap::new()),
            Err(error) => return Err(error.into()),
        };
        let entry = |entry: Result<(_, _), redb::StorageError>| {
            let (key, value): (redb::AccessGuard<'_, &str>, redb::AccessGuard<'_, &str>) = entry?;
            Ok((key.value().to_owned(), value.value().to_owned()))
        };
        table.iter()?.map(entry).collect()
    }

    /// The snapshot that was written last; `None` in a new file.
    pub(crate) fn load(&self) -> Result<Option<Value>, NotKept> {
        let written = self.read().map_err(|error| self.wrong("cannot be read", &error))?;
        if written.is_empty() {
            return Ok(None);
        }
        let mut whole = Map::new();
        let mut records: Map<String, Value> = Map::new();
        let mut events = Vec::new();
        for (key, value) in written {
            let value = serde_json::from_str(&value).unwrap_or_default();
            match key.split_once(BETWEEN) {
                None => drop(whole.insert(key, value)),
                Some((EVENTS, _)) => events.push(value),
                Some((resource, _)) => {
                    let list = records.entry(resource).or_insert_with(|| json!([]));
                    list.as_array_mut().expect("made here").push(value);
                }
            }
        }
        whole.insert(RECORDS.to_owned(), Value::Object(records));
        // Files of older versions have them all under one key.
        whole.entry(EVENTS).or_insert_with(|| events.into());
        Ok(Some(Value::Object(whole)))
    }

    /// Writes what has changed; when this returns, it is on the disk.
    pub(crate) fn save(&mut self, changes: Changes) -> Result<(), NotKept> {
        let changes = match changes {
            Changes::Some(changes) => changes,
            Changes::All(all) => self.differing(all)?,
        };
        let is_new = |(key, value): &Entry| self.rest.get(key) != Some(value);
        self.pending.extend(changes.into_iter().filter(is_new));
        if self.pending.is_empty() {
            return Ok(());
        }
        self.write().map_err(|error| self.wrong("cannot be written", &error))?;
        let pending = std::mem::take(&mut self.pending);
        self.rest.extend(pending.into_iter().filter(|(key, _)| !key.contains(BETWEEN)));
        Ok(())
    }

    /// What of the whole is not in the file as it is, and what in the file is no more.
    fn differing(&mut self, all: Vec<Entry>) -> Result<Vec<Entry>, NotKept> {
        // Whatever was to be written is among it.
        self.pending.clear();
        let mut written = self.read().map_err(|error| self.wrong("cannot be read", &error))?;
        let mut differing = Vec::new();
        for (key, value) in all {
            if written.remove(&key) != value {
                self.rest.remove(&key);
                differing.push((key, value));
            }
        }
        differing.extend(written.into_keys().map(|key| (key, None)));
        Ok(differing)
    }

    fn write(&self) -> Result<(), redb::Error> {
        let writing = self.database.begin_write()?;
        {
            let mut table = writing.open_table(TABLE)?;
            for (key, value) in &self.pending {
                match value {
                    Some(value) => drop(table.insert(key.as_str(), value.as_str())?),
                    None => drop(table.remove(key.as_str())?),
                }
            }
        }
        writing.commit()?;
        Ok(())
    }

    fn wrong(&self, what: &str, error: &redb::Error) -> NotKept {
        NotKept { file: self.file.clone(), wrong: format!("{what}: {error}") }
    }
}

impl fmt::Debug for Durable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Durable").field("file", &self.file).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Changes, Durable, Entry};

    fn entry(key: &str, value: &str) -> Entry {
        (key.to_owned(), (!value.is_empty()).then(|| value.to_owned()))
    }

    #[test]
    fn what_was_saved_is_there_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("state");
        let all = vec![
            entry("last", "12"),
            entry("events/0001", r#"{"due":1}"#),
            entry("a/002", r#"{"_seq":2,"n":1}"#),
            entry("a/010", r#"{"_seq":10,"n":2}"#),
            entry("b/012", r#"{"_seq":12}"#),
        ];
        let some = vec![
            entry("last", "13"),
            entry("events/0001", ""),
            entry("a/002", ""),
            entry("a/010", r#"{"_seq":10,"n":3}"#),
            entry("a/013", r#"{"_seq":13}"#),
        ];
        let fewer = vec![entry("last", "13"), entry("a/013", r#"{"_seq":13}"#)];
        let mut durable = Durable::open(&file).expect("a new file");
        assert_eq!(durable.load().expect("it can be read"), None);
        let taken = Durable::open(&file).expect_err("it is taken").to_string();
        assert!(taken.contains("another mock has this file"), "{taken}");
        for (changes, whole) in [
            (
                Changes::All(all),
                json!({
                    "last": 12,
                    "records": {
                        "a": [{ "_seq": 2, "n": 1 }, { "_seq": 10, "n": 2 }],
                        "b": [{ "_seq": 12 }],
                    },
                    "events": [{ "due": 1 }],
                }),
            ),
            (
                Changes::Some(some),
                json!({
                    "last": 13,
                    "records": {
                        "a": [{ "_seq": 10, "n": 3 }, { "_seq": 13 }],
                        "b": [{ "_seq": 12 }],
                    },
                    "events": [],
                }),
            ),
            (
                Changes::All(fewer),
                json!({ "last": 13, "records": { "a": [{ "_seq": 13 }] }, "events": [] }),
            ),
        ] {
            durable.save(changes).expect("it can be written");
            drop(durable);
            durable = Durable::open(&file).expect("the same file");
            assert_eq!(durable.load().expect("it can be read"), Some(whole));
        }
    }

    #[test]
    fn another_file_is_refused_and_left_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("letter.txt");
        std::fs::write(&file, "Dear reader").expect("a file");
        let error = Durable::open(&file).expect_err("it is no state").to_string();
        assert!(error.contains("letter.txt: this is no file of a mock's state"), "{error}");
        assert_eq!(std::fs::read(&file).expect("it is there"), b"Dear reader");
    }
}
