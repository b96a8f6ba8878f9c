//! Places in a body, as messages name them.

use std::fmt;

/// The place of a value in a body; it is written only when a message needs it.
///
/// ```
/// use taurusdb_descriptor_types::Place;
///
/// let tags = Place::Field(&Place::Top, "tags");
/// assert_eq!(Place::Field(&Place::Element(&tags, 0), "key").to_string(), "tags[0].key");
/// ```
#[derive(Clone, Copy, Debug)]
pub enum Place<'a> {
    /// The body itself.
    Top,
    /// A field of the object at a place.
    Field(&'a Place<'a>, &'a str),
    /// An element of the list at a place.
    Element(&'a Place<'a>, usize),
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Top => Ok(()),
            Self::Field(Place::Top, name) => f.write_str(name),
            Self::Field(parent, name) => write!(f, "{parent}.{name}"),
            Self::Element(parent, index) => write!(f, "{parent}[{index}]"),
        }
    }
}
