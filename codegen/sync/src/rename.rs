//! Old statements under the names that things have now.

use std::collections::{BTreeMap, BTreeSet};

use taurusdb_spec::Location;

use crate::stated::Statements;
use crate::{Aspect, Change, Class, Inventory, Role, Stated, Subject, pair};

/// An object in an object in an object: renames are looked for so deep.
const DEEPEST: usize = 12;

/// The change that tells of an operation under another id.
pub(crate) fn rename(from: &str, to: &str, old: &Inventory, new: &Inventory) -> Change {
    let subject = |id: &str| Subject::Operation(id.to_owned());
    let line = |inventory: &Inventory, id: &str| {
        let stated = inventory.statements.get(&(subject(id), Aspect::Exists));
        stated.map(|stated| stated.line).unwrap_or_default()
    };
    let place = line(new, to);
    Change {
        subject: subject(to),
        aspect: Aspect::Exists,
        old: Some(Stated { text: from.to_owned(), line: line(old, from) }),
        new: Some(Stated { text: to.to_owned(), line: place }),
        new_place: Some(place),
        class: Class::OperationRenamed,
    }
}

/// The old statements, with operations called as they are now.
pub(crate) fn under_new_ids(old: &Statements, renamed: &BTreeMap<String, String>) -> Statements {
    let moved = |((subject, aspect), stated): (&(Subject, Aspect), &Stated)| {
        let to = subject.operation().and_then(|id| renamed.get(id));
        let subject = to.map_or_else(|| subject.clone(), |to| subject.moved_to(to));
        ((subject, aspect.clone()), stated.clone())
    };
    old.iter().map(moved).collect()
}

/// The old statements, with parameters and fields called as they are now, and the renames. What lies in an
/// object follows it, and may have another name itself.
pub(crate) fn under_new_names(mut old: Statements, new: &Statements) -> (Statements, Vec<Change>) {
    let mut changes = Vec::new();
    for _ in 0..DEEPEST {
        let found = renames(&old, new);
        if found.is_empty() {
            break;
        }
        for ((operation, from), to) in &found {
            let subject = |(role, path): &(Role, String)| Subject::Value {
                operation: operation.clone(),
                role: *role,
                path: path.clone(),
            };
            let before = old.get(&(subject(from), Aspect::Exists)).cloned();
            let after = new.get(&(subject(to), Aspect::Exists)).cloned();
            let class = match (from.0, to.0) {
                (Role::Parameter(Location::Path), Role::Parameter(Location::Path)) => {
                    Class::PathParameterRenamed
                }
                (a, b) if a == b && pair::within(&from.1) == pair::within(&to.1) => {
                    Class::ValueRenamed
                }
                _ => Class::ValueMoved,
            };
            let said = |place: &(Role, String), stated: Option<Stated>| {
                // In another place of the request, the name alone does not tell what changed.
                let text = |stated: Stated| match class {
                    Class::ValueMoved => {
                        Stated { text: format!("{}.{}", place.0, place.1), ..stated }
                    }
                    _ => stated,
                };
                stated.map(text)
            };
            changes.push(Change {
                class,
                subject: subject(to),
                aspect: Aspect::Exists,
                new_place: after.as_ref().map(|stated| stated.line),
                old: said(from, before),
                new: said(to, after),
            });
        }
        old = moved(&old, &found);
    }
    (old, changes)
}

/// What is gone under one name and there under another: operation, old place and name, new ones.
type Renames = BTreeMap<(String, (Role, String)), (Role, String)>;

fn renames(old: &Statements, new: &Statements) -> Renames {
    let mut gone: BTreeMap<&str, BTreeSet<(Role, &str)>> = BTreeMap::new();
    let mut came: BTreeMap<&str, BTreeSet<(Role, &str)>> = BTreeMap::new();
    for (from, to, found) in [(old, new, &mut gone), (new, old, &mut came)] {
        for key in from.keys().filter(|key| !to.contains_key(*key)) {
            if let (Subject::Value { operation, role, path }, Aspect::Exists) = key
                && !path.is_empty()
            {
                found.entry(operation).or_default().insert((*role, path));
            }
        }
    }
    let mut renames = Renames::new();
    for (operation, gone) in &gone {
        let Some(came) = came.get(operation) else { continue };
        let found = pair::values(operation, (old, gone), (new, came));
        renames.extend(found.into_iter().map(|(from, to)| (((*operation).to_owned(), from), to)));
    }
    renames
}

/// The statements with everything under its new name, also what lies in an object that has one.
fn moved(old: &Statements, renames: &Renames) -> Statements {
    let target = |operation: &str, role: Role, path: &str| {
        let mut ends = path.match_indices('.').map(|(at, _)| at).chain([path.len()]).rev();
        ends.find_map(|end| {
            let within = path[..end].trim_end_matches(['[', ']', '{', '}']);
            let key = (operation.to_owned(), (role, within.to_owned()));
            let (role, to) = renames.get(&key)?;
            Some((*role, format!("{to}{}", &path[within.len()..]), end == path.len()))
        })
    };
    let moved = |((subject, aspect), stated): (&(Subject, Aspect), &Stated)| {
        let mut stated = stated.clone();
        let mut subject = subject.clone();
        if let Subject::Value { operation, role, path } = &mut subject
            && let Some((new_role, new_path, is_itself)) = target(operation, *role, path)
        {
            if is_itself && *aspect == Aspect::Exists {
                // The rename is told; the name itself is not told again.
                let name = new_path.rsplit('.').next().unwrap_or(&new_path);
                pair::bare(name).clone_into(&mut stated.text);
            }
            (*role, *path) = (new_role, new_path);
        }
        ((subject, aspect.clone()), stated)
    };
    old.iter().map(moved).collect()
}
