//! The way to an attribute of the records of one resource: worked out once for each place where it is read or
//! shown, not for each record.

use super::names::Name;
use super::sort::Made;

/// Where the value of an attribute comes from, as far as it is the same for all records of a resource.
#[derive(Debug)]
pub(crate) struct Access {
    pub(crate) name: Name,
    /// Whether it is neither kept nor made up, but follows from what goes on: a state, or progress.
    pub(crate) is_live: bool,
    /// What it can be a part of, and the way from there.
    pub(crate) wholes: Vec<(Name, Vec<&'static str>)>,
    pub(crate) made: Made,
}
