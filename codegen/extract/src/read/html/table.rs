//! Tables: rows and columns, with cells that span several of them.

use super::cell::cell;
use super::links::Links;
use super::text::{all_text, last_line, level};
use super::tree::{Id, Tree};
use crate::fault::{Fault, quote};
use crate::read::document::{Line, Row, Span, Table, Title};

/// The most columns of a table, and the most text that its cells may repeat in other rows.
const MOST_COLUMNS: usize = 100;
const MOST_COPIED: usize = 4_000_000;

/// A cell of the grid.
#[derive(Clone)]
struct Slot {
    id: Id,
    /// Whether the cell begins in this row; otherwise one above spans it.
    is_own: bool,
    /// Whether the cell begins in this column.
    begins: bool,
}

/// A row of the grid.
struct GridRow {
    id: Id,
    slots: Vec<Option<Slot>>,
    in_head: bool,
}

/// What a table says.
pub(super) struct Read {
    /// The table; none if it has a header only.
    pub(super) table: Option<Table>,
    /// Rows with one cell over all columns: text between rows.
    pub(super) between: Vec<Line>,
}

/// Whether a table only arranges what is in it: it has one row without headings of columns, or
/// other tables and headings in its cells.
pub(super) fn is_layout(tree: &Tree, id: Id) -> bool {
    if matches!(tree.attribute(id, "role"), Some("presentation" | "none")) {
        return true;
    }
    let rows = rows(tree, id);
    let has_heading = tree.below(id).any(|id| matches!(tree.name(id), "th" | "thead" | "caption"));
    let arranges = || {
        rows.iter().flat_map(|(row, _)| tree.children(*row)).any(|&cell| {
            tree.below(cell).any(|id| tree.name(id) == "table" || level(tree.name(id)).is_some())
        })
    };
    !has_heading && (rows.len() == 1 || arranges())
}

/// The caption of a table.
pub(super) fn caption(tree: &Tree, id: Id) -> Option<Line> {
    let found = tree.children(id).iter().find(|&&id| tree.name(id) == "caption")?;
    Some(all_text(tree, *found)).filter(|line| !line.text.is_empty())
}

/// The rows of a table, without those of tables in its cells, and whether each is in the head.
fn rows(tree: &Tree, id: Id) -> Vec<(Id, bool)> {
    let mut rows = Vec::new();
    for &part in tree.children(id) {
        match tree.name(part) {
            "tr" => rows.push((part, false)),
            name @ ("thead" | "tbody" | "tfoot") => {
                let own = tree.children(part).iter().filter(|&&id| tree.name(id) == "tr");
                rows.extend(own.map(|&row| (row, name == "thead")));
            }
            _ => {}
        }
    }
    rows
}

/// Reads a table.
pub(super) fn read(
    tree: &Tree,
    id: Id,
    title: Option<Title>,
    links: &Links<'_>,
) -> Result<Read, Fault> {
    let grid = grid(tree, id)?;
    let header = header(tree, &grid);
    let mut between = Vec::new();
    if header == 0 {
        return Ok(Read { table: None, between });
    }
    let columns = columns(tree, &grid[..header]);
    let header_line = text_line(tree, grid[0].id);
    let first = title.as_ref().map_or(header_line, |title| title.line.min(header_line));
    let mut table = Table {
        title,
        columns,
        header_line,
        rows: Vec::new(),
        span: Span::new(first, last_line(tree, id).max(first)),
    };
    let mut copied = 0;
    for row in &grid[header..] {
        let own: Vec<&Slot> = row.slots.iter().flatten().filter(|slot| slot.is_own).collect();
        let texts =
            || row.slots.iter().map(|slot| slot.as_ref().map(|slot| all_text(tree, slot.id).text));
        let repeats_header = own.len() == table.columns.len()
            && texts()
                .zip(&table.columns)
                .all(|(text, column)| text.is_some_and(|text| same_column(&text, column)));
        let is_empty = own.iter().all(|slot| all_text(tree, slot.id).text.is_empty());
        if repeats_header || is_empty {
            continue;
        }
        let spans_all = row.slots.len() == table.columns.len()
            && table.columns.len() > 1
            && row.slots.iter().flatten().all(|slot| slot.is_own && slot.id == own[0].id);
        if spans_all {
            between.push(all_text(tree, own[0].id));
            continue;
        }
        push(tree, &mut table, row, links, &mut copied)?;
    }
    let is_empty = table.rows.is_empty();
    Ok(Read { table: (!is_empty).then_some(table), between })
}

