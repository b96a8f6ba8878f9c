//! Other forms of headings, captions, tables, fences, notes and words that every issue has.

use super::Kind;
use super::dice::Dice;
use super::sheet::{Role, Sheet};

pub(super) const KINDS: &[Kind] = &[
    Kind::lines("captions", captions),
    Kind::lines("headings", headings),
    Kind::lines("section-headings", section_headings),
    Kind::lines("status-headings", status_headings),
    Kind::lines("headings-without-blank-lines", headings_without_blank_lines),
    Kind::lines("captions-without-blank-lines", captions_without_blank_lines),
    Kind::lines("contents", contents),
    Kind::lines("notes", notes),
    Kind::lines("fences", fences),
    Kind::lines("fences-dropped", fences_dropped),
    Kind::lines("none", none),
    Kind::lines("pipe-tables", pipe_tables),
    Kind::lines("flags", flags),
    Kind::lines("columns", columns),
    Kind::lines("spaces-for-tabs", spaces_for_tabs),
    Kind::lines("types-in-other-case", types_in_other_case),
];

fn captions(sheet: &mut Sheet, dice: &mut Dice) {
    let style = dice.below(6);
    let lines = sheet.all(&[Role::Caption]).into_iter();
    let plain = lines.filter(|&at| !sheet.get(at).contains("Status")).collect();
    let places = dice.places(plain);
    sheet.change(&places, |text| {
        let bare = text.replace("**", "");
        let rest = bare.trim().strip_prefix("Table ").unwrap_or(&bare);
        let (number, title) = rest.split_once(' ').unwrap_or((rest, ""));
        match style {
            0 => format!("**Table {number}** {title}"),
            1 => format!("Table {number} {title}"),
            2 => format!("**Table {number} {title}**"),
            3 => format!("Table {number}: {title}"),
            4 => format!("Table {number}. {title}"),
            _ => format!("<b>Table {number}</b> {title}"),
        }
    });
}

fn headings(sheet: &mut Sheet, dice: &mut Dice) {
    let style = dice.below(6);
    let lines = sheet.all(&[Role::Heading]).into_iter();
    let places = dice.places(lines.filter(|&at| !sheet.get(at).contains("Status code")).collect());
    sheet.change(&places, |text| match style {
        0 => format!("#### {text}"),
        1 => format!("**{text}**"),
        2 => format!("{text}:"),
        3 => text.to_uppercase(),
        4 => format!("### **{text}**"),
        _ => format!("<h4>{text}</h4>"),
    });
}

fn section_headings(sheet: &mut Sheet, dice: &mut Dice) {
    let style = dice.below(5);
    let lines = sheet.all(&[Role::Section]).into_iter();
    let whole = lines
        .filter(|&at| sheet.role(at + 1) != Role::Section && sheet.role(at - 1) != Role::Section);
    let places = dice.places(whole.collect());
    sheet.change(&places, |text| match style {
        0 => format!("# {text}"),
        1 => format!("### {text}"),
        2 => format!("**{text}**"),
        3 => text.replacen([' ', '\t'], "\t", 1),
        _ => text.replacen([' ', '\t'], "  ", 1),
    });
}

fn status_headings(sheet: &mut Sheet, dice: &mut Dice) {
    let style = dice.below(6);
    let lines = sheet.all(&[Role::Heading]).into_iter();
    let places = dice.places(lines.filter(|&at| sheet.get(at).contains("Status code: ")).collect());
    sheet.change(&places, |text| match style {
        0 => format!("**{}**", text.trim_matches('*')),
        1 => text.replace("Status code", "Status Code"),
        2 => text.replace("code: ", "code "),
        3 => text.replace("code: ", "code:"),
        4 => text.replace("code: ", "code："),
        _ => format!("#### {text}"),
    });
}

fn headings_without_blank_lines(sheet: &mut Sheet, dice: &mut Dice) {
    close_up(sheet, dice, Role::Heading);
}

