//! Rows for programs: CSV with a line of titles, and values between tabs for loops of a shell.

use super::cell;
use super::columns::Column;
use super::node::Node;

/// How values are told from each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Separated {
    /// As RFC 4180 says: commas, quotes where they are needed, lines that end in CR LF.
    Csv,
    /// Tabs between values, a line feed behind each row.
    Tabs,
}

impl Separated {
    /// The titles above the rows, in formats that have some.
    pub(crate) fn head(self, columns: &[Column], out: &mut String) {
        if self == Self::Csv {
            csv_line(columns.iter().map(|column| column.title.as_str().into()), out);
        }
    }

    /// One row.
    pub(crate) fn row(self, columns: &[Column], record: &Node, out: &mut String) {
        let values = columns.iter().map(|column| cell::exact(column.of(record)));
        match self {
            Self::Csv => csv_line(values, out),
            Self::Tabs => {
                for (index, value) in values.enumerate() {
                    if index > 0 {
                        out.push('\t');
                    }
                    out.push_str(if value.is_empty() { cell::NOTHING } else { &value });
                }
                out.push('\n');
            }
        }
    }
}

fn csv_line<'a>(values: impl Iterator<Item = std::borrow::Cow<'a, str>>, out: &mut String) {
    let start = out.len();
    for (index, value) in values.enumerate() {
        if index > 0 {
            out.push(',');
        }
        match value.contains([',', '"']) || value.starts_with(' ') || value.ends_with(' ') {
            true => {
                out.push('"');
                out.push_str(&value.replace('"', "\"\""));
                out.push('"');
            }
            false => out.push_str(&value),
        }
    }
    // A line with nothing on it would be no record at all.
    if out.len() == start {
        out.push_str("\"\"");
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Separated;
    use crate::output::columns;
    use crate::output::node::Node;
    use crate::output::shape::Shape;

    fn separated(by: Separated, value: serde_json::Value) -> String {
        let records: Vec<Node> = value.as_array().unwrap().iter().map(Node::from).collect();
        let columns = columns::all(&Shape::default(), &records);
        let mut out = String::new();
        by.head(&columns, &mut out);
        records.iter().for_each(|record| by.row(&columns, record, &mut out));
        out
    }

    #[test]
    fn csv_is_as_the_rfc_has_it() {
        let value = json!([
            { "id": "a,b", "n": 1.5, "x": { "y": "say \"hi\"" }, "l": ["a", { "b": 1 }] },
            { "id": "two\nlines", "n": null, "l": [] },
        ]);
        assert_eq!(
            separated(Separated::Csv, value),
            "id,n,x.y,l\r\n\"a,b\",1.5,\"say \"\"hi\"\"\",\"[\"\"a\"\",{\"\"b\"\":1}]\"\r\n\
             two\\nlines,,,[]\r\n"
        );
        assert_eq!(separated(Separated::Csv, json!([null, ""])), "value\r\n\"\"\r\n\"\"\r\n");
        assert_eq!(separated(Separated::Csv, json!(["=1+1", "-"])), "value\r\n=1+1\r\n-\r\n");
    }

    #[test]
    fn between_tabs_no_value_is_missing_and_none_has_a_tab() {
        let value = json!([{ "id": "a\tb", "name": "" , "n": null, "ok": true }, { "id": "c" }]);
        assert_eq!(separated(Separated::Tabs, value), "a\\tb\t-\t-\ttrue\nc\t-\t-\t-\n");
        assert_eq!(separated(Separated::Tabs, json!(["x", "y"])), "x\ny\n");
        assert_eq!(separated(Separated::Tabs, json!([["x", 1], ["y", 2]])), "x\t1\ny\t2\n");
    }
}
