//! What the help of an operation says of its body: a table of all fields.

use taurusdb_tables::{Field, Schema, Type};

use super::page::{documented, labelled};
use super::text::wrapped;
use crate::scalar;

/// With less room than this beside them, the docs of fields stand below their names.
const ROOM: usize = 30;
/// Where they stand then.
const BELOW: &str = "        ";

/// The fields of a body, the mandatory ones first, in lines of at most `width` columns.
pub(super) fn table(schema: &'static Schema, width: usize) -> String {
    let mut rows = Vec::new();
    collect(schema, "", &mut vec![schema], &mut rows);
    if rows.is_empty() {
        return "Input: a JSON object".to_owned();
    }
    let columns = |text: fn(&Row) -> &str| rows.iter().map(|row| text(row).chars().count()).max();
    let name_width = columns(|row| &row.name).unwrap_or(0);
    let kind_width = columns(|row| &row.kind).unwrap_or(0);
    let column = "  * ".len() + name_width + 2 + kind_width + 2;
    let is_beside = column + ROOM <= width;
    let mut lines = vec![match rows.iter().any(|row| row.field.required) {
        true => "Input: a JSON object; * marks what an object cannot do without".to_owned(),
        false => "Input: a JSON object; every field is optional".to_owned(),
    }];
    for row in &rows {
        let (mark, name, kind) = (row.mark(), &row.name, &row.kind);
        let (first, rest) = if is_beside {
            let first = format!("  {mark} {name:name_width$}  {kind:kind_width$}  ");
            (first, " ".repeat(column))
        } else {
            lines.push(format!("  {mark} {name}  {kind}"));
            (BELOW.to_owned(), BELOW.to_owned())
        };
        if is_beside || !row.doc().is_empty() {
            lines.push(wrapped(&row.doc(), &first, &rest, width).trim_end().to_owned());
        }
        for line in labelled(row.field.values, row.field.labels) {
            lines.push(wrapped(&line, &rest, &format!("{rest}  "), width));
        }
    }
    lines.join("\n")
}

struct Row {
    /// The field's name, with the path to it.
    name: String,
    kind: String,
    field: &'static Field,
}

impl Row {
    fn mark(&self) -> char {
        if self.field.required { '*' } else { ' ' }
    }

    fn doc(&self) -> String {
        let Field { doc, values, labels, default, .. } = self.field;
        let doc = (!doc.is_empty()).then(|| (*doc).to_owned());
        let values = if labels.is_empty() { documented(values) } else { None };
        let default = default.map(|default| format!("[default: {default}]"));
        doc.into_iter().chain(default).chain(values).collect::<Vec<_>>().join(" ")
    }
}

/// Collects the fields of a body and of the objects in it.
fn collect(
    schema: &'static Schema,
    within: &str,
    open: &mut Vec<&'static Schema>,
    rows: &mut Vec<Row>,
) {
    for mandatory in [true, false] {
        for field in schema.fields.iter().filter(|field| field.required == mandatory) {
            let name = format!("{within}{}", field.name);
            let path = match field.kind {
                Type::Array(_) => format!("{name}[]."),
                Type::Map(_) => format!("{name}.*."),
                _ => format!("{name}."),
            };
            rows.push(Row { name, kind: scalar::short(&field.kind), field });
            let inner = record_in(&field.kind);
            let Some(inner) = inner.filter(|inner| !open.iter().any(|o| std::ptr::eq(*o, *inner)))
            else {
                continue;
            };
            open.push(inner);
            collect(inner, &path, open, rows);
            open.pop();
        }
    }
}

fn record_in(kind: &Type) -> Option<&'static Schema> {
    match kind {
        Type::Record(schema) => Some(schema),
        Type::Array(element) | Type::Map(element) => record_in(element),
        _ => None,
    }
}
