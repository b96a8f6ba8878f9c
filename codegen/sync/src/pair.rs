//! Which subject of the old specification is which of the new one, where names differ.

use std::collections::{BTreeMap, BTreeSet};

use crate::{Aspect, Inventory, Role, Subject};

/// From this likeness on, of 0 to 1, two operations or fields of different names are taken for one.
const SAME: f64 = 0.8;

/// Ids of old operations that are gone, by the ids that they have now.
pub(crate) fn operations(old: &Inventory, new: &Inventory) -> BTreeMap<String, String> {
    let (before, after) = (old.operations(), new.operations());
    let gone: Vec<&str> = before.difference(&after).copied().collect();
    let came: Vec<&str> = after.difference(&before).copied().collect();
    let mut likeness: Vec<(f64, &str, &str)> = Vec::new();
    for old_id in &gone {
        for new_id in &came {
            let alike = operation_likeness(old, old_id, new, new_id);
            if alike >= SAME {
                likeness.push((alike, old_id, new_id));
            }
        }
    }
    matched(likeness)
}

/// How alike two operations are: one route is one operation, else route, title and fields count.
fn operation_likeness(old: &Inventory, old_id: &str, new: &Inventory, new_id: &str) -> f64 {
    let text = |inventory: &Inventory, id: &str, aspect: Aspect| {
        let subject = Subject::Operation(id.to_owned());
        inventory.statements.get(&(subject, aspect)).map_or("", |s| s.text.as_str()).to_owned()
    };
    let both = |aspect: Aspect| [text(old, old_id, aspect.clone()), text(new, new_id, aspect)];
    let [old_method, new_method] = both(Aspect::Method);
    let [old_path, new_path] = both(Aspect::Path);
    let same_method = old_method == new_method;
    if same_method && old_path == new_path {
        return 1.0;
    }
    let [old_title, new_title] = both(Aspect::Title);
    let route = strsim::jaro_winkler(&old_path, &new_path) * if same_method { 1.0 } else { 0.8 };
    let title = strsim::jaro_winkler(&old_title, &new_title);
    let (old_fields, new_fields) = (old.values_of(old_id), new.values_of(new_id));
    let all = old_fields.union(&new_fields).count().max(1);
    let shape = old_fields.intersection(&new_fields).count() as f64 / all as f64;
    0.4 * route + 0.3 * title + 0.3 * shape
}

/// The values of an operation that are gone, with the new ones that took their places: of the same
/// type, in the same object, with a name that is alike.
pub(crate) fn values(
    gone: &BTreeSet<(Role, &str)>,
    came: &BTreeSet<(Role, &str)>,
    same_type: impl Fn(Role, &str, &str) -> bool,
) -> BTreeMap<String, String> {
    let mut likeness = Vec::new();
    for (role, old) in gone {
        for (_, new) in came.iter().filter(|(other, _)| other == role) {
            let ((old_within, old_name), (new_within, new_name)) = (split(old), split(new));
            let alike = strsim::jaro_winkler(&folded(old_name), &folded(new_name));
            if old_within == new_within && alike >= SAME && same_type(*role, old, new) {
                likeness.push((alike, *old, *new));
            }
        }
    }
    matched(likeness)
}

/// The likest pairs first; each side is taken once.
fn matched(mut likeness: Vec<(f64, &str, &str)>) -> BTreeMap<String, String> {
    likeness.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| (a.1, a.2).cmp(&(b.1, b.2))));
    let (mut pairs, mut taken) = (BTreeMap::new(), BTreeSet::new());
    for (_, old, new) in likeness {
        if !pairs.contains_key(old) && taken.insert(new) {
            pairs.insert(old.to_owned(), new.to_owned());
        }
    }
    pairs
}

fn split(path: &str) -> (&str, &str) {
    path.rsplit_once('.').unwrap_or(("", path))
}

/// A name without case and underscores, which change most.
fn folded(name: &str) -> String {
    name.chars().filter(|c| *c != '_').flat_map(char::to_lowercase).collect()
}

impl Inventory {
    fn operations(&self) -> BTreeSet<&str> {
        self.statements
            .keys()
            .filter_map(|(subject, aspect)| match (subject, aspect) {
                (Subject::Operation(id), Aspect::Exists) => Some(id.as_str()),
                _ => None,
            })
            .collect()
    }

    fn values_of(&self, id: &str) -> BTreeSet<(Role, &str)> {
        self.statements
            .keys()
            .filter_map(|(subject, aspect)| match (subject, aspect) {
                (Subject::Value { operation, role, path }, Aspect::Exists) if operation == id => {
                    Some((*role, path.as_str()))
                }
                _ => None,
            })
            .collect()
    }
}
