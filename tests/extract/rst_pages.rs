//! reStructuredText pages made from a document in the text form: the same facts in another markup, in
//! the skeletons that vendors use, so that the readers of both forms can be compared.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use taurusdb_extract::read::{
    Block, Cell, Code, Document, Form, Line, Part, Section, Source, Table,
};

/// How the parts of an operation are laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Skeleton {
    /// All below headings.
    #[default]
    Headings,
    /// Tables and examples in the items of lists.
    Items,
    /// As `Items`, with `PATH:` and `Method:` in place of the request line.
    Path,
}

/// How tables are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Tables {
    /// As simple ones where that can be done, else with a grid.
    #[default]
    Usual,
    Grid,
    Lists,
    Commas,
}

/// How pages are written.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Dialect {
    pub(crate) skeleton: Skeleton,
    pub(crate) tables: Tables,
    /// Lines end as on Windows.
    pub(crate) windows: bool,
    /// Tabs indent.
    pub(crate) tabs: bool,
    /// Literal blocks follow `::`.
    pub(crate) literal: bool,
    /// Titles have lines above and below.
    pub(crate) overlines: bool,
    /// Captions have no number.
    pub(crate) unnumbered: bool,
    /// Words in cells are wrapped.
    pub(crate) wrapped: bool,
    /// The pages of a chapter are found by a pattern.
    pub(crate) glob: bool,
    /// Directives with options, comments, substitutions, targets between all blocks.
    pub(crate) noise: bool,
}

/// The document as pages.
pub(crate) fn pages(document: &Document, dialect: Dialect) -> Source {
    let mut pages = vec![("index.rst".to_owned(), index(document, dialect))];
    for section in &document.sections {
        pages.push((format!("{}.rst", file(&section.number)), page(document, section, dialect)));
    }
    let dress = |text: String| if dialect.windows { text.replace('\n', "\r\n") } else { text };
    Source::of_pages(Form::Rst, pages.into_iter().map(|(name, text)| (name, dress(text))))
}

/// `4.2.10` → `ch4/p02/p10`, so that names and numbers have the same order.
fn file(number: &str) -> String {
    number.replace('.', "_")
}

fn index(document: &Document, dialect: Dialect) -> String {
    let front = &document.front;
    let mut page = title(&format!("{} - API Reference", front.product), '=', dialect);
    let _ = write!(page, "Issue {}\n\nDate {}\n\n", front.issue, front.date);
    page.push_str(&toctree(document, "", dialect));
    page
}

fn toctree(document: &Document, above: &str, dialect: Dialect) -> String {
    let below: Vec<String> = document
        .contents
        .iter()
        .filter(|entry| entry.number.rsplit_once('.').map_or("", |(above, _)| above) == above)
        .map(|entry| format!("   {}\n", file(&entry.number)))
        .collect();
    if below.is_empty() {
        return String::new();
    }
    // A pattern would find the pages below those too.
    let deepest = |entry: &taurusdb_extract::read::Entry| {
        entry.number.strip_prefix(above).is_none_or(|rest| rest.matches('.').count() < 2)
    };
    let one_digit = below.len() < 10 && !above.is_empty() && document.contents.iter().all(deepest);
    if dialect.glob && one_digit {
        return format!(".. toctree::\n   :glob:\n\n   {}_?\n\n", file(above)).replace('?', "*");
    }
    format!(".. toctree::\n   :maxdepth: 1\n\n{}\n", below.concat())
}

fn title(text: &str, mark: char, dialect: Dialect) -> String {
    let text = escaped(text);
    let rule = mark.to_string().repeat(text.chars().count() + 2);
    match dialect.overlines {
        true => format!("{rule}\n {text}\n{rule}\n\n"),
        false => format!("{text}\n{rule}\n\n"),
    }
}

fn page(document: &Document, section: &Section, dialect: Dialect) -> String {
    let name = file(&section.number);
    let mut page = format!(":original_name: {name}.html\n\n.. _{name}:\n\n");
    page.push_str(&title(&section.title, '=', dialect));
    let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
    for block in &section.blocks {
        if let Block::Table(Table { title: Some(title), .. }) = block {
            let count = numbers.len() + 1;
            numbers.insert(&title.number, count);
        }
    }
    let mut writer =
        Writer { name: &name, numbers, dialect, page, part: String::new(), indent: 0, label: None };
    for block in &section.blocks {
        writer.block(block);
    }
    let page = writer.page;
    page + &toctree(document, &section.number, dialect)
}

