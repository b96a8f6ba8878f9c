//! Spaces: more of them, other ones, and those of narrow columns.

use super::Kind;
use super::dice::Dice;
use super::sheet::{Role, Sheet};

pub(super) const KINDS: &[Kind] = &[
    Kind::lines("doubled-spaces", doubled),
    Kind::lines("nbsp", nbsp),
    Kind::lines("other-spaces", other_spaces),
    Kind::lines("spaces-in-headings", spaces_in_headings),
    Kind::lines("zero-width", zero_width),
    Kind::lines("soft-hyphens", soft_hyphens),
    Kind::lines("trailing-spaces", trailing),
    Kind::lines("trailing-tabs", trailing_tabs),
    Kind::lines("leading-spaces", leading),
    Kind::lines("leading-spaces-of-rows", leading_rows),
    Kind::lines("spaces-before-marks", before_marks),
    Kind::lines("spaces-around-tabs", around_tabs),
    Kind::lines("spaces-in-parentheses", in_parentheses),
    Kind::lines("broken-names", broken_names),
    Kind::lines("broken-types", broken_types),
    Kind::lines("broken-headers", broken_headers),
    Kind::lines("broken-flags", broken_flags),
    Kind::lines("glued-sentences", glued_sentences),
    Kind::lines("glued-marks", glued_marks),
];

/// Lines of running text.
const TEXT: [Role; 2] = [Role::Text, Role::Item];

/// Changes the words of descriptions and of running text, outside of tags and links.
pub(super) fn in_words(sheet: &mut Sheet, dice: &mut Dice, change: impl Fn(&str) -> String) {
    let changed = |text: &str| between_tags(text, &change);
    let cells = sheet.descriptions().into_iter();
    let cells = cells.filter(|&(row, column)| {
        let cell = sheet.cells(row)[column];
        changed(cell) != cell
    });
    let lines = sheet.all(&TEXT).into_iter().filter(|&at| changed(sheet.get(at)) != sheet.get(at));
    let places: Vec<(usize, Option<usize>)> =
        cells.map(|(row, column)| (row, Some(column))).chain(lines.map(|at| (at, None))).collect();
    for (at, column) in dice.places(places) {
        match column {
            Some(column) => sheet.change_cell((at, column), changed),
            None => sheet.change(&[at], changed),
        }
    }
}

/// Changes the descriptions of rows, outside of tags and links.
pub(super) fn in_descriptions(sheet: &mut Sheet, dice: &mut Dice, change: impl Fn(&str) -> String) {
    let changed = |text: &str| between_tags(text, &change);
    let cells = sheet.descriptions().into_iter();
    let cells = cells.filter(|&(row, column)| {
        let cell = sheet.cells(row)[column];
        changed(cell) != cell
    });
    for place in dice.places(cells.collect()) {
        sheet.change_cell(place, changed);
    }
}

/// Changes a text between its tags; what stands in `<…>` stays.
pub(super) fn between_tags(text: &str, change: &dyn Fn(&str) -> String) -> String {
    let mut changed = String::new();
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        let Some(length) = rest[start..].find('>') else { break };
        changed += &change(&rest[..start]);
        changed += &rest[start..=start + length];
        rest = &rest[start + length + 1..];
    }
    changed + &change(rest)
}

fn doubled(sheet: &mut Sheet, dice: &mut Dice) {
    in_words(sheet, dice, |text| text.replace(' ', "  "));
}

fn nbsp(sheet: &mut Sheet, dice: &mut Dice) {
    in_words(sheet, dice, |text| text.replace(' ', "\u{a0}"));
}

fn other_spaces(sheet: &mut Sheet, dice: &mut Dice) {
    let space = dice.one(&["\u{2002}", "\u{2003}", "\u{2007}", "\u{2009}", "\u{202f}", "\u{3000}"]);
    in_words(sheet, dice, |text| text.replace(' ', space));
}

fn spaces_in_headings(sheet: &mut Sheet, dice: &mut Dice) {
    let places = dice.places(sheet.all(&[Role::Section, Role::Heading, Role::Caption]));
    let space = dice.one(&["  ", "\u{a0}", "\u{2003}", "\u{3000}"]);
    sheet.change(&places, |text| text.replace(' ', space));
}

