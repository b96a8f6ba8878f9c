//! The labels of a description: bold or not, with or without a colon, in a paragraph of their own.

use regex_lite::Regex;

use super::Kind;
use super::dice::Dice;
use super::sheet::Sheet;

pub(super) const KINDS: &[Kind] = &[
    Kind::lines("labels-bold", |sheet, dice| relabel(sheet, dice, "**${1}**: ")),
    Kind::lines("labels-bold-with-colon", |sheet, dice| relabel(sheet, dice, "**${1}:** ")),
    Kind::lines("labels-bold-without-colon", |sheet, dice| relabel(sheet, dice, "**${1}** ")),
    Kind::lines("labels-in-tags", |sheet, dice| relabel(sheet, dice, "<b>${1}</b>: ")),
    Kind::lines("labels-in-strong-tags", |sheet, dice| {
        relabel(sheet, dice, "<strong>${1}:</strong> ");
    }),
    Kind::lines("labels-with-space", |sheet, dice| relabel(sheet, dice, "${1} : ")),
    Kind::lines("labels-glued", |sheet, dice| relabel(sheet, dice, "${1}:")),
    Kind::lines("labels-in-capitals", capitals),
    Kind::lines("labels-in-lower-case", lower_case),
    Kind::lines("labels-on-their-own-line", |sheet, dice| relabel(sheet, dice, "<br>${1}:<br>")),
    Kind::lines("labels-in-paragraphs", paragraphs),
];

/// A label that begins a sentence, behind the end of another one or of a tag.
const LABEL: &str =
    r"(Value range|Values|Default value|Minimum value|Maximum value|Constraints): ?";

fn label(ends: &str) -> Regex {
    Regex::new(&format!("(^|[.>] ?){LABEL}{ends}")).expect("sound")
}

/// Writes the labels of descriptions in another form.
fn relabel(sheet: &mut Sheet, dice: &mut Dice, form: &str) {
    let form = form.replace("${1}", "${2}");
    let label = label("");
    in_cells(sheet, dice, |cell| label.replace_all(cell, format!("${{1}}{form}")).into());
}

fn in_cells(sheet: &mut Sheet, dice: &mut Dice, change: impl Fn(&str) -> String) {
    let cells = sheet.descriptions().into_iter();
    let cells = cells.filter(|&(row, column)| {
        let cell = sheet.cells(row)[column];
        !cell.contains("**") && change(cell) != cell
    });
    for place in dice.places(cells.collect()) {
        sheet.change_cell(place, &change);
    }
}

/// `Value Range:`, each word with a capital.
fn capitals(sheet: &mut Sheet, dice: &mut Dice) {
    let all = dice.coin();
    let label = label("");
    in_cells(sheet, dice, |cell| {
        let replaced = label.replace_all(cell, |found: &regex_lite::Captures<'_>| {
            let words: Vec<String> = found[2].split(' ').map(|word| title(word, all)).collect();
            format!("{}{}: ", &found[1], words.join(" "))
        });
        replaced.into()
    });
}

fn title(word: &str, all: bool) -> String {
    if all { word.to_uppercase() } else { format!("{}{}", word[..1].to_uppercase(), &word[1..]) }
}

fn lower_case(sheet: &mut Sheet, dice: &mut Dice) {
    let label = label("");
    in_cells(sheet, dice, |cell| {
        let replaced = label.replace_all(cell, |found: &regex_lite::Captures<'_>| {
            format!("{}{}: ", &found[1], found[2].to_lowercase())
        });
        replaced.into()
    });
}

/// `A. Value range: 1-9` becomes three paragraphs.
fn paragraphs(sheet: &mut Sheet, dice: &mut Dice) {
    let range = Regex::new(r"^([^<:]+\.) ?(Value range|Default value): ([^<:.]+)$").expect("sound");
    let bold = dice.one(&["", "**"]);
    in_cells(sheet, dice, |cell| {
        let form = format!("<p>${{1}}</p> <p>{bold}${{2}}{bold}</p> <p>${{3}}</p>");
        range.replace_all(cell.trim(), form).into()
    });
}
