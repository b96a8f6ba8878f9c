//! All values that a field can have.

use taurusdb_spec::Type;

use super::choice::{chosen, explained};
use super::sentence::Sentence;
use super::series::{enumerated, headed, is_participle, is_word, series, spaced};
use super::subject::Owner;
use super::values::{is_shouted, is_value, values};
use crate::read::Cell;
use crate::read::Label;
use crate::text::{after_any, find, number, range};

/// The documented values, from a list or a sentence.
///
/// A Boolean has only its own two values, and an object has none. `is_limited` says that the row
/// states a range of the value.
pub(super) fn enumeration(
    cell: &Cell,
    said: &[Sentence],
    owner: &Owner<'_>,
    is_limited: bool,
    scalar: &Type,
) -> Vec<String> {
    if !matches!(scalar, Type::String | Type::Integer | Type::Long | Type::Number) {
        return Vec::new();
    }
    let mut found = by_mention(values(cell), said);
    if found.is_empty() {
        found = cell.parts.iter().find_map(headed).unwrap_or_default();
    }
    if found.is_empty() {
        found = spoken_states(said);
    }
    if found.is_empty() {
        found = listed_singles(said);
    }
    if found.is_empty() {
        found = stopped(said);
    }
    let is_listed = !found.is_empty();
    if found.is_empty() {
        found = said.iter().find_map(spoken).unwrap_or_default();
    }
    // With a range, a sentence explains single values only.
    if found.is_empty() && !is_limited {
        let mut numbered = said.iter().enumerate();
        let choice = numbered.find_map(|(index, sentence)| match sentence.label {
            Label::Plain | Label::Values | Label::Constraints => {
                chosen(sentence, owner, index == 0)
            }
            _ => None,
        });
        found = choice.unwrap_or_else(|| explained(said));
    }
    // `Values: A. See the list.`
    let goes_on = |sentence: &Sentence| {
        sentence.label == Label::Values && !sentence.first && sentence.lower.starts_with("see ")
    };
    if !is_listed && found.len() == 1 && said.iter().any(goes_on) {
        return Vec::new();
    }
    if !is_listed && are_kinds(&found, owner) {
        return Vec::new();
    }
    if *scalar != Type::String && !found.iter().all(|value| value.parse::<f64>().is_ok()) {
        return Vec::new();
    }
    found
}

/// `Values: a. b. c.`: values with full stops between them, up to the end of what the label is about.
fn stopped(said: &[Sentence]) -> Vec<String> {
    let starts =
        |sentence: &Sentence| sentence.label == Label::Values && sentence.first && !sentence.listed;
    let Some(first) = said.iter().position(starts) else { return Vec::new() };
    let behind = said[first + 1..]
        .iter()
        .take_while(|sentence| sentence.label == Label::Values && !sentence.first);
    let values: Option<Vec<String>> = said[first..=first]
        .iter()
        .chain(behind)
        .map(|sentence| {
            (is_value(&sentence.text) && !is_word(&sentence.text)).then(|| sentence.text.clone())
        })
        .collect();
    values.filter(|values| values.len() > 1).unwrap_or_default()
}

/// Whether the words say what kind of thing the value is, and not how it is written: `name or ID`,
/// `string`, `letters and digits`. Fields that choose a type or a column have such words as values.
fn are_kinds(values: &[String], owner: &Owner<'_>) -> bool {
    const KINDS: [&str; 26] = [
        "name",
        "names",
        "id",
        "ids",
        "uuid",
        "uuids",
        "ip",
        "address",
        "addresses",
        "url",
        "urls",
        "email",
        "string",
        "strings",
        "integer",
        "integers",
        "number",
        "numbers",
        "boolean",
        "float",
        "double",
        "letters",
        "digits",
        "characters",
        "timestamp",
        "text",
    ];
    const CHOOSERS: [&str; 16] = [
        "sort",
        "order",
        "key",
        "field",
        "by",
        "column",
        "type",
        "kind",
        "filter",
        "mode",
        "dimension",
        "attribute",
        "metric",
        "class",
        "category",
        "format",
    ];
    let is_kind = |value: &String| KINDS.contains(&&*value.to_ascii_lowercase());
    !values.is_empty()
        && values.iter().all(is_kind)
        && !CHOOSERS.iter().any(|word| owner.is_called(word))
}

