//! The labels that divide a description, such as `Value range:`.

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
    Increment,
    /// About something related to the value, but not about the value itself.
    Aside,
}

/// The labels of this issue and of later ones. If one ends in another, the longer one comes first.
const LABELS: [(&str, Label); 27] = [
    ("default value", Label::Default),
    ("default", Label::Default),
    ("value range", Label::Values),
    ("range", Label::Values),
    ("enumerated values", Label::Values),
    ("enumerated value", Label::Values),
    ("minimum value", Label::Minimum),
    ("maximum value", Label::Maximum),
    ("example value", Label::Example),
    ("example values", Label::Example),
    ("the value", Label::Values),
    ("values", Label::Values),
    ("value", Label::Values),
    ("value (case insensitive)", Label::Values),
    ("value (case-insensitive)", Label::Values),
    ("examples", Label::Example),
    ("example", Label::Example),
    ("explanation", Label::Plain),
    ("definition", Label::Plain),
    ("constraints", Label::Constraints),
    ("constraint", Label::Constraints),
    ("restrictions", Label::Aside),
    ("note", Label::Aside),
    ("minimum length", Label::MinimumLength),
    ("maximum length", Label::MaximumLength),
    ("character length", Label::Length),
    ("increment", Label::Increment),
];

/// The label, if the text is nothing but a label.
pub(crate) fn label_alone(text: &str) -> Option<Label> {
    let text = text.trim_end_matches(':');
    LABELS.iter().find(|(name, _)| text.eq_ignore_ascii_case(name)).map(|(_, label)| *label)
}

/// The label at the end of the text before a colon, and where it begins.
pub(crate) fn label_before(text: &str) -> Option<(usize, Label)> {
    LABELS.iter().find_map(|(name, label)| {
        let begin = text.len().checked_sub(name.len())?;
        let is_label = text.is_char_boundary(begin)
            && text[begin..].eq_ignore_ascii_case(name)
            && text[begin..].starts_with(|c: char| c.is_ascii_uppercase())
            && !text[..begin].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '-');
        is_label.then_some((begin, *label))
    })
}

#[cfg(test)]
mod tests {
    use super::{Label, label_alone, label_before};

    #[test]
    fn labels_are_words_of_their_own_with_a_capital() {
        assert_eq!(label_before("Size. Default value"), Some((6, Label::Default)));
        assert_eq!(label_before("Minimum value"), Some((0, Label::Minimum)));
        assert_eq!(label_before("Value (case insensitive)"), Some((0, Label::Values)));
        assert_eq!(label_before("Of this value"), None);
        assert_eq!(label_before("KeyValue"), None);
        assert_eq!(label_alone("Range:"), Some(Label::Values));
        assert_eq!(label_alone("Ranges"), None);
    }
}
