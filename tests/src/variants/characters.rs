//! Characters that another program, font or encoding has in the place of those of a keyboard.

use regex_lite::Regex;

use super::Kind;
use super::dice::Dice;
use super::sheet::{Role, Sheet};
use super::spaces::{between_tags, in_descriptions, in_words};
use super::tags::in_cells;

pub(super) const KINDS: &[Kind] = &[
    Kind::lines("values-in-marks", values_in_marks),
    Kind::lines("hyphens-in-names", hyphens_in_names),
    Kind::lines("mojibake", mojibake),
    Kind::lines("control-characters", control_characters),
    Kind::lines("numeric-entities", numeric_entities),
    Kind::lines("entities-twice", entities_twice),
    Kind::lines("entities-in-text", entities_in_text),
    Kind::lines("wide-digits", wide_digits),
    Kind::lines("wide-parentheses", wide_parentheses),
    Kind::lines("escaped-marks", escaped_marks),
    Kind::lines("spaces-after-stops", spaces_after_stops),
    Kind::lines("thousands", thousands),
    Kind::lines("ellipses", ellipses),
    Kind::lines("quotes-in-code", quotes_in_code),
    Kind::lines("spaces-in-code", spaces_in_code),
    Kind::bytes("windows-1252", windows_1252),
];

/// `set to raku` becomes `set to “raku”`, or in bold, or in another mark of a value.
fn values_in_marks(sheet: &mut Sheet, dice: &mut Dice) {
    let value = Regex::new(r"(set to|default value is) ([A-Za-z0-9][A-Za-z0-9_-]*)( ?[.,]| ?$)");
    let value = value.expect("sound");
    let (open, close) = dice.one(&[
        ("“", "”"),
        ("\"", "\""),
        ("'", "'"),
        ("‘", "’"),
        ("**", "**"),
        ("`", "`"),
        ("<b>", "</b>"),
        ("<code>", "</code>"),
        ("*", "*"),
    ]);
    in_descriptions(sheet, dice, |text| {
        value.replace_all(text, format!("${{1}} {open}${{2}}{close}${{3}}")).into()
    });
}

/// `X‑Auth‑Token`, with hyphens at which no line ends.
fn hyphens_in_names(sheet: &mut Sheet, dice: &mut Dice) {
    let hyphen = dice.one(&["\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}", "\u{ad}-", "\u{2212}"]);
    let rows = sheet.all(&[Role::Row]).into_iter();
    let names = rows.filter(|&row| {
        let cell = sheet.cells(row)[0];
        cell.len() > 2
            && cell.contains('-')
            && cell.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    });
    for row in dice.places(names.collect()) {
        sheet.change_cell((row, 0), |cell| cell.replace('-', hyphen));
    }
}

/// UTF-8 that was read as Windows-1252.
fn mojibake(sheet: &mut Sheet, dice: &mut Dice) {
    let (from, to) = dice.one(&[
        ("•", "â€¢"),
        ("–", "â€“"),
        ("\"", "â€œ"),
        ("'", "â€™"),
        (". ", ".\u{c2}\u{a0}"),
        ("●", "â—\u{8f}"),
        ("√", "âˆš"),
    ]);
    let rows = sheet.all(&[Role::Row, Role::Text]).into_iter();
    let places = dice.places(rows.filter(|&at| sheet.get(at).contains(from)).collect());
    sheet.change(&places, |text| between_tags(text, &|text| text.replace(from, to)));
}

/// Marks of Windows-1252 that were read as Latin-1, and characters that show nothing.
fn control_characters(sheet: &mut Sheet, dice: &mut Dice) {
    let (from, to) = dice.one(&[
        ("•", "\u{95}"),
        ("–", "\u{96}"),
        ("\"", "\u{93}"),
        ("'", "\u{92}"),
        (" ", "\u{0}"),
        (" ", " \u{200e}"),
        (" ", "\u{1f} "),
        (" ", "\u{b}"),
        (". ", ".\u{fffd} "),
        (" ", " \u{202a}"),
    ]);
    in_words(sheet, dice, |text| text.replace(from, to));
}