/// The values of a list. If a sentence before it names the same values, its order counts.
fn by_mention(listed: Vec<String>, said: &[Sentence]) -> Vec<String> {
    let before = said.iter().take_while(|sentence| !sentence.listed);
    let same = |named: &Vec<String>| {
        named.len() == listed.len() && named.iter().all(|value| listed.contains(value))
    };
    let named = before.filter_map(spoken).find(same);
    named.unwrap_or(listed)
}

/// The values of a list whose items were run together, split where the default ends.
///
/// The converter joins the items of a list. If the joined text begins with the default, the first
/// item ends with it.
pub(super) fn unglued(values: Vec<String>, default: Option<&str>) -> Vec<String> {
    match (&*values, default) {
        ([glued], Some(default)) if glued != default && is_value(default) => {
            match glued.strip_prefix(default) {
                Some(rest) if rest.starts_with(|c: char| c.is_ascii_alphabetic()) => {
                    vec![default.to_owned(), rest.to_owned()]
                }
                _ => values,
            }
        }
        _ => values,
    }
}

/// The values that one sentence names.
fn spoken(sentence: &Sentence) -> Option<Vec<String>> {
    let Sentence { label, first, text, lower, listed: in_list, .. } = sentence;
    // A condition does not state all possible values.
    if ["if ", "when ", "for "].iter().any(|start| lower.starts_with(start)) {
        return None;
    }
    let rest_of = |rest: &str| &text[text.len() - rest.len()..];
    if *label == Label::Values && *first && !in_list {
        let direct = series(text).filter(|_| range(lower).is_none());
        let all = || if sentence.enumerated { enumerated(text) } else { None };
        if let Some(values) = direct.or_else(|| spaced(text)).or_else(all) {
            return Some(values);
        }
    }
    const CHOICES: [&str; 6] = [
        "value can be any of the following: ",
        "value can be: ",
        "value can be ",
        "it can be ",
        "which can be ",
        " and can be: ",
    ];
    let choice = if lower.contains("can be") { after_any(lower, &CHOICES) } else { None };
    // Participles say what happens to a value: `can be changed or removed`.
    let values_of = |rest: &str| {
        series(rest_of(rest)).filter(|values| !values.iter().all(|value| is_participle(value)))
    };
    if let Some(values) = choice.and_then(values_of) {
        return Some(values);
    }
    let is_default = lower.contains("default");
    let single = after_any(lower, &["the value is ", "its value is "]);
    let single = single.filter(|_| !is_default && !sentence.listed);
    if let Some(values) = single.and_then(values_of) {
        return Some(values);
    }
    supported(text, lower)
}

/// `A new one: The value is X.`, an item for each value.
fn listed_singles(said: &[Sentence]) -> Vec<String> {
    let single = |sentence: &Sentence| {
        if sentence.lower.starts_with("if ") || sentence.lower.starts_with("when ") {
            return None;
        }
        let rest = after_any(&sentence.lower, &["the value is ", "its value is "])?;
        series(&sentence.text[sentence.text.len() - rest.len()..])
            .filter(|values| values.len() == 1)
    };
    let listed = said.iter().filter(|sentence| sentence.listed);
    let values: Vec<String> = listed.filter_map(single).flatten().collect();
    if values.len() > 1 { values } else { Vec::new() }
}

/// `Currently, only X is supported`.
fn supported(text: &str, lower: &str) -> Option<Vec<String>> {
    let only = find(lower, "only ")? + "only ".len();
    let ends = [" is supported", " is allowed"];
    let end = only + ends.iter().find_map(|end| find(&lower[only..], end))?;
    let name = &text[only..end];
    // `MySQL 8.0`: the version is the value.
    let version = name.split_once(' ').filter(|(_, version)| number(version).is_some());
    let values = series(version.map_or(name, |(_, version)| version))?;
    (values.len() == 1 && !is_proper_name(&values[0])).then_some(values)
}

/// Whether a word is the name of a product, such as `TeaPot`. Values on the wire never mix cases.
fn is_proper_name(value: &str) -> bool {
    value.bytes().any(|b| b.is_ascii_uppercase()) && value.bytes().any(|b| b.is_ascii_lowercase())
}

