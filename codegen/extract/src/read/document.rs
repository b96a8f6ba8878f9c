//! The document that `read` returns: sections and blocks.

use super::source::Page;
use crate::fault::Fault;

/// The reference as sections and blocks, with the converter's damage repaired.
#[derive(Clone, Debug)]
pub struct Document {
    /// What the title page says.
    pub front: Front,
    /// Whether it is made of pages, each of which is a section, and not one text.
    pub of_pages: bool,
    /// The list of contents.
    pub contents: Vec<Entry>,
    /// All sections, in order.
    pub sections: Vec<Section>,
    /// The sections, or whole pages, that could not be read. They are not among the sections.
    pub unread: Vec<Unread>,
    /// The class of the lines that this stage knows: blank lines and furniture. Later stages claim
    /// the rest.
    pub classes: Vec<Option<Class>>,
}

/// The class of a line: what the specification uses it for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    /// A blank line.
    Blank,
    /// Layout: title page, list of contents, headings, table headers, fences.
    Furniture,
    /// Text for people, which contributes no facts.
    Prose,
    /// Example data.
    Example,
    /// The source of a fact of the specification.
    Fact,
    /// Left out with the section that contains it, because something there is not understood.
    LeftOut,
}

/// What the title page says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Front {
    /// Name of the product.
    pub product: String,
    /// Number of the issue.
    pub issue: String,
    /// Date of the issue, `YYYY-MM-DD`.
    pub date: String,
}

/// One line of the list of contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Section number, for example `4.3.7` or `A.2`.
    pub number: String,
    /// Title of the section.
    pub title: String,
    /// Line in the list.
    pub line: u32,
}

/// A section: everything from one numbered heading to the next.
#[derive(Clone, Debug)]
pub struct Section {
    /// Number, for example `4.3.7`.
    pub number: String,
    /// Title.
    pub title: String,
    /// From the line of its heading to its last line.
    pub span: Span,
    /// Its blocks.
    pub blocks: Vec<Block>,
}

/// A section, or a whole page, that could not be read.
#[derive(Clone, Debug)]
pub struct Unread {
    /// Number of the section, or name of the page.
    pub number: String,
    /// Title, if it is known.
    pub title: String,
    /// Its lines.
    pub span: Span,
    /// What was not understood.
    pub fault: Fault,
}

/// A run of lines, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// First line.
    pub first: u32,
    /// Last line.
    pub last: u32,
}

/// A line of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Number of the (first) line.
    pub number: u32,
    /// The text, repaired.
    pub text: String,
}

/// One block of a section.
#[derive(Clone, Debug)]
pub enum Block {
    /// A heading without a number.
    Heading(Line),
    /// Lines of running text.
    Paragraph(Span, Vec<Line>),
    /// An item of a list: its first line without the bullet, then the lines that follow it.
    Item(Span, Vec<Line>),
    /// The mark above a note. The note itself is the next paragraph.
    Note(Line),
    /// A table.
    Table(Table),
    /// Fenced text, or unfenced JSON.
    Code(Code),
    /// The title of a picture; the text form does not contain the picture.
    Figure(Line),
}

/// A table; parts on several pages are joined.
#[derive(Clone, Debug)]
pub struct Table {
    /// The title, if the table has one.
    pub title: Option<Title>,
    /// Column names.
    pub columns: Vec<String>,
    /// Line of the (first) header row.
    pub header_line: u32,
    /// Data rows, each with as many cells as there are columns.
    pub rows: Vec<Row>,
    /// From the title, or the header, to the last row.
    pub span: Span,
}

/// The title of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    /// Number, for example `4-62`.
    pub number: String,
    /// The text after the number.
    pub text: String,
    /// Its line.
    pub line: u32,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its (first) line.
    pub line: u32,
    /// The cells.
    pub cells: Vec<String>,
    /// Lines of page-split continuations of this row.
    pub continued: Vec<u32>,
}

/// Fenced text; parts on several pages are joined.
#[derive(Clone, Debug)]
pub struct Code {
    /// The text of each original fence.
    pub fragments: Vec<Vec<Line>>,
    /// From the first fence mark to the last.
    pub span: Span,
}

impl Unread {
    /// A page in which something is not understood.
    pub(super) fn page(page: &Page, fault: Fault) -> Self {
        let lines = u32::try_from(page.lines().count()).unwrap_or(u32::MAX);
        let span = Span::new(page.first_line, page.first_line.saturating_add(lines - 1));
        Self { number: page.name.clone(), title: page.name.clone(), span, fault }
    }

    /// A section of the list of contents that has no heading.
    pub(super) fn missing(entry: &Entry, fault: Fault) -> Self {
        let Entry { number, title, .. } = entry.clone();
        Self { span: Span::new(fault.line, fault.line), number, title, fault }
    }
}

impl Span {
    /// The lines `first` to `last`.
    pub fn new(first: u32, last: u32) -> Self {
        Self { first, last }
    }
}

impl Document {
    /// Gives a class to the lines of a span that do not have one yet.
    pub fn classify(&mut self, span: Span, class: Class) {
        let range = span.first as usize - 1..(span.last as usize).min(self.classes.len());
        for slot in self.classes.get_mut(range).into_iter().flatten() {
            slot.get_or_insert(class);
        }
    }

    /// How many sections have begun so far, whether they could be read or not.
    pub(super) fn seen(&self) -> usize {
        self.sections.len() + self.unread.len()
    }

    /// The titles of the sections that contain a section, from the chapter down.
    pub fn ancestors(&self, number: &str) -> Vec<&Entry> {
        self.contents
            .iter()
            .filter(|entry| {
                // Most entries end elsewhere: the dot is looked at first, because it is quick.
                number.as_bytes().get(entry.number.len()) == Some(&b'.')
                    && number.starts_with(&entry.number)
            })
            .collect()
    }
}

impl Block {
    /// All lines of the block.
    pub fn span(&self) -> Span {
        match self {
            Self::Heading(line) | Self::Note(line) | Self::Figure(line) => {
                Span::new(line.number, line.number)
            }
            Self::Paragraph(span, _) | Self::Item(span, _) => *span,
            Self::Table(table) => table.span,
            Self::Code(code) => code.span,
        }
    }
}

impl Code {
    /// All lines of all fragments.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        self.fragments.iter().flatten()
    }
}
