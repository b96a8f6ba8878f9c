//! The value that applies if a request does not give one.

use taurusdb_spec::Type;

use super::omission::substitute;
use super::sentence::Sentence;
use super::series::is_participle;
use super::subject::Owner;
use super::values::is_value;
use crate::read::Label;
use crate::text::{
    after, after_any, amount, find, first_sentence, is_name, last_word, number, unquoted,
};

/// The value that applies if a request does not give one.
pub(super) fn default(
    said: &[Sentence],
    name: &str,
    scalar: &Type,
    owner: &Owner<'_>,
) -> Option<String> {
    if matches!(scalar, Type::Object | Type::Schema(_)) {
        return None;
    }
    said.iter().find_map(|sentence| {
        let used = substitute(sentence, owner, scalar).and_then(plain);
        fitting(&used.or_else(|| stated(sentence, name, owner))?, scalar)
    })
}

/// Whether a default is one of the values, if there is a list of them. A statement that names the
/// default value is believed; a remark behind a word can be about something else.
pub(super) fn fits(default: Option<&str>, values: &[String], said: &[Sentence]) -> bool {
    let Some(default) = default else { return true };
    let is_stated = |sentence: &Sentence| {
        (sentence.label == Label::Default && sentence.first)
            || sentence.lower.contains("default value")
    };
    values.is_empty()
        || values.iter().any(|value| value.eq_ignore_ascii_case(default))
        || said.iter().any(is_stated)
}

/// The value that the sentence calls the default.
fn stated(sentence: &Sentence, name: &str, owner: &Owner<'_>) -> Option<String> {
    let Sentence { label, first, text, lower, item, .. } = sentence;
    if *label == Label::Default && *first {
        const AGAIN: [&str; 3] = ["the default value is ", "the value is ", "the default is "];
        let said = AGAIN.iter().find_map(|words| lower.strip_prefix(words)).unwrap_or(lower);
        return plain(&text[text.len() - said.len()..]);
    }
    if !lower.contains("default") {
        return None;
    }
    let from = |rest: &str| plain(&text[text.len() - rest.len()..]);
    if let Some(value) = remarked(sentence) {
        return value;
    }
    if let Some(rest) = after_any(lower, &["default value ", "default setting "]) {
        const LINKS: [&str; 6] =
            ["of this parameter is ", "of which is ", "of this field is ", "is ", "to ", "= "];
        let rest = LINKS.iter().find_map(|link| rest.strip_prefix(link)).unwrap_or(rest);
        return from(rest);
    }
    // `The default time zone is` counts, the default of something else does not.
    if let Some(rest) = after(lower, "the default ")
        && let Some((noun, rest)) = rest.split_once(" is ").or_else(|| rest.split_once("is "))
        && noun.split(' ').count() <= 2
        && noun.split(' ').all(|word| owner.knows(word) || matches!(word, "value" | "setting"))
    {
        return from(rest);
    }
    if let Some(rest) = lower.strip_prefix("the default is ") {
        return from(rest);
    }
    // `A is the default.`
    let ends =
        [" is the default", " is the default value"].iter().find_map(|end| lower.strip_suffix(end));
    if let Some(value) = ends.filter(|value| !value.contains(' ')) {
        return plain(&text[..value.len()]);
    }
    // `default 20`
    if let Some(rest) = after(lower, "default ").filter(|rest| number(rest).is_some()) {
        return from(rest);
    }
    if let Some(rest) = lower.strip_prefix("default to ") {
        return from(rest);
    }
    if let Some((before, rest)) = lower.split_once("defaults to ") {
        let is_own = is_own_subject(before, name) || before.trim_end().ends_with(" and");
        return is_own.then(|| from(rest)).flatten();
    }
    let at = find(lower, "by default")?;
    let used = [" is used by default", " will be used by default"].iter().find_map(|end| {
        let value = text.strip_suffix(end)?.rsplit(", ").next()?;
        Some(value).filter(|value| !value.contains(' '))
    });
    if let Some(value) = used {
        return plain(value);
    }
    let said = match at {
        0 => text["by default".len()..].trim_start_matches([',', ' ']),
        _ => text[..at].trim_end(),
    };
    // `Whether it is hot, false by default`
    if at > 0
        && let Some((_, value)) = said.rsplit_once(", ")
        && !value.contains(' ')
    {
        return plain(value);
    }
    let (subject, value) = match said.rsplit_once(" is ") {
        Some((subject, value)) => {
            (last_word(subject), value.strip_prefix("set to ").unwrap_or(value))
        }
        // Without a verb, nothing but the value stands behind the last comma.
        None => {
            let value = said.rsplit([',', '.']).next().unwrap_or_default().trim();
            ("value", if value.contains(' ') { "" } else { value })
        }
    };
    // `The value ranges from 1 to 9 and is 5 by default`
    let own = subject == "and"
        || subject.eq_ignore_ascii_case(name)
        || is_own_subject(&subject.to_ascii_lowercase(), name);
    let is_verb = at == 0 && !said.contains(" is ");
    (own && !is_verb && (item.is_none() || at > 0)).then(|| plain(value)).flatten()
}

