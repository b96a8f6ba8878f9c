//! A page about one thing: made once, shown as text to people and as JSON to programs.

use serde_json::{Map, Value, json};

use crate::wrapping::wrapped;

/// A page about one thing.
pub(super) struct Page {
    /// What sort of thing it is, in one word for programs: `error_code`, `field`.
    kind: &'static str,
    name: String,
    /// What stands beside the name in the title.
    beside: String,
    /// What it is, in a sentence.
    meaning: Option<String>,
    entries: Vec<Entry>,
}

struct Entry {
    key: &'static str,
    shown: Shown,
    value: Value,
}

/// How an entry looks as text.
enum Shown {
    /// Behind its key.
    Beside(String),
    /// Below its key, a row for each.
    Below(Vec<Row>),
}

/// One row of a table. The text is laid out in what the columns leave, or stands below them.
#[derive(Default)]
pub(super) struct Row {
    pub(super) columns: Vec<String>,
    pub(super) text: String,
    /// Lines that belong to the text, below it.
    pub(super) below: Vec<String>,
    /// The row, for programs.
    pub(super) value: Value,
}

/// How far keys are indented, and rows.
const INDENT: &str = "  ";
/// With less room than this beside the columns, texts stand below them.
const ROOM: usize = 30;

impl Page {
    pub(super) fn new(kind: &'static str, name: impl Into<String>) -> Self {
        Self { kind, name: name.into(), beside: String::new(), meaning: None, entries: Vec::new() }
    }

    /// Text that stands beside the name. Programs find what it says in the entries.
    pub(super) fn beside(&mut self, text: impl Into<String>) {
        self.beside = text.into();
    }

    /// What the thing is; nothing where nobody has said it.
    pub(super) fn meaning(&mut self, text: Option<impl Into<String>>) {
        self.meaning = text.map(Into::into).filter(|text| !text.is_empty());
    }

    /// A text behind its key. Its words are separated by underscores in `key`.
    pub(super) fn line(&mut self, key: &'static str, text: impl Into<String>) {
        let text = text.into();
        let value = json!(text);
        self.line_of(key, text, value);
    }

    /// A text behind its key, which programs get as another value.
    pub(super) fn line_of(&mut self, key: &'static str, text: impl Into<String>, value: Value) {
        let shown = Shown::Beside(text.into());
        self.entries.push(Entry { key, shown, value });
    }

    /// Rows below their key; nothing if there are none.
    pub(super) fn rows(&mut self, key: &'static str, rows: Vec<Row>) {
        if rows.is_empty() {
            return;
        }
        let value = rows.iter().map(|row| row.value.clone()).collect();
        self.entries.push(Entry { key, shown: Shown::Below(rows), value });
    }

    /// Names behind their key, separated by commas; nothing if there are none.
    pub(super) fn names(&mut self, key: &'static str, names: &[impl AsRef<str>]) {
        if names.is_empty() {
            return;
        }
        let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
        self.line_of(key, names.join(", "), json!(names));
    }

    /// The page for people, in lines of at most `width` columns where words allow it.
    pub(super) fn text(&self, width: usize) -> String {
        let mut out = match self.beside.is_empty() {
            true => format!("{}\n", self.name),
            false => format!("{} · {}\n", self.name, self.beside),
        };
        if let Some(meaning) = &self.meaning {
            out += &wrapped(meaning, INDENT, INDENT, width);
            out.push('\n');
        }
        let beside = self.entries.iter().filter(|entry| matches!(entry.shown, Shown::Beside(_)));
        let column = beside.map(|entry| entry.key.chars().count()).max().unwrap_or(0);
        for Entry { key, shown, .. } in &self.entries {
            let label = label(key);
            match shown {
                Shown::Beside(text) => {
                    let first = format!("{INDENT}{label:column$}  ");
                    let rest = " ".repeat(first.chars().count());
                    out += &wrapped(text, &first, &rest, width);
                    out.push('\n');
                }
                Shown::Below(rows) => {
                    out += &format!("\n{INDENT}{label}\n");
                    table(rows, width, &mut out);
                }
            }
        }
        out
    }

    /// The page for programs.
    pub(super) fn json(&self) -> Value {
        let mut object = Map::new();
        object.insert("kind".to_owned(), self.kind.into());
        object.insert("name".to_owned(), self.name.clone().into());
        if let Some(meaning) = &self.meaning {
            object.insert("meaning".to_owned(), meaning.clone().into());
        }
        for Entry { key, value, .. } in &self.entries {
            object.insert((*key).to_owned(), value.clone());
        }
        object.into()
    }
}

/// `value_from` as people read it: `Value from`.
fn label(key: &str) -> String {
    let words = key.replace('_', " ");
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    first + letters.as_str()
}

fn table(rows: &[Row], width: usize, out: &mut String) {
    let count = rows.iter().map(|row| row.columns.len()).max().unwrap_or(0);
    let width_of = |at: usize| {
        let cells = rows.iter().filter_map(|row| row.columns.get(at));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..count).map(width_of).collect();
    let indent = INDENT.repeat(2);
    let all = indent.len() + widths.iter().map(|width| width + 2).sum::<usize>();
    let is_beside = all + ROOM <= width;
    for row in rows {
        let mut head = indent.clone();
        for (at, cell) in row.columns.iter().enumerate() {
            let cell_width = if is_beside { widths[at] } else { 0 };
            head += &format!("{cell:cell_width$}  ");
        }
        let (first, rest) = match is_beside || row.text.is_empty() {
            true => (head, " ".repeat(all)),
            false => {
                out.push_str(head.trim_end());
                out.push('\n');
                let below = indent.clone() + &INDENT.repeat(2);
                (below.clone(), below)
            }
        };
        out.push_str(wrapped(&row.text, &first, &rest, width).trim_end());
        out.push('\n');
        let rest = if is_beside { rest } else { indent.clone() + &INDENT.repeat(2) };
        for line in &row.below {
            out.push_str(&wrapped(line, &rest, &format!("{rest}  "), width));
            out.push('\n');
        }
    }
}
