//! Tags and other marks of a converter: lists, paragraphs, bold words, links, escapes.

use regex_lite::{Captures, Regex};

use super::Kind;
use super::dice::Dice;
use super::sheet::{Role, Sheet};

pub(super) const KINDS: &[Kind] = &[
    Kind::lines("breaks-for-paragraphs", breaks_for_paragraphs),
    Kind::lines("paragraph-attributes", paragraph_attributes),
    Kind::lines("list-attributes", list_attributes),
    Kind::lines("list-in-capitals", list_in_capitals),
    Kind::lines("list-closed", list_closed),
    Kind::lines("list-of-items", list_of_items),
    Kind::lines("list-of-items-and-bullets", list_of_items_and_bullets),
    Kind::lines("list-without-tag", list_without_tag),
    Kind::lines("list-of-breaks", list_of_breaks),
    Kind::lines("bold-forms", bold_forms),
    Kind::lines("bold-dropped", bold_dropped),
    Kind::lines("bold-values-in-back-ticks", bold_values_in_back_ticks),
    Kind::lines("italic-forms", italic_forms),
    Kind::lines("links-dropped", links_dropped),
    Kind::lines("links-elsewhere", links_elsewhere),
    Kind::lines("links-of-tags", links_of_tags),
    Kind::lines("entities", entities),
    Kind::lines("entities-in-types", entities_in_types),
    Kind::lines("escaped-underscores", escaped_underscores),
    Kind::lines("escaped-brackets", escaped_brackets),
    Kind::lines("spans", spans),
];

/// Changes cells of descriptions, tags and all.
pub(super) fn in_cells(sheet: &mut Sheet, dice: &mut Dice, change: impl Fn(&str) -> String) {
    let cells = sheet.descriptions().into_iter();
    let cells = cells.filter(|&(row, column)| {
        let cell = sheet.cells(row)[column];
        change(cell) != cell
    });
    for place in dice.places(cells.collect()) {
        sheet.change_cell(place, &change);
    }
}

/// Changes descriptions and running text, tags and all.
fn in_cells_and_text(sheet: &mut Sheet, dice: &mut Dice, change: impl Fn(&str) -> String) {
    if dice.coin() {
        return in_cells(sheet, dice, change);
    }
    let lines = sheet.all(&[Role::Text, Role::Item]).into_iter();
    let places = dice.places(lines.filter(|&at| change(sheet.get(at)) != sheet.get(at)).collect());
    sheet.change(&places, change);
}

/// `<p>a</p> <p>b</p>` becomes `a<br>b`.
fn breaks_for_paragraphs(sheet: &mut Sheet, dice: &mut Dice) {
    let tag = dice.one(&["<br>", "<br/>", "<br />", " <br> ", "<BR>", "<br clear=\"none\">"]);
    in_cells(sheet, dice, |cell| {
        if cell.contains("<ul") || cell.contains("<ol") {
            return cell.to_owned();
        }
        let cell = cell.replace("</p> <p>", tag).replace("</p><p>", tag);
        cell.replace("<p>", "").replace("</p>", "")
    });
}

fn paragraph_attributes(sheet: &mut Sheet, dice: &mut Dice) {
    let tag = dice.one(&["<p class=\"x\">", "<p id=\"p1\">", "<P>", "<p style='a: b'>"]);
    let end = if tag == "<P>" { "</P>" } else { "</p>" };
    in_cells(sheet, dice, |cell| cell.replace("<p>", tag).replace("</p>", end));
}

const LIST: &str = "<ul style=\"list-style-type: none\">";

fn list_attributes(sheet: &mut Sheet, dice: &mut Dice) {
    let tags =
        ["<ul>", "<ul class=\"x\">", "<ul id=\"a1\" class='b'>", "<ul style='x: y'>", "<ol>"];
    let tag = dice.one(&tags);
    in_cells(sheet, dice, |cell| cell.replace(LIST, tag));
}

fn list_in_capitals(sheet: &mut Sheet, dice: &mut Dice) {
    in_cells(sheet, dice, |cell| cell.replace(LIST, "<UL>"));
}

/// The text before a list that goes on to the end of the cell, and its items.
fn last_list(cell: &str) -> Option<(&str, Vec<&str>)> {
    let start = cell.rfind(LIST)?;
    let (before, list) = (&cell[..start], &cell[start + LIST.len()..]);
    let is_plain =
        !list.contains(['<', '\u{2013}']) && !list.contains("**") && !list.contains("NOTE");
    let items: Vec<&str> = list.split(['•', '●']).skip(1).map(str::trim).collect();
    let is_list = list.trim_start().starts_with(['•', '●'])
        && items.iter().all(|item| !item.is_empty() && !has_label(item));
    (is_plain && is_list).then_some((before, items))
}

/// Whether something else follows an item: a label ends a list without a word.
fn has_label(item: &str) -> bool {
    ["Default", "Constraint", "Range", "Value"].iter().any(|label| item.contains(label))
}

fn list_closed(sheet: &mut Sheet, dice: &mut Dice) {
    in_cells(sheet, dice, |cell| match last_list(cell) {
        Some(_) => format!("{cell}</ul>"),
        None => cell.to_owned(),
    });
}

/// Writes the last list of a cell otherwise.
fn relisted(sheet: &mut Sheet, dice: &mut Dice, list: impl Fn(&[&str]) -> String) {
    in_cells(sheet, dice, |cell| match last_list(cell) {
        Some((before, items)) => format!("{before}{}", list(&items)),
        None => cell.to_owned(),
    });
}

