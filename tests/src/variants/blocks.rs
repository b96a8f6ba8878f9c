//! What stands between blocks and around them: blank lines, comments, rules, marks of requests, items.

use super::Kind;
use super::dice::Dice;
use super::sheet::{Role, Sheet, is_request};

pub(super) const KINDS: &[Kind] = &[
    Kind::lines("blank-lines-filled", blank_lines_filled),
    Kind::lines("blank-lines-doubled", blank_lines_doubled),
    Kind::lines("blank-lines-removed", blank_lines_removed),
    Kind::lines("comments", comments),
    Kind::lines("comments-in-cells", comments_in_cells),
    Kind::lines("rules", rules),
    Kind::lines("anchors", anchors),
    Kind::lines("numbers-with-stops", numbers_with_stops),
    Kind::lines("titles-in-other-case", titles_in_other_case),
    Kind::lines("headings-in-lower-case", headings_in_lower_case),
    Kind::lines("captions-in-capitals", captions_in_capitals),
    Kind::lines("numbers-of-tables", numbers_of_tables),
    Kind::lines("requests-marked", requests_marked),
    Kind::lines("methods-in-other-case", methods_in_other_case),
    Kind::lines("placeholders", placeholders),
    Kind::lines("items-numbered", items_numbered),
    Kind::lines("items-in-cells-numbered", items_in_cells_numbered),
    Kind::lines("notes-in-cells", notes_in_cells),
    Kind::lines("notes-as-quotes", notes_as_quotes),
    Kind::lines("code-quoted", code_quoted),
    Kind::lines("sections-marked", sections_marked),
];

/// Blank lines that have white space.
fn blank_lines_filled(sheet: &mut Sheet, dice: &mut Dice) {
    let fill = dice.one(&[
        " ",
        "\u{a0}",
        "\t",
        "  \u{a0} ",
        "\u{3000}",
        "\u{200b}",
        "\u{feff}",
        "&nbsp;",
        "<br>",
        "\\",
    ]);
    let blank = sheet.all(&[Role::Blank]);
    let places = dice.places(blank);
    sheet.change(&places, |_| fill.to_owned());
}

fn blank_lines_doubled(sheet: &mut Sheet, dice: &mut Dice) {
    let places = dice.places(sheet.all(&[Role::Blank]));
    let more = dice.count(3);
    sheet.change(&places, |text| format!("{}{text}", "\n".repeat(more)));
}

/// Blank lines between two blocks vanish. Those of lists, tables and code mean something.
fn blank_lines_removed(sheet: &mut Sheet, dice: &mut Dice) {
    let firm = [
        Role::Section,
        Role::Heading,
        Role::Caption,
        Role::FenceStart,
        Role::FenceEnd,
        Role::Uri,
        Role::Header,
        Role::Row,
    ];
    let is_firm = |at: usize| firm.contains(&sheet.role(at));
    let blank = sheet.all(&[Role::Blank]).into_iter();
    let blank = blank.filter(|&at| {
        at > 0
            && is_firm(at - 1)
            && is_firm(at + 1)
            // Two tables without anything between them are one.
            && !(matches!(sheet.role(at - 1), Role::Row | Role::Header)
                && matches!(sheet.role(at + 1), Role::Row | Role::Header))
    });
    let mut places = dice.places(blank.collect());
    places.sort_unstable();
    for at in places.into_iter().rev() {
        sheet.lines.remove(at);
    }
}

/// The first lines of blocks below a blank line.
fn blocks(sheet: &Sheet) -> Vec<usize> {
    let roles =
        [Role::Section, Role::Heading, Role::Caption, Role::FenceStart, Role::Note, Role::Text];
    let first = sheet.all(&roles).into_iter();
    first.filter(|&at| at > 0 && sheet.role(at - 1) == Role::Blank).collect()
}

