//! What all records of a resource have in common, and do not keep each for themselves: the names of their
//! attributes, and the values that attributes have where no call gives them others.

use std::sync::Arc;

use super::datum::Datum;
use super::names::Names;
use super::numbers::Numbers;

/// The names of attributes, and values of some of them.
#[derive(Debug, Default)]
pub(crate) struct Common {
    pub(crate) names: Arc<Names>,
    /// Which attributes have values, by their numbers.
    there: Numbers,
    /// These values, in the order of the numbers.
    values: Box<[Datum]>,
    /// Which attributes say when a record was made.
    born: Numbers,
}

impl Common {
    /// Nothing but names.
    pub(crate) fn bare(names: Names) -> Self {
        Self { names: Arc::new(names), ..Self::default() }
    }

    /// The same names with values, by their numbers, each once; the attributes `born` say when a record was made.
    pub(crate) fn with(&self, values: &[(u8, Datum)], born: Numbers) -> Self {
        let mut values = values.to_vec();
        values.sort_by_key(|(number, _)| *number);
        Self {
            names: Arc::clone(&self.names),
            there: values.iter().map(|(number, _)| *number).collect(),
            values: values.into_iter().map(|(_, value)| value).collect(),
            born,
        }
    }

    /// Which attributes have values, by their numbers.
    pub(crate) fn there(&self) -> Numbers {
        self.there
    }

    /// Which attributes say when a record was made.
    pub(crate) fn born(&self) -> Numbers {
        self.born
    }

    /// Whether an attribute says when a record was made.
    pub(crate) fn is_born(&self, number: u8) -> bool {
        self.born.has(number)
    }

    /// The value of an attribute.
    pub(crate) fn value(&self, number: u8) -> Option<&Datum> {
        self.values.get(self.there.position(number)?)
    }
}
