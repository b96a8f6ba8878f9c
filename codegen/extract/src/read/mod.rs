//! From the text of the reference to a [`Document`]: sections and blocks with their source lines.
//!
//! Converters damage the document, each in its own way. This stage repairs it, with rules that know how
//! the document is written but not what an operation is: [`decode`] and `encoding` for encodings, `entities`
//! and `escapes` for what markup leaves in a text, `page_breaks` for running headers and page numbers,
//! `pipes`, `aligned` and `empty_columns` for other drawings of tables, `leftovers` for what only markup has, `wrapped` for marks around cells, `columns`, `caption`
//! and `heading` for other words and marks. Descriptions in tables are repaired when
//! `interpret`, which knows the columns of an operation's tables, asks for a [`Cell`].
//!
//! Three repairs need more knowledge and happen later: sentences that were joined
//! (`text::sentences`), values that a hyphen broke (`text::rejoined`), and brackets that are
//! missing in example JSON (`example`).

mod aligned;
mod block;
mod caption;
mod cell;
mod code;
mod columns;
mod contents;
mod decode;
mod document;
mod empty_columns;
mod encoding;
mod entities;
mod escapes;
mod found;
mod heading;
mod html;
mod label;
mod leftovers;
mod line;
mod lines;
mod lists;
mod lost_heading;
mod lost_letters;
mod numbering;
mod page_breaks;
mod pages;
mod pipes;
mod rst;
mod running_list;
mod source;
mod table;
mod wrapped;

pub(crate) use cell::lost_of_list;
pub use cell::{Cell, Part};
pub(crate) use code::method_of;
pub use decode::{NotText, decode};
pub use document::{
    Block, Class, Code, Document, Entry, Front, Line, Row, Section, Span, Table, Title, Unread,
};
pub(crate) use label::{Label, label_alone, label_before};
pub(crate) use numbering::check_table_numbers;
pub use pages::UNDATED;
pub use source::{Edition, Form, OpenError, Page, Source};

use crate::fault::Fault;
use lines::Lines;

/// Reads a document in any of its published forms. The lines of a fault are those of the whole
/// document; [`Source::locate`] names the page.
pub fn read_source(source: &Source) -> Result<Document, Fault> {
    let edition = source.edition();
    let mut document = match (source.form(), source.pages()) {
        (Form::Text, [page]) => read_text(&page.text, edition)?,
        (Form::Rst, _) => rst::read(source)?,
        (Form::Html, _) => html::read(source)?,
        (form, _) => {
            return Err(Fault::new(1, form.to_string(), "the text form of the reference"));
        }
    };
    let front = &mut document.front;
    // Pages without one above all others do not say whose they are.
    if front.product.is_empty() {
        front.product = source.folder_name().unwrap_or_default().to_owned();
    }
    let is_named_by_date = front.issue == front.date;
    if let Some(date) = &edition.date {
        front.date.clone_from(date);
    }
    match &edition.issue {
        Some(issue) => front.issue.clone_from(issue),
        None if is_named_by_date => front.issue = front.date.clone(),
        None => {}
    }
    Ok(document)
}

/// Reads the text form of the reference.
pub fn read(text: &str) -> Result<Document, Fault> {
    read_text(text, &Edition::default())
}

fn read_text(text: &str, edition: &Edition) -> Result<Document, Fault> {
    let lines = Lines::new(text);
    lost_letters::check(&lines)?;
    let (front, contents, body) = contents::read(&lines, edition)?;
    lists::check(&lines)?;
    let mut document = Document {
        front,
        of_pages: false,
        contents,
        sections: Vec::new(),
        unread: Vec::new(),
        classes: lines.blank_classes(),
    };
    document.classify(Span::new(1, body - 1), Class::Furniture);
    block::read_sections(&lines, body, &mut document)?;
    numbering::qualify(&mut document);
    Ok(document)
}
