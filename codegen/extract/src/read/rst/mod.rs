//! Reads reStructuredText pages.
//!
//! No crate reads the tables of such pages with all they contain, so the format is read here, as its
//! specification describes it: [`body`] tells elements apart by marks and indentation, [`grid`],
//! [`simple`] and [`listed`] read tables, [`explicit`] what `..` opens, and [`inline`] the marks in a
//! text. [`blocks`] and [`cell`] write both as the other forms of the document have it.

mod blocks;
mod body;
mod cell;
mod columns;
mod element;
mod explicit;
mod grid;
mod inline;
mod links;
mod listed;
mod marks;
mod nesting;
mod page;
mod simple;
mod toctree;

use std::collections::BTreeMap;

use super::document::{Class, Document, Entry, Front, Section, Span, Unread};
use super::pages::{self, Place};
use super::source::Source;
use crate::fault::{Fault, LOST_SECTION};
use cell::Context;
use element::Element;
use links::Links;
use page::PageText;

/// Reads all pages. A page that cannot be read is left out, with its fault.
pub(super) fn read(source: &Source) -> Result<Document, Fault> {
    let texts: Vec<PageText<'_>> = source.pages().iter().map(PageText::of).collect();
    let names: Vec<&str> = source.pages().iter().map(|page| page.name.as_str()).collect();
    let mut unread = Vec::new();
    let mut pages: Vec<Vec<Element<'_>>> = Vec::new();
    for (name, text) in names.iter().zip(&texts) {
        pages.push(text.elements().unwrap_or_else(|fault| {
            let title = text.title().unwrap_or_default();
            unread.push(Unread { number: (*name).to_owned(), title, span: text.span(), fault });
            Vec::new()
        }));
    }
    let (outline, missing) = outline(&names, &pages);
    unread.extend(missing);
    let is_read = |page: usize| unread.iter().all(|unread| unread.number != names[page]);
    let outline: Vec<Place> =
        outline.into_iter().filter(|place| place.page.is_none_or(is_read)).collect();
    let mut document = document(&names, &texts, &pages, &outline);
    document.unread = unread;
    Ok(Document { front: front(source, &document), ..document })
}

fn front(source: &Source, document: &Document) -> Front {
    let top = document.contents.iter().find(|entry| entry.number == "0");
    let title = top.map(|entry| entry.title.as_str());
    pages::front(title, source.folder_date(), &document.sections)
}

/// The order of the pages, and the linked pages that are not there.
fn outline(names: &[&str], pages: &[Vec<Element<'_>>]) -> (Vec<Place>, Vec<Unread>) {
    let known = toctree::Pages::of(names);
    let mut missing = Vec::new();
    let mut links = Vec::new();
    for (name, elements) in names.iter().zip(pages) {
        let mut below = Vec::new();
        for (entry, glob) in page::toctrees(elements) {
            match known.entry(name, entry, glob) {
                toctree::Entry::Pages(found) => below.extend(found),
                toctree::Entry::Elsewhere => {}
                toctree::Entry::Missing(path) => missing.push(Unread {
                    fault: Fault::new(
                        entry.number,
                        format!("a link to the page '{path}', which is not there"),
                        format!("the file '{path}.rst' in the folder of pages"),
                    )
                    .advise(LOST_SECTION),
                    number: path,
                    title: String::new(),
                    span: Span::new(entry.number, entry.number),
                }),
            }
        }
        links.push(below);
    }
    (pages::outline(names, &links), missing)
}

fn document(
    names: &[&str],
    texts: &[PageText<'_>],
    pages: &[Vec<Element<'_>>],
    outline: &[Place],
) -> Document {
    let mut links = Links::default();
    for place in outline {
        if let Some(page) = place.page {
            links.add(page, &place.number, &pages[page]);
        }
    }
    let lines = texts.last().map_or(0, |text| text.span().last);
    let mut document = Document {
        front: pages::front(None, None, &[]),
        of_pages: true,
        contents: Vec::new(),
        sections: Vec::new(),
        unread: Vec::new(),
        classes: vec![None; lines as usize],
    };
    for number in texts.iter().flat_map(PageText::blank) {
        document.classify(Span::new(number, number), Class::Blank);
    }
    let shared: BTreeMap<String, String> =
        pages.iter().flat_map(|elements| page::substitutions(elements)).collect();
    for place in outline {
        let Some(page) = place.page else {
            let line = document.contents.last().map_or(1, |entry| entry.line);
            let (number, title) = (place.number.clone(), place.folder.clone());
            document.contents.push(Entry { number, title, line });
            continue;
        };
        let mut substitutions = shared.clone();
        substitutions.extend(page::substitutions(&pages[page]));
        let context = Context { links: &links, page, substitutions: &substitutions };
        let found = blocks::blocks(&pages[page], &context);
        for span in found.furniture {
            document.classify(span, Class::Furniture);
        }
        let span = texts[page].span();
        let line = found.title.as_ref().map_or(span.first, |title| title.number);
        let title = found.title.map_or_else(|| pages::words(names[page]), |title| title.text);
        document.contents.push(Entry { number: place.number.clone(), title: title.clone(), line });
        document.sections.push(Section {
            number: place.number.clone(),
            title,
            span,
            blocks: found.blocks,
        });
    }
    document
}
