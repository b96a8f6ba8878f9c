//! Marks: quotes, dashes, bullets, and letters that are printed as one.

use regex_lite::Regex;

use super::Kind;
use super::dice::Dice;
use super::sheet::{Role, Sheet};
use super::spaces::{in_descriptions, in_words};

pub(super) const KINDS: &[Kind] = &[
    Kind::lines("dashes-of-ranges", dashes_of_ranges),
    Kind::lines("bullets-in-cells", bullets_in_cells),
    Kind::lines("bullets-of-letters", bullets_of_letters),
    Kind::lines("bullets-of-lines", bullets_of_lines),
    Kind::lines("quotes", quotes),
    Kind::lines("wide-marks", wide_marks),
    Kind::lines("ligatures", ligatures),
    Kind::lines("ligatures-in-names", ligatures_in_names),
    Kind::lines("ticks", ticks),
    Kind::lines("hyphens", hyphens),
];

/// `1-9`, `1–9`, `1 ~ 9` behind the word range.
fn dashes_of_ranges(sheet: &mut Sheet, dice: &mut Dice) {
    let range =
        Regex::new(r"((?i:range)[^0-9<]{1,12}[0-9,.]*[0-9]) ?[-–] ?([0-9])").expect("sound");
    let dash = dice.one(&["-", "–", "—", " - ", " – ", "~", " ~ ", " to ", "\u{2011}", "\u{2212}"]);
    in_descriptions(sheet, dice, |text| {
        range.replace_all(text, format!("${{1}}{dash}${{2}}")).into()
    });
}

fn bullets_in_cells(sheet: &mut Sheet, dice: &mut Dice) {
    let bullet = dice.one(&["•", "●", "·", "▪", "◦", "\u{f0b7}", "\u{f06c}", "■", "‣", "\u{2043}"]);
    in_descriptions(sheet, dice, |text| text.replace(['•', '●'], bullet));
}

/// Bullets that are letters or dashes elsewhere.
fn bullets_of_letters(sheet: &mut Sheet, dice: &mut Dice) {
    let bullet = dice.one(&["-", "–", "*", "o", "—"]);
    in_descriptions(sheet, dice, |text| text.replace(['•', '●'], bullet));
}

/// Items outside of tables.
fn bullets_of_lines(sheet: &mut Sheet, dice: &mut Dice) {
    let bullet = dice.one(&["-", "–", "•", "●", "·", "▪", "◦", "*", "o", "+", "\u{f0b7}"]);
    let places = dice.places(sheet.all(&[Role::Item]));
    sheet.change(&places, |text| {
        let indent = text.len() - text.trim_start().len();
        let rest = text.trim_start().trim_start_matches(['-', '–', '•', '●']);
        format!("{}{bullet}{rest}", &text[..indent])
    });
}

/// `"word"` becomes `“word”`, and `it's` gets a curly mark too; a quotation mark that is itself a
/// character stays.
fn quotes(sheet: &mut Sheet, dice: &mut Dice) {
    let pair = Regex::new(r#"(^|[ (])"([A-Za-z0-9][^"<>]*)"([ ,.;)]|$)"#).expect("sound");
    let inner = Regex::new(r"([a-z])'([a-z])").expect("sound");
    let (open, close) = dice.one(&[("“", "”"), ("„", "“"), ("«", "»"), ("‘‘", "’’")]);
    in_words(sheet, dice, |text| {
        let text = pair.replace_all(text, format!("${{1}}{open}${{2}}{close}${{3}}"));
        inner.replace_all(&text, "${1}’${2}").into()
    });
}

/// The full-width marks of the language that the document was translated from.
fn wide_marks(sheet: &mut Sheet, dice: &mut Dice) {
    let (mark, wide) = dice.one(&[(": ", "："), (": ", "： "), (", ", "，"), ("; ", "；")]);
    in_descriptions(sheet, dice, |text| text.replace(mark, wide));
}

const LIGATURES: [(&str, &str); 5] =
    [("ffi", "ﬃ"), ("ffl", "ﬄ"), ("fi", "ﬁ"), ("fl", "ﬂ"), ("ff", "ﬀ")];

fn joined(text: &str) -> String {
    LIGATURES.iter().fold(text.to_owned(), |text, (two, one)| text.replace(two, one))
}

fn ligatures(sheet: &mut Sheet, dice: &mut Dice) {
    in_words(sheet, dice, joined);
}

fn ligatures_in_names(sheet: &mut Sheet, dice: &mut Dice) {
    let rows = sheet.all(&[Role::Row]).into_iter();
    let rows = rows.filter(|&row| joined(sheet.cells(row)[0]) != sheet.cells(row)[0]);
    for row in dice.places(rows.collect()) {
        sheet.change_cell((row, 0), joined);
    }
}

/// The marks for yes and no.
fn ticks(sheet: &mut Sheet, dice: &mut Dice) {
    let tick = dice.one(&["✓", "✔", "√", "Yes"]);
    let cross = dice.one(&["×", "✗", "✘", "x", "X", "No"]);
    let rows = sheet.all(&[Role::Row]).into_iter();
    let ticked = rows.filter(|&row| sheet.cells(row).iter().any(|cell| cell.trim() == "√"));
    let places = dice.places(ticked.collect());
    sheet.change(&places, |text| {
        let cells = text.split('\t').map(|cell| match cell.trim() {
            "√" => tick,
            "x" => cross,
            _ => cell,
        });
        cells.collect::<Vec<_>>().join("\t")
    });
}

/// Hyphens in words, and dashes between words, that are printed as another character.
fn hyphens(sheet: &mut Sheet, dice: &mut Dice) {
    let inner = Regex::new(r"([a-z])-([a-z])").expect("sound");
    let hyphen = dice.one(&["\u{2010}", "\u{2011}"]);
    let dash = dice.one(&["–", "—", "\u{2212}"]);
    in_words(sheet, dice, |text| {
        let text = inner.replace_all(text, format!("${{1}}{hyphen}${{2}}"));
        text.replace(" - ", &format!(" {dash} "))
    });
}
