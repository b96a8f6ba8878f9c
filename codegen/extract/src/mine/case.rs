//! Finds the value of a list that a clause refers to, by the words of its explanation.

use std::collections::BTreeSet;

use super::values::head;
use crate::read::{Cell, Part};
use crate::text::{content_words, first_sentence};

/// A value that a list explains, with the words of its explanation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Case {
    pub(super) value: String,
    pub(super) words: BTreeSet<String>,
}

/// The values that the lists of a description explain.
pub(super) fn cases(cell: &Cell) -> Vec<Case> {
    let lists = cell.parts.iter().filter_map(|part| match part {
        Part::List(items) => Some(items),
        Part::Text(_) => None,
    });
    lists.flatten().filter_map(|item| case(item)).collect()
}

fn case(item: &str) -> Option<Case> {
    let (value, _) = head(item)?;
    let (_, explanation) = item.split_once(": ")?;
    Some(Case { value, words: content_words(first_sentence(explanation)) })
}

/// The only value whose explanation contains all the words; a single word would match too often.
pub(super) fn meant<'a>(cases: &'a [Case], words: &BTreeSet<String>) -> Option<&'a str> {
    if words.len() < 2 {
        return None;
    }
    let mut found = cases.iter().filter(|case| words.is_subset(&case.words));
    let first = found.next()?;
    found.next().is_none().then_some(&*first.value)
}

#[cfg(test)]
mod tests {
    use super::{cases, meant};
    use crate::read::Cell;
    use crate::text::content_words;

    #[test]
    fn a_case_is_known_by_its_explanation() {
        let cell = Cell::parse("Way. <ul> • pot: brewed in a pot. Slow. • cup: brewed in cups");
        let cases = cases(&cell);
        let meant = |text: &str| meant(&cases, &content_words(text));
        assert_eq!(meant("it is brewed in a pot"), Some("pot"));
        assert_eq!(meant("cups are brewed"), Some("cup"));
        assert_eq!(meant("it is brewed"), None);
        assert_eq!(meant("it is brewed in a slow pot"), None);
    }
}
