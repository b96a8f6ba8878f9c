//! The check that no numbered table was overlooked.

use std::collections::BTreeMap;

use super::document::{Block, Document, Table};
use crate::fault::Fault;

/// The tables of a chapter are numbered from 1 without gaps: a gap is a table that was not found.
///
/// The tables of pages are numbered as they are read, so there is nothing to check; and a section
/// can state a table of another page once more.
pub(crate) fn check_table_numbers(document: &Document) -> Result<(), Fault> {
    if document.of_pages {
        return Ok(());
    }
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    for section in &document.sections {
        for block in &section.blocks {
            let Block::Table(Table { title: Some(title), .. }) = block else { continue };
            let Some((chapter, number)) = title.number.split_once('-') else { continue };
            let count = counts.entry(chapter).or_default();
            *count += 1;
            if number.parse() != Ok(*count) {
                return Err(Fault::new(
                    title.line,
                    format!("Table {}", title.number),
                    format!(
                        "Table {chapter}-{count}; the tables of a chapter are numbered without gaps"
                    ),
                )
                .in_section(&section.number));
            }
        }
    }
    Ok(())
}
