//! A cell in the small HTML that [`Cell`](crate::read::Cell) reads: paragraphs, lists and bold
//! labels; all else is text.

use std::collections::BTreeMap;

use super::super::document::Line;
use super::super::label::label_alone;
use super::element::{Element, Ln, RawTable};
use super::inline::{Piece, pieces};
use super::links::Links;
use crate::text::markup::literal;
use crate::text::{single_spaced, squeezed_lower};

/// What the marks in the texts of a page stand for.
pub(super) struct Context<'c> {
    pub(super) links: &'c Links,
    pub(super) page: usize,
    pub(super) substitutions: &'c BTreeMap<String, String>,
}

enum Part {
    Text(String),
    List(Vec<String>),
}

impl Context<'_> {
    /// The content of a cell. A cell with one line of text is that text. Where a cell holds types,
    /// a link that does not say the name of its table is its number.
    pub(super) fn cell(&self, body: &[Element<'_>], is_type: bool) -> String {
        let mut parts = Vec::new();
        self.parts(body, is_type, &mut parts);
        let mut parts = with_items(parts);
        parts.retain(|part| match part {
            Part::Text(text) => !text.is_empty(),
            Part::List(items) => !items.is_empty(),
        });
        match &parts[..] {
            [] => String::new(),
            [Part::Text(text)] => text.clone(),
            parts => {
                let shown = parts.iter().map(|part| match part {
                    Part::Text(text) => format!("<p>{text}</p>"),
                    Part::List(items) => format!("<ul> • {} </ul>", items.join(" • ")),
                });
                shown.collect::<Vec<_>>().join(" ")
            }
        }
    }

    fn parts(&self, body: &[Element<'_>], is_type: bool, parts: &mut Vec<Part>) {
        for element in body {
            match element {
                Element::Paragraph(lines) => parts.push(Part::Text(self.marked(lines, is_type))),
                Element::Title(text) => parts.push(Part::Text(self.marked(&[*text], is_type))),
                Element::List(items) => self.list(items, parts),
                Element::Definition { term: name, body } | Element::Field { name, body } => {
                    parts.push(Part::Text(self.marked(&[*name], is_type)));
                    self.parts(body, is_type, parts);
                }
                Element::Code(lines, _) => {
                    let text: Vec<&str> = lines.iter().map(|line| line.text).collect();
                    parts.push(Part::Text(literal(&single_spaced(&text.join(" ")))));
                }
                Element::Table(table) => parts.push(Part::List(self.nested(table))),
                Element::Note { body, .. } => self.note(body, parts),
                Element::Figure(_)
                | Element::Target { .. }
                | Element::Toctree { .. }
                | Element::Furniture(_)
                | Element::Substitution { .. } => {}
            }
        }
    }

    /// Each text of a note stands behind that word.
    fn note(&self, body: &[Element<'_>], parts: &mut Vec<Part>) {
        let mut inner = Vec::new();
        self.parts(body, false, &mut inner);
        for part in inner {
            parts.push(match part {
                Part::Text(text) => Part::Text(format!("NOTE {text}")),
                Part::List(items) => Part::Text(
                    items
                        .iter()
                        .map(|item| format!("NOTE {item}"))
                        .collect::<Vec<_>>()
                        .join("</p> <p>"),
                ),
            });
        }
    }

    /// The items of a list, and those of lists in it. A note in an item comes below the list, which
    /// would end at it.
    fn list(&self, items: &[Vec<Element<'_>>], parts: &mut Vec<Part>) {
        let (mut flat, mut notes) = (Vec::new(), Vec::new());
        for item in items {
            // `The value can be:` with a list of its own leads to that list.
            let (lead, own) = self.lead(item);
            if let Some(lead) = lead {
                parts.push(Part::List(std::mem::take(&mut flat)));
                parts.push(Part::Text(lead));
                self.parts(own, false, parts);
            } else {
                self.items(std::slice::from_ref(item), &mut flat, &mut notes);
            }
        }
        // Items that are sentences are no values.
        match flat.iter().all(|item| is_sentence(item)) {
            true => parts.extend(flat.into_iter().map(Part::Text)),
            false => parts.push(Part::List(flat)),
        }
        parts.append(&mut notes);
    }

    /// The first text of an item that ends in a colon above a list, and the rest of the item.
    fn lead<'e, 'a>(&self, item: &'e [Element<'a>]) -> (Option<String>, &'e [Element<'a>]) {
        if let [Element::Paragraph(lines), rest @ ..] = item
            && rest.iter().any(|element| matches!(element, Element::List(_)))
        {
            let text = self.marked(lines, false);
            return (text.ends_with(':').then_some(text), rest);
        }
        (None, item)
    }

    fn items(&self, items: &[Vec<Element<'_>>], flat: &mut Vec<String>, notes: &mut Vec<Part>) {
        for item in items {
            let mut text = String::new();
            let mut inner = Vec::new();
            for element in item {
                match element {
                    Element::List(items) => self.items(items, &mut inner, notes),
                    Element::Note { body, .. } => self.note(body, notes),
                    other => {
                        let mut parts = Vec::new();
                        self.parts(std::slice::from_ref(other), false, &mut parts);
                        for part in parts {
                            match part {
                                Part::Text(more) => append(&mut text, &more),
                                Part::List(more) => inner.extend(more),
                            }
                        }
                    }
                }
            }
            if !text.is_empty() {
                flat.push(text);
            }
            flat.append(&mut inner);
        }
    }

    /// A table in a cell: each row is an item, `first cell: the others`.
    fn nested(&self, table: &RawTable<'_>) -> Vec<String> {
        let rows = table.rows.iter().map(|row| {
            let cells = row.cells.iter().map(|body| self.body(table, *body));
            let cells: Vec<String> = cells.filter(|cell| !cell.is_empty()).collect();
            match &cells[..] {
                [] => String::new(),
                [first, rest @ ..] if !rest.is_empty() => format!("{first}: {}", rest.join(", ")),
                [first, ..] => first.clone(),
            }
        });
        rows.filter(|row| !row.is_empty()).collect()
    }

    fn body(&self, table: &RawTable<'_>, body: Option<usize>) -> String {
        let mut parts = Vec::new();
        if let Some(body) = body {
            self.parts(&table.bodies[body], false, &mut parts);
        }
        let texts = parts.into_iter().map(|part| match part {
            Part::Text(text) => text,
            Part::List(items) => items.join(", "),
        });
        texts.collect::<Vec<_>>().join(" ")
    }

    /// A text in which only bold labels are marked.
    fn marked(&self, lines: &[Ln<'_>], is_type: bool) -> String {
        let source = lines.iter().map(|line| line.text).collect::<Vec<_>>().join("\n");
        let mut text = String::new();
        for piece in pieces(&source) {
            match piece {
                Piece::Strong(bold) if is_label(&bold) => text.push_str(&format!("**{bold}**")),
                Piece::Literal(code) if !is_type && !code.trim().is_empty() => {
                    text.push_str(&format!("<code>{}</code>", literal(&code)));
                }
                other => text.push_str(&literal(&self.said(other, is_type))),
            }
        }
        single_spaced(&text)
    }

    /// What a piece says.
    fn said(&self, piece: Piece, is_type: bool) -> String {
        match piece {
            Piece::Text(text) => self.links.renamed(self.page, &text),
            Piece::Strong(text) | Piece::Literal(text) => text,
            Piece::Bars(name) => self.substituted(&name),
            Piece::Link { text, target } => self.linked(text, target.as_deref(), is_type),
        }
    }

    fn substituted(&self, name: &str) -> String {
        self.substitutions.get(name).cloned().unwrap_or_else(|| format!("|{name}|"))
    }

    /// What a link in a cell says.
    fn linked(&self, text: String, target: Option<&str>, is_type: bool) -> String {
        let elsewhere = self.links.elsewhere(self.page, &text, target);
        elsewhere.unwrap_or_else(|| self.led(text, target, is_type))
    }

    /// What a link says, in a cell or in running text.
    fn led(&self, text: String, target: Option<&str>, is_type: bool) -> String {
        if let Some(table) = self.links.table(self.page, &text, target) {
            return table;
        }
        let Some(goal) = target.and_then(|target| self.links.goal(target)) else { return text };
        match &goal.table {
            Some(number) if is_type && !is_named_by(&goal.title, &text) => {
                let noun = ["objects", "object"].iter().find(|noun| text.trim().ends_with(*noun));
                format!(
                    "Table {number}{}",
                    noun.map_or_else(String::new, |noun| format!(" {noun}"))
                )
            }
            // A link without words of its own shows the title.
            _ if target == Some(text.as_str()) => goal.title.clone(),
            _ => text,
        }
    }

    /// Running text by lines, without marks. Links become `[text](#)`, as in other forms.
    pub(super) fn running(&self, lines: &[Ln<'_>]) -> Vec<Line> {
        let source = lines.iter().map(|line| line.text).collect::<Vec<_>>().join("\n");
        let mut text = String::new();
        for piece in pieces(&source) {
            match piece {
                Piece::Link { text: shown, target } => {
                    let shown = self.led(shown, target.as_deref(), false);
                    text.push_str(&format!("[{shown}](#)"));
                }
                other => text.push_str(&self.said(other, false)),
            }
        }
        let numbers = lines.iter().map(|line| line.number);
        numbers
            .zip(text.split('\n'))
            .map(|(number, text)| Line { number, text: text.trim().to_owned() })
            .collect()
    }

    /// A text on one line, without marks.
    pub(super) fn plain(&self, text: &str) -> String {
        let said: String = pieces(text).into_iter().map(|piece| self.said(piece, false)).collect();
        single_spaced(&said)
    }
}

/// Paragraphs that each say what a value means, `**on**: it is on`, as the items of a list.
fn with_items(parts: Vec<Part>) -> Vec<Part> {
    let is_item = |part: &Part| match part {
        Part::Text(text) => text
            .strip_prefix("**")
            .and_then(|rest| rest.split_once("**"))
            .is_some_and(|(value, rest)| {
                rest.trim_start().starts_with([':', '：'])
                    && !value.contains(' ')
                    && label_alone(&format!("{value}:")).is_none()
                    && label_alone(value).is_none()
            }),
        Part::List(_) => false,
    };
    let mut joined = Vec::with_capacity(parts.len());
    let mut rest = parts.into_iter().peekable();
    while let Some(part) = rest.next() {
        if !is_item(&part) || !rest.peek().is_some_and(is_item) {
            joined.push(part);
            continue;
        }
        let mut items = Vec::new();
        let mut next = Some(part);
        while let Some(Part::Text(text)) = next {
            items.push(text);
            next = rest.next_if(|part| is_item(part));
        }
        joined.push(Part::List(items));
    }
    joined
}

/// Whether an item is a sentence, and neither a value nor one with its meaning: `on: it is on.`
fn is_sentence(item: &str) -> bool {
    let first_words = item.splitn(4, ' ').take(3).any(|word| word.ends_with(':'));
    item.ends_with('.') && item.split(' ').count() > 3 && !first_words
}

fn is_label(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_uppercase()) && label_alone(text.trim()).is_some()
}

/// Whether a title begins with the name that a link shows.
fn is_named_by(title: &str, text: &str) -> bool {
    squeezed_lower(title).starts_with(&squeezed_lower(text))
}

fn append(text: &mut String, more: &str) {
    if !text.is_empty() && !more.is_empty() {
        text.push(' ');
    }
    text.push_str(more);
}
