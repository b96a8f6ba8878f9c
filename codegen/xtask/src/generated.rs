//! What is generated from a specification.

use std::path::Path;

use taurusdb_spec::{Api, Ledger, Lock};

use crate::extract;
use crate::failure::Failure;
use crate::output::Unit;

/// Everything below `spec/` and `generated/` that is.
pub(crate) fn units(api: &Api, ledger: &Ledger, root: &Path) -> Result<Vec<Unit>, Failure> {
    let mut units = extract::units(api, ledger, &root.join("spec"));
    let (files, lock) = taurusdb_emit::generate_with_lock(api)?;
    let path = root.join("spec").join(Lock::FILE);
    units.push(Unit::File { path, text: lock.to_text() });
    units.push(Unit::Folder { path: root.join("generated"), files });
    Ok(units)
}
