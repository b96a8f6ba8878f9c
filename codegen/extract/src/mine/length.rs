//! The length of texts and lists.

use taurusdb_spec::{Range, Type};

use super::claim::{Claim, Limited};
use super::sentence::Sentence;
use crate::text::{after, after_any, contains_any, number};

/// Number of characters of a text.
pub(super) fn length(said: &[Sentence], claims: &[Claim<'_>], kind: &Type) -> Option<Range> {
    let mut found = limits(claims, Limited::Length);
    let is_text = *kind == Type::String;
    if is_text && found.min.is_none() && said.iter().any(is_refused_empty) {
        found.min = Some(1);
    }
    (found != Range::default()).then_some(found)
}

/// The first limits that are stated; another statement can only add the end that they lack.
fn limits(claims: &[Claim<'_>], limited: Limited) -> Range {
    let mut found = Range::default();
    for claim in claims.iter().filter(|claim| claim.limited == limited) {
        let end = |end: Option<f64>| end.filter(|end| *end >= 0.0).map(|end| end as u64);
        let (min, max) = (found.min.or(end(claim.low)), found.max.or(end(claim.high)));
        // Ends of two different statements need not fit.
        if min.is_none_or(|min| max.is_none_or(|max| min <= max)) {
            found = Range { min, max };
        }
    }
    found
}

/// Whether the value must have at least one character. Sentences with a condition, or about several
/// values at once, do not count.
fn is_refused_empty(sentence: &Sentence) -> bool {
    const NOT_EMPTY: [&str; 6] = [
        "cannot be an empty string",
        "cannot be empty",
        "cannot be left empty",
        "must not be empty",
        "must not be an empty string",
        "cannot be null or empty",
    ];
    let lower = &*sentence.lower;
    contains_any(lower, &NOT_EMPTY)
        && !lower.contains("at the same time")
        && !["if ", "when "].iter().any(|start| lower.starts_with(start))
}

/// Number of items of a list, or of pieces of a separated text.
pub(super) fn items(said: &[Sentence], claims: &[Claim<'_>], kind: &Type) -> Option<Range> {
    match kind {
        Type::Array(_) => {
            let found = limits(claims, Limited::Items);
            (found != Range::default()).then_some(found)
        }
        Type::String if said.iter().any(|s| s.lower.contains("separate")) => pieces(said),
        _ => None,
    }
}

/// `up to 20 ids`, if the text says what separates them.
fn pieces(said: &[Sentence]) -> Option<Range> {
    said.iter().find_map(|sentence| {
        let rest = after_any(&sentence.lower, &["up to ", "a maximum of "])?;
        let (most, rest) = number(rest)?;
        let noun = rest.strip_prefix(' ')?;
        let is_length = after(noun, "characters").is_some();
        (!is_length).then_some(Range { min: None, max: Some(most as u64) })
    })
}

#[cfg(test)]
mod tests {
    use taurusdb_spec::{Range, Type};

    use super::super::claim::claims;
    use super::super::sentence::sentences;
    use super::super::subject::Owner;
    use super::{items, length};
    use crate::read::Cell;

    #[track_caller]
    fn check(description: &str, min: Option<u64>, max: Option<u64>) {
        let said = sentences(&Cell::parse(description));
        let owner = Owner::new("name", &Type::String, &said, None);
        let found = length(&said, &claims(&said, &owner), &Type::String);
        assert_eq!(found.unwrap_or_default(), Range { min, max }, "{description}");
    }

    #[track_caller]
    fn check_items(kind: &Type, description: &str, max: Option<u64>) {
        let said = sentences(&Cell::parse(description));
        let owner = Owner::new("names", kind, &said, None);
        let found = items(&said, &claims(&said, &owner), kind);
        assert_eq!(found.and_then(|range| range.max), max, "{description}");
    }

    #[test]
    fn lengths_are_taken() {
        check("Name. It must begin well and consist of 4 to 64 characters.", Some(4), Some(64));
        check("Name. It can be 2 to 32 characters long.", Some(2), Some(32));
        check("Name. The value can contain 32 characters.", Some(32), Some(32));
        check("Name. It contains up to 256 characters.", None, Some(256));
        check("Name. It can be at most 12 characters long.", None, Some(12));
        check("Name. Character length: 0-50.", Some(0), Some(50));
        check("Name. <ul> • Minimum length: 2 characters • Maximum length: 9", Some(2), Some(9));
    }

    #[test]
    fn emptiness_is_a_length() {
        let text = "Key. It contains a maximum of 36 Unicode characters.";
        check(&format!("{text} It cannot be an empty string."), Some(1), Some(36));
        check(&format!("{text} It can be an empty string."), None, Some(36));
        check("Key. It cannot be an empty string.", Some(1), None);
        check("Key. If x is y, it cannot be empty.", None, None);
        check("Key. Key and value cannot be empty at the same time.", None, None);
    }

    #[test]
    fn other_counts_are_no_lengths() {
        check("Name. At least three types of characters.", None, None);
        check("Name. It cannot contain the following special characters: ><", None, None);
    }

    #[test]
    fn items_are_counted() {
        let list = Type::array(Type::String);
        check_items(&list, "Tags. Up to 10 pairs can be added.", Some(10));
        check_items(&list, "Names. The list contains up to 50 names.", Some(50));
        check_items(&Type::String, "A maximum of 20 ids. Separate them with commas.", Some(20));
        check_items(&Type::String, "It contains up to 20 characters, separated.", None);
        check_items(&Type::Integer, "A thing has up to 15 parts.", None);
    }
}
