//! The lines of the document, with the damage within a line repaired.

use std::borrow::Cow;

use super::document::Class;
use crate::text::without_layout;

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

/// Replaces non-breaking spaces, and removes icons, trailing white space, and what a page layout puts
/// inside of words. In a row, tabs at the end stay: the last cells may be empty; and an icon before a
/// space is the bullet of a symbol font.
fn mend(line: &str) -> Cow<'_, str> {
    let trimmed = line.trim_end();
    let line = if trimmed.contains('\t') {
        line.trim_end_matches(|c: char| c != '\t' && c.is_whitespace())
    } else {
        trimmed
    };
    if line.is_ascii() {
        return Cow::Borrowed(line);
    }
    let line = without_layout(line);
    if !line.chars().any(|c| c == '\u{a0}' || is_icon(c)) {
        return line;
    }
    let is_row = line.contains('\t');
    let mut mended = String::with_capacity(line.len());
    let mut rest = line.chars();
    while let Some(c) = rest.next() {
        match c {
            '\u{a0}' => mended.push(' '),
            c if !is_icon(c) => mended.push(c),
            _ if is_row && rest.as_str().starts_with([' ', '\u{a0}']) => mended.push('•'),
            _ => {}
        }
    }
    Cow::Owned(mended)
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

#[cfg(test)]
mod tests {
    use super::mend;

    #[test]
    fn layout_is_removed_and_icons_of_rows_become_bullets() {
        assert_eq!(
            mend("tea\u{ad}pot_id\tthe oﬃce\u{a0}pot "),
            "teapot_id\tthe office pot ".trim_end()
        );
        assert_eq!(mend("kind\tA \u{f0b7} green \u{f0b7} black"), "kind\tA • green • black");
        assert_eq!(mend("\u{f0b7} a note"), " a note");
    }
}
