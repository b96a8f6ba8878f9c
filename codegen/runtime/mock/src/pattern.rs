//! Patterns with stars.

/// A text in which each `*` stands for any text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Pattern(String);

impl Pattern {
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    pub(crate) fn text(&self) -> &str {
        &self.0
    }

    pub(crate) fn matches(&self, text: &str) -> bool {
        let Some((first, rest)) = self.0.split_once('*') else { return self.0 == text };
        let Some(mut left) = text.strip_prefix(first) else { return false };
        let Some((middle, last)) = rest.rsplit_once('*') else { return left.ends_with(rest) };
        // The earliest place of each part leaves the most for those that follow.
        for part in middle.split('*') {
            match left.find(part) {
                Some(start) => left = &left[start + part.len()..],
                None => return false,
            }
        }
        left.ends_with(last)
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
