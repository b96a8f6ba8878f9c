//! Markdown as plain text for a terminal.

use crate::wrapping::wrapped;

/// The text: paragraphs in lines of `width` columns, blocks of code as they are, tables only `with_tables`.
pub(super) fn plain(markdown: &str, width: usize, with_tables: bool) -> String {
    let mut out = String::new();
    let mut paragraph: Vec<&str> = Vec::new();
    let mut is_code = false;
    for line in markdown.lines().chain([""]) {
        let is_fence = line.starts_with("```");
        let is_row = line.starts_with('|');
        if is_fence || is_row || line.is_empty() && !is_code {
            if !paragraph.is_empty() {
                out += &format!("\n{}\n", wrapped(&paragraph.join(" "), "", "", width));
                paragraph.clear();
            }
            if is_fence && !is_code {
                out.push('\n');
            }
            if is_row && with_tables {
                out += &format!("{line}\n");
            }
            is_code ^= is_fence;
        } else if is_code {
            out += &format!("  {line}\n");
        } else {
            paragraph.push(line.trim_start_matches('#').trim());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn code_stays_and_paragraphs_flow() {
        let text = "\nOne `two`\nthree.\n\n```text\ndemo  x\n\ny\n```\n\n| a |\n|---|\n";
        assert_eq!(plain(text, 10, false), "\nOne `two`\nthree.\n\n  demo  x\n  \n  y\n");
        assert_eq!(plain("| a |\n", 10, true), "| a |\n");
    }
}
