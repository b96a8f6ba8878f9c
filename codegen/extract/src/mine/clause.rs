//! The two halves of a conditional sentence: the condition and the consequence.

use taurusdb_spec::Condition;

use super::field_row::Neighbour;
use super::paraphrase::paraphrased;
use super::series::is_participle;
use super::values::is_value;
use crate::text::{after, contains_any, is_name, unquoted};

/// Switches that are not fields of the request: the document's words, and our names.
const SWITCHES: [(&str, &str); 3] = [
    ("enterprise project", "enterprise-project"),
    ("network acl", "network-acl"),
    ("level-1 backup function", "level-1-backup"),
];

/// Other conditions that do not depend on a field.
const NAMED: [(&str, &str); 1] = [("subsequent pagination queries", "subsequent-page")];

/// The row that is being read.
#[derive(Clone, Copy)]
pub(super) struct About<'a> {
    pub(super) name: &'a str,
    pub(super) siblings: &'a [&'a str],
    pub(super) request: &'a [Neighbour<'a>],
}

/// The condition for which we have a name.
pub(super) fn named(lower: &str) -> Option<Condition> {
    let switched = SWITCHES.iter().find_map(|(words, name)| {
        let state = after(lower, words)?.strip_prefix(" is ")?;
        let state = ["enabled", "disabled"].into_iter().find(|word| state.starts_with(word))?;
        Some(format!("{name}-{state}"))
    });
    let named = || NAMED.iter().find(|(words, _)| lower.contains(words));
    let when = switched.or_else(|| named().map(|(_, name)| (*name).to_owned()))?;
    Some(Condition::Named { when })
}

/// Reads a condition: a field's value, whether a field is given, or a named condition.
pub(super) fn parsed(text: &str, about: About<'_>) -> Option<Condition> {
    let text = text.trim().trim_end_matches(['.', ',']);
    written_out(text, about)
        .or_else(|| paraphrased(text, about.request))
        .or_else(|| named(&text.to_ascii_lowercase()))
}

/// `a is set to b`, `a is left blank`
fn written_out(text: &str, about: About<'_>) -> Option<Condition> {
    let (field, rest) = text.split_once(" is ")?;
    let field = if field == "this parameter" { about.name } else { field };
    let given = |given| Some(Condition::Given { field: field.to_owned(), given });
    let known = field == about.name || about.siblings.contains(&field) || field.contains('_');
    match rest {
        "not empty" | "specified" | "not left blank" | "used" | "configured" | "given" | "set"
            if known =>
        {
            return given(true);
        }
        "empty" | "not specified" | "left blank" | "not used" | "not configured" | "not given"
        | "not set"
            if known =>
        {
            return given(false);
        }
        _ => {}
    }
    let (values, said) = match rest.strip_prefix("set to ") {
        Some(values) => (values, true),
        None => (rest, false),
    };
    if !is_name(field) || !(said || known) {
        return None;
    }
    let values: Vec<&str> = values.split(" or ").flat_map(|part| part.split(',')).collect();
    let values: Vec<String> =
        values.iter().map(|v| unquoted(v.trim()).to_owned()).filter(|v| !v.is_empty()).collect();
    let is_stated = |value: &String| is_value(value) && (said || !is_participle(value));
    (!values.is_empty() && values.iter().all(is_stated))
        .then(|| Condition::Equals { field: field.to_owned(), equals: values })
}

/// What the consequence says about the field: the verdict.
pub(super) enum Verdict {
    Required,
    Excluded,
    /// Excluded unless the condition holds.
    Only,
}

pub(super) fn verdict(text: &str) -> Option<Verdict> {
    const FREE: [&str; 3] = ["not required", "not mandatory", "optional"];
    const EXCLUDED: [&str; 3] = ["cannot be specified", "is unavailable", "cannot be set"];
    const REQUIRED: [&str; 6] = [
        "mandatory",
        "is required",
        "must be specified",
        "must be configured",
        "cannot be left blank",
        "cannot be empty",
    ];
    // In `a is mandatory when b is not mandatory`, the first half is the verdict.
    let text = text.split(" when ").next().unwrap_or(text);
    if contains_any(text, &EXCLUDED) {
        Some(Verdict::Excluded)
    } else if contains_any(text, &FREE) {
        None
    } else if contains_any(text, &REQUIRED) {
        Some(Verdict::Required)
    } else if contains_any(text, &["available", "valid"]) {
        Some(Verdict::Only)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use taurusdb_spec::Condition;

    use super::{About, parsed};

    const ABOUT: About<'_> = About { name: "kind", siblings: &["mode", "kind"], request: &[] };

    #[track_caller]
    fn equals(text: &str, field: &str, values: &[&str]) {
        let equals = values.iter().map(|value| (*value).to_owned()).collect();
        let expected = Condition::Equals { field: field.to_owned(), equals };
        assert_eq!(parsed(text, ABOUT), Some(expected), "{text}");
    }

    #[test]
    fn values_of_fields_are_conditions() {
        equals("mode is set to On .", "mode", &["On"]);
        equals("act is set to a or b", "act", &["a", "b"]);
        equals("act is set to \"a\" or 'b'", "act", &["a", "b"]);
        equals("route_mode is 0", "route_mode", &["0"]);
    }

    #[test]
    fn given_fields_are_conditions() {
        let given = |field: &str, given| Some(Condition::Given { field: field.to_owned(), given });
        assert_eq!(parsed("mode is not empty", ABOUT), given("mode", true));
        assert_eq!(parsed("mode is not left blank", ABOUT), given("mode", true));
        assert_eq!(parsed("this parameter is left blank", ABOUT), given("kind", false));
    }

    #[test]
    fn other_clauses_are_none() {
        for text in ["mode is not 0", "mode is x and kind is y", "all is well", "so"] {
            assert_eq!(parsed(text, ABOUT), None, "{text}");
        }
    }
}
