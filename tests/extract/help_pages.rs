//! Help pages made from a document in the text form: the same facts in another markup, in several
//! dialects, so that the readers of both forms can be compared.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use taurusdb_extract::read::{
    Block, Cell, Code, Document, Form, Line, Part, Section, Source, Table,
};

/// How pages are written.
#[derive(Clone, Copy, Default)]
pub(crate) struct Dialect {
    /// The element of the headings in a page; `h4` if empty.
    pub(crate) heading: &'static str,
    /// Tables without `<thead>` and `<tbody>`, with `<td>` for all but the header cells.
    pub(crate) plain_tables: bool,
    /// The first cell of each row is a `<th>`.
    pub(crate) row_headings: bool,
    /// Captions are paragraphs above the tables.
    pub(crate) captions_above: bool,
    /// Tags that HTML allows to leave open are never closed.
    pub(crate) unclosed: bool,
    /// Names of tags in upper case.
    pub(crate) upper_case: bool,
    /// A site around the content: scripts, a trail of links, a footer.
    pub(crate) site: bool,
    /// Each page on one line.
    pub(crate) one_line: bool,
    /// Lines end as on Windows.
    pub(crate) windows: bool,
    /// No page names the one above; the start page has all links in nested lists.
    pub(crate) contents: bool,
    /// All sections on one page, with their numbers.
    pub(crate) one_page: bool,
    /// Words in cells are split into spans, as tools for writing do.
    pub(crate) spans: bool,
    /// Code has the numbers of its lines.
    pub(crate) line_numbers: bool,
}

/// The document as pages.
pub(crate) fn pages(document: &Document, dialect: Dialect) -> Source {
    let pages: Vec<(String, String)> = if dialect.one_page {
        vec![("reference.html".to_owned(), one_page(document, dialect))]
    } else {
        let mut pages = vec![("index.html".to_owned(), index(document, dialect))];
        for section in &document.sections {
            pages.push((file(&section.number), page(document, section, dialect)));
        }
        pages
    };
    Source::of_pages(Form::Html, pages.into_iter().map(|(name, text)| (name, dialect.dress(text))))
}

fn file(number: &str) -> String {
    format!("topic_{}.html", number.replace('.', "_"))
}

fn front(document: &Document) -> String {
    let front = &document.front;
    format!("<p>Issue {}</p>\n<p>Date {}</p>\n", front.issue, front.date)
}

fn index(document: &Document, dialect: Dialect) -> String {
    let mut html =
        format!("<h1>{} API Reference</h1>\n{}", escaped(&document.front.product), front(document));
    html.push_str(&links(document, "", dialect.contents));
    html
}

/// The list of links to the sections below one, and to those below them.
fn links(document: &Document, above: &str, deep: bool) -> String {
    let below = document.contents.iter().filter(|entry| parent(&entry.number) == above);
    let items: String = below
        .map(|entry| {
            let inner = if deep { links(document, &entry.number, true) } else { String::new() };
            let (target, title) = (file(&entry.number), escaped(&entry.title));
            format!("<li class=\"ulchildlink\"><strong><a href=\"{target}\">{title}</a></strong><br>\n{inner}</li>\n")
        })
        .collect();
    if items.is_empty() { items } else { format!("<ul class=\"ullinks\">\n{items}</ul>\n") }
}

fn parent(number: &str) -> &str {
    number.rsplit_once('.').map_or("", |(above, _)| above)
}

fn page(document: &Document, section: &Section, dialect: Dialect) -> String {
    let mut html = format!("<h1 class=\"topictitle1\">{}</h1>\n", escaped(&section.title));
    html.push_str(&body(section, dialect));
    if !dialect.contents {
        html.push_str(&links(document, &section.number, false));
        let above = parent(&section.number);
        let target = if above.is_empty() { "index.html".to_owned() } else { file(above) };
        let _ = writeln!(
            html,
            "<div class=\"familylinks\"><div class=\"parentlink\"><strong>Parent topic:</strong> \
             <a href=\"{target}\">above</a></div></div>"
        );
    }
    html
}

fn one_page(document: &Document, dialect: Dialect) -> String {
    let mut html =
        format!("<h1>{} API Reference</h1>\n{}", document.front.product, front(document));
    for section in &document.sections {
        let level = (section.number.matches('.').count() + 2).min(6);
        let title = escaped(&section.title);
        let _ = writeln!(html, "<h{level}>{} {title}</h{level}>", section.number);
        html.push_str(&body(section, Dialect { heading: "h6", ..dialect }));
    }
    html
}

