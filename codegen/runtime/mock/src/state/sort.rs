//! The resources of a model by number, and their attributes.

use taurusdb_descriptor_types::Field;
use taurusdb_descriptor_types::resources::IdShape;

use super::datum::Datum;

/// The number of a resource in the model. The first is the project, in which all others lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Sort(pub(crate) u16);

impl Sort {
    /// The project itself: not in the description, but every record lies in one.
    pub(crate) const PROJECT: Self = Self(0);
}

/// How a value is made up that the model does not hold.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Made {
    /// Not at all: it is there only if a call has set it.
    Never,
    /// The same for every record, as the document shows it.
    Constant(Datum),
    /// One of the documented values, another one for each record.
    OneOf(&'static [&'static str]),
    /// When the record was made.
    Born,
    /// An id: of the nearest record of the resource, or one that belongs to nothing else.
    Id(Option<Sort>, IdShape),
    /// What the nearest record of the resource is called.
    Label(Sort),
    /// An address, another one for each record.
    Ip,
    /// A link, another one for each record.
    Link,
    /// A list with one such value.
    ListOf(Box<Made>),
}

/// What is known of an attribute.
#[derive(Clone, Debug)]
pub(crate) struct Attribute {
    /// The field that shows it; absent for what no view shows.
    pub(crate) field: Option<&'static Field>,
    /// What the service gives it, where no call and no default does.
    pub(crate) made: Made,
    /// What it would be given if it were made up.
    pub(crate) usual: Made,
    /// Whether an example shows a value.
    pub(crate) is_shown: bool,
}
