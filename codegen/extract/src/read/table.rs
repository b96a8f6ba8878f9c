use super::document::{Block, Row, Span, Table, Title};
use super::found::Read;
use super::lines::{Lines, is_blank};
use crate::fault::{CUT_OFF, Fault, quote};

/// Column names of the document. The converter breaks them with spaces where a column is narrow,
/// so they are compared without.
const COLUMNS: [&str; 24] = [
    "Parameter",
    "Name",
    "Mandatory",
    "Type",
    "Description",
    "Status Code",
    "Message",
    "Error Code",
    "Error Message",
    "Troubleshooting",
    "Permissions",
    "APIs",
    "Actions",
    "IAM Project",
    "Enterprise Project",
    "Metric",
    "Value Range",
    "Remarks",
    "Key",
    "Value",
    "Product",
    "Region Name",
    "Region",
    "Endpoint",
];

/// Columns whose cells are identifiers: a space in one is the converter's.
const IDENTIFIERS: [&str; 6] = ["Parameter", "Name", "Error Code", "Metric", "Actions", "Key"];

/// Reads the table whose header row is at `number`, through all the pages it was split over.
pub(super) fn read(lines: &Lines<'_>, number: u32, title: Option<Title>) -> Result<Read, Fault> {
    let header = cells(lines, number);
    let columns: Vec<String> = header.iter().map(|cell| column(cell)).collect();
    let mut table = Table {
        span: Span::new(title.as_ref().map_or(number, |title| title.line), number),
        title,
        header_line: number,
        rows: Vec::new(),
        columns,
    };
    let mut furniture = vec![number];
    if let Some(title) = &table.title {
        furniture.push(title.line);
    }

    let mut at = number + 1;
    loop {
        match lines.get(at) {
            Some(text) if text.contains('\t') => {
                push_row(&mut table, lines, at)?;
                table.span.last = at;
                at += 1;
            }
            // A page break: blank lines, then the header again.
            _ => match next_text(lines, at) {
                Some(next) if repeats_header(&table.columns, lines, next) => {
                    furniture.push(next);
                    table.span.last = next;
                    at = next + 1;
                }
                _ => break,
            },
        }
    }
    if table.rows.is_empty() {
        return Err(Fault::new(number, "a table without rows", "at least one row").advise(CUT_OFF));
    }
    let end = table.span.last;
    Ok(Read { blocks: vec![Block::Table(table)], end, furniture })
}

fn push_row(table: &mut Table, lines: &Lines<'_>, number: u32) -> Result<(), Fault> {
    let mut cells: Vec<String> = cells(lines, number).into_iter().map(str::to_owned).collect();
    if cells.len() != table.columns.len() {
        let name =
            table.title.as_ref().map_or_else(String::new, |t| format!(" of Table {}", t.number));
        return Err(Fault::new(
            number,
            format!("a row{name} with {} cells: {}", cells.len(), quote(&cells.join(" | "))),
            format!("{} cells ({})", table.columns.len(), table.columns.join(", ")),
        )
        .advise(CUT_OFF));
    }
    for (cell, column) in cells.iter_mut().zip(&table.columns) {
        if IDENTIFIERS.contains(&column.as_str()) && is_broken_identifier(cell) {
            cell.retain(|c| !c.is_whitespace());
        }
    }
    // A row that a page break split goes on below the repeated header, its first cells empty.
    if cells[0].is_empty()
        && let Some(row) = table.rows.last_mut()
    {
        for (cell, more) in row.cells.iter_mut().zip(cells) {
            if !more.is_empty() {
                cell.push(' ');
                cell.push_str(&more);
            }
        }
        row.continued.push(number);
        return Ok(());
    }
    table.rows.push(Row { line: number, cells, continued: Vec::new() });
    Ok(())
}

/// `instance_mod e`: more than one piece, and all of them pieces of an identifier.
///
/// Names for people ("CPU Usage") stand in columns of the same name; they have capitals after a
/// space, which pieces of an identifier do not.
fn is_broken_identifier(cell: &str) -> bool {
    cell.contains(' ')
        && cell.contains(['_', '.', ':'])
        && cell.split(' ').all(|piece| {
            !piece.is_empty()
                && piece
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-' | ':'))
        })
}

fn cells<'a>(lines: &'a Lines<'_>, number: u32) -> Vec<&'a str> {
    lines.get(number).unwrap_or_default().split('\t').map(str::trim).collect()
}

fn column(cell: &str) -> String {
    let squeezed: String = squeeze(cell);
    COLUMNS
        .into_iter()
        .find(|known| squeeze(known) == squeezed)
        .map_or_else(|| cell.to_owned(), str::to_owned)
}

fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn next_text(lines: &Lines<'_>, from: u32) -> Option<u32> {
    (from..=lines.count()).find(|&n| !lines.get(n).is_none_or(is_blank))
}

fn repeats_header(columns: &[String], lines: &Lines<'_>, number: u32) -> bool {
    let cells = cells(lines, number);
    cells.len() == columns.len()
        && cells.iter().zip(columns).all(|(cell, column)| squeeze(cell) == squeeze(column))
}

#[cfg(test)]
mod tests {
    use super::is_broken_identifier;

    #[test]
    fn broken_identifiers_are_told_from_names() {
        for broken in [
            "instance_mod e",
            "DBS.0500003 2",
            "gaussdb:instan ce:list",
            "wait_restart_f or_params",
        ] {
            assert!(is_broken_identifier(broken), "{broken}");
        }
        for whole in ["CPU Usage", "instance_mode", "I/O Read Bandwidth"] {
            assert!(!is_broken_identifier(whole), "{whole}");
        }
    }
}
