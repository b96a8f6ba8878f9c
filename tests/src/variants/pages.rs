//! Where a page ends: blank lines, form feeds, headers and footers of the page, and what they tear.

use super::Kind;
use super::dice::Dice;
use super::sheet::{Role, Sheet};

pub(super) const KINDS: &[Kind] = &[
    Kind::lines("blank-lines", blank_lines),
    Kind::lines("blank-lines-in-code", blank_lines_in_code),
    Kind::lines("blank-lines-in-lists", blank_lines_in_lists),
    Kind::lines("blank-lines-in-tables", blank_lines_in_tables),
    Kind::lines("table-torn", table_torn),
    Kind::lines("table-torn-below-its-header", table_torn_below_its_header),
    Kind::lines("table-torn-with-its-caption", table_torn_with_its_caption),
    Kind::lines("row-torn", row_torn),
    Kind::lines("row-torn-without-header", row_torn_without_header),
    Kind::lines("fence-torn", fence_torn),
    Kind::lines("paragraph-torn", paragraph_torn),
    Kind::lines("form-feeds", form_feeds),
    Kind::lines("form-feeds-glued", form_feeds_glued),
    Kind::lines("page-numbers", page_numbers),
    Kind::lines("page-numbers-in-tables", page_numbers_in_tables),
    Kind::lines("running-heads", running_heads),
    Kind::lines("running-heads-anywhere", running_heads_anywhere),
];

/// What a converter leaves of the end of a page.
fn gap(dice: &mut Dice) -> String {
    let blank = dice.one(&["", "", " ", "\u{a0}", "  "]);
    std::iter::repeat_n(format!("{blank}\n"), dice.count(4)).collect()
}

/// Puts a text in front of lines.
fn before(sheet: &mut Sheet, places: Vec<usize>, mut text: impl FnMut() -> String) {
    for at in places {
        let line = format!("{}{}", text(), sheet.get(at));
        sheet.set(at, line);
    }
}

/// Between blocks, where there is a blank line already.
fn blank_lines(sheet: &mut Sheet, dice: &mut Dice) {
    let places = dice.places(between_blocks(sheet));
    before(sheet, places, || gap(dice));
}

/// The first lines of blocks with a blank line above them, outside of code and not in the middle of a
/// torn table.
fn between_blocks(sheet: &Sheet) -> Vec<usize> {
    let roles =
        [Role::Section, Role::Heading, Role::Caption, Role::FenceStart, Role::Note, Role::Text];
    let first = sheet.all(&roles).into_iter();
    first.filter(|&at| at > 0 && sheet.role(at - 1) == Role::Blank).collect()
}

fn blank_lines_in_code(sheet: &mut Sheet, dice: &mut Dice) {
    let places = dice.places(inside(sheet, Role::Code));
    before(sheet, places, || gap(dice));
}

fn blank_lines_in_lists(sheet: &mut Sheet, dice: &mut Dice) {
    let places = dice.places(inside(sheet, Role::Item));
    before(sheet, places, || gap(dice));
}

fn blank_lines_in_tables(sheet: &mut Sheet, dice: &mut Dice) {
    let places = dice.places(inside(sheet, Role::Row));
    before(sheet, places, || gap(dice));
}

/// Lines of a role below another line of the same role.
fn inside(sheet: &Sheet, role: Role) -> Vec<usize> {
    let lines = sheet.all(&[role]).into_iter();
    lines.filter(|&at| at > 0 && sheet.role(at - 1) == role).collect()
}

/// A page ends between two rows: the header stands on the next page again.
fn table_torn(sheet: &mut Sheet, dice: &mut Dice) {
    for at in dice.places(inside(sheet, Role::Row)) {
        let header = sheet.get(sheet.header_of(at));
        let line = format!("{}{header}\n{}", gap(dice), sheet.get(at));
        sheet.set(at, line);
    }
}

fn table_torn_below_its_header(sheet: &mut Sheet, dice: &mut Dice) {
    let rows = sheet.all(&[Role::Row]).into_iter();
    let first = rows.filter(|&at| sheet.role(at - 1) == Role::Header).collect();
    for at in dice.places(first) {
        let line = format!("{}{}\n{}", gap(dice), sheet.get(at - 1), sheet.get(at));
        sheet.set(at, line);
    }
}

