//! Changes that follow from others, and so are not told by themselves.

use std::collections::BTreeSet;

use crate::stated::Statements;
use crate::{Aspect, Change, Class, Stated, Subject};

/// Leaves out what follows from other changes.
pub(crate) fn leave_out(old: &Statements, new: &Statements, changes: &mut Vec<Change>) {
    successors(changes);
    values_of_switches(changes);
    words_and_examples(changes);
    words_of_sections(old, new, changes);
}

/// The successor of an operation comes and goes with the announcement of its end.
fn successors(changes: &mut Vec<Change>) {
    let is_whole = |change: &Change| matches!(change.class, Class::Deprecated | Class::Revived);
    let of: BTreeSet<Subject> =
        changes.iter().filter(|change| is_whole(change)).map(|c| c.subject.clone()).collect();
    let mut parts = Vec::new();
    changes.retain(|change| {
        let is_part = change.aspect == Aspect::Successor && of.contains(&change.subject);
        if is_part {
            parts.push(change.clone());
        }
        !is_part
    });
    let add = |stated: &mut Option<Stated>, part: &Option<Stated>| {
        if let (Some(stated), Some(part)) = (stated, part) {
            let day = if stated.text.is_empty() { "no day is known" } else { &stated.text };
            stated.text = format!("{day}, then {}", part.text);
        }
    };
    for part in parts {
        let whole =
            changes.iter_mut().find(|change| is_whole(change) && change.subject == part.subject);
        if let Some(change) = whole {
            add(&mut change.old, &part.old);
            add(&mut change.new, &part.new);
        }
    }
}

/// A type of its own says that the values are `true` and `false`.
fn values_of_switches(changes: &mut Vec<Change>) {
    let is_switch = |stated: &Option<Stated>| stated.as_ref().is_some_and(|s| s.text == "boolean");
    let switches: BTreeSet<Subject> = changes
        .iter()
        .filter(|change| change.aspect == Aspect::Type)
        .filter(|change| is_switch(&change.old) || is_switch(&change.new))
        .map(|change| change.subject.clone())
        .collect();
    changes.retain(|change| match &change.aspect {
        Aspect::Value(value) if switches.contains(&change.subject) => {
            !["true", "false"].contains(&value.to_lowercase().as_str())
        }
        _ => true,
    });
}

/// Where a fact changed, it is clear that words did, and that examples do not fit as they did.
fn words_and_examples(changes: &mut Vec<Change>) {
    let follows = |change: &Change| {
        matches!(change.aspect, Aspect::Prose | Aspect::Repair(_) | Aspect::Contradicts(_))
    };
    let own = changes.iter().filter(|change| !follows(change));
    let changed: BTreeSet<String> =
        own.filter_map(|change| change.subject.operation().map(str::to_owned)).collect();
    changes.retain(|change| {
        !follows(change) || !change.subject.operation().is_some_and(|id| changed.contains(id))
    });
}

/// The same for sections that describe no operation: a fact belongs to the section in which its line is.
fn words_of_sections(old: &Statements, new: &Statements, changes: &mut Vec<Change>) {
    let (before, after) = (starts(old), starts(new));
    let section = |starts: &BTreeSet<u32>, stated: &Option<Stated>| {
        stated.as_ref().and_then(|stated| starts.range(..=stated.line).next_back().copied())
    };
    let facts = changes.iter().filter(|change| !matches!(change.subject, Subject::Section(_)));
    let facts: Vec<[Option<u32>; 2]> = facts
        .filter(|change| change.subject.operation().is_none())
        .map(|change| [section(&before, &change.old), section(&after, &change.new)])
        .collect();
    let is_told = |change: &Change| {
        let [was, now] = [&change.old, &change.new].map(|stated| stated.as_ref().map(|s| s.line));
        facts
            .iter()
            .any(|[old, new]| (old.is_some() && *old == was) || (new.is_some() && *new == now))
    };
    let is_section = |change: &Change| matches!(change.subject, Subject::Section(_));
    let told: Vec<bool> =
        changes.iter().map(|change| is_section(change) && is_told(change)).collect();
    let mut told = told.into_iter();
    changes.retain(|_| told.next() != Some(true));
}

/// Where sections begin, also those of operations.
fn starts(statements: &Statements) -> BTreeSet<u32> {
    let begins = |(subject, aspect): &(Subject, Aspect)| match subject {
        Subject::Section(_) => *aspect == Aspect::Prose,
        Subject::Operation(_) => *aspect == Aspect::Exists,
        _ => false,
    };
    statements.iter().filter(|(key, _)| begins(key)).map(|(_, stated)| stated.line).collect()
}
