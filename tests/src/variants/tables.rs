//! Tables as other programs write them: other orders of columns, marks around cells, rows with more.

use super::Kind;
use super::dice::Dice;
use super::sheet::{Role, Sheet};

pub(super) const KINDS: &[Kind] = &[
    Kind::lines("columns-reordered", columns_reordered),
    Kind::lines("columns-added", columns_added),
    Kind::lines("columns-in-other-case", columns_in_other_case),
    Kind::lines("cells-bold", cells_bold),
    Kind::lines("cells-quoted", cells_quoted),
    Kind::lines("cells-in-paragraphs", cells_in_paragraphs),
    Kind::lines("names-in-code", names_in_code),
    Kind::lines("tabs-doubled", tabs_doubled),
    Kind::lines("tabs-doubled-in-tables", tabs_doubled_in_tables),
    Kind::lines("lines-between-rows", lines_between_rows),
    Kind::lines("types-of-lists", types_of_lists),
    Kind::lines("flags-with-remarks", flags_with_remarks),
    Kind::lines("stops-behind-descriptions", stops_behind_descriptions),
];

/// The tables: header, and the line behind the last row that follows without a gap.
fn tables(sheet: &Sheet) -> Vec<(usize, usize)> {
    let headers = sheet.all(&[Role::Header]).into_iter();
    let end_of = |header: usize| {
        (header + 1..).find(|&at| sheet.role(at) != Role::Row).expect("a table ends")
    };
    headers.map(|header| (header, end_of(header))).collect()
}

/// Puts the columns of tables into another order, wherever the same header stands.
fn columns_reordered(sheet: &mut Sheet, dice: &mut Dice) {
    let tables = tables(sheet);
    let of_fields = |&(header, _): &(usize, usize)| {
        let cells = sheet.cells(header);
        cells.contains(&"Description") && cells.contains(&"Type") && cells.contains(&"Parameter")
    };
    // A piece of a table below a page break has the order of the whole table.
    let places = dice.places(tables.iter().copied().filter(of_fields).collect());
    let is_last_first = dice.coin();
    let order = |count: usize| -> Vec<usize> {
        match (is_last_first, count) {
            (true, _) => std::iter::once(count - 1).chain(0..count - 1).collect(),
            (false, 4) => vec![0, 2, 1, 3],
            (false, _) => (0..count).rev().collect(),
        }
    };
    for place in places {
        let pieces = pieces(sheet, &tables, place.0);
        let width = sheet.cells(place.0).len();
        let is_even = |at: usize| sheet.cells(at).len() == width;
        if !pieces.iter().all(|&(header, end)| (header..end).all(is_even)) {
            continue;
        }
        let order = order(width);
        for (header, end) in pieces {
            for at in header..end {
                let cells = sheet.cells(at);
                let row: Vec<&str> = order.iter().map(|&from| cells[from]).collect();
                let row = row.join("\t");
                sheet.set(at, row);
            }
        }
    }
}

/// The pieces of the table that a header belongs to: nothing but blank lines stands between them.
fn pieces(sheet: &Sheet, tables: &[(usize, usize)], header: usize) -> Vec<(usize, usize)> {
    let index = tables.iter().position(|(start, _)| *start == header).expect("it is one of them");
    let touches = |above: &(usize, usize), below: &(usize, usize)| {
        (above.1..below.0).all(|at| sheet.role(at) == Role::Blank)
    };
    let mut first = index;
    while first > 0 && touches(&tables[first - 1], &tables[first]) {
        first -= 1;
    }
    let mut last = index;
    while last + 1 < tables.len() && touches(&tables[last], &tables[last + 1]) {
        last += 1;
    }
    tables[first..=last].to_vec()
}

/// A first column that counts the rows, or a last one without anything.
fn columns_added(sheet: &mut Sheet, dice: &mut Dice) {
    let tables = tables(sheet);
    let style = dice.below(3);
    for (header, end) in dice.places(tables) {
        for at in header..end {
            let row = sheet.get(at);
            let row = match style {
                0 if at == header => format!("No.\t{row}"),
                0 => format!("{}\t{row}", at - header),
                1 => format!("\t{row}"),
                _ => format!("{row}\t"),
            };
            sheet.set(at, row);
        }
    }
}

