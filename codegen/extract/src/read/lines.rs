//! The lines of the document, with the damage within a line repaired.

use std::borrow::Cow;

use super::document::Class;
use super::entities::{decoded, decoded_code};
use super::line::{is_blank, is_fence, is_icon, is_row};
use super::{aligned, empty_columns, encoding, escapes, leftovers, page_breaks, pipes};
use crate::text::{typed, without_layout};

/// The lines of the document, with the damage within a line repaired.
pub(super) struct Lines<'a> {
    lines: Vec<Cow<'a, str>>,
    /// The indices of lines that belong to the layout: they are blank here.
    furniture: Vec<usize>,
}

impl<'a> Lines<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let (mut lines, mut furniture) = mended(text);
        furniture.extend(page_breaks::furniture(&lines));
        for at in &furniture {
            lines[*at] = Cow::Borrowed("");
        }
        furniture.extend(pipes::to_tabs(&mut lines));
        aligned::to_tabs(&mut lines);
        empty_columns::remove(&mut lines);
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

/// The lines of a text, mended one by one, and the indices of those with nothing but marks.
fn mended(text: &str) -> (Vec<Cow<'_, str>>, Vec<usize>) {
    let raw: Vec<&str> = text.lines().collect();
    let mut lines: Vec<Cow<'_, str>> = Vec::with_capacity(raw.len());
    let mut marks = Vec::new();
    let (mut in_fence, mut is_quoted) = (false, false);
    let mut comment_end = 0;
    for (at, line) in raw.iter().enumerate() {
        let quoted = leftovers::quoted(line).filter(|_| (!in_fence || is_quoted) && !is_row(line));
        let mut line = mend(quoted.unwrap_or(line));
        if is_fence(&line) {
            in_fence = !in_fence;
            is_quoted = quoted.is_some();
        } else if in_fence {
            line = mend_code(line);
        } else {
            line = mend_words(line);
            if at >= comment_end && line.contains("<!--") {
                comment_end = leftovers::end_of_comment(&raw[at..]).map_or(0, |count| at + count);
            }
            let is_underline =
                || lines.last().is_some_and(|above| !is_blank(above) && !is_row(above));
            let is_mark = leftovers::is_mark(&line)
                && !(leftovers::is_rule(&line) && is_underline() && !is_row(&line));
            if is_mark || at < comment_end {
                marks.push(at);
            }
        }
        lines.push(line);
    }
    for at in &marks {
        lines[*at] = Cow::Borrowed("");
    }
    (lines, marks)
}

/// Restores letters that were read in the wrong encoding, replaces spaces of other widths, ligatures and
/// symbols of bullets, and removes icons, marks of page ends, hyphens that are not shown and trailing
/// white space. In a row, tabs at the end stay: the last cells may be empty.
fn mend(line: &str) -> Cow<'_, str> {
    let line = line.trim_start_matches('\u{c}');
    let trimmed = line.trim_end();
    let line = if trimmed.contains('\t') {
        line.trim_end_matches(|c: char| c != '\t' && c.is_whitespace())
    } else {
        trimmed
    };
    if line.bytes().all(|byte| byte == b'\t' || (b' '..=b'~').contains(&byte)) {
        return Cow::Borrowed(line);
    }
    let line = then(encoding::restored(line), without_layout);
    if !line.chars().any(|c| is_other_space(c) || is_icon(c)) {
        return line;
    }
    let has_text = line.chars().any(|c| !c.is_whitespace() && !is_icon(c));
    let is_row = line.contains('\t');
    let mut mended = String::with_capacity(line.len());
    let mut rest = line.chars();
    while let Some(c) = rest.next() {
        let before_space = rest.as_str().starts_with([' ', '\u{a0}']);
        match c {
            c if is_other_space(c) => mended.push(' '),
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

/// Words have entities and escapes of markup, and marks of a typesetter.
fn mend_words(line: Cow<'_, str>) -> Cow<'_, str> {
    if !is_row(&line) && line.contains('"') && line.trim_start().starts_with(['"', '{', '[']) {
        // JSON that lost its fence.
        return mend_code(line);
    }
    let mut line = then(then(line, leftovers::without), escapes::undone);
    if line.contains("***") && !is_row(&line) && !leftovers::is_rule(&line) {
        // Bold and in italics.
        line = Cow::Owned(line.replace("***", "**"));
    }
    let line = match decoded(&line) {
        Cow::Borrowed(_) => line,
        Cow::Owned(plain) => Cow::Owned(mend(&plain).into_owned()),
    };
    match then(line, typed) {
        Cow::Owned(typed) if !is_row(&typed) => Cow::Owned(typed.trim_end().to_owned()),
        line => line,
    }
}

/// In code, marks of a typesetter may be what a string has. A line that has no others was set by an
/// editor.
fn mend_code(line: Cow<'_, str>) -> Cow<'_, str> {
    if matches!(line.trim(), "<br>" | "<br/>" | "&nbsp;") {
        return Cow::Borrowed("");
    }
    let line = then(then(line, decoded_code), escapes::undone_in_code);
    match line.contains(['“', '”', '„']) && !line.contains('"') {
        true => Cow::Owned(line.replace(['“', '”', '„'], "\"")),
        false => line,
    }
}

/// Changes a text, without a copy of what stays.
fn then<'a>(text: Cow<'a, str>, change: fn(&str) -> Cow<'_, str>) -> Cow<'a, str> {
    match text {
        Cow::Borrowed(text) => change(text),
        Cow::Owned(text) => match change(&text) {
            Cow::Borrowed(_) => Cow::Owned(text),
            Cow::Owned(changed) => Cow::Owned(changed),
        },
    }
}

/// Spaces that are not the one of a keyboard, and line breaks that do not end a line here.
fn is_other_space(c: char) -> bool {
    matches!(
        c,
        '\u{b}' | '\u{c}' | '\u{a0}' | '\u{2028}' | '\u{2029}' | '\u{2002}'
            ..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}'
    )
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
    use super::{Lines, mend};

    #[test]
    fn words_and_code_are_mended_as_they_are_written() {
        let text = "“a”\\_b&nbsp;c：\n```\n“a” : “it\\_s”\n\"“a”&nbsp;\"\n```\n１，2";
        let lines = Lines::new(text);
        let mended: Vec<&str> = (1..=lines.count()).filter_map(|n| lines.get(n)).collect();
        let expected = ["\"a\"\\_b c:", "```", "\"a\" : \"it_s\"", "\"“a”&nbsp;\"", "```", "1, 2"];
        assert_eq!(mended, expected);
    }

    #[test]
    fn lines_are_mended() {
        for (line, expected) in [
            ("\u{c}4.1 Tea\u{c}", "4.1 Tea"),
            ("a\u{a0}cup\u{2003}of", "a cup of"),
            ("\u{fb01}ll the con\u{ad}tainer", "fill the container"),
            ("\u{f0b7} green\u{e000}", "• green"),
            ("kind\tA \u{f0a0} green \u{f0b7} black", "kind\tA • green • black"),
            ("\u{f0b7}", ""),
            ("a\tb\t  ", "a\tb\t"),
        ] {
            assert_eq!(mend(line), expected, "{line}");
        }
    }
}
