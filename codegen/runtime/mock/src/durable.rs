//! What the service keeps, on disk: each change is there before it is acknowledged.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use redb::{Database, DatabaseError, ReadableDatabase, ReadableTable, TableDefinition};
use serde_json::{Map, Value, json};

/// Records by resource and number, and under another key each of the rest, as JSON.
const TABLE: TableDefinition<'_, &str, &str> = TableDefinition::new("state");

/// Stands between resource and number; no name has it.
const BETWEEN: char = '/';

/// What stands in a snapshot beside the rest.
const RECORDS: &str = "records";
const SEQ: &str = "_seq";

/// A file that keeps a snapshot of the world, change by change.
pub(crate) struct Durable {
    file: PathBuf,
    database: Database,
    /// What the file has, to write only what differs.
    written: BTreeMap<String, String>,
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
        let mut durable = Self { file: file.to_owned(), database, written: BTreeMap::new() };
        durable.written = durable.read().map_err(|error| wrong(error.to_string()))?;
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
    pub(crate) fn load(&self) -> Option<Value> {
        if self.written.is_empty() {
            return None;
        }
        let mut whole = Map::new();
        let mut records: Map<String, Value> = Map::new();
        for (key, value) in &self.written {
            let value = serde_json::from_str(value).unwrap_or_default();
            match key.split_once(BETWEEN) {
                None => drop(whole.insert(key.clone(), value)),
                Some((resource, _)) => {
                    let list = records.entry(resource).or_insert_with(|| json!([]));
                    list.as_array_mut().expect("made here").push(value);
                }
            }
        }
        whole.insert(RECORDS.to_owned(), Value::Object(records));
        Some(Value::Object(whole))
    }

    /// Writes what differs from what was written before; when this returns, it is on the disk.
    pub(crate) fn save(&mut self, snapshot: Value) -> Result<(), NotKept> {
        let next = entries(snapshot);
        if next == self.written {
            return Ok(());
        }
        self.write(&next).map_err(|error| NotKept {
            file: self.file.clone(),
            wrong: format!("cannot be written: {error}"),
        })?;
        self.written = next;
        Ok(())
    }

    fn write(&self, next: &BTreeMap<String, String>) -> Result<(), redb::Error> {
        let writing = self.database.begin_write()?;
        {
            let mut table = writing.open_table(TABLE)?;
            for key in self.written.keys().filter(|key| !next.contains_key(*key)) {
                table.remove(key.as_str())?;
            }
            for (key, value) in
                next.iter().filter(|(key, value)| self.written.get(*key) != Some(value))
            {
                table.insert(key.as_str(), value.as_str())?;
            }
        }
        writing.commit()?;
        Ok(())
    }
}

/// A snapshot as keys and values: each record for itself.
fn entries(snapshot: Value) -> BTreeMap<String, String> {
    let mut entries = BTreeMap::new();
    let Value::Object(whole) = snapshot else { return entries };
    for (name, value) in whole {
        if name != RECORDS {
            entries.insert(name, value.to_string());
            continue;
        }
        let Value::Object(resources) = value else { continue };
        for (resource, list) in resources {
            let Value::Array(list) = list else { continue };
            for record in list {
                // In the order of their numbers, which are the order of creation.
                let seq = record[SEQ].as_u64().unwrap_or_default();
                entries.insert(format!("{resource}{BETWEEN}{seq:020}"), record.to_string());
            }
        }
    }
    entries
}

impl fmt::Debug for Durable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Durable").field("file", &self.file).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Durable;

    #[test]
    fn what_was_saved_is_there_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("state");
        let first = json!({
            "last": 12,
            "events": [{ "due": 1 }],
            "records": { "a": [{ "_seq": 2, "n": 1 }, { "_seq": 10, "n": 2 }], "b": [{ "_seq": 12 }] },
        });
        let second = json!({
            "last": 13, "events": [],
            "records": { "a": [{ "_seq": 10, "n": 3 }, { "_seq": 13 }] },
        });
        let mut durable = Durable::open(&file).expect("a new file");
        assert_eq!(durable.load(), None);
        let taken = Durable::open(&file).expect_err("it is taken").to_string();
        assert!(taken.contains("another mock has this file"), "{taken}");
        for snapshot in [first, second] {
            durable.save(snapshot.clone()).expect("it can be written");
            drop(durable);
            durable = Durable::open(&file).expect("the same file");
            assert_eq!(durable.load(), Some(snapshot));
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
