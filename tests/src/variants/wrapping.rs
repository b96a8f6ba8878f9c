//! Where lines end: paragraphs, URIs, rows and strings of another width.

use super::Kind;
use super::dice::Dice;
use super::sheet::{Role, Sheet, is_request, squeezed};

pub(super) const KINDS: &[Kind] = &[
    Kind::lines("paragraphs-wrapped", paragraphs_wrapped),
    Kind::lines("items-wrapped", items_wrapped),
    Kind::lines("uris-wrapped-at-slashes", uris_wrapped_at_slashes),
    Kind::lines("uris-wrapped-anywhere", uris_wrapped_anywhere),
    Kind::lines("uris-torn", uris_torn),
    Kind::lines("uris-in-code-wrapped", uris_in_code_wrapped),
    Kind::lines("uris-unwrapped", uris_unwrapped),
    Kind::lines("rows-wrapped", rows_wrapped),
    Kind::lines("captions-wrapped", captions_wrapped),
    Kind::lines("headings-wrapped", headings_wrapped),
    Kind::lines("contents-wrapped", contents_wrapped),
    Kind::lines("code-wrapped-in-strings", code_wrapped_in_strings),
    Kind::lines("code-indented", code_indented),
    Kind::lines("code-on-fewer-lines", code_on_fewer_lines),
];

/// Wraps a text at its spaces; what follows begins with `indent`.
fn wrapped(text: &str, width: usize, indent: &str) -> String {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let line = lines.last_mut().expect("there is one");
        if !line.is_empty() && line.chars().count() + word.chars().count() >= width {
            lines.push(format!("{indent}{word}"));
        } else if line.is_empty() {
            line.push_str(word);
        } else {
            *line = format!("{line} {word}");
        }
    }
    lines.join("\n")
}

fn paragraphs_wrapped(sheet: &mut Sheet, dice: &mut Dice) {
    let width = 20 + dice.below(80);
    // A heading that is glued to other text is no paragraph.
    let text = sheet.all(&[Role::Text]).into_iter();
    let places = dice.places(text.filter(|&at| !sheet.get(at).contains("**Status")).collect());
    sheet.change(&places, |text| wrapped(text, width, ""));
}

fn items_wrapped(sheet: &mut Sheet, dice: &mut Dice) {
    let width = 20 + dice.below(80);
    let indent = dice.one(&["", "  ", "   "]);
    let places = dice.places(sheet.all(&[Role::Item]));
    sheet.change(&places, |text| wrapped(text, width, indent));
}

/// The request lines outside of code.
fn requests(sheet: &Sheet) -> Vec<usize> {
    let uris = sheet.all(&[Role::Uri]).into_iter();
    uris.filter(|&at| is_request(sheet.get(at).trim())).collect()
}

/// Where a URI may be cut, behind its host or its first part.
fn cuts(text: &str, is_cut: impl Fn(char, char) -> bool) -> Vec<usize> {
    let start = text.find("//").map_or(0, |at| at + 2);
    let Some(start) = text[start..].find('/').map(|at| start + at + 1) else { return Vec::new() };
    let pairs = text[start..].char_indices().zip(text[start..].chars().skip(1));
    pairs
        .filter(|((_, c), next)| is_cut(*c, *next))
        .map(|((at, c), _)| start + at + c.len_utf8())
        .collect()
}

fn cut_uris(
    sheet: &mut Sheet,
    dice: &mut Dice,
    lines: Vec<usize>,
    seam: &str,
    is_cut: fn(char, char) -> bool,
) {
    let long = lines.into_iter().filter(|&at| !cuts(sheet.get(at), is_cut).is_empty()).collect();
    for at in dice.places(long) {
        let text = sheet.get(at).to_owned();
        let cut = dice.one(&cuts(&text, is_cut));
        sheet.set(at, format!("{}{seam}{}", &text[..cut], &text[cut..]));
    }
}

fn at_slash(c: char, _: char) -> bool {
    matches!(c, '/' | '?' | '&')
}

fn before_slash(c: char, next: char) -> bool {
    at_slash(c, next) || matches!(next, '/' | '?' | '&' | '=')
}

fn anywhere(c: char, _: char) -> bool {
    !c.is_whitespace()
}

fn uris_wrapped_at_slashes(sheet: &mut Sheet, dice: &mut Dice) {
    let lines = requests(sheet);
    cut_uris(sheet, dice, lines, "\n", at_slash);
}

fn uris_wrapped_anywhere(sheet: &mut Sheet, dice: &mut Dice) {
    let lines = requests(sheet);
    cut_uris(sheet, dice, lines, "\n", anywhere);
}

/// A page ends in a URI.
fn uris_torn(sheet: &mut Sheet, dice: &mut Dice) {
    let seam = dice.one(&["\n\n", "\n\n\n", "\n \n\n"]);
    let lines = requests(sheet);
    cut_uris(sheet, dice, lines, seam, before_slash);
}

fn uris_in_code_wrapped(sheet: &mut Sheet, dice: &mut Dice) {
    let lines = sheet.all(&[Role::Code]).into_iter();
    let lines = lines.filter(|&at| is_request(sheet.get(at).trim())).collect();
    let seam = dice.one(&["\n", "\n\n", "\n    "]);
    cut_uris(sheet, dice, lines, seam, at_slash);
}

