//! Documented values that are written in another way.

use std::collections::BTreeMap;

use crate::{Aspect, Change, Class, Subject};

/// Joins a value that is gone and one that is new where both differ in case and marks alone: the service
/// hardly has both.
pub(crate) fn renamed(changes: &mut Vec<Change>) {
    let mut gone: BTreeMap<(Subject, String), Vec<usize>> = BTreeMap::new();
    let mut came: BTreeMap<(Subject, String), Vec<usize>> = BTreeMap::new();
    for (at, change) in changes.iter().enumerate() {
        let Aspect::Value(value) = &change.aspect else { continue };
        let places = match change.class {
            Class::EnumValueRemoved => &mut gone,
            Class::EnumValueAdded => &mut came,
            _ => continue,
        };
        places.entry((change.subject.clone(), folded(value))).or_default().push(at);
    }
    let mut joined: Vec<(usize, usize)> = Vec::new();
    for (key, before) in &gone {
        if let ([before], Some([after])) = (&before[..], came.get(key).map(Vec::as_slice)) {
            joined.push((*before, *after));
        }
    }
    for (before, after) in &joined {
        let old = changes[*before].old.clone();
        let change = &mut changes[*after];
        change.class = Class::EnumValueRenamed;
        change.old = old;
    }
    let mut at = 0;
    changes.retain(|_| {
        at += 1;
        joined.iter().all(|(before, _)| at - 1 != *before)
    });
}

/// A value without case and marks, which is what changes where it is the same one.
fn folded(value: &str) -> String {
    value.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
