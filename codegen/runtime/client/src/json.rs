//! Places in the JSON of answers and requests, and the scalars there.

use serde_json::Value;
use taurusdb_descriptor_types::resources::{FieldPath, Inside};

use crate::digits;

/// All values at a path: one for each element of the lists and maps that it goes into.
pub(crate) fn all(value: &Value, path: FieldPath) -> Vec<&Value> {
    path.segments().fold(vec![value], |values, segment| {
        let fields = values.into_iter().filter_map(|value| value.get(segment.name)).collect();
        segment.inside().fold(fields, |values: Vec<&Value>, inside| {
            values.into_iter().flat_map(|value| elements(value, inside)).collect()
        })
    })
}

/// The value at a path. One that goes into a list goes into its last element.
pub(crate) fn last(value: &Value, path: FieldPath) -> Option<&Value> {
    path.segments().try_fold(value, |value, segment| {
        let value = value.get(segment.name)?;
        segment.inside().try_fold(value, |value, inside| elements(value, inside).pop())
    })
}

fn elements(value: &Value, inside: Inside) -> Vec<&Value> {
    match (inside, value) {
        (Inside::List, Value::Array(list)) => list.iter().collect(),
        (Inside::Map, Value::Object(map)) => map.values().collect(),
        _ => Vec::new(),
    }
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
pub(crate) fn number(value: &Value) -> Option<u64> {
    match value {
        Value::String(text) => text.trim().parse().ok(),
        value => value.as_u64(),
    }
}

/// A text or a number as text, with the digits that it came with.
pub(crate) fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(digits::written(value).unwrap_or(text).to_owned()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// A name without what dialects write differently: `errorCode`, `error_code` and `Error-Code` are one.
pub(crate) fn bare(name: &str) -> String {
    let letters = name.chars().filter(|c| c.is_ascii_alphanumeric());
    letters.map(|c| c.to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use taurusdb_descriptor_types::resources::FieldPath;

    use super::{all, last, number, put};

    #[test]
    fn finds_and_puts() {
        let answer = json!({ "a": { "b": [{ "n": 1 }, { "n": "2" }] }, "c": [] });
        assert_eq!(last(&answer, FieldPath("a.b[].n")).and_then(number), Some(2));
        assert_eq!(last(&answer, FieldPath("a.b")).unwrap().as_array().unwrap().len(), 2);
        for none in ["c[]", "d", "a.d", "a[]", "a.b.n"] {
            assert_eq!(last(&answer, FieldPath(none)), None, "{none}");
        }
        assert_eq!(all(&answer, FieldPath("a.b[].n")), [&json!(1), &json!("2")]);
        assert_eq!(all(&answer, FieldPath("a{}[].n")), [&json!(1), &json!("2")]);
        assert_eq!(all(&answer, FieldPath("c[].n")), [&json!(null); 0]);
        let mut body = json!({ "x": 1 });
        put(&mut body, FieldPath("y.z"), json!(7));
        put(&mut body, FieldPath("x"), json!(2));
        assert_eq!(body, json!({ "x": 2, "y": { "z": 7 } }));
    }
}