fn body(section: &Section, dialect: Dialect) -> String {
    // Tables are counted page by page.
    let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
    for block in &section.blocks {
        if let Block::Table(Table { title: Some(title), .. }) = block {
            let count = numbers.len() + 1;
            numbers.insert(&title.number, count);
        }
    }
    let writer = Writer { numbers, dialect };
    let mut html = String::new();
    let mut in_note = false;
    for block in &section.blocks {
        let text = writer.block(block);
        if matches!(block, Block::Note(_)) {
            in_note = true;
            html.push_str(&text);
            continue;
        }
        html.push_str(&text);
        if std::mem::take(&mut in_note) {
            html.push_str("</div></div>\n");
        }
    }
    html
}

struct Writer<'a> {
    numbers: BTreeMap<&'a str, usize>,
    dialect: Dialect,
}

impl Writer<'_> {
    fn block(&self, block: &Block) -> String {
        let heading = if self.dialect.heading.is_empty() { "h4" } else { self.dialect.heading };
        match block {
            Block::Heading(line) => {
                format!("<{heading} class=\"sectiontitle\">{}</{heading}>\n", escaped(&line.text))
            }
            Block::Paragraph(_, lines) => format!("<p>{}</p>\n", self.lines(lines)),
            Block::Item(_, lines) => format!("<ul>\n<li>{}</li>\n</ul>\n", self.lines(lines)),
            Block::Note(line) => format!(
                "<div class=\"note\"><img src=\"note.png\"><span class=\"notetitle\"> {}: </span>\
                 <div class=\"notebody\">\n",
                line.text
            ),
            Block::Figure(line) => {
                format!(
                    "<div><span class=\"figcap\">{}</span><img src=\"x.png\"></div>\n",
                    line.text
                )
            }
            Block::Code(code) => self.code(code),
            Block::Table(table) => self.table(table),
        }
    }

    fn lines(&self, lines: &[Line]) -> String {
        let lines: Vec<String> = lines.iter().map(|line| linked(&line.text)).collect();
        lines.join("<br>\n")
    }

    fn code(&self, code: &Code) -> String {
        let lines = whole(code).into_iter().enumerate();
        let lines = lines.map(|(index, line)| match self.dialect.line_numbers {
            true => format!("<span class=\"number\">{} </span>{}", index + 1, escaped(line)),
            false => escaped(line),
        });
        format!("<pre class=\"screen\">{}</pre>\n", lines.collect::<Vec<_>>().join("\n"))
    }

    fn table(&self, table: &Table) -> String {
        let mut html = String::new();
        let caption = table.title.as_ref().map(|title| {
            let number = self.numbers[title.number.as_str()];
            (number, format!("<b>Table {number} </b>{}", escaped(&title.text)))
        });
        if let Some((number, caption)) = &caption {
            let _ = write!(html, "<a name=\"table{number}\"></a>");
            if self.dialect.captions_above {
                let _ = writeln!(html, "<p>{caption}</p>");
            }
        }
        html.push_str("<table border=\"1\">");
        if let Some((_, caption)) = &caption
            && !self.dialect.captions_above
        {
            let _ = write!(html, "<caption>{caption}</caption>");
        }
        let cells = |cells: &[String], first: &str, other: &str| -> String {
            let names = std::iter::once(first).chain(std::iter::repeat(other));
            cells
                .iter()
                .zip(names)
                .map(|(cell, name)| format!("<{name}>{cell}</{name}>\n"))
                .collect()
        };
        let header: Vec<String> =
            table.columns.iter().map(|column| format!("<p>{}</p>", escaped(column))).collect();
        let header = format!("<tr>\n{}</tr>\n", cells(&header, "th", "th"));
        let first = if self.dialect.row_headings { "th" } else { "td" };
        let rows: String = table
            .rows
            .iter()
            .map(|row| {
                // The first cell is a name, which could look like a label.
                let numbered = row.cells.iter().enumerate();
                let row: Vec<String> = numbered
                    .map(|(at, cell)| match at {
                        0 => format!("<p>{}</p>", escaped(cell)),
                        _ => self.cell(cell),
                    })
                    .collect();
                format!("<tr>\n{}</tr>\n", cells(&row, first, "td"))
            })
            .collect();
        match self.dialect.plain_tables {
            true => html + &header + &rows + "</table>\n",
            false => {
                html + "<thead>" + &header + "</thead>\n<tbody>" + &rows + "</tbody></table>\n"
            }
        }
    }

    fn cell(&self, cell: &str) -> String {
        let cell = self.numbered(cell);
        let parts = Cell::parse(&cell).parts;
        let text = |text: &str| {
            let text = self.references(&escaped(text));
            if self.dialect.spans { spans(&text) } else { text }
        };
        let mut html = String::new();
        if let [Part::Text(only)] = &parts[..] {
            return format!("<p>{}</p>", text(only));
        }
        for part in parts {
            match part {
                Part::Text(part) => {
                    let _ = writeln!(html, "<p>{}</p>", text(&part));
                }
                Part::List(items) => {
                    let items: String =
                        items.iter().map(|item| format!("<li>{}</li>\n", text(item))).collect();
                    let _ = writeln!(html, "<ul>{items}</ul>");
                }
            }
        }
        html
    }

    /// The numbers of this page's tables in place of those of the document.
    fn numbered(&self, text: &str) -> String {
        let mut text = text.to_owned();
        // The longest first: `4-12` is no `4-1`.
        let mut numbers: Vec<(&&str, &usize)> = self.numbers.iter().collect();
        numbers.sort_by_key(|(number, _)| std::cmp::Reverse(number.len()));
        for (number, count) in numbers {
            text = text.replace(&format!("Table {number}"), &format!("Table {count}"));
        }
        text
    }

    /// Links in place of the names of tables.
    fn references(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for count in (1..=self.numbers.len()).rev() {
            let link = format!("see <a href=\"#table{count}\">Table {count}</a>");
            let name = format!("see Table {count}");
            if let Some(at) = text.find(&name)
                && !text[at + name.len()..].starts_with(|c: char| c.is_ascii_digit() || c == '-')
            {
                text.replace_range(at..at + name.len(), &link);
            }
        }
        text
    }
}