fn columns_in_other_case(sheet: &mut Sheet, dice: &mut Dice) {
    let is_upper = dice.coin();
    let places = dice.places(sheet.all(&[Role::Header]));
    sheet.change(&places, |text| if is_upper { text.to_uppercase() } else { text.to_lowercase() });
}

/// Bold names, types, flags or headers.
fn cells_bold(sheet: &mut Sheet, dice: &mut Dice) {
    let (open, close) = dice.one(&[
        ("**", "**"),
        ("<b>", "</b>"),
        ("<strong>", "</strong>"),
        ("__", "__"),
        ("<B>", "</B>"),
    ]);
    let column = dice.one(&[0, 1, 2]);
    let roles: &[Role] = if dice.coin() { &[Role::Header] } else { &[Role::Row] };
    let rows = sheet.all(roles).into_iter();
    let rows = rows.filter(|&row| {
        let cells = sheet.cells(row);
        cells.len() > column
            && sheet.cells(sheet.header_of(row)).get(column) != Some(&"Description")
            && !cells[column].trim().is_empty()
            && !cells[column].contains(['<', '*'])
    });
    for row in dice.places(rows.collect()) {
        sheet.change_cell((row, column), |cell| format!("{open}{}{close}", cell.trim()));
    }
}

/// A spreadsheet quotes cells.
fn cells_quoted(sheet: &mut Sheet, dice: &mut Dice) {
    let column = dice.one(&[0, 1, 2]);
    let (open, close) = dice.one(&[("\"", "\""), ("“", "”"), ("'", "'")]);
    let rows = sheet.all(&[Role::Row]).into_iter();
    let rows = rows.filter(|&row| {
        let header = sheet.cells(sheet.header_of(row));
        let name = header.get(column).copied().unwrap_or_default();
        sheet.cells(row).len() > column
            && matches!(name, "Parameter" | "Type" | "Mandatory")
            && !sheet.cells(row)[column].trim().is_empty()
            && !sheet.cells(row)[column].contains('"')
    });
    for row in dice.places(rows.collect()) {
        sheet.change_cell((row, column), |cell| format!("{open}{cell}{close}"));
    }
}

fn cells_in_paragraphs(sheet: &mut Sheet, dice: &mut Dice) {
    let (open, close) = dice.one(&[
        ("<p>", "</p>"),
        ("<P>", "</P>"),
        ("<div>", "</div>"),
        ("<span>", "</span>"),
        ("<p align=\"left\">", "</p>"),
        ("<font color=\"red\">", "</font>"),
    ]);
    let column = dice.one(&[0, 1, 2, 3]);
    let rows = sheet.all(&[Role::Row]).into_iter();
    let rows = rows.filter(|&row| {
        let cells = sheet.cells(row);
        cells.len() > column && !cells[column].trim().is_empty() && !cells[column].contains('<')
    });
    for row in dice.places(rows.collect()) {
        sheet.change_cell((row, column), |cell| format!("{open}{cell}{close}"));
    }
}

fn names_in_code(sheet: &mut Sheet, dice: &mut Dice) {
    let (open, close) = dice.one(&[
        ("`", "`"),
        ("``", "``"),
        ("<code>", "</code>"),
        ("<tt>", "</tt>"),
        ("<em>", "</em>"),
        ("*", "*"),
    ]);
    let rows = sheet.all(&[Role::Row]).into_iter();
    let rows = rows.filter(|&row| {
        sheet.column_of(row, "Parameter") == Some(0) && !sheet.cells(row)[0].trim().is_empty()
    });
    for row in dice.places(rows.collect()) {
        sheet.change_cell((row, 0), |cell| format!("{open}{cell}{close}"));
    }
}

