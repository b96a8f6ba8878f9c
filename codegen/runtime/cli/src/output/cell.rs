//! A value in one cell of a row, or on one line.

use std::borrow::Cow;

use super::json::{self, Layout};
use super::node::Node;
use crate::paint::Paint;
use crate::visible::visible;

/// Stands for what is not there: a shell that splits at tabs would take two of them for one.
pub(crate) const NOTHING: &str = "-";

/// A value in a table: lists and objects in as few characters as can be read.
pub(crate) fn shown(value: Option<&Node>) -> String {
    match value {
        None | Some(Node::Null) => NOTHING.to_owned(),
        Some(Node::Text(text)) if text.is_empty() => NOTHING.to_owned(),
        Some(node) => brief(node),
    }
}

fn brief(node: &Node) -> String {
    match node {
        Node::Null => "null".to_owned(),
        Node::Bool(yes) => yes.to_string(),
        Node::Number(digits) => digits.clone(),
        Node::Text(text) => visible(text).into_owned(),
        Node::List(items) => {
            let link = if items.iter().all(Node::is_scalar) { ", " } else { "; " };
            items.iter().map(brief).collect::<Vec<_>>().join(link)
        }
        Node::Object(members) => {
            let pairs =
                members.iter().map(|(key, value)| format!("{}={}", visible(key), brief(value)));
            pairs.collect::<Vec<_>>().join(" ")
        }
    }
}

/// A value as programs read it: the text of a text, JSON of lists and objects, and nothing for what is not there.
pub(crate) fn exact(value: Option<&Node>) -> Cow<'_, str> {
    match value {
        None | Some(Node::Null) => "".into(),
        Some(Node::Bool(yes)) => if *yes { "true" } else { "false" }.into(),
        Some(Node::Number(digits)) => digits.into(),
        Some(Node::Text(text)) => visible(text),
        Some(node) => {
            let mut text = json::document(node, Layout { compact: true, paint: Paint::NONE });
            text.truncate(text.trim_end().len());
            text.into()
        }
    }
}
