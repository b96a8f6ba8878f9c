//! What became of each section of a document: that nothing vanished can be seen.

use std::collections::BTreeMap;

use crate::left_out::LeftOut;
use crate::read::{Block, Class, Document, Section, Source, Span};

/// What a section, or a page, is read as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadAs {
    /// One operation, or one for each of its routes, by their ids.
    Operations(Vec<String>),
    /// Facts about the service as a whole.
    Service,
    /// Nothing: it has words for people only.
    Words,
    /// It was left out; the list of what was left out says why.
    LeftOut,
}

/// One section, or one page, of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overview {
    /// Number of the section, or name of a page that could not be read.
    pub section: String,
    /// Its title.
    pub title: String,
    /// The page, where the document is a folder of pages.
    pub page: String,
    /// What it is read as.
    pub read_as: ReadAs,
}

/// All sections, in the order of the document, and then the pages that could not be read.
pub(crate) fn overview(
    document: &Document,
    source: &Source,
    ids: &[(String, String)],
    service: &[(Span, Class)],
    left_out: &[LeftOut],
) -> Vec<Overview> {
    let mut operations: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (section, id) in ids {
        operations.entry(section).or_default().push(id.clone());
    }
    let page = |line: u32| source.place(line).map_or("", |(page, _)| &page.name).to_owned();
    let sections = document.sections.iter().map(|section| {
        let read_as = match operations.remove(section.number.as_str()) {
            Some(ids) => ReadAs::Operations(ids),
            None if left_out.iter().any(|item| item.lines == section.span) => ReadAs::LeftOut,
            None if states_facts(section, service) => ReadAs::Service,
            None => ReadAs::Words,
        };
        Overview {
            section: section.number.clone(),
            title: section.title.clone(),
            page: page(section.span.first),
            read_as,
        }
    });
    let mut all: Vec<Overview> = sections.collect();
    all.extend(document.unread.iter().map(|unread| Overview {
        section: unread.number.clone(),
        title: unread.title.clone(),
        page: page(unread.span.first),
        read_as: ReadAs::LeftOut,
    }));
    all
}

/// Whether a table of a section states facts about the service.
fn states_facts(section: &Section, service: &[(Span, Class)]) -> bool {
    section.blocks.iter().any(|block| {
        matches!(block, Block::Table(_)) && service.contains(&(block.span(), Class::Fact))
    })
}
