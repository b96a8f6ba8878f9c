//! The content of a page as blocks, in order.

use super::chrome::is_chrome;
use super::links::Links;
use super::notes::{is_note, note_mark};
use super::table;
use super::text::{Piece, Style, all_text, is_block, level, lines, plain};
use super::tree::{Id, Tree};
use crate::fault::Fault;
use crate::read::code::opens_json;
use crate::read::document::{Block, Code, Line, Span, Table, Title};
use crate::text::is_digits;

/// A block of a page.
#[derive(Debug)]
pub(super) enum Found {
    /// A heading with its level, and its element.
    Heading(u8, Id, Line),
    /// A table, and its caption if a paragraph above it is one.
    Table(Id, Option<Line>),
    /// Any other block.
    Block(Block),
}

/// Reads the blocks below a node. Tables are left to [`finish`], which knows their numbers.
pub(super) fn blocks(tree: &Tree, id: Id) -> Vec<Found> {
    let mut flow = Flow { tree, found: Vec::new(), pieces: Vec::new(), item: false };
    flow.flow(id, Style::default());
    flow.flush();
    flow.found
}

/// Reads a table, and the text of rows that go over all its columns.
pub(super) fn finish(
    tree: &Tree,
    id: Id,
    title: Option<Title>,
    links: &Links<'_>,
) -> Result<Vec<Block>, Fault> {
    let table::Read { table, between } = table::read(tree, id, title, links)?;
    let mut blocks: Vec<Block> =
        table.map(|table: Table| Block::Table(table)).into_iter().collect();
    for line in between {
        blocks.push(Block::Paragraph(Span::new(line.number, line.number), vec![line]));
    }
    Ok(blocks)
}

struct Flow<'a> {
    tree: &'a Tree,
    found: Vec<Found>,
    pieces: Vec<Piece>,
    /// Whether the next text begins an item of a list.
    item: bool,
}

impl Flow<'_> {
    fn flow(&mut self, id: Id, style: Style) {
        for &child in self.tree.children(id) {
            if let Some(text) = self.tree.text(child) {
                self.piece(child, text.to_owned(), style);
            } else if !is_chrome(self.tree, child) {
                self.element(child, style);
            }
        }
    }

    fn element(&mut self, id: Id, style: Style) {
        let name = self.tree.name(id);
        match name {
            "br" => self.piece(id, String::new(), Style { is_break: true, ..Style::default() }),
            "x-link" => self.link(id, style),
            "pre" | "listing" | "xmp" => {
                self.flush();
                self.code(id);
            }
            "table" => {
                self.flush();
                self.table(id);
            }
            "ul" | "ol" | "menu" | "dir" => {
                self.flush();
                self.flow(id, style);
                self.flush();
                self.item = false;
            }
            "li" | "dt" => {
                self.flush();
                self.item = true;
                self.flow(id, style);
                self.flush();
                self.item = false;
            }
            "figcaption" => self.figure(id),
            _ if self.tree.has_class(id, "figcap") => self.figure(id),
            _ if self.tree.has_class(id, "notetitle") => self.note(id),
            _ if level(name).is_some() => {
                self.flush();
                let level = level(name).expect("just checked");
                let line = all_text(self.tree, id);
                if !line.text.is_empty() {
                    self.found.push(Found::Heading(level, id, line));
                }
            }
            _ if is_note(self.tree, id) => {
                self.flush();
                let has_title = self.tree.below(id).any(|id| self.tree.has_class(id, "notetitle"));
                let text = all_text(self.tree, id);
                let first = text.text.split([' ', ':']).next().unwrap_or_default();
                if !has_title && note_mark(first).is_none() && !text.text.is_empty() {
                    let text = "NOTE".to_owned();
                    self.push(Block::Note(Line { number: self.tree.line(id), text }));
                }
                self.flow(id, style);
                self.flush();
            }
            _ if is_block(name) => {
                self.flush();
                self.flow(id, style.inside(name));
                self.flush();
            }
            _ => self.flow(id, style.inside(name)),
        }
    }

    /// A link to another page is written as the text form writes it; the name of a page that
    /// replaces this one is read from it.
    fn link(&mut self, id: Id, style: Style) {
        let target = self.tree.attribute(id, "href").unwrap_or_default();
        let page = target.split('#').next().unwrap_or_default();
        let is_page = !page.is_empty() && !page.contains(':') && !page.starts_with("//");
        if !is_page {
            return self.flow(id, style);
        }
        let text = all_text(self.tree, id);
        if !text.text.is_empty() {
            self.pieces.push(Piece {
                line: text.number,
                text: format!("[{}](#)", text.text),
                style,
            });
        }
    }

    fn piece(&mut self, id: Id, text: String, style: Style) {
        self.pieces.push(Piece { line: self.tree.line(id), text, style });
    }

    fn push(&mut self, block: Block) {
        self.found.push(Found::Block(block));
    }

    /// Ends a paragraph, or the first text of an item.
    fn flush(&mut self) {
        let pieces = std::mem::take(&mut self.pieces);
        let lines = lines(&pieces);
        let Some(first) = lines.first() else { return };
        let last = pieces.iter().rev().find(|piece| !piece.is_blank());
        let end = last.map_or(first.number, |piece| piece.line);
        let is_item = std::mem::take(&mut self.item);
        if let [line] = &lines[..] {
            let text = line.text.trim_end_matches([':', '：']);
            if let Some(mark) = note_mark(text) {
                let text = mark.to_owned();
                return self.push(Block::Note(Line { number: line.number, text }));
            }
            if !is_item && (is_status(&line.text) || is_bold(&pieces) && is_title(text)) {
                let line = Line { number: line.number, text: text.to_owned() };
                return self.push(Block::Heading(line));
            }
        }
        let code = lines.iter().position(|line| opens_json(&line.text)).unwrap_or(lines.len());
        let (text, code) = lines.split_at(code);
        if let Some(first) = text.first() {
            let end = code.first().map_or(end, |line| line.number.max(first.number));
            let span = Span::new(first.number, end);
            let lines = text.to_vec();
            self.push(if is_item {
                Block::Item(span, lines)
            } else {
                Block::Paragraph(span, lines)
            });
        }
        if let Some(first) = code.first() {
            let span = Span::new(first.number, end);
            self.push(Block::Code(Code { fragments: vec![code.to_vec()], span }));
        }
    }

    /// Text with fixed spaces. Numbers of lines are no part of it.
    fn code(&mut self, id: Id) {
        let mut lines: Vec<Line> = Vec::new();
        let mut open = String::new();
        let mut number = None;
        for node in self.tree.below(id) {
            if self.tree.name(node) == "br" {
                open.push('\n');
            }
            let Some(text) = self.tree.text(node) else { continue };
            for part in text.split_inclusive('\n') {
                number.get_or_insert(self.tree.line(node));
                open.push_str(part);
                if part.ends_with('\n') {
                    let number = number.take().unwrap_or(self.tree.line(node));
                    take_lines(&mut open, number, &mut lines);
                }
            }
        }
        open.push('\n');
        take_lines(&mut open, number.unwrap_or(self.tree.line(id)), &mut lines);
        let lines = without_numbers(lines);
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return };
        let span = Span::new(first.number, last.number);
        self.item = false;
        self.push(Block::Code(Code { fragments: vec![lines], span }));
    }

    fn table(&mut self, id: Id) {
        self.item = false;
        if table::is_layout(self.tree, id) {
            self.flow(id, Style::default());
            self.flush();
            return;
        }
        let caption = match self.found.last() {
            Some(Found::Block(Block::Paragraph(_, lines) | Block::Item(_, lines)))
                if table::caption(self.tree, id).is_none() =>
            {
                match &lines[..] {
                    [line] if is_caption(&line.text) => Some(line.clone()),
                    _ => None,
                }
            }
            _ => None,
        };
        if caption.is_some() {
            self.found.pop();
        }
        self.found.push(Found::Table(id, caption));
    }

    fn note(&mut self, id: Id) {
        self.flush();
        let line = all_text(self.tree, id);
        let text = note_mark(line.text.trim_end_matches([':', '：', ' '])).unwrap_or("NOTE");
        self.push(Block::Note(Line { number: line.number, text: text.to_owned() }));
    }

    fn figure(&mut self, id: Id) {
        self.flush();
        let line = all_text(self.tree, id);
        if !line.text.is_empty() {
            self.push(Block::Figure(line));
        }
    }
}

