//! What the names in a document lead to.

use std::collections::BTreeMap;

use super::super::pages::table_number;
use super::element::{Element, Ln, RawTable};
use super::explicit::label;
use super::inline::{Piece, pieces};

/// What a name leads to.
#[derive(Clone, Debug)]
pub(super) struct Goal {
    /// The number of the table, if it is one.
    pub(super) table: Option<String>,
    /// What stands there: the title of a section or of a table.
    pub(super) title: String,
    /// The page where it is.
    page: usize,
}

/// What all names of the document lead to.
#[derive(Default)]
pub(super) struct Links {
    goals: BTreeMap<String, Goal>,
    /// The number of each table by its first line.
    tables: BTreeMap<u32, String>,
    /// The number of each table by its page, and the number that its caption has there; `None` if
    /// several captions of the page have it.
    shown: BTreeMap<(usize, u32), Option<String>>,
}

impl Links {
    /// Adds the tables and names of a page; `section` is its number.
    pub(super) fn add(&mut self, page: usize, section: &str, elements: &[Element<'_>]) {
        let mut adding = Adding { links: self, page, section, count: 0, names: Vec::new() };
        adding.elements(elements);
    }

    pub(super) fn number(&self, table: &RawTable<'_>) -> Option<&String> {
        self.tables.get(&table.first_line)
    }

    pub(super) fn goal(&self, name: &str) -> Option<&Goal> {
        self.goals.get(&label(name))
    }

    /// A text with the numbers of the tables of its page, where it names them without a link.
    pub(super) fn renamed(&self, page: usize, text: &str) -> String {
        const WORD: &str = "Table ";
        let mut renamed = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.find(WORD) {
            let (before, after) = rest.split_at(at + WORD.len());
            let digits = after.bytes().take_while(u8::is_ascii_digit).count();
            let (number, behind) = after.split_at(digits);
            // `Table 2 in …` is one of another page; `Table 2-1` is not counted by page.
            let is_elsewhere = behind.starts_with(['-', '_'])
                || behind
                    .strip_prefix('.')
                    .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
                || [" in ", " of "].iter().any(|word| behind.starts_with(word));
            let found = number.parse().ok().and_then(|number| self.shown.get(&(page, number)));
            renamed.push_str(before);
            renamed.push_str(match found {
                Some(Some(found)) if !is_elsewhere => found,
                _ => number,
            });
            rest = behind;
        }
        renamed.push_str(rest);
        renamed
    }

    /// What a link in a cell says that leads to a table of another page, by words that name nothing here.
    pub(super) fn elsewhere(
        &self,
        page: usize,
        text: &str,
        target: Option<&str>,
    ) -> Option<String> {
        let goal = target.and_then(|target| self.goal(target))?;
        let number = goal.table.as_ref().filter(|_| goal.page != page)?;
        if shown_number(text).is_some() {
            return None;
        }
        let noun = ["objects", "object"].iter().find(|noun| text.trim().ends_with(*noun));
        let noun = noun.map_or_else(String::new, |noun| format!(" {noun}"));
        Some(format!("Table {number}{noun}"))
    }

    /// What a link to a table says: `Table 4.3.7-2`.
    pub(super) fn table(&self, page: usize, text: &str, target: Option<&str>) -> Option<String> {
        shown_number(text)?;
        match target.and_then(|target| self.goal(target)) {
            Some(Goal { table: Some(number), .. }) => Some(format!("Table {number}")),
            // A link to something else than the table that it names.
            _ => Some(self.renamed(page, text)),
        }
    }
}

/// The number in `Table 3`.
fn shown_number(text: &str) -> Option<u32> {
    text.trim().strip_prefix("Table")?.trim_start().parse().ok()
}

/// The caption without its number: `**Table 1** Path parameters` → `Path parameters`.
pub(super) fn caption(lines: &[Ln<'_>]) -> (Option<u32>, String) {
    let whole = plain(&lines.iter().map(|line| line.text).collect::<Vec<_>>().join(" "));
    let rest = whole.trim();
    let numbered = rest
        .get(..5)
        .filter(|word| word.eq_ignore_ascii_case("table"))
        .map(|_| rest[5..].trim_start());
    let Some(after) = numbered.filter(|after| after.starts_with(|c: char| c.is_ascii_digit()))
    else {
        return (None, rest.to_owned());
    };
    let end = after
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, '-' | '.')))
        .unwrap_or(after.len());
    let (number, title) = after.split_at(end);
    // `Table 3 lists …` would be a sentence, but a caption holds none.
    (
        number.parse().ok(),
        title.trim_start_matches([' ', ':', '.', '-', '–', '\u{a0}']).trim().to_owned(),
    )
}

/// A text without its marks.
pub(super) fn plain(text: &str) -> String {
    pieces(text)
        .into_iter()
        .map(|piece| match piece {
            Piece::Text(text)
            | Piece::Strong(text)
            | Piece::Literal(text)
            | Piece::Link { text, .. } => text,
            Piece::Bars(name) => format!("|{name}|"),
        })
        .collect()
}

struct Adding<'l, 's> {
    links: &'l mut Links,
    page: usize,
    section: &'s str,
    count: usize,
    /// The names of what comes next.
    names: Vec<String>,
}

impl Adding<'_, '_> {
    fn elements(&mut self, elements: &[Element<'_>]) {
        for element in elements {
            match element {
                Element::Target { name, .. } => self.names.push(name.clone()),
                Element::Furniture(_) | Element::Substitution { .. } => {}
                Element::Title(text) => self.lead_to(None, &plain(text.text)),
                Element::Table(table) => self.table(table),
                Element::List(items) => items.iter().for_each(|item| self.elements(item)),
                Element::Definition { body, .. }
                | Element::Field { body, .. }
                | Element::Note { body, .. } => self.elements(body),
                Element::Paragraph(_)
                | Element::Code(..)
                | Element::Figure(_)
                | Element::Toctree { .. } => self.names.clear(),
            }
        }
    }

    fn table(&mut self, table: &RawTable<'_>) {
        if table.caption.is_empty() {
            self.names.clear();
            return;
        }
        self.count += 1;
        let number = table_number(self.section, self.count);
        let (shown, title) = caption(&table.caption);
        if let Some(shown) = shown {
            let known = self.links.shown.entry((self.page, shown));
            known.and_modify(|known| *known = None).or_insert_with(|| Some(number.clone()));
        }
        self.links.tables.insert(table.first_line, number.clone());
        self.lead_to(Some(number), &title);
    }

    fn lead_to(&mut self, table: Option<String>, title: &str) {
        for name in self.names.drain(..) {
            let goal = Goal { table: table.clone(), title: title.to_owned(), page: self.page };
            self.links.goals.entry(name).or_insert(goal);
        }
    }
}
