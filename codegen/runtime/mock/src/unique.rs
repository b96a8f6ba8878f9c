//! JSON in which each name of an object comes once.

use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Number, Value};

use crate::data::{Data, Key, Keys};

/// Reads a value of JSON.
///
/// # Errors
/// It is no JSON, or an object has a name twice: then the error is one of data.
pub(crate) fn value(bytes: &[u8]) -> serde_json::Result<Value> {
    let left = Cell::new(usize::MAX);
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let value = Unique { left: &left }.deserialize(&mut reader)?;
    reader.end().map(|()| value.to_value())
}

/// Reads a value in which no object has a key twice: of two values, it could not be told which one is meant.
#[derive(Clone, Copy)]
pub(crate) struct Unique<'c> {
    /// How many more values there may be.
    pub(crate) left: &'c Cell<usize>,
}

impl<'de> DeserializeSeed<'de> for Unique<'_> {
    type Value = Data;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Data, D::Error> {
        let left = self.left.get().checked_sub(1).filter(|left| *left > 0);
        self.left.set(left.unwrap_or_default());
        match left {
            Some(_) => deserializer.deserialize_any(self),
            None => Err(D::Error::custom("too many values")),
        }
    }
}

impl<'de> Visitor<'de> for Unique<'_> {
    type Value = Data;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Data, E> {
        Ok(Data::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Data, E> {
        Ok(Data::Boolean(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Data, E> {
        Ok(Data::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Data, E> {
        Ok(Data::Number(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Data, E> {
        Ok(Number::from_f64(value).map_or(Data::Null, Data::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Data, E> {
        Ok(Data::Text(value.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Data, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(self)? {
            list.push(item);
        }
        Ok(Data::List(list.into()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Data, A::Error> {
        let mut object = Vec::with_capacity(8);
        let mut keys = Keys::default();
        while let Some(name) = fields.next_key_seed(AnyKey)? {
            let value = fields.next_value_seed(self)?;
            if keys.know(&name, &object) {
                let name = crate::text::shorten(&name);
                return Err(A::Error::custom(format!("{name:?} twice")));
            }
            object.push((name, value));
        }
        Ok(Data::Object(object.into()))
    }
}

/// Reads a key.
struct AnyKey;

impl<'de> DeserializeSeed<'de> for AnyKey {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for AnyKey {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<Key, E> {
        Ok(key.into())
    }
}
