//! The length of texts and lists.

use taurusdb_spec::{Range, Type};

use super::sentence::Sentence;
use crate::read::Label;
use crate::text::{after, after_any, contains_any, each_after, number, range};

/// Number of characters of a text.
pub(super) fn length(said: &[Sentence]) -> Option<Range> {
    let counted = said.iter().find_map(in_characters).or_else(|| labelled(said));
    let mut found = counted.unwrap_or_default();
    if found.min.is_none() && said.iter().any(is_refused_empty) {
        found.min = Some(1);
    }
    (found != Range::default()).then_some(found)
}

/// Whether the value must have at least one character. Sentences with a condition, or about several
/// values at once, do not count.
fn is_refused_empty(sentence: &Sentence) -> bool {
    const NOT_EMPTY: [&str; 2] = ["cannot be an empty string", "cannot be empty"];
    let lower = &*sentence.lower;
    contains_any(lower, &NOT_EMPTY)
        && !lower.contains("at the same time")
        && !["if ", "when "].iter().any(|start| lower.starts_with(start))
}

/// `4 to 64 characters`, `up to 36 characters`, `32 characters`.
fn in_characters(sentence: &Sentence) -> Option<Range> {
    let lower = &*sentence.lower;
    const COUNTED: [&str; 2] = ["characters", "unicode characters"];
    if sentence.label == Label::Length && sentence.first {
        return range(lower).map(closed);
    }
    if !lower.contains("characters") {
        return None;
    }
    let is_counted = |rest: &str| COUNTED.iter().any(|noun| rest.trim_start().starts_with(noun));
    const VERBS: [&str; 6] =
        ["consist of ", "consists of ", "contain ", "contains ", " be ", "is "];
    for rest in VERBS.iter().flat_map(|verb| each_after(lower, verb)) {
        let most =
            ["a maximum of ", "up to ", "at most "].iter().find_map(|m| rest.strip_prefix(m));
        if let Some(rest) = most {
            if let Some((most, rest)) = number(rest)
                && is_counted(rest)
            {
                return Some(Range { min: None, max: Some(most as u64) });
            }
        } else if let Some((least, most, rest)) = range(rest) {
            if is_counted(rest) {
                return Some(closed((least, most, rest)));
            }
        } else if let Some((exact, rest)) = number(rest)
            && is_counted(rest)
        {
            return Some(closed((exact, exact, rest)));
        }
    }
    None
}

fn labelled(said: &[Sentence]) -> Option<Range> {
    let end = |label: Label| {
        let sentence = said.iter().find(|s| s.label == label && s.first)?;
        number(&sentence.lower).map(|(end, _)| end as u64)
    };
    let found = Range { min: end(Label::MinimumLength), max: end(Label::MaximumLength) };
    (found != Range::default()).then_some(found)
}

fn closed((least, greatest, _): (f64, f64, &str)) -> Range {
    Range { min: Some(least as u64), max: Some(greatest as u64) }
}

/// Number of items of a list, or of pieces of a separated text.
pub(super) fn items(said: &[Sentence], kind: &Type) -> Option<Range> {
    let separated = || said.iter().any(|s| s.lower.contains("separate"));
    match kind {
        Type::Array(_) => {}
        Type::String if separated() => {}
        _ => return None,
    }
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

    use super::super::sentence::sentences;
    use super::{items, length};
    use crate::read::Cell;

    #[track_caller]
    fn check(description: &str, min: Option<u64>, max: Option<u64>) {
        let found = length(&sentences(&Cell::parse(description)));
        assert_eq!(found.unwrap_or_default(), Range { min, max }, "{description}");
    }

    #[track_caller]
    fn check_items(kind: &Type, description: &str, max: Option<u64>) {
        let found = items(&sentences(&Cell::parse(description)), kind);
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
