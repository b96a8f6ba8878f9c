//! Where a value comes from: the operation whose answer contains it.

use super::sentence::Sentence;
use crate::text::{after, after_any, find, is_name};

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A section; it need not describe an operation.
    Section {
        /// Its title, or other words for it.
        title: String,
        /// The field of the answer.
        field: Option<String>,
    },
    /// The answer of an earlier call of the same operation.
    Itself,
}

/// Finds out where the value comes from.
pub(super) fn source(said: &[Sentence]) -> Option<Origin> {
    let Some((title, field)) = said.iter().find_map(reference) else {
        let is_own =
            |s: &Sentence| s.lower.contains("obtain") && s.lower.contains(" the last query");
        return said.iter().any(is_own).then_some(Origin::Itself);
    };
    Some(Origin::Section { title, field: field.or_else(|| said.iter().find_map(answer)) })
}

fn reference(sentence: &Sentence) -> Option<(String, Option<String>)> {
    let Sentence { text, lower, .. } = sentence;
    let about_value = lower.contains("obtain")
        || lower.contains("in the response to ")
        || lower.starts_with("for details, see ")
        || lower.starts_with("for details about supported ");
    if !about_value {
        return None;
    }
    const VERBS: [&str; 6] =
        [" see ", " call the ", " calling the ", " calling ", " response to ", " call "];
    let rest = after_any(lower, &VERBS)?;
    let (rest, mut field) = (&text[text.len() - rest.len()..], None);
    if lower.contains("value of ") && lower.contains("in the response to ") {
        field = after(text, "value of ").and_then(first_name);
    }
    let (title, named) = place(rest.strip_prefix("the ").unwrap_or(rest))?;
    Some((title, named.or(field)))
}

/// The title in `F field returned by the T`, `F in Table 5 in T`, `API for T`, `T API`, `T`.
fn place(rest: &str) -> Option<(String, Option<String>)> {
    let field = |text: &str| Some(text.to_owned()).filter(|text| is_name(text));
    if let Some((name, title)) = rest.split_once(" field returned by ") {
        return Some((titled(title)?, field(name)));
    }
    if let Some((name, place)) = rest.split_once(" in Table ")
        && is_name(name)
    {
        return Some((titled(after(place, " in ")?)?, field(name)));
    }
    Some((titled(rest)?, None))
}

fn titled(text: &str) -> Option<String> {
    let text = text.strip_prefix("the ").unwrap_or(text);
    let text = text.strip_prefix("API for ").unwrap_or(text);
    let text = text.strip_suffix(" API").unwrap_or(text);
    // If two operations supply the value, the first one counts.
    let second = text.match_indices(" and ").find(|(at, and)| is_gerund(&text[at + and.len()..]));
    let text = text[..second.map_or(text.len(), |(at, _)| at)].trim().trim_end_matches(['.', ',']);
    let is_title = text.len() > 3 && !text.starts_with("Table ") && !text.starts_with("last ");
    is_title.then(|| text.to_owned())
}

/// Whether the text begins with a gerund, as titles of operations do: `Listing Things`.
fn is_gerund(text: &str) -> bool {
    let word = text.split(' ').next().unwrap_or_default();
    word.starts_with(|c: char| c.is_ascii_uppercase()) && word.ends_with("ing")
}

/// The F of `The value of F in the response body`.
fn answer(sentence: &Sentence) -> Option<String> {
    let Sentence { text, lower, .. } = sentence;
    let at = find(lower, " in the response ")?;
    let name = text[..at].rsplit(' ').next()?;
    (text[..at].contains("value of ")).then(|| first_name(name)).flatten()
}

fn first_name(text: &str) -> Option<String> {
    let name = text.split(' ').next()?;
    is_name(name).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::sentence::sentences;
    use super::{Origin, source};
    use crate::read::Cell;

    #[track_caller]
    fn check(description: &str, title: &str, field: &str) {
        let found = source(&sentences(&Cell::parse(description)));
        let expected = (!title.is_empty()).then(|| Origin::Section {
            title: title.to_owned(),
            field: (!field.is_empty()).then(|| field.to_owned()),
        });
        assert_eq!(found, expected, "{description}");
    }

    #[test]
    fn titles_and_fields_are_taken() {
        check("Id. To obtain this value, see Listing Things .", "Listing Things", "");
        check("Id. For details, see code in Table 5 in Listing Things .", "Listing Things", "code");
        check(
            "Id. About how to obtain it, see the name field returned by the Listing Things .",
            "Listing Things",
            "name",
        );
        check("Id. It can be obtained by calling the Listing Things API.", "Listing Things", "");
        check("Id. To obtain it, call the API for listing things . More.", "listing things", "");
        check(
            "Id. Take any value of id in the response to listing things.",
            "listing things",
            "id",
        );
        check(
            "Id. To obtain it, see Listing Things. Then its value of id in the response header is it.",
            "Listing Things",
            "id",
        );
        check("Id. To obtain it, see Obtaining As and Listing Bs.", "Obtaining As", "");
        check("Id. To obtain it, see Listing As and Bs.", "Listing As and Bs", "");
    }

    #[test]
    fn an_operation_can_supply_its_own_values() {
        let said = sentences(&Cell::parse("Mark, obtained from the last query."));
        assert_eq!(source(&said), Some(Origin::Itself));
    }

    #[test]
    fn other_references_supply_nothing() {
        check("Things. For details, see Table 5-3 .", "", "");
        check("Things. For details about how to make one, see Making a Thing .", "", "");
        check("Code. For more, see Listing Codes.", "", "");
    }
}
