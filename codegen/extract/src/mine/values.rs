//! Values that a description lists with bullets.

use crate::read::{Cell, Part, label_alone};
use crate::text::{is_digits, rejoined, unquoted};

/// Words of texts that introduce a list of something else.
const OTHERWISE: [&str; 24] = [
    "where",
    "parameters",
    "details",
    "naming",
    "example",
    "examples",
    "cannot",
    "not",
    "rules",
    "rule",
    "requirements",
    "conditions",
    "condition",
    "notes",
    "note",
    "restrictions",
    "steps",
    "methods",
    "format",
    "obtained",
    "contains",
    "meet",
    "differences",
    "difference",
];

/// Whether a text introduces a list of values: `Values:`, `It can be any of the following:`.
pub(super) fn introduces(text: &str) -> bool {
    const ENDS: [&str; 4] = ["following", "follows", "below", "these"];
    const ABOUT: [&str; 14] = [
        "value",
        "values",
        "range",
        "option",
        "options",
        "enum",
        "enumeration",
        "enumerations",
        "be",
        "one",
        "any",
        "either",
        "follows",
        "choices",
    ];
    let lower = text.to_ascii_lowercase();
    let lower = lower.trim_end();
    let is_open = lower.ends_with(':') || ENDS.iter().any(|end| lower.ends_with(end));
    let last = lower.trim_end_matches(':').rsplit(['.', ';', ':']).next().unwrap_or_default();
    let mut about = false;
    for word in last.split(|c: char| !c.is_ascii_alphanumeric()) {
        if OTHERWISE.contains(&word) {
            return false;
        }
        about |= ABOUT.contains(&word);
    }
    is_open && about
}

/// The values that a description lists with bullets, as they are written on the wire.
///
/// A list counts if a known text introduces it, or if every item explains its value after a colon.
/// Each item must begin with one word: `Method 1: …` lists ways to find a value, not values.
pub(super) fn values(cell: &Cell) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for (index, part) in cell.parts.iter().enumerate() {
        let Part::List(items) = part else { continue };
        let before = match index.checked_sub(1).map(|i| &cell.parts[i]) {
            Some(Part::Text(text)) => text,
            _ => "",
        };
        let lower = before.trim_end().to_ascii_lowercase();
        if lower.ends_with("example value:") || lower.ends_with("example:") {
            continue;
        }
        let introduced = introduces(before);
        // `Differences:`, `Note:`
        let last = lower.trim_end_matches(':').rsplit(['.', ';', ':']).next().unwrap_or_default();
        let mut words = last.split(|c: char| !c.is_ascii_alphanumeric());
        if lower.ends_with(':') && words.any(|word| OTHERWISE.contains(&word)) {
            continue;
        }
        // The list explains the parts of a format.
        let is_format = lower.trim_end_matches([',', ':']).ends_with("where")
            || (lower.ends_with([':', ',']) && lower.contains("in the format of"));
        if is_format {
            continue;
        }
        let heads: Option<Vec<(String, bool)>> = items.iter().map(|item| head(item)).collect();
        let Some(heads) = heads else { continue };
        let marked = items.iter().any(|item| item.contains("(default"));
        let explained = heads.len() > 1 && heads.iter().all(|(_, explained)| *explained || marked);
        if introduced || explained {
            for (value, _) in heads {
                if !found.contains(&value) {
                    found.push(value);
                }
            }
        }
    }
    if found.is_empty() { lines(cell) } else { found }
}

/// The values of a list whose items are paragraphs or lines below a text that introduces them.
fn lines(cell: &Cell) -> Vec<String> {
    for (index, part) in cell.parts.iter().enumerate() {
        if !matches!(part, Part::Text(text) if introduces(text)) {
            continue;
        }
        let below = cell.parts[index + 1..].iter().map_while(|part| match part {
            Part::Text(text) if !begins_with_label(text) => Some(text),
            _ => None,
        });
        let heads: Option<Vec<String>> =
            below.map(|line| head(line).map(|(value, _)| value)).collect();
        if let Some(heads) = heads.filter(|heads| heads.len() > 1) {
            return heads;
        }
    }
    Vec::new()
}

