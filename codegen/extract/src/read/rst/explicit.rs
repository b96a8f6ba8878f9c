//! What `..` opens: directives, targets, substitutions, footnotes and comments.

use super::super::document::Span;
use super::element::{Element, Ln, RawTable, dedented, indent_of, is_blank, span, trimmed};
use super::nesting::Nesting;
use super::{listed, marks};
use crate::fault::{Fault, quote};

/// Directives that stand around what people read.
const AROUND: [&str; 22] = [
    "class",
    "rst-class",
    "container",
    "compound",
    "cssclass",
    "only",
    "ifconfig",
    "topic",
    "sidebar",
    "epigraph",
    "highlights",
    "pull-quote",
    "centered",
    "hlist",
    "tabs",
    "tab",
    "tab-set",
    "tab-item",
    "group-tab",
    "dropdown",
    "details",
    "collapse",
];

/// Directives that make a note.
const NOTES: [&str; 17] = [
    "note",
    "notice",
    "attention",
    "caution",
    "danger",
    "error",
    "hint",
    "important",
    "tip",
    "warning",
    "admonition",
    "seealso",
    "todo",
    "versionadded",
    "versionchanged",
    "deprecated",
    "info",
];

/// Directives with literal text.
const LITERAL: [&str; 6] = ["code-block", "code", "sourcecode", "parsed-literal", "math", "prompt"];

/// Directives about how pages are made, which say nothing themselves.
const LAYOUT: [&str; 17] = [
    "contents",
    "meta",
    "highlight",
    "role",
    "default-role",
    "sectnum",
    "section-numbering",
    "tabularcolumns",
    "index",
    "currentmodule",
    "module",
    "title",
    "header",
    "footer",
    "target-notes",
    "sectionauthor",
    "codeauthor",
];

/// Reads the lines of one construct.
pub(super) fn read<'a>(lines: &[Ln<'a>], nesting: Nesting) -> Result<Vec<Element<'a>>, Fault> {
    let first = lines[0];
    let text = first.text[2..].trim();
    if let Some(names) = target(text) {
        return Ok(vec![
            Element::Furniture(span(lines)),
            Element::Target { name: names, line: first.number },
        ]);
    }
    if let Some((name, rest)) = substitution(text) {
        let mut elements = vec![Element::Furniture(span(lines))];
        let value = match directive(rest) {
            Some(("replace" | "unicode", value)) => {
                let more = lines[1..].iter().map(|line| line.text.trim());
                std::iter::once(value).chain(more).collect::<Vec<_>>().join(" ").trim().to_owned()
            }
            // A picture or a date.
            _ => String::new(),
        };
        elements.push(Element::Substitution { name: name.to_owned(), text: value });
        return Ok(elements);
    }
    if let Some(rest) = footnote(text) {
        let mut inner = vec![Ln { text: rest, ..first }];
        inner.extend(dedented(&lines[1..]));
        return nesting.read(&inner);
    }
    match directive(text) {
        Some((name, argument)) => Directive::of(lines, name, argument)?.read(nesting),
        None => Ok(vec![Element::Furniture(span(lines))]),
    }
}

/// `_name:`, `_name: address`, `` _`a name`: ``: the name.
fn target(text: &str) -> Option<String> {
    let text = text.strip_prefix('_')?;
    if text.starts_with("_:") {
        return Some(String::new());
    }
    let name = match text.strip_prefix('`') {
        Some(quoted) => quoted.split_once("`:").map(|(name, _)| name)?,
        None => {
            let end = text.match_indices(':').map(|(at, _)| at).find(|&at| {
                let after = &text[at + 1..];
                !text[..at].ends_with('\\') && (after.is_empty() || after.starts_with(' '))
            })?;
            &text[..end]
        }
    };
    Some(label(name))
}

/// Names of targets are compared without regard to case, escapes and kinds of space.
pub(super) fn label(name: &str) -> String {
    let words = name.split_whitespace().map(|word| word.replace('\\', "").to_lowercase());
    words.collect::<Vec<_>>().join(" ")
}