fn push(
    tree: &Tree,
    table: &mut Table,
    row: &GridRow,
    links: &Links<'_>,
    copied: &mut usize,
) -> Result<(), Fault> {
    let line = row_line(tree, row);
    let width = table.columns.len();
    let mut cells: Vec<String> = Vec::with_capacity(width);
    for slot in &row.slots {
        let text = match slot {
            // A cell over several columns says nothing about the others.
            Some(slot) if slot.begins => cell(tree, slot.id, links),
            _ => String::new(),
        };
        if slot.as_ref().is_some_and(|slot| !slot.is_own) {
            *copied += text.len();
        }
        cells.push(text);
    }
    if *copied > MOST_COPIED {
        return Err(Fault::new(line, "cells that repeat too much text", "cells of a few rows"));
    }
    while cells.len() > width && cells.last().is_some_and(String::is_empty) {
        cells.pop();
    }
    let is_spanned = |slot: &Option<Slot>| slot.as_ref().is_some_and(|slot| !slot.is_own);
    let spanned = row.slots.iter().filter(|slot| is_spanned(slot)).count();
    // More than the first cell comes from above: the row says more about what that row is about.
    if row.slots.first().is_some_and(is_spanned)
        && 2 * spanned > width
        && cells.len() <= width
        && let Some(above) = table.rows.last_mut()
    {
        for ((cell, more), slot) in above.cells.iter_mut().zip(cells).zip(&row.slots) {
            if !is_spanned(slot) && !more.is_empty() && *cell != more {
                *cell = format!("{} {}", paragraphs(cell), paragraphs(&more));
            }
        }
        above.continued.push(line);
        return Ok(());
    }
    // Rows of pages may leave out cells at their end that have no text.
    let is_short = cells.len() < width && 2 * cells.len() >= width && cells.len() > 1;
    if is_short && table.columns[cells.len()..].iter().all(|column| may_be_empty(column)) {
        cells.resize(width, String::new());
    }
    if cells.len() != width {
        return Err(Fault::new(
            line,
            format!(
                "a row{} with {} cells: {}",
                of_table(table),
                cells.len(),
                quote(&cells.join(" | "))
            ),
            format!("{width} cells ({})", table.columns.join(", ")),
        )
        .advise("give the row a cell for each column"));
    }
    table.rows.push(Row { line, cells, continued: Vec::new() });
    Ok(())
}

fn paragraphs(cell: &str) -> String {
    if cell.is_empty() || cell.starts_with('<') {
        cell.to_owned()
    } else {
        format!("<p>{cell}</p>")
    }
}

fn of_table(table: &Table) -> String {
    table.title.as_ref().map_or_else(String::new, |title| format!(" of Table {}", title.number))
}

/// The line of a row: where the text of its first own cell begins.
fn row_line(tree: &Tree, row: &GridRow) -> u32 {
    let own = row.slots.iter().flatten().find(|slot| slot.is_own);
    own.map_or(tree.line(row.id), |slot| text_line(tree, slot.id))
}

fn text_line(tree: &Tree, id: Id) -> u32 {
    all_text(tree, id).number
}

