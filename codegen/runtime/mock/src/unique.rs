//! JSON in which each name of an object comes once.

use std::cell::Cell;
use std::collections::HashSet;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Number, Value};
use smol_str::SmolStr;

use crate::data::Data;

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
        Ok(Data::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Data, A::Error> {
        let mut object = Vec::with_capacity(8);
        let mut keys = Keys::default();
        while let Some(name) = fields.next_key_seed(Key)? {
            let value = fields.next_value_seed(self)?;
            if keys.knows(&name, &object) {
                let name = crate::text::shorten(&name);
                return Err(A::Error::custom(format!("{name:?} twice")));
            }
            object.push((name, value));
        }
        Ok(Data::Object(object))
    }
}

/// The keys of an object that is being read.
#[derive(Default)]
struct Keys {
    /// Which of a few kinds of keys there are: of most keys, this tells that they are new.
    kinds: u64,
    /// All of them, where there are many.
    all: HashSet<SmolStr>,
}

/// How many keys are looked at one by one.
const FEW: usize = 32;

impl Keys {
    /// Whether an object has a key already; from now on it has.
    fn knows(&mut self, key: &SmolStr, object: &[(SmolStr, Data)]) -> bool {
        if object.len() >= FEW {
            if self.all.is_empty() {
                self.all.extend(object.iter().map(|(key, _)| key.clone()));
            }
            return !self.all.insert(key.clone());
        }
        let ends = key.bytes().take(1).chain(key.bytes().next_back());
        let kind = ends.fold(key.len(), |kind, byte| kind.wrapping_mul(31) + usize::from(byte));
        let kind = 1 << (kind % 64);
        let is_new = self.kinds & kind == 0;
        self.kinds |= kind;
        !is_new && object.iter().any(|(own, _)| own == key)
    }
}

/// Reads a key.
struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = SmolStr;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<SmolStr, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key {
    type Value = SmolStr;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<SmolStr, E> {
        Ok(key.into())
    }
}
