//! What makes a new issue suspicious: it is older than what is there, or lacks too much of it. A lost
//! page of the document looks like that.

use crate::{Aspect, Change, Class, Inventory, Subject};

/// More than one in this many may not go without a question.
const ONE_IN: usize = 10;

/// Operations or fields of which too many are gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drop {
    /// Operations, or parameters and fields.
    pub of: &'static str,
    /// How many there were.
    pub before: usize,
    /// How many there are.
    pub after: usize,
    /// How many of those that there were are gone.
    pub gone: usize,
}

/// Whether an issue is older than another: by its date, then by its number. Each is `(issue, date)`.
pub fn is_older(new: (&str, &str), old: (&str, &str)) -> bool {
    let key = |(issue, date): (&str, &str)| {
        let digits: String = issue.chars().filter(char::is_ascii_digit).collect();
        (date.to_owned(), digits.parse::<u64>().unwrap_or_default())
    };
    key(new) < key(old)
}

/// The kinds of which more than a tenth is gone.
pub fn drops(old: &Inventory, new: &Inventory, changes: &[Change]) -> Vec<Drop> {
    let removed = |class: Class| changes.iter().filter(|change| change.class == class).count();
    let count = |inventory: &Inventory, is_meant: fn(&Subject) -> bool| {
        let exist = inventory.statements.keys().filter(|(_, aspect)| *aspect == Aspect::Exists);
        exist.filter(|(subject, _)| is_meant(subject)).count()
    };
    let kinds = [
        ("operations", is_operation as fn(&Subject) -> bool, Class::OperationRemoved),
        ("parameters and fields", is_value, Class::ValueRemoved),
    ];
    let found = kinds.into_iter().map(|(of, is_meant, class)| {
        let (before, after) = (count(old, is_meant), count(new, is_meant));
        // What lies in a removed operation or object is part of that one change, but is counted here.
        let gone = removed(class).max(before.saturating_sub(after));
        Drop { of, before, after, gone }
    });
    found.filter(|drop| drop.gone * ONE_IN > drop.before).collect()
}

fn is_operation(subject: &Subject) -> bool {
    matches!(subject, Subject::Operation(_))
}

fn is_value(subject: &Subject) -> bool {
    matches!(subject, Subject::Value { path, .. } if !path.is_empty())
}

#[cfg(test)]
mod tests {
    use super::is_older;

    #[test]
    fn the_date_comes_before_the_number() {
        assert!(is_older(("02", "2024-12-30"), ("01", "2024-12-31")));
        assert!(is_older(("9", "2024-12-31"), ("10", "2024-12-31")));
        assert!(!is_older(("01", "2025-01-01"), ("12", "2024-12-31")));
        assert!(!is_older(("01", "2024-12-31"), ("01", "2024-12-31")));
    }
}