/// `If the value is X, …`, a sentence for each value.
fn spoken_states(said: &[Sentence]) -> Vec<String> {
    let state = |sentence: &Sentence| {
        let rest = sentence.text.strip_prefix("If the value is ")?;
        let (state, _) = rest.split_once(',')?;
        let state = state.split_once(" (").map_or(state, |(state, _)| state);
        let is_state = is_shouted(state) || (is_value(state) && !is_word(state));
        is_state.then(|| state.to_owned())
    };
    let mut states: Vec<String> = Vec::new();
    for state in said.iter().filter_map(state) {
        if !states.contains(&state) {
            states.push(state);
        }
    }
    if states.len() > 1 { states } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use taurusdb_spec::Type;

    use super::super::sentence::sentences;
    use super::{Cell, Owner, enumeration, unglued};

    #[track_caller]
    fn check_as(kind: &Type, description: &str, expected: &[&str]) {
        let cell = Cell::parse(description);
        let said = sentences(&cell);
        let owner = Owner::new("size", kind, &said, None);
        assert_eq!(enumeration(&cell, &said, &owner, false, kind), expected, "{description}");
    }

    #[track_caller]
    fn check(description: &str, expected: &[&str]) {
        check_as(&Type::String, description, expected);
    }

    #[test]
    fn sentences_name_values() {
        check("Size. The value can be big or small .", &["big", "small"]);
        check("Size. Each value can be any of the following: big or small .", &["big", "small"]);
        check("Size. It can be a1 , a2 , or a3 .", &["a1", "a2", "a3"]);
        check("Size. Its value can be big or small and is case-insensitive.", &["big", "small"]);
        check("Size, which can be big or small .", &["big", "small"]);
        check("Size. It can be 0 (big) or 1 (small, red).", &["0", "1"]);
        check("Size. Its value is case-insensitive and can be: big-one .", &["big-one"]);
        check("Size. The value is big , which is enough.", &["big"]);
        check("Size. Currently, only big (case-insensitive) is supported.", &["big"]);
        check("Version. Currently, only Soft 8.0 is supported.", &["8.0"]);
        check("Size. It can be y or x. <ul> • x: big • y: small", &["y", "x"]);
    }

    #[test]
    fn labels_name_values() {
        check("Size. Value: 10 (default value), 20 , or 50 .", &["10", "20", "50"]);
        check("Size. Value range: big | small", &["big", "small"]);
        check("Size. Value: big (very big) Enumerated values: big", &["big"]);
        check("Size. Values: <ul> on: one thing. off: another.", &["on", "off"]);
        check("Size. Enumerated values: big small", &["big", "small"]);
        check("Size. Values: A. B. C.", &["A", "B", "C"]);
        check("**Range** - big - small **Default Value** N/A", &["big", "small"]);
        check("Size. <ul> 0: One thing. It is the default. 1: Another.", &["0", "1"]);
        check("Size. Values: <ul> en-us zh-cn <p>Default value: en-us</p>", &["en-us", "zh-cn"]);
        check(
            "<p>Values:</p> <p>If the value is GO UP, x.</p> <p>If the value is UP, y.</p>",
            &["GO UP", "UP"],
        );
        check("If the value is 1, x. If the value is 0 , y.", &["1", "0"]);
    }

    #[test]
    fn other_sentences_name_none() {
        check("Size. The value is unique.", &[]);
        check("Size, which can be empty.", &[]);
        check("Size. The default value is big.", &[]);
        check("Size. The minimum value is 0.", &[]);
        check("Size. <p>Definition: One. Range: None</p>", &[]);
        check("Size. The value can be -1 or any number ranging from 1 to 4.", &[]);
        check("Size. Value range: 1-7.", &[]);
        check("Size. Value range: None", &[]);
        check("Size. If x is 0, the value is big.", &[]);
        check("Size. Example: big", &[]);
        check("Size. Currently, only the big type is supported.", &[]);
        check("Size. Only TeaPot is supported.", &[]);
        check("A kettle (new) or a pot (old).", &[]);
        check("Pot. Value range: name or ID", &[]);
        check("Pot. Value: string", &[]);
        check("Pot. Enumerated values: see below", &[]);
        check("Pot. The value can be big, small, etc.", &[]);
    }

    #[test]
    fn types_decide_what_can_be_a_value() {
        check_as(&Type::Integer, "Size. Value: 3, 6, or 9 .", &["3", "6", "9"]);
        check_as(&Type::Integer, "Size. Value: big or small .", &[]);
        check_as(&Type::Boolean, "Switch. <ul> • true: on • false: off", &[]);
    }

    #[test]
    fn a_default_cuts_glued_values() {
        let glued = || vec!["en-uszh-cn".to_owned()];
        assert_eq!(unglued(glued(), Some("en-us")), ["en-us", "zh-cn"]);
        assert_eq!(unglued(glued(), None), glued());
    }
}