fn above_blocks(sheet: &mut Sheet, dice: &mut Dice, lines: &[&str]) {
    let line = dice.one(lines);
    for at in dice.places(blocks(sheet)) {
        let text = format!("{line}\n\n{}", sheet.get(at));
        sheet.set(at, text);
    }
}

fn comments(sheet: &mut Sheet, dice: &mut Dice) {
    above_blocks(
        sheet,
        dice,
        &[
            "<!-- page 12 -->",
            "<!-- image -->",
            "<!-- Slide\nnumber 4 -->",
            "[//]: # (page 12)",
            "<!---->",
        ],
    );
}

fn comments_in_cells(sheet: &mut Sheet, dice: &mut Dice) {
    let comment = dice.one(&["<!-- checked -->", "<!--x-->", "<!-- > 5 -->"]);
    for place in dice.places(sheet.descriptions()) {
        sheet.change_cell(place, |cell| format!("{cell}{comment}"));
    }
}

/// Lines that part, and pictures.
fn rules(sheet: &mut Sheet, dice: &mut Dice) {
    above_blocks(
        sheet,
        dice,
        &[
            "---",
            "***",
            "___",
            "* * *",
            "<hr>",
            "<hr/>",
            "====================",
            "![](images/a.png)",
            "![image](b.jpg)",
        ],
    );
}

/// What a converter leaves of the targets of links.
fn anchors(sheet: &mut Sheet, dice: &mut Dice) {
    let form = dice.one(&[
        "<a name=\"tea_01\"></a>{}",
        "<a id=\"t1\"/>\n\n{}",
        "{} {#tea_01}",
        "<a name=\"t\"></a>\n{}",
        "[]{#tea_01}{}",
    ]);
    let roles = dice.one(&[Role::Section, Role::Heading, Role::Caption]);
    let places = dice.places(sheet.all(&[roles]));
    sheet.change(&places, |text| form.replace("{}", text));
}

/// `4.3.7. Title`, in the contents, above the section, or both.
fn numbers_with_stops(sheet: &mut Sheet, dice: &mut Dice) {
    let roles: &[Role] = match dice.below(3) {
        0 => &[Role::Section],
        1 => &[Role::Contents],
        _ => &[Role::Section, Role::Contents],
    };
    let mark = dice.one(&[".", "、", ")", ":"]);
    let lines = sheet.all(roles).into_iter();
    let numbered = lines.filter(|&at| sheet.get(at).starts_with(|c: char| c.is_ascii_digit()));
    let places = dice.places(numbered.collect());
    sheet.change(&places, |text| {
        let end = text.find([' ', '\t']).unwrap_or(0);
        if end == 0 { text.to_owned() } else { format!("{}{mark}{}", &text[..end], &text[end..]) }
    });
}

fn titles_in_other_case(sheet: &mut Sheet, dice: &mut Dice) {
    let is_upper = dice.coin();
    let lines = sheet.all(&[Role::Section]);
    let places = dice.places(lines);
    sheet.change(&places, |text| if is_upper { text.to_uppercase() } else { text.to_lowercase() });
}

/// `Request parameters`, `request parameters`.
fn headings_in_lower_case(sheet: &mut Sheet, dice: &mut Dice) {
    let keeps_first = dice.coin();
    let places = dice.places(sheet.all(&[Role::Heading]));
    sheet.change(&places, |text| {
        let kept = usize::from(keeps_first);
        format!("{}{}", &text[..kept], text[kept..].to_lowercase())
    });
}

fn captions_in_capitals(sheet: &mut Sheet, dice: &mut Dice) {
    let style = dice.below(3);
    let lines = sheet.all(&[Role::Caption]).into_iter();
    let places = dice.places(lines.filter(|&at| !sheet.get(at).contains("Status")).collect());
    sheet.change(&places, |text| match style {
        0 => text.replace("Table ", "TABLE "),
        1 => text.replace("Table ", "table "),
        // The name of an object keeps its letters.
        _ if text.contains(" parameter") && !text.contains('_') => text.to_uppercase(),
        _ => text.to_owned(),
    });
}