/// `|name| directive:: text`.
fn substitution(text: &str) -> Option<(&str, &str)> {
    let (name, rest) = text.strip_prefix('|')?.split_once('|')?;
    (!name.is_empty()).then_some((name, rest.trim()))
}

/// `[1] text` or `[#name] text`.
fn footnote(text: &str) -> Option<&str> {
    let (name, rest) = text.strip_prefix('[')?.split_once(']')?;
    let is_name = !name.is_empty() && !name.contains(' ');
    is_name.then(|| rest.trim_start())
}

/// `name:: argument`.
fn directive(text: &str) -> Option<(&str, &str)> {
    let (name, argument) = text.split_once("::")?;
    let name = name.trim_end();
    let is_name = !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '+' | '.' | ':'));
    let is_apart = argument.is_empty() || argument.starts_with(' ');
    (is_name && is_apart).then(|| (name, argument.trim()))
}

struct Directive<'a> {
    name: String,
    lines: Vec<Ln<'a>>,
    argument: Ln<'a>,
    options: Vec<(&'a str, Ln<'a>)>,
    /// The line of the directive and those of its options.
    head: Span,
    content: Vec<Ln<'a>>,
}

impl<'a> Directive<'a> {
    fn of(lines: &[Ln<'a>], name: &str, argument: &'a str) -> Result<Self, Fault> {
        let first = lines[0];
        let rest = dedented(&lines[1..]);
        let mut options = Vec::new();
        let mut at = 0;
        while let Some((line, (option, begin))) =
            rest.get(at).and_then(|line| Some((line, marks::field(line.text)?)))
        {
            options
                .push((option, Ln { text: line.text.get(begin..).unwrap_or("").trim(), ..*line }));
            at += 1;
            // The value of an option may take more lines.
            while rest.get(at).is_some_and(|line| indent_of(line.text) > 0 && !is_blank(line.text))
            {
                at += 1;
            }
        }
        let head =
            Span::new(first.number, if at == 0 { first.number } else { rest[at - 1].number });
        Ok(Self {
            name: name.to_ascii_lowercase(),
            lines: lines.to_vec(),
            argument: Ln { text: argument, ..first },
            options,
            head,
            content: rest[at..].to_vec(),
        })
    }

    fn option(&self, name: &str) -> Option<Ln<'a>> {
        self.options
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| *value)
    }

    /// What another construct takes as its name, if an option gives one.
    fn targets(&self) -> Vec<Element<'a>> {
        let name = self.option("name").map(|line| label(line.text));
        name.map(|name| Element::Target { name, line: self.head.first }).into_iter().collect()
    }

    fn read(mut self, nesting: Nesting) -> Result<Vec<Element<'a>>, Fault> {
        let name = self.name.rsplit(':').next().unwrap_or_default().to_owned();
        let mut elements = self.targets();
        match name.as_str() {
            "table" => elements.push(self.table(nesting)?),
            "list-table" | "csv-table" | "flat-table" => elements.push(self.listed(nesting)?),
            "toctree" => {
                let glob = self.option("glob").is_some();
                let entries = trimmed(&self.content).iter().filter(|line| !is_blank(line.text));
                let entries = entries.map(|line| Ln { text: line.text.trim(), ..*line }).collect();
                elements.push(Element::Furniture(span(&self.lines)));
                elements.push(Element::Toctree { entries, glob });
            }
            "figure" | "image" => {
                elements.push(Element::Furniture(self.head));
                elements.push(Element::Figure(self.argument));
                elements.extend(nesting.read(&self.content)?);
            }
            "rubric" => elements.push(Element::Title(self.argument)),
            name if LITERAL.contains(&name) => {
                let text = trimmed(&self.content).to_vec();
                // `math` and `parsed-literal` may begin on the line of the directive.
                let text = if text.is_empty() { vec![self.argument] } else { text };
                elements.push(Element::Code(text, span(&self.lines)));
            }
            name if NOTES.contains(&name) => {
                elements.push(Element::Furniture(self.head));
                self.with_argument();
                let mark = Ln { number: self.head.first, text: "NOTE" };
                elements.push(Element::Note { mark, body: nesting.read(&self.content)? });
            }
            name if AROUND.contains(&name) => {
                elements.push(Element::Furniture(self.head));
                elements.extend(nesting.read(&self.content)?);
            }
            "glossary" => {
                elements.push(Element::Furniture(self.head));
                elements.extend(nesting.read(&self.content)?);
            }
            name if LAYOUT.contains(&name) => elements.push(Element::Furniture(span(&self.lines))),
            "raw" if !self.content.iter().any(|line| line.text.contains("<t")) => {
                elements.push(Element::Furniture(span(&self.lines)));
            }
            _ => {
                return Err(Fault::new(
                    self.head.first,
                    format!("the directive {}", quote(&self.name)),
                    "a directive for tables, code, notes, pictures, lists of pages or layout",
                )
                .advise("write what it shows into the page, or teach the reader the directive (read/rst/explicit.rs)"));
            }
        }
        Ok(elements)
    }

    /// Text on the line of the directive belongs to its content.
    fn with_argument(&mut self) {
        if !self.argument.text.is_empty() {
            self.content.insert(0, self.argument);
        }
    }

    fn table(&self, nesting: Nesting) -> Result<Element<'a>, Fault> {
        let (mut caption, mut at) = (Vec::new(), 0);
        if !self.argument.text.is_empty() {
            caption.push(self.argument);
        }
        // A long caption goes on below; options may follow it.
        let is_caption = |line: &Ln<'_>| {
            !is_blank(line.text)
                && !super::grid::opens(line.text)
                && !super::simple::opens(line.text)
        };
        while let Some(line) = self.content.get(at).filter(|line| is_caption(line)) {
            if marks::field(line.text).is_none() {
                caption.push(*line);
            }
            at += 1;
        }
        let tables: Vec<Element<'a>> = nesting.read(&self.content[at..])?;
        let mut tables =
            tables.into_iter().filter(|element| !matches!(element, Element::Furniture(_)));
        match (tables.next(), tables.next()) {
            (Some(Element::Table(table)), None) => Ok(self.with_caption(table, caption)),
            (found, more) => {
                let line = more.or(found).map_or(self.head.first, |element| element.line());
                Err(Fault::new(
                    line,
                    "a table directive that contains no table, or more than one",
                    "one table",
                )
                .advise("restore the rules of the table and its indentation"))
            }
        }
    }

    fn listed(&self, nesting: Nesting) -> Result<Element<'a>, Fault> {
        for source in ["file", "url"] {
            if let Some(line) = self.option(source) {
                return Err(Fault::new(
                    line.number,
                    format!("a table in another place: {}", quote(line.text)),
                    "the rows of the table",
                )
                .advise("write the rows into the page"));
            }
        }
        let rows = self.option("header-rows").map_or(Some(0), |line| line.text.parse().ok());
        let Some(rows) = rows else {
            return Err(Fault::new(
                self.head.first,
                "an option header-rows without a number",
                "a number",
            ));
        };
        let content = trimmed(&self.content);
        let table = if self.name.ends_with("csv-table") {
            let header: Vec<Ln<'a>> = self.option("header").into_iter().collect();
            let mark = match self.option("delim").map(|line| line.text) {
                None => ',',
                Some("tab") => '\t',
                Some("space") => ' ',
                Some(text) => text.chars().next().unwrap_or(','),
            };
            listed::read_commas(&header, content, rows, mark, nesting)?
        } else {
            listed::read_lists(content, rows, nesting)?
        };
        let caption = (!self.argument.text.is_empty()).then_some(self.argument);
        Ok(self.with_caption(table, caption.into_iter().collect()))
    }

    fn with_caption(&self, mut table: RawTable<'a>, caption: Vec<Ln<'a>>) -> Element<'a> {
        table.caption = caption;
        let span = span(&self.lines);
        (table.first_line, table.last_line) = (span.first, span.last);
        Element::Table(table)
    }
}
