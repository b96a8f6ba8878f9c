//! Tables whose columns stand below rules of `=`.

use super::columns::{Columns, check_length};
use super::element::{Ln, RawRow, RawTable, dedented, is_blank};
use super::nesting::Nesting;
use crate::fault::{Fault, OTHER, quote};

const MOST_COLUMNS: usize = 256;

/// Whether a line is the upper rule of such a table: two columns or more.
pub(super) fn opens(text: &str) -> bool {
    let text = text.trim_end();
    text.starts_with('=') && text.contains(' ') && is_rule(text, b'=')
}

fn is_rule(text: &str, mark: u8) -> bool {
    let text = text.trim_end();
    text.as_bytes().first() == Some(&mark) && text.bytes().all(|byte| byte == mark || byte == b' ')
}

/// The number of lines that the table at the start of the lines takes: to its second rule with
/// nothing below it, or else to its third one.
pub(super) fn length(lines: &[Ln<'_>]) -> Result<usize, Fault> {
    let width = lines[0].text.trim_end().len();
    let mut found = 1;
    for (index, line) in lines.iter().enumerate().skip(1) {
        if !is_rule(line.text, b'=') {
            continue;
        }
        if line.text.trim_end().len() != width {
            return Err(Fault::new(
                line.number,
                format!("the rule of a table {}", quote(line.text.trim_end())),
                format!("a rule as wide as that of {OTHER}"),
            )
            .beside(lines[0].number)
            .advise("restore the rules of the table"));
        }
        found += 1;
        if found == 3 || lines.get(index + 1).is_none_or(|next| is_blank(next.text)) {
            return Ok(index + 1);
        }
    }
    Err(Fault::new(
        lines[0].number,
        "a table without a lower rule",
        "a rule of '=' below its last row",
    )
    .advise("restore the rules of the table, or the lines that are lost"))
}

/// Reads the table that fills the lines.
pub(super) fn read<'a>(lines: &[Ln<'a>], nesting: Nesting) -> Result<RawTable<'a>, Fault> {
    check_length(lines)?;
    let columns = spans(lines[0].text);
    if columns.len() > MOST_COLUMNS {
        return Err(Fault::new(
            lines[0].number,
            format!("a table with {} columns", columns.len()),
            format!("at most {MOST_COLUMNS}"),
        ));
    }
    let mut reading = Reading {
        table: RawTable {
            first_line: lines[0].number,
            last_line: lines[lines.len() - 1].number,
            columns: columns.len(),
            ..RawTable::default()
        },
        columns,
        nesting,
        rows: Vec::new(),
    };
    let inner = &lines[1..lines.len() - 1];
    let mut start = 0;
    for (at, line) in inner.iter().enumerate() {
        let is_head = is_rule(line.text, b'=');
        if is_head || is_rule(line.text, b'-') && is_span(line.text, &reading.columns) {
            // A rule of `-` joins columns of the row above it; one below no row only parts rows.
            let joined = if is_head { reading.columns.clone() } else { spans(line.text) };
            reading.row(&inner[start..at], &joined)?;
            if is_head {
                reading.table.header = std::mem::take(&mut reading.rows);
            }
            start = at + 1;
        } else if !is_blank(reading.first_cell(*line).text) {
            // Lines without a first cell go on with the row above them.
            let columns = reading.columns.clone();
            reading.row(&inner[start..at], &columns)?;
            start = at;
        }
    }
    let columns = reading.columns.clone();
    reading.row(&inner[start..], &columns)?;
    reading.table.rows = reading.rows;
    Ok(reading.table)
}

/// From which column to which each cell below a rule reaches.
fn spans(rule: &str) -> Vec<(usize, usize)> {
    let mut spans = Vec::new();
    let mut at = 0;
    for (index, piece) in rule.trim_end().split(' ').enumerate() {
        at += usize::from(index > 0);
        if !piece.is_empty() {
            spans.push((at, at + piece.len()));
        }
        at += piece.len();
    }
    spans
}

/// Whether the ends of all joined columns are ends of columns.
fn is_span(rule: &str, columns: &[(usize, usize)]) -> bool {
    spans(rule).iter().all(|(from, to)| {
        columns.iter().any(|(start, _)| start == from) && columns.iter().any(|(_, end)| end == to)
    })
}

struct Reading<'a> {
    table: RawTable<'a>,
    columns: Vec<(usize, usize)>,
    nesting: Nesting,
    rows: Vec<RawRow>,
}

impl<'a> Reading<'a> {
    /// The line by columns, measured so that no text stands between two columns.
    fn measured(line: Ln<'a>, columns: &[(usize, usize)]) -> Columns<'a> {
        Columns::of(line, |measured| is_parted(measured, columns))
    }

    fn first_cell(&self, line: Ln<'a>) -> Ln<'a> {
        let (from, to) = self.columns[0];
        Self::measured(line, &self.columns).slice(from, to)
    }

    fn row(&mut self, lines: &[Ln<'a>], columns: &[(usize, usize)]) -> Result<(), Fault> {
        let Some(first) = lines.iter().find(|line| !is_blank(line.text)) else { return Ok(()) };
        let measured: Vec<Columns<'a>> =
            lines.iter().map(|line| Self::measured(*line, columns)).collect();
        if let Some(torn) = measured.iter().find(|line| !is_parted(line, columns)) {
            return Err(Fault::new(
                torn.line.number,
                format!("text between two columns of a table: {}", quote(torn.line.text.trim())),
                "each cell below the rule of its column",
            )
            .advise("restore the spaces between the cells, or the rules of the table"));
        }
        let mut cells = vec![None; self.columns.len()];
        for (index, &(from, to)) in columns.iter().enumerate() {
            let is_last = index + 1 == columns.len();
            let text: Vec<Ln<'a>> = measured
                .iter()
                .map(|line| if is_last { line.rest(from) } else { line.slice(from, to) })
                .map(|line| Ln { text: line.text.trim_end(), ..line })
                .collect();
            let body = self.nesting.read(&dedented(&text))?;
            if let Some(column) = self.columns.iter().position(|(start, _)| *start == from) {
                cells[column] = Some(self.table.bodies.len());
            }
            self.table.bodies.push(body);
        }
        self.rows.push(RawRow { line: first.number, cells });
        Ok(())
    }
}

/// Whether there are only spaces between the columns.
fn is_parted(line: &Columns<'_>, columns: &[(usize, usize)]) -> bool {
    columns.windows(2).all(|pair| is_blank(line.slice(pair[0].1, pair[1].0).text))
}
