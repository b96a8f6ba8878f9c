//! The content words of a text, used to recognise the same statement in other words.

use std::collections::BTreeSet;

use super::plural::singular;

/// The words of a text that carry its meaning, in lower case and in the singular. Two texts with
/// the same content words mean the same.
pub(crate) fn content_words(text: &str) -> BTreeSet<String> {
    const FILLING: [&str; 28] = [
        "a", "an", "and", "are", "at", "be", "by", "can", "for", "from", "in", "indicate", "is",
        "it", "its", "of", "on", "or", "that", "the", "then", "this", "to", "use", "used", "using",
        "whether", "which",
    ];
    text.to_ascii_lowercase()
        .split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_'))
        .map(singular)
        .filter(|word| !word.is_empty() && !FILLING.contains(&&**word))
        .map(|word| word.into_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::content_words;

    #[test]
    fn words_in_another_order_and_number_are_the_same() {
        assert_eq!(content_words("the kinds of a kettle"), content_words("Kettle kind"));
        assert_ne!(content_words("kettle"), content_words("kettle status"));
        assert_eq!(content_words("it is used for that"), content_words(""));
    }
}
