//! The lines of the document, with the damage within a line repaired.

use std::borrow::Cow;

use super::document::Class;
use super::line::{is_blank, is_icon};
use super::{aligned, page_breaks, pipes};
use crate::text::without_layout;

/// The lines of the document, with the damage within a line repaired.
pub(super) struct Lines<'a> {
    lines: Vec<Cow<'a, str>>,
    /// The indices of lines that belong to the layout: they are blank here.
    furniture: Vec<usize>,
}

impl<'a> Lines<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut lines: Vec<Cow<'a, str>> = text.lines().map(mend).collect();
        let mut furniture: Vec<usize> = page_breaks::furniture(&lines).into_iter().collect();
        for at in &furniture {
            lines[*at] = Cow::Borrowed("");
        }
        furniture.extend(pipes::to_tabs(&mut lines));
        aligned::to_tabs(&mut lines);
        Self { lines, furniture }
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
        let blank = |line: &Cow<'_, str>| is_blank(line).then_some(Class::Blank);
        let mut classes: Vec<Option<Class>> = self.lines.iter().map(blank).collect();
        for at in &self.furniture {
            classes[*at] = Some(Class::Furniture);
        }
        classes
    }
}

/// Replaces spaces of other widths, ligatures and symbols of bullets, and removes icons, marks of
/// page ends, hyphens that are not shown and trailing white space. In a row, tabs at the end stay: the
/// last cells may be empty.
fn mend(line: &str) -> Cow<'_, str> {
    let line = line.trim_start_matches('\u{c}');
    let trimmed = line.trim_end();
    let line = if trimmed.contains('\t') {
        line.trim_end_matches(|c: char| c != '\t' && c.is_whitespace())
    } else {
        trimmed
    };
    let line = unescaped(line);
    if line.is_ascii() {
        return line;
    }
    let line = match without_layout(&line) {
        Cow::Borrowed(_) => line,
        Cow::Owned(plain) => Cow::Owned(plain),
    };
    if !line.chars().any(|c| is_wide_or_narrow(c) || is_icon(c)) {
        return line;
    }
    let has_text = line.chars().any(|c| !c.is_whitespace() && !is_icon(c));
    let is_row = line.contains('\t');
    let mut mended = String::with_capacity(line.len());
    let mut rest = line.chars();
    while let Some(c) = rest.next() {
        let before_space = rest.as_str().starts_with([' ', '\u{a0}']);
        match c {
            c if is_wide_or_narrow(c) => mended.push(' '),
            // A bullet of a font of symbols, where an item begins.
            c if is_icon(c) && has_text && before_space && (is_row || is_symbol_bullet(c)) => {
                mended.push('•')
            }
            c if is_icon(c) => {}
            c => mended.push(c),
        }
    }
    Cow::Owned(mended)
}

/// Markdown escapes the `_` in names: `instance\_id`.
fn unescaped(line: &str) -> Cow<'_, str> {
    if !line.contains("\\_") {
        return Cow::Borrowed(line);
    }
    let mut text = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find("\\_") {
        let is_name = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || c == '_');
        let inside =
            is_name(rest[..at].chars().next_back()) && is_name(rest[at + 2..].chars().next());
        text.push_str(&rest[..at]);
        text.push_str(if inside { "_" } else { "\\_" });
        rest = &rest[at + 2..];
    }
    text.push_str(rest);
    Cow::Owned(text)
}

/// Spaces that are not the one of a keyboard.
fn is_wide_or_narrow(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{2002}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}')
}

/// The marks that the fonts Symbol and Wingdings have for items of a list.
fn is_symbol_bullet(c: char) -> bool {
    matches!(
        c,
        '\u{f0b7}' | '\u{f0a7}' | '\u{f0d8}' | '\u{f06c}' | '\u{f06e}' | '\u{f0a8}' | '\u{f0b2}'
    )
}

#[cfg(test)]
mod tests {
    use super::mend;

    #[test]
    fn lines_are_mended() {
        for (line, expected) in [
            ("\u{c}4.1 Tea\u{c}", "4.1 Tea"),
            ("a\u{a0}cup\u{2003}of", "a cup of"),
            ("\u{fb01}ll the con\u{ad}tainer", "fill the container"),
            ("\u{f0b7} green\u{e000}", "• green"),
            ("kind\tA \u{f0a0} green \u{f0b7} black", "kind\tA • green • black"),
            ("\u{f0b7}", ""),
            ("instance\\_id, a\\_", "instance_id, a\\_"),
            ("a\tb\t  ", "a\tb\t"),
        ] {
            assert_eq!(mend(line), expected, "{line}");
        }
    }
}
