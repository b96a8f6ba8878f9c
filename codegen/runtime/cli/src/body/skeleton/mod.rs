//! An input to fill in: as YAML, which explains each field, or as JSON, which has no comments.

mod yaml;

use serde_json::Value;
use taurusdb_descriptor_types::{Operation, Schema};

use crate::exit::Failure;
use crate::manual::Manual;
use crate::print;
use crate::sample::{self, Extent};
use crate::shell::Shell;

/// The forms that an input can have.
pub(crate) const FORMS: [&str; 2] = ["json", "yaml"];

/// Prints an input with example values, which the description allows. Secrets are left to be filled in.
pub(crate) fn show(
    manual: Manual,
    operation: &'static Operation,
    schema: &'static Schema,
    form: &str,
    compact: bool,
    shell: &mut Shell<'_>,
) -> Result<(), Failure> {
    if form == "yaml" {
        return shell.answer(yaml::text(manual, operation, schema));
    }
    let body = sample::body(manual, operation, schema, Extent::Full).to_string();
    let body: Value = serde_json::from_str(&body).unwrap_or_default();
    print::json(&body, compact, shell)
}
