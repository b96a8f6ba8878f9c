//! Where something that is gone would stand in the new document.

use std::collections::BTreeMap;

use crate::stated::Statements;
use crate::{Aspect, Role, Subject};

/// The lines of everything that both documents have.
pub(crate) struct Places<'s> {
    old: Lines<'s>,
    new: Lines<'s>,
}

type Lines<'s> = BTreeMap<&'s Subject, u32>;

impl<'s> Places<'s> {
    pub(crate) fn of(old: &'s Statements, new: &'s Statements) -> Self {
        Self { old: lines(old), new: lines(new) }
    }

    /// The line in the new document of the subject; of what stood right before it in the same table, if
    /// it is gone; or else of the object or operation that it belonged to.
    pub(crate) fn of_subject(&self, subject: &Subject) -> Option<u32> {
        if let Some(line) = self.new.get(subject) {
            return Some(*line);
        }
        if let Some(line) = self.before(subject, are_siblings) {
            return Some(line);
        }
        let Subject::Value { operation, role, path } = subject else {
            let operation = subject.operation().map(|id| Subject::Operation(id.to_owned()));
            return match operation.filter(|operation| operation != subject) {
                Some(operation) => self.of_subject(&operation),
                // The first of its kind is gone, or all of them.
                None => self.before(subject, |_, _| true).or(self.new.values().min().copied()),
            };
        };
        let above = match path.rfind('.') {
            Some(dot) => path[..dot].trim_end_matches(['[', ']', '{', '}']).to_owned(),
            None if !path.is_empty() && matches!(role, Role::Response(_)) => String::new(),
            None => return self.of_subject(&Subject::Operation(operation.clone())),
        };
        let (operation, role) = (operation.clone(), *role);
        self.of_subject(&Subject::Value { operation, role, path: above })
    }

    /// The new line of the nearest of those that stood before the subject and are like it.
    fn before(&self, subject: &Subject, is_like: fn(&Subject, &Subject) -> bool) -> Option<u32> {
        let own = *self.old.get(subject)?;
        let stood = |(other, line): &(&&Subject, &u32)| **line < own && is_like(subject, other);
        let siblings = self.old.iter().filter(stood);
        let kept = siblings.filter_map(|(other, line)| Some((line, *self.new.get(other)?)));
        kept.max_by_key(|(line, _)| **line).map(|(_, place)| place)
    }
}

fn lines(statements: &Statements) -> Lines<'_> {
    let exists = statements.iter().filter(|((_, aspect), _)| *aspect == Aspect::Exists);
    exists.map(|((subject, _), stated)| (subject, stated.line)).collect()
}

/// Whether both stand in the same list: rows of one table, or sections.
fn are_siblings(one: &Subject, other: &Subject) -> bool {
    match (one, other) {
        (
            Subject::Value { operation, role, path },
            Subject::Value { operation: other_operation, role: other_role, path: other_path },
        ) => {
            let within = |path: &str| path.rfind('.').map_or(0, |dot| dot);
            operation == other_operation
                && role == other_role
                && path.is_empty() == other_path.is_empty()
                && path[..within(path)] == other_path[..within(other_path)]
        }
        (
            Subject::Example { operation, status, .. },
            Subject::Example { operation: other_operation, status: other_status, .. },
        ) => operation == other_operation && status == other_status,
        _ => std::mem::discriminant(one) == std::mem::discriminant(other),
    }
}