/// A character without width behind each word of some length.
fn zero_width(sheet: &mut Sheet, dice: &mut Dice) {
    let mark = dice.one(&["\u{200b}", "\u{feff}", "\u{2060}", "\u{200c}", "\u{200d}"]);
    in_words(sheet, dice, |text| inside_words(text, mark));
}

/// A mark in the middle of each word of some length.
fn inside_words(text: &str, mark: &str) -> String {
    let words: Vec<String> = text
        .split(' ')
        .map(|word| {
            let half = word.len() / 2;
            let is_plain = word.len() > 5 && word.bytes().all(|b| b.is_ascii_alphabetic());
            if is_plain { format!("{}{mark}{}", &word[..half], &word[half..]) } else { word.into() }
        })
        .collect();
    words.join(" ")
}

fn soft_hyphens(sheet: &mut Sheet, dice: &mut Dice) {
    if dice.coin() {
        return in_words(sheet, dice, |text| inside_words(text, "\u{ad}"));
    }
    let column = dice.one(&[0, 1, 2]);
    let rows = sheet.all(&[Role::Row]).into_iter();
    let rows = rows.filter(|&row| {
        let cell = sheet.cells(row)[column.min(sheet.cells(row).len() - 1)];
        cell.len() > 4 && cell.bytes().all(|b| b.is_ascii_alphabetic() || b == b'_')
    });
    for row in dice.places(rows.collect()) {
        let column = column.min(sheet.cells(row).len() - 1);
        sheet.change_cell((row, column), |cell| {
            let half = cell.len() / 2;
            format!("{}\u{ad}{}", &cell[..half], &cell[half..])
        });
    }
}

fn trailing(sheet: &mut Sheet, dice: &mut Dice) {
    let roles = [
        Role::Section,
        Role::Heading,
        Role::Caption,
        Role::Row,
        Role::FenceStart,
        Role::FenceEnd,
        Role::Code,
        Role::Uri,
        Role::Item,
        Role::Note,
        Role::Text,
        Role::Contents,
    ];
    let space = dice.one(&[" ", "   ", "\u{a0}", " \u{a0}"]);
    let places = dice.places(sheet.all(&roles));
    sheet.change(&places, |text| format!("{text}{space}"));
}

/// Cells that are empty in every row, at the end of a row.
fn trailing_tabs(sheet: &mut Sheet, dice: &mut Dice) {
    let places = dice.places(sheet.all(&[Role::Row, Role::Header]));
    let tabs = dice.one(&["\t", "\t\t", " \t ", "\t\u{a0}"]);
    sheet.change(&places, |text| format!("{text}{tabs}"));
}

fn leading(sheet: &mut Sheet, dice: &mut Dice) {
    let roles = [
        Role::Section,
        Role::Heading,
        Role::Caption,
        Role::FenceStart,
        Role::FenceEnd,
        Role::Uri,
        Role::Item,
        Role::Note,
        Role::Text,
    ];
    let space = dice.one(&[" ", "   ", "\u{a0}", "\u{3000}"]);
    let places = dice.places(sheet.all(&roles));
    sheet.change(&places, |text| format!("{space}{text}"));
}

fn leading_rows(sheet: &mut Sheet, dice: &mut Dice) {
    let space = dice.one(&[" ", "   ", "\u{a0}"]);
    let places = dice.places(sheet.all(&[Role::Row, Role::Header]));
    sheet.change(&places, |text| format!("{space}{text}"));
}

/// `a , b .` The converter itself does so behind bold words.
fn before_marks(sheet: &mut Sheet, dice: &mut Dice) {
    in_words(sheet, dice, |text| {
        let mut spaced = text.to_owned();
        for mark in [". ", ", ", ": ", "; "] {
            spaced = spaced.replace(mark, &format!(" {mark}"));
        }
        spaced
    });
}

fn around_tabs(sheet: &mut Sheet, dice: &mut Dice) {
    let places = dice.places(sheet.all(&[Role::Row, Role::Header]));
    let tab = dice.one(&[" \t ", "\t ", " \t", "\u{a0}\t\u{a0}"]);
    sheet.change(&places, |text| text.replace('\t', tab));
}

