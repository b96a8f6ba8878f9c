//! What the help of an operation says about its body: a list of all fields.

use taurusdb_descriptor_types::{Field, Schema, Type};

use super::text::wrapped;
use crate::brackets::{assumed, documented, outdated};
use crate::manual::Manual;
use crate::scalar;

/// With less room than this beside them, the docs of fields stand below their names.
const ROOM: usize = 30;
/// Where they stand then.
const BELOW: &str = "        ";

/// The fields of a body, the mandatory ones first, in lines of at most `width` columns.
pub(super) fn table(manual: Manual, schema: &'static Schema, width: usize) -> String {
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
    let mut lines = vec![match rows.iter().any(|row| row.field.is_mandatory()) {
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
        let labels = manual.labels(row.owner, row.field.name, row.field.facts);
        let text = row.text(manual, labels.is_some());
        if is_beside || !text.is_empty() {
            lines.push(wrapped(&text, &first, &rest, width).trim_end().to_owned());
        }
        for line in labels.unwrap_or_default() {
            lines.push(wrapped(&line, &rest, &format!("{rest}  "), width));
        }
    }
    lines.join("\n")
}

struct Row {
    /// The field's name, with the path to it.
    name: String,
    kind: String,
    /// The schema that the field belongs to.
    owner: &'static str,
    field: &'static Field,
}

impl Row {
    fn mark(&self) -> char {
        if self.field.is_mandatory() { '*' } else { ' ' }
    }

    /// What the field is; its values too, unless they stand below with what they mean.
    fn text(&self, manual: Manual, has_labels: bool) -> String {
        let facts = self.field.facts;
        let text = manual.value(self.owner, self.field.name, facts);
        let values = if has_labels { None } else { documented(facts) };
        let marks = [outdated(facts), assumed(facts), values];
        text.into_iter().chain(marks.into_iter().flatten()).collect::<Vec<_>>().join(" ")
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
        for field in schema.fields.iter().filter(|field| field.is_mandatory() == mandatory) {
            let name = format!("{within}{}", field.name);
            let path = match field.kind {
                Type::Array(_) => format!("{name}[]."),
                Type::Map(_) => format!("{name}.*."),
                _ => format!("{name}."),
            };
            let kind = scalar::short(&field.kind);
            rows.push(Row { name, kind, owner: schema.name, field });
            let inner = field.kind.schema();
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
