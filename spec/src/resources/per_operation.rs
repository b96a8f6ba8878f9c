//! The steps or views of one operation: its own, or those of another operation.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::SeqAccessDeserializer;
use serde::de::{Deserialize, Deserializer, SeqAccess, Visitor};

/// The steps or views of one operation: its own, or those of another.
#[derive(Clone, Debug, PartialEq)]
pub enum PerOperation<T> {
    /// Those of the operation with this id, without what does not fit this operation.
    Like(String),
    /// Its own, in order.
    Own(Vec<T>),
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for PerOperation<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(PerOperationVisitor(PhantomData))
    }
}

/// An untagged enum or a buffer would lose the line of an error inside.
struct PerOperationVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for PerOperationVisitor<T> {
    type Value = PerOperation<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of tables, or the id of the operation to copy from")
    }

    fn visit_str<E>(self, id: &str) -> Result<Self::Value, E> {
        Ok(PerOperation::Like(id.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Self::Value, A::Error> {
        Vec::deserialize(SeqAccessDeserializer::new(list)).map(PerOperation::Own)
    }
}
