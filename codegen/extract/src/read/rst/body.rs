//! The elements of a page, told apart by marks and indentation.

use unicode_width::UnicodeWidthStr;

use super::super::document::Span;
use super::element::{Element, Ln, dedented, indent_of, is_blank, span, trimmed};
use super::nesting::Nesting;
use super::{explicit, grid, marks, simple};
use crate::fault::Fault;

/// Reads the elements of an item, a cell or a directive.
fn read<'a>(lines: &[Ln<'a>], nesting: Nesting) -> Result<Vec<Element<'a>>, Fault> {
    Reader { lines, at: 0, nesting, elements: Vec::new(), has_titles: false }.run()
}

/// Reads the elements of a page, which alone has titles.
pub(super) fn read_page<'a>(lines: &[Ln<'a>]) -> Result<Vec<Element<'a>>, Fault> {
    Reader { lines, at: 0, nesting: Nesting::page(read), elements: Vec::new(), has_titles: true }
        .run()
}

struct Reader<'l, 'a> {
    lines: &'l [Ln<'a>],
    at: usize,
    nesting: Nesting,
    elements: Vec<Element<'a>>,
    /// Whether titles can stand here.
    has_titles: bool,
}

impl<'l, 'a> Reader<'l, 'a> {
    fn run(mut self) -> Result<Vec<Element<'a>>, Fault> {
        while self.at < self.lines.len() {
            self.element()?;
        }
        Ok(self.elements)
    }

    fn text(&self, at: usize) -> Option<&'a str> {
        self.lines.get(at).map(|line| line.text)
    }

    /// Whether a line is blank; so is what stands behind the last one.
    fn is_blank(&self, at: usize) -> bool {
        self.text(at).is_none_or(is_blank)
    }

    fn is_indented(&self, at: usize) -> bool {
        !self.is_blank(at) && self.text(at).is_some_and(|text| indent_of(text) > 0)
    }

    /// The next lines.
    fn take(&mut self, count: usize) -> &'l [Ln<'a>] {
        let lines = &self.lines[self.at..self.at + count];
        self.at += count;
        lines
    }

    /// The lines from `from` on that are blank or indented, without the blank ones at their end.
    fn indented(&self, from: usize) -> usize {
        let rest = &self.lines[from.min(self.lines.len())..];
        let belongs = |line: &&Ln<'_>| is_blank(line.text) || indent_of(line.text) > 0;
        let count = rest.iter().take_while(belongs).count();
        rest[..count].iter().rposition(|line| !is_blank(line.text)).map_or(0, |last| last + 1)
    }

    fn furniture(&mut self, count: usize) {
        let lines = self.take(count);
        self.elements.push(Element::Furniture(span(lines)));
    }

    fn element(&mut self) -> Result<(), Fault> {
        let text = self.lines[self.at].text;
        if is_blank(text) {
            self.at += 1;
            return Ok(());
        }
        if indent_of(text) > 0 {
            // A quotation: what it contains stands for itself.
            let count = self.indented(self.at);
            let inner = dedented(self.take(count));
            self.elements.extend(self.nesting.read(&inner)?);
            return Ok(());
        }
        if self.title() {
            return Ok(());
        }
        if grid::opens(text) {
            let count = grid::length(&self.lines[self.at..]);
            let table = grid::read(self.take(count), self.nesting)?;
            self.elements.push(Element::Table(table));
        } else if simple::opens(text) {
            let count = simple::length(&self.lines[self.at..])?;
            let table = simple::read(self.take(count), self.nesting)?;
            self.elements.push(Element::Table(table));
        } else if self.is_item() {
            self.list(&|text| marks::bullet(text).map(|(_, width)| width))?;
        } else if marks::is_explicit(text) {
            let is_alone = text.trim_end() == ".." && self.is_blank(self.at + 1);
            let count = if is_alone { 1 } else { 1 + self.indented(self.at + 1) };
            let lines = self.take(count);
            self.elements.extend(explicit::read(lines, self.nesting)?);
        } else if text == "__" || text.starts_with("__ ") {
            // The address of a link without a name.
            self.furniture(1);
        } else if let Some((name, begin)) = marks::field(text) {
            self.field(name, begin)?;
        } else if marks::is_line_block(text) {
            self.line_block();
        } else if self.is_enumerated() {
            self.list(&marks::enumerator)?;
        } else if marks::is_rule(text, 4) && self.is_blank(self.at + 1) {
            // A line across the page.
            self.furniture(1);
        } else {
            self.paragraph()?;
        }
        Ok(())
    }

    /// Reads a title: text with a row of one mark below it, or above and below it.
    fn title(&mut self) -> bool {
        if !self.has_titles {
            return false;
        }
        let text = |at: usize| self.lines.get(at).map_or("", |line| line.text.trim_end());
        let first = text(self.at);
        let is_overline =
            marks::is_rule(first, 4) && !is_blank(text(self.at + 1)) && text(self.at + 2) == first;
        let (above, title) =
            (usize::from(is_overline), text(self.at + usize::from(is_overline)).trim());
        let rule = text(self.at + above + 1);
        let long_enough = title.width().min(4);
        if !is_overline && (marks::is_rule(title, 1) || is_blank(title))
            || !marks::is_rule(rule, long_enough.max(1))
        {
            return false;
        }
        let lines = &self.lines[self.at..self.at + above + 2];
        self.at += above + 2;
        let line = Ln { text: title, ..lines[above] };
        for rule in lines.iter().filter(|rule| rule.number != line.number) {
            self.elements.push(Element::Furniture(Span::new(rule.number, rule.number)));
        }
        self.elements.push(Element::Title(line));
        true
    }

    /// Whether an item opens here. A mark with nothing behind and below it is a word: `-` in a cell.
    fn is_item(&self) -> bool {
        let text = self.lines[self.at].text;
        let has_text = |width: usize| !is_blank(&text[width..]) || self.is_indented(self.at + 1);
        marks::bullet(text).is_some_and(|(_, width)| has_text(width))
    }

    /// Whether an item with a number opens here, and not a sentence with one: the next line must
    /// be one that can follow an item.
    fn is_enumerated(&self) -> bool {
        let is_number = |at: usize| self.text(at).and_then(marks::enumerator).is_some();
        let text = self.lines[self.at].text;
        let has_text = marks::enumerator(text).is_some_and(|width| !is_blank(&text[width..]));
        has_text
            && (self.is_blank(self.at + 1)
                || self.is_indented(self.at + 1)
                || is_number(self.at + 1))
    }

    /// Reads all items of a list; `mark` gives the width of the mark of an item.
    fn list(&mut self, mark: &dyn Fn(&str) -> Option<usize>) -> Result<(), Fault> {
        let mut items = Vec::new();
        while let Some(width) = self.text(self.at).and_then(mark) {
            let count = 1 + self.indented(self.at + 1);
            let lines = self.take(count);
            let inner: Vec<Ln<'a>> = lines
                .iter()
                .enumerate()
                .map(|(index, line)| {
                    let cut = if index == 0 { width } else { width.min(indent_of(line.text)) };
                    Ln { text: line.text.get(cut..).unwrap_or(""), ..*line }
                })
                .collect();
            items.push(self.nesting.read(&inner)?);
            let mut next = self.at;
            while next < self.lines.len() && self.is_blank(next) {
                next += 1;
            }
            if self.text(next).and_then(mark).is_some() {
                self.at = next;
            }
        }
        self.elements.push(Element::List(items));
        Ok(())
    }

    fn field(&mut self, name: &'a str, begin: usize) -> Result<(), Fault> {
        let count = 1 + self.indented(self.at + 1);
        let lines = self.take(count);
        let mut inner = dedented(&lines[1..]);
        let first = lines[0].text.get(begin..).unwrap_or("").trim_start();
        inner.insert(0, Ln { text: first, ..lines[0] });
        let body = self.nesting.read(&inner)?;
        self.elements.push(Element::Field { name: Ln { text: name, ..lines[0] }, body });
        Ok(())
    }

    fn line_block(&mut self) {
        let goes_on = |line: &&Ln<'_>| {
            marks::is_line_block(line.text) || indent_of(line.text) > 0 && !is_blank(line.text)
        };
        let count = self.lines[self.at..].iter().take_while(goes_on).count();
        let lines = self.take(count).iter();
        let lines = lines.map(|line| Ln {
            text: line.text.strip_prefix('|').unwrap_or(line.text).trim_start(),
            ..*line
        });
        self.elements.push(Element::Paragraph(lines.collect()));
    }

    fn paragraph(&mut self) -> Result<(), Fault> {
        let is_text = |line: &&Ln<'_>| !is_blank(line.text) && indent_of(line.text) == 0;
        let count = 1 + self.lines[self.at + 1..].iter().take_while(is_text).count();
        let mut lines: Vec<Ln<'a>> = self.take(count).to_vec();
        let last = lines.last_mut().expect("there is a first line");
        last.text = last.text.trim_end();
        let opens_literal = last.text.ends_with("::");
        if let [term] = lines[..]
            && !opens_literal
            && self.is_indented(self.at)
        {
            let count = self.indented(self.at);
            let body = self.nesting.read(&dedented(self.take(count)))?;
            self.elements.push(Element::Definition { term, body });
            return Ok(());
        }
        if !opens_literal {
            self.elements.push(Element::Paragraph(lines));
            return Ok(());
        }
        let last = lines.last_mut().expect("there is a first line");
        last.text = match last.text.strip_suffix("::").unwrap_or(last.text) {
            text if text.is_empty() || text.ends_with(' ') => text.trim_end(),
            text => &last.text[..=text.len()],
        };
        if last.text.is_empty() {
            self.elements.push(Element::Furniture(Span::new(last.number, last.number)));
            lines.pop();
        }
        if !lines.is_empty() {
            self.elements.push(Element::Paragraph(lines));
        }
        self.literal();
        Ok(())
    }

    /// Reads literal text: indented lines, or lines that all begin with the same mark.
    fn literal(&mut self) {
        let mut from = self.at;
        while from < self.lines.len() && self.is_blank(from) {
            from += 1;
        }
        let count = if self.is_indented(from) {
            self.indented(from)
        } else {
            let Some(mark) = self.text(from).and_then(|text| text.chars().next()) else { return };
            if from == self.at || !mark.is_ascii_punctuation() {
                return;
            }
            self.lines[from..].iter().take_while(|line| line.text.starts_with(mark)).count()
        };
        self.at = from;
        let lines = dedented(self.take(count));
        self.elements.push(Element::Code(trimmed(&lines).to_vec(), span(&lines)));
    }
}
