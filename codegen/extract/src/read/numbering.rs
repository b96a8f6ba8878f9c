//! The check that no numbered table was overlooked.

use std::collections::BTreeMap;

use super::document::{Block, Document, Table};
use crate::fault::{Fault, LOST_TABLE};

/// Gives a table that is counted in its section, `Table 3`, a number of its own: `4.2.1-3`.
pub(super) fn qualify(document: &mut Document) {
    for section in &mut document.sections {
        for block in &mut section.blocks {
            if let Block::Table(Table { title: Some(title), .. }) = block
                && !title.number.contains('-')
            {
                title.number = format!("{}-{}", section.number, title.number);
            }
        }
    }
}

/// The tables of a chapter, or those of a section, are numbered from 1 without gaps: a gap is a table
/// that was not found. Numbers that run through all sections have no gaps either.
///
/// The tables of pages are numbered as they are read, so there is nothing to check; and a section
/// can state a table of another page once more.
pub(crate) fn check_table_numbers(document: &Document) -> Result<(), Fault> {
    if document.of_pages {
        return Ok(());
    }
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    let mut total = 0;
    for section in &document.sections {
        for block in &section.blocks {
            let Block::Table(Table { title: Some(title), .. }) = block else { continue };
            let Some((chapter, number)) = title.number.rsplit_once('-') else { continue };
            total += 1;
            let count = counts.entry(chapter).or_default();
            *count += 1;
            let in_section = chapter == section.number;
            if in_section && number.parse() == Ok(total) {
                continue;
            }
            if number.parse() != Ok(*count) {
                let (shown, wanted) = match in_section {
                    true => (number.to_owned(), count.to_string()),
                    false => (title.number.clone(), format!("{chapter}-{count}")),
                };
                return Err(Fault::new(
                    title.line,
                    format!("Table {shown}"),
                    format!("Table {wanted}; the tables of a chapter are numbered without gaps"),
                )
                .in_section(&section.number)
                .advise(LOST_TABLE));
            }
        }
    }
    Ok(())
}
