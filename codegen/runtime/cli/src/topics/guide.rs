//! Sections of the README that are pages.

/// The section behind the mark with a name, down to the next heading of its level; its own heading is left out.
pub(super) fn section<'g>(guide: &'g str, name: &str) -> Option<&'g str> {
    let mark = format!("<!-- help: {name} -->\n");
    let (_, behind) = guide.split_once(&mark)?;
    let behind = behind.trim_start_matches('\n').strip_prefix("## ")?;
    let (_, text) = behind.split_once('\n')?;
    let next = [text.find("\n## "), text.find("\n<!-- help: ")].into_iter().flatten().min();
    Some(&text[..next.unwrap_or(text.len())])
}

#[cfg(test)]
mod tests {
    use super::section;

    #[test]
    fn a_section_ends_where_the_next_begins() {
        const GUIDE: &str = "# x\n\n<!-- help: one -->\n## One\n\nText.\n### Sub\n\n## Two\nx\n\n\
            <!-- help: three -->\n\n## Three\nlast\n";
        assert_eq!(section(GUIDE, "one"), Some("\nText.\n### Sub\n"));
        assert_eq!(section(GUIDE, "three"), Some("last\n"));
        assert_eq!(section(GUIDE, "two"), None);
        assert_eq!(section("", "one"), None);
    }
}
