//! Tables of other pages to which a table leads: what several operations share is described once, on a
//! page of its own, and each section that needs it states it too.

use std::collections::{BTreeMap, BTreeSet};

use super::super::document::{Block, Section, Table};

/// Adds to each section the tables of fields of other sections to which its tables lead, and those to which
/// they lead.
pub(crate) fn state_elsewhere(sections: &mut [Section]) {
    let tables = |section: &Section| -> Vec<Table> {
        let blocks = section.blocks.iter().filter_map(|block| match block {
            Block::Table(table) => Some(table.clone()),
            _ => None,
        });
        blocks.collect()
    };
    let all: BTreeMap<String, Table> = sections
        .iter()
        .flat_map(tables)
        .filter(|table| table.columns.iter().any(|column| column == "Type"))
        .filter_map(|table| Some((table.title.as_ref()?.number.clone(), table)))
        .collect();
    for section in sections {
        let own = tables(section);
        let mut taken: BTreeSet<String> =
            own.iter().filter_map(|table| Some(table.title.as_ref()?.number.clone())).collect();
        let mut blocks = Vec::with_capacity(section.blocks.len());
        for block in section.blocks.drain(..) {
            let mut open = match &block {
                Block::Table(table) => named(table),
                _ => Vec::new(),
            };
            blocks.push(block);
            open.reverse();
            while let Some(name) = open.pop() {
                let Some(table) = all.get(&name) else { continue };
                if taken.insert(name) {
                    open.extend(named(table).into_iter().rev());
                    blocks.push(Block::Table(table.clone()));
                }
            }
        }
        section.blocks = blocks;
    }
}

/// The tables that the cells of a table name, by their numbers in the document.
pub(crate) fn named(table: &Table) -> Vec<String> {
    let cells = table.rows.iter().flat_map(|row| &row.cells);
    let names = cells.flat_map(|cell| {
        cell.match_indices("Table ").map(|(at, word)| {
            let rest = &cell[at + word.len()..];
            let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '.')));
            rest[..end.unwrap_or(rest.len())].trim_end_matches(['.', '-']).to_owned()
        })
    });
    names.collect()
}
