//! The elements and texts of one page, each with its line.

use html5ever::LocalName;
use html5ever::tendril::StrTendril;

/// The number of a node.
pub(super) type Id = usize;

/// A page as a tree. Node 0 is the page itself.
#[derive(Debug)]
pub(super) struct Tree {
    pub(super) nodes: Vec<Node>,
}

/// An element or a text.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) kind: Kind,
    /// The line where its tag ends, or where its text begins.
    pub(super) line: u32,
    pub(super) parent: Option<Id>,
    pub(super) children: Vec<Id>,
    pub(super) depth: u32,
}

#[derive(Debug)]
pub(super) enum Kind {
    Page,
    Element(Element),
    /// Text of one line.
    Text(String),
}

#[derive(Debug)]
pub(super) struct Element {
    pub(super) name: LocalName,
    pub(super) attributes: Vec<(LocalName, StrTendril)>,
}

impl Tree {
    /// The line of a node.
    pub(super) fn line(&self, id: Id) -> u32 {
        self.nodes[id].line
    }

    /// The nodes directly below a node.
    pub(super) fn children(&self, id: Id) -> &[Id] {
        &self.nodes[id].children
    }

    /// The node that contains a node.
    pub(super) fn parent(&self, id: Id) -> Option<Id> {
        self.nodes[id].parent
    }

    /// The name of an element; empty for a text.
    pub(super) fn name(&self, id: Id) -> &str {
        match &self.nodes[id].kind {
            Kind::Element(element) => &element.name,
            _ => "",
        }
    }

    /// The text, if the node is one.
    pub(super) fn text(&self, id: Id) -> Option<&str> {
        match &self.nodes[id].kind {
            Kind::Text(text) => Some(text),
            _ => None,
        }
    }

    /// An attribute of an element.
    pub(super) fn attribute(&self, id: Id, name: &str) -> Option<&str> {
        let Kind::Element(element) = &self.nodes[id].kind else { return None };
        let found = element.attributes.iter().find(|(known, _)| &**known == name);
        found.map(|(_, value)| &**value)
    }

    /// Whether an element has this class.
    pub(super) fn has_class(&self, id: Id, class: &str) -> bool {
        let classes = self.attribute(id, "class").unwrap_or_default();
        classes.split_ascii_whitespace().any(|known| known.eq_ignore_ascii_case(class))
    }

    /// The node and all below it, in the order of the page.
    pub(super) fn below(&self, id: Id) -> Below<'_> {
        Below { tree: self, open: vec![id] }
    }

    /// The first element of that name below a node.
    pub(super) fn first(&self, id: Id, name: &str) -> Option<Id> {
        self.below(id).find(|&id| self.name(id) == name)
    }
}

/// Nodes in the order of the page.
pub(super) struct Below<'a> {
    tree: &'a Tree,
    open: Vec<Id>,
}

impl Iterator for Below<'_> {
    type Item = Id;

    fn next(&mut self) -> Option<Id> {
        let id = self.open.pop()?;
        self.open.extend(self.tree.nodes[id].children.iter().rev());
        Some(id)
    }
}
