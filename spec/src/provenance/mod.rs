//! Where in the document every fact stands: `spec/provenance.json`, the only file with line and table
//! numbers.
//!
//! These numbers change whenever the document is edited above them, so the files that people compare
//! (`spec/api`, the ledger, the OpenAPI export, generated code) do not contain them. Here their keys
//! do not change: operations by id, parameters by place and name, examples by status and count,
//! tables by operation, role and name in the document, fields by schema and name. [`Api::load`] puts
//! the numbers back into the model, so that `explain` and error messages can show them.

mod collect;
mod join;
mod keys;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::{LoadError, PageStart, Prose};

/// The file beside `spec/api`.
const FILE: &str = "provenance.json";

/// Line and table numbers by key.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provenance {
    /// Issue of the document that has these numbers.
    issue: String,
    /// Its date.
    date: String,
    /// The pages of the document, if it is not one file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pages: Vec<PageStart>,
    /// The tables about the service as a whole.
    service: ServiceLines,
    /// By operation id.
    operations: BTreeMap<String, OperationPlaces>,
    /// By schema name.
    schemas: BTreeMap<String, SchemaPlaces>,
    /// Findings by operation (`service` for those without one), then by rule, field and example.
    /// Findings with the same key are in the order of the ledger.
    ledger: BTreeMap<String, LinesByKey>,
    /// Fingerprints of the words.
    #[serde(default, skip_serializing_if = "Prose::is_empty")]
    prose: Prose,
}

/// Lines of the rows that share a key, in the order of the document.
type LinesByKey = BTreeMap<String, Vec<u32>>;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ServiceLines {
    endpoints: LinesByKey,
    status_codes: LinesByKey,
    error_codes: LinesByKey,
    actions: LinesByKey,
    metrics: LinesByKey,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct OperationPlaces {
    /// First and last line of the section.
    lines: [u32; 2],
    /// Line of the method and path.
    uri: u32,
    /// Line of the announcement that the operation ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    deprecated: Option<u32>,
    /// By place and name: `query.limit`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    parameters: BTreeMap<String, Place>,
    /// Headers of responses by status and name: `200 X-Request-Id`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    response_headers: BTreeMap<String, Place>,
    /// IAM actions of the section by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    permissions: LinesByKey,
    /// Error codes of the section.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    errors: LinesByKey,
    /// First lines by name: `request 1`, `200 2`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    examples: BTreeMap<String, u32>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SchemaPlaces {
    /// By operation, role and name: `instances.show 200 MysqlTags`. Tables with the same key are in the
    /// order of the document.
    sources: BTreeMap<String, Vec<Place>>,
    /// The lines of each field, one for each source that has it.
    fields: LinesByKey,
}

/// A table, and the line of a row or of the title.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Place {
    table: String,
    line: u32,
}

impl Provenance {
    /// Reads `provenance.json` in the folder `spec`.
    pub(crate) fn load(spec: &Path) -> Result<Self, LoadError> {
        crate::read_json::read_json(&Self::path(spec))
    }

    pub(crate) fn path(spec: &Path) -> PathBuf {
        spec.join(FILE)
    }

    /// The text of `provenance.json`.
    pub fn to_text(&self) -> String {
        crate::to_text(&serde_json::to_value(self).expect("the model serialises to JSON"))
    }
}
