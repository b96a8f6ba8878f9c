//! Tables that are drawn with rules: `+---+`, `| a |`, `+===+`.

use std::collections::{BTreeMap, BTreeSet};

use super::columns::{Columns, check_length};
use super::element::{Ln, RawRow, RawTable, dedented};
use super::nesting::Nesting;
use crate::fault::{Fault, quote};

/// More columns than any table for people has.
const MOST_COLUMNS: usize = 256;

/// Steps for each letter of a table before its rules count as too tangled to follow.
const STEPS: usize = 64;

/// Whether a line is the upper rule of such a table.
pub(super) fn opens(text: &str) -> bool {
    let text = text.trim_end();
    text.len() > 2 && text.starts_with("+-") && text.ends_with("-+") && is_rule(text, b'-')
}

fn is_rule(text: &str, mark: u8) -> bool {
    text.bytes().all(|byte| byte == b'+' || byte == mark)
}

/// The number of lines that the table at the start of the lines takes.
pub(super) fn length(lines: &[Ln<'_>]) -> usize {
    lines.iter().take_while(|line| line.text.starts_with(['+', '|'])).count()
}

/// A cell by its rules: the lines and columns of its edges.
struct Cell {
    top: usize,
    left: usize,
    bottom: usize,
    right: usize,
}

/// Reads the table that fills the lines.
pub(super) fn read<'a>(lines: &[Ln<'a>], nesting: Nesting) -> Result<RawTable<'a>, Fault> {
    check_length(lines)?;
    let width = lines[0].text.trim_end().len();
    let (first, last) = (lines[0].number, lines[lines.len() - 1].number);
    let drawing: Vec<Columns<'a>> = lines
        .iter()
        .map(|line| {
            let line = Ln { text: line.text.trim_end(), ..*line };
            Columns::of(line, |columns| {
                columns.width() == width && matches!(columns.at(width - 1), Some('|' | '+'))
            })
        })
        .collect();
    check_edges(&drawing, width)?;
    let grid = Grid::new(&drawing, width);
    let cells = grid.cells()?;
    let rows: BTreeSet<usize> = cells.iter().map(|cell| cell.top).collect();
    let columns: BTreeSet<usize> = cells.iter().map(|cell| cell.left).collect();
    if columns.len() > MOST_COLUMNS {
        return Err(Fault::new(
            first,
            format!("a table with {} columns", columns.len()),
            format!("at most {MOST_COLUMNS}"),
        ));
    }
    let index = |set: &BTreeSet<usize>| -> BTreeMap<usize, usize> {
        set.iter().enumerate().map(|(index, &at)| (at, index)).collect()
    };
    let (row_of, column_of) = (index(&rows), index(&columns));
    let mut table = RawTable {
        first_line: first,
        last_line: last,
        columns: columns.len(),
        ..RawTable::default()
    };
    let head = grid.head.map_or(0, |head| rows.range(..head).count());
    let mut all: Vec<RawRow> = rows
        .iter()
        .map(|&top| RawRow { line: lines[top].number + 1, cells: vec![None; columns.len()] })
        .collect();
    for cell in &cells {
        let text: Vec<Ln<'a>> = (cell.top + 1..cell.bottom)
            .map(|row| {
                let line = drawing[row].slice(cell.left + 1, cell.right);
                Ln { text: line.text.trim_end(), ..line }
            })
            .collect();
        let body = nesting.read(&dedented(&text))?;
        let to = rows.range(..cell.bottom).count();
        for row in &mut all[row_of[&cell.top]..to] {
            row.cells[column_of[&cell.left]] = Some(table.bodies.len());
        }
        table.bodies.push(body);
    }
    table.rows = all.split_off(head);
    table.header = all;
    Ok(table)
}

/// Each line must reach from the left edge to the right one; anything else lost or got a letter.
fn check_edges(drawing: &[Columns<'_>], width: usize) -> Result<(), Fault> {
    for columns in drawing {
        let is_edge = |column: usize| matches!(columns.at(column), Some('|' | '+'));
        if columns.width() != width || !is_edge(width - 1) {
            return Err(Fault::new(
                columns.line.number,
                format!(
                    "a line of a table with {} columns of text: {}",
                    columns.width(),
                    quote(columns.line.text.trim())
                ),
                format!("{width}, with '|' or '+' at the end, as in the upper rule of the table"),
            )
            .advise("restore the rules of the table"));
        }
    }
    let last = &drawing[drawing.len() - 1].line;
    if !last.text.starts_with('+') || drawing.len() < 3 {
        return Err(Fault::new(
            last.number,
            format!("the end of a table at {}", quote(last.text)),
            "a rule below its last row",
        )
        .advise("restore the rules of the table, or the lines that are lost"));
    }
    Ok(())
}

struct Grid<'d, 'a> {
    drawing: &'d [Columns<'a>],
    right: usize,
    bottom: usize,
    /// The rule below the header, drawn with `=`.
    head: Option<usize>,
}