fn captions_without_blank_lines(sheet: &mut Sheet, dice: &mut Dice) {
    close_up(sheet, dice, Role::Caption);
}

/// Removes the blank lines below lines of a role.
fn close_up(sheet: &mut Sheet, dice: &mut Dice, role: Role) {
    let mut places = dice.places(sheet.all(&[role]));
    places.sort_unstable();
    for at in places.into_iter().rev() {
        while sheet.lines.get(at + 1).is_some_and(|line| line.role == Role::Blank) {
            sheet.lines.remove(at + 1);
        }
    }
}

fn contents(sheet: &mut Sheet, dice: &mut Dice) {
    let style = dice.below(7);
    let places = dice.places(sheet.all(&[Role::Contents]));
    sheet.change(&places, |text| {
        let head = text.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
        if head == text.trim_end() {
            // The first line of a long title.
            return text.to_owned();
        }
        let page = text[head.len()..].trim();
        let title = head.trim_end_matches('.');
        match style {
            0 => title.to_owned(),
            1 => format!("{title}..........{page}"),
            2 => format!("{title} . . . . . {page}"),
            3 => format!("{title}\t{page}"),
            4 => format!("{title} {page}"),
            5 => format!("- {title}.....\t{page}"),
            _ => format!("{title}………{page}"),
        }
    });
}

fn notes(sheet: &mut Sheet, dice: &mut Dice) {
    let style = dice.below(5);
    let places = dice.places(sheet.all(&[Role::Note]));
    sheet.change(&places, |text| {
        let word = text.trim_matches(|c: char| !c.is_ascii_alphabetic());
        match style {
            0 => format!("**{word}**"),
            1 => word.to_owned(),
            2 => format!("{word}:"),
            3 => format!("\u{e001} {word}"),
            _ => format!("> **{word}**"),
        }
    });
}

fn fences(sheet: &mut Sheet, dice: &mut Dice) {
    let (open, close) = dice.one(&[
        ("~~~", "~~~"),
        ("```json", "```"),
        ("````", "````"),
        ("  ```", "  ```"),
        ("``` ", "``` "),
        ("```http", "```"),
    ]);
    let starts = dice.places(sheet.all(&[Role::FenceStart]));
    for start in starts {
        let end = (start..sheet.lines.len()).find(|&at| sheet.role(at) == Role::FenceEnd);
        sheet.set(start, open);
        sheet.set(end.expect("a fence ends"), close);
    }
}

/// JSON without its fence.
fn fences_dropped(sheet: &mut Sheet, dice: &mut Dice) {
    let starts = sheet.all(&[Role::FenceStart]).into_iter();
    let json = starts.filter(|&at| sheet.get(at + 1).trim() == "{").collect();
    for start in dice.places(json) {
        let end = (start..sheet.lines.len()).find(|&at| sheet.role(at) == Role::FenceEnd);
        sheet.set(start, "");
        sheet.set(end.expect("a fence ends"), "");
    }
}

/// The word for an empty part.
fn none(sheet: &mut Sheet, dice: &mut Dice) {
    let word = dice.one(&["None", "None.", "none", "N/A", "Null", "**None**", "Not involved."]);
    let lines = sheet.all(&[Role::Text]).into_iter();
    let places = lines.filter(|&at| matches!(sheet.get(at).trim(), "None" | "None."));
    let places = dice.places(places.collect());
    sheet.change(&places, |_| word.to_owned());
}

