//! How OpenAPI shows the texts of the specification.

/// A text of `spec/overlay/docs`, which ends without a period, as a sentence.
pub(super) fn sentence(text: &str) -> String {
    format!("{}.", text.trim_end_matches('.'))
}
