//! What a title page would say, from what pages say instead.

use taurusdb_spec::is_date;

use super::super::document::{Block, Front, Section, Table};
use super::UNDATED;

/// The product by the title of the whole document. The date as the first page states it, or else by
/// the name of the folder as the vendor dates it, or by the latest entry of the history of changes.
///
/// Pages seldom have a number of an issue: then the date is its name.
pub(crate) fn front(title: Option<&str>, folder_date: Option<&str>, sections: &[Section]) -> Front {
    let (issue, date) = sections.first().map(stated).unwrap_or_default();
    let date = date.or_else(|| folder_date.map(str::to_owned)).or_else(|| latest_change(sections));
    let date = date.unwrap_or_else(|| UNDATED.to_owned());
    let issue = issue.unwrap_or_else(|| date.clone());
    Front { product: product(title.unwrap_or_default()), issue, date }
}

/// The issue and the date that a title page states: `Issue 03`, `Date: 2026-01-31`, `Issue 03
/// (January 31, 2026)`.
fn stated(title_page: &Section) -> (Option<String>, Option<String>) {
    let (mut issue, mut date) = (None, None);
    let lines = title_page.blocks.iter().flat_map(|block| match block {
        Block::Paragraph(_, lines) | Block::Item(_, lines) => lines.as_slice(),
        _ => &[],
    });
    for line in lines {
        if let Some(rest) = labelled(&line.text, &["issue", "document version", "doc version"]) {
            let (number, behind) = rest.split_once([' ', ',', '(']).unwrap_or((rest, ""));
            if number.starts_with(|c: char| c.is_ascii_digit()) && !number.contains('-') {
                issue.get_or_insert_with(|| number.to_owned());
                date = date.or_else(|| day(behind));
            }
        }
        let labels = ["date", "released on", "release date", "updated on", "last updated"];
        date = date.or_else(|| day(labelled(&line.text, &labels)?));
    }
    (issue, date)
}

/// The text after one of the labels.
fn labelled<'a>(text: &'a str, labels: &[&str]) -> Option<&'a str> {
    labels.iter().find_map(|label| {
        let begin = text.get(..label.len())?;
        let rest = &text[label.len()..];
        let is_label = begin.eq_ignore_ascii_case(label) && rest.starts_with([' ', ':']);
        is_label.then(|| rest.trim_start_matches([' ', ':']))
    })
}

/// The day that a text begins with, as `YYYY-MM-DD`: it can be written with the name of the month.
fn day(text: &str) -> Option<String> {
    const FORMS: [&str; 7] =
        ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y"];
    let text = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '.'));
    let words: Vec<&str> = text.split_whitespace().collect();
    [1, 3].into_iter().filter(|count| words.len() >= *count).find_map(|count| {
        let text = words[..count].join(" ");
        let text = text.trim_end_matches([',', ')', '.', ';', ':']);
        FORMS.iter().find_map(|form| {
            let date = jiff::civil::Date::strptime(form, text).ok()?;
            Some(date.to_string()).filter(|date| is_date(date))
        })
    })
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
    tables.flat_map(|table| &table.rows).filter_map(|row| day(&row.cells[0])).max()
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
    use super::{day, product};

    #[test]
    fn days_are_written_in_many_forms() {
        for text in [
            "2026-01-31",
            "2026/01/31",
            "January 31, 2026",
            "(Jan 31, 2026)",
            "31 January 2026 and on",
        ] {
            assert_eq!(day(text).as_deref(), Some("2026-01-31"), "{text}");
        }
        assert_eq!(day("The first of May"), None);
        assert_eq!(day("2026-13-31"), None);
    }

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
