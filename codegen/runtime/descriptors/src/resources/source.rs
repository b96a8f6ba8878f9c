//! Where the values of attributes and fields come from.

use super::{FieldPath, Input};

/// Where a value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// What is read from the request or from a record.
    Read(Reading),
    /// A text.
    Text(&'static str),
    /// Something the service makes up.
    Word(Word),
    /// The first of two that is there, then translated.
    First {
        /// What is taken if it is there.
        from: &'static Source,
        /// What is taken otherwise.
        default: Option<&'static Source>,
        /// Translations of values; the others stay as they are.
        map: &'static [(&'static str, &'static str)],
    },
    /// Values put together; nothing if one of them is nothing.
    Join {
        /// The values.
        parts: &'static [Source],
        /// The text between them.
        with: &'static str,
    },
    /// One entry of a map.
    Entry {
        /// The map.
        of: &'static Source,
        /// The key of the entry.
        key: &'static Source,
    },
}

/// A value that is read from the request or from a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The records that are passed on the way, in order.
    pub through: &'static [Hop],
    /// What is read at the end.
    pub end: End,
}

impl Reading {
    /// What is read right there, without passing other records.
    pub const fn of(end: End) -> Self {
        Self { through: &[], end }
    }

    /// An attribute of the record at hand.
    pub const fn attribute(path: &'static str) -> Self {
        Self::of(End::Attribute(FieldPath(path)))
    }

    /// What the body of the request sent.
    pub const fn body(path: &'static str) -> Self {
        Self::of(End::Input(Input::Body(FieldPath(path))))
    }
}

/// From a request or a record to the record that it refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hop {
    /// The record whose id the request carries there.
    Input(Input),
    /// The record whose id the attribute holds.
    Attribute(FieldPath),
    /// The record that this one lies under.
    Parent,
}

/// What a reading takes in the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// What the request sent there.
    Input(Input),
    /// An attribute of the record.
    Attribute(FieldPath),
    /// An attribute of the one record of a setting or optional resource under the record.
    Under {
        /// The resource.
        resource: &'static str,
        /// Its attribute.
        attribute: FieldPath,
    },
    /// An attribute of all records of a resource under the record.
    All {
        /// The resource.
        resource: &'static str,
        /// Its attribute.
        attribute: FieldPath,
    },
    /// How many records of a resource lie under the record.
    Count(&'static str),
    /// The id of the record of a resource that the same call has made.
    Made(&'static str),
    /// Whether an attribute is true in a record of a resource under the record to which the same call
    /// has given another value.
    Touched {
        /// The resource.
        resource: &'static str,
        /// Its attribute.
        attribute: FieldPath,
    },
    /// How many more records of a resource the limit allows that the record states, or how much more of an
    /// attribute of theirs (`RESOURCE.ATTRIBUTE`).
    Left(&'static str),
    /// The state of the record in the words of a vocabulary.
    State(&'static str),
}

/// A value that the service makes up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// The time.
    Now,
    /// A fresh id.
    New,
    /// JSON null.
    Null,
    /// The handle of the task that this call started.
    Task,
    /// The handle of the order that this call placed.
    Order,
    /// The current key where a map is gone through.
    Key,
    /// The record's number among its siblings, two digits.
    Ordinal,
    /// The one record under the addressed parent.
    Only,
}
