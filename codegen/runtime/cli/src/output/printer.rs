//! Prints an answer in its format, as a whole or piece by piece.

use taurusdb_descriptor_types::resources::FieldPath;

use super::cell;
use super::columns::{self, Column};
use super::format::Format;
use super::node::Node;
use super::screen::Screen;
use super::separated::Separated;
use super::settings::Settings;
use super::shape::{Content, Shape, content};
use super::table::{Table, pairs};
use super::{json, yaml};
use crate::exit::Failure;
use crate::paint::Paint;
use crate::shell::{Reader, Shell};

/// How many characters are gathered before they are written.
const PORTION: usize = 64 * 1024;

/// Prints one answer.
pub(crate) struct Printer<'s, 'a> {
    screen: Screen<'s, 'a>,
    settings: &'s Settings,
    shape: &'s Shape,
    style: Streamed,
    buffer: String,
    remarks: Vec<String>,
    notes: Vec<String>,
}

/// How the elements of a list follow each other.
enum Streamed {
    Nothing,
    Json(json::Around),
    Yaml(yaml::Around),
    /// Rows whose columns are decided with the first ones.
    Rows(Option<Rows>),
}

enum Rows {
    Table(Table),
    Separated { by: Separated, columns: Vec<Column>, left_out: Vec<String> },
}