/// The lines of code, without the brackets with which the converter closes each part of it.
fn whole(code: &Code) -> Vec<&str> {
    let mut lines: Vec<&str> = Vec::new();
    for (index, fragment) in code.fragments.iter().enumerate() {
        lines.extend(fragment.iter().map(|line| line.text.as_str()));
        let is_last = index + 1 == code.fragments.len();
        while !is_last
            && lines.last().is_some_and(|line| line.trim().chars().all(|c| "]}".contains(c)))
        {
            lines.pop();
        }
    }
    lines
}

/// `[Title](#)` as a link to a page.
fn linked(text: &str) -> String {
    let mut html = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('[') {
        let Some((title, behind)) = after.split_once("](#)") else { break };
        html.push_str(&escaped(before));
        let _ = write!(html, "<a href=\"elsewhere.html\">{}</a>", escaped(title));
        rest = behind;
    }
    html + &escaped(rest)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Puts half of each long word into an element of its own.
fn spans(text: &str) -> String {
    let words = text.split(' ').map(|word| match word.char_indices().nth(4) {
        Some((at, _)) if word.chars().all(|c| c.is_ascii_alphanumeric()) => {
            format!("{}<span id=\"x\">{}</span>", &word[..at], &word[at..])
        }
        _ => word.to_owned(),
    });
    words.collect::<Vec<_>>().join("\n")
}

impl Dialect {
    /// The page as this dialect writes it.
    fn dress(self, content: String) -> String {
        let mut html = if self.site {
            format!(
                "<!DOCTYPE html>\n<html lang=en>\n<head><meta charset=\"utf-8\">\n\
                 <title>Page | Example Help</title>\n<style>p {{ color: black }}</style>\n\
                 <script>if (a < b) {{ document.write(\"<p>no</p>\") }}</script></head>\n<body>\n\
                 <header><a href=\"/\">Help Center</a></header>\n\
                 <nav class=\"navbar\"><ul><li>Products</li></ul></nav>\n\
                 <div class=\"help-breadcrumb\"><a href=\"/\">Help</a> &gt; <span>Here</span></div>\n\
                 <main>\n{content}</main>\n\
                 <div class=\"feedback\">Was this page helpful? <button>Yes</button></div>\n\
                 <footer><p>Copyright &copy; Example</p></footer>\n</body></html>\n"
            )
        } else {
            content
        };
        if self.unclosed {
            for tag in ["</p>", "</li>", "</td>", "</th>", "</tr>", "</thead>", "</tbody>"] {
                html = html.replace(tag, "");
            }
        }
        if self.upper_case {
            html = upper_case(&html);
        }
        if self.one_line {
            html = one_line(&html);
        }
        if self.windows {
            html = html.replace('\n', "\r\n");
        }
        html
    }
}

/// The names of all tags in upper case.
fn upper_case(html: &str) -> String {
    let mut upper = String::with_capacity(html.len());
    let mut in_name = false;
    for c in html.chars() {
        in_name = c == '<' || in_name && (c.is_ascii_alphanumeric() || c == '/');
        upper.push(if in_name { c.to_ascii_uppercase() } else { c });
    }
    upper
}

/// The page without line ends outside of code.
fn one_line(html: &str) -> String {
    let mut joined = String::with_capacity(html.len());
    let mut in_code = false;
    for line in html.split_inclusive('\n') {
        in_code = line.rfind("<pre").map_or(in_code, |at| !line[at..].contains("</pre>"));
        in_code &= !line.contains("</pre>");
        match in_code {
            true => joined.push_str(line),
            false => {
                joined.push_str(line.trim_end_matches('\n'));
                joined.push(' ');
            }
        }
    }
    joined
}
