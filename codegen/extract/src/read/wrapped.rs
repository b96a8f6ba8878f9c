//! Marks around the whole of a cell: `**name**`, `<p>Yes</p>`, `"String"`. They are the converter's or
//! those of a spreadsheet.

/// Marks that stand in pairs.
const PAIRS: [&str; 8] = ["***", "**", "__", "``", "`", "*", "\"", "'"];

/// Tags that stand around words.
const TAGS: [&str; 17] = [
    "p", "div", "span", "b", "strong", "em", "i", "u", "code", "tt", "kbd", "samp", "var", "font",
    "small", "a", "li",
];

/// The text of a cell without marks around it.
pub(super) fn bare(cell: &str) -> &str {
    let mut text = cell.trim();
    while let Some(inner) = without_pair(text).or_else(|| without_tag(text)) {
        text = inner.trim();
    }
    text
}

/// The text of a cell without tags around it. A cell of words may begin and end with a mark of its own.
pub(super) fn untagged(cell: &str) -> &str {
    let mut text = cell;
    while let Some(inner) = without_tag(text) {
        text = inner.trim();
    }
    text
}

fn without_pair(text: &str) -> Option<&str> {
    PAIRS.iter().find_map(|mark| {
        let inner = text.strip_prefix(mark)?.strip_suffix(mark)?;
        (!inner.trim().is_empty() && !inner.contains(mark)).then_some(inner)
    })
}

/// The text between a tag and its end, or beside a line break.
fn without_tag(text: &str) -> Option<&str> {
    let lower = text.to_ascii_lowercase();
    for line_break in ["<br>", "<br/>", "<br />"] {
        if lower.starts_with(line_break) {
            return Some(&text[line_break.len()..]);
        }
        if lower.ends_with(line_break) {
            return Some(&text[..text.len() - line_break.len()]);
        }
    }
    let rest = lower.strip_prefix('<')?;
    let name = &rest[..rest.find(|c: char| !c.is_ascii_alphanumeric())?];
    if !TAGS.contains(&name) || !rest[name.len()..].starts_with(['>', ' ']) {
        return None;
    }
    let begin = lower.find('>')? + 1;
    let end = format!("</{name}>");
    match lower[begin..].find(&end) {
        Some(length) if begin + length + end.len() == text.len() => {
            Some(&text[begin..begin + length])
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::bare;

    #[test]
    fn marks_around_cells_are_removed() {
        for cell in [
            "pot",
            " **pot** ",
            "__pot__",
            "`pot`",
            "<p>pot</p>",
            "<P align=\"left\"><b>pot</b></P>",
            "\"pot\"",
            "pot<br>",
            "<strong>**pot**</strong>",
        ] {
            assert_eq!(bare(cell), "pot", "{cell}");
        }
        for cell in ["Map<String,String>", "**a** or **b**", "<b>a</b> b", "\"", "**", "<N>"] {
            assert_eq!(bare(cell), cell);
        }
    }
}
