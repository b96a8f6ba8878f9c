//! The columns of rows: what each is called, and which value of a record it shows.

use std::collections::HashSet;

use super::node::Node;
use super::shape::{Path, Shape};
use crate::visible::visible;

/// One column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Column {
    /// Its way below the record; empty for rows that are no objects.
    pub(crate) path: Path,
    /// What stands above it.
    pub(crate) title: String,
}

impl Column {
    fn new(path: Path) -> Self {
        let title = match path.as_slice() {
            [] => "value".to_owned(),
            names => visible(&names.join(".")).into_owned(),
        };
        Self { path, title }
    }

    /// The value of a record in this column.
    pub(crate) fn of<'a>(&self, record: &'a Node) -> Option<&'a Node> {
        // What an object or a list is made of has columns of its own.
        if self.path.is_empty() && !record.is_scalar() && !record.is_empty() {
            return None;
        }
        self.path.iter().try_fold(record, |node, name| match node {
            Node::List(items) => items.get(name.parse::<usize>().ok()?),
            node => node.get(name),
        })
    }
}

/// All columns that records have: those that lead, the described ones, and what else the records bring.
pub(crate) fn all(shape: &Shape, records: &[Node]) -> Vec<Column> {
    let mut seen = Vec::new();
    let mut known = HashSet::new();
    for record in records {
        gather(record, shape, &mut Vec::new(), &mut known, &mut seen);
    }
    // What is described as one value is one column, whatever it holds: columns must not depend on the data.
    let is_within = |path: &&Path| shape.described.iter().any(|whole| is_below(path, whole));
    let more = seen.iter().filter(|path| !is_within(path));
    let mut columns: Vec<Path> = Vec::new();
    for path in shape.lead.iter().chain(&shape.described).chain(more) {
        if !columns.contains(path) {
            columns.push(path.clone());
        }
    }
    columns.into_iter().map(Column::new).collect()
}

/// Whether a path lies below another one.
fn is_below(path: &Path, above: &Path) -> bool {
    path.len() > above.len() && path.starts_with(above)
}

/// The ways to all values of a record that are no objects, in the order of their coming.
fn gather(
    node: &Node,
    shape: &Shape,
    at: &mut Path,
    known: &mut HashSet<Path>,
    out: &mut Vec<Path>,
) {
    let is_described_object = |at: &Path| shape.described.iter().any(|path| is_below(path, at));
    match node {
        // Nothing, where the description has an object: its members have columns already.
        Node::Null | Node::Object(_) if node.is_empty() && is_described_object(at) => {}
        // A row that is a list has a column for each of its values.
        Node::List(items) if at.is_empty() => {
            for (index, value) in items.iter().enumerate() {
                at.push(index.to_string());
                gather(value, shape, at, known, out);
                at.pop();
            }
        }
        Node::Object(members) if !members.is_empty() => {
            for (key, value) in members {
                at.push(key.clone());
                gather(value, shape, at, known, out);
                at.pop();
            }
        }
        _ => {
            if known.insert(at.clone()) {
                out.push(at.clone());
            }
        }
    }
}

/// The columns for a table: those that lead, and single values of the records themselves that most of them have.
pub(crate) fn telling(shape: &Shape, records: &[Node]) -> Vec<Column> {
    let all = all(shape, records);
    let tells = |column: &Column| {
        let values = records.iter().filter_map(|record| column.of(record));
        let there = values.filter(|value| value.is_scalar() && **value != Node::Null).count();
        let is_own = column.path.len() <= 1 && 2 * there > records.len();
        // A row that is a single value has nothing else to show.
        let is_row = column.path.is_empty();
        is_own || (there > 0 && (is_row || shape.lead.contains(&column.path)))
    };
    let chosen: Vec<Column> = all.iter().filter(|column| tells(column)).cloned().collect();
    // Records of nothing but lists are shown all the same.
    if chosen.is_empty() { all } else { chosen }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{all, telling};
    use crate::output::node::Node;
    use crate::output::shape::Shape;

    fn records(value: serde_json::Value) -> Vec<Node> {
        value.as_array().unwrap().iter().map(Node::from).collect()
    }

    fn titles(columns: Vec<super::Column>) -> Vec<String> {
        columns.into_iter().map(|column| column.title).collect()
    }

    fn path(text: &str) -> Vec<String> {
        text.split('.').map(str::to_owned).collect()
    }

    #[test]
    fn what_leads_comes_first_then_what_is_described_then_the_rest() {
        let shape = Shape {
            lead: vec![path("id"), path("name")],
            described: vec![path("name"), path("volume.size"), path("id"), path("labels")],
            ..Shape::default()
        };
        let records = records(
            json!([{ "new": 1, "id": "a", "volume": { "size": 1 }, "labels": { "k": "v" } }]),
        );
        assert_eq!(titles(all(&shape, &records)), ["id", "name", "volume.size", "labels", "new"]);
        assert_eq!(titles(all(&shape, &[])), ["id", "name", "volume.size", "labels"]);
    }

    #[test]
    fn a_table_shows_single_values_that_most_records_have() {
        let shape = Shape { lead: vec![path("id")], ..Shape::default() };
        let records = records(json!([
            { "rare": 1, "list": [1], "id": 1, "name": "a" }, { "id": 2, "name": "b", "gone": null }, { "name": "c" }
        ]));
        assert_eq!(titles(telling(&shape, &records)), ["id", "name"]);
        assert_eq!(
            titles(telling(&Shape::default(), &super::tests::records(json!([1, "a"])))),
            ["value"]
        );
    }

    #[test]
    fn a_row_that_is_a_single_value_is_shown_among_others() {
        let records = records(json!([{ "id": 1 }, 5, { "id": 2 }, null, { "id": 3 }]));
        let columns = telling(&Shape::default(), &records);
        let value = columns.iter().find(|column| column.title == "value").unwrap();
        let shown: Vec<bool> = records.iter().map(|one| value.of(one).is_some()).collect();
        // What others are made of stands in their own columns alone.
        assert_eq!(shown, [false, true, false, true, false]);
    }

    #[test]
    fn titles_do_not_act_on_a_terminal() {
        let records = records(json!([{ "\u{1b}[2J": 1 }]));
        assert_eq!(titles(all(&Shape::default(), &records)), [r"\u001b[2J"]);
    }
}
