//! Which example of the old specification is which of the new one: examples have no names.

use std::collections::{BTreeMap, BTreeSet};

use crate::stated::Statements;
use crate::{Aspect, Stated, Subject};

/// The examples of one operation that have the same status.
type Group = (String, Option<u16>);

/// The new statements with examples counted as the old ones are: those with the same data first, then
/// the others in their order. A new example gets the next number, so that one that is gone keeps its own.
pub(crate) fn aligned(old: &Statements, new: &Statements) -> Statements {
    let (before, after) = (data(old), data(new));
    let mut numbers: BTreeMap<(Group, usize), usize> = BTreeMap::new();
    let none = BTreeMap::new();
    for (group, after) in &after {
        let before = before.get(group).unwrap_or(&none);
        let mut open: BTreeSet<usize> = before.keys().copied().collect();
        let mut rest = Vec::new();
        for (ordinal, text) in after {
            match open.iter().copied().find(|known| before.get(known) == Some(text)) {
                Some(known) => {
                    open.remove(&known);
                    numbers.insert((group.clone(), *ordinal), known);
                }
                None => rest.push(*ordinal),
            }
        }
        let next = before.keys().next_back().map_or(1, |last| last + 1);
        let mut places = open.into_iter().chain(next..);
        for ordinal in rest {
            let place = places.next().unwrap_or(ordinal);
            numbers.insert((group.clone(), ordinal), place);
        }
    }
    let aligned = |((subject, aspect), stated): (&(Subject, Aspect), &Stated)| {
        let mut subject = subject.clone();
        if let Subject::Example { operation, status, ordinal } = &mut subject
            && let Some(number) = numbers.get(&((operation.clone(), *status), *ordinal))
        {
            *ordinal = *number;
        }
        ((subject, aspect.clone()), stated.clone())
    };
    new.iter().map(aligned).collect()
}

/// The data of all examples, by number.
fn data(statements: &Statements) -> BTreeMap<Group, BTreeMap<usize, &str>> {
    let mut found: BTreeMap<Group, BTreeMap<usize, &str>> = BTreeMap::new();
    for ((subject, aspect), stated) in statements {
        if let (Subject::Example { operation, status, ordinal }, Aspect::Data) = (subject, aspect) {
            let group = found.entry((operation.clone(), *status)).or_default();
            group.insert(*ordinal, &stated.text);
        }
    }
    found
}
