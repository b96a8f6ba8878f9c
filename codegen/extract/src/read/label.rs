//! The labels that divide a description, such as `Value range:`.

use std::borrow::Cow;

/// The topic of a part of a description, according to the label before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Label {
    /// No label, or one that introduces the meaning.
    Plain,
    Constraints,
    Values,
    Default,
    Example,
    Minimum,
    Maximum,
    Length,
    MinimumLength,
    MaximumLength,
    /// How many items a list has.
    Items,
    Increment,
    Unit,
    /// About something related to the value, but not about the value itself.
    Aside,
}

/// Words that can stand before the noun of a label about values without another meaning.
const ADJECTIVES: [&str; 19] = [
    "value",
    "valid",
    "possible",
    "supported",
    "allowed",
    "available",
    "optional",
    "permitted",
    "acceptable",
    "accepted",
    "enumeration",
    "enumerated",
    "enum",
    "parameter",
    "the",
    "legal",
    "allowable",
    "candidate",
    "following",
];

const VALUES: [&str; 15] = [
    "value",
    "values",
    "range",
    "ranges",
    "option",
    "options",
    "enum",
    "enums",
    "enumeration",
    "enumerations",
    "enumerators",
    "choice",
    "choices",
    "value(s)",
    "option(s)",
];

/// Labels of one form.
const LABELS: [(&str, Label); 34] = [
    ("example", Label::Example),
    ("examples", Label::Example),
    ("example value", Label::Example),
    ("example values", Label::Example),
    ("sample", Label::Example),
    ("sample value", Label::Example),
    ("for example", Label::Example),
    ("explanation", Label::Plain),
    ("definition", Label::Plain),
    ("meaning", Label::Plain),
    ("description", Label::Plain),
    ("parameter description", Label::Plain),
    ("constraints", Label::Constraints),
    ("constraint", Label::Constraints),
    ("restrictions", Label::Aside),
    ("restriction", Label::Aside),
    ("note", Label::Aside),
    ("notes", Label::Aside),
    ("notice", Label::Aside),
    ("caution", Label::Aside),
    ("character length", Label::Length),
    ("length limit", Label::MaximumLength),
    ("length limits", Label::Length),
    ("array length", Label::Items),
    ("array size", Label::Items),
    ("list length", Label::Items),
    ("number of items", Label::Items),
    ("number of elements", Label::Items),
    ("increment", Label::Increment),
    ("step", Label::Increment),
    ("unit", Label::Unit),
    ("units", Label::Unit),
    ("upper limit", Label::Maximum),
    ("lower limit", Label::Minimum),
];

/// The most words of a label.
const MOST_WORDS: usize = 4;

/// The meaning of a label in lower case.
fn meaning(text: &str) -> Option<Label> {
    let text = match text.strip_suffix(')').and_then(|text| text.rsplit_once(" (")) {
        Some((text, "case insensitive" | "case-insensitive" | "inclusive" | "optional")) => text,
        _ => text,
    };
    let text = text.strip_prefix("the ").unwrap_or(text);
    if let Some((_, label)) = LABELS.iter().find(|(name, _)| text == *name) {
        return Some(*label);
    }
    let words: Vec<&str> = text.split(' ').collect();
    let (first, rest) = words.split_first()?;
    let is_quantity = |rest: &[&str]| matches!(rest, [] | ["value" | "values" | "size"]);
    let is_length = |rest: &[&str]| {
        matches!(
            rest,
            ["length" | "items"]
                | ["string" | "value" | "array" | "list", "length"]
                | ["array", "size"]
        )
    };
    match first.trim_end_matches('.') {
        "default" | "defaults" => {
            matches!(rest, [] | ["value" | "values" | "setting"]).then_some(Label::Default)
        }
        "minimum" | "min" if is_length(rest) => Some(Label::MinimumLength),
        "maximum" | "max" if is_length(rest) => Some(Label::MaximumLength),
        "minimum" | "min" => is_quantity(rest).then_some(Label::Minimum),
        "maximum" | "max" => is_quantity(rest).then_some(Label::Maximum),
        _ => {
            let (noun, adjectives) = words.split_last()?;
            let about_length = match noun {
                &"range" => adjectives.last() == Some(&"length"),
                noun => *noun == "length",
            };
            if about_length {
                let before = &adjectives[..adjectives.len() - usize::from(*noun == "range")];
                return matches!(before, [] | ["value" | "string" | "text" | "name" | "field"])
                    .then_some(Label::Length);
            }
            let is_known =
                VALUES.contains(noun) && adjectives.iter().all(|word| ADJECTIVES.contains(word));
            is_known.then_some(Label::Values)
        }
    }
}