/// As before, and the title stands on the next page again, with a word that says so.
fn table_torn_with_its_caption(sheet: &mut Sheet, dice: &mut Dice) {
    let is_below_caption = |sheet: &Sheet, header: usize| {
        let caption = (0..header).rev().find(|&at| sheet.role(at) != Role::Blank)?;
        (sheet.role(caption) == Role::Caption && !sheet.get(caption).contains("Status code"))
            .then_some(caption)
    };
    let rows = inside(sheet, Role::Row).into_iter();
    let rows = rows.filter_map(|at| {
        let header = sheet.header_of(at);
        Some((at, header, is_below_caption(sheet, header)?))
    });
    let again = dice.one(&[" (continued)", " (Continued)", " (cont.)", " - continued"]);
    for (at, header, caption) in dice.places(rows.collect()) {
        let (caption, header) = (sheet.get(caption), sheet.get(header));
        let line = format!("{}{caption}{again}\n\n{header}\n{}", gap(dice), sheet.get(at));
        sheet.set(at, line);
    }
}

/// A page ends in the middle of a description; its rest stands in a row without a name.
fn row_torn(sheet: &mut Sheet, dice: &mut Dice) {
    tear_rows(sheet, dice, true);
}

fn row_torn_without_header(sheet: &mut Sheet, dice: &mut Dice) {
    tear_rows(sheet, dice, false);
}

fn tear_rows(sheet: &mut Sheet, dice: &mut Dice, has_header: bool) {
    let long = sheet.descriptions().into_iter();
    let long = long.filter(|&(row, column)| !seams(sheet.cells(row)[column]).is_empty()).collect();
    for (row, column) in dice.places(long) {
        let mut cells: Vec<String> = sheet.cells(row).into_iter().map(str::to_owned).collect();
        let seams = seams(&cells[column]);
        let seam = dice.one(&seams);
        let rest = cells[column].split_off(seam).trim_start().to_owned();
        let mut below = vec![""; cells.len()];
        below[column] = &rest;
        let header = if has_header {
            format!("{}\n", sheet.get(sheet.header_of(row)))
        } else {
            String::new()
        };
        let text = format!("{}\n{}{header}{}", cells.join("\t"), gap(dice), below.join("\t"));
        sheet.set(row, text);
    }
}

/// The spaces of a cell outside of tags.
fn seams(cell: &str) -> Vec<usize> {
    let mut is_tag = false;
    let spaces = cell.char_indices().filter(|&(_, c)| {
        is_tag = (is_tag || c == '<') && c != '>';
        c == ' ' && !is_tag
    });
    spaces.map(|(at, _)| at).filter(|&at| at > 0 && at + 1 < cell.len()).collect()
}

/// A page ends inside of an object: the fence is closed there and opened again.
fn fence_torn(sheet: &mut Sheet, dice: &mut Dice) {
    // No page has fewer lines.
    const LOWEST: usize = 10;
    let mut places: Vec<usize> = Vec::new();
    for start in sheet.all(&[Role::FenceStart]) {
        let mut depth = 0_i32;
        for at in start + 1..sheet.lines.len() {
            if sheet.role(at) == Role::FenceEnd {
                break;
            }
            let is_next_page = places.last().is_none_or(|last| last + LOWEST <= at);
            if depth > 0
                && is_next_page
                && sheet.role(at) == Role::Code
                && !is_inside_string(sheet, start, at)
            {
                places.push(at);
            }
            for c in sheet.get(at).chars() {
                depth += i32::from(matches!(c, '{' | '[')) - i32::from(matches!(c, '}' | ']'));
            }
        }
    }
    let places = dice.places(places);
    before(sheet, places, || format!("```\n{}```\n", gap(dice)));
}

/// Whether a string is open at the start of a line.
fn is_inside_string(sheet: &Sheet, start: usize, at: usize) -> bool {
    let quotes = |line: usize| sheet.get(line).matches('"').count();
    (start..at).map(quotes).sum::<usize>() % 2 == 1
}

