//! Tables: rows that page breaks, narrow columns or missing cells split are joined again.

use super::caption::{caption, is_continuation_mark};
use super::columns;
use super::document::{Block, Row, Span, Table, Title};
use super::found::Read;
use super::heading::is_heading;
use super::line::{is_blank, is_fence, is_row};
use super::lines::Lines;
use super::wrapped::{bare, untagged};
use crate::fault::{CUT_OFF, Fault, LOST_TABS, quote};
use crate::text::{is_name, squeezed};

/// Columns whose cells are identifiers: a space in one comes from the converter.
const IDENTIFIERS: [&str; 6] = ["Parameter", "Name", "Error Code", "Metric", "Actions", "Key"];

/// Columns of one word or a few, which have no marks of their own.
const SHORT: [&str; 4] = ["Mandatory", "Type", "In", "Status Code"];

/// First columns whose cell can apply to several rows: it groups the rows, it does not name them.
const SHARED: [&str; 4] = ["Product", "Status Code", "Permissions", "Category"];

/// Reads the table whose header row is at `number`, over all its pages.
/// `is_boundary` recognises lines that cannot be in a table.
pub(super) fn read(
    lines: &Lines<'_>,
    number: u32,
    title: Option<Title>,
    is_boundary: &dyn Fn(u32) -> bool,
) -> Result<Read, Fault> {
    let mut header = cells(lines, number);
    drop_surplus(&mut header, 1);
    let columns: Vec<String> = header.iter().map(|cell| columns::name(cell)).collect();
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
    rows(lines, number + 1, &mut table, &mut furniture, is_boundary)?;
    if table.rows.is_empty() && !table.columns.iter().any(|column| columns::is_known(column)) {
        return Err(Fault::new(
            number,
            format!("the row {} alone{}", quote(&table.columns.join(" | ")), of_table(&table)),
            "the names of the columns in the first row of a table",
        )
        .advise("restore the header row that the table lost"));
    }
    if table.rows.is_empty() {
        return Err(Fault::new(number, "a table without rows", "at least one row").advise(CUT_OFF));
    }
    let end = table.span.last;
    Ok(Read { blocks: vec![Block::Table(table)], end, furniture })
}

/// Reads on in a table whose title and header come again at `number`, on another page.
pub(super) fn go_on(
    lines: &Lines<'_>,
    number: u32,
    title: Option<u32>,
    mut table: Table,
    is_boundary: &dyn Fn(u32) -> bool,
) -> Result<Read, Fault> {
    let mut furniture = Vec::from_iter(title);
    if repeats_header(&table.columns, lines, number) {
        rows(lines, number, &mut table, &mut furniture, is_boundary)?;
        let end = table.span.last;
        return Ok(Read { blocks: vec![Block::Table(table)], end, furniture });
    }
    let mut read = read(lines, number, table.title.clone(), is_boundary)?;
    read.blocks.insert(0, Block::Table(table));
    Ok(read)
}

/// Reads the rows from a line on.
fn rows(
    lines: &Lines<'_>,
    first: u32,
    table: &mut Table,
    furniture: &mut Vec<u32>,
    is_boundary: &dyn Fn(u32) -> bool,
) -> Result<(), Fault> {
    let mut at = first;
    let mut below_header = false;
    loop {
        // A page break: blank lines, and usually the header again after them.
        let next = match lines.get(at) {
            Some(text) if is_row(text) => at,
            Some(text) if is_continuation_mark(text) => {
                furniture.push(at);
                table.span.last = at;
                at += 1;
                continue;
            }
            // The blank line below the table is lost.
            Some(text) if is_boundary(at) || is_fence(text) || caption(text, at).is_some() => break,
            Some(text) if is_heading(text.trim()) && lines.get(at + 1).is_none_or(is_blank) => {
                break;
            }
            Some(text) if !is_blank(text) => return Err(not_a_row(table, at, text)),
            _ => match next_text(lines, at) {
                Some(next) if goes_on(&table.columns, lines, next, below_header) => next,
                Some(next) if lines.get(next).is_some_and(is_continuation_mark) => {
                    at = next;
                    continue;
                }
                _ => break,
            },
        };
        if repeats_header(&table.columns, lines, next) {
            furniture.push(next);
            below_header = !table.rows.is_empty();
        } else {
            push_row(table, lines, next, below_header)?;
            below_header = false;
        }
        table.span.last = next;
        at = next + 1;
    }
    Ok(())
}

