//! Values that the document does not list.

/// What is to be said about a value that is not among those that the document lists; `None` where it
/// is, or where the document lists none. Lists grow, so the service has the last word.
pub(crate) fn unlisted(known: &[&str], value: &str) -> Option<String> {
    if known.is_empty() || known.contains(&value) {
        return None;
    }
    let known = known.join(", ");
    Some(format!("none of the documented values ({known}); it is sent as it is"))
}
