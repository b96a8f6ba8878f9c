//! The types of the crate that a file uses from other modules.

use std::collections::BTreeSet;

use crate::plan::Home;

/// Module and name of each type, for the `use` lines of a file.
pub(super) type Imports = BTreeSet<(Home, String)>;
