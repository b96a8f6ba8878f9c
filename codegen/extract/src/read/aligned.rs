//! Tables whose tabs a converter turned into spaces. They become rows with tabs again where that is
//! certain; where it is not, the message for the lines says what happened to them.

use std::borrow::Cow;

use super::columns::is_known;
use super::line::{is_blank, is_fence, is_row};
use crate::text::is_name;

/// Gives the rows below a header of known columns their tabs back, if each row has as many pieces
/// with two or more spaces between them as the header, or its cells begin below those of the header.
pub(super) fn to_tabs(lines: &mut [Cow<'_, str>]) {
    let mut at = 0;
    let mut in_fence = false;
    while at < lines.len() {
        if is_fence(&lines[at]) {
            in_fence = !in_fence;
        }
        if in_fence || !is_spaced_header(&lines[at]) {
            at += 1;
            continue;
        }
        at = mend_table(lines, at);
    }
}

/// Mends the table with that header, over all its pages; returns the first line below it.
fn mend_table(lines: &mut [Cow<'_, str>], header: usize) -> usize {
    let columns = |line: &str| -> Vec<usize> { pieces(line).map(|(start, _)| start).collect() };
    let mut starts = columns(&lines[header]);
    let mut mended: Vec<(usize, String)> = Vec::new();
    let mut at = header;
    while at < lines.len() {
        if is_blank(&lines[at]) {
            at += 1;
            continue;
        }
        // On another page, the columns have other widths.
        if at > header && is_spaced_header(&lines[at]) {
            let again = columns(&lines[at]);
            if again.len() != starts.len() {
                break;
            }
            starts = again;
        }
        match row(&lines[at], &starts) {
            Some(row) => mended.push((at, row)),
            None => break,
        }
        at += 1;
    }
    // A table that stops in the middle of a block keeps its spaces, so that its lines are reported.
    if at > header && at < lines.len() && !is_blank(&lines[at - 1]) {
        return at.max(header + 1);
    }
    for (at, row) in mended {
        lines[at] = Cow::Owned(row);
    }
    at.max(header + 1)
}

/// Whether a line is a header whose columns are separated by spaces.
fn is_spaced_header(line: &str) -> bool {
    !is_row(line)
        && line.contains("  ")
        && pieces(line).count() >= 2
        && pieces(line).all(|(_, piece)| is_known(piece))
}

/// Whether a line is a header whose tabs are lost and cannot be told from its spaces: `Parameter
/// Mandatory Type Description`.
pub(super) fn lost_its_tabs(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let known = words.iter().filter(|word| is_known(word)).count();
    !is_row(line) && words.len() <= 8 && known >= 2 && known * 3 >= words.len() * 2
}

fn row(line: &str, starts: &[usize]) -> Option<String> {
    if is_row(line) || is_fence(line) {
        return None;
    }
    let found: Vec<(usize, &str)> = pieces(line).collect();
    if found.len() == starts.len() {
        return Some(found.iter().map(|(_, piece)| *piece).collect::<Vec<_>>().join("\t"));
    }
    // Cells may be empty if each of the others begins exactly below its column.
    let mut cells = vec![""; starts.len()];
    for (start, piece) in &found {
        let column = starts.iter().position(|column| column == start)?;
        cells[column] = piece;
    }
    let torn = cells[..starts.len() - 1].iter().all(|cell| cell.is_empty());
    (torn || found.len() >= 2 && is_name(cells[0])).then(|| cells.join("\t"))
}

/// The pieces between two or more spaces, each with the letter at which it begins.
fn pieces(line: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    line.split("  ").filter_map(move |piece| {
        let text = piece.trim_start_matches(' ');
        let begin = start + piece.chars().count() - text.chars().count();
        start += piece.chars().count() + 2;
        let text = text.trim_end();
        (!text.is_empty()).then_some((begin, text))
    })
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::{lost_its_tabs, to_tabs};

    #[track_caller]
    fn becomes(text: &str, expected: &[&str]) {
        let mut lines: Vec<Cow<'_, str>> = text.lines().map(Cow::Borrowed).collect();
        to_tabs(&mut lines);
        assert_eq!(lines, expected);
    }

    #[test]
    fn aligned_cells_get_their_tabs_back() {
        becomes(
            "Parameter   Type    Description\npot_shape   String  Its shape.\nlid                 The lid.\n\nText",
            &[
                "Parameter\tType\tDescription",
                "pot_shape\tString\tIts shape.",
                "lid\t\tThe lid.",
                "",
                "Text",
            ],
        );
    }

    #[test]
    fn what_is_not_certain_stays() {
        let text = "Parameter  Type  Description\npot String Its shape.\n\nText  and  text.";
        becomes(text, &text.lines().collect::<Vec<_>>());
        becomes("Text  and  text.", &["Text  and  text."]);
        assert!(lost_its_tabs("Parameter Mandatory Type Description"));
        assert!(lost_its_tabs("Parameter Name  Type Description"));
        assert!(!lost_its_tabs("Type a few words here."));
    }
}
