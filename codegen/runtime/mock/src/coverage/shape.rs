//! Bodies with the same keys at the same places have the same fields.

use std::hash::{BuildHasher, Hasher};

use foldhash::fast::RandomState;

use crate::data::Data;

/// Stands for all keys of a body, and where they are; nobody outside can choose two that have the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Shape(u64);

/// Tells the shapes of bodies.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shapes(RandomState);

impl Shapes {
    pub(crate) fn of(&self, body: &Data) -> Shape {
        let mut hasher = self.0.build_hasher();
        visit(body, &mut hasher);
        Shape(hasher.finish())
    }
}

/// What stands at a place, beside its length.
const SCALAR: u64 = 0;
const LIST: u64 = 1 << 62;
const OBJECT: u64 = 2 << 62;

fn visit(data: &Data, hasher: &mut impl Hasher) {
    match data {
        Data::List(items) => {
            hasher.write_u64(LIST | items.len() as u64);
            items.iter().for_each(|item| visit(item, hasher));
        }
        Data::Object(fields) => {
            hasher.write_u64(OBJECT | fields.len() as u64);
            for (key, value) in fields {
                match key.field() {
                    // The text is the same one each time: where it lies stands for it.
                    Some((name, _)) => hasher.write_usize(name.as_ptr().addr()),
                    None => {
                        hasher.write(key.as_bytes());
                        hasher.write_usize(key.len());
                    }
                }
                visit(value, hasher);
            }
        }
        _ => hasher.write_u64(SCALAR),
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