/// `Table 4_5`, `Table. 4-5`, `Tab. 4-5`, `Table No. 4-5`.
fn numbers_of_tables(sheet: &mut Sheet, dice: &mut Dice) {
    let style = dice.below(6);
    let lines = sheet.all(&[Role::Caption]).into_iter();
    let places = dice.places(lines.filter(|&at| !sheet.get(at).contains("Status")).collect());
    sheet.change(&places, |text| {
        let (word, rest) = text.split_once("Table ").unwrap_or(("", text));
        let number: String =
            rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
        let tail = &rest[number.len()..];
        match style {
            0 => format!("{word}Table {}{tail}", number.replace('-', "\u{2011}")),
            1 => format!("{word}Table {}{tail}", number.replace('-', "–")),
            2 => format!("{word}Table {}{tail}", number.replace('-', " - ")),
            3 => format!("{word}Table\u{a0}{number}{tail}"),
            4 => format!("{word}Table {}{tail}", number.replace('-', ".")),
            _ => format!("{word}Table  {number} {tail}"),
        }
    });
}

/// Marks around a request.
fn requests_marked(sheet: &mut Sheet, dice: &mut Dice) {
    let form = dice.one(&[
        "`{}`",
        "**{}**",
        "<code>{}</code>",
        "<p>{}</p>",
        "> {}",
        "    {}",
        "{}\\",
        "- {}",
        "{}.",
    ]);
    let lines = sheet.all(&[Role::Uri]).into_iter();
    let whole = lines.filter(|&at| {
        is_request(sheet.get(at).trim())
            && sheet.role(at + 1) != Role::Uri
            && !sheet.get(at).contains(['`', '<'])
            && !sheet.get(at).trim_end().ends_with('/')
    });
    let places = dice.places(whole.collect());
    sheet.change(&places, |text| form.replace("{}", text));
}

fn methods_in_other_case(sheet: &mut Sheet, dice: &mut Dice) {
    let style = dice.below(4);
    let lines = sheet.all(&[Role::Uri]).into_iter();
    let places = dice.places(lines.filter(|&at| is_request(sheet.get(at).trim())).collect());
    sheet.change(&places, |text| {
        let (method, path) = text.trim_start().split_once(' ').unwrap_or((text, ""));
        match style {
            0 => format!("{} {path}", method.to_lowercase()),
            1 => format!("{}{} {path}", &method[..1], method[1..].to_lowercase()),
            2 => format!("{method}\u{a0}{path}"),
            _ => format!("{method}   {path}"),
        }
    });
}

/// `<project_id>`, `:project_id`, `{ project_id }`, `$project_id`.
fn placeholders(sheet: &mut Sheet, dice: &mut Dice) {
    let (open, close) = dice.one(&[
        ("{ ", " }"),
        ("<", ">"),
        (":", ""),
        ("｛", "｝"),
        ("\\{", "\\}"),
        ("${", "}"),
        ("{{", "}}"),
        ("[", "]"),
        ("{*", "*}"),
    ]);
    let lines = sheet.all(&[Role::Uri]).into_iter();
    let lines = lines
        .filter(|&at| sheet.get(at).trim_start().contains(" /") && sheet.get(at).contains('{'));
    let places = dice.places(lines.collect());
    sheet.change(&places, |text| text.replace('{', open).replace('}', close));
}

/// Items of text with numbers instead of bullets.
fn items_numbered(sheet: &mut Sheet, dice: &mut Dice) {
    let form = dice.one(&["{}. ", "{}) ", "({}) ", "Step {} ", "{}.\u{a0}"]);
    let items = sheet.all(&[Role::Item]);
    let mut number = 0;
    let mut last = 0;
    let all = dice.places(items.clone());
    for at in items {
        number = if at - last > 4 { 1 } else { number + 1 };
        last = at;
        if all.contains(&at) {
            let text = sheet.get(at).trim_start();
            let text = text.trim_start_matches(['-', '–', '•', '●']).trim_start();
            let line = format!("{}{text}", form.replace("{}", &number.to_string()));
            sheet.set(at, line);
        }
    }
}

