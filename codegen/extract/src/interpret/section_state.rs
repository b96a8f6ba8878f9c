//! What is known of a section while it is read.

use taurusdb_spec::Stage;

use super::draft::{DeprecationDraft, Route};
use super::example_drafts::Examples;
use super::place::Placed;
use super::section_part::SectionPart;
use super::uri_halves::Halves;
use crate::fault::Fault;
use crate::read::{Class, Line, Section, Span};

/// A section that is being read.
pub(super) struct Reading<'a> {
    pub(super) section: &'a Section,
    /// Whether the markup tells tables and headings from text.
    pub(super) of_pages: bool,
    pub(super) part: Option<SectionPart>,
    /// The parts so far, each with the line of its heading.
    pub(super) seen: Vec<(SectionPart, u32)>,
    /// Lines that resemble a heading of a part, each with that heading.
    pub(super) alike: Vec<(Line, SectionPart)>,
    /// The last heading; it stands for the title of a table without one.
    pub(super) heading: String,
    pub(super) heading_line: u32,
    /// The first text above all headings.
    pub(super) untitled: Option<Line>,
    /// The last label of a list item; the text below belongs to it.
    pub(super) label: Option<String>,
    /// The status to which the text below belongs.
    pub(super) status: Option<u16>,
    /// Whether the next text belongs to a note.
    pub(super) in_note: bool,
    /// The routes below `URI`, examples of them included.
    pub(super) uris: Vec<Route>,
    /// Half of a request line.
    pub(super) halves: Halves,
    pub(super) deprecated: Option<DeprecationDraft>,
    pub(super) stage: Stage,
    /// The last line of the text for people that was read before.
    pub(super) before: Vec<Line>,
    pub(super) placed: Placed,
    /// Whether the text below a table of the answer says that its rows are headers.
    pub(super) in_header: bool,
    pub(super) examples: Examples,
    pub(super) claims: Vec<(Span, Class)>,
}

impl<'a> Reading<'a> {
    pub(super) fn new(section: &'a Section) -> Self {
        Self {
            section,
            of_pages: false,
            part: None,
            seen: Vec::new(),
            alike: Vec::new(),
            heading: String::new(),
            heading_line: 0,
            untitled: None,
            label: None,
            status: None,
            in_note: false,
            uris: Vec::new(),
            halves: Halves::default(),
            deprecated: None,
            stage: Stage::Stable,
            before: Vec::new(),
            placed: Placed::default(),
            in_header: false,
            examples: Examples::default(),
            claims: Vec::new(),
        }
    }

    pub(super) fn claim(&mut self, span: Span, class: Class) {
        self.claims.push((span, class));
    }
}

/// The fault for a line that should be something else.
pub(super) fn unexpected(line: &Line, expected: &str) -> Fault {
    Fault::unexpected(line.number, &line.text, expected)
}
