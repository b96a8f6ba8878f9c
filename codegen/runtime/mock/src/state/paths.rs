//! Ways through schemas, examples and bodies, and the texts that say them.

use serde_json::Value;
use taurusdb_descriptor_types::resources::{FieldPath, Inside};
use taurusdb_descriptor_types::{Field, Schema, Type};

/// The type of what stands at a path of a schema, inside lists and maps.
pub(crate) fn within(schema: &'static Schema, path: FieldPath) -> Option<Type> {
    let mut kind = Type::Record(schema);
    for segment in path.segments() {
        let Type::Record(schema) = kind else { return None };
        kind = schema.field(segment.name)?.kind;
        for inside in segment.inside() {
            kind = match (inside, kind) {
                (Inside::List, Type::Array(item)) | (Inside::Map, Type::Map(item)) => *item,
                _ => return None,
            };
        }
    }
    Some(kind)
}

/// All values at a path of an example, through its lists.
pub(crate) fn all(value: Option<&Value>, path: FieldPath) -> Vec<&Value> {
    if !path.0.is_empty() && !path.0.contains(['[', '{']) {
        let mut names = path.0.split('.');
        let found = value.and_then(|value| names.try_fold(value, |value, name| field(value, name)));
        return found.into_iter().collect();
    }
    let mut at: Vec<&Value> = value.into_iter().collect();
    for segment in path.segments() {
        at = at.into_iter().filter_map(|value| field(value, segment.name)).collect();
        for inside in segment.inside() {
            at = at
                .into_iter()
                .flat_map(|value| match (inside, value) {
                    (_, Value::Array(items)) => items.iter().collect(),
                    // One may stand where several are declared.
                    (Inside::List, Value::Object(_)) => vec![value],
                    (Inside::Map, Value::Object(fields)) => fields.values().collect(),
                    _ => Vec::new(),
                })
                .collect();
        }
    }
    at
}

/// A field of an object. Most have so few that looking at them all is quicker than reckoning a hash.
pub(crate) fn field<'v>(value: &'v Value, name: &str) -> Option<&'v Value> {
    let fields = value.as_object()?;
    if fields.len() > 24 {
        return fields.get(name);
    }
    fields.iter().find(|(key, _)| *key == name).map(|(_, value)| value)
}

/// The path of a field in an object at a path.
pub(crate) fn join(prefix: &str, name: &str) -> String {
    if prefix.is_empty() { name.to_owned() } else { format!("{prefix}.{name}") }
}

/// The path of a field as a constant: its own name, or one text for all records of a process.
pub(crate) fn leak(path: &str, field: &'static Field) -> &'static str {
    if path == field.name { field.name } else { interned(path) }
}

/// One text for all records of a process. There are as many as the description has paths.
pub(crate) fn interned(path: &str) -> &'static str {
    use std::collections::HashSet;
    use std::sync::{Mutex, PoisonError};
    static PATHS: Mutex<Option<HashSet<&'static str>>> = Mutex::new(None);
    let mut guard = PATHS.lock().unwrap_or_else(PoisonError::into_inner);
    let known = guard.get_or_insert_default();
    if let Some(one) = known.get(path) {
        return one;
    }
    let kept: &'static str = Box::leak(path.to_owned().into_boxed_str());
    known.insert(kept);
    kept
}