/// Whether the words before a verb are the value, or nothing.
fn is_own_subject(before: &str, name: &str) -> bool {
    const OWN: [&str; 7] = ["", "it", "this", "value", "parameter", "which", "field"];
    let word = last_word(before.trim_end_matches([',', ' ']));
    OWN.contains(&word) || word == name.to_ascii_lowercase()
}

/// The value with the remark `(default)`, or the item of a list that is called the default. The outer
/// option says whether there is such a remark.
fn remarked(sentence: &Sentence) -> Option<Option<String>> {
    let Sentence { text, lower, item, .. } = sentence;
    const ITSELF: [&str; 4] =
        ["this is the default", "it is the default", "the default value", "default value"];
    let Some(at) = remark(lower) else {
        let is_item = ITSELF.iter().any(|words| lower.starts_with(words) && lower.len() < 30)
            && lower.split(' ').count() <= 5
            && (lower.ends_with("default") || lower.ends_with("default value"));
        return match item {
            Some(item) if is_item => Some(Some(item.clone())),
            _ => None,
        };
    };
    let before = text[..at].trim_end();
    // `a: words (default)`: the item is the default, and not its last word.
    if let Some(item) = item.as_ref().filter(|_| before.contains(": ")) {
        return Some(Some(item.clone()));
    }
    let clause = before.rsplit([';', ',']).next().unwrap_or_default().trim_start();
    let is_head = lower[at..].split_once(')').is_some_and(|(_, rest)| rest.starts_with(':'));
    let explained = clause.split_once(": ").or_else(|| clause.split_once(" for "));
    let explained = explained.filter(|_| !is_head).map(|(head, _)| head);
    // `Kind: green (default), black` has a noun there.
    let is_noun = |head: &str| head.starts_with(|c: char| c.is_ascii_uppercase()) && head.len() > 1;
    Some(plain(
        explained
            .filter(|head| is_value(head) && !is_noun(head))
            .unwrap_or_else(|| last_word(before)),
    ))
}

/// Where the remark in parentheses begins that calls what stands before it the default:
/// `desc (descending, default)`.
fn remark(lower: &str) -> Option<usize> {
    const REMARKS: [&str; 9] = [
        "default",
        "default value",
        "default setting",
        "the default",
        "the default value",
        "by default",
        "used by default",
        "default option",
        "default mode",
    ];
    lower.match_indices('(').map(|(at, _)| at).find(|at| {
        let inner = lower[at + 1..].split([')', '(']).next().unwrap_or_default();
        inner.split([',', ';']).any(|part| REMARKS.contains(&part.trim()))
    })
}

/// The single word of the text, before a comma or remark; a unit after it is dropped.
fn plain(text: &str) -> Option<String> {
    let text = first_sentence(text.trim());
    let lower = text.to_ascii_lowercase();
    if let Some((number, rest)) = amount(&lower)
        && text[..text.len() - rest.len()].contains(',')
    {
        return Some(number.to_string());
    }
    let end = text.find([',', '(', ';']).unwrap_or(text.len());
    let ends = [" and ", " is used", " will be used", " is applied"];
    let end = ends.iter().filter_map(|words| lower.find(words)).fold(end, usize::min);
    let text = text[..end].trim().trim_end_matches('.').trim_end_matches(')');
    let text = unquoted(text);
    const NOTHING: [&str; 13] = [
        "none",
        "n/a",
        "null",
        "empty",
        "blank",
        "left blank",
        "the",
        "-",
        "default",
        "this",
        "that",
        "it",
        "which",
    ];
    if NOTHING.iter().any(|nothing| text.eq_ignore_ascii_case(nothing)) || text.is_empty() {
        return None;
    }
    match text.split_once(' ') {
        None if is_participle(text) => None,
        None => Some(text.to_owned()),
        Some((value, unit)) if number(value).is_some() && is_name(unit) => Some(value.to_owned()),
        Some(_) => None,
    }
}

