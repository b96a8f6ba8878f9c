//! Where the value of an attribute comes from, as far as it is the same for all records of a resource: worked
//! out once for each place of an answer, not for each record that is shown there.

use super::fit::Shape;
use super::model::Model;
use super::names::Name;
use super::sort::{Made, Sort};

/// The way to an attribute of the records of one resource.
#[derive(Debug)]
pub(crate) struct Access {
    pub(crate) name: Name,
    /// Whether it is neither kept nor made up, but follows from what goes on: a state, or progress.
    pub(crate) is_live: bool,
    /// What it can be a part of, and the way from there.
    pub(crate) wholes: Vec<(Name, Vec<&'static str>)>,
    pub(crate) made: Made,
    /// What is made up, where it is the same for all records, as the place shows it; empty where it cannot.
    pub(crate) constant: Box<[u8]>,
}

impl Access {
    pub(crate) fn new(model: &Model, sort: Sort, name: &'static str, shape: &Shape) -> Self {
        let entry = model.sort(sort);
        let is_state = entry.resource.state.is_some_and(|path| path.0 == name);
        let wholes = name
            .match_indices('.')
            .map(|(at, _)| (entry.names.name(&name[..at]), name[at + 1..].split('.').collect()));
        let made = entry.attributes.get(name).map_or(Made::Never, |known| known.made.clone());
        let mut constant = Vec::new();
        if let Made::Constant(value) = &made {
            shape.write(value, &mut constant);
        }
        Self {
            name: entry.names.name(name),
            is_live: is_state || model.is_progress(sort, name),
            wholes: wholes.collect(),
            made,
            constant: constant.into(),
        }
    }
}