/// Entities by number, in both notations.
fn numeric_entities(sheet: &mut Sheet, dice: &mut Dice) {
    let (from, to) = dice.one(&[
        (" ", "&#xA0;"),
        (" ", "&#160;"),
        (" ", "&#32;"),
        ("•", "&#x2022;"),
        ("•", "&#8226;"),
        ("-", "&#x2D;"),
        ("–", "&#x2013;"),
        ("–", "&#8211;"),
        ("\"", "&#34;"),
        ("\"", "&ldquo;"),
        ("'", "&rsquo;"),
        ("'", "&apos;"),
        (":", "&#58;"),
        (".", "&#46;"),
        ("(", "&#40;"),
        ("_", "&#95;"),
        ("*", "&#42;"),
        ("1", "&#49;"),
        (" ", "&ensp;"),
        ("e", "&#101;"),
    ]);
    in_cells(sheet, dice, |cell| between_tags(cell, &|text| text.replace(from, to)));
}

/// A page that was escaped twice.
fn entities_twice(sheet: &mut Sheet, dice: &mut Dice) {
    let (from, to) = dice.one(&[
        ("\"", "&amp;quot;"),
        (" ", "&amp;nbsp;"),
        ("-", "&amp;#45;"),
        ("•", "&amp;bull;"),
    ]);
    in_cells(sheet, dice, |cell| between_tags(cell, &|text| text.replace(from, to)));
}

fn entities_in_text(sheet: &mut Sheet, dice: &mut Dice) {
    let (from, to) = dice.one(&[
        (" ", "&nbsp;"),
        ("'", "&#39;"),
        ("-", "&#45;"),
        ("/", "&#47;"),
        ("_", "&#x5f;"),
    ]);
    let roles = [Role::Text, Role::Item, Role::Heading, Role::Section, Role::Caption, Role::Uri];
    let role = dice.one(&roles);
    let lines = sheet.all(&[role]).into_iter();
    let places = dice.places(lines.filter(|&at| sheet.get(at).contains(from)).collect());
    sheet.change(&places, |text| match text.split_once(' ') {
        // The number of a section, the word Table and the method stay.
        Some((first, rest)) => format!("{first} {}", rest.replace(from, to)),
        None => text.to_owned(),
    });
}

/// `１００`: digits as wide as a Chinese character.
fn wide_digits(sheet: &mut Sheet, dice: &mut Dice) {
    in_descriptions(sheet, dice, |text| {
        let wide = |c: char| match c {
            '0'..='9' => char::from_u32(u32::from(c) - 0x30 + 0xff10).unwrap_or(c),
            c => c,
        };
        text.chars().map(wide).collect()
    });
}

fn wide_parentheses(sheet: &mut Sheet, dice: &mut Dice) {
    let wide = |text: &str| {
        let is_pair = text.matches(" (").count() == text.matches(')').count()
            && text.matches('(').count() == text.matches(" (").count();
        match is_pair {
            true => text.replace(" (", "（").replace(") ", "）").replace(')', "）"),
            false => text.to_owned(),
        }
    };
    if dice.coin() {
        return in_words(sheet, dice, wide);
    }
    let titles = sheet.all(&[Role::Section, Role::Caption]).into_iter();
    let places = dice.places(titles.filter(|&at| sheet.get(at).contains(" (")).collect());
    sheet.change(&places, wide);
}