struct Writer<'a> {
    name: &'a str,
    numbers: BTreeMap<&'a str, usize>,
    dialect: Dialect,
    page: String,
    /// The heading of the part.
    part: String,
    indent: usize,
    /// The item of a list in which blocks stand.
    label: Option<&'static str>,
}

impl Writer<'_> {
    /// Writes a text at the depth of the item that contains it.
    fn put(&mut self, text: &str) {
        let tab = self.dialect.tabs && self.indent > 0;
        for line in text.lines() {
            if !line.is_empty() {
                // A tab reaches to column 8: deeper than any item, which is all that counts.
                self.page.push_str(&if tab { "\t".to_owned() } else { " ".repeat(self.indent) });
                self.page.push_str(line);
            }
            self.page.push('\n');
        }
        self.page.push('\n');
    }

    fn block(&mut self, block: &Block) {
        if self.dialect.noise && !matches!(block, Block::Table(_)) {
            self.put(".. a comment\n   of two lines");
        }
        match block {
            Block::Heading(line) if line.text.starts_with("Status code: ") => {
                self.item("Normal response");
                self.put(&format!("**{}**", escaped(&line.text)));
            }
            Block::Heading(line) => {
                self.indent = 0;
                self.label = None;
                self.part = line.text.clone();
                let heading = title(&line.text, '-', self.dialect);
                self.page.push_str(&heading);
            }
            Block::Paragraph(_, lines) => self.paragraph(lines),
            Block::Item(_, lines) => self.list_item(lines),
            Block::Note(line) => {
                // What follows is the note.
                let _ = line;
                self.put(".. note::");
                self.indent += 3;
            }
            Block::Figure(line) => self
                .put(&format!(".. figure:: /_static/{}.png\n   :alt: a picture", line.text.len())),
            Block::Code(code) => self.code(code),
            Block::Table(table) => {
                self.item("Parameter description");
                self.table(table);
            }
        }
        if !matches!(block, Block::Note(_)) && self.indent % 10 == 6 {
            self.indent -= 3;
        }
        if !matches!(block, Block::Note(_)) && self.label.is_none() {
            self.indent = 0;
        }
    }

    /// In the skeletons of lists, what stands below these headings stands in an item.
    fn item(&mut self, label: &'static str) {
        let part = self.part.to_ascii_lowercase();
        let is_part = ["uri", "request", "response"].iter().any(|word| part.starts_with(word));
        if self.dialect.skeleton == Skeleton::Headings || !is_part || self.label == Some(label) {
            return;
        }
        self.indent = 0;
        self.put(&format!("-  {label}"));
        self.indent = 3;
        self.label = Some(label);
    }

    fn paragraph(&mut self, lines: &[Line]) {
        let request = lines.first().and_then(|line| line.text.split_once(' '));
        if let Some((method, path)) = request
            && self.part == "URI"
            && ["GET", "PUT", "POST", "DELETE"].contains(&method)
        {
            if self.label.is_none() {
                self.item("URI format");
            }
            match self.dialect.skeleton {
                Skeleton::Path => {
                    let text = format!("PATH: {}\n\nMethod: {method}", escaped(path));
                    self.put(&text);
                }
                _ => self.put(&format!(
                    "{method} {}",
                    escaped(path).replace("{endpoint}", "{*endpoint*}")
                )),
            }
            return;
        }
        self.put(&lines.iter().map(|line| linked(&line.text)).collect::<Vec<_>>().join("\n"));
    }

    fn list_item(&mut self, lines: &[Line]) {
        self.indent = 0;
        let first = lines[0].text.as_str();
        let label = [
            "URI format",
            "Example",
            "Parameter description",
            "Normal response",
            "Example normal response",
            "Request example",
            "Example response",
        ]
        .into_iter()
        .find(|label| *label == first);
        self.put(&format!("-  {}", linked(first)));
        self.label = label;
        self.indent = 3;
        if lines.len() > 1 {
            self.paragraph(&lines[1..]);
        }
        self.indent = if self.dialect.skeleton == Skeleton::Headings { 0 } else { 3 };
    }

    fn code(&mut self, code: &Code) {
        let mut text = match self.dialect.literal {
            true => "::\n\n".to_owned(),
            false => ".. code-block:: json\n\n".to_owned(),
        };
        for line in whole(code) {
            let _ = writeln!(text, "   {line}");
        }
        self.put(&text);
    }

    fn table(&mut self, table: &Table) {
        let header = table.columns.iter().map(|column| vec![escaped(column)]).collect();
        // The first cell is a name, which could look like a label.
        let rows = table.rows.iter().map(|row| {
            let cells = row.cells.iter().enumerate();
            cells
                .map(|(at, cell)| if at == 0 { vec![escaped(cell)] } else { self.cell(cell) })
                .collect()
        });
        let rows: Vec<Vec<Vec<String>>> = std::iter::once(header).chain(rows).collect();
        let is_simple =
            rows.iter().all(|row| row.iter().all(|cell| cell.len() == 1) && !row[0][0].is_empty());
        let (kind, options, body) = match self.dialect.tables {
            Tables::Usual if is_simple => ("table", "", simple(&rows)),
            Tables::Usual | Tables::Grid => ("table", "", grid(&rows)),
            Tables::Lists => ("list-table", "   :header-rows: 1\n", lists(&rows)),
            Tables::Commas => ("csv-table", "   :header-rows: 1\n", commas(&rows)),
        };
        let caption = table.title.as_ref().map(|title| {
            let count = self.numbers[title.number.as_str()];
            let label = format!(".. _{}__table{count}:\n\n", self.name);
            let number =
                if self.dialect.unnumbered { String::new() } else { format!("**Table {count}** ") };
            (label, format!("{number}{}", escaped(&title.text)))
        });
        match caption {
            None if kind == "table" => self.put(&body),
            None => self.put(&format!(".. {kind}::\n{options}\n{}", indented(&body))),
            Some((label, caption)) => {
                self.put(&format!("{label}.. {kind}:: {caption}\n{options}\n{}", indented(&body)));
            }
        }
    }

    /// The lines of a cell.
    fn cell(&self, cell: &str) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for part in Cell::parse(cell).parts {
            if !lines.is_empty() {
                lines.push(String::new());
            }
            match part {
                Part::Text(text) => lines.extend(self.text(&text)),
                Part::List(items) => {
                    for item in items {
                        let inner = self.text(&item);
                        lines.extend(inner.iter().enumerate().map(|(index, line)| {
                            format!("{}{line}", if index == 0 { "-  " } else { "   " })
                        }));
                    }
                }
            }
        }
        if lines.is_empty() {
            lines.push(String::new());
        }
        lines
    }

    fn text(&self, text: &str) -> Vec<String> {
        // A number without a chapter leads to no table of the text form, but to one of a page.
        let text = text.replace("see Table 3.", "see Table 33.");
        let whole = self.references(&escaped(&text));
        if !self.dialect.wrapped {
            return vec![whole];
        }
        let mut lines = vec![String::new()];
        for word in whole.split(' ') {
            let last = lines.last_mut().expect("there is a line");
            // A line may begin with nothing that looks like a mark.
            let may_break = word.chars().all(|c| c.is_ascii_alphanumeric())
                && !word.starts_with(|c: char| c.is_ascii_digit());
            if last.len() + word.len() > 30 && may_break {
                lines.push(word.to_owned());
            } else {
                if !last.is_empty() {
                    last.push(' ');
                }
                last.push_str(word);
            }
        }
        // One letter at the end of a line would be a mark of a list.
        lines
    }

    /// Links in place of the names of tables.
    fn references(&self, text: &str) -> String {
        let mut text = text.to_owned();
        let mut numbers: Vec<(&&str, &usize)> = self.numbers.iter().collect();
        numbers.sort_by_key(|(number, _)| std::cmp::Reverse(number.len()));
        for (number, count) in numbers {
            let name = format!("Table {number}");
            let link = format!(":ref:`Table {count} <{}__table{count}>`", self.name);
            text = text.replace(&name, &link);
        }
        text
    }
}