fn begins_with_label(text: &str) -> bool {
    let colon = text.find(':').unwrap_or(text.len());
    label_alone(&text[..colon]).is_some()
}

/// What can stand between a value and its explanation, apart from a colon.
const EXPLAIN: [&str; 7] =
    [" - ", " – ", " — ", " indicates ", " means ", " represents ", " stands for "];

/// The value at the start of an item, and whether an explanation follows it.
pub(super) fn head(item: &str) -> Option<(String, bool)> {
    let word = item.split(' ').next().unwrap_or_default().trim_end_matches(':');
    let is_count = |text: &str| is_digits(text.trim_start_matches("on-"));
    let negated = word.strip_prefix(['n', 'N']).filter(|rest| rest.starts_with("on-"));
    if word.matches(':').count() > 1 || negated.is_some_and(is_count) {
        // `a:b:c: …` explains a part of something, and `Non-0` is no value.
        return None;
    }
    // A label with a capital is no value: `Note: …`, `Maximum: 9`.
    let label = item.split(':').next().unwrap_or_default();
    if label.starts_with(|c: char| c.is_ascii_uppercase())
        && label.bytes().any(|byte| byte.is_ascii_lowercase())
        && label.len() < item.len()
        && label_alone(label).is_some()
    {
        return None;
    }
    let (head, explained) = match item.split_once(':') {
        Some((head, rest)) if !rest.is_empty() => (head, true),
        Some((head, _)) => (head, false),
        None => match EXPLAIN.iter().find_map(|words| item.split_once(words)) {
            Some((head, _)) => (head, true),
            None => (item, false),
        },
    };
    // `0 (default value)`
    let head = head.split_once(" (").map_or(head, |(head, _)| head);
    let value = unquoted(head.trim().trim_end_matches(['.', ',', ';'])).trim();
    (is_value(value) || (explained && is_shouted(value))).then(|| (rejoined(value), explained))
}

pub(super) fn is_value(text: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | '+');
    !text.is_empty() && text.len() <= 64 && text.chars().all(is_part)
}

/// States such as `BACKING UP` are the only values with spaces.
pub(super) fn is_shouted(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_uppercase() || b == b' ')
}

#[cfg(test)]
mod tests {
    use super::values;
    use crate::read::Cell;

    #[track_caller]
    fn check(description: &str, expected: &[&str]) {
        assert_eq!(values(&Cell::parse(description)), expected);
    }

    #[test]
    fn bulleted_values_are_taken() {
        check("Language. Values: <ul> • en-us • zh-cn", &["en-us", "zh-cn"]);
        check("Switch. <ul> • true: on • false: off", &["true", "false"]);
        check(
            "Kind. Values: <ul> • a: x • b: y <p>Enumerated values:</p> <ul> • a • b",
            &["a", "b"],
        );
    }

    #[test]
    fn remarks_and_states_of_several_words_are_understood() {
        check("Kind. <ul> • 0 (default value): x • 1: y", &["0", "1"]);
        check("State. <ul> • UP: x • GOING DOWN: y", &["UP", "GOING DOWN"]);
        check("Kind. Values: <ul> • a • b Default value: a", &["a", "b"]);
    }

    #[test]
    fn broken_values_are_mended() {
        check(
            "Job. <ul> • RenameGroup-Name: x • X-Auth-Token: y • east-2: z",
            &["RenameGroupName", "X-Auth-Token", "east-2"],
        );
    }

    #[test]
    fn other_lists_are_left_alone() {
        check("Find it: <ul> • Method 1: Look there. • Method 2: Look here.", &[]);
        check("Notes: <ul> • Short. • Longer words here.", &[]);
        check("Time. Example value: <ul> • 20:00-21:00", &[]);
        check("No list at all.", &[]);
    }
}
