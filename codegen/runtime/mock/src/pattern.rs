//! Patterns with stars.

/// A text in which each `*` stands for any text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Pattern {
    text: String,
    /// What stands between the stars.
    parts: Box<[Box<str>]>,
}

impl Pattern {
    pub(crate) fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        let parts = text.split('*').map(Box::from).collect();
        Self { text, parts }
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    pub(crate) fn matches(&self, text: &str) -> bool {
        let [first, middle @ .., last] = &*self.parts else { return self.text == text };
        let left = text.strip_prefix(&**first).and_then(|left| left.strip_suffix(&**last));
        let Some(mut left) = left else { return false };
        // The earliest place of each part leaves the most for those that follow.
        for part in middle {
            match left.find(&**part) {
                Some(start) => left = &left[start + part.len()..],
                None => return false,
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[test]
    fn stars_stand_for_any_text() {
        let matches = |pattern: &str, text| Pattern::new(pattern).matches(text);
        for (pattern, text) in [
            ("a", "a"),
            ("*", ""),
            ("*", "a"),
            ("a*", "a"),
            ("a*c", "abc"),
            ("*.list", "x.y.list"),
            ("a**c", "ac"),
            ("*a*b*", "xaxbx"),
            ("a*b*b", "abb"),
            ("é*", "été"),
        ] {
            assert!(matches(pattern, text), "{pattern} {text}");
        }
        for (pattern, text) in
            [("a", "ab"), ("a*b", "a"), ("a*a", "a"), ("", "a"), ("a*b*b", "ab"), ("*x*", "y")]
        {
            assert!(!matches(pattern, text), "{pattern} {text}");
        }
    }
}