impl<'d, 'a> Grid<'d, 'a> {
    fn new(drawing: &'d [Columns<'a>], width: usize) -> Self {
        let is_head = |columns: &Columns<'_>| {
            columns.line.text.starts_with("+=") && is_rule(columns.line.text, b'=')
        };
        let head = drawing.iter().position(is_head);
        Self { drawing, right: width - 1, bottom: drawing.len() - 1, head }
    }

    fn at(&self, row: usize, column: usize) -> char {
        match self.drawing[row].at(column) {
            Some('=') if self.head == Some(row) => '-',
            letter => letter.unwrap_or(' '),
        }
    }

    /// All cells, from the upper left one: the lower left and the upper right corner of each is the
    /// upper left one of another.
    fn cells(&self) -> Result<Vec<Cell>, Fault> {
        let mut steps = STEPS * (self.right + 1) * (self.bottom + 1);
        let mut done: Vec<Option<usize>> = vec![None; self.right];
        let mut corners = BTreeSet::from([(0, 0)]);
        let mut cells = Vec::new();
        while let Some((top, left)) = corners.pop_first() {
            let is_done = |row: usize, column: usize| done[column].is_some_and(|to| row < to);
            if top == self.bottom || left == self.right || is_done(top, left) {
                continue;
            }
            let Some((bottom, right)) = self.scan_right(top, left, &mut steps) else {
                if steps == 0 {
                    return Err(self.broken(top, "rules that cannot be followed"));
                }
                continue;
            };
            done[left..right].fill(Some(bottom));
            corners.extend([(top, right), (bottom, left)]);
            cells.push(Cell { top, left, bottom, right });
        }
        match done.iter().position(|to| *to != Some(self.bottom)) {
            None => Ok(cells),
            Some(column) => {
                Err(self.broken(done[column].unwrap_or(0), "a cell whose rules do not meet"))
            }
        }
    }

    fn broken(&self, row: usize, found: &str) -> Fault {
        let line = &self.drawing[row.min(self.bottom)].line;
        Fault::new(
            line.number,
            format!("{found}, below this rule of a table"),
            "a rule on each side of every cell, with '+' at its corners",
        )
        .advise("restore the rules of the table")
    }

    fn scan_right(&self, top: usize, left: usize, steps: &mut usize) -> Option<(usize, usize)> {
        if self.at(top, left) != '+' {
            return None;
        }
        for right in left + 1..=self.right {
            match step(self.at(top, right), steps)? {
                '+' => {
                    if let Some(bottom) = self.scan_down(top, left, right, steps) {
                        return Some((bottom, right));
                    }
                }
                '-' => {}
                _ => return None,
            }
        }
        None
    }

    fn scan_down(&self, top: usize, left: usize, right: usize, steps: &mut usize) -> Option<usize> {
        for bottom in top + 1..=self.bottom {
            match step(self.at(bottom, right), steps)? {
                '+' => {
                    if self.closes(top, left, bottom, right, steps) {
                        return Some(bottom);
                    }
                }
                '|' => {}
                _ => return None,
            }
        }
        None
    }

    fn closes(
        &self,
        top: usize,
        left: usize,
        bottom: usize,
        right: usize,
        steps: &mut usize,
    ) -> bool {
        let is = |letter: char, mark: char, steps: &mut usize| {
            step(letter, steps).is_some_and(|letter| letter == '+' || letter == mark)
        };
        self.at(bottom, left) == '+'
            && (left + 1..right).rev().all(|column| is(self.at(bottom, column), '-', steps))
            && (top + 1..bottom).rev().all(|row| is(self.at(row, left), '|', steps))
    }
}

/// The letter, if there are steps left.
fn step(letter: char, steps: &mut usize) -> Option<char> {
    *steps = steps.checked_sub(1)?;
    Some(letter)
}
