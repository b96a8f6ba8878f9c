//! One line: what kind it is, without knowledge of the lines around it.

use std::borrow::Cow;

use crate::text::single_spaced;

/// Whether a line is blank: it has only white space, or a private-use character that the converter
/// wrote for an icon.
pub(super) fn is_blank(line: &str) -> bool {
    line.chars().all(|c| c.is_whitespace() || is_icon(c))
}

/// Whether a line opens or closes fenced text. In an item of a list, the marks are indented.
pub(super) fn is_fence(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("```") || line.starts_with("~~~")
}

/// Whether a line closes the fence that another line opened: the same marks, at least as many.
pub(super) fn closes_fence(line: &str, opening: &str) -> bool {
    let marks = |text: &str| {
        let text = text.trim_start();
        let mark = text.chars().next();
        (mark, text.chars().take_while(|c| Some(*c) == mark).count())
    };
    let ((mark, count), (opened, least)) = (marks(line), marks(opening));
    is_fence(line) && mark == opened && count >= least
}

/// Whether a line is a row of a table: cells are separated by tabs.
pub(super) fn is_row(line: &str) -> bool {
    line.contains('\t')
}

pub(super) fn is_icon(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// Text outside of tables and fences: autolinks, back-ticks and wide gaps are the converter's, not the
/// document's.
pub(super) fn plain(line: &str) -> Cow<'_, str> {
    let line = line.trim();
    if !line.contains(['`', '<']) && !line.contains("  ") {
        return Cow::Borrowed(line);
    }
    let mut text = single_spaced(&line.replace('`', ""));
    while let Some(start) = text.find("<http") {
        let Some(length) = text[start..].find('>') else { break };
        text.remove(start + length);
        text.remove(start);
    }
    Cow::Owned(text)
}

/// The word that a line begins a note with: `NOTE`, `**NOTICE:**`.
pub(super) fn note_mark(text: &str) -> Option<&str> {
    let word = text
        .trim_matches(|c: char| matches!(c, '*' | '_' | '#' | ':' | '[' | ']' | '!' | '>' | ' '));
    matches!(word, "NOTE" | "NOTICE" | "CAUTION" | "WARNING" | "DANGER").then_some(word)
}

#[cfg(test)]
mod tests {
    use super::closes_fence;

    #[test]
    fn fences_close_with_their_own_marks() {
        assert!(closes_fence("```", "```json") && closes_fence(" ~~~~", "~~~"));
        assert!(!closes_fence("```", "~~~") && !closes_fence("```", "````"));
    }
}
