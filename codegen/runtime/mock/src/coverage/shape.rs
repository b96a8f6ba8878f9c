//! Bodies with the same keys at the same places have the same fields.

use std::hash::BuildHasher;

use foldhash::fast::RandomState;

use crate::data::Data;

/// Stands for all keys of a body, and where they are; nobody outside can choose two that have the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Shape(u64);

/// Tells the shapes of bodies.
#[derive(Clone, Debug)]
pub(crate) struct Shapes {
    texts: RandomState,
    /// A random factor.
    factor: u64,
}

impl Default for Shapes {
    fn default() -> Self {
        let texts = RandomState::default();
        Self { factor: texts.hash_one("factor") | 1, texts }
    }
}

// What stands at a place, beside its length. No address in memory is so great.
const SCALAR: u64 = 1 << 62;
const LIST: u64 = 2 << 62;
const OBJECT: u64 = 3 << 62;

impl Shapes {
    pub(crate) fn of(&self, body: &Data) -> Shape {
        Shape(self.add(0, body))
    }

    /// A shape with what stands at the next place.
    fn add(&self, shape: u64, data: &Data) -> u64 {
        match data {
            Data::List(items) => {
                let shape = self.mix(shape, LIST | items.len() as u64);
                items.iter().fold(shape, |shape, item| self.add(shape, item))
            }
            Data::Object(fields) => {
                let shape = self.mix(shape, OBJECT | fields.len() as u64);
                fields.iter().fold(shape, |shape, (key, value)| {
                    // The name of a field is the same one each time: where it lies stands for it.
                    let key = match key.field() {
                        Some((name, _)) => name.as_ptr().addr() as u64,
                        None => self.texts.hash_one(key.as_str()),
                    };
                    let shape = self.mix(shape, key);
                    match value {
                        Data::List(_) | Data::Object(_) => self.add(shape, value),
                        // Where nothing else follows its key, it is a scalar.
                        _ => shape,
                    }
                })
            }
            _ => self.mix(shape, SCALAR),
        }
    }

    fn mix(&self, shape: u64, next: u64) -> u64 {
        let product = u128::from(shape ^ next) * u128::from(self.factor);
        // All of the product counts: the low half alone would forget what came long ago.
        (product >> 64) as u64 ^ product as u64
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Shapes;

    #[test]
    fn values_do_not_matter_and_keys_and_places_do() {
        let shapes = Shapes::default();
        let of = |body: serde_json::Value| shapes.of(&(&body).into());
        let same = of(json!({ "a": 1, "b": [{ "c": "x" }] }));
        assert_eq!(of(json!({ "a": "other", "b": [{ "c": null }] })), same);
        for other in [
            json!({ "a": 1, "b": [{ "d": "x" }] }),
            json!({ "a": 1, "b": { "c": "x" } }),
            json!({ "a": 1, "b": [], "c": "x" }),
            json!({ "a": { "b": [{ "c": "x" }] } }),
            json!({ "a": 1, "b": [{ "c": "x" }, { "c": "x" }] }),
            json!({ "ab": 1, "": [{ "c": "x" }] }),
            json!([{ "a": 1, "b": [{ "c": "x" }] }]),
        ] {
            assert_ne!(of(other.clone()), same, "{other}");
        }
    }
}
