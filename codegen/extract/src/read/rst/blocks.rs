//! From the elements of a page to the blocks of a section.

use super::super::code::join_wrapped;
use super::super::columns;
use super::super::document::{Block, Code, Line, Row, Span, Table, Title};
use super::super::heading::{is_heading, status};
use super::cell::Context;
use super::element::{Element, Ln, RawRow, RawTable};
use super::links::caption;
use crate::text::markup::unmarked;

/// The blocks of a page, and the lines that only make up the page.
#[derive(Default)]
pub(super) struct Blocks {
    pub(super) title: Option<Line>,
    pub(super) blocks: Vec<Block>,
    pub(super) furniture: Vec<Span>,
}

/// Turns elements into blocks. What stands in an item comes behind its first text.
pub(super) fn blocks(elements: &[Element<'_>], context: &Context<'_>) -> Blocks {
    let mut writer = Writer { context, out: Blocks::default() };
    for element in elements {
        match element {
            Element::Title(text) if writer.out.title.is_none() && writer.out.blocks.is_empty() => {
                let title = Line { number: text.number, text: context.plain(text.text) };
                writer.furniture(Span::new(title.number, title.number));
                writer.out.title = Some(title);
            }
            // Fields above the title are about the page.
            Element::Field { name, body } if writer.out.title.is_none() => {
                let last = body.iter().map(Element::line).max().unwrap_or(name.number);
                writer.furniture(Span::new(name.number, last.max(name.number)));
            }
            element => writer.element(element),
        }
    }
    writer.out
}

struct Writer<'c> {
    context: &'c Context<'c>,
    out: Blocks,
}

impl Writer<'_> {
    fn furniture(&mut self, span: Span) {
        self.out.furniture.push(span);
    }

    fn push(&mut self, block: Block) {
        self.out.blocks.push(block);
    }

    fn elements(&mut self, elements: &[Element<'_>]) {
        elements.iter().for_each(|element| self.element(element));
    }

    fn element(&mut self, element: &Element<'_>) {
        match element {
            Element::Title(text) => {
                let line = Line { number: text.number, text: self.context.plain(text.text) };
                self.push(Block::Heading(line));
            }
            Element::Paragraph(lines) => self.paragraph(lines),
            Element::List(items) => items.iter().for_each(|item| self.item(item)),
            Element::Definition { term: name, body } | Element::Field { name, body } => {
                self.paragraph(&[*name]);
                self.elements(body);
            }
            Element::Code(lines, span) => {
                let lines = lines.iter().filter(|line| !line.text.trim().is_empty());
                let lines =
                    lines.map(|line| Line { number: line.number, text: line.text.to_owned() });
                let fragment = join_wrapped(lines.collect());
                self.push(Block::Code(Code { fragments: vec![fragment], span: *span }));
            }
            Element::Table(table) => {
                let table = self.table(table);
                self.push(Block::Table(table));
            }
            Element::Note { mark, body } => {
                self.push(Block::Note(line(*mark)));
                self.elements(body);
            }
            Element::Figure(name) => self.push(Block::Figure(line(*name))),
            Element::Target { .. } | Element::Toctree { .. } | Element::Substitution { .. } => {}
            Element::Furniture(span) => self.furniture(*span),
        }
    }

    fn paragraph(&mut self, lines: &[Ln<'_>]) {
        let Some(span) = span(lines) else { return };
        if let [one] = lines
            && let Some(heading) = self.heading(one)
        {
            self.push(Block::Heading(heading));
            return;
        }
        let lines = self.context.running(lines);
        self.push(Block::Paragraph(span, join_wrapped(lines)));
    }

    /// A line that is wholly bold is a heading if it reads like one.
    fn heading(&self, one: &Ln<'_>) -> Option<Line> {
        let bold = one.text.trim().strip_prefix("**")?.strip_suffix("**")?;
        let text = self.context.plain(bold);
        let is_one = !bold.contains("**") && is_heading(&text);
        (is_one || status(&text).is_some()).then_some(Line { number: one.number, text })
    }

    fn item(&mut self, item: &[Element<'_>]) {
        let mut rest = item;
        if let [Element::Paragraph(lines), more @ ..] = item
            && let Some(span) = span(lines)
        {
            let lines = self.context.running(lines);
            self.push(Block::Item(span, join_wrapped(lines)));
            rest = more;
        }
        self.elements(rest);
    }

    fn table(&self, table: &RawTable<'_>) -> Table {
        let first = Span::new(table.first_line, table.last_line);
        let (_, text) = caption(&table.caption);
        let title = self.context.links.number(table).map(|number| Title {
            number: number.clone(),
            text: self.context.plain(&text),
            line: table.caption.first().map_or(table.first_line, |line| line.number),
        });
        // A table without a rule below its header still has one: its first row.
        let (header, rows) = match (&table.header[..], &table.rows[..]) {
            ([], [header, rows @ ..]) => (std::slice::from_ref(header), rows),
            (header, rows) => (header, rows),
        };
        let columns: Vec<String> =
            (0..table.columns).map(|column| self.column(table, header, column)).collect();
        let rows = rows.iter().map(|row| self.row(table, row, &columns)).collect();
        Table {
            title,
            header_line: header.first().map_or(table.first_line, |row| row.line),
            columns,
            rows,
            span: first,
        }
    }

    /// The name of a column; that of several rows is read from the top.
    fn column(&self, table: &RawTable<'_>, header: &[RawRow], column: usize) -> String {
        let mut bodies: Vec<usize> = header.iter().filter_map(|row| row.cells[column]).collect();
        bodies.dedup();
        let names =
            bodies.iter().map(|&body| unmarked(&self.context.cell(&table.bodies[body], false)));
        let text = names.filter(|name| !name.is_empty()).collect::<Vec<_>>().join(" ");
        columns::name(&text)
    }

    fn row(&self, table: &RawTable<'_>, row: &RawRow, columns: &[String]) -> Row {
        let cells = row.cells.iter().enumerate().map(|(index, body)| {
            let Some(body) = body else { return String::new() };
            let is_type = columns[index].to_ascii_lowercase().contains("type");
            let mut cell = self.context.cell(&table.bodies[*body], is_type);
            if table.doubles_quotes {
                cell = cell.replace("\"\"", "\"");
            }
            // Names and types have no marks.
            if index == 0 || is_type { unmarked(&cell) } else { cell }
        });
        Row { line: row.line, cells: cells.collect(), continued: Vec::new() }
    }
}

fn line(line: Ln<'_>) -> Line {
    Line { number: line.number, text: line.text.to_owned() }
}

fn span(lines: &[Ln<'_>]) -> Option<Span> {
    Some(Span::new(lines.first()?.number, lines.last()?.number))
}
