//! Tables for people: columns side by side, as many as the width of the terminal takes.

use unicode_width::UnicodeWidthStr;

use super::cell;
use super::columns::Column;
use super::node::Node;
use super::shape::Shape;
use crate::paint::Paint;

/// Between two columns.
const GAP: usize = 2;
/// No column is planned wider than this where others could use the room.
const WIDEST: usize = 40;
/// No column is narrower than this; what does not fit then is left out.
const NARROWEST: usize = 6;
/// Stands where a cell was cut.
const MARK: char = '…';

/// A table whose rows come one after the other: its columns and their widths are those of the first rows.
pub(crate) struct Table {
    columns: Vec<Column>,
    widths: Vec<usize>,
    /// How wide a line may be; `None` where nobody looks, and nothing is left out or cut.
    width: Option<usize>,
    paint: Paint,
    /// Titles of the columns that do not fit.
    pub(crate) left_out: Vec<String>,
    /// How many cells were cut.
    pub(crate) cut: usize,
}

impl Table {
    /// Plans a table for these columns, the more telling first, by its first rows.
    pub(crate) fn plan(
        columns: Vec<Column>,
        records: &[Node],
        width: Option<usize>,
        paint: Paint,
    ) -> Self {
        let natural: Vec<usize> = columns
            .iter()
            .map(|column| {
                let cells = records.iter().map(|record| cell::shown(column.of(record)).width());
                cells.max().unwrap_or(0).max(column.title.width())
            })
            .collect();
        let mut table =
            Self { columns, widths: natural, width, paint, left_out: Vec::new(), cut: 0 };
        if let Some(width) = width {
            table.fit(width);
        }
        table
    }

    /// Leaves out what does not fit into a width, and gives the rest of the room to the columns that want it.
    fn fit(&mut self, width: usize) {
        let natural = std::mem::take(&mut self.widths);
        let mut room = width;
        let mut kept = 0;
        for (index, wanted) in natural.iter().enumerate() {
            let gap = if index > 0 { GAP } else { 0 };
            let least = (*wanted).min(WIDEST);
            let taken = match room.checked_sub(gap) {
                Some(left) if least <= left => least,
                // The first columns tell what a row is about: rather cut than left out.
                Some(left) if index == 0 || (index < 3 && left >= NARROWEST) => {
                    left.min(least).max(1)
                }
                _ => break,
            };
            room = room.saturating_sub(gap + taken);
            self.widths.push(taken);
            kept += 1;
        }
        for (width, wanted) in self.widths.iter_mut().zip(&natural) {
            let more = (wanted - *width).min(room);
            *width += more;
            room -= more;
        }
        self.left_out =
            self.columns.split_off(kept).into_iter().map(|column| column.title).collect();
    }

    /// The line above the rows.
    pub(crate) fn head(&mut self, out: &mut String) {
        let titles: Vec<String> =
            self.columns.iter().map(|column| heading(&column.title)).collect();
        let paint = self.paint;
        self.line(&titles, |_, text| paint.heading(text), out);
    }

    /// One row.
    pub(crate) fn row(&mut self, record: &Node, shape: &Shape, out: &mut String) {
        let cells: Vec<String> =
            self.columns.iter().map(|column| cell::shown(column.of(record))).collect();
        let classes: Vec<_> = self
            .columns
            .iter()
            .zip(&cells)
            .map(|(column, word)| shape.class(&column.path, word))
            .collect();
        let paint = self.paint;
        self.line(&cells, |index, text| paint.state(classes[index], text), out);
    }

    fn line(&mut self, cells: &[String], paint: impl Fn(usize, &str) -> String, out: &mut String) {
        let last = cells.len().saturating_sub(1);
        for (index, (cell, width)) in cells.iter().zip(&self.widths).enumerate() {
            let own = cell.width();
            let (text, taken) = match self.width {
                Some(_) if own > *width => {
                    self.cut += 1;
                    let text = start(cell, *width);
                    let taken = text.width();
                    (text, taken)
                }
                _ => (cell.clone(), own),
            };
            out.push_str(&paint(index, &text));
            if index < last {
                out.extend(std::iter::repeat_n(' ', width.saturating_sub(taken) + GAP));
            }
        }
        out.push('\n');
    }
}

/// The start of a text in so many columns, its last one a mark.
fn start(text: &str, width: usize) -> String {
    let mut kept = String::new();
    let mut taken = 0;
    for character in text.chars() {
        let mut bytes = [0; 4];
        let own = character.encode_utf8(&mut bytes).width();
        if taken + own + 1 > width {
            break;
        }
        kept.push(character);
        taken += own;
    }
    kept.push(MARK);
    kept
}