/// A row that lost its tabs, or the end of a wrapped row: in both cases, part of a row is lost.
fn not_a_row(table: &Table, number: u32, text: &str) -> Fault {
    Fault::new(
        number,
        format!("{} directly below a row{}", quote(text), of_table(table)),
        "a row with its tabs, or a blank line below the table",
    )
    .advise(match text.contains("  ") && !is_blank(text) {
        true => LOST_TABS,
        false => "restore the wrapped cell or the lost tabs of the row",
    })
}

fn push_row(
    table: &mut Table,
    lines: &Lines<'_>,
    number: u32,
    below_header: bool,
) -> Result<(), Fault> {
    let mut cells = cells(lines, number);
    drop_surplus(&mut cells, table.columns.len());
    let mut cells: Vec<String> = cells.into_iter().map(str::to_owned).collect();
    if cells.len() != table.columns.len() {
        return Err(Fault::new(
            number,
            format!(
                "a row{} with {} cells: {}",
                of_table(table),
                cells.len(),
                quote(&cells.join(" | "))
            ),
            format!("{} cells ({})", table.columns.len(), table.columns.join(", ")),
        )
        .advise(match next_text(lines, number + 1) {
            None => CUT_OFF,
            Some(_) => "restore the row: cells are separated by tabs",
        }));
    }
    for (index, (cell, column)) in cells.iter_mut().zip(&table.columns).enumerate() {
        let is_identifier = IDENTIFIERS.contains(&column.as_str());
        if is_identifier || SHORT.contains(&column.as_str()) {
            let shown = bare(cell);
            if shown.len() < cell.len() {
                *cell = shown.to_owned();
            }
        } else if let shown = untagged(cell)
            && shown.len() < cell.len()
        {
            *cell = shown.to_owned();
        }
        if is_identifier && cell.contains('–') && is_name(&cell.replace('–', "-")) {
            // A typesetter's dash.
            *cell = cell.replace('–', "-");
        }
        if IDENTIFIERS.contains(&column.as_str()) && is_broken_identifier(cell, index == 0) {
            *cell = squeezed(cell);
        } else if column == "Name" {
            *cell = with_whole_words(cell);
        }
    }
    if cells[0].is_empty() {
        return continue_row(table, cells, number, below_header);
    }
    table.rows.push(Row { line: number, cells, continued: Vec::new() });
    Ok(())
}

/// A row without its first cell. Directly below a repeated header, it is the rest of a row that the
/// page break split; anywhere, if it has nothing but the end of the last cell. If only the first cell
/// is missing and its column groups rows, the cell above applies to this row too.
fn continue_row(
    table: &mut Table,
    mut cells: Vec<String>,
    number: u32,
    below_header: bool,
) -> Result<(), Fault> {
    let is_whole = cells[1..].iter().all(|cell| !cell.is_empty());
    let is_shared = SHARED.contains(&table.columns[0].as_str());
    match table.rows.last_mut() {
        Some(above) if is_whole && is_shared => {
            cells[0].clone_from(&above.cells[0]);
            table.rows.push(Row { line: number, cells, continued: Vec::new() });
            Ok(())
        }
        Some(row) if below_header || is_torn_off(row, &cells) => {
            for (cell, more) in row.cells.iter_mut().zip(cells) {
                if !more.is_empty() {
                    cell.push(' ');
                    cell.push_str(&more);
                }
            }
            row.continued.push(number);
            Ok(())
        }
        _ => Err(Fault::new(
            number,
            format!("a row{} without {}", of_table(table), table.columns[0]),
            "one in each row; a row may only continue the row before below a repeated header, or \
             with the last cell alone",
        )
        .advise("restore the cell, or join the row that was split")),
    }
}

/// Whether the cells are the rest of the row above: all are empty but the last. With two columns, that
/// could also be a row that lost its name, unless the text goes on in the middle of a sentence.
fn is_torn_off(above: &Row, cells: &[String]) -> bool {
    let (last, before) = cells.split_last().expect("a row has cells");
    let in_sentence = || {
        let text = above.cells.last().map_or("", |cell| cell.trim_end());
        !text.is_empty() && !text.ends_with('.')
            || last.starts_with(|c: char| c.is_lowercase() || matches!(c, '•' | '●' | '<'))
    };
    !last.is_empty() && before.iter().all(String::is_empty) && (before.len() > 1 || in_sentence())
}