fn in_parentheses(sheet: &mut Sheet, dice: &mut Dice) {
    in_words(sheet, dice, |text| {
        // A parenthesis may itself be a character that a value can contain.
        let is_pair = text.matches(" (").count() == text.matches(") ").count();
        let is_clean = !text.contains("()") && !text.contains("(-)") && !text.contains("(_)");
        if is_pair && is_clean {
            text.replace(" (", " ( ").replace(") ", " ) ")
        } else {
            text.into()
        }
    });
}

/// A narrow column breaks a name anywhere.
fn broken_names(sheet: &mut Sheet, dice: &mut Dice) {
    let rows = sheet.all(&[Role::Row]).into_iter();
    let names = rows.filter(|&row| {
        let column = sheet.column_of(row, "Parameter").or_else(|| sheet.column_of(row, "Name"));
        let cell = sheet.cells(row)[0];
        column == Some(0)
            && sheet.column_of(row, "Description").is_some()
            && cell.len() > 6
            && cell.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'))
    });
    for row in dice.places(names.collect()) {
        let seam = 3 + dice.below(sheet.cells(row)[0].len() - 5);
        sheet.change_cell((row, 0), |cell| format!("{} {}", &cell[..seam], &cell[seam..]));
    }
}

fn broken_types(sheet: &mut Sheet, dice: &mut Dice) {
    break_cells(sheet, dice, "Type");
}

fn broken_flags(sheet: &mut Sheet, dice: &mut Dice) {
    break_cells(sheet, dice, "Mandatory");
}

fn break_cells(sheet: &mut Sheet, dice: &mut Dice, column_name: &str) {
    let rows = sheet.all(&[Role::Row]).into_iter();
    let cells = rows.filter_map(|row| Some((row, sheet.column_of(row, column_name)?)));
    let cells = cells.filter(|&(row, column)| {
        let cell = sheet.cells(row)[column];
        // The words of a sentence are not broken: the text does not say which they were.
        let is_sentence = column_name == "Mandatory" && cell.contains(' ');
        cell.is_ascii() && cell.len() > 2 && !is_sentence
    });
    for (row, column) in dice.places(cells.collect()) {
        let seam = 1 + dice.below(sheet.cells(row)[column].len() - 1);
        sheet.change_cell((row, column), |cell| {
            // A space more beside a space is no break.
            let (start, end) = cell.split_at(seam);
            format!("{} {}", start.trim_end(), end.trim_start())
        });
    }
}

fn broken_headers(sheet: &mut Sheet, dice: &mut Dice) {
    for header in dice.places(sheet.all(&[Role::Header])) {
        let column = dice.below(sheet.cells(header).len());
        let length = sheet.cells(header)[column].len();
        if length > 3 {
            let seam = 2 + dice.below(length - 3);
            sheet.change_cell((header, column), |cell| {
                let (start, end) = cell.split_at(seam);
                format!("{} {}", start.trim_end(), end.trim_start())
            });
        }
    }
}

/// `One thing.Another`: the converter joins sentences.
fn glued_sentences(sheet: &mut Sheet, dice: &mut Dice) {
    in_descriptions(sheet, dice, |text| {
        let mut glued = String::new();
        let mut rest = text;
        while let Some(at) = rest.find(". ") {
            let is_word = rest[..at].ends_with(|c: char| c.is_ascii_lowercase());
            let next = &rest[at + 2..];
            let is_sentence = next.starts_with(|c: char| c.is_ascii_uppercase())
                && next[1..].starts_with(|c: char| c.is_ascii_lowercase());
            glued += &rest[..=at];
            if !(is_word && is_sentence) {
                glued.push(' ');
            }
            rest = next;
        }
        glued + rest
    });
}

/// `Values:•a•b`: no spaces around bullets and tags.
fn glued_marks(sheet: &mut Sheet, dice: &mut Dice) {
    let cells = sheet.descriptions().into_iter();
    let cells = cells.filter(|&(row, column)| sheet.cells(row)[column].contains(['•', '●', '<']));
    for place in dice.places(cells.collect()) {
        sheet.change_cell(place, |cell| {
            let mut glued = cell.to_owned();
            for mark in ["•", "●", "<ul", "<p>", "</p>"] {
                glued = glued.replace(&format!(" {mark}"), mark);
            }
            for mark in ["•", "●", "<p>", "</p>"] {
                glued = glued.replace(&format!("{mark} "), mark);
            }
            glued
        });
    }
}
