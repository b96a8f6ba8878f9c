//! Places in the JSON of answers and requests.

use serde_json::Value;
use taurusdb_descriptor_types::resources::FieldPath;

use crate::digits;

/// The value at a path. A path that goes into a list goes into its last element.
pub(super) fn at(value: &Value, path: FieldPath) -> Option<&Value> {
    path.segments().try_fold(value, |value, segment| {
        let value = value.get(segment.name)?;
        segment.inside().try_fold(value, |value, _| value.as_array()?.last())
    })
}

/// Puts a value into an object, making the objects on the way.
pub(crate) fn put(object: &mut Value, path: FieldPath, new: Value) {
    let mut place = object;
    for segment in path.segments() {
        if !place.is_object() {
            *place = Value::Object(serde_json::Map::new());
        }
        place = &mut place[segment.name];
    }
    *place = new;
}

/// A whole number that may have arrived as text.
pub(super) fn number(value: &Value) -> Option<u64> {
    match value {
        Value::String(text) => text.trim().parse().ok(),
        value => value.as_u64(),
    }
}

/// A scalar as it is written into a query.
pub(super) fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(digits::written(value).unwrap_or(text).to_owned()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use taurusdb_descriptor_types::resources::FieldPath;

    use super::{at, number, put};

    #[test]
    fn finds_and_puts() {
        let answer = json!({ "a": { "b": [{ "n": 1 }, { "n": "2" }] }, "c": [] });
        assert_eq!(at(&answer, FieldPath("a.b[].n")).and_then(number), Some(2));
        assert_eq!(at(&answer, FieldPath("a.b")).unwrap().as_array().unwrap().len(), 2);
        for none in ["c[]", "d", "a.d", "a[]", "a.b.n"] {
            assert_eq!(at(&answer, FieldPath(none)), None, "{none}");
        }
        let mut body = json!({ "x": 1 });
        put(&mut body, FieldPath("y.z"), json!(7));
        put(&mut body, FieldPath("x"), json!(2));
        assert_eq!(body, json!({ "x": 2, "y": { "z": 7 } }));
    }
}