fn of_table(table: &Table) -> String {
    table.title.as_ref().map_or_else(String::new, |title| format!(" of Table {}", title.number))
}

/// `instance_mod e`: more than one piece, and all of them pieces of an identifier.
///
/// Names for people ("CPU Usage", "Avg. Latency") occur in columns of the same name; they have
/// capitals after a space, which pieces of an identifier do not. The first cell of a row is an
/// identifier even without a mark in it (`maxConn ections`).
fn is_broken_identifier(cell: &str, is_first: bool) -> bool {
    let is_piece = |piece: &str| {
        !piece.is_empty()
            && piece
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-' | ':'))
    };
    let pieces: Vec<&str> = cell.split(' ').collect();
    // Behind a mark, a capital begins no word for people: `X-Auth- Token`.
    let goes_on = |pair: &[&str]| {
        is_piece(pair[1])
            && (!pair[1].starts_with(|c: char| c.is_ascii_uppercase())
                || is_first && pair[0].ends_with(['-', '_'])
                || is_first && pair[1].starts_with(['-', '_']))
    };
    pieces.len() > 1
        && is_piece(pieces[0])
        && (is_first || cell.contains(['_', '.', ':']))
        && pieces.windows(2).all(goes_on)
}

/// Joins a single letter that is not a word to the word before it: `Statement s per Second`.
fn with_whole_words(text: &str) -> String {
    let is_torn = |piece: &str| matches!(piece.as_bytes(), [b'b'..=b'z']);
    let mut whole = String::with_capacity(text.len());
    for (index, piece) in text.split(' ').enumerate() {
        if index > 0 && !is_torn(piece) {
            whole.push(' ');
        }
        whole.push_str(piece);
    }
    whole
}

fn cells<'a>(lines: &'a Lines<'_>, number: u32) -> Vec<&'a str> {
    lines.get(number).unwrap_or_default().split('\t').map(str::trim).collect()
}

/// Tabs at the end of a line come from the converter, unless the last cells are empty.
fn drop_surplus(cells: &mut Vec<&str>, columns: usize) {
    while cells.len() > columns && cells.last().is_some_and(|cell| cell.is_empty()) {
        cells.pop();
    }
}

fn next_text(lines: &Lines<'_>, from: u32) -> Option<u32> {
    (from..=lines.count()).find(|&n| !lines.get(n).is_none_or(is_blank))
}

/// Whether a line below blank ones belongs to the table above them: its header again, or a row with
/// a cell for each column that is no header of another table. The first cell may be missing where
/// [`continue_row`] accepts that: below a repeated header, and in a column that groups rows.
fn goes_on(columns: &[String], lines: &Lines<'_>, number: u32, below_header: bool) -> bool {
    if repeats_header(columns, lines, number) {
        return true;
    }
    if !lines.get(number).is_some_and(is_row) {
        return false;
    }
    let mut cells = cells(lines, number);
    drop_surplus(&mut cells, columns.len());
    let is_column = |cell: &&str| columns::is_known(cell);
    let may_lack_first = below_header
        || SHARED.contains(&columns[0].as_str())
        || columns.len() > 2 && cells[..cells.len() - 1].iter().all(|cell| cell.is_empty());
    cells.len() == columns.len()
        && (may_lack_first || !cells[0].is_empty())
        && !cells.iter().all(is_column)
}

fn repeats_header(columns: &[String], lines: &Lines<'_>, number: u32) -> bool {
    let mut cells = cells(lines, number);
    drop_surplus(&mut cells, columns.len());
    cells.len() == columns.len()
        && cells.iter().zip(columns).all(|(cell, column)| {
            squeezed(cell) == squeezed(column) || columns::name(cell) == *column
        })
}

#[cfg(test)]
mod tests {
    use super::{is_broken_identifier, with_whole_words};
    use crate::read::document::{Block, Table};
    use crate::read::lines::Lines;

    #[test]
    fn broken_identifiers_are_told_from_names() {
        for (broken, is_first) in [
            ("instance_mod e", false),
            ("DBS.0500003 2", false),
            ("gaussdb:instan ce:list", false),
            ("wait_restart_f or_params", true),
            ("maxConn ections", true),
            ("X-Auth- Token", true),
        ] {
            assert!(is_broken_identifier(broken, is_first), "{broken}");
        }
        for whole in ["CPU Usage", "instance_mode", "I/O Read Bandwidth", "Avg. Latency"] {
            assert!(!is_broken_identifier(whole, false), "{whole}");
        }
    }

