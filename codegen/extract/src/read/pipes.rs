//! Tables drawn with pipes, as Markdown has them: `| a | b |`. They become rows with tabs.

use std::borrow::Cow;

use super::line::{is_blank, is_fence};

/// Replaces the rows of such tables; returns the indices of the lines between header and rows.
pub(super) fn to_tabs(lines: &mut [Cow<'_, str>]) -> Vec<usize> {
    if !lines.iter().any(|line| is_rule(line)) {
        return Vec::new();
    }
    let mut rules = Vec::new();
    let mut in_fence = false;
    let mut in_table = false;
    // Whether a pipe opens each row, as it opens the header.
    let mut is_framed = false;
    for at in 0..lines.len() {
        if is_fence(&lines[at]) {
            in_fence = !in_fence;
        }
        if in_fence {
            in_table = false;
            continue;
        }
        let has_rule = lines.get(at + 1).is_some_and(|next| is_rule(next));
        if has_rule && lines[at].contains('|') && width(&lines[at]) == width(&lines[at + 1]) {
            in_table = true;
            is_framed = lines[at].trim_start().starts_with('|');
        } else if in_table && is_rule(&lines[at]) {
            lines[at] = Cow::Borrowed("");
            rules.push(at);
            continue;
        } else if is_blank(&lines[at]) || !lines[at].contains('|') {
            in_table = false;
            continue;
        }
        // Below a page break, a table goes on without its header.
        if in_table || is_closed(&lines[at]) {
            let row = cells(&lines[at], in_table && !is_framed).join("\t");
            lines[at] = Cow::Owned(row);
        }
    }
    rules
}

/// `| --- | :---: |`: the line below the header.
fn is_rule(line: &str) -> bool {
    line.contains('|')
        && line.contains("--")
        && line.bytes().all(|byte| matches!(byte, b'|' | b'-' | b':' | b' ' | b'+'))
}

/// A row with a pipe at both ends.
fn is_closed(line: &str) -> bool {
    let line = line.trim();
    line.len() > 1 && line.starts_with('|') && line.ends_with('|')
}

fn width(line: &str) -> usize {
    cells(line, false).len()
}

/// The cells of a row; `\|` is a pipe in a cell. Without a frame, the first pipe stands behind the first
/// cell, even if that is empty.
fn cells(line: &str, is_open: bool) -> Vec<String> {
    let line = if is_open { line } else { line.trim() };
    let line = line.strip_prefix('|').filter(|_| !is_open).unwrap_or(line);
    let closed = line.strip_suffix('|').filter(|rest| !rest.ends_with('\\') && !is_open);
    let line = closed.unwrap_or(line);
    let mut cells = vec![String::new()];
    let mut escaped = false;
    for c in line.chars() {
        match c {
            '|' if escaped => {
                cells.last_mut().expect("there is one").pop();
                cells.last_mut().expect("there is one").push('|');
            }
            '|' => cells.push(String::new()),
            c => cells.last_mut().expect("there is one").push(c),
        }
        escaped = c == '\\';
    }
    cells.iter().map(|cell| cell.trim().replace('\t', " ")).collect()
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::to_tabs;

    #[track_caller]
    fn becomes(text: &str, expected: &[&str]) {
        let mut lines: Vec<Cow<'_, str>> = text.lines().map(Cow::Borrowed).collect();
        to_tabs(&mut lines);
        assert_eq!(lines, expected);
    }

    #[test]
    fn pipes_become_tabs() {
        becomes(
            "| a | b |\n|---|:-:|\n| 1 |  |\n\n| 2 | x\\|y |",
            &["a\tb", "", "1\t", "", "2\tx|y"],
        );
        becomes("a | b\n--- | ---\n1 | 2\nText", &["a\tb", "", "1\t2", "Text"]);
    }

    #[test]
    fn pipes_elsewhere_stay() {
        becomes("a | b\n\n| c |", &["a | b", "", "| c |"]);
        let code = "```\n| a | b |\n|---|---|\n```";
        becomes(code, &code.lines().collect::<Vec<_>>());
    }
}
