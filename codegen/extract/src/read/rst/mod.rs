//! Reads reStructuredText pages.
//!
//! No crate reads the tables of such pages with all they contain, so the format is read here, as its
//! specification describes it: [`body`] tells elements apart by marks and indentation, [`grid`],
//! [`simple`] and [`listed`] read tables, [`explicit`] what `..` opens, and [`inline`] the marks in a
//! text. [`blocks`] and [`cell`] write both as the other forms of the document have it.

mod blocks;
mod body;
mod cell;
mod columns;
mod element;
mod explicit;
mod grid;
mod inline;
mod links;
mod listed;
mod marks;
mod nesting;
mod page;
mod simple;
mod toctree;

use std::collections::BTreeMap;

use super::document::{Class, Document, Entry, Front, Section, Span, Unread};
use super::pages::{self, Place};
use super::source::Source;
use crate::fault::{Fault, LOST_SECTION};
use cell::Context;
use element::Element;
use links::Links;
use page::PageText;

/// Reads all pages. A page that cannot be read is left out, with its fault.
pub(super) fn read(source: &Source) -> Result<Document, Fault> {
    let texts: Vec<PageText<'_>> = source.pages().iter().map(PageText::of).collect();
    let names: Vec<&str> = source.pages().iter().map(|page| page.name.as_str()).collect();
    let mut unread = Vec::new();
    let mut pages: Vec<Vec<Element<'_>>> = Vec::new();
    for (name, text) in names.iter().zip(&texts) {
        pages.push(text.elements().unwrap_or_else(|fault| {
            let title = text.title().unwrap_or_default();
            unread.push(Unread { number: (*name).to_owned(), title, span: text.span(), fault });
            Vec::new()
        }));
    }
    let (outline, missing) = outline(&names, &pages);
    unread.extend(missing);
    let is_read = |page: usize| unread.iter().all(|unread| unread.number != names[page]);
    let outline: Vec<Place> =
        outline.into_iter().filter(|place| place.page.is_none_or(is_read)).collect();
    let mut document = document(&names, &texts, &pages, &outline);
    document.unread = unread;
    Ok(Document { front: front(source, &document), ..document })
}

fn front(source: &Source, document: &Document) -> Front {
    let top = document.contents.iter().find(|entry| entry.number == "0");
    let title = top.map(|entry| entry.title.as_str());
    pages::front(title, source.folder_date(), &document.sections)
}

