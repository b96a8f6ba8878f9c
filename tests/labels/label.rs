//! The labels of a file: which row of the document each one is for, and the facts that it states.

use std::fmt;

use serde::Deserialize;
use taurusdb_spec::Facts;
use taurusdb_tests::root;

/// A row of the document, identified by what does not change when other rows are added or removed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
pub(crate) struct Row {
    /// Id of the operation.
    pub(crate) operation: String,
    /// What the table describes and, below a body, the name of the object in the document: `query`,
    /// `request`, `200 MysqlVolume`.
    pub(crate) table: String,
    /// The first cell.
    pub(crate) field: String,
    /// The position among several such rows of the operation, counted from 1.
    #[serde(default = "one")]
    pub(crate) ordinal: u32,
}

fn one() -> u32 {
    1
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.operation, self.table, self.field)?;
        if self.ordinal > 1 { write!(f, " {}", self.ordinal) } else { Ok(()) }
    }
}

/// What the independent reader found in one row.
#[derive(Deserialize)]
pub(crate) struct Label {
    /// The row that it read.
    #[serde(flatten)]
    pub(crate) row: Row,
    pub(crate) facts: Facts,
    #[serde(default, rename = "note")]
    _note: Option<String>,
}

/// Reads the labels of a file in this folder.
pub(crate) fn load(file: &str) -> Vec<Label> {
    let text = std::fs::read_to_string(root().join("tests/labels").join(file))
        .expect("the labels are there");
    serde_json::from_str(&text).expect("the labels are in the notation of the specification")
}
