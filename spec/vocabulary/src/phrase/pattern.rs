//! Regular expressions in words.

use super::Style;

/// Common patterns are put into words; any other is shown as it is.
pub(super) fn in_words(pattern: &str, style: Style) -> String {
    let inner = pattern.trim_start_matches('^').trim_end_matches('$');
    if let Some((_, suffix)) = inner.rsplit_once(['*', '}'])
        && suffix.len() >= 2
        && suffix.chars().all(|c| c.is_ascii_alphanumeric())
    {
        return format!("{} at the end", style.code(suffix));
    }
    if !inner.is_empty()
        && pattern.ends_with('$')
        && inner.chars().all(|c| c.is_ascii_alphanumeric())
    {
        return format!("{} at the end", style.code(inner));
    }
    let starts_with_letter = inner == "[A-Za-z]"
        || inner
            .strip_prefix("[A-Za-z][")
            .is_some_and(|rest| rest.strip_suffix("]*").is_some_and(|class| !class.contains(']')));
    if starts_with_letter {
        return "a letter first".to_owned();
    }
    // Characters that must not occur.
    if let Some(forbidden) = inner.strip_prefix("[^").and_then(|rest| rest.strip_suffix("]*"))
        && !forbidden.contains(']')
    {
        let shown = forbidden.replace("\\r", "").replace("\\n", "").replace('\\', "");
        return format!("none of {}", style.code(&shown));
    }
    format!("matching {}", style.code(pattern))
}

#[cfg(test)]
mod tests {
    use super::{Style, in_words};

    #[track_caller]
    fn check(pattern: &str, plain: &str, markdown: &str) {
        assert_eq!(in_words(pattern, Style::Plain), plain);
        assert_eq!(in_words(pattern, Style::Markdown), markdown);
    }

    #[test]
    fn common_patterns_are_put_into_words() {
        check("^[A-Za-z0-9]*in07$", "in07 at the end", "`in07` at the end");
        check("in07$", "in07 at the end", "`in07` at the end");
        check("^[A-Za-z]", "a letter first", "a letter first");
        check("^[^\\r\\n!<]*$", "none of !<", "none of `!<`");
        check("^a|b$", "matching ^a|b$", "matching `^a|b$`");
    }
}