/// The value as it is written on the wire, if the type allows it.
fn fitting(value: &str, scalar: &Type) -> Option<String> {
    match scalar {
        Type::Integer | Type::Long | Type::Number => {
            // `5s`
            let digits = value.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
            let digits = digits.replace(',', "");
            digits.parse::<f64>().is_ok().then_some(digits)
        }
        Type::Boolean => {
            let value = match &*value.to_ascii_lowercase() {
                "yes" => "true".to_owned(),
                "no" => "false".to_owned(),
                other => other.to_owned(),
            };
            matches!(&*value, "true" | "false").then_some(value)
        }
        _ => Some(value.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use taurusdb_spec::Type;

    use super::super::sentence::sentences;
    use super::super::subject::Owner;
    use super::default;
    use crate::read::Cell;

    #[track_caller]
    fn check_as(kind: &Type, description: &str, expected: &str) {
        let cell = Cell::parse(description);
        let said = sentences(&cell);
        let owner = Owner::new("size", kind, &said, None);
        let found = default(&said, "size", kind, &owner);
        assert_eq!(found.unwrap_or_default(), expected, "{description}");
    }

    #[track_caller]
    fn check(description: &str, expected: &str) {
        check_as(&Type::String, description, expected);
    }

    #[test]
    fn defaults_are_taken() {
        check("Size. The default value is en-us . Values: <ul> • en-us", "en-us");
        check("Size. The default value is 10 GB.", "10");
        check("Size. The default value is %, that is all.", "%");
        check("Size. The default value All .", "All");
        check("Size of a zone. The default zone is UTC+08:00.", "UTC+08:00");
        check("Size. Default value: 10 . Value: 1 to 5", "10");
        check("Size. Value: 10 (default value), 20", "10");
        check("Size. <ul> • a: one. • b (default): two", "b");
        check("Size. The value is 0 by default, for the start.", "0");
        check("Size. a: It is small. The default value is a. b: It is big.", "a");
        check("Size. If x is y, size is 0 by default, so.", "0");
    }

    #[test]
    fn what_an_absent_value_stands_for_is_taken() {
        for text in [
            "If omitted, the value is 10.",
            "If this parameter is not specified, 10 is used.",
            "If size is left blank, the value 10 is used by default.",
            "If it is not set, it is 10.",
            "If not provided, defaults to 10.",
            "When omitted, 10 is assumed.",
            "10 is used if this parameter is not specified.",
            "The value is 10 if it is omitted.",
            "If no value is specified, the system uses 10.",
            "If no size is given, 10 cups is used.",
            "If you do not specify this parameter, 10 is used.",
            "If it is not specified, the default of 10 will be used.",
            "If it is not specified, the value 10 is used, which is enough.",
        ] {
            check_as(&Type::Integer, &format!("Size. {text}"), "10");
        }
        check("Size. If this parameter is left empty, big is used.", "big");
    }

    #[test]
    fn absence_of_something_else_states_none() {
        for text in [
            "If the pot is not specified, 10 is used.",
            "If this parameter is not specified and the pot is hot, 10 is used.",
            "If omitted, the value is generated.",
            "If omitted, the value is that of the pot.",
            "If omitted, pot_size is used.",
            "If omitted, it is random.",
            "If omitted, all pots are used.",
            "If omitted, an error is returned.",
            "If it is hot, 10 is used.",
        ] {
            check(&format!("Size. {text}"), "");
        }
    }

    #[test]
    fn remarks_name_the_default() {
        check("Order. It can be asc (ascending) or desc (descending, default).", "desc");
        check("Order. Value: asc (default, ascending) and desc.", "asc");
        check("Order, either up (the default) or down.", "up");
        check("Order. 0: up (default); 1: down", "0");
        check("Size. Value: The default value is 5.", "5");
    }

    #[test]
    fn other_sentences_state_none() {
        check("Size. Default value: None", "");
        check("Size. Default value: N/A", "");
        check("Size. The value is left blank by default.", "");
        check("Size. The default value is the zone of the host.", "");
        check("Size. The default value is empty.", "");
        check("Size. The default weight of the other ones is 7.", "");
        check("Size. A zone is assigned by default.", "");
        check("Size. The default quota is 5.", "");
    }

    #[test]
    fn types_decide_what_can_be_a_default() {
        check_as(&Type::Integer, "Size. The default value is 5s .", "5");
        check_as(&Type::Integer, "Size. Zone, flat (default).", "");
        check_as(&Type::Boolean, "Size. true: x false (default value): y", "false");
        check_as(&Type::Object, "Mode, x or y (default setting).", "");
        check_as(&Type::Boolean, "Whether it is hot, false by default.", "false");
        check_as(&Type::Boolean, "Whether it is hot. Default: no", "false");
        check_as(&Type::Boolean, "Whether it is hot. The default value: true", "true");
    }
}
