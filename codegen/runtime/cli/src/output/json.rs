//! JSON on standard output: it parses in a strict parser, and nothing in it acts on a terminal.

use taurusdb_descriptor_types::resources::FieldPath;

use super::node::Node;
use crate::paint::Paint;
use crate::visible::push_quoted;

/// How JSON is laid out.
#[derive(Clone, Copy)]
pub(crate) struct Layout {
    /// Without any space.
    pub(crate) compact: bool,
    pub(crate) paint: Paint,
}

/// A document on a line of its own, or on several.
pub(crate) fn document(node: &Node, layout: Layout) -> String {
    let mut out = String::new();
    write(node, 0, layout, &mut out);
    out.push('\n');
    out
}

/// A document around a list whose elements come later: what stands before them and behind them.
pub(crate) struct Around {
    pub(crate) before: String,
    pub(crate) after: String,
    level: usize,
    layout: Layout,
    has_items: bool,
}

impl Around {
    /// The document around the list at `path`, whatever is in that list.
    pub(crate) fn new(node: &Node, path: FieldPath, layout: Layout) -> Self {
        let names: Vec<&str> = path.segments().map(|segment| segment.name).collect();
        let (mut before, mut after) = (String::new(), String::new());
        let level = open(node, &names, 0, layout, &mut before, &mut after);
        after.push('\n');
        Self { before, after, level, layout, has_items: false }
    }

    /// One more element.
    pub(crate) fn item(&mut self, node: &Node, out: &mut String) {
        if self.has_items {
            out.push(',');
        }
        self.has_items = true;
        new_line(self.level, self.layout, out);
        write(node, self.level, self.layout, out);
    }

    /// The end of the list, and what stands behind it.
    pub(crate) fn close(&self, out: &mut String) {
        if self.has_items {
            new_line(self.level - 1, self.layout, out);
        }
        out.push_str(&self.after);
    }
}

/// Writes down to the list, and returns the level of its elements.
fn open(
    node: &Node,
    names: &[&str],
    level: usize,
    layout: Layout,
    before: &mut String,
    after: &mut String,
) -> usize {
    let (Some((name, deeper)), Node::Object(members)) = (names.split_first(), node) else {
        before.push('[');
        after.insert(0, ']');
        return level + 1;
    };
    before.push('{');
    let place = members.iter().position(|(key, _)| key == name).unwrap_or(members.len());
    for (index, (key, value)) in members.iter().enumerate().take(place) {
        if index > 0 {
            before.push(',');
        }
        member(key, value, level + 1, layout, before);
    }
    if place > 0 {
        before.push(',');
    }
    new_line(level + 1, layout, before);
    write_key(name, layout, before);
    let nothing = Node::Null;
    let inner = members.get(place).map_or(&nothing, |(_, value)| value);
    let mut rest = String::new();
    for (key, value) in members.iter().skip(place + 1) {
        rest.push(',');
        member(key, value, level + 1, layout, &mut rest);
    }
    new_line(level, layout, &mut rest);
    rest.push('}');
    after.insert_str(0, &rest);
    open(inner, deeper, level + 1, layout, before, after)
}

fn member(key: &str, value: &Node, level: usize, layout: Layout, out: &mut String) {
    new_line(level, layout, out);
    write_key(key, layout, out);
    write(value, level, layout, out);
}

fn write_key(key: &str, layout: Layout, out: &mut String) {
    let mut text = String::new();
    push_quoted(key, &mut text);
    out.push_str(&layout.paint.key(&text));
    out.push_str(if layout.compact { ":" } else { ": " });
}

fn write(node: &Node, level: usize, layout: Layout, out: &mut String) {
    match node {
        Node::Null => out.push_str("null"),
        Node::Bool(yes) => out.push_str(if *yes { "true" } else { "false" }),
        Node::Number(digits) => out.push_str(digits),
        Node::Text(text) => push_quoted(text, out),
        Node::List(items) if items.is_empty() => out.push_str("[]"),
        Node::List(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                new_line(level + 1, layout, out);
                write(item, level + 1, layout, out);
            }
            new_line(level, layout, out);
            out.push(']');
        }
        Node::Object(members) if members.is_empty() => out.push_str("{}"),
        Node::Object(members) => {
            out.push('{');
            for (index, (key, value)) in members.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                member(key, value, level + 1, layout, out);
            }
            new_line(level, layout, out);
            out.push('}');
        }
    }
}

fn new_line(level: usize, layout: Layout, out: &mut String) {
    if !layout.compact {
        out.push('\n');
        out.extend(std::iter::repeat_n("  ", level));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use taurusdb_descriptor_types::resources::FieldPath;

    use super::{Around, Layout, document};
    use crate::output::node::Node;
    use crate::paint::Paint;

    fn layout(compact: bool) -> Layout {
        Layout { compact, paint: Paint::NONE }
    }

    #[track_caller]
    fn laid_out_as_serde_does(value: Value) {
        let node = Node::from(&value);
        assert_eq!(document(&node, layout(true)), format!("{value}\n"));
        assert_eq!(document(&node, layout(false)), format!("{value:#}\n"));
    }

    #[test]
    fn looks_as_usual() {
        laid_out_as_serde_does(
            json!({ "a": [1, -2.5, {}, []], "b": { "c": null, "d": [[true], "x"] } }),
        );
        laid_out_as_serde_does(json!([]));
        laid_out_as_serde_does(json!("a \"quoted\" \\ Zürich, 北京"));
    }

    #[test]
    fn numbers_stay_as_they_are_written() {
        let digits = Node::Number("1.10".to_owned());
        assert_eq!(document(&digits, layout(false)), "1.10\n");
    }

    #[track_caller]
    fn streams(value: Value, path: &'static str, list: Value) {
        for compact in [false, true] {
            let mut around = Around::new(&Node::from(&value), FieldPath(path), layout(compact));
            let mut out = around.before.clone();
            for item in list.as_array().unwrap() {
                around.item(&Node::from(item), &mut out);
            }
            around.close(&mut out);
            let mut whole = value.clone();
            match path {
                "" => whole = list.clone(),
                path => *path.split('.').fold(&mut whole, |at, name| &mut at[name]) = list.clone(),
            }
            assert_eq!(out, document(&Node::from(&whole), layout(compact)));
        }
    }

    #[test]
    fn a_document_in_pieces_is_the_whole_one() {
        streams(json!({ "a": 1, "l": [9], "z": { "b": [] } }), "l", json!([1, { "x": [2] }]));
        streams(json!({ "l": [9] }), "l", json!([]));
        streams(json!({ "q": { "r": [1], "n": 2 }, "t": 3 }), "q.r", json!(["a", "b"]));
        streams(json!({ "total": 0 }), "l", json!([1]));
        streams(json!([1, 2]), "", json!([3]));
    }
}