/// Lays out the cells of a table, as browsers do.
fn grid(tree: &Tree, id: Id) -> Result<Vec<GridRow>, Fault> {
    let rows = rows(tree, id);
    let mut grid: Vec<GridRow> = Vec::with_capacity(rows.len());
    // For each column, the cell from above and the number of rows that it goes on for.
    let mut open: Vec<Option<(Slot, usize)>> = Vec::new();
    let mut widest = 1;
    for (number, &(row, in_head)) in rows.iter().enumerate() {
        let mut slots: Vec<Option<Slot>> = Vec::new();
        let cells = tree.children(row).iter().filter(|&&id| matches!(tree.name(id), "td" | "th"));
        let mut cells = cells.copied().peekable();
        loop {
            let column = slots.len();
            if let Some(entry) = open.get_mut(column)
                && let Some((slot, left)) = entry
            {
                slots.push(Some(slot.clone()));
                *left -= 1;
                if *left == 0 {
                    *entry = None;
                }
                continue;
            }
            let Some(cell) = cells.next() else {
                // Cells from above may stand further right.
                if open.iter().skip(column).any(Option::is_some) {
                    slots.push(None);
                    continue;
                }
                break;
            };
            let span = |name: &str| {
                let text = tree.attribute(cell, name).unwrap_or_default().trim();
                text.parse::<u64>().unwrap_or(1)
            };
            // In the first row, a cell decides how many columns there are; below, a cell cannot be
            // wider than the rows above it.
            let most = if number == 0 { MOST_COLUMNS + 1 } else { widest.max(column + 1) - column };
            let columns = usize::try_from(span("colspan")).unwrap_or(usize::MAX).clamp(1, most);
            let left = rows.len() - number - 1;
            let below = match span("rowspan") {
                0 => left,
                rows => usize::try_from(rows - 1).unwrap_or(usize::MAX).min(left),
            };
            for offset in 0..columns {
                if column + offset > MOST_COLUMNS {
                    return Err(Fault::new(
                        text_line(tree, row),
                        format!("a row of more than {MOST_COLUMNS} columns"),
                        "a table of a few columns",
                    ));
                }
                let slot = Slot { id: cell, is_own: true, begins: offset == 0 };
                if below > 0 {
                    if open.len() <= column + offset {
                        open.resize(column + offset + 1, None);
                    }
                    let from_above = Slot { is_own: false, ..slot.clone() };
                    open[column + offset] = Some((from_above, below));
                }
                slots.push(Some(slot));
            }
        }
        widest = widest.max(slots.len());
        grid.push(GridRow { id: row, slots, in_head });
    }
    Ok(grid)
}

/// How many rows at the top name the columns.
fn header(tree: &Tree, grid: &[GridRow]) -> usize {
    let in_head = grid.iter().take_while(|row| row.in_head).count();
    if in_head > 0 {
        return in_head;
    }
    let is_heading = |row: &&GridRow| {
        let mut slots = row.slots.iter().flatten();
        !row.slots.is_empty() && slots.all(|slot| tree.name(slot.id) == "th")
    };
    let headings = grid.iter().take_while(is_heading).count();
    headings.max(1).min(grid.len())
}

/// The name of each column: the lowest of its headings.
fn columns(tree: &Tree, header: &[GridRow]) -> Vec<String> {
    let width = header.iter().map(|row| row.slots.len()).max().unwrap_or_default();
    let name = |column: usize| {
        let cells = header.iter().rev().filter_map(|row| row.slots.get(column)?.as_ref());
        let mut names = cells.map(|slot| all_text(tree, slot.id).text);
        names.find(|name| !name.is_empty()).unwrap_or_default()
    };
    let mut names: Vec<String> = (0..width).map(|column| columns_name(&name(column))).collect();
    while names.last().is_some_and(String::is_empty) && names.len() > 1 {
        names.pop();
    }
    names
}

/// The name of a column as the later stages know it.
fn columns_name(text: &str) -> String {
    super::super::columns::name(text)
}

fn same_column(text: &str, column: &str) -> bool {
    columns_name(text) == column
}

/// Whether cells of a column often have no text, so that pages leave them out.
fn may_be_empty(column: &str) -> bool {
    matches!(column, "Description" | "Remarks" | "Troubleshooting")
}
