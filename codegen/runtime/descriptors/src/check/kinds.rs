//! Whether values are of the declared types, and among the documented values.

use std::borrow::Cow;

use taurusdb_vocabulary::phrase::list;
use taurusdb_vocabulary::{Facts, Format, visible};

use super::Json;
use crate::Type;

/// How much of a value a message repeats, in characters.
const SHOWN: usize = 120;

/// Whole numbers beyond this are not told apart by a number with a fraction.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// Whether a JSON value is of the declared type, or of one that examples show in its place.
pub(super) fn fits(kind: &Type, wire: &[&str], value: &Json<'_>) -> bool {
    let is_number = matches!(value, Json::Number(_));
    let is_text = matches!(value, Json::Text(_));
    let is_boolean = matches!(value, Json::Boolean(_));
    let is_list = matches!(value, Json::List(_));
    let is_object = matches!(value, Json::Object(_));
    let declared = match kind {
        Type::String => is_text,
        Type::Integer | Type::Long => is_whole(value),
        Type::Number => is_number,
        Type::Boolean => is_boolean,
        Type::Object | Type::Map(_) | Type::Record(_) => is_object,
        Type::Array(_) => is_list,
    };
    declared
        || wire.iter().any(|name| match *name {
            "integer" => is_whole(value),
            "number" => is_number,
            "string" => is_text,
            "boolean" => is_boolean,
            "array" => is_list,
            "object" => is_object,
            _ => false,
        })
}

/// `1.0` is a whole number; one beyond 64 bits with their sign is not read as one.
fn is_whole(value: &Json<'_>) -> bool {
    let is_exact = |number: f64| number.fract() == 0.0 && number.abs() <= EXACT;
    let Json::Number(number) = value else { return false };
    number.is_i64() || number.as_f64().is_some_and(is_exact)
}

/// What a value must be, in view of what it is instead.
pub(super) fn wanted(kind: &Type, value: &Json<'_>) -> &'static str {
    let has_no_fraction = matches!(value, Json::Number(number) if number.as_f64().is_some_and(|number| number.fract() == 0.0));
    match kind {
        Type::Integer | Type::Long if has_no_fraction => "a whole number of at most 64 bits",
        _ => kind.noun(),
    }
}

/// What a value is instead of a declared type; the value itself only where that says more.
pub(super) fn got(kind: &Type, value: &Json<'_>, facts: &Facts<'_>) -> String {
    match (kind, value) {
        (Type::Integer | Type::Long, Json::Number(number)) if !facts.sensitive => {
            number.to_string()
        }
        _ => Type::noun_of(&value.to_value()).to_owned(),
    }
}

/// Whether a text of the query, the path or a header is of the declared type.
pub(super) fn text_fits(kind: &Type, text: &str) -> bool {
    match kind {
        Type::Integer | Type::Long => number(text).is_some() && text.parse::<i64>().is_ok(),
        Type::Number => number(text).is_some(),
        // Clients written in Python send `True`.
        Type::Boolean => ["true", "false"].iter().any(|word| text.eq_ignore_ascii_case(word)),
        Type::String | Type::Object | Type::Array(_) | Type::Map(_) | Type::Record(_) => true,
    }
}

/// The number that a text is, written as JSON writes numbers: ASCII digits, no plus sign or needless zero in
/// front, nothing around it. Numbers look the same wherever they travel.
pub(super) fn number(text: &str) -> Option<f64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_written = digits.starts_with(|first: char| first.is_ascii_digit())
        && !(digits.starts_with('0')
            && digits[1..].starts_with(|next: char| next.is_ascii_digit()))
        && text.ends_with(|last: char| last.is_ascii_digit())
        && !digits.contains(".e")
        && !digits.contains(".E");
    text.parse().ok().filter(|number: &f64| is_written && number.is_finite())
}

/// Whether the values are numbers, whatever they travel as: numbers are often declared as text.
pub(super) fn is_number(kind: &Type, facts: &Facts<'_>) -> bool {
    match kind {
        Type::Integer | Type::Long | Type::Number => true,
        Type::String => facts.holds_number(),
        _ => false,
    }
}

/// What a text must be, and what it is.
pub(super) fn must_be(what: &str, facts: &Facts<'_>, text: &str) -> String {
    match facts.sensitive {
        true => format!("must be {what}"),
        false => format!("must be {what}, is '{}'", visible(&shorten(text))),
    }
}

/// What a value must be, where it is none of the documented ones: `one of a, b`.
pub(super) fn unlisted(kind: &Type, facts: &Facts<'_>, text: &str) -> Option<String> {
    if facts.values.is_empty() || matches!(kind, Type::Boolean) {
        return None;
    }
    (!is_listed(facts, text)).then(|| match facts.values {
        [only] => (*only).to_owned(),
        values => list(values, "or"),
    })
}

/// Whether a text is one of the documented values, or several where they are joined.
pub(super) fn is_listed(facts: &Facts<'_>, text: &str) -> bool {
    let is_one = |text: &str| {
        facts.values.iter().any(|value| match facts.case_insensitive {
            true => value.eq_ignore_ascii_case(text),
            false => *value == text,
        })
    };
    match facts.format {
        Some(Format::CommaSeparated) => text.split(',').all(|part| is_one(part.trim())),
        _ => is_one(text),
    }
}

/// The start of a text, in one line's length.
pub(super) fn shorten(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
        None => Cow::Borrowed(text),
    }
}
