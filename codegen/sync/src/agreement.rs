//! Where the document was wrong and now says what was known already: from a fix, or from examples.

use std::collections::{BTreeMap, BTreeSet};

use crate::stated::Statements;
use crate::{Aspect, Change, Class, Stated, Subject};

/// A type that changed to the one that examples showed is no other type to the service, and what the
/// examples showed is not lost.
pub(crate) fn confirmed_by_examples(changes: &mut Vec<Change>) {
    let mut confirmed: BTreeSet<(Subject, String)> = BTreeSet::new();
    let shown: BTreeSet<(Subject, String)> = changes
        .iter()
        .filter_map(|change| match &change.aspect {
            Aspect::Wire(kind) if change.new.is_none() => {
                Some((change.subject.clone(), kind.clone()))
            }
            _ => None,
        })
        .collect();
    for change in changes.iter_mut().filter(|change| change.aspect == Aspect::Type) {
        let Some(now) = &change.new else { continue };
        let key = (change.subject.clone(), on_the_wire(&now.text).to_owned());
        if shown.contains(&key) {
            change.class = Class::ObservationConfirmed;
            confirmed.insert(key);
        }
    }
    changes.retain(|change| match &change.aspect {
        Aspect::Wire(kind) => !confirmed.contains(&(change.subject.clone(), kind.clone())),
        _ => true,
    });
}

/// The JSON type of a type of the specification.
fn on_the_wire(kind: &str) -> &str {
    match kind {
        "long" => "integer",
        kind if kind.starts_with("array<") => "array",
        kind if kind.starts_with("map<") || kind.starts_with("object") => "object",
        kind => kind,
    }
}

/// The fixes that are there no more although what they correct did not change: the document says it
/// itself. A fix that is gone for another reason changes a fact, which is told. A name that a fix kept
/// readable is no loss once the document has the right one.
pub(crate) fn with_fixes(old: &Statements, new: &Statements, changes: &mut Vec<Change>) {
    let mut lines: BTreeMap<(&str, &str), u32> = BTreeMap::new();
    for ((subject, aspect), stated) in new {
        if let (Some(operation), Aspect::Exists | Aspect::Path) = (subject.operation(), aspect) {
            lines.entry((operation, name(subject))).or_insert(stated.line);
        }
    }
    for (key, stated) in old.iter().filter(|(key, _)| !new.contains_key(*key)) {
        let (subject, Aspect::Fixed(field)) = key else { continue };
        let Some((was, now)) = stated.text.split_once(" → ") else { continue };
        let Some(operation) = subject.operation() else { continue };
        let fixed = field.rsplit('.').next().unwrap_or(field);
        // A field whose name was wrong is there under the right one.
        let here = if fixed == was { now } else { fixed };
        let Some(line) = lines.get(&(operation, here)).copied() else { continue };
        changes.retain(|change| {
            change.aspect != Aspect::Alias(was.to_owned()) || name(&change.subject) != here
        });
        // Of an operation itself, fixes correct the path alone.
        let is_about = |change: &Change| match change.subject {
            Subject::Operation(_) => change.aspect == Aspect::Path,
            _ => true,
        };
        let is_changed = changes.iter().filter(|change| is_about(change)).any(|change| {
            change.subject.operation() == Some(operation) && name(&change.subject) == here
        });
        if !is_changed {
            changes.push(Change {
                subject: subject.clone(),
                aspect: key.1.clone(),
                old: Some(Stated { text: was.to_owned(), line: stated.line }),
                new: Some(Stated { text: now.to_owned(), line }),
                new_place: Some(line),
                class: Class::DocumentAgrees,
            });
        }
    }
}

/// The fixes that still apply although the words changed that they rest on: nobody knows whether they hold.
pub(crate) fn fixes_in_doubt(old: &Statements, new: &Statements, changes: &mut Vec<Change>) {
    for (key, before) in old {
        let (subject, Aspect::FixedWords(field)) = key else { continue };
        let fix = (subject.clone(), Aspect::Fixed(field.clone()));
        let is_same = |after: &Stated| after.text == before.text;
        let (Some(was), Some(now)) = (old.get(&fix), new.get(&fix)) else { continue };
        if was.text == now.text && new.get(key).is_some_and(|after| !is_same(after)) {
            changes.push(Change {
                subject: subject.clone(),
                aspect: key.1.clone(),
                old: Some(Stated { text: field.clone(), line: was.line }),
                new: Some(Stated { text: now.text.clone(), line: now.line }),
                new_place: Some(now.line),
                class: Class::FixInDoubt,
            });
        }
    }
}

/// The name of a parameter or field within its table; empty for the operation itself.
fn name(subject: &Subject) -> &str {
    match subject {
        Subject::Value { path, .. } => path.rsplit('.').next().unwrap_or(path),
        _ => "",
    }
}
