//! The lines of a page, and what the page says of itself.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::super::document::Span;
use super::super::source::Page;
use super::body;
use super::element::{Element, Ln, is_blank};
use super::marks::is_rule;
use crate::fault::Fault;

/// Where a tab ends.
const TAB: usize = 8;

/// The lines of a page as an editor shows them.
pub(super) struct PageText<'s> {
    lines: Vec<Cow<'s, str>>,
    first: u32,
}

impl<'s> PageText<'s> {
    pub(super) fn of(page: &'s Page) -> Self {
        let lines = page.lines().enumerate().map(|(index, line)| {
            let line = if index == 0 { line.trim_start_matches('\u{feff}') } else { line };
            shown(line.trim_end())
        });
        Self { lines: lines.collect(), first: page.first_line }
    }

    fn lines(&self) -> Vec<Ln<'_>> {
        (self.first..).zip(&self.lines).map(|(number, text)| Ln { number, text }).collect()
    }

    pub(super) fn elements(&self) -> Result<Vec<Element<'_>>, Fault> {
        body::read_page(&self.lines())
    }

    /// The first title of a page that cannot be read, for messages.
    pub(super) fn title(&self) -> Option<String> {
        let pairs = self.lines.windows(2);
        let is_title = |pair: &&[Cow<'_, str>]| {
            !is_blank(&pair[0]) && !is_rule(&pair[0], 1) && is_rule(&pair[1], 4)
        };
        pairs.into_iter().find(is_title).map(|pair| pair[0].trim().to_owned())
    }

    pub(super) fn span(&self) -> Span {
        let count = u32::try_from(self.lines.len()).expect("lines are counted in 32 bits");
        Span::new(self.first, self.first + count.saturating_sub(1))
    }

    pub(super) fn blank(&self) -> impl Iterator<Item = u32> {
        (self.first..).zip(&self.lines).filter(|(_, text)| is_blank(text)).map(|(number, _)| number)
    }
}

/// The line with spaces for tabs and other white space, so that indentation can be counted.
fn shown(line: &str) -> Cow<'_, str> {
    if !line.bytes().any(|byte| matches!(byte, b'\t' | 0x0b | 0x0c | b'\r')) {
        return Cow::Borrowed(line);
    }
    let mut shown = String::with_capacity(line.len() + TAB);
    let mut column = 0;
    for letter in line.chars() {
        match letter {
            '\t' => {
                let spaces = TAB - column % TAB;
                shown.extend(std::iter::repeat_n(' ', spaces));
                column += spaces;
            }
            letter => {
                shown.push(if matches!(letter, '\u{b}' | '\u{c}' | '\r') { ' ' } else { letter });
                column += 1;
            }
        }
    }
    Cow::Owned(shown.trim_end().to_owned())
}

/// The texts that names between bars stand for.
pub(super) fn substitutions(elements: &[Element<'_>]) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut open: Vec<&Element<'_>> = elements.iter().collect();
    while let Some(element) = open.pop() {
        match element {
            Element::Substitution { name, text } => {
                found.insert(name.clone(), text.clone());
            }
            Element::List(items) => open.extend(items.iter().flatten()),
            Element::Note { body, .. }
            | Element::Definition { body, .. }
            | Element::Field { body, .. } => {
                open.extend(body);
            }
            _ => {}
        }
    }
    found
}

/// The links to the pages below a page, in order, each with its line.
pub(super) fn toctrees<'e, 'a>(elements: &'e [Element<'a>]) -> Vec<(&'e Ln<'a>, bool)> {
    let mut found = Vec::new();
    for element in elements {
        match element {
            Element::Toctree { entries, glob } => {
                found.extend(entries.iter().map(|entry| (entry, *glob)))
            }
            Element::List(items) => items.iter().for_each(|item| found.extend(toctrees(item))),
            Element::Note { body, .. } | Element::Definition { body, .. } => {
                found.extend(toctrees(body))
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn tabs_reach_to_their_column() {
        assert_eq!(shown("\ta\tb"), "        a       b");
        assert_eq!(shown("\u{c}a"), " a");
    }
}