fn list_of_items(sheet: &mut Sheet, dice: &mut Dice) {
    let style = dice.below(4);
    relisted(sheet, dice, |items| match style {
        0 => format!("<ul><li>{}</li></ul>", items.join("</li><li>")),
        1 => format!("<ul> <li>{}</li> </ul>", items.join("</li> <li>")),
        2 => format!("<ul><li>{}</ul>", items.join("<li>")),
        _ => format!("<ul><li><p>{}</p></li></ul>", items.join("</p></li><li><p>")),
    });
}

fn list_of_items_and_bullets(sheet: &mut Sheet, dice: &mut Dice) {
    relisted(sheet, dice, |items| format!("<ul><li>• {}</li></ul>", items.join("</li><li>• ")));
}

fn list_without_tag(sheet: &mut Sheet, dice: &mut Dice) {
    relisted(sheet, dice, |items| format!("• {}", items.join(" • ")));
}

fn list_of_breaks(sheet: &mut Sheet, dice: &mut Dice) {
    let bullet = dice.one(&["• ", "● ", "- ", "* ", "– "]);
    relisted(sheet, dice, |items| items.iter().map(|item| format!("<br>{bullet}{item}")).collect());
}

fn bold() -> Regex {
    Regex::new(r"\*\*([^*<>]+)\*\*").expect("sound")
}

fn bold_forms(sheet: &mut Sheet, dice: &mut Dice) {
    let (open, close) = dice.one(&[
        ("<b>", "</b>"),
        ("<strong>", "</strong>"),
        ("__", "__"),
        ("<B>", "</B>"),
        ("<span class=\"b\">", "</span>"),
        ("***", "***"),
    ]);
    let bold = bold();
    in_cells_and_text(sheet, dice, |text| {
        bold.replace_all(text, |found: &Captures<'_>| format!("{open}{}{close}", &found[1])).into()
    });
}

fn bold_dropped(sheet: &mut Sheet, dice: &mut Dice) {
    let bold = bold();
    in_cells_and_text(sheet, dice, |text| bold.replace_all(text, "${1}").into());
}

fn bold_values_in_back_ticks(sheet: &mut Sheet, dice: &mut Dice) {
    let bold = bold();
    in_cells_and_text(sheet, dice, |text| bold.replace_all(text, "`${1}`").into());
}

fn italic_forms(sheet: &mut Sheet, dice: &mut Dice) {
    let italic = Regex::new(r"<i>([^<>]+)</i>").expect("sound");
    let form = dice.one(&["*${1}*", "<em>${1}</em>", "_${1}_", "${1}", "<var>${1}</var>"]);
    in_cells(sheet, dice, |text| italic.replace_all(text, form).into());
}

fn link() -> Regex {
    Regex::new(r"\[([^\[\]]+)\]\([^()]*\)").expect("sound")
}

fn links_dropped(sheet: &mut Sheet, dice: &mut Dice) {
    let link = link();
    in_cells_and_text(sheet, dice, |text| link.replace_all(text, "${1}").into());
}

fn links_elsewhere(sheet: &mut Sheet, dice: &mut Dice) {
    let target = dice.one(&["https://example.com/a_b.html", "tea_01.html#a1", "#tea_01", "<a b>"]);
    let link = link();
    in_cells_and_text(sheet, dice, |text| {
        link.replace_all(text, format!("[${{1}}]({target})")).into()
    });
}

fn links_of_tags(sheet: &mut Sheet, dice: &mut Dice) {
    let link = link();
    in_cells_and_text(sheet, dice, |text| {
        link.replace_all(text, "<a href=\"tea_01.html\">${1}</a>").into()
    });
}

/// Entities of HTML for the characters of a description.
fn entities(sheet: &mut Sheet, dice: &mut Dice) {
    let (from, to) = dice.one(&[
        (" ", "&nbsp;"),
        ("\"", "&quot;"),
        ("'", "&#39;"),
        ("&", "&amp;"),
        ("•", "&bull;"),
        ("–", "&ndash;"),
        ("-", "&#45;"),
    ]);
    in_cells(sheet, dice, |cell| super::spaces::between_tags(cell, &|text| text.replace(from, to)));
}

fn entities_in_types(sheet: &mut Sheet, dice: &mut Dice) {
    rewrite_types(sheet, dice, |cell| cell.replace('<', "&lt;").replace('>', "&gt;"));
}

/// `Map\<String,String\>`, as converters to Markdown do.
fn escaped_brackets(sheet: &mut Sheet, dice: &mut Dice) {
    rewrite_types(sheet, dice, |cell| cell.replace('<', "\\<").replace('>', "\\>"));
}

fn rewrite_types(sheet: &mut Sheet, dice: &mut Dice, change: impl Fn(&str) -> String) {
    let rows = sheet.all(&[Role::Row]).into_iter();
    let types = rows.filter_map(|row| Some((row, sheet.column_of(row, "Type")?)));
    let types = types.filter(|&(row, column)| sheet.cells(row)[column].contains('<'));
    for place in dice.places(types.collect()) {
        sheet.change_cell(place, &change);
    }
}

/// `project\_id`, as converters to Markdown do.
fn escaped_underscores(sheet: &mut Sheet, dice: &mut Dice) {
    let roles = dice.one(&[Role::Row, Role::Text, Role::Uri, Role::Caption]);
    let lines = sheet.all(&[roles]).into_iter();
    let places = dice.places(lines.filter(|&at| sheet.get(at).contains('_')).collect());
    sheet.change(&places, |text| text.replace('_', "\\_"));
}

fn spans(sheet: &mut Sheet, dice: &mut Dice) {
    in_cells(sheet, dice, |cell| {
        if cell.contains('<') { cell.to_owned() } else { format!("<span>{cell}</span>") }
    });
}
