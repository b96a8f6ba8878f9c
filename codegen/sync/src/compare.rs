//! Two inventories held against each other.

use std::collections::BTreeSet;

use crate::classify::{self, Around};
use crate::place::Places;
use crate::rename::{rename, under_new_ids, under_new_names};
use crate::stated::Statements;
use crate::{
    Aspect, Change, Class, Inventory, Role, Subject, agreement, consequences, examples, pair,
    values,
};

/// All differences from one specification to another, ordered by subject.
///
/// What belongs to an operation or object that came or went as a whole is part of that one change.
/// Everything else that the old specification states and the new one does not is a change of its own.
/// Changed words, and examples that fit less or more, are told where nothing else changed.
pub fn compare(old: &Inventory, new: &Inventory) -> Vec<Change> {
    let renamed = pair::operations(old, new);
    let mut changes: Vec<Change> =
        renamed.iter().map(|(from, to)| rename(from, to, old, new)).collect();
    let old = under_new_ids(&old.statements, &renamed);
    let new = examples::aligned(&old, &new.statements);
    let (old, field_changes) = under_new_names(old, &new);
    changes.extend(field_changes);

    let places = Places::of(&old, &new);
    let (had_values, has_values) = (listed(&old), listed(&new));
    let mut renamed_types: BTreeSet<(&str, &str)> = BTreeSet::new();
    let keys: BTreeSet<&(Subject, Aspect)> = old.keys().chain(new.keys()).collect();
    for key in keys {
        let (before, after) = (old.get(key), new.get(key));
        if before.map(|s| &s.text) == after.map(|s| &s.text) {
            continue;
        }
        let (subject, aspect) = key;
        if is_part_of_another(key, before.is_none(), &old, &new) {
            continue;
        }
        match (aspect, before, after) {
            // One title is enough: that of the operation.
            (Aspect::Exists, Some(_), Some(_)) if matches!(subject, Subject::Operation(_)) => {
                continue;
            }
            // Which object it is follows from the type, and fixes are looked at below.
            (Aspect::TypeName | Aspect::Object | Aspect::Prose, None, _)
            | (Aspect::TypeName | Aspect::Object | Aspect::Prose, _, None)
            | (Aspect::Fixed(_) | Aspect::FixedWords(_), ..) => continue,
            // Its parameters tell it.
            (Aspect::Path, Some(_), Some(_))
                if classify::class(subject, aspect, before, after, Around::default())
                    == Class::PathParameterRenamed =>
            {
                continue;
            }
            // A type is renamed once, however many places have it.
            (Aspect::TypeName, Some(before), Some(after))
                if !renamed_types.insert((&before.text, &after.text)) =>
            {
                continue;
            }
            _ => {}
        }
        let mandatory = (subject.clone(), Aspect::Mandatory);
        let around = Around {
            is_mandatory: new.get(&mandatory).is_some_and(|stated| stated.text == "mandatory"),
            had_values: had_values.contains(subject),
            has_values: has_values.contains(subject),
        };
        changes.push(Change {
            class: classify::class(subject, aspect, before, after, around),
            subject: subject.clone(),
            aspect: aspect.clone(),
            old: before.cloned(),
            new: after.cloned(),
            new_place: places.of_subject(subject),
        });
    }
    values::renamed(&mut changes);
    agreement::confirmed_by_examples(&mut changes);
    agreement::with_fixes(&old, &new, &mut changes);
    agreement::fixes_in_doubt(&old, &new, &mut changes);
    consequences::leave_out(&old, &new, &mut changes);
    changes.sort_by(|a, b| (&a.subject, &a.aspect).cmp(&(&b.subject, &b.aspect)));
    changes
}

/// What has a list of values.
fn listed(statements: &Statements) -> BTreeSet<&Subject> {
    let values = statements.keys().filter(|(_, aspect)| matches!(aspect, Aspect::Value(_)));
    values.map(|(subject, _)| subject).collect()
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
    if let Subject::Example { status: Some(status), .. } = subject {
        let (operation, path) = (operation.clone(), String::new());
        return came_or_went(Subject::Value { operation, role: Role::Response(*status), path });
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
