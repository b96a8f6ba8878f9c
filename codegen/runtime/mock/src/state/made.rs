//! Values that the service makes up: no call says them, and the same question has the same answer.

use std::borrow::Cow;

use serde_json::Value;
use taurusdb_descriptor_types::resources::IdShape;

use super::datum::Datum;
use super::ids;
use super::record::{Record, Shared};
use super::scene::Scene;
use super::sort::{Made, Sort};

impl Scene<'_> {
    /// What the service gives an attribute of a record; it depends on the record and the seed alone.
    pub(crate) fn made<'m>(
        &self,
        record: &Record,
        name: &str,
        made: &'m Made,
    ) -> Option<Cow<'m, Datum>> {
        let number = || ids::mix(self.world.seed ^ record.seq.0, ids::hash(name));
        let value: Datum = match made {
            Made::Never => return None,
            Made::Constant(value) => return Some(Cow::Borrowed(value)),
            Made::OneOf(values) => {
                let at = usize::try_from(number() % values.len() as u64).unwrap_or_default();
                Datum::fixed(values[at])
            }
            Made::Born => Datum::Moment(record.born()),
            Made::Id(sort, shape) => match sort {
                Some(sort) => {
                    if let Some(near) = self.nearest(record, *sort) {
                        return Some(Cow::Owned(self.id(near).into()));
                    }
                    // The first one that there is, under whatever is above the record.
                    let found = self.any(record, *sort)?;
                    self.id(&found).into()
                }
                None => ids::id(self.world.seed ^ record.seq.0, ids::hash(name), *shape).into(),
            },
            Made::Label(sort) => {
                let near = self.nearest(record, *sort)?;
                self.label(near)?.into_owned()
            }
            Made::Ip => ip(number()).into(),
            Made::Link => {
                let id =
                    ids::id(self.world.seed ^ record.seq.0, ids::hash(name), IdShape::Uuid32(None));
                format!("https://files.example.com/{id}").into()
            }
            Made::ListOf(inner) => {
                Value::Array(vec![self.made(record, name, inner)?.to_value()]).into()
            }
        };
        Some(Cow::Owned(value))
    }

    /// An id that belongs to nothing, the same wherever a field of this name stands.
    pub(crate) fn lone(&self, name: &str, shape: IdShape) -> Datum {
        ids::id(self.world.seed, ids::hash(name), shape).into()
    }

    /// The first record of a resource under what is above a record, the nearest place first.
    pub(crate) fn any(&self, record: &Record, sort: Sort) -> Option<Shared> {
        let parent = self.world.model.sort(sort).parent?;
        let mut above = self.parent(record);
        while let Some(one) = above {
            if one.sort == parent {
                return self.child(one, sort);
            }
            above = self.parent(one);
        }
        None
    }
}

/// An address of a private network.
pub(crate) fn ip(number: u64) -> String {
    let [a, b, ..] = number.to_be_bytes();
    let mut text = String::with_capacity(15);
    text.push_str("192.168");
    for part in [a, b.clamp(1, 254)] {
        text.push('.');
        for unit in [100, 10, 1].into_iter().filter(|unit| part >= *unit || *unit == 1) {
            text.push(char::from(b'0' + part / unit % 10));
        }
    }
    text
}
