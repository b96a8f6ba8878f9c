//! The value that counts if none is given: `If omitted, the value is 10`, `10 is used if it is not set`.

use taurusdb_spec::Type;

use super::sentence::Sentence;
use super::subject::Owner;
use crate::text::{amount, is_name};

/// The value as it is written, if the sentence says what an absent value stands for.
pub(super) fn substitute<'a>(
    sentence: &'a Sentence,
    owner: &Owner<'_>,
    scalar: &Type,
) -> Option<&'a str> {
    let Sentence { text, lower, .. } = sentence;
    let (condition, start, end) = parted(lower)?;
    if !is_absence(condition, owner) {
        return None;
    }
    consequence(lower, start, end, scalar).map(|(start, end)| &text[start..end])
}

/// The condition, and where the consequence begins and ends.
fn parted(lower: &str) -> Option<(&str, usize, usize)> {
    for start in ["if ", "when "] {
        if let Some(rest) = lower.strip_prefix(start) {
            let comma = rest.find(", ")?;
            return Some((&rest[..comma], start.len() + comma + 2, lower.len()));
        }
    }
    let joints = [" if ", " when "].iter().filter_map(|joint| Some((lower.find(joint)?, *joint)));
    let (at, joint) = joints.min()?;
    Some((&lower[at + joint.len()..], 0, at))
}

/// Whether a condition is that the value is not given, and nothing more.
fn is_absence(condition: &str, owner: &Owner<'_>) -> bool {
    const ABSENT: [&str; 20] = [
        "omitted",
        "left blank",
        "left empty",
        "left unspecified",
        "left out",
        "unspecified",
        "absent",
        "missing",
        "empty",
        "blank",
        "not specified",
        "not set",
        "not given",
        "not configured",
        "not provided",
        "not passed",
        "not entered",
        "not transferred",
        "not included",
        "not present",
    ];
    const SUBJECTS: [&str; 9] = [
        "this parameter",
        "the parameter",
        "this field",
        "the field",
        "it",
        "the value",
        "this value",
        "this",
        "this attribute",
    ];
    let condition = condition.trim_end_matches([',', '.']);
    if ABSENT.contains(&condition) {
        return true;
    }
    let is_own = |subject: &str| {
        let name = subject
            .trim_start_matches("the ")
            .trim_end_matches(" parameter")
            .trim_end_matches(" field");
        SUBJECTS.contains(&subject) || owner.is_named(name)
    };
    let absent = |state: &&str| {
        let subject = condition.strip_suffix(*state).and_then(|rest| rest.strip_suffix(" is "));
        subject.is_some_and(is_own)
    };
    if ABSENT.iter().any(absent) {
        return true;
    }
    // `No value is specified`, `you do not specify this parameter`
    const GIVEN: [&str; 7] =
        ["specified", "set", "given", "provided", "entered", "passed", "configured"];
    const GIVE: [&str; 6] = ["specify", "set", "give", "provide", "enter", "configure"];
    let none = GIVEN
        .iter()
        .find_map(|verb| condition.strip_prefix("no ")?.strip_suffix(verb)?.strip_suffix(" is "));
    let refused = || {
        GIVE.iter().find_map(|verb| {
            condition.strip_prefix("you do not ")?.strip_prefix(verb)?.strip_prefix(' ')
        })
    };
    match none {
        Some("value") => true,
        Some(noun) => noun.split(' ').all(|word| owner.is_called(word)),
        None => refused().is_some_and(is_own),
    }
}

/// Where the value stands in the consequence.
fn consequence(lower: &str, start: usize, end: usize, scalar: &Type) -> Option<(usize, usize)> {
    // What stands behind a comma says more of the value: `all is used, which takes longer`.
    let end = lower[start..end].find(", ").map_or(end, |comma| start + comma);
    let end = start + lower[start..end].trim_end_matches(" by default").len();
    let is_text = *scalar == Type::String;
    const BEGINNINGS: [&str; 17] = [
        "the default value is ",
        "the default is ",
        "the value is set to ",
        "the value is ",
        "its value is ",
        "the value defaults to ",
        "it defaults to ",
        "defaults to ",
        "default to ",
        "it is set to ",
        "this parameter is set to ",
        "the system uses ",
        "the service uses ",
        "the server uses ",
        "the system will use ",
        "the system sets it to ",
        "the value will be ",
    ];
    // Of a text, they say what it is like: `it is random`.
    const OF_NUMBERS: [&str; 2] = ["it is ", "it will be "];
    const ENDINGS: [&str; 9] = [
        " is used",
        " are used",
        " will be used",
        " is applied",
        " is assumed",
        " is taken",
        " applies",
        " is set",
        " will be applied",
    ];
    const NOUNS: [&str; 6] = [
        "the default value ",
        "the default value of ",
        "the default of ",
        "the value ",
        "value ",
        "a value of ",
    ];
    let said = &lower[start..end];
    let begun = BEGINNINGS.iter().find(|words| said.starts_with(**words));
    let begun =
        begun.or_else(|| OF_NUMBERS.iter().find(|words| !is_text && said.starts_with(**words)));
    let (from, to, is_noun) = match begun {
        Some(words) => (start + words.len(), end, true),
        None => {
            let ending = ENDINGS.iter().find(|words| said.ends_with(**words))?;
            let noun = NOUNS.iter().rev().find(|words| said.starts_with(**words));
            (start + noun.map_or(0, |noun| noun.len()), end - ending.len(), noun.is_some())
        }
    };
    let value = lower.get(from..to)?;
    let is_value = match value.split_once(' ') {
        // The name of a field: its value is used.
        None => is_noun || !value.contains('_'),
        Some((number, unit)) => amount(number).is_some() && is_name(unit),
    };
    is_value.then_some((from, to))
}
