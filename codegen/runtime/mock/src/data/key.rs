//! Keys of objects.

use std::fmt;
use std::ops::Deref;

use smol_str::SmolStr;

use super::mark::Mark;

/// The key of a value in an object. That of a described field is not copied, and says which field it is.
#[derive(Clone)]
pub(crate) struct Key {
    name: Name,
    mark: Mark,
    /// The position of the field in its schema.
    position: u16,
}

#[derive(Clone)]
enum Name {
    Described(&'static str),
    Other(SmolStr),
}

impl Key {
    /// The key of a field, by its position in its schema.
    pub(crate) fn described(name: &'static str, mark: Mark, position: u16) -> Self {
        Self { name: Name::Described(name), mark, position }
    }

    /// Any other key.
    pub(crate) fn other(name: SmolStr) -> Self {
        Self { mark: Mark::of(name.as_bytes()), name: Name::Other(name), position: 0 }
    }

    /// The name of a field and its position in its schema, if it is the key of one.
    pub(crate) fn field(&self) -> Option<(&'static str, usize)> {
        match &self.name {
            Name::Described(name) => Some((name, self.position.into())),
            Name::Other(_) => None,
        }
    }

    pub(crate) fn as_str(&self) -> &str {
        match &self.name {
            Name::Described(name) => name,
            Name::Other(name) => name,
        }
    }

    pub(crate) fn mark(&self) -> Mark {
        self.mark
    }

    /// Whether it is this name, which has this mark.
    pub(crate) fn is(&self, name: &str, mark: Mark) -> bool {
        self.mark == mark && self.as_str() == name
    }
}

impl From<&str> for Key {
    fn from(name: &str) -> Self {
        Self::other(name.into())
    }
}

impl Deref for Key {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl PartialEq for Key {
    fn eq(&self, other: &Self) -> bool {
        self.is(other.as_str(), other.mark)
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().fmt(f)
    }
}
