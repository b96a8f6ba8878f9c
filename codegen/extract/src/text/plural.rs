//! Singular and plural of English nouns, as far as names and headings need it.

use std::borrow::Cow;

use super::space::squeezed_lower;

/// The singular of a word in lower case: `policies` is `policy`, `kettles` is `kettle`; `status`,
/// `access` and `analysis` stay.
pub(crate) fn singular(word: &str) -> Cow<'_, str> {
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        return Cow::Owned(format!("{stem}y"));
    }
    match word.strip_suffix('s') {
        Some(stem) if stem.len() > 2 && !stem.ends_with(['s', 'u', 'i']) => Cow::Borrowed(stem),
        _ => Cow::Borrowed(word),
    }
}

/// The text without an `s` at its end. Issues differ in the plural of headings and types.
pub(crate) fn without_s(text: &str) -> &str {
    text.strip_suffix('s').unwrap_or(text)
}

/// Whether two names are the same, apart from an `s` at the end, case and spaces.
pub(crate) fn differ_in_plural(a: &str, b: &str) -> bool {
    let (a, b) = (squeezed_lower(a), squeezed_lower(b));
    a != b && without_s(&a) == without_s(&b)
}

#[cfg(test)]
mod tests {
    use super::{differ_in_plural, singular, without_s};

    #[test]
    fn plurals_become_singulars() {
        for (word, expected) in [
            ("policies", "policy"),
            ("kettles", "kettle"),
            ("status", "status"),
            ("access", "access"),
            ("analysis", "analysis"),
            ("ids", "ids"),
        ] {
            assert_eq!(singular(word), expected);
        }
        assert_eq!(without_s("Status Codes"), "Status Code");
    }

    #[test]
    fn names_in_the_plural_are_recognised() {
        assert!(differ_in_plural("DbParameter", "Db Parameters"));
        assert!(!differ_in_plural("Backup", "backup"));
        assert!(!differ_in_plural("Backup", "Restore"));
    }
}
