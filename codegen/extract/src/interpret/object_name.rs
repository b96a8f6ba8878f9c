//! The name of the object that a title, or the text that leads to a table, is about.

/// Words for what a table describes, beside the name of the object.
const THINGS: [&str; 8] =
    ["field", "parameter", "structure", "object", "element", "attribute", "array", "struct"];

/// Words that say nothing about the object.
const FILLERS: [&str; 18] = [
    "description",
    "describe",
    "data",
    "the",
    "a",
    "an",
    "of",
    "in",
    "for",
    "to",
    "definition",
    "format",
    "detail",
    "information",
    "info",
    "under",
    "and",
    "table",
];

/// The name in `Description of the tags field`, `tags field data structure description` or
/// `Parameters in the **tags** field`: the one word that is neither a thing nor a filler.
pub(super) fn named(text: &str) -> Option<&str> {
    let text = text.trim().trim_end_matches([':', '.']);
    // A remark in parentheses may follow.
    let text = match text.find(['(', '（']) {
        Some(at) if at > 0 => &text[..at],
        _ => text,
    };
    let mut names = Vec::new();
    let (mut has_thing, mut words) = (false, 0);
    for word in text.split_whitespace() {
        words += 1;
        let bare = word.trim_matches(['*', '`', '"', '\'', '“', '”', ',']);
        let lower = bare.to_lowercase();
        let singular = lower.strip_suffix('s').unwrap_or(&lower);
        // What is marked as a name is one, whatever it means.
        let is_marked = bare.len() < word.len();
        match () {
            () if is_marked => names.push(bare),
            () if THINGS.contains(&singular) => has_thing = true,
            () if FILLERS.contains(&&*lower) || FILLERS.contains(&singular) => {}
            () => names.push(bare),
        }
    }
    let [name] = names[..] else { return None };
    let is_name = name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))
        && name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    (has_thing && is_name && words > 1).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn the_name_is_what_is_left() {
        for (text, name) in [
            ("Description of the **lids** field", Some("lids")),
            ("**lids** field description", Some("lids")),
            ("Data structure description of **lids**", Some("lids")),
            ("Data structure of the lids field", Some("lids")),
            ("Description of field **os-shut_lid**:", Some("os-shut_lid")),
            ("Lids structure", Some("Lids")),
            ("lids object", Some("lids")),
            ("**lids** parameter description", Some("lids")),
            ("Parameters in the **lids** field", Some("lids")),
            ("lids field data structure description (closing)", Some("lids")),
            ("Attributes of `lids`", Some("lids")),
            ("**parameters** field description", Some("parameters")),
            // No name, or more than one.
            ("Parameter description", None),
            ("Data structure description", None),
            ("lids", None),
            ("**lids**", None),
            ("round lids field description", None),
            ("A lid is an object.", None),
            ("Example of the lid", None),
        ] {
            assert_eq!(named(text), name, "{text}");
        }
    }
}
