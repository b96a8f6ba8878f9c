//! The elements of a page, before their inline markup is read.

use super::super::document::Span;

/// A line of a page, or the part of one that stands in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ln<'a> {
    /// Its number in the document.
    pub(super) number: u32,
    /// Its text, without the indentation of what contains it.
    pub(super) text: &'a str,
}

/// One element of a page, of an item, or of a cell.
#[derive(Clone, Debug)]
pub(super) enum Element<'a> {
    /// A title.
    Title(Ln<'a>),
    Paragraph(Vec<Ln<'a>>),
    /// Items of a list, each with what it contains.
    List(Vec<Vec<Element<'a>>>),
    /// A term with what is said of it.
    Definition {
        term: Ln<'a>,
        body: Vec<Element<'a>>,
    },
    /// A name between colons with what is said of it.
    Field {
        name: Ln<'a>,
        body: Vec<Element<'a>>,
    },
    /// Literal text.
    Code(Vec<Ln<'a>>, Span),
    Table(RawTable<'a>),
    /// A note or warning: its line, its name, and what it contains.
    Note {
        mark: Ln<'a>,
        body: Vec<Element<'a>>,
    },
    /// A picture.
    Figure(Ln<'a>),
    /// A name for what follows.
    Target {
        name: String,
        line: u32,
    },
    /// Links to the pages below this one, each with its line.
    Toctree {
        entries: Vec<Ln<'a>>,
        glob: bool,
    },
    /// Lines that only say how the page is made.
    Furniture(Span),
    /// The text that stands for a name between bars.
    Substitution {
        name: String,
        text: String,
    },
}

/// A table whose cells are not read yet.
#[derive(Clone, Debug, Default)]
pub(super) struct RawTable<'a> {
    pub(super) caption: Vec<Ln<'a>>,
    pub(super) first_line: u32,
    pub(super) last_line: u32,
    pub(super) columns: usize,
    pub(super) header: Vec<RawRow>,
    pub(super) rows: Vec<RawRow>,
    /// What the cells contain. A cell that spans several rows stands in each of them.
    pub(super) bodies: Vec<Vec<Element<'a>>>,
    /// Whether two quotation marks in a row stand for one.
    pub(super) doubles_quotes: bool,
}

/// A row of a table.
#[derive(Clone, Debug)]
pub(super) struct RawRow {
    pub(super) line: u32,
    /// For each column, the index of its body.
    pub(super) cells: Vec<Option<usize>>,
}

/// Without the blank lines at both ends.
pub(super) fn trimmed<'s, 'a>(lines: &'s [Ln<'a>]) -> &'s [Ln<'a>] {
    let is_text = |line: &Ln<'_>| !is_blank(line.text);
    let Some(first) = lines.iter().position(is_text) else { return &[] };
    let last = lines.iter().rposition(is_text).unwrap_or(first);
    &lines[first..=last]
}

pub(super) fn is_blank(text: &str) -> bool {
    text.bytes().all(|byte| byte == b' ') || text.trim().is_empty()
}

/// The number of spaces before the text.
pub(super) fn indent_of(text: &str) -> usize {
    text.len() - text.trim_start_matches(' ').len()
}

/// The lines without the indentation that all of them share; that of the first one does not count
/// if it is on the line of the mark before it.
pub(super) fn dedented<'a>(lines: &[Ln<'a>]) -> Vec<Ln<'a>> {
    let shared = lines.iter().filter(|line| !is_blank(line.text)).map(|line| indent_of(line.text));
    let shared = shared.min().unwrap_or(0);
    lines.iter().map(|line| Ln { text: line.text.get(shared..).unwrap_or(""), ..*line }).collect()
}

impl Element<'_> {
    /// Its first line, as far as it has one.
    pub(super) fn line(&self) -> u32 {
        let first = |lines: &[Ln<'_>]| lines.first().map_or(1, |line| line.number);
        match self {
            Self::Paragraph(text) => first(text),
            Self::Title(line)
            | Self::Definition { term: line, .. }
            | Self::Field { name: line, .. }
            | Self::Note { mark: line, .. }
            | Self::Figure(line) => line.number,
            Self::List(items) => items.iter().flatten().next().map_or(1, Self::line),
            Self::Code(_, span) | Self::Furniture(span) => span.first,
            Self::Table(table) => table.first_line,
            Self::Toctree { entries, .. } => first(entries),
            Self::Target { line, .. } => *line,
            Self::Substitution { .. } => 1,
        }
    }
}

/// From the first line to the last one.
pub(super) fn span(lines: &[Ln<'_>]) -> Span {
    let first = lines.first().map_or(1, |line| line.number);
    Span::new(first, lines.last().map_or(first, |line| line.number))
}
