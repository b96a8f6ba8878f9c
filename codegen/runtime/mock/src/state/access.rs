//! Where the value of an attribute comes from, as far as it is the same for all records of a resource: worked
//! out once for each place of an answer, not for each record that is shown there.

use super::fit::Shape;
use super::model::Model;
use super::paths::field;
use super::record::{Name, Record};
use super::scene::Scene;
use super::sort::{Made, Sort};

/// The way to an attribute of the records of one resource.
#[derive(Debug)]
pub(crate) struct Access {
    name: Name,
    /// Whether it is neither kept nor made up, but follows from what goes on: a state, or progress.
    is_live: bool,
    /// What it can be a part of, and the way from there.
    wholes: Vec<(Name, Vec<&'static str>)>,
    made: Made,
    /// What is made up, where it is the same for all records, as the place shows it; empty where it cannot.
    constant: Box<[u8]>,
}

impl Access {
    pub(crate) fn new(model: &Model, sort: Sort, name: &'static str, shape: &Shape) -> Self {
        let entry = model.sort(sort);
        let is_state = entry.resource.state.is_some_and(|path| path.0 == name);
        let wholes = name
            .match_indices('.')
            .map(|(at, _)| (Name::new(&name[..at]), name[at + 1..].split('.').collect()));
        let made = entry.attributes.get(name).map_or(Made::Never, |known| known.made.clone());
        let mut constant = Vec::new();
        if let Made::Constant(value) = &made {
            shape.write(value, &mut constant);
        }
        Self {
            name: Name::new(name),
            is_live: is_state || model.is_progress(sort, name),
            wholes: wholes.collect(),
            made,
            constant: constant.into(),
        }
    }
}

impl Scene<'_> {
    /// Writes an attribute of a record at a place of this shape; `false` if there is nothing to write.
    pub(crate) fn write(
        &self,
        record: &Record,
        access: &Access,
        shape: &Shape,
        out: &mut Vec<u8>,
    ) -> bool {
        if access.is_live
            && let Some(value) = self.kept(record, access.name.text)
        {
            return value.is_some_and(|value| shape.write(&value, out));
        }
        if let Some(value) = record.named(access.name) {
            return shape.write(value, out);
        }
        for (name, parts) in &access.wholes {
            if let Some(whole) = record.named(*name) {
                let part = parts.iter().try_fold(whole, |value, part| field(value, part));
                return part.is_some_and(|value| shape.write(value, out));
            }
        }
        match &access.made {
            Made::Never => false,
            Made::Constant(_) => {
                out.extend_from_slice(&access.constant);
                !access.constant.is_empty()
            }
            Made::Born => shape.born(record.born, out),
            made => {
                let value = self.made(record, access.name.text, made);
                value.is_some_and(|value| shape.write(&value, out))
            }
        }
    }
}
