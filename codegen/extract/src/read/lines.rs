//! The lines of the document, with the damage within a line repaired.

use std::borrow::Cow;

use super::document::Class;

/// The lines of the document, with the damage within a line repaired.
pub(super) struct Lines<'a> {
    lines: Vec<Cow<'a, str>>,
}

impl<'a> Lines<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        Self { lines: text.lines().map(mend).collect() }
    }

    /// The text of a line, counted from 1.
    pub(super) fn get(&self, number: u32) -> Option<&str> {
        self.lines.get(number as usize - 1).map(AsRef::as_ref)
    }

    pub(super) fn count(&self) -> u32 {
        u32::try_from(self.lines.len())
            .expect("a document has fewer than four thousand million lines")
    }

    pub(super) fn blank_classes(&self) -> Vec<Option<Class>> {
        self.lines.iter().map(|line| is_blank(line).then_some(Class::Blank)).collect()
    }
}

/// Whether a line is blank: it has only white space, or a private-use character that the converter
/// wrote for an icon.
pub(super) fn is_blank(line: &str) -> bool {
    line.chars().all(|c| c.is_whitespace() || is_icon(c))
}

/// Whether a line opens or closes fenced text. In an item of a list, the marks are indented.
pub(super) fn is_fence(line: &str) -> bool {
    line.trim_start().starts_with("```")
}

/// Whether a line is a row of a table: cells are separated by tabs.
pub(super) fn is_row(line: &str) -> bool {
    line.contains('\t')
}

/// Replaces non-breaking spaces, and removes icons and trailing white space. In a row, tabs at the
/// end stay: the last cells may be empty.
fn mend(line: &str) -> Cow<'_, str> {
    let trimmed = line.trim_end();
    let line = if trimmed.contains('\t') {
        line.trim_end_matches(|c: char| c != '\t' && c.is_whitespace())
    } else {
        trimmed
    };
    if line.is_ascii() || !line.chars().any(|c| c == '\u{a0}' || is_icon(c)) {
        return Cow::Borrowed(line);
    }
    let mended = line.chars().filter(|c| !is_icon(*c)).map(|c| if c == '\u{a0}' { ' ' } else { c });
    Cow::Owned(mended.collect())
}

fn is_icon(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{200b}' | '\u{feff}')
}

/// Text outside of tables and fences: autolinks and back-ticks are the converter's, not the
/// document's.
pub(super) fn plain(line: &str) -> Cow<'_, str> {
    let line = line.trim();
    if !line.contains(['`', '<']) {
        return Cow::Borrowed(line);
    }
    let mut text = line.replace('`', "");
    while let Some(start) = text.find("<http") {
        let Some(length) = text[start..].find('>') else { break };
        text.remove(start + length);
        text.remove(start);
    }
    Cow::Owned(text)
}
