//! Sentences in example data.

use serde_json::Value;

/// A string with at least this many words counts as a sentence.
const SENTENCE: usize = 6;

/// Replaces sentences inside example data: the spec carries the document's facts, not its text.
pub(crate) fn replace_sentences(value: &mut Value) {
    match value {
        Value::String(text) if is_sentence(text) => *text = "(text)".to_owned(),
        Value::Array(items) => items.iter_mut().for_each(replace_sentences),
        Value::Object(members) => members.values_mut().for_each(replace_sentences),
        _ => {}
    }
}

fn is_sentence(text: &str) -> bool {
    let words = text.split_whitespace().filter(|word| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        !word.is_empty() && word.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '-' | '/'))
    });
    words.count() >= SENTENCE
}

#[cfg(test)]
mod tests {
    use super::is_sentence;

    #[test]
    fn statements_and_values_are_no_sentences() {
        assert!(is_sentence("Every word of this stands in plain text."));
        assert!(!is_sentence("SELECT 1 FROM t WHERE a = 2"));
        assert!(!is_sentence("gaussdb-mysql-instance"));
    }
}
