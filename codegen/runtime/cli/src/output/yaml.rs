//! YAML on standard output: block style, with quotes wherever a parser could take a text for something else.

use taurusdb_descriptor_types::is_invisible;
use taurusdb_descriptor_types::resources::FieldPath;

use super::node::Node;
use crate::visible::push_quoted;

/// A document.
pub(crate) fn document(node: &Node) -> String {
    let mut out = String::new();
    block(node, 0, &mut out);
    out
}

/// A document around a list whose elements come later: what stands before them and behind them.
pub(crate) struct Around {
    pub(crate) before: String,
    after: String,
    indent: usize,
    has_items: bool,
}

impl Around {
    /// The document around the list at `path`, whatever is in that list.
    pub(crate) fn new(node: &Node, path: FieldPath) -> Self {
        let names: Vec<&str> = path.segments().map(|segment| segment.name).collect();
        let (mut before, mut after) = (String::new(), String::new());
        let indent = open(node, &names, 0, &mut before, &mut after);
        Self { before, after, indent, has_items: false }
    }

    /// One more element.
    pub(crate) fn item(&mut self, node: &Node, out: &mut String) {
        if !self.has_items && !self.before.is_empty() {
            out.push('\n');
        }
        self.has_items = true;
        spaces(self.indent, out);
        item(node, self.indent, out);
    }

    /// The end of the list, and what stands behind it.
    pub(crate) fn close(&self, out: &mut String) {
        match (self.has_items, self.before.is_empty()) {
            (true, _) => {}
            (false, true) => out.push_str("[]\n"),
            (false, false) => out.push_str(" []\n"),
        }
        out.push_str(&self.after);
    }
}

/// Writes down to the list, and returns how far its elements are indented.
fn open(
    node: &Node,
    names: &[&str],
    indent: usize,
    before: &mut String,
    after: &mut String,
) -> usize {
    let (Some((name, deeper)), Node::Object(members)) = (names.split_first(), node) else {
        // The mark of an element stands below the key of its list.
        return indent.saturating_sub(2);
    };
    if indent > 0 {
        before.push('\n');
    }
    let place = members.iter().position(|(key, _)| key == name).unwrap_or(members.len());
    for (key, value) in members.iter().take(place) {
        spaces(indent, before);
        member(key, value, indent, before);
    }
    spaces(indent, before);
    before.push_str(&text(name));
    before.push(':');
    let mut rest = String::new();
    for (key, value) in members.iter().skip(place + 1) {
        spaces(indent, &mut rest);
        member(key, value, indent, &mut rest);
    }
    after.insert_str(0, &rest);
    let nothing = Node::Null;
    let inner = members.get(place).map_or(&nothing, |(_, value)| value);
    open(inner, deeper, indent + 2, before, after)
}

/// The lines of a value; the first one is indented already.
fn block(node: &Node, indent: usize, out: &mut String) {
    match node {
        Node::Object(members) if !members.is_empty() => {
            for (index, (key, value)) in members.iter().enumerate() {
                if index > 0 {
                    spaces(indent, out);
                }
                member(key, value, indent, out);
            }
        }
        Node::List(items) if !items.is_empty() => {
            for (index, one) in items.iter().enumerate() {
                if index > 0 {
                    spaces(indent, out);
                }
                item(one, indent, out);
            }
        }
        scalar => {
            out.push_str(&inline(scalar));
            out.push('\n');
        }
    }
}

fn member(key: &str, value: &Node, indent: usize, out: &mut String) {
    out.push_str(&text(key));
    out.push(':');
    let inner = match value {
        Node::Object(members) if !members.is_empty() => indent + 2,
        Node::List(items) if !items.is_empty() => indent,
        scalar => {
            out.push(' ');
            out.push_str(&inline(scalar));
            out.push('\n');
            return;
        }
    };
    out.push('\n');
    spaces(inner, out);
    block(value, inner, out);
}

fn item(node: &Node, indent: usize, out: &mut String) {
    out.push_str("- ");
    block(node, indent + 2, out);
}