/// The label, if the text is nothing but a label.
pub(crate) fn label_alone(text: &str) -> Option<Label> {
    let text = text.trim_end_matches(':').trim_end();
    if text.len() > 40 || text.split(' ').count() > MOST_WORDS {
        return None;
    }
    meaning(&text.to_ascii_lowercase())
}

/// The label at the end of the text before a colon, and where it begins.
///
/// A label begins with a capital, or goes on after a mark: `Minimum: 1; maximum: 9`.
pub(crate) fn label_before(text: &str) -> Option<(usize, Label)> {
    let text = text.trim_end();
    let mut found = None;
    let mut begin = text.len();
    for _ in 0..MOST_WORDS {
        let before = text[..begin].trim_end();
        let is_edge = |c: char| c == ' ' || c == '(' || c == '"';
        begin = match before.strip_suffix(')') {
            // A remark belongs to the label.
            Some(inner) if begin == text.len() => inner.rfind(" (")?,
            _ => before.rfind(is_edge).map_or(0, |at| at + 1),
        };
        // `A size.Value range`: two sentences were joined.
        let joined = text[begin..].match_indices('.').map(|(at, _)| begin + at + 1).rfind(|at| {
            text[*at..].starts_with(|c: char| c.is_ascii_uppercase())
                && text[..*at - 1].ends_with(|c: char| c.is_ascii_lowercase() || c == ')')
        });
        let is_joined = joined.is_some();
        begin = joined.unwrap_or(begin);
        let candidate = &text[begin..];
        if candidate.len() > 40 {
            break;
        }
        let before = text[..begin].trim_end();
        let is_capital = candidate.starts_with(|c: char| c.is_ascii_uppercase())
            && !text[..begin].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '-');
        let goes_on = before.is_empty() || before.ends_with([';', ',', '(', ')', '.']);
        let is_article = candidate.starts_with("the ");
        if (is_capital || (goes_on && !is_article))
            && let Some(label) = meaning(&candidate.to_ascii_lowercase())
            && (is_capital || !matches!(label, Label::Plain | Label::Aside))
        {
            found = Some((begin, label));
        }
        let is_short = ["Min.", "Max.", "min.", "max."].iter().any(|end| before.ends_with(end));
        if begin == 0 || is_joined || (before.ends_with(['.', ';', ',', ':', '(']) && !is_short) {
            break;
        }
    }
    found
}

/// The labels of the form in which every description has its definition, its constraints, its range
/// and its default.
const STRUCTURE: [&str; 22] = [
    "Definition",
    "Explanation",
    "Meaning",
    "Parameter Description",
    "Parameter description",
    "Constraints",
    "Constraint",
    "Restrictions",
    "Restriction",
    "Value Range",
    "Value range",
    "Value Options",
    "Value options",
    "Options",
    "Range",
    "Values",
    "Default Value",
    "Default value",
    "Default",
    "Units",
    "Unit",
    "Example Value",
];

/// The description with a colon after each label, if it has the form with a definition first and
/// its labels are written in one line, without a mark: `Definition Size. Range 1 to 9`.
pub(crate) fn with_colons(html: &str) -> Cow<'_, str> {
    let first = start_of_text(html);
    let is_structured = STRUCTURE[..5].iter().any(|label| is_at(html, first, label));
    if !is_structured {
        return Cow::Borrowed(html);
    }
    let mut places = Vec::new();
    let mut at = first;
    while at < html.len() {
        match STRUCTURE.iter().find(|label| is_at(html, at, label)) {
            Some(label) if at == first || follows_a_statement(&html[..at]) => {
                if needs_colon(&html[at + label.len()..]) {
                    places.push(at + label.len());
                }
                at += label.len();
            }
            _ => at += html[at..].find(' ').map_or(html.len() - at, |space| space + 1),
        }
    }
    // A single label is the first word of a sentence.
    if places.len() < 2 {
        return Cow::Borrowed(html);
    }
    let mut marked = String::with_capacity(html.len() + places.len());
    let mut start = 0;
    for place in places {
        marked.push_str(&html[start..place]);
        marked.push(':');
        start = place;
    }
    marked.push_str(&html[start..]);
    Cow::Owned(marked)
}