    #[test]
    fn words_are_put_together() {
        assert_eq!(with_whole_words("Statement s per Second"), "Statements per Second");
        assert_eq!(with_whole_words("A Cup of a Tea"), "A Cup of a Tea");
    }

    fn read(text: &str) -> Result<Table, String> {
        let read = super::read(&Lines::new(text), 1, None, &|_| false)
            .map_err(|fault| fault.to_string())?;
        match read.blocks.into_iter().next() {
            Some(Block::Table(table)) => Ok(table),
            other => Err(format!("{other:?}")),
        }
    }

    #[track_caller]
    fn rows(text: &str, expected: &[&[&str]]) {
        let table = read(text).expect("a table");
        let rows: Vec<&[String]> = table.rows.iter().map(|row| &*row.cells).collect();
        assert_eq!(rows, expected);
    }

    #[track_caller]
    fn refused(text: &str, message: &str) {
        let said = read(text).expect_err("a fault");
        assert!(said.contains(message), "{said}");
    }

    #[test]
    fn tables_go_on_below_a_repeated_header() {
        let expected: &[&[&str]] = &[&["a", "one"], &["b", "two"]];
        rows("Parameter\tDescription\na\tone\n\nParame ter\tDescription\nb\ttwo\n\n", expected);
        rows("Parameter\tDescription\na\tone\nParameter\tDescription\nb\ttwo", expected);
    }

    #[test]
    fn tables_go_on_below_blank_lines() {
        let expected: &[&[&str]] = &[&["a", "one"], &["b", "two"]];
        rows("Parameter\tDescription\n\n\na\tone\n\n\nb\ttwo\n", expected);
        // The header of a table that lost its title.
        rows("Parameter\tDescription\na\tone\n\nName\tType\nb\ttwo", &expected[..1]);
        rows("Parameter\tDescription\na\tone\n\nb\ttwo\tthree", &expected[..1]);
    }

    #[test]
    fn a_row_that_a_page_break_split_goes_on_there_and_nowhere_else() {
        let split = "Parameter\tDescription\na\tone\n\nParameter\tDescription\n\tand more\nb\ttwo";
        rows(split, &[&["a", "one and more"], &["b", "two"]]);
        rows(&split.replace("\n\t", "\n\n\n\t"), &[&["a", "one and more"], &["b", "two"]]);
        refused(
            "Parameter\tDescription\na\tone.\n\tAnd more",
            "line 3: found a row without Parameter",
        );
        refused(
            "Parameter\tDescription\na\tone\nand more",
            "line 3: found 'and more' directly below a row",
        );
    }

    #[test]
    fn a_row_with_nothing_but_its_last_cell_goes_on() {
        rows(
            "Parameter\tType\tDescription\na\tString\tOne.\n\t\tMore.\nb\tString\tTwo.",
            &[&["a", "String", "One. More."], &["b", "String", "Two."]],
        );
        rows("Parameter\tDescription\na\tone\n\tand more", &[&["a", "one and more"]]);
        refused(
            "Parameter\tType\tDescription\na\tString\tOne.\n\tString\tMore.",
            "line 3: found a row without Parameter",
        );
    }

    #[test]
    fn marks_of_tables_that_go_on_are_no_rows() {
        let expected: &[&[&str]] = &[&["a", "one"], &["b", "two"]];
        rows("Parameter\tDescription\na\tone\n(continued)\nb\ttwo", expected);
        let pages = "Parameter\tDescription\na\tone\n\nContinued on next page\n\nb\ttwo";
        rows(pages, expected);
    }

    #[test]
    fn a_cell_that_several_rows_share_is_that_of_each() {
        rows(
            "Status Code\tError Code\n400\tA.1\n\n\tA.2\n\nStatus Code\tError Code\n\n\tA.3",
            &[&["400", "A.1"], &["400", "A.2"], &["400", "A.3"]],
        );
    }

    #[test]
    fn the_last_cell_may_be_empty() {
        let expected: &[&[&str]] = &[&["a", "No", ""], &["b", "No", "two"]];
        rows("Parameter\tMandatory\tDescription\na\tNo\t\nb\tNo\ttwo\t", expected);
    }
}