/// Converters to Markdown escape what could be a mark.
fn escaped_marks(sheet: &mut Sheet, dice: &mut Dice) {
    let mark = dice.one(&["-", "(", ")", ".", "[", "]", "#", "+", "!", "|", "{", "}"]);
    let links = Regex::new(r"\]\(").expect("sound");
    in_words(sheet, dice, |text| {
        // Special characters that a value may contain stand beside each other.
        let inner =
            Regex::new(&format!(r"([A-Za-z0-9] ?){}([ A-Za-z0-9]|$)", regex_lite::escape(mark)))
                .expect("sound");
        if links.is_match(text) || text.contains(['~', '`', '\\', '&', '$']) {
            return text.to_owned();
        }
        inner
            .replace_all(text, |found: &regex_lite::Captures<'_>| {
                format!("{}\\{mark}{}", &found[1], &found[2])
            })
            .into()
    });
}

fn spaces_after_stops(sheet: &mut Sheet, dice: &mut Dice) {
    in_words(sheet, dice, |text| text.replace(". ", ".  ").replace(": ", ":  "));
}

/// `1,000` and `1000`.
fn thousands(sheet: &mut Sheet, dice: &mut Dice) {
    let without =
        Regex::new(r"(^|[^0-9,.-])([1-9][0-9]{0,2})([0-9]{3})([^0-9,.a-z_-]|$)").expect("sound");
    let with = Regex::new(r"(^|[ \[-])([1-9][0-9]{0,2}),([0-9]{3})([^0-9,]|$)").expect("sound");
    let is_added = dice.coin();
    in_descriptions(sheet, dice, |text| {
        let is_list = text.matches(',').count() > 1 || text.contains('[');
        if is_list {
            return text.to_owned();
        }
        // Only where a range is told: a number in a name or an example stays as it is.
        if !text.contains("range") && !text.contains("Range") {
            return text.to_owned();
        }
        if is_added {
            without.replace_all(text, "${1}${2},${3}${4}").into()
        } else {
            with.replace_all(text, "${1}${2}${3}${4}").into()
        }
    });
}

/// `...` as one character, outside of code.
fn ellipses(sheet: &mut Sheet, dice: &mut Dice) {
    let roles = [Role::Contents, Role::Row, Role::Text];
    let role = dice.one(&roles);
    let lines = sheet.all(&[role]).into_iter();
    let places = dice.places(lines.filter(|&at| sheet.get(at).contains("...")).collect());
    sheet.change(&places, |text| text.replace("...", "…"));
}

/// An editor that sets quotation marks made `“name”` of `"name"` in an example.
fn quotes_in_code(sheet: &mut Sheet, dice: &mut Dice) {
    let pair = Regex::new(r#""([^"]*)""#).expect("sound");
    let (open, close) = dice.one(&[("“", "”"), ("”", "”"), ("„", "“")]);
    let lines = sheet.all(&[Role::Code]).into_iter();
    let json = lines.filter(|&at| {
        let text = sheet.get(at);
        text.contains('"')
            && text.matches('"').count().is_multiple_of(2)
            && !text.contains(['\\', '“', '”', '\''])
    });
    let places = dice.places(json.collect());
    sheet.change(&places, |text| pair.replace_all(text, format!("{open}${{1}}{close}")).into());
}

/// Spaces of another kind where an example is indented.
fn spaces_in_code(sheet: &mut Sheet, dice: &mut Dice) {
    let space = dice.one(&["\u{a0}", "\u{2003}", "\u{3000}", "\t", "\u{feff} "]);
    let lines = sheet.all(&[Role::Code]).into_iter();
    let json = lines.filter(|&at| sheet.get(at).starts_with(' '));
    let places = dice.places(json.collect());
    sheet.change(&places, |text| {
        let code = text.trim_start_matches(' ');
        format!("{}{code}", space.repeat(text.len() - code.len()))
    });
}

/// The encoding of older programs; what it does not have becomes a question mark.
fn windows_1252(text: &str, _: &mut Dice) -> Vec<u8> {
    let byte = |c: char| match c {
        '–' => 0x96,
        '—' => 0x97,
        '•' => 0x95,
        '“' => 0x93,
        '”' => 0x94,
        '’' => 0x92,
        c => u8::try_from(u32::from(c)).unwrap_or(b'?'),
    };
    text.chars().map(byte).collect()
}
