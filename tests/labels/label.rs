use serde::Deserialize;
use taurusdb_spec::Facts;
use taurusdb_tests::root;

/// What the independent reader found in one row.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Label {
    /// Line of the row's first cell.
    pub(crate) line: u32,
    /// Number of the table; for people, as the note is.
    #[serde(rename = "table")]
    _table: String,
    /// The first cell.
    pub(crate) field: String,
    pub(crate) facts: Facts,
    #[serde(default, rename = "note")]
    _note: Option<String>,
}

/// The labels of a file beside this one.
pub(crate) fn load(file: &str) -> Vec<Label> {
    let text = std::fs::read_to_string(root().join("tests/labels").join(file))
        .expect("the labels are there");
    serde_json::from_str(&text).expect("the labels are in the notation of the specification")
}
