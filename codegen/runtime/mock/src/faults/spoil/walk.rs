//! Every value of a JSON text.

use serde_json::Value;

/// Shows every value that is neither list nor object, to be changed in place.
pub(super) fn scalars(value: &mut Value, change: &mut dyn FnMut(&mut Value)) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| scalars(item, change)),
        Value::Object(entries) => entries.values_mut().for_each(|item| scalars(item, change)),
        scalar => change(scalar),
    }
}

/// Shows every object, from the inside to the outside: what a change adds is not shown.
pub(super) fn objects(
    value: &mut Value,
    change: &mut dyn FnMut(&mut serde_json::Map<String, Value>),
) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| objects(item, change)),
        Value::Object(entries) => {
            entries.values_mut().for_each(|item| objects(item, change));
            change(entries);
        }
        _ => {}
    }
}

/// Shows every list, from the inside to the outside: what a change adds is not shown.
pub(super) fn lists(value: &mut Value, change: &mut dyn FnMut(&mut Vec<Value>)) {
    match value {
        Value::Array(items) => {
            items.iter_mut().for_each(|item| lists(item, change));
            change(items);
        }
        Value::Object(entries) => entries.values_mut().for_each(|item| lists(item, change)),
        _ => {}
    }
}