/// A page ends in a paragraph or an item, between two words.
fn paragraph_torn(sheet: &mut Sheet, dice: &mut Dice) {
    let lines = sheet.all(&[Role::Text, Role::Item]).into_iter();
    let long: Vec<usize> =
        lines.filter(|&at| sheet.get(at).split(' ').count() > 8 && !marks(sheet.get(at))).collect();
    for at in dice.places(long) {
        let text = sheet.get(at).to_owned();
        let spaces: Vec<usize> = text.match_indices(' ').map(|(at, _)| at).collect();
        let seam = spaces[2 + dice.below(spaces.len() - 4)];
        let gap = gap(dice);
        sheet.set(at, format!("{}\n{gap}{}", &text[..seam], &text[seam + 1..]));
    }
}

/// Whether a text has marks that a page end would tear.
fn marks(text: &str) -> bool {
    text.contains(['[', '<', '`', '*', '{'])
}

fn form_feeds(sheet: &mut Sheet, dice: &mut Dice) {
    let places = dice.places(between_blocks(sheet));
    before(sheet, places, || dice.one(&["\u{c}\n", "\u{c}\n\n", "\n\u{c}\n\n"]).to_owned());
}

fn form_feeds_glued(sheet: &mut Sheet, dice: &mut Dice) {
    let mut places = between_blocks(sheet);
    places.extend(sheet.all(&[Role::Row, Role::Code, Role::Item, Role::Header]));
    let places = dice.places(places);
    before(sheet, places, || "\u{c}".to_owned());
}

/// The number of the page alone, between two blocks.
fn page_numbers(sheet: &mut Sheet, dice: &mut Dice) {
    let style = dice.below(4);
    let places = dice.places(between_blocks(sheet));
    for at in places {
        let line = format!("{}\n\n{}", number(style, at / 40 + 1), sheet.get(at));
        sheet.set(at, line);
    }
}

fn page_numbers_in_tables(sheet: &mut Sheet, dice: &mut Dice) {
    let style = dice.below(4);
    for at in dice.places(inside(sheet, Role::Row)) {
        let header = sheet.get(sheet.header_of(at));
        let number = number(style, at / 40 + 1);
        let line = format!("\n{number}\n\n{header}\n{}", sheet.get(at));
        sheet.set(at, line);
    }
}

fn number(style: usize, page: usize) -> String {
    match style {
        0 => page.to_string(),
        1 => format!("- {page} -"),
        2 => format!("Page {page}"),
        _ => format!("Page {page} of 999"),
    }
}

/// Footer and header of the page between blocks, on every page.
fn running_heads(sheet: &mut Sheet, dice: &mut Dice) {
    let blocks = between_blocks(sheet);
    let body = |at: &usize| sheet.role(*at) != Role::Front;
    turn_pages(sheet, dice, blocks.into_iter().filter(body).collect());
}

/// Footer and header wherever a page ends: in tables, code, lists and paragraphs.
fn running_heads_anywhere(sheet: &mut Sheet, dice: &mut Dice) {
    let mut places = between_blocks(sheet);
    places.extend([Role::Row, Role::Code, Role::Item].into_iter().flat_map(|r| inside(sheet, r)));
    places.retain(|at| sheet.role(*at) != Role::Front);
    places.sort_unstable();
    turn_pages(sheet, dice, places);
}

/// Ends a page at the first possible place after so many lines.
fn turn_pages(sheet: &mut Sheet, dice: &mut Dice, places: Vec<usize>) {
    let height = 30 + dice.below(30);
    let product = "Tea and Taurus";
    let header = dice.one(&["{P}\nAPI Reference", "{P} API Reference", "{P}\tAPI Reference"]);
    let footer = dice.one(&[
        "Issue 01 (2024-12-31) {N}",
        "Issue 01 (2024-12-31)\tCopyright © Makers of Tea Co., Ltd.\t{N}",
        "Copyright © Makers of Tea Co., Ltd.\n{N}",
        "{N}",
    ]);
    let feed = dice.one(&["", "", "\u{c}", "\u{c}\n"]);
    let (mut page, mut last) = (1, 0);
    for at in places {
        if at < last + height {
            continue;
        }
        last = at;
        page += 1;
        let footer = footer.replace("{N}", &page.to_string());
        let header = header.replace("{P}", product);
        let line = format!("\n{footer}\n\n{feed}{header}\n\n{}", sheet.get(at));
        sheet.set(at, line);
    }
}