/// One thing: a line for each of its values, the names on the left.
pub(crate) fn pairs(node: &Node, shape: &Shape, paint: Paint) -> String {
    let mut pairs = Vec::new();
    flatten(node, String::new(), &mut Vec::new(), shape, paint, &mut pairs);
    let widest = pairs.iter().map(|(name, _)| name.width()).max().unwrap_or(0);
    let mut out = String::new();
    for (name, value) in pairs {
        out.push_str(&paint.heading(&name));
        out.extend(std::iter::repeat_n(' ', widest - name.width() + GAP));
        out.push_str(&value);
        out.push('\n');
    }
    out
}

fn flatten(
    node: &Node,
    name: String,
    path: &mut Vec<String>,
    shape: &Shape,
    paint: Paint,
    out: &mut Vec<(String, String)>,
) {
    match node {
        Node::Object(members) if !members.is_empty() => {
            for (key, value) in members {
                let key_shown = crate::visible::visible(key);
                let inner = match name.is_empty() {
                    true => key_shown.into_owned(),
                    false => format!("{name}.{key_shown}"),
                };
                path.push(key.clone());
                flatten(value, inner, path, shape, paint, out);
                path.pop();
            }
        }
        Node::List(items) if items.iter().any(|item| !item.is_scalar()) => {
            for (index, item) in items.iter().enumerate() {
                flatten(item, format!("{name}[{index}]"), path, shape, paint, out);
            }
        }
        value => {
            let text =
                if value.is_empty() { cell::NOTHING.to_owned() } else { cell::shown(Some(value)) };
            let class = shape.class(path, &text);
            out.push((name, paint.state(class, &text)));
        }
    }
}

/// A title in capitals, but for the escapes in it.
fn heading(title: &str) -> String {
    match title.contains('\\') {
        true => title.to_owned(),
        false => title.to_uppercase(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Table, pairs};
    use crate::output::columns;
    use crate::output::node::Node;
    use crate::output::shape::Shape;
    use crate::paint::Paint;

    fn laid_out(value: &Value, width: Option<usize>) -> (String, Vec<String>, usize) {
        let records: Vec<Node> = value.as_array().unwrap().iter().map(Node::from).collect();
        let shape = Shape { lead: vec![vec!["id".to_owned()]], ..Shape::default() };
        let columns = columns::telling(&shape, &records);
        let mut table = Table::plan(columns, &records, width, Paint::NONE);
        let mut out = String::new();
        table.head(&mut out);
        records.iter().for_each(|record| table.row(record, &shape, &mut out));
        (out, table.left_out, table.cut)
    }

    #[test]
    fn columns_stand_below_each_other_whatever_the_script() {
        let value = json!([{ "name": "北京", "id": "a", "n": 1.5 }, { "name": "Zürich", "id": "bb", "n": null }]);
        let (out, left_out, cut) = laid_out(&value, None);
        assert_eq!(out, "ID  NAME\na   北京\nbb  Zürich\n");
        assert_eq!((left_out.len(), cut), (0, 0));
    }

    #[test]
    fn what_does_not_fit_is_left_out_or_cut() {
        let long = "x".repeat(60);
        let value = json!([{ "id": "0123456789", "name": long, "more": "abcdefgh", "last": 1 }]);
        let (out, left_out, cut) = laid_out(&value, Some(30));
        assert_eq!(out, format!("ID          NAME\n0123456789  {}…\n", "x".repeat(17)));
        assert_eq!((left_out, cut), (vec!["more".to_owned(), "last".to_owned()], 1));
        let (out, ..) = laid_out(&value, Some(4));
        assert_eq!(out, "ID\n012…\n");
        let (out, left_out, cut) = laid_out(&value, Some(200));
        assert!(out.lines().all(|line| line.len() < 200) && left_out.is_empty() && cut == 0);
    }

    #[test]
    fn one_thing_is_a_line_for_each_value() {
        let value = json!({
            "id": "i1", "volume": { "size": 40 }, "ports": [1, 2], "nodes": [{ "id": "n1" }], "no": null, "none": [],
        });
        let out = pairs(&Node::from(&value), &Shape::default(), Paint::NONE);
        let expected = "\
id           i1
volume.size  40
ports        1, 2
nodes[0].id  n1
no           -
none         -
";
        assert_eq!(out, expected);
    }
}
