//! Our own document in other forms: what converters, editors and other references make of it.

/// Replaces a text everywhere; it must occur.
pub(super) fn all(text: &str, from: &str, to: &str) -> Vec<u8> {
    assert!(text.contains(from), "our document does not contain {from:?}");
    text.replace(from, to).into_bytes()
}

/// Replaces several texts, each of which must occur.
pub(super) fn each(text: &str, pairs: &[(&str, &str)]) -> Vec<u8> {
    let mut text = text.to_owned();
    for (from, to) in pairs {
        text = String::from_utf8(all(&text, from, to)).expect("text stays text");
    }
    text.into_bytes()
}

/// Changes each line of the body.
pub(super) fn lines(text: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    let changed: Vec<String> = text.lines().map(change).collect();
    (changed.join("\n") + "\n").into_bytes()
}

/// Changes each line of chapter 4.
pub(super) fn in_operations(text: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    let start = text.rfind("\n4 APIs (Recommended)\n").expect("the chapter");
    let end = text.rfind("\n5 APIs (Unavailable Soon)\n").expect("the next chapter");
    let changed: Vec<String> = text[start..end].lines().map(change).collect();
    format!("{}{}\n{}", &text[..start], changed.join("\n"), &text[end..]).into_bytes()
}

pub(super) fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

/// Ends a page about every forty lines, with a text for it: where a blank line is, or `anywhere`, also
/// between the rows of a table and within fenced text. The text knows its page and what is above it.
pub(super) fn pages(text: &str, anywhere: bool, page: impl Fn(usize, &str) -> String) -> Vec<u8> {
    let body = text.find("1 Before You Pour\n").expect("the body");
    let mut out = text[..body].to_owned();
    let (mut count, mut pages, mut in_fence) = (0, 0, false);
    let mut rest = text[body..].lines().peekable();
    while let Some(line) = rest.next() {
        in_fence ^= line.trim_start().starts_with("```");
        out += line;
        out.push('\n');
        count += 1;
        let is_row = line.contains('\t') && rest.peek().is_some_and(|next| next.contains('\t'));
        let may_end = line.is_empty() && !in_fence || anywhere && (is_row || in_fence);
        if count >= 40 && may_end {
            pages += 1;
            count = 0;
            let text = page(pages, &out);
            out += &text;
        }
    }
    assert!(pages >= 12, "{pages} pages");
    out.into_bytes()
}

pub(super) fn paged(text: &str, page: impl Fn(usize) -> String) -> Vec<u8> {
    pages(text, false, |n, _| page(n))
}

/// Makes rows with pipes of the rows with tabs.
pub(super) fn piped(text: &str) -> Vec<u8> {
    let body = text.find("1 Before You Pour\n").expect("the body");
    let mut out = text[..body].to_owned();
    let mut before = "";
    let mut in_table = false;
    for line in text[body..].lines() {
        if line.contains('\t') {
            let cells: Vec<String> = line.split('\t').map(|c| c.replace('|', "\\|")).collect();
            out += &format!("| {} |\n", cells.join(" | "));
            if !in_table && !before.contains('\t') {
                out += &format!("|{}\n", " --- |".repeat(cells.len()));
            }
            in_table = true;
        } else {
            in_table = false;
            out += line;
            out.push('\n');
        }
        before = line;
    }
    out.into_bytes()
}

/// Replaces tabs by spaces, so that the cells of each table stand below each other.
pub(super) fn aligned(text: &str) -> Vec<u8> {
    let body = text.find("1 Before You Pour\n").expect("the body");
    let lines: Vec<&str> = text[body..].lines().collect();
    let mut out = text[..body].to_owned();
    let mut at = 0;
    while at < lines.len() {
        let rows = lines[at..].iter().take_while(|line| line.contains('\t')).count();
        let columns = lines[at].split('\t').count();
        let width = |column: usize| {
            let cell = |line: &&str| line.split('\t').nth(column).map_or(0, |c| c.chars().count());
            lines[at..at + rows].iter().map(cell).max().unwrap_or_default()
        };
        let widths: Vec<usize> = (0..columns).map(width).collect();
        for line in &lines[at..at + rows.max(1)] {
            if rows == 0 {
                out += line;
            }
            for (cell, width) in line.split('\t').zip(&widths).filter(|_| rows > 0) {
                out += &format!("{cell:<width$}  ");
            }
            out.push('\n');
        }
        at += rows.max(1);
    }
    out.into_bytes()
}

/// Marks the headings of parts.
pub(super) fn headings(text: &str, mark: impl Fn(&str) -> String) -> Vec<u8> {
    const PARTS: [&str; 12] = [
        "Function",
        "Constraints",
        "URI",
        "Request Parameters",
        "Response Parameters",
        "Request",
        "Response",
        "Example Request",
        "Example Response",
        "Example SDK Code",
        "Status Code",
        "Error Code",
    ];
    lines(text, |line| if PARTS.contains(&line) { mark(line) } else { line.to_owned() })
}

