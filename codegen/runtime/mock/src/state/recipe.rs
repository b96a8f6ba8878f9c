//! Sources of values as the interpreter follows them: whatever does not depend on a call or a record has been
//! looked up once, when the world began.

use taurusdb_descriptor_types::resources::{Input, Word};

use super::access::Access;
use super::datum::Datum;
use super::inlet::Inlet;
use super::sort::Sort;
use super::translation::Translation;

/// Where a value comes from.
#[derive(Debug)]
pub(crate) enum Recipe {
    Read(Way),
    Fixed(Datum),
    Word(Word),
    First { from: Box<Self>, default: Option<Box<Self>>, map: Translation },
    Join { parts: Box<[Self]>, with: &'static str },
    Entry { of: Box<Self>, key: Box<Self> },
}

/// From a request or a record, perhaps past other records, to a value.
#[derive(Debug)]
pub(crate) struct Way {
    pub(crate) through: Box<[Leg]>,
    pub(crate) goal: Goal,
}

/// From a request or a record to the record that it refers to.
#[derive(Debug)]
pub(crate) enum Leg {
    /// The record whose id the request carries there.
    Input(Input),
    /// The record whose id the attribute holds.
    Attribute(Access),
    /// The record that this one lies under.
    Parent,
}

/// What is read in the end. A resource that the model does not have is `None`.
#[derive(Debug)]
pub(crate) enum Goal {
    Input(Inlet),
    Attribute(Access),
    Under(Option<(Sort, Access)>),
    All(Option<(Sort, Access)>),
    /// With the resource under whose records they lie.
    Count(Option<(Sort, Sort)>),
    Made(Option<Sort>),
    Touched(Option<(Sort, Access)>),
    Left(&'static str),
    State(&'static str),
}
