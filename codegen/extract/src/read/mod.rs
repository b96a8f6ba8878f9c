//! From the text of the reference to a [`Document`]: sections and blocks with their source lines.
//!
//! All repair of what the vendor's converter damaged happens here, by rules that know how the
//! document is written but not what an operation is: see the modules for the rules.

mod block;
pub(crate) mod code;
mod contents;
mod document;
mod found;
mod lines;
mod numbering;
mod table;

pub(crate) use code::method_of;
pub use document::{
    Block, Class, Code, Document, Entry, Front, Line, Row, Section, Span, Table, Title,
};
pub(crate) use numbering::check_table_numbers;

use crate::Fault;
use lines::Lines;

/// Reads the text form of the reference.
pub fn read(text: &str) -> Result<Document, Fault> {
    let lines = Lines::new(text);
    let (front, contents, body) = contents::read(&lines)?;
    let mut document =
        Document { front, contents, sections: Vec::new(), classes: lines.blank_classes() };
    document.classify(Span::new(1, body - 1), Class::Furniture);
    block::read_sections(&lines, body, &mut document)?;
    Ok(document)
}