/// Items of cells with numbers instead of bullets.
fn items_in_cells_numbered(sheet: &mut Sheet, dice: &mut Dice) {
    let form = dice.one(&["<br>{}. ", "<br>{}) ", "<br>({}) ", "<li>"]);
    let cells = sheet.descriptions().into_iter();
    let lists = cells.filter(|&(row, column)| {
        let cell = sheet.cells(row)[column];
        cell.matches('•').count() > 1
            && cell.find("<ul").is_some_and(|at| cell.find('•') > Some(at))
    });
    for place in dice.places(lists.collect()) {
        sheet.change_cell(place, |cell| {
            let mut parts = cell.split('•');
            let mut text = parts.next().unwrap_or_default().trim_end().to_owned();
            for (index, item) in parts.enumerate() {
                text += &form.replace("{}", &(index + 1).to_string());
                text += item.trim();
            }
            text
        });
    }
}

fn notes_in_cells(sheet: &mut Sheet, dice: &mut Dice) {
    let form = dice.one(&[
        "NOTE: ",
        "**NOTE** ",
        "<b>NOTE</b> ",
        "Note: ",
        "NOTE： ",
        "<br>NOTE<br>",
        "\u{e001} NOTE ",
    ]);
    let cells = sheet.descriptions().into_iter();
    let cells = cells.filter(|&(row, column)| sheet.cells(row)[column].contains("NOTE "));
    for place in dice.places(cells.collect()) {
        sheet.change_cell(place, |cell| cell.replacen("NOTE ", form, 1));
    }
}

/// A note as GitHub and other sites write it.
fn notes_as_quotes(sheet: &mut Sheet, dice: &mut Dice) {
    let form = dice.one(&[
        "> {}",
        "> [!{}]",
        "!!! {}",
        ":::{}",
        "> **{}:**",
        "[{}]",
        "<b>{}</b>",
        "**{}:**",
        "### {}",
        "「{}」",
    ]);
    let places = dice.places(sheet.all(&[Role::Note]));
    sheet.change(&places, |text| {
        let word = text.trim_matches(|c: char| !c.is_ascii_alphabetic());
        form.replace("{}", word)
    });
}

/// Code that is quoted or indented line by line instead of fenced.
fn code_quoted(sheet: &mut Sheet, dice: &mut Dice) {
    let form = dice.one(&["> {}", "    {}", "\t{}"]);
    let starts = dice.places(sheet.all(&[Role::FenceStart]));
    for start in starts {
        let end = (start + 1..sheet.lines.len()).find(|&at| sheet.role(at) == Role::FenceEnd);
        let end = end.expect("a fence ends");
        for at in start + 1..end {
            if sheet.role(at) == Role::Code {
                let line = form.replace("{}", sheet.get(at));
                sheet.set(at, line);
            }
        }
        if form.starts_with('>') {
            sheet.set(start, "> ```");
            sheet.set(end, "> ```");
        } else {
            sheet.set(start, "");
            sheet.set(end, "");
        }
    }
}

/// A section with the words that some programs put before its number.
fn sections_marked(sheet: &mut Sheet, dice: &mut Dice) {
    let form = dice.one(&[
        "## **{}**",
        "<h2>{}</h2>",
        "§ {}",
        "**{}**\n---",
        "{}\n=====",
        "# {} #",
        "Section {}",
        "\u{c}{}",
        "<a href=\"#x\">{}</a>",
    ]);
    let lines = sheet.all(&[Role::Section]).into_iter();
    let whole = lines
        .filter(|&at| sheet.role(at + 1) != Role::Section && sheet.role(at - 1) != Role::Section);
    let places = dice.places(whole.collect());
    sheet.change(&places, |text| form.replace("{}", text));
}
