//! Paths through bodies that are gone often: taken apart once.

use taurusdb_descriptor_types::resources::FieldPath;

use super::Data;
use super::key::Key;
use super::mark::Mark;

/// A path that goes into no list and no map, ready to be gone.
#[derive(Clone, Debug)]
pub(crate) struct Way(pub(super) Box<[Step]>);

#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    pub(super) name: &'static str,
    pub(super) mark: Mark,
}

impl Way {
    /// A path made ready; `None` if it goes into lists or maps.
    pub(crate) fn of(path: FieldPath) -> Option<Self> {
        let step = |name: &'static str| Step { name, mark: Mark::of(name.as_bytes()) };
        let names = path.segments().map(|segment| segment.name);
        (!super::goes_inside(path)).then(|| Self(names.map(step).collect()))
    }

    /// What lies at its end, from the object that has these fields.
    pub(crate) fn end<'d>(&self, fields: &'d [(Key, Data)]) -> Option<&'d Data> {
        let (first, rest) = self.0.split_first()?;
        let (_, value) = fields.iter().find(|(key, _)| key.is(first.name, first.mark))?;
        rest.iter().try_fold(value, |data, step| data.field(step.name, step.mark))
    }
}

impl Data {
    /// What lies at the end of a way.
    pub(crate) fn at(&self, way: &Way) -> Option<&Self> {
        way.0.iter().try_fold(self, |data, step| data.field(step.name, step.mark))
    }
}
