//! Which subject of the old specification is which of the new one, where names differ.

use std::collections::{BTreeMap, BTreeSet};

use taurusdb_spec::Location;

use crate::stated::Statements;
use crate::{Aspect, Inventory, Role, Subject};

/// From this likeness on, of 0 to 1, two operations or fields of different names are taken for one.
const SAME: f64 = 0.8;

/// The likeness of two values in the same place that have the same limits or fields and other names.
const SAME_SHAPE: f64 = 0.85;

/// The likeness of two parameters of one name and type in different places of a request.
const MOVED: f64 = 0.9;

/// So many statements must agree before two values of different names are taken for one.
const TELLING: usize = 2;

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
    let pairs = matched(likeness).into_iter();
    pairs.map(|(old, new)| (old.to_owned(), new.to_owned())).collect()
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
/// type, in the same object, with a name that is alike, or else with the same limits or fields between
/// the same neighbours. A parameter of the same name and type may also have moved within the request.
pub(crate) fn values(
    operation: &str,
    (old, gone): (&Statements, &BTreeSet<(Role, &str)>),
    (new, came): (&Statements, &BTreeSet<(Role, &str)>),
) -> BTreeMap<(Role, String), (Role, String)> {
    let mut likeness = Vec::new();
    for from in gone {
        for to in came {
            let alike = if [from.0, to.0] == [Role::Parameter(Location::Path); 2] {
                // Its place in the path tells what it is.
                let place = |statements, name| place_in_path(statements, operation, name);
                if place(old, from.1).is_some_and(|from| Some(from) == place(new, to.1)) {
                    1.0
                } else {
                    0.0
                }
            } else if from.0 == to.0 && is_moved_within((from, gone), (to, came)) {
                MOVED
            } else if from.0 == to.0 {
                likeness_in_place(operation, (old, from), (new, to))
            } else {
                let is_moved = from.0.is_sent() && to.0.is_sent() && from.1 == to.1;
                if is_moved { MOVED } else { 0.0 }
            };
            let kind = |statements: &Statements, (role, path): &(Role, &str)| {
                let key = (value(operation, *role, path), Aspect::Type);
                statements.get(&key).map(|stated| stated.text.clone())
            };
            if alike >= 1.0 || (alike >= SAME && kind(old, from) == kind(new, to)) {
                likeness.push((alike, *from, *to));
            }
        }
    }
    let pairs = matched(likeness).into_iter();
    pairs.map(|((a, from), (b, to))| ((a, from.to_owned()), (b, to.to_owned()))).collect()
}

/// Whether a value lies in another object than before, and both are the only ones of their name. What lies
/// in an object that is gone altogether, in one that is new, is no move of its own.
fn is_moved_within(
    ((role, from), gone): (&(Role, &str), &BTreeSet<(Role, &str)>),
    ((_, to), came): (&(Role, &str), &BTreeSet<(Role, &str)>),
) -> bool {
    let ((old_within, name), (new_within, new_name)) = (split(from), split(to));
    let is_only = |all: &BTreeSet<(Role, &str)>| {
        all.iter().filter(|(other, path)| other == role && split(path).1 == name).count() == 1
    };
    let is_among = |all: &BTreeSet<(Role, &str)>, within: &str| {
        all.contains(&(*role, within.trim_end_matches(['[', ']', '{', '}'])))
    };
    name == new_name
        && old_within != new_within
        && is_only(gone)
        && is_only(came)
        && !(is_among(gone, old_within) && is_among(came, new_within))
}

/// At which place a parameter stands in the path, and what the path is but for names.
fn place_in_path(
    statements: &Statements,
    operation: &str,
    name: &str,
) -> Option<(usize, Vec<String>)> {
    let key = (Subject::Operation(operation.to_owned()), Aspect::Path);
    let path = &statements.get(&key)?.text;
    let at = path.split('/').position(|part| part == format!("{{{name}}}"))?;
    let part = |part: &str| if part.starts_with('{') { "{}" } else { part }.to_owned();
    Some((at, path.split('/').map(part).collect()))
}

fn likeness_in_place(
    operation: &str,
    (old, (role, from)): (&Statements, &(Role, &str)),
    (new, (_, to)): (&Statements, &(Role, &str)),
) -> f64 {
    let ((old_within, old_name), (new_within, new_name)) = (split(from), split(to));
    if old_within != new_within {
        return 0.0;
    }
    let by_name = strsim::jaro_winkler(&folded(bare(old_name)), &folded(bare(new_name)));
    let (before, after) =
        (outline(old, operation, *role, from), outline(new, operation, *role, to));
    let by_shape = match before == after && before.len() >= TELLING {
        true => SAME_SHAPE,
        false => 0.0,
    };
    by_name.max(by_shape)
}

/// What is stated of a value besides its type and flag, and of all that lies in it, without its name.
fn outline(statements: &Statements, operation: &str, role: Role, path: &str) -> BTreeSet<String> {
    let first = (value(operation, role, path), Aspect::Exists);
    let own = statements.range(first..).take_while(|((subject, _), _)| {
        matches!(subject, Subject::Value { operation: other, role: other_role, path: other_path }
            if other == operation && *other_role == role && other_path.starts_with(path))
    });
    own.filter_map(|((subject, aspect), stated)| {
        let Subject::Value { path: whole, .. } = subject else { return None };
        let rest = &whole[path.len()..];
        let is_own = rest.is_empty();
        if !is_own && !rest.starts_with(['.', '[', '{']) {
            return None;
        }
        let says_little = matches!(
            aspect,
            Aspect::Exists | Aspect::Type | Aspect::Mandatory | Aspect::TypeName | Aspect::Object
        );
        (!(is_own && says_little)).then(|| format!("{rest} {aspect:?} {}", stated.text))
    })
    .collect()
}

fn value(operation: &str, role: Role, path: &str) -> Subject {
    Subject::Value { operation: operation.to_owned(), role, path: path.to_owned() }
}

/// The likest pairs first; each side is taken once.
fn matched<T: Copy + Ord>(mut likeness: Vec<(f64, T, T)>) -> BTreeMap<T, T> {
    likeness.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| (a.1, a.2).cmp(&(b.1, b.2))));
    let (mut pairs, mut taken) = (BTreeMap::new(), BTreeSet::new());
    for (_, old, new) in likeness {
        if !pairs.contains_key(&old) && taken.insert(new) {
            pairs.insert(old, new);
        }
    }
    pairs
}

/// The name of a field, or of a header of an answer.
pub(crate) fn bare(name: &str) -> &str {
    name.strip_prefix("header ").unwrap_or(name)
}

/// The way to the object that a field lies in.
pub(crate) fn within(path: &str) -> &str {
    split(path).0
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