/// The order of the pages, and the linked pages that are not there.
fn outline(names: &[&str], pages: &[Vec<Element<'_>>]) -> (Vec<Place>, Vec<Unread>) {
    let known = toctree::Pages::of(names);
    let mut missing = Vec::new();
    let mut links = Vec::new();
    for (name, elements) in names.iter().zip(pages) {
        let mut below = Vec::new();
        for (entry, glob) in page::toctrees(elements) {
            match known.entry(name, entry, glob) {
                toctree::Entry::Pages(found) => below.extend(found),
                toctree::Entry::Elsewhere => {}
                toctree::Entry::Missing(path) => missing.push(Unread {
                    fault: Fault::new(
                        entry.number,
                        format!("a link to the page '{path}', which is not there"),
                        format!("the file '{path}.rst' in the folder of pages"),
                    )
                    .advise(LOST_SECTION),
                    number: path,
                    title: String::new(),
                    span: Span::new(entry.number, entry.number),
                }),
            }
        }
        links.push(below);
    }
    (pages::outline(names, &links), missing)
}

fn document(
    names: &[&str],
    texts: &[PageText<'_>],
    elements: &[Vec<Element<'_>>],
    outline: &[Place],
) -> Document {
    let mut links = Links::default();
    for place in outline {
        if let Some(page) = place.page {
            links.add(page, &place.number, &elements[page]);
        }
    }
    let lines = texts.last().map_or(0, |text| text.span().last);
    let mut document = Document {
        front: pages::front(None, None, &[]),
        of_pages: true,
        contents: Vec::new(),
        sections: Vec::new(),
        unread: Vec::new(),
        classes: vec![None; lines as usize],
    };
    for number in texts.iter().flat_map(PageText::blank) {
        document.classify(Span::new(number, number), Class::Blank);
    }
    let shared: BTreeMap<String, String> =
        elements.iter().flat_map(|elements| page::substitutions(elements)).collect();
    for place in outline {
        let Some(page) = place.page else {
            let line = document.contents.last().map_or(1, |entry| entry.line);
            let (number, title) = (place.number.clone(), place.folder.clone());
            document.contents.push(Entry { number, title, line });
            continue;
        };
        let mut substitutions = shared.clone();
        substitutions.extend(page::substitutions(&elements[page]));
        let context = Context { links: &links, page, substitutions: &substitutions };
        let found = blocks::blocks(&elements[page], &context);
        for span in found.furniture {
            document.classify(span, Class::Furniture);
        }
        let span = texts[page].span();
        let line = found.title.as_ref().map_or(span.first, |title| title.number);
        let title = found.title.map_or_else(|| pages::words(names[page]), |title| title.text);
        document.contents.push(Entry { number: place.number.clone(), title: title.clone(), line });
        document.sections.push(Section {
            number: place.number.clone(),
            title,
            span,
            blocks: found.blocks,
        });
    }
    pages::state_elsewhere(&mut document.sections);
    document
}

#[cfg(test)]
mod tests {
    use super::super::document::{Block, Document};
    use super::super::source::{Form, Source};
    use super::read;
    use crate::fault::Fault;

    fn document(text: &str) -> Document {
        let page = ("a.rst".to_owned(), format!("Tea\n===\n\n{text}"));
        read(&Source::of_pages(Form::Rst, [page])).expect("pages are read one by one")
    }

    fn fault(text: &str) -> Fault {
        let unread = document(text).unread.into_iter().next();
        unread.map(|unread| unread.fault).unwrap_or_else(|| panic!("no fault in {text}"))
    }

    /// The cells of the first table, its header first.
    fn table(text: &str) -> Vec<Vec<String>> {
        let document = document(text);
        let fault = document.unread.first().map(|unread| unread.fault.to_string());
        let mut blocks = document.sections.into_iter().flat_map(|section| section.blocks);
        let table = blocks.find_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        });
        let table = table.unwrap_or_else(|| panic!("no table: {fault:?}"));
        let rows = table.rows.into_iter().map(|row| row.cells);
        std::iter::once(table.columns).chain(rows).collect()
    }

    /// What pages share is described on one of them; what is no table of fields stays there.
    #[test]
    fn tables_of_other_pages_are_stated_where_a_cell_leads_to_them() {
        let table = |name: &str, title: &str, columns: [&str; 3], cells: [&str; 3]| {
            let row = |cells: [&str; 3]| {
                let cells: String = cells.iter().map(|cell| format!("     - {cell}\n")).collect();
                format!("   *{}", &cells[4..])
            };
            format!(
                ".. _{name}:\n\n.. list-table:: **Table 1** {title}\n   :header-rows: 1\n\n{}{}\n",
                row(columns),
                row(cells)
            )
        };
        let fields = ["Parameter", "Type", "Description"];
        let first = table("a", "Pot", fields, ["lid", "Object", "See :ref:`its lid <b>`."])
            + &table("d", "Cup", fields, ["kind", "String", "See :ref:`Kinds <c>`."]);
        let second = table("b", "Lid", fields, ["knob", ":ref:`Knob object <e>`", "Its knob."])
            + &table("e", "Knob", fields, ["form", "String", "Its form."])
            + &table("c", "Kinds", ["Sort", "Meaning", "Remarks"], ["a", "b", "c"]);
        let pages = [("a.rst", first), ("b.rst", second)];
        let pages = pages.map(|(name, text)| (name.to_owned(), format!("Tea\n===\n\n{text}")));
        let document =
            read(&Source::of_pages(Form::Rst, pages)).expect("pages are read one by one");
        let titles: Vec<&str> = document.sections[0]
            .blocks
            .iter()
            .filter_map(|block| match block {
                Block::Table(table) => table.title.as_ref().map(|title| title.text.as_str()),
                _ => None,
            })
            .collect();
        assert_eq!(titles, ["Pot", "Lid", "Knob", "Cup"]);
    }

    #[test]
    fn cells_of_a_grid_may_span_rows_and_columns() {
        let text = "
+------+------+-------+
| Name | Type | Text  |
+======+======+=======+
| a    | Int  | both  |
+------+------+       |
| b    | Int  |       |
+------+------+-------+
| c and d     | - one |
|             | - two |
+-------------+-------+
";
        assert_eq!(
            table(text),
            [
                ["Name", "Type", "Text"],
                ["a", "Int", "both"],
                ["b", "Int", "both"],
                ["c and d", "", "<ul> • one • two </ul>"]
            ]
        );
    }

    #[test]
    fn simple_tables_join_columns_and_go_on_below() {
        let text = "
====  ====  =====
Name  Type  Text
====  ====  =====
a     Int   one
            more
b and c     both
----------  -----
d     Int   last column goes on
====  ====  =====
";
        let expected = [
            ["Name", "Type", "Text"],
            ["a", "Int", "one more"],
            ["b and c", "", "both"],
            ["d", "Int", "last column goes on"],
        ];
        assert_eq!(table(text), expected);
    }

    #[test]
    fn wide_and_combining_letters_shift_no_column() {
        let text = "
+------+-------+
| Name | Text  |
+======+=======+
| 茶   | 茶壶  |
+------+-------+
| te\u{301}  | naïve |
+------+-------+
";
        let expected = [["Name", "Text"], ["茶", "茶壶"], ["te\u{301}", "naïve"]];
        assert_eq!(table(text), expected);
    }

    #[test]
    fn lists_and_commas_make_tables() {
        let lists = ".. list-table:: Tea\n   :header-rows: 1\n\n   * - Name\n     - Text\n   * - a\n     - one\n\n       two\n";
        let commas = ".. csv-table::\n   :header: Name, Text\n\n   a, \"one\n\n   two\"\n";
        let quotes = ".. csv-table::\n   :header: Name, Text\n\n   a, \"one \"\"two\"\"\"\n";
        assert_eq!(table(quotes), [["Name", "Text"], ["a", "one \"two\""]]);
        let expected = [["Name", "Text"], ["a", "<p>one</p> <p>two</p>"]];
        assert_eq!(table(lists), expected);
        assert_eq!(table(commas), expected);
    }

    #[test]
    fn what_cannot_be_read_is_a_fault_at_its_line() {
        for (text, line, words) in [
            ("+--+--+\n| a | b |\n+--+--+\n", 5, "columns of text"),
            ("+--+--+\n|a |b |\n", 5, "the end of a table"),
            ("==  ==\na   b\n", 4, "without a lower rule"),
            ("==  ==\na b c\n==  ==\n", 5, "between two columns"),
            ("==  ==\na   b\n=====  ==\n", 6, "the rule of a table"),
            (".. table:: Tea\n\n   text\n", 6, "no table"),
            (".. kettle:: Tea\n", 4, "the directive 'kettle'"),
            (".. csv-table::\n   :file: tea.csv\n", 5, "in another place"),
            (".. csv-table::\n\n   \"a\n", 6, "never closed"),
            (".. list-table::\n\n   * - a\n     - b\n   * - c\n", 8, "a row with 1 cells"),
        ] {
            let fault = fault(text);
            let (at, said) = (fault.line, fault.to_string());
            assert!(at == line && said.contains(words), "{text}: {said}");
        }
    }

    #[test]
    fn one_page_that_cannot_be_read_takes_no_other_along() {
        let page = |name: &str, text: &str| (name.to_owned(), text.to_owned());
        let pages = [
            page("a.rst", "A\n=\n\n+--+\n|\n"),
            page("b.rst", "B\n=\n"),
            page("index.rst", "Tea\n===\n\n.. toctree::\n\n   a\n   b\n   c\n"),
        ];
        let document =
            read(&Source::of_pages(Form::Rst, pages)).expect("pages are read one by one");
        let titles: Vec<&str> = document.sections.iter().map(|s| s.title.as_str()).collect();
        let unread: Vec<&str> = document.unread.iter().map(|u| u.number.as_str()).collect();
        assert_eq!((titles, unread), (vec!["Tea", "B"], vec!["a.rst", "c"]));
    }

    #[test]
    fn hostile_pages_end_soon() {
        const MANY: usize = 20_000;
        let indented = |depth: usize| format!("{}- a\n\n", " ".repeat(depth));
        let grid = format!("+{}+\n", "-+".repeat(MANY));
        for text in [
            "- ".repeat(MANY),
            (0..MANY / 40).map(indented).collect(),
            grid.repeat(3),
            grid,
            format!("+-{}-+\n", "+".repeat(400)).repeat(400),
            format!("{} {}\n", "=".repeat(MANY), "= ".repeat(MANY)),
            "`".repeat(MANY),
            "** a ".repeat(MANY),
            ":ref:`a <".repeat(MANY),
            "[a ".repeat(MANY),
            ": ".repeat(MANY),
            "|a ".repeat(MANY),
            "\\".repeat(MANY),
            "Table ".repeat(MANY),
            ".. note:: a\n\n   ".repeat(MANY / 10),
            ".. table::\n".repeat(MANY),
            "::\n\n ".repeat(MANY),
            "a\n b\n".repeat(MANY),
            "x".repeat(MANY * 100),
            format!("+--+\n|{}|\n+--+\n", "茶".repeat(MANY * 50)),
        ] {
            let started = std::time::Instant::now();
            let document = document(&text);
            let most = std::time::Duration::from_secs(20);
            let begin: String = text.chars().take(20).collect();
            assert!(started.elapsed() < most, "{begin} took {:?}", started.elapsed());
            assert_eq!(document.sections.len() + document.unread.len(), 1, "{begin}");
        }
    }
}
