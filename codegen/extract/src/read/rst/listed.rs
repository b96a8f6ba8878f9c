//! Tables that are written as lists of lists, or with commas.

use super::element::{Element, Ln, RawRow, RawTable};
use super::nesting::Nesting;
use crate::fault::{Fault, quote};

/// Reads a table from a list whose items are lists of cells.
pub(super) fn read_lists<'a>(
    lines: &[Ln<'a>],
    header_rows: usize,
    nesting: Nesting,
) -> Result<RawTable<'a>, Fault> {
    let number = lines.first().map_or(1, |line| line.number);
    let unfit = |line: u32, found: String| {
        Fault::new(line, found, "a list of rows, each a list of cells, all of the same length")
            .advise("restore the marks of the lists")
    };
    let mut elements = nesting.read(lines)?.into_iter();
    let (Some(Element::List(rows)), None) = (elements.next(), elements.next()) else {
        return Err(unfit(number, "a table of lists that is no list".to_owned()));
    };
    let mut table = RawTable { first_line: number, last_line: number, ..RawTable::default() };
    for row in rows {
        let line = row.first().map_or(number, Element::line);
        let mut inner = row.into_iter();
        let (Some(Element::List(cells)), None) = (inner.next(), inner.next()) else {
            return Err(unfit(line, "a row that is no list of cells".to_owned()));
        };
        push(&mut table, line, cells).map_err(|found| unfit(line, found))?;
    }
    split_header(&mut table, header_rows);
    Ok(table)
}

/// A field of a table with commas: its text by lines.
type Field<'a> = Vec<Ln<'a>>;

/// Reads a table with a mark between its cells, a comma unless the table names another one.
pub(super) fn read_commas<'a>(
    header: &[Ln<'a>],
    lines: &[Ln<'a>],
    header_rows: usize,
    mark: char,
    nesting: Nesting,
) -> Result<RawTable<'a>, Fault> {
    let number = header.iter().chain(lines).next().map_or(1, |line| line.number);
    let mut table = RawTable { first_line: number, last_line: number, ..RawTable::default() };
    let mut records = records(header, mark)?;
    let header_rows = header_rows + records.len();
    records.extend(self::records(lines, mark)?);
    table.doubles_quotes = true;
    // Cells at the end of a row may be left out.
    table.columns = records.iter().map(Vec::len).max().unwrap_or(0);
    for record in records {
        let line =
            record.first().and_then(|field| field.first()).map_or(number, |line| line.number);
        let mut cells = Vec::new();
        for field in record {
            cells.push(nesting.read(&field)?);
        }
        cells.resize(table.columns, Vec::new());
        push(&mut table, line, cells).expect("all rows were made equally long");
    }
    split_header(&mut table, header_rows);
    Ok(table)
}

fn push<'a>(
    table: &mut RawTable<'a>,
    line: u32,
    cells: Vec<Vec<Element<'a>>>,
) -> Result<(), String> {
    if table.columns == 0 {
        table.columns = cells.len();
    }
    if cells.len() != table.columns {
        return Err(format!(
            "a row with {} cells in a table with {} columns",
            cells.len(),
            table.columns
        ));
    }
    let first = table.bodies.len();
    table.rows.push(RawRow { line, cells: (first..first + cells.len()).map(Some).collect() });
    table.bodies.extend(cells);
    Ok(())
}

fn split_header(table: &mut RawTable<'_>, rows: usize) {
    let rest = table.rows.split_off(rows.min(table.rows.len()));
    table.header = std::mem::replace(&mut table.rows, rest);
}

fn records<'a>(lines: &[Ln<'a>], mark: char) -> Result<Vec<Vec<Field<'a>>>, Fault> {
    let mut records = Vec::new();
    let mut rest = lines.iter().copied();
    while let Some(line) = rest.next() {
        if line.text.trim().is_empty() {
            continue;
        }
        let mut record: Vec<Field<'a>> = Vec::new();
        let mut now = line;
        loop {
            now.text = now.text.trim_start_matches(' ');
            let Some(quoted) = now.text.strip_prefix('"') else {
                let (field, after) = now
                    .text
                    .split_once(mark)
                    .map_or((now.text, None), |(field, after)| (field, Some(after)));
                record.push(vec![Ln { text: field.trim(), ..now }]);
                match after {
                    Some(after) => now.text = after,
                    None => break,
                }
                continue;
            };
            let mut field = Vec::new();
            now.text = quoted;
            loop {
                match closing_quote(now.text) {
                    Some(end) => {
                        field.push(Ln { text: &now.text[..end], ..now });
                        now.text = now.text[end + 1..].trim_start_matches(' ');
                        break;
                    }
                    None => {
                        field.push(now);
                        now = rest.next().ok_or_else(|| {
                            Fault::new(
                                line.number,
                                format!("a quoted cell that is never closed: {}", quote(line.text)),
                                "a closing quotation mark",
                            )
                        })?;
                    }
                }
            }
            record.push(field);
            match now.text.strip_prefix(mark) {
                Some(after) => now.text = after,
                None if now.text.trim().is_empty() => break,
                None => {
                    return Err(Fault::new(
                        now.number,
                        format!("{} behind a quoted cell", quote(now.text)),
                        format!("'{mark}' or the end of the row"),
                    ));
                }
            }
        }
        records.push(record);
    }
    Ok(records)
}

/// The quotation mark that closes a cell; two in a row stand for one in the text.
fn closing_quote(text: &str) -> Option<usize> {
    let mut at = 0;
    while let Some(next) = text[at..].find('"') {
        let end = at + next;
        if !text[end + 1..].starts_with('"') {
            return Some(end);
        }
        at = end + 2;
    }
    None
}
