//! Two inventories held against each other.

use std::collections::{BTreeMap, BTreeSet};

use crate::{Aspect, Change, Class, Inventory, Role, Stated, Subject, pair};

type Statements = BTreeMap<(Subject, Aspect), Stated>;

/// All differences from one specification to another, ordered by subject.
///
/// What belongs to an operation or object that came or went as a whole is part of that one change.
/// Everything else that the old specification states and the new one does not is a change of its own.
pub fn compare(old: &Inventory, new: &Inventory) -> Vec<Change> {
    let renamed = pair::operations(old, new);
    let mut changes: Vec<Change> =
        renamed.iter().map(|(from, to)| rename(from, to, old, new)).collect();
    let old = under_new_ids(&old.statements, &renamed);
    let (old, field_changes) = under_new_names(old, &new.statements);
    changes.extend(field_changes);

    let keys: BTreeSet<&(Subject, Aspect)> = old.keys().chain(new.statements.keys()).collect();
    for key in keys {
        let (before, after) = (old.get(key), new.statements.get(key));
        if before.map(|s| &s.text) == after.map(|s| &s.text) {
            continue;
        }
        let (subject, aspect) = key;
        if is_part_of_another(key, before.is_none(), &old, &new.statements) {
            continue;
        }
        // One title is enough: that of the operation.
        if matches!((subject, aspect), (Subject::Operation(_), Aspect::Exists))
            && before.is_some()
            && after.is_some()
        {
            continue;
        }
        let mandatory = (subject.clone(), Aspect::Mandatory);
        let is_mandatory =
            new.statements.get(&mandatory).is_some_and(|stated| stated.text == "mandatory");
        let exists = (subject.clone(), Aspect::Exists);
        changes.push(Change {
            class: Class::of(subject, aspect, before, after, is_mandatory),
            subject: subject.clone(),
            aspect: aspect.clone(),
            old: before.cloned(),
            new: after.cloned(),
            new_place: new.statements.get(&exists).map(|stated| stated.line),
        });
    }
    changes.sort_by(|a, b| (&a.subject, &a.aspect).cmp(&(&b.subject, &b.aspect)));
    changes
}

/// Whether the subject is new or gone altogether and this is not the statement that says so, or it
/// lies in an operation or object that is.
fn is_part_of_another(
    (subject, aspect): &(Subject, Aspect),
    is_new: bool,
    old: &Statements,
    new: &Statements,
) -> bool {
    let (has, lacks) = if is_new { (new, old) } else { (old, new) };
    let came_or_went = |subject: Subject| {
        let key = (subject, Aspect::Exists);
        has.contains_key(&key) && !lacks.contains_key(&key)
    };
    if *aspect != Aspect::Exists && came_or_went(subject.clone()) {
        return true;
    }
    let operation = match subject {
        Subject::Value { operation, .. } | Subject::Example { operation, .. } => operation,
        _ => return false,
    };
    if came_or_went(Subject::Operation(operation.clone())) {
        return true;
    }
    let Subject::Value { role, path, .. } = subject else { return false };
    let value = |path: &str| Subject::Value {
        operation: operation.clone(),
        role: *role,
        path: path.to_owned(),
    };
    if !path.is_empty() && matches!(role, Role::Response(_)) && came_or_went(value("")) {
        return true;
    }
    let dots = path.match_indices('.').map(|(at, _)| &path[..at]);
    dots.into_iter()
        .any(|within| came_or_went(value(within.trim_end_matches(['[', ']', '{', '}']))))
}

fn rename(from: &str, to: &str, old: &Inventory, new: &Inventory) -> Change {
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
fn under_new_ids(old: &Statements, renamed: &BTreeMap<String, String>) -> Statements {
    let moved = |((subject, aspect), stated): (&(Subject, Aspect), &Stated)| {
        let to = subject.operation().and_then(|id| renamed.get(id));
        let subject = to.map_or_else(|| subject.clone(), |to| subject.moved_to(to));
        ((subject, aspect.clone()), stated.clone())
    };
    old.iter().map(moved).collect()
}

/// The old statements, with parameters and fields called as they are now, and the renames.
fn under_new_names(old: Statements, new: &Statements) -> (Statements, Vec<Change>) {
    let mut gone: BTreeMap<&str, BTreeSet<(Role, &str)>> = BTreeMap::new();
    let mut came: BTreeMap<&str, BTreeSet<(Role, &str)>> = BTreeMap::new();
    for (from, to, found) in [(&old, new, &mut gone), (new, &old, &mut came)] {
        for key in from.keys().filter(|key| !to.contains_key(*key)) {
            if let (Subject::Value { operation, role, path }, Aspect::Exists) = key {
                found.entry(operation).or_default().insert((*role, path));
            }
        }
    }
    let mut renamed: BTreeMap<(String, String), String> = BTreeMap::new();
    let mut changes = Vec::new();
    for (operation, gone) in &gone {
        let Some(came) = came.get(operation) else { continue };
        let value = |role, path: &str, aspect| {
            let operation = (*operation).to_owned();
            (Subject::Value { operation, role, path: path.to_owned() }, aspect)
        };
        let same_type = |role, from: &str, to: &str| {
            let before = old.get(&value(role, from, Aspect::Type)).map(|s| &s.text);
            before == new.get(&value(role, to, Aspect::Type)).map(|s| &s.text)
        };
        for (from, to) in pair::values(gone, came, same_type) {
            for (role, _) in gone.iter().filter(|(_, path)| *path == from) {
                let before = old.get(&value(*role, &from, Aspect::Exists)).cloned();
                let after = new.get(&value(*role, &to, Aspect::Exists)).cloned();
                let (subject, aspect) = value(*role, &to, Aspect::Exists);
                changes.push(Change {
                    class: Class::ValueRenamed,
                    subject,
                    aspect,
                    new_place: after.as_ref().map(|stated| stated.line),
                    old: before,
                    new: after,
                });
            }
            renamed.insert(((*operation).to_owned(), from), to);
        }
    }
    let moved = |((subject, aspect), stated): (&(Subject, Aspect), &Stated)| {
        let mut stated = stated.clone();
        let subject = match subject {
            Subject::Value { operation, role, path } => {
                let to = renamed.get(&(operation.clone(), path.clone()));
                if let (Some(to), Aspect::Exists) = (to, aspect) {
                    // The rename is told; the name itself is not told again.
                    to.rsplit('.').next().unwrap_or(to).clone_into(&mut stated.text);
                }
                Subject::Value {
                    operation: operation.clone(),
                    role: *role,
                    path: to.unwrap_or(path).clone(),
                }
            }
            other => other.clone(),
        };
        ((subject, aspect.clone()), stated)
    };
    (old.iter().map(moved).collect(), changes)
}
