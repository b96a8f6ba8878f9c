//! An input as YAML: each field with what it is, those that are optional behind a mark.

use taurusdb_descriptor_types::phrase::{self, Style, Subject};
use taurusdb_descriptor_types::{Field, Operation, Schema, Type};

use crate::manual::Manual;
use crate::output::yaml_text;
use crate::sample::{self, Extent};
use crate::scalar;
use crate::tree::{Form, Tree};

/// Lines of comments are no longer than this.
const WIDTH: usize = 100;

pub(super) fn text(
    manual: Manual,
    operation: &'static Operation,
    schema: &'static Schema,
) -> String {
    let needed = sample::body(manual, operation, schema, Extent::Needed);
    let full = sample::body(manual, operation, schema, Extent::Full);
    let Operation { section, method, path, .. } = operation;
    let typed = manual.program.typed(operation);
    let mut text = format!("# Input of `{typed}`: {}\n", manual.operation(operation));
    text += &format!("# API Reference {section} · {method} {path}\n");
    text += "# Optional fields stand behind a #: take it away from the lines of a field to send it.\n\
         # What is optional inside them stands behind one more.\n";
    let mut writer = Writer { manual, lines: Vec::new(), open: Vec::new() };
    writer.record(schema, Some(&needed), &full, 0, 0);
    if writer.lines.iter().all(|line| line.is_empty() || line.trim_start().starts_with('#')) {
        writer.lines.push(String::new());
        writer.lines.push("# Nothing is mandatory.".to_owned());
        writer.lines.push("{}".to_owned());
    }
    text + &writer.lines.join("\n") + "\n"
}

/// Where a value stands, and what stands before it.
struct Line {
    indent: usize,
    /// How many marks it stands behind.
    marks: usize,
    before: String,
}

struct Writer {
    manual: Manual,
    lines: Vec<String>,
    open: Vec<&'static Schema>,
}

impl Writer {
    /// The fields of an object: `needed` has those that are sent, `full` those that may be.
    fn record(
        &mut self,
        schema: &'static Schema,
        needed: Option<&Tree>,
        full: &Tree,
        indent: usize,
        marks: usize,
    ) {
        if self.open.iter().any(|open| std::ptr::eq(*open, schema)) {
            return;
        }
        self.open.push(schema);
        // What is optional in itself and in what is around it. If that is all, the first mark is enough: an object
        // with nothing in it is none.
        let is_free = |field: &Field| !field.is_mandatory() && field.facts.required_when.is_empty();
        let has_more =
            schema.fields.iter().any(|field| !is_free(field) && full.get(field.name).is_some());
        for mandatory in [true, false] {
            for field in schema.fields.iter().filter(|field| field.is_mandatory() == mandatory) {
                let sent = needed.and_then(|needed| needed.get(field.name));
                let Some(full) = full.get(field.name).or(sent) else { continue };
                let is_optional = match marks {
                    0 => sent.is_none(),
                    _ => has_more && is_free(field),
                };
                let marks = marks + usize::from(is_optional);
                if indent == 0 {
                    self.lines.push(String::new());
                }
                self.comments(schema, field, indent, marks);
                let line = Line { indent, marks, before: key(field.name) };
                // Behind a mark, all that the field may have is shown.
                self.field(line, &field.kind, sent.unwrap_or(full), full);
            }
        }
        self.open.pop();
    }

    fn field(&mut self, line: Line, kind: &Type, sent: &Tree, full: &Tree) {
        let Line { indent, marks, before } = line;
        let below = |before: String| Line { indent: indent + 2, marks, before };
        match (&sent.form, kind) {
            (Form::Object(entries), Type::Record(inner)) if !entries.is_empty() => {
                self.line(indent, marks, &before);
                self.record(inner, Some(sent), full, indent + 2, marks);
            }
            (Form::Object(entries), Type::Map(inner)) if !entries.is_empty() => {
                self.line(indent, marks, &before);
                for (name, value) in entries {
                    let full = full.get(name).unwrap_or(value);
                    self.field(below(key(name)), inner, value, full);
                }
            }
            (Form::List(items), Type::Array(inner)) if !items.is_empty() => {
                self.line(indent, marks, &before);
                let full = match &full.form {
                    Form::List(items) => items.as_slice(),
                    _ => &[],
                };
                for (index, item) in items.iter().enumerate() {
                    let full = full.get(index).unwrap_or(item);
                    self.field(below("-".to_owned()), inner, item, full);
                }
            }
            _ => self.line(indent, marks, &format!("{before} {}", scalar_text(sent))),
        }
    }

    /// What a field is, in lines above it.
    fn comments(&mut self, schema: &Schema, field: &Field, indent: usize, marks: usize) {
        let manual = self.manual;
        let facts = field.facts;
        let mut parts = Vec::new();
        if let Some(meaning) = manual.docs.field(schema.name, field.name) {
            parts.push(phrase::described(meaning, facts, Style::Plain));
        } else {
            parts.extend(phrase::limits(facts, Style::Plain));
        }
        let clauses = |name: &str| manual.docs.condition(name).map(str::to_owned);
        let subject = Subject { facts, mandatory: field.mandatory, clauses: &clauses };
        let said = phrase::as_clauses(&phrase::statements(&subject, Style::Plain));
        parts.push(format!("{}{said}", scalar::short(&field.kind)));
        if !field.is_mandatory() && facts.required_when.is_empty() {
            let last = parts.last_mut().expect("it was pushed");
            *last += "; optional";
        }
        let labels = manual.labels(schema.name, field.name, facts).unwrap_or_default();
        for part in parts.into_iter().chain(labels) {
            let mark = "#".repeat(marks);
            let first = format!("{mark}{}# ", " ".repeat(indent));
            let width = WIDTH.max(indent + 40);
            let lines = crate::wrapping::wrapped(&part, &first, &first, width);
            self.lines.extend(lines.lines().map(str::to_owned));
        }
    }

    fn line(&mut self, indent: usize, marks: usize, text: &str) {
        let mark = "#".repeat(marks);
        self.lines.push(format!("{mark}{}{text}", " ".repeat(indent)));
    }
}

fn key(name: &str) -> String {
    format!("{}:", yaml_text(name))
}

fn scalar_text(value: &Tree) -> String {
    match &value.form {
        Form::Text(text) => yaml_text(text),
        _ => value.to_string(),
    }
}
