//! The text of a paragraph, a heading or a cell: white space, line breaks, and where a text begins.

use super::tree::{Id, Tree};
use crate::read::document::Line;
use crate::text::single_spaced;

/// A piece of running text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) line: u32,
    pub(super) text: String,
    pub(super) style: Style,
}

/// How a piece is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Style {
    pub(super) is_bold: bool,
    pub(super) is_link: bool,
    /// Whether the piece is a line break.
    pub(super) is_break: bool,
}

impl Style {
    /// The style inside of an element.
    pub(super) fn inside(mut self, name: &str) -> Self {
        match name {
            "x-bold" | "th" => self.is_bold = true,
            "x-link" => self.is_link = true,
            _ => {}
        }
        self
    }
}

impl Piece {
    pub(super) fn is_blank(&self) -> bool {
        self.style.is_break || plain(&self.text).trim().is_empty()
    }
}

/// The lines that line breaks make of pieces, each with single spaces, without empty ones.
pub(super) fn lines(pieces: &[Piece]) -> Vec<Line> {
    let mut lines = Vec::new();
    for part in pieces.split(|piece| piece.style.is_break) {
        let text: String = part.iter().map(|piece| piece.text.as_str()).collect();
        let text = single_spaced(&plain(&text));
        if let Some(first) = part.iter().find(|piece| !piece.is_blank())
            && !text.is_empty()
        {
            lines.push(Line { number: first.line, text });
        }
    }
    lines
}

/// All text below a node on one line, and the line where it begins.
pub(super) fn all_text(tree: &Tree, id: Id) -> Line {
    let mut text = String::new();
    let mut number = None;
    for id in tree.below(id) {
        if let Some(more) = tree.text(id) {
            if !is_blank(more) {
                number.get_or_insert(tree.line(id));
            }
            text.push_str(more);
        } else if is_block(tree.name(id)) || tree.name(id) == "br" {
            text.push(' ');
        }
    }
    Line { number: number.unwrap_or(tree.line(id)), text: single_spaced(&plain(&text)) }
}

/// The last line with text below a node.
pub(super) fn last_line(tree: &Tree, id: Id) -> u32 {
    let with_text = tree.below(id).filter(|&id| tree.text(id).is_some_and(|text| !is_blank(text)));
    with_text.map(|id| tree.line(id)).max().unwrap_or(tree.line(id))
}

pub(super) fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || is_invisible(c))
}

/// Text without characters that are not seen, and with common spaces.
pub(super) fn plain(text: &str) -> String {
    text.chars()
        .filter(|c| !is_invisible(*c))
        .map(|c| if c.is_whitespace() && c != '\n' { ' ' } else { c })
        .collect()
}

/// Soft hyphens, marks of width zero, and the private characters of icon fonts.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{e000}'..='\u{f8ff}')
        || c.is_control() && !c.is_whitespace()
}

/// Whether an element stands on lines of its own.
pub(super) fn is_block(name: &str) -> bool {
    const BLOCKS: [&str; 44] = [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "listing",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "td",
        "th",
        "tr",
        "ul",
        "xmp",
    ];
    BLOCKS.contains(&name)
}

/// The level of a heading: `h4` → 4.
pub(super) fn level(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', digit @ b'1'..=b'6'] => Some(digit - b'0'),
        _ => None,
    }
}
