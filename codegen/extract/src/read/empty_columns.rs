//! Columns that say nothing: empty from the header to the last row, or with the number of each row.

use std::borrow::Cow;

use super::columns::is_known;
use super::line::{is_blank, is_row};
use crate::text::is_digits;

/// Removes such columns from the rows. The header of the table must be known but for them, and every row
/// must agree: a cell in a column without a name is no mistake to be made good here.
pub(super) fn remove(lines: &mut [Cow<'_, str>]) {
    let mut at = 0;
    while at < lines.len() {
        let Some(surplus) = surplus(&lines[at]) else {
            at += 1;
            continue;
        };
        let rows = rows(lines, at);
        let width = cells(&lines[at]).len();
        let agrees = |row: &usize| {
            let cells = cells(&lines[*row]);
            cells.len() == width
                && (lines[*row] == lines[at]
                    || surplus.iter().all(|&column| cells[column].is_empty())
                    || is_counted(&cells, &surplus))
        };
        if rows.len() > 1 && rows[1..].iter().all(agrees) {
            for row in &rows {
                let kept = cells(&lines[*row]).into_iter().enumerate();
                let kept: Vec<&str> = kept
                    .filter(|(column, _)| !surplus.contains(column))
                    .map(|(_, cell)| cell)
                    .collect();
                lines[*row] = Cow::Owned(kept.join("\t"));
            }
        }
        at = rows.last().map_or(at, |last| *last) + 1;
    }
}

fn cells(line: &str) -> Vec<&str> {
    line.split('\t').map(str::trim).collect()
}

/// Whether a row has its number in the only such column.
fn is_counted(row: &[&str], surplus: &[usize]) -> bool {
    is_digits(row[0]) && surplus.iter().all(|&column| column == 0 || row[column].is_empty())
}

/// The columns of a header that say nothing, if it is a header and has some. Empty ones at its end are no
/// columns at all.
fn surplus(line: &str) -> Option<Vec<usize>> {
    const NUMBERS: [&str; 6] = ["no.", "no", "#", "s/n", "seq", "serial no."];
    if !is_row(line) {
        return None;
    }
    let cells = cells(line);
    let last = cells.iter().rposition(|cell| !cell.is_empty())?;
    let is_surplus = |column: usize| {
        cells[column].is_empty()
            || column == 0 && NUMBERS.contains(&&*cells[0].to_ascii_lowercase())
    };
    let surplus: Vec<usize> = (0..=last).filter(|&column| is_surplus(column)).collect();
    let named = (0..=last).filter(|column| !surplus.contains(column));
    let are_known = named.clone().count() > 1 && named.map(|column| cells[column]).all(is_known);
    (!surplus.is_empty() && are_known).then(|| {
        let end = last + 1..cells.len();
        surplus.into_iter().chain(end).collect()
    })
}

/// The rows of the table that begins with a header, and of its further pages.
fn rows(lines: &[Cow<'_, str>], header: usize) -> Vec<usize> {
    let mut rows = vec![header];
    for (at, line) in lines.iter().enumerate().skip(header + 1) {
        if is_row(line) && !is_blank(line) {
            rows.push(at);
        } else if !is_blank(line) {
            break;
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::remove;

    #[track_caller]
    fn becomes(text: &str, expected: &[&str]) {
        let mut lines: Vec<Cow<'_, str>> = text.lines().map(Cow::Borrowed).collect();
        remove(&mut lines);
        assert_eq!(lines, expected);
    }

    #[test]
    fn columns_that_say_nothing_are_removed() {
        becomes(
            "Parameter\t\tType\t\tDescription\npot\t\tString\t\tIt.\n\t\t\t\tMore.\n\nEnd",
            &["Parameter\tType\tDescription", "pot\tString\tIt.", "\t\tMore.", "", "End"],
        );
        becomes(
            "No.\tName\tType\n1\tpot\tString\n2\tlid\tString",
            &["Name\tType", "pot\tString", "lid\tString"],
        );
        becomes("\tName\tType\t\n\tpot\tString\t", &["Name\tType", "pot\tString"]);
    }

    #[test]
    fn columns_that_may_say_something_stay() {
        for text in [
            "Name\t\tType\npot\tx\tString",
            "Name\t\tType\npot\tString",
            "Name\tType\t\npot\tString\t",
            "pot\t\tString\nlid\t\tString",
            "No.\tName\tType\nx\tpot\tString",
        ] {
            becomes(text, &text.lines().collect::<Vec<_>>());
        }
    }
}