fn start_of_text(html: &str) -> usize {
    let mut at = html.len() - html.trim_start().len();
    while html[at..].starts_with('<')
        && let Some(end) = html[at..].find('>')
    {
        at += end + 1;
        at += html[at..].len() - html[at..].trim_start().len();
    }
    at
}

fn is_at(html: &str, at: usize, label: &str) -> bool {
    let rest = html[at..].strip_prefix(label);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// Whether a label can begin here: an article or a preposition belongs to a sentence.
fn follows_a_statement(before: &str) -> bool {
    const OPEN: [&str; 14] = [
        "the", "a", "an", "of", "in", "its", "this", "each", "and", "or", "to", "with", "by", "no",
    ];
    let word = before.trim_end().rsplit([' ', '>']).next().unwrap_or_default();
    !OPEN.contains(&&*word.to_ascii_lowercase())
}

/// Whether what follows is a statement of its own, and not the rest of a sentence.
fn needs_colon(after: &str) -> bool {
    const VERBS: [&str; 12] =
        ["is", "are", "of", "for", "apply", "applies", "and", "or", "must", "can", "in", "on"];
    let word = after.trim_start().split(' ').next().unwrap_or_default();
    !word.starts_with(':') && !VERBS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::{Label, label_alone, label_before, with_colons};

    #[test]
    fn labels_are_words_of_their_own_with_a_capital() {
        assert_eq!(label_before("Size. Default value"), Some((6, Label::Default)));
        assert_eq!(label_before("A size.Default value"), Some((7, Label::Default)));
        assert_eq!(label_before("Minimum value"), Some((0, Label::Minimum)));
        assert_eq!(label_before("Value (case insensitive)"), Some((0, Label::Values)));
        assert_eq!(label_before("Of this value"), None);
        assert_eq!(label_before("KeyValue"), None);
        assert_eq!(label_alone("Range:"), Some(Label::Values));
        assert_eq!(label_alone("Width"), None);
    }

    #[test]
    fn labels_are_made_of_known_words() {
        for (text, label) in [
            ("Possible values", Label::Values),
            ("Value options", Label::Values),
            ("Enumerated Value", Label::Values),
            ("Available options", Label::Values),
            ("Min. value", Label::Minimum),
            ("Maximum", Label::Maximum),
            ("Max length", Label::MaximumLength),
            ("Max items", Label::MaximumLength),
            ("Minimum array length", Label::MinimumLength),
            ("Length limit", Label::MaximumLength),
            ("The default value", Label::Default),
            ("Length range", Label::Length),
            ("String length", Label::Length),
            ("Array Length", Label::Items),
            ("Default", Label::Default),
            ("Unit", Label::Unit),
        ] {
            assert_eq!(label_alone(text), Some(label), "{text}");
            assert_eq!(label_before(&format!("Pot. {text}")), Some((5, label)), "{text}");
        }
        for text in ["Range of the stove", "Pot values", "Length of stay", "Minimum age"] {
            assert_eq!(label_alone(text), None, "{text}");
        }
    }

    #[test]
    fn labels_go_on_after_a_mark() {
        assert_eq!(label_before("1; maximum value"), Some((3, Label::Maximum)));
        assert_eq!(label_before("Size (default"), Some((6, Label::Default)));
        assert_eq!(label_before("the default"), None);
    }

    #[test]
    fn labels_in_running_text_get_their_colon() {
        for (text, expected) in [
            ("Definition Pot Constraints N/A Range 1", "Definition: Pot Constraints: N/A Range: 1"),
            ("Definition Pot. Default Value a b", "Definition: Pot. Default Value: a b"),
            ("Definition Pot in the Range Default b", "Definition: Pot in the Range Default: b"),
            ("Definition of a pot. Range of it.", "Definition of a pot. Range of it."),
            ("Range 1 Default Value 5", "Range 1 Default Value 5"),
            ("Definition: Pot. Range: 1", "Definition: Pot. Range: 1"),
        ] {
            assert_eq!(with_colons(text), expected);
        }
    }
}