/// The lines of a code block without the brackets that a converter adds where a page ends: pages in
/// this form have no such damage.
fn whole(code: &Code) -> Vec<&str> {
    let mut fragments: Vec<Vec<&str>> = code
        .fragments
        .iter()
        .map(|fragment| fragment.iter().map(|line| line.text.as_str()).collect())
        .collect();
    let is_json = |fragments: &[Vec<&str>]| {
        serde_json::from_str::<serde_json::Value>(&fragments.concat().join("\n")).is_ok()
    };
    let as_written = fragments.concat();
    while fragments.len() > 1 && !is_json(&fragments) {
        let last = fragments[0]
            .last()
            .is_some_and(|line| line.trim().chars().all(|c| "{}[],".contains(c)));
        if !last {
            return as_written;
        }
        fragments[0].pop();
    }
    fragments.concat()
}

fn indented(text: &str) -> String {
    text.lines()
        .map(|line| if line.is_empty() { "\n".to_owned() } else { format!("   {line}\n") })
        .collect()
}

fn widths(rows: &[Vec<Vec<String>>]) -> Vec<usize> {
    let wide = |column: usize| {
        rows.iter().flat_map(move |row| &row[column]).map(|line| line.chars().count())
    };
    (0..rows[0].len()).map(|column| wide(column).max().unwrap_or(0).max(3)).collect()
}