/// Two tabs for one in single rows: it cannot be told from an empty cell.
fn tabs_doubled(sheet: &mut Sheet, dice: &mut Dice) {
    let places = dice.places(sheet.all(&[Role::Row]));
    let is_once = dice.coin();
    sheet.change(&places, |text| {
        if is_once { text.replacen('\t', "\t\t", 1) } else { text.replace('\t', "\t\t") }
    });
}

/// Two tabs for one in whole tables.
fn tabs_doubled_in_tables(sheet: &mut Sheet, dice: &mut Dice) {
    let tables = tables(sheet);
    for (header, end) in dice.places(tables) {
        for at in header..end {
            let row = sheet.get(at).replace('\t', "\t\t");
            sheet.set(at, row);
        }
    }
}

/// Rules, dashes or empty rows between rows.
fn lines_between_rows(sheet: &mut Sheet, dice: &mut Dice) {
    let style = dice.below(4);
    let rows = sheet.all(&[Role::Row]).into_iter();
    let rows: Vec<usize> = rows.filter(|&at| sheet.role(at - 1) == Role::Row).collect();
    for at in dice.places(rows) {
        let columns = sheet.cells(at).len();
        let between = match style {
            0 => "-".repeat(60),
            1 => vec!["---"; columns].join("\t"),
            2 => vec![""; columns].join("\t"),
            _ => format!("+{}+", vec!["-----"; columns].join("+")),
        };
        let line = format!("{between}\n{}", sheet.get(at));
        sheet.set(at, line);
    }
}

/// Other words for lists of values and objects.
fn types_of_lists(sheet: &mut Sheet, dice: &mut Dice) {
    let style = dice.below(7);
    let rows = sheet.all(&[Role::Row]).into_iter();
    let types = rows.filter_map(|row| Some((row, sheet.column_of(row, "Type")?)));
    let lists = types.filter(|&(row, column)| sheet.cells(row)[column].starts_with("Array of "));
    for place in dice.places(lists.collect()) {
        sheet.change_cell(place, |cell| {
            let inner = cell.trim_start_matches("Array of ").trim();
            let Some(name) = inner.strip_suffix(" objects") else {
                return match style {
                    0 => format!("Array[{inner}]"),
                    1 => format!("array of {inner}"),
                    2 => format!("List of {inner}"),
                    _ => cell.to_owned(),
                };
            };
            match style {
                0 => format!("Array of {name} object"),
                1 => format!("array of {name} objects"),
                2 => format!("Array<{name}>"),
                3 => format!("List of {name} objects"),
                4 => format!("Array of {name} Objects"),
                5 => format!("List<{name}>"),
                _ => format!("Array of {name}\u{a0}objects"),
            }
        });
    }
}

/// A flag with a mark of a footnote or words in parentheses.
fn flags_with_remarks(sheet: &mut Sheet, dice: &mut Dice) {
    let form =
        dice.one(&["{}*", "{} ", "({})", "{} (see below)", "<p>{}</p>", "{}<br>", "- {}", "• {}"]);
    let rows = sheet.all(&[Role::Row]).into_iter();
    let flags = rows.filter_map(|row| Some((row, sheet.column_of(row, "Mandatory")?)));
    let flags = flags.filter(|&(row, column)| matches!(sheet.cells(row)[column], "Yes" | "No"));
    for place in dice.places(flags.collect()) {
        sheet.change_cell(place, |cell| form.replace("{}", cell));
    }
}

/// A full stop at the end of a description, or none.
fn stops_behind_descriptions(sheet: &mut Sheet, dice: &mut Dice) {
    let is_added = dice.coin();
    let places = sheet.descriptions().into_iter().filter(|&(row, column)| {
        let cell = sheet.cells(row)[column].trim_end();
        let is_plain = !cell.contains(['<', '•', '●']);
        is_plain
            && (cell.ends_with('.') != is_added)
            && cell.ends_with(|c: char| c.is_alphanumeric() || c == '.')
    });
    for place in dice.places(places.collect()) {
        sheet.change_cell(place, |cell| {
            let cell = cell.trim_end();
            match cell.strip_suffix('.') {
                Some(bare) if !is_added => bare.to_owned(),
                _ => format!("{cell}."),
            }
        });
    }
}
