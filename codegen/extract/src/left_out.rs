//! What is left out of a specification because it is not understood.

use crate::fault::{Fault, LOST_SECTION};
use crate::interpret::Draft;
use crate::read::{Class, Section, Span, Table, Unread};

/// A section, or a whole page, that was left out because something in it is not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Number of the section, or name of the page.
    pub section: String,
    /// Title of the section, if it is known.
    pub title: String,
    /// The lines that were left out.
    pub lines: Span,
    /// The first thing in it that is not understood.
    pub fault: Fault,
}

/// The title of a table, or of the section if it has none.
fn title_of(section: &Section, table: &Table) -> String {
    let title = table.title.as_ref().map(|title| title.text.as_str());
    title.filter(|title| !title.is_empty()).unwrap_or(&section.title).to_owned()
}

/// Collects what is left out.
pub(crate) struct LeftOuts {
    /// Whether something may be left out. If not, everything that would be left out is an error.
    pub(crate) keep_going: bool,
    /// Whether tables of a kind that is not known may stand outside of operations: nobody knows yet
    /// which tables the reference has.
    pub(crate) any_service: bool,
    pub(crate) items: Vec<LeftOut>,
    /// Names and fixes that fit nothing in what was read.
    pub(crate) unfit: Vec<String>,
}

impl LeftOuts {
    pub(crate) fn new(keep_going: bool, any_service: bool) -> Self {
        Self { keep_going, any_service, items: Vec::new(), unfit: Vec::new() }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Leaves out what `read` could not read.
    pub(crate) fn unread(&mut self, unread: &Unread) {
        let Unread { number, title, span, fault } = unread.clone();
        self.add(number, title, span, fault);
    }

    /// Leaves out a section.
    pub(crate) fn section(&mut self, section: &Section, fault: Fault) {
        self.add(section.number.clone(), section.title.clone(), section.span, fault);
    }

    /// Leaves out a table of a section that describes no operation.
    pub(crate) fn table(&mut self, section: &Section, table: &Table, faults: Vec<(u32, Fault)>) {
        for (_, fault) in faults.into_iter().take(1) {
            self.add(section.number.clone(), title_of(section, table), table.span, fault);
        }
    }

    /// Leaves out rows of such a table.
    pub(crate) fn rows(&mut self, section: &Section, table: &Table, faults: Vec<(u32, Fault)>) {
        for (line, fault) in faults {
            let span = Span::new(line, line);
            self.add(section.number.clone(), title_of(section, table), span, fault);
        }
    }

    /// Leaves out the operations of the sections that have faults.
    pub(crate) fn drafts(&mut self, drafts: &mut Vec<Draft>, faults: &[Fault]) {
        drafts.retain(|draft| {
            let of_draft = |fault: &&Fault| fault.section.as_ref() == Some(&draft.section);
            let Some(fault) = faults.iter().find(of_draft) else { return true };
            self.add(draft.section.clone(), draft.title.clone(), draft.span, fault.clone());
            false
        });
    }

    /// Takes the successors away that were left out: they cannot be named.
    pub(crate) fn forget_successors(&self, drafts: &mut [Draft]) {
        for deprecated in drafts.iter_mut().filter_map(|draft| draft.deprecated.as_mut()) {
            let is_left_out = |title: &String| {
                self.items.iter().any(|item| item.title.eq_ignore_ascii_case(title))
            };
            deprecated.successor = deprecated.successor.take_if(|title| !is_left_out(title));
        }
    }

    /// Fails with all faults so far, unless something may be left out.
    pub(crate) fn check(&self) -> Result<(), Vec<Fault>> {
        if self.keep_going || self.items.is_empty() {
            return Ok(());
        }
        let faults = || self.items.iter().map(|item| item.fault.clone());
        // Where something else is wrong, that sections are missing follows from it.
        let causes: Vec<Fault> = faults().filter(|fault| fault.advice != LOST_SECTION).collect();
        Err(if causes.is_empty() { faults().take(1).collect() } else { causes })
    }

    /// The lines that were left out.
    pub(crate) fn claims(&self) -> impl Iterator<Item = (Span, Class)> {
        self.items.iter().map(|item| (item.lines, Class::LeftOut))
    }

    fn add(&mut self, section: String, title: String, lines: Span, fault: Fault) {
        // A whole page is no section, and a section that is missing is not where the fault is.
        let has_no_section =
            fault.advice == LOST_SECTION || fault.page.is_some() || section == title;
        let fault = if has_no_section { fault } else { fault.in_section(&section) };
        // One section can have several faults; the first one is the cause.
        let is_same = |item: &LeftOut| item.section == section && item.lines.first == lines.first;
        if !self.items.iter().any(is_same) {
            self.items.push(LeftOut { section, title, lines, fault });
        }
    }
}