fn spaces(count: usize, out: &mut String) {
    out.extend(std::iter::repeat_n(' ', count));
}

/// A value that has no lines of its own.
fn inline(node: &Node) -> String {
    match node {
        Node::Null => "null".to_owned(),
        Node::Bool(yes) => yes.to_string(),
        Node::Number(digits) => digits.clone(),
        Node::Text(own) => text(own),
        Node::List(_) => "[]".to_owned(),
        Node::Object(_) => "{}".to_owned(),
    }
}

/// Words that a parser of one version or another takes for something else.
const RESERVED: [&str; 9] = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];

/// A text, without quotes where it stays a text in every version of YAML.
pub(crate) fn text(text: &str) -> String {
    let is_inner = |c: char| c.is_alphanumeric() || "_-./@+: ".contains(c);
    let is_plain = text.starts_with(|c: char| c.is_alphabetic() || c == '_' || c == '/')
        && text.chars().all(|c| is_inner(c) && !is_invisible(c))
        && !text.ends_with([' ', ':'])
        && !text.contains(": ")
        && !RESERVED.iter().any(|word| text.eq_ignore_ascii_case(word));
    if is_plain {
        return text.to_owned();
    }
    let mut out = String::new();
    push_quoted(text, &mut out);
    out
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use taurusdb_descriptor_types::resources::FieldPath;

    use super::{Around, document};
    use crate::output::node::Node;

    fn yaml(value: &Value) -> String {
        document(&Node::from(value))
    }

    #[test]
    fn looks_as_people_write_it() {
        let value = json!({
            "id": "i1", "size": 40, "tags": [{ "key": "a", "value": "yes" }, { "key": "b", "value": null }],
            "none": [], "volume": { "type": "SSD", "used": {} }, "ports": [3306, 3307], "grid": [[1, 2], []],
        });
        let expected = "\
id: i1
size: 40
tags:
- key: a
  value: \"yes\"
- key: b
  value: null
none: []
volume:
  type: SSD
  used: {}
ports:
- 3306
- 3307
grid:
- - 1
  - 2
- []
";
        assert_eq!(yaml(&value), expected);
    }

    #[test]
    fn what_is_no_plain_text_has_quotes() {
        for tricky in [
            "",
            "true",
            "No",
            "~",
            "1.10",
            "0x1f",
            "1e5",
            "-",
            "- a",
            "a: b",
            "a:",
            " a",
            "a ",
            "#a",
            "a #b",
            "'",
            "&a",
            "*a",
            "!a",
            "|",
            ">",
            "%",
            "@a",
            "`a",
            "{a",
            "[a",
            "?",
            "=",
            "<<",
            "2024-12-31",
            ".inf",
            "\u{1b}",
        ] {
            let out = yaml(&json!(tricky));
            assert!(out.starts_with('"') && out.ends_with("\"\n"), "{tricky:?} became {out:?}");
        }
        assert_eq!(yaml(&json!("http://h/p, or not")), "\"http://h/p, or not\"\n");
        assert_eq!(yaml(&json!("http://h:80/p")), "http://h:80/p\n");
        assert_eq!(yaml(&json!("two words")), "two words\n");
    }

    #[track_caller]
    fn streams(value: Value, path: &'static str, list: Value) {
        let mut around = Around::new(&Node::from(&value), FieldPath(path));
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
        assert_eq!(out, yaml(&whole));
    }

    #[test]
    fn a_document_in_pieces_is_the_whole_one() {
        streams(json!({ "a": 1, "l": [9], "z": { "b": [] } }), "l", json!([1, { "x": [2] }]));
        streams(json!({ "l": [9] }), "l", json!([]));
        streams(json!({ "q": { "r": [1], "n": 2 }, "t": 3 }), "q.r", json!(["a", "b"]));
        streams(json!([1, 2]), "", json!([3]));
        streams(json!([1, 2]), "", json!([]));
    }
}