fn uris_unwrapped(sheet: &mut Sheet, dice: &mut Dice) {
    let rest = sheet.all(&[Role::Uri]).into_iter();
    let rest =
        rest.filter(|&at| sheet.role(at - 1) == Role::Uri && !is_request(sheet.get(at).trim()));
    let mut rest = dice.places(rest.collect());
    rest.sort_unstable();
    // From the end, so that a URI of three lines becomes one.
    for at in rest.into_iter().rev() {
        let whole = format!("{}{}", sheet.get(at - 1).trim_end(), sheet.get(at).trim());
        sheet.set(at - 1, whole);
        sheet.lines.remove(at);
    }
}

/// A converter that keeps the lines of a cell.
fn rows_wrapped(sheet: &mut Sheet, dice: &mut Dice) {
    let long = sheet.descriptions().into_iter();
    let long: Vec<_> =
        long.filter(|&(row, column)| sheet.cells(row)[column].trim().contains(' ')).collect();
    let width = 30 + dice.below(60);
    for place in dice.places(long) {
        sheet.change_cell(place, |cell| wrapped(cell, width, ""));
    }
}

fn captions_wrapped(sheet: &mut Sheet, dice: &mut Dice) {
    wrap_once(sheet, dice, Role::Caption, 2);
}

fn headings_wrapped(sheet: &mut Sheet, dice: &mut Dice) {
    wrap_once(sheet, dice, Role::Section, 2);
}

fn contents_wrapped(sheet: &mut Sheet, dice: &mut Dice) {
    wrap_once(sheet, dice, Role::Contents, 2);
}

/// Wraps lines at one of their spaces, not before the word number `first`.
fn wrap_once(sheet: &mut Sheet, dice: &mut Dice, role: Role, first: usize) {
    let spaces = |text: &str| -> Vec<usize> {
        text.match_indices(' ').map(|(at, _)| at).skip(first).collect()
    };
    let long = sheet.all(&[role]).into_iter();
    // A heading or entry that has two lines already stays.
    let is_whole = |at: usize| {
        sheet.role(at + 1) != Role::Section && (at == 0 || sheet.role(at - 1) != Role::Section)
    };
    let long = long.filter(|&at| !spaces(sheet.get(at)).is_empty() && is_whole(at));
    for at in dice.places(long.collect()) {
        let text = sheet.get(at).to_owned();
        let cut = dice.one(&spaces(&text));
        sheet.set(at, format!("{}\n{}", &text[..cut], &text[cut + 1..]));
    }
}

/// A string of an example that is longer than the line.
fn code_wrapped_in_strings(sheet: &mut Sheet, dice: &mut Dice) {
    let seam = |text: &str| {
        let (_, value) = text.split_once(": \"")?;
        let (inside, _) = value.split_once('"')?;
        let space = inside.find(' ').filter(|&at| at > 1)?;
        (squeezed(inside).len() > 8 && !inside.contains('\\'))
            .then_some(text.len() - value.len() + space)
    };
    let lines = sheet.all(&[Role::Code]).into_iter();
    let lines = lines.filter(|&at| seam(sheet.get(at)).is_some()).collect();
    for at in dice.places(lines) {
        let text = sheet.get(at).to_owned();
        let cut = seam(&text).expect("just checked");
        sheet.set(at, format!("{}\n        {}", &text[..cut], &text[cut + 1..]));
    }
}

fn code_indented(sheet: &mut Sheet, dice: &mut Dice) {
    let indent = dice.one(&["  ", "    ", "\t", "\u{a0}\u{a0}"]);
    let lines = sheet.all(&[Role::Code]).into_iter();
    // Strings that go on in the next line have their own white space.
    let inner = lines.filter(|&at| {
        sheet.get(at).matches('"').count().is_multiple_of(2) && is_json(sheet.get(at).trim())
    });
    let places = dice.places(inner.collect());
    sheet.change(&places, |text| format!("{indent}{text}"));
}

fn is_json(text: &str) -> bool {
    text.starts_with(['{', '}', '[', ']'])
        || text.starts_with('"') && text.contains("\":")
        || text.starts_with('"') && text.contains("\" :")
}

/// Two lines of JSON become one.
fn code_on_fewer_lines(sheet: &mut Sheet, dice: &mut Dice) {
    let lines = sheet.all(&[Role::Code]).into_iter();
    let lines = lines.filter(|&at| {
        let (above, text) = (sheet.get(at - 1).trim(), sheet.get(at).trim());
        let even = |text: &str| text.matches('"').count().is_multiple_of(2);
        sheet.role(at - 1) == Role::Code
            && above.ends_with(['{', '[', ','])
            && is_json(text)
            && even(above)
            && even(text)
    });
    let mut lines = dice.places(lines.collect());
    lines.sort_unstable();
    for at in lines.into_iter().rev() {
        let whole = format!("{} {}", sheet.get(at - 1), sheet.get(at).trim());
        sheet.set(at - 1, whole);
        sheet.lines.remove(at);
    }
}