/// `| a | b |` with a line of dashes below the header.
fn pipe_tables(sheet: &mut Sheet, dice: &mut Dice) {
    let headers = sheet.all(&[Role::Header]).into_iter();
    let has_pipe = |at: usize| sheet.get(at).contains('|');
    let end_of = |header: usize| {
        (header + 1..).find(|&at| !matches!(sheet.role(at), Role::Row)).expect("a table ends")
    };
    let tables = headers.map(|header| (header, end_of(header)));
    let tables: Vec<(usize, usize)> =
        tables.filter(|&(start, end)| !(start..end).any(has_pipe)).collect();
    let is_open = dice.coin();
    for (start, end) in dice.places(tables) {
        let columns = sheet.cells(start).len();
        for at in start..end {
            let row = sheet.cells(at).join(" | ");
            sheet.set(at, if is_open { row } else { format!("| {row} |") });
        }
        let dashes = vec!["---"; columns].join("|");
        let dashes = if is_open { dashes } else { format!("|{dashes}|") };
        let header = format!("{}\n{dashes}", sheet.get(start));
        sheet.set(start, header);
    }
}

/// Other words for mandatory and optional.
fn flags(sheet: &mut Sheet, dice: &mut Dice) {
    let (yes, no) = dice.one(&[
        ("Y", "N"),
        ("yes", "no"),
        ("YES", "NO"),
        ("Mandatory", "Optional"),
        ("True", "False"),
        ("√", "×"),
        ("Required", "Optional"),
        ("M", "O"),
        ("**Yes**", "**No**"),
        ("Yes.", "No."),
    ]);
    let rows = sheet.all(&[Role::Row]).into_iter();
    let flags = rows.filter_map(|row| Some((row, sheet.column_of(row, "Mandatory")?)));
    for place in dice.places(flags.collect()) {
        sheet.change_cell(place, |cell| match cell.trim() {
            "Yes" => yes.to_owned(),
            "No" => no.to_owned(),
            other => other.to_owned(),
        });
    }
}

/// Other words for the columns.
fn columns(sheet: &mut Sheet, dice: &mut Dice) {
    let (column, other) = dice.one(&[
        ("Parameter", "Parameter Name"),
        ("Parameter", "Name"),
        ("Parameter", "Field"),
        ("Parameter", "**Parameter**"),
        ("Mandatory", "Required"),
        ("Mandatory", "Mandatory (Yes/No)"),
        ("Mandatory", "Mandatory or Optional"),
        ("Type", "Parameter Type"),
        ("Type", "Data Type"),
        ("Type", "type"),
        ("Description", "Remarks"),
        ("Description", "Descriptions"),
        ("Description", "Parameter Description"),
        ("Description", "Meaning"),
    ]);
    let headers = sheet.all(&[Role::Header]).into_iter();
    let headers = headers.filter(|&at| sheet.cells(at).contains(&column)).collect();
    // All pages of a table have the same header.
    let first: Vec<String> = dice.places(headers).iter().map(|&at| sheet.get(at).into()).collect();
    let same = sheet.all(&[Role::Header]).into_iter();
    let same: Vec<usize> =
        same.filter(|&at| first.iter().any(|text| text == sheet.get(at))).collect();
    sheet.change(&same, |text| {
        let cells = text.split('\t').map(|cell| if cell == column { other } else { cell });
        cells.collect::<Vec<_>>().join("\t")
    });
}

/// A converter that aligns columns with spaces.
fn spaces_for_tabs(sheet: &mut Sheet, dice: &mut Dice) {
    let spaces = dice.one(&["    ", "  ", " ", "\u{a0}\u{a0}"]);
    let places = dice.places(sheet.all(&[Role::Row, Role::Header]));
    sheet.change(&places, |text| text.replace('\t', spaces));
}

fn types_in_other_case(sheet: &mut Sheet, dice: &mut Dice) {
    let is_upper = dice.coin();
    let rows = sheet.all(&[Role::Row]).into_iter();
    let types = rows.filter_map(|row| Some((row, sheet.column_of(row, "Type")?)));
    let simple = types.filter(|&(row, column)| {
        matches!(sheet.cells(row)[column], "String" | "Integer" | "Boolean" | "Long" | "Object")
    });
    for place in dice.places(simple.collect()) {
        sheet.change_cell(
            place,
            |cell| {
                if is_upper { cell.to_uppercase() } else { cell.to_lowercase() }
            },
        );
    }
}