/// Counts the tables of each section from 1, as HTML pages do.
pub(super) fn numbered_in_sections(text: &str, caption: impl Fn(usize, &str) -> String) -> Vec<u8> {
    let body = text.find("1 Before You Pour\n").expect("the body");
    let section = |line: &str| {
        line.split_once([' ', '\t']).is_some_and(|(number, _)| {
            number.contains('.') && number.split('.').all(|n| n.parse::<u8>().is_ok())
        })
    };
    let mut numbers: Vec<(String, usize)> = Vec::new();
    let mut count = 0;
    let mut out = text[..body].to_owned();
    for line in text[body..].lines() {
        if section(line) || line.starts_with("A.") {
            count = 0;
        }
        let bare = line.replace("**", "");
        let title =
            bare.find("Table ").filter(|at| *at == 0 || bare[..*at].starts_with("Status code: "));
        match title.and_then(|at| Some((at, bare[at + 6..].split_once(' ')?))) {
            Some((at, (number, title))) if number.contains('-') && !title.ends_with('.') => {
                count += 1;
                numbers.push((number.to_owned(), count));
                if at > 0 {
                    out += &format!("{}\n\n", &bare[..at]);
                }
                out += &caption(count, title);
            }
            _ => out += line,
        }
        out.push('\n');
    }
    // What refers to a table has its new number, from the last to the first: `4-1` begins `4-19`.
    for (number, count) in numbers.iter().rev() {
        for (lead, end) in [("see Table ", "."), ("see Table ", " "), ("\tTable ", " object")] {
            out = out.replace(&format!("{lead}{number}{end}"), &format!("{lead}{count}{end}"));
        }
    }
    out.into_bytes()
}

/// The title of the table that has a part of the text.
pub(super) fn title_above<'a>(text: &'a str, part: &str) -> &'a str {
    let above = text.split_once(part).expect("the part is in the text").0;
    let title = above.lines().rev().find(|line| line.starts_with("Table "));
    title.expect("a title above it")
}

/// Changes a title of a table.
pub(super) fn titled(line: &str, change: impl Fn(&str, &str) -> String) -> String {
    let Some(rest) = line.strip_prefix("Table ") else { return line.to_owned() };
    match rest.split_once(' ') {
        Some((number, title)) if number.contains('-') && !title.ends_with('.') => {
            change(number, title)
        }
        _ => line.to_owned(),
    }
}

/// Changes a cell of each row that has the columns of a request's parameters.
pub(super) fn cell(line: &str, index: usize, change: impl Fn(&str) -> String) -> String {
    let mut cells: Vec<String> = line.split('\t').map(str::to_owned).collect();
    if cells.len() == 4 && matches!(&*cells[1], "Yes" | "No") {
        cells[index] = change(&cells[index]);
    }
    cells.join("\t")
}

pub(super) fn with_columns(line: &str, change: impl Fn([&str; 4]) -> String) -> String {
    let cells: Vec<&str> = line.split('\t').collect();
    match cells[..] {
        [name, flag, kind, text]
            if matches!(flag.replace(' ', "").as_str(), "Yes" | "No" | "Mandatory" | "")
                && !matches!(kind, "Yes" | "No")
                && text != "Example" =>
        {
            change([name, flag, kind, text])
        }
        _ => line.to_owned(),
    }
}

/// A column says where a request carries each value, in each table of paths, queries and headers.
pub(super) fn placed(text: &str) -> Vec<u8> {
    let mut place = None;
    let changed: Vec<String> = text
        .lines()
        .map(|line| {
            let title = line.strip_prefix("Table ").and_then(|rest| rest.split_once(' '));
            if let Some((_, title)) = title {
                place = ["URI", "Query", "Request header"]
                    .into_iter()
                    .zip(["Path", "query", "Header"])
                    .find_map(|(begin, place)| title.starts_with(begin).then_some(place));
            }
            let cells: Vec<&str> = line.split('\t').collect();
            match (place, &cells[..]) {
                (Some(_), ["Parameter", "Mandatory", "Type", "Description"]) => {
                    format!("{line}\tIn")
                }
                (Some(place), [_, "Yes" | "No", _, _]) => format!("{line}\t{place}"),
                _ => line.to_owned(),
            }
        })
        .collect();
    (changed.join("\n") + "\n").into_bytes()
}

/// Other words for `Yes` and `No` in the cells of flags.
pub(super) fn flags(text: &str, yes: &str, no: &str) -> Vec<u8> {
    lines(text, |line| {
        line.split('\t')
            .enumerate()
            .map(|(at, cell)| match cell {
                "Yes" if at > 0 => yes,
                "No" if at > 0 => no,
                _ => cell,
            })
            .collect::<Vec<_>>()
            .join("\t")
    })
}

/// Another notation for lists of objects.
pub(super) fn arrays(text: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    lines(text, |line| {
        line.split('\t')
            .map(|cell| {
                let name =
                    cell.strip_prefix("Array of ").and_then(|rest| rest.strip_suffix(" objects"));
                name.map_or_else(|| cell.to_owned(), &change)
            })
            .collect::<Vec<_>>()
            .join("\t")
    })
}