/// Moves finished lines out of a text.
fn take_lines(open: &mut String, number: u32, lines: &mut Vec<Line>) {
    for text in std::mem::take(open).split('\n') {
        let text = plain(text);
        let text = text.trim_end();
        if !text.is_empty() {
            lines.push(Line { number, text: text.to_owned() });
        }
    }
}

/// Code without the numbers of its lines, if each line begins with its own.
fn without_numbers(lines: Vec<Line>) -> Vec<Line> {
    let number = |line: &Line| {
        let text = line.text.trim_start();
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let (number, rest) = text.split_at(digits);
        let number: usize = number.parse().ok()?;
        (rest.is_empty() || rest.starts_with(' ')).then(|| (number, rest.to_owned()))
    };
    let numbers: Vec<Option<(usize, String)>> = lines.iter().map(number).collect();
    let is_counted = numbers
        .iter()
        .enumerate()
        .all(|(index, found)| found.as_ref().is_some_and(|(number, _)| *number == index + 1));
    // One number alone is an example of a number, unless it stands beside code.
    if !is_counted || lines.is_empty() {
        return lines;
    }
    let mut plain: Vec<Line> = Vec::with_capacity(lines.len());
    for (line, found) in lines.iter().zip(numbers) {
        let text = found.map(|(_, rest)| rest).unwrap_or_default();
        if !text.trim().is_empty() {
            plain.push(Line { number: line.number, text });
        }
    }
    plain
}

/// `Table 3 Parameters of a pot` above a table.
fn is_caption(text: &str) -> bool {
    super::links::own_number(text).is_some() && !text.ends_with(['.', ':'])
}

fn is_status(text: &str) -> bool {
    let lower = text.trim_end_matches(['.', ':']).to_ascii_lowercase();
    let code = lower.strip_prefix("status code:").or_else(|| lower.strip_prefix("status code "));
    code.map(str::trim).is_some_and(|code| code.len() == 3 && is_digits(code))
}

/// Whether a paragraph is set in bold from its begin to its end.
fn is_bold(pieces: &[Piece]) -> bool {
    pieces.iter().filter(|piece| !piece.is_blank()).all(|piece| piece.style.is_bold)
}

/// Whether bold text is a heading: a few words without the marks of a sentence.
fn is_title(text: &str) -> bool {
    const LONGEST: usize = 6;
    text.split(' ').count() <= LONGEST
        && text.starts_with(|c: char| c.is_ascii_uppercase())
        && text.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '/' | '(' | ')'))
}