fn padded(line: &str, width: usize) -> String {
    format!("{line}{}", " ".repeat(width - line.chars().count()))
}

fn grid(rows: &[Vec<Vec<String>>]) -> String {
    let widths = widths(rows);
    let rule = |mark: &str| {
        let runs: Vec<String> = widths.iter().map(|width| mark.repeat(width + 2)).collect();
        format!("+{}+\n", runs.join("+"))
    };
    let mut text = rule("-");
    for (index, row) in rows.iter().enumerate() {
        let height = row.iter().map(Vec::len).max().unwrap_or(1);
        for line in 0..height {
            let cells = row.iter().zip(&widths).map(|(cell, width)| {
                format!(" {} ", padded(cell.get(line).map_or("", String::as_str), *width))
            });
            let _ = writeln!(text, "|{}|", cells.collect::<Vec<_>>().join("|"));
        }
        text.push_str(&rule(if index == 0 { "=" } else { "-" }));
    }
    text
}

fn simple(rows: &[Vec<Vec<String>>]) -> String {
    let widths = widths(rows);
    let rule = widths.iter().map(|width| "=".repeat(*width)).collect::<Vec<_>>().join(" ") + "\n";
    let mut text = rule.clone();
    for (index, row) in rows.iter().enumerate() {
        let cells = row.iter().zip(&widths).map(|(cell, width)| padded(&cell[0], *width));
        let _ = writeln!(text, "{}", cells.collect::<Vec<_>>().join(" ").trim_end());
        if index == 0 {
            text.push_str(&rule);
        }
    }
    text + &rule
}

fn lists(rows: &[Vec<Vec<String>>]) -> String {
    let mut text = String::new();
    for row in rows {
        for (index, cell) in row.iter().enumerate() {
            let mark = if index == 0 { "* - " } else { "  - " };
            for (line, content) in cell.iter().enumerate() {
                let line = format!("{}{content}", if line == 0 { mark } else { "    " });
                let _ = writeln!(text, "{}", line.trim_end());
            }
        }
    }
    text
}

fn commas(rows: &[Vec<Vec<String>>]) -> String {
    let mut text = String::new();
    for row in rows {
        let cells: Vec<String> = row
            .iter()
            .map(|cell| format!("\"{}\"", cell.join("\n").replace('"', "\"\"")))
            .collect();
        let _ = writeln!(text, "{}", cells.join(", "));
    }
    text
}

/// `[Title](#)` as a link to a page.
fn linked(text: &str) -> String {
    let mut page = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('[') {
        let Some((title, behind)) = after.split_once("](#)") else { break };
        page.push_str(&escaped(before));
        let _ = write!(page, ":ref:`{} <elsewhere>`", escaped(title));
        rest = behind;
    }
    page + &escaped(rest)
}

/// The text with escapes for what would be a mark.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let is_mark = match letter {
            '\\' | '*' | '`' | '|' => true,
            '_' => letters.peek().is_none_or(|next| !next.is_alphanumeric()),
            _ => false,
        };
        if is_mark {
            safe.push('\\');
        }
        safe.push(letter);
    }
    let opens = text.starts_with(['-', '+', '.', ':', '>', '=', '•'])
        || text.starts_with(|c: char| c.is_ascii_digit() || c == '(');
    if opens { format!("\\{safe}") } else { safe }
}
