//! Places in requests, answers and records.

/// A way through a body or a record, written `quotas.resources[]`: field names, and where it goes into
/// lists (`[]`) and maps (`{}`). The empty path is the body, or the element, itself.
///
/// ```
/// use taurusdb_descriptor_types::resources::{FieldPath, Inside};
///
/// let path = FieldPath("quotas.resources[]");
/// let segments: Vec<_> = path.segments().collect();
/// assert_eq!((segments[0].name, segments[1].name), ("quotas", "resources"));
/// assert!(segments[1].inside().eq([Inside::List]));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FieldPath(pub &'static str);

/// One step of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PathSegment {
    /// The field.
    pub name: &'static str,
    into: &'static str,
}

/// What a path goes into after a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inside {
    /// The elements of a list: `[]`.
    List,
    /// The values of a map: `{}`.
    Map,
}

/// Where a request carries a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Input {
    /// A path parameter.
    Path(&'static str),
    /// A query parameter.
    Query(&'static str),
    /// A place in the body.
    Body(FieldPath),
}

impl FieldPath {
    /// Whether the path leads nowhere: to the body or the element itself.
    pub const fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// The steps, outermost first.
    pub fn segments(self) -> impl Iterator<Item = PathSegment> {
        let texts = self.0.split('.').filter(|text| !text.is_empty());
        texts.map(|text| {
            let (name, into) = text.split_at(text.find(['[', '{']).unwrap_or(text.len()));
            PathSegment { name, into }
        })
    }
}

impl PathSegment {
    /// What is gone into after the field, outermost first.
    pub fn inside(self) -> impl Iterator<Item = Inside> {
        let opened = self.into.chars();
        opened.filter_map(|mark| match mark {
            '[' => Some(Inside::List),
            '{' => Some(Inside::Map),
            _ => None,
        })
    }
}
