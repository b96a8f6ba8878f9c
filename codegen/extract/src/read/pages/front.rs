//! What a title page would say, from what pages say instead.

use taurusdb_spec::is_date;

use super::UNDATED;
use crate::read::document::{Block, Front, Section, Table};

/// The product by the title of the whole document; the date by the name of the folder as the vendor
/// dates it, or else by the latest entry of the history of changes.
///
/// Pages have no number of an issue: the date is its name.
pub(in crate::read) fn front(
    title: Option<&str>,
    folder_date: Option<&str>,
    sections: &[Section],
) -> Front {
    let date = folder_date.map(str::to_owned).or_else(|| latest_change(sections));
    let date = date.unwrap_or_else(|| UNDATED.to_owned());
    Front { product: product(title.unwrap_or_default()), issue: date.clone(), date }
}

/// `Teapot Service - API Reference` → `Teapot Service`.
fn product(title: &str) -> String {
    const KINDS: [&str; 4] = ["api reference", "api reference guide", "api guide", "apis"];
    let lower = title.to_ascii_lowercase();
    let kind = KINDS.iter().find(|kind| lower.ends_with(*kind));
    let end = kind.map_or(title.len(), |kind| title.len() - kind.len());
    let name = title[..end]
        .trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | ':' | '|'));
    if name.is_empty() { title.to_owned() } else { name.to_owned() }
}

/// The latest day in a table of changes.
fn latest_change(sections: &[Section]) -> Option<String> {
    let tables =
        sections.iter().flat_map(|section| &section.blocks).filter_map(|block| match block {
            Block::Table(table) if is_history(table) => Some(table),
            _ => None,
        });
    tables
        .flat_map(|table| &table.rows)
        .filter_map(|row| row.cells[0].split_whitespace().find(|word| is_date(word)))
        .max()
        .map(str::to_owned)
}

fn is_history(table: &Table) -> bool {
    const DAYS: [&str; 4] = ["released on", "release date", "date", "updated on"];
    table.columns.len() == 2
        && table
            .columns
            .first()
            .is_some_and(|column| DAYS.contains(&column.to_ascii_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use super::product;

    #[test]
    fn the_product_is_the_title_without_the_kind_of_document() {
        for title in
            ["Teapot Service - API Reference", "Teapot Service API Reference", "Teapot Service"]
        {
            assert_eq!(product(title), "Teapot Service");
        }
        assert_eq!(product("API Reference"), "API Reference");
    }
}
