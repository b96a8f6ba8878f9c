//! What a title page would say, from what pages say instead.

use taurusdb_spec::is_date;

use super::UNDATED;
use crate::read::document::{Block, Front, Line, Section, Table};

/// The product by the title of the whole document. Issue and date as the page above all others says
/// them, in lines such as `Issue 03` and `Date 2026-01-31`. Else the date is in the name of the folder,
/// as the vendor dates it, or that of the latest entry of the history of changes; it is the name of
/// the issue too.
pub(in crate::read) fn front(
    title: Option<&str>,
    folder_date: Option<&str>,
    sections: &[Section],
) -> Front {
    let date = said(sections, "Date")
        .filter(|date| is_date(date))
        .or_else(|| folder_date.map(str::to_owned))
        .or_else(|| latest_change(sections));
    let date = date.unwrap_or_else(|| UNDATED.to_owned());
    let issue = said(sections, "Issue").unwrap_or_else(|| date.clone());
    Front { product: product(title.unwrap_or_default()), issue, date }
}

/// What the page above all others says behind a word at the start of a line.
fn said(sections: &[Section], word: &str) -> Option<String> {
    let top = sections.iter().find(|section| section.number == "0")?;
    let lines = top.blocks.iter().flat_map(|block| match block {
        Block::Paragraph(_, lines) | Block::Item(_, lines) => &lines[..],
        _ => &[],
    });
    let value = |line: &Line| {
        let rest = line.text.trim().strip_prefix(word)?;
        let rest = rest.strip_prefix(':').unwrap_or(rest).strip_prefix(' ')?.trim();
        (!rest.is_empty() && !rest.contains(' ')).then(|| rest.to_owned())
    };
    lines.into_iter().find_map(value)
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
