//! Conditions that refer to another field in other words than its name.

use std::collections::BTreeSet;

use taurusdb_spec::Condition;

use super::case::{cases, meant};
use super::field_row::Neighbour;
use super::sentence::sentences;
use super::values::values;
use crate::text::content_words;

/// The condition of a clause that refers to another field of the request in other words: `pots are
/// warmed` if a switch says whether pots can be warmed, `the lid is closed` if a value means that.
///
/// Returns nothing if the clause fits two fields.
pub(super) fn paraphrased(clause: &str, request: &[Neighbour<'_>]) -> Option<Condition> {
    let mut found: Vec<Condition> = Vec::new();
    for neighbour in request {
        let Some(value) = position(clause, neighbour) else { continue };
        let condition = Condition::Equals { field: neighbour.name.to_owned(), equals: vec![value] };
        if !found.contains(&condition) {
            found.push(condition);
        }
    }
    if found.len() == 1 { found.pop() } else { None }
}

/// The value of the field that makes the clause true.
fn position(clause: &str, neighbour: &Neighbour<'_>) -> Option<String> {
    let mut words = content_words(clause);
    let cell = neighbour.description;
    if let Some(value) = meant(&cases(cell), &words) {
        return Some(value.to_owned());
    }
    let is_off = words.remove("disabled");
    words.remove("enabled");
    let said = sentences(cell);
    let first = said.first().filter(|first| first.lower.starts_with("whether "))?;
    if words.len() < 2 || !words.is_subset(&content_words(&first.lower)) {
        return None;
    }
    let positions = match values(cell) {
        listed if !listed.is_empty() => listed,
        _ if neighbour.is_boolean => vec!["true".to_owned(), "false".to_owned()],
        _ => return None,
    };
    let wanted: &BTreeSet<&str> =
        &(if is_off { ["off", "false", "no"] } else { ["on", "true", "yes"] }).into();
    let is_wanted = |value: &&String| wanted.contains(&*value.to_ascii_lowercase());
    positions.iter().find(is_wanted).filter(|_| positions.len() == 2).cloned()
}

#[cfg(test)]
mod tests {
    use taurusdb_spec::Condition;

    use super::super::field_row::Neighbour;
    use super::paraphrased;
    use crate::read::Cell;

    /// Name, description, and whether the field is a Boolean.
    const REQUEST: [(&str, &str, bool); 4] = [
        ("warm", "Whether to enable or disable pot warming. <ul> • ON: yes • OFF: no", false),
        ("refill", "Whether empty cups can be refilled.", true),
        ("way", "Way. <ul> • pot: served in a pot • cup: served in a cup", false),
        ("lid", "Whether the pot has a lid.", false),
    ];

    #[track_caller]
    fn check(clause: &str, expected: Option<(&str, &str)>) {
        let expected = expected.map(|(field, value)| Condition::Equals {
            field: field.to_owned(),
            equals: vec![value.to_owned()],
        });
        let cells = REQUEST.map(|(_, description, _)| Cell::parse(description));
        let request: Vec<Neighbour<'_>> = REQUEST
            .iter()
            .zip(&cells)
            .map(|((name, _, is_boolean), description)| Neighbour {
                name,
                description,
                is_boolean: *is_boolean,
            })
            .collect();
        assert_eq!(paraphrased(clause, &request), expected, "{clause}");
    }

    #[test]
    fn switches_and_cases_are_recognised() {
        check("pot warming is enabled", Some(("warm", "ON")));
        check("pot warming is disabled", Some(("warm", "OFF")));
        check("an empty cup is refilled", Some(("refill", "true")));
        check("the pot is used and served", Some(("way", "pot")));
    }

    #[test]
    fn other_words_and_words_for_several_fields_are_none() {
        check("pots are enabled", None);
        check("cup warming is enabled", None);
        check("the pot has a lid", None);
        check("tea is served", None);
    }
}