impl<'s, 'a> Printer<'s, 'a> {
    pub(crate) fn new(settings: &'s Settings, shape: &'s Shape, shell: &'s mut Shell<'a>) -> Self {
        let screen = Screen::new(shell, settings.pager);
        Self {
            screen,
            settings,
            shape,
            style: Streamed::Nothing,
            buffer: String::new(),
            remarks: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// Prints a whole document.
    ///
    /// # Errors
    /// Fails if it cannot be written.
    pub(crate) fn document(mut self, node: &Node) -> Result<(), Failure> {
        let paint = self.paint();
        match self.settings.format {
            Format::Json => self.put(&json::document(node, self.settings.json(paint))),
            Format::Yaml => self.put(&yaml::document(node)),
            rows => match content(node, self.shape) {
                Content::Many(records) => {
                    self.style = Streamed::Rows(None);
                    self.items(records)?;
                    return self.close();
                }
                Content::One(one) => {
                    let text = self.one(one, rows, paint);
                    self.put(&text);
                }
            },
        }
        self.flush()?;
        self.screen.finish()
    }

    /// One thing, in a format with rows.
    fn one(&self, node: &Node, format: Format, paint: Paint) -> String {
        let mut out = String::new();
        match (format, node) {
            // What an expression did not find is no line.
            (_, Node::Null) => {}
            (Format::Csv, node) => {
                let columns = columns::all(self.shape, std::slice::from_ref(node));
                Separated::Csv.head(&columns, &mut out);
                Separated::Csv.row(&columns, node, &mut out);
            }
            (Format::Table, node @ (Node::Object(_) | Node::List(_))) => {
                out = pairs(node, self.shape, paint);
            }
            (Format::Table, scalar) => out = cell::shown(Some(scalar)) + "\n",
            (_, node @ Node::Object(_)) => {
                for column in columns::all(self.shape, std::slice::from_ref(node)) {
                    let value = cell::exact(column.of(node));
                    let value = if value.is_empty() { cell::NOTHING } else { &value };
                    out.push_str(&format!("{}\t{value}\n", column.title));
                }
            }
            (_, scalar) => out = format!("{}\n", cell::exact(Some(scalar))),
        }
        out
    }

    /// Begins a document whose list, at this path, comes in pieces; `page` is the first of them.
    pub(crate) fn open(&mut self, page: &Node, list: FieldPath) {
        let before;
        (self.style, before) = match self.settings.format {
            Format::Json => {
                let around = json::Around::new(page, list, self.settings.json(self.paint()));
                let before = around.before.clone();
                (Streamed::Json(around), before)
            }
            Format::Yaml => {
                let around = yaml::Around::new(page, list);
                let before = around.before.clone();
                (Streamed::Yaml(around), before)
            }
            Format::Table | Format::Csv | Format::Text => (Streamed::Rows(None), String::new()),
        };
        self.put(&before);
    }

    /// Something to be said when all is printed: meanwhile, a pager may have the terminal.
    pub(crate) fn later(&mut self, remark: String) {
        if !self.remarks.contains(&remark) {
            self.remarks.push(remark);
        }
    }

    /// Prints elements of the list.
    ///
    /// # Errors
    /// Fails if they cannot be written.
    pub(crate) fn items(&mut self, items: &[Node]) -> Result<Reader, Failure> {
        let mut reader = Reader::Listens;
        let mut out = std::mem::take(&mut self.buffer);
        if let Streamed::Rows(rows) = &mut self.style
            && rows.is_none()
            && (!items.is_empty() || self.settings.format == Format::Csv)
        {
            let paint = Paint::new(self.screen.shell.style.colour_out);
            *rows = Some(Rows::begin(
                self.settings.format,
                self.shape,
                items,
                &self.screen,
                paint,
                &mut out,
            ));
        } else if let Streamed::Rows(Some(Rows::Separated { columns, left_out, .. })) =
            &mut self.style
        {
            note_new(self.shape, items, columns, left_out);
        }
        for item in items {
            match &mut self.style {
                Streamed::Json(around) => around.item(item, &mut out),
                Streamed::Yaml(around) => around.item(item, &mut out),
                Streamed::Rows(Some(rows)) => rows.row(item, self.shape, &mut out),
                Streamed::Rows(None) | Streamed::Nothing => {}
            }
            if out.len() > PORTION {
                reader = self.screen.write(&out)?;
                out.clear();
                if reader == Reader::IsGone {
                    break;
                }
            }
        }
        self.buffer = out;
        match reader {
            Reader::Listens => self.flush(),
            gone => Ok(gone),
        }
    }

    /// Ends the list and what stands around it, so that the document is whole, and tells what a table left out.
    ///
    /// # Errors
    /// Fails if it cannot be written.
    pub(crate) fn close(mut self) -> Result<(), Failure> {
        let mut out = std::mem::take(&mut self.buffer);
        match &self.style {
            Streamed::Json(around) => around.close(&mut out),
            Streamed::Yaml(around) => around.close(&mut out),
            Streamed::Rows(_) | Streamed::Nothing => {}
        }
        self.screen.write(&out)?;
        self.screen.finish()?;
        let notes = match &self.style {
            Streamed::Rows(Some(rows)) => rows.notes(),
            Streamed::Rows(None) if self.settings.format == Format::Table => {
                vec!["the list is empty".to_owned()]
            }
            _ => Vec::new(),
        };
        for remark in self.remarks {
            self.screen.shell.warn(remark);
        }
        for note in self.notes.into_iter().chain(notes) {
            self.screen.shell.note(note);
        }
        Ok(())
    }

    /// The same for what only explains the output.
    pub(crate) fn note(&mut self, note: String) {
        self.notes.push(note);
    }

    fn paint(&self) -> Paint {
        Paint::new(self.screen.shell.style.colour_out)
    }

    fn put(&mut self, text: &str) {
        self.buffer.push_str(text);
    }

    fn flush(&mut self) -> Result<Reader, Failure> {
        let text = std::mem::take(&mut self.buffer);
        self.screen.write(&text)
    }
}

/// Notes the fields that rows without a column for them bring.
fn note_new(shape: &Shape, items: &[Node], columns: &[Column], left_out: &mut Vec<String>) {
    for column in columns::all(shape, items) {
        if !columns.contains(&column) && !left_out.contains(&column.title) {
            left_out.push(column.title);
        }
    }
}

impl Rows {
    fn begin(
        format: Format,
        shape: &Shape,
        items: &[Node],
        screen: &Screen<'_, '_>,
        paint: Paint,
        out: &mut String,
    ) -> Self {
        match format {
            Format::Table => {
                let columns = columns::telling(shape, items);
                let width = screen.shell.style.table_width;
                let mut table = Table::plan(columns, items, width, paint);
                table.head(out);
                Self::Table(table)
            }
            other => {
                let by = if other == Format::Csv { Separated::Csv } else { Separated::Tabs };
                let columns = columns::all(shape, items);
                by.head(&columns, out);
                Self::Separated { by, columns, left_out: Vec::new() }
            }
        }
    }

    fn row(&mut self, item: &Node, shape: &Shape, out: &mut String) {
        match self {
            Self::Table(table) => table.row(item, shape, out),
            Self::Separated { by, columns, .. } => by.row(columns, item, out),
        }
    }

    /// What has to be said about what is not shown.
    fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        match self {
            Self::Table(table) => {
                if !table.left_out.is_empty() {
                    notes.push(format!(
                        "no room for: {}; widen the terminal, choose with --query, or use --output json",
                        table.left_out.join(", ")
                    ));
                }
                if table.cut > 0 {
                    notes.push(format!("{} values are cut where … stands", table.cut));
                }
            }
            Self::Separated { left_out, .. } if !left_out.is_empty() => notes.push(format!(
                "these fields came after the columns were decided, and are left out: {}; --output json has them",
                left_out.join(", ")
            )),
            Self::Separated { .. } => {}
        }
        notes
    }
}
