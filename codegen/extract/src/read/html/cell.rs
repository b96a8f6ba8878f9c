//! A cell in the small HTML that [`Cell`](crate::read::Cell) reads: paragraphs, line breaks, lists
//! and bold labels; all else is text.

use super::chrome::is_chrome;
use super::links::Links;
use super::notes::{is_note, marked};
use super::text::{Piece, Style, is_block, lines, plain};
use super::tree::{Id, Tree};
use crate::read::label::label_alone;
use crate::text::markup::literal;
use crate::text::single_spaced;

/// The content of a cell. A cell with one line of text is that text.
pub(super) fn cell(tree: &Tree, id: Id, links: &Links<'_>) -> String {
    let mut writer = Writer { tree, links, parts: Vec::new(), pieces: Vec::new() };
    writer.flow(id, Style::default());
    writer.flush();
    match &writer.parts[..] {
        [] => String::new(),
        [Part::Text(text)] => text.clone(),
        parts => {
            let shown: Vec<String> = parts.iter().map(ToString::to_string).collect();
            shown.join(" ")
        }
    }
}

enum Part {
    Text(String),
    List(Vec<String>),
}

impl std::fmt::Display for Part {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Text(text) => write!(f, "<p>{text}</p>"),
            Self::List(items) => write!(f, "<ul> • {} </ul>", items.join(" • ")),
        }
    }
}

struct Writer<'a> {
    tree: &'a Tree,
    links: &'a Links<'a>,
    parts: Vec<Part>,
    pieces: Vec<Piece>,
}

impl Writer<'_> {
    fn flow(&mut self, id: Id, style: Style) {
        for &child in self.tree.children(id) {
            if let Some(text) = self.tree.text(child) {
                // What a link says about another page is not said about this one.
                let text = match style.is_link {
                    true => text.to_owned(),
                    false => self.links.renamed(text),
                };
                self.piece(child, text, style);
                continue;
            }
            if is_chrome(self.tree, child) {
                continue;
            }
            let name = self.tree.name(child);
            match name {
                "br" => {
                    self.piece(child, String::new(), Style { is_break: true, ..Style::default() });
                }
                "x-link" => match self.links.table(self.tree, child) {
                    Some(text) => self.piece(child, text, style),
                    None => self.flow(child, style.inside(name)),
                },
                "ul" | "ol" | "menu" | "dir" => {
                    self.flush();
                    self.list(child);
                }
                "table" => {
                    self.flush();
                    self.table(child);
                }
                "pre" | "listing" | "xmp" => {
                    self.flush();
                    let text = self.sentence(child);
                    self.text(text);
                }
                _ if is_note(self.tree, child) => {
                    self.flush();
                    let text = marked(&self.sentence(child));
                    self.text(text);
                }
                _ if is_block(name) => {
                    self.flush();
                    self.flow(child, style.inside(name));
                    self.flush();
                }
                _ => self.flow(child, style.inside(name)),
            }
        }
    }

    fn piece(&mut self, id: Id, text: String, style: Style) {
        self.pieces.push(Piece { line: self.tree.line(id), text, style });
    }

    /// Ends a paragraph.
    fn flush(&mut self) {
        let pieces = std::mem::take(&mut self.pieces);
        let labelled = with_labels(&pieces);
        let texts: Vec<String> = lines(&labelled).into_iter().map(|line| line.text).collect();
        self.text(texts.join(" <br> "));
    }

    fn text(&mut self, text: String) {
        if !text.is_empty() {
            self.parts.push(Part::Text(text));
        }
    }

    fn list(&mut self, id: Id) {
        let mut items = Vec::new();
        for &child in self.tree.children(id) {
            // A list that is directly in a list belongs to the item above it.
            let is_nested = matches!(self.tree.name(child), "ul" | "ol");
            let text = self.sentence(child);
            match items.last_mut() {
                Some(last) if is_nested => append(last, &text),
                _ if text.is_empty() => {}
                _ => items.push(text),
            }
        }
        if !items.is_empty() {
            self.parts.push(Part::List(items));
        }
    }

    /// A table in a cell says of each of its first cells what the others say.
    fn table(&mut self, id: Id) {
        let rows = self.tree.below(id).filter(|&id| self.tree.name(id) == "tr");
        let mut items = Vec::new();
        for row in rows {
            let cells: Vec<Id> = self.tree.children(row).to_vec();
            let is_header = !cells.is_empty()
                && cells.iter().all(|&cell| matches!(self.tree.name(cell), "th" | ""));
            let texts: Vec<String> = cells.iter().map(|&cell| self.sentence(cell)).collect();
            let texts: Vec<String> = texts.into_iter().filter(|text| !text.is_empty()).collect();
            if let Some((first, rest)) = texts.split_first()
                && !is_header
            {
                items.push(match rest {
                    [] => first.clone(),
                    rest => format!("{first}: {}", rest.join(", ")),
                });
            }
        }
        if !items.is_empty() {
            self.parts.push(Part::List(items));
        }
    }

    /// All below a node as running text: its paragraphs and items become sentences of it.
    fn sentence(&self, id: Id) -> String {
        let mut writer =
            Writer { tree: self.tree, links: self.links, parts: Vec::new(), pieces: Vec::new() };
        match self.tree.text(id) {
            Some(text) => return literal(&single_spaced(&plain(text))),
            None => writer.flow(id, Style::default()),
        }
        writer.flush();
        let mut sentence = String::new();
        for part in writer.parts {
            match part {
                Part::Text(text) => append(&mut sentence, &text.replace(" <br> ", " ")),
                Part::List(items) => items.iter().for_each(|item| append(&mut sentence, item)),
            }
        }
        sentence
    }
}

/// Adds a sentence to a text.
fn append(text: &mut String, more: &str) {
    if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(more);
}

/// The pieces with the marks of bold labels; other bold text says nothing about a value.
fn with_labels(pieces: &[Piece]) -> Vec<Piece> {
    let mut marked: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut rest = pieces;
    while let Some(first) = rest.first() {
        let same = rest
            .iter()
            .take_while(|piece| {
                piece.style.is_bold == first.style.is_bold
                    && piece.style.is_break == first.style.is_break
            })
            .count();
        let (run, after) = rest.split_at(same);
        rest = after;
        if first.style.is_break {
            marked.extend(run.iter().cloned());
            continue;
        }
        let text: String = run.iter().map(|piece| piece.text.as_str()).collect();
        let label = single_spaced(&plain(&text));
        let label = label.trim_end_matches([':', '：']).trim_end();
        let is_label = first.style.is_bold
            && label.starts_with(|c: char| c.is_ascii_uppercase())
            && label_alone(label).is_some();
        for piece in run {
            marked.push(Piece { text: literal(&plain(&piece.text)), ..piece.clone() });
        }
        if is_label {
            let from = marked.len() - run.len();
            marked.truncate(from);
            let text = format!(" **{label}** ");
            marked.push(Piece { text, ..first.clone() });
        }
    }
    marked
}
