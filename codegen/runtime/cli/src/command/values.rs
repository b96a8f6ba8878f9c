//! Documented values in help.

/// The documented values, in brackets.
pub(super) fn documented(values: &[&str]) -> Option<String> {
    (!values.is_empty()).then(|| format!("[values: {}]", values.join(", ")))
}
