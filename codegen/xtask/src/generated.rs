//! What is generated from a specification.

use std::path::Path;

use taurusdb_spec::{Api, Ledger};

use crate::extract;
use crate::failure::Failure;
use crate::output::Unit;

/// Everything below `spec/` and `generated/` that is.
pub(crate) fn units(api: &Api, ledger: &Ledger, root: &Path) -> Result<Vec<Unit>, Failure> {
    let mut units = extract::units(api, ledger, &root.join("spec"));
    let files = taurusdb_emit::generate(api)?;
    units.push(Unit::Folder { path: root.join("generated"), files });
    Ok(units)
}
