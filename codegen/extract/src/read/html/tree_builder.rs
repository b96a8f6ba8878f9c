//! Puts the nodes of a page where the library for HTML says.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName, QualName, ns};

use super::tree::{Element, Id, Kind, Node};

/// What the library builds the tree with.
pub(super) struct Builder {
    pub(super) nodes: RefCell<Vec<Node>>,
    pub(super) line: Cell<u32>,
    /// The depth of the place where the last node was put.
    pub(super) depth: Cell<u32>,
}

/// A node, as the library holds it.
#[derive(Clone)]
pub(super) struct Handle {
    id: Id,
    name: std::rc::Rc<QualName>,
}

/// The node for what is no part of the page, such as comments.
const NOWHERE: Id = usize::MAX;

impl Builder {
    pub(super) fn new(line: u32) -> Self {
        let page = Node { kind: Kind::Page, line, parent: None, children: Vec::new(), depth: 0 };
        Self { nodes: RefCell::new(vec![page]), line: Cell::new(line), depth: Cell::new(0) }
    }

    fn handle(id: Id) -> Handle {
        let name = QualName::new(None, ns!(), LocalName::from(""));
        Handle { id, name: std::rc::Rc::new(name) }
    }

    fn push(&self, kind: Kind) -> Id {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node {
            kind,
            line: self.line.get(),
            parent: None,
            children: Vec::new(),
            depth: 0,
        });
        nodes.len() - 1
    }

    /// Puts a node or text below `parent`, before its child `next` if there is one.
    fn put(&self, parent: Id, next: Option<Id>, child: NodeOrText<Handle>) {
        let depth = self.nodes.borrow().get(parent).map_or(0, |node| node.depth);
        let id = match child {
            NodeOrText::AppendNode(handle) if handle.id == NOWHERE => {
                self.depth.set(depth);
                return;
            }
            NodeOrText::AppendNode(handle) => {
                self.depth.set(depth + 1);
                handle.id
            }
            NodeOrText::AppendText(text) => {
                if next.is_none() && self.extend(parent, &text) {
                    return;
                }
                self.push(Kind::Text(text.to_string()))
            }
        };
        self.detach(id);
        let mut nodes = self.nodes.borrow_mut();
        nodes[id].parent = Some(parent);
        nodes[id].depth = depth + 1;
        let children = &mut nodes[parent].children;
        let at = next.and_then(|next| children.iter().rposition(|&child| child == next));
        children.insert(at.unwrap_or(children.len()), id);
    }

    /// Adds to the last text below a node, if it is of the same line.
    fn extend(&self, parent: Id, more: &str) -> bool {
        let mut nodes = self.nodes.borrow_mut();
        let Some(&last) = nodes[parent].children.last() else { return false };
        let node = &mut nodes[last];
        match &mut node.kind {
            Kind::Text(text) if node.line == self.line.get() => {
                text.push_str(more);
                true
            }
            _ => false,
        }
    }

    fn detach(&self, id: Id) {
        let mut nodes = self.nodes.borrow_mut();
        if let Some(parent) = nodes[id].parent.take() {
            nodes[parent].children.retain(|&child| child != id);
        }
    }
}

impl TreeSink for Builder {
    type Handle = Handle;
    type Output = Self;
    type ElemName<'a> = &'a QualName;

    fn finish(self) -> Self {
        self
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        Self::handle(0)
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> &'a QualName {
        &target.name
    }

    fn create_element(
        &self,
        name: QualName,
        attributes: Vec<Attribute>,
        _: ElementFlags,
    ) -> Handle {
        let attributes =
            attributes.into_iter().map(|a| (a.name.local, a.value)).collect::<Vec<_>>();
        let element = Element { name: name.local.clone(), attributes };
        Handle { id: self.push(Kind::Element(element)), name: std::rc::Rc::new(name) }
    }

    fn create_comment(&self, _: StrTendril) -> Handle {
        Self::handle(NOWHERE)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        Self::handle(NOWHERE)
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.put(parent.id, None, child);
    }

    fn append_based_on_parent_node(
        &self,
        element: &Handle,
        previous: &Handle,
        child: NodeOrText<Handle>,
    ) {
        let has_parent = self.nodes.borrow()[element.id].parent.is_some();
        if has_parent {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Handle) -> Handle {
        target.clone()
    }

    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        x.id == y.id
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Handle, node: NodeOrText<Handle>) {
        let parent = self.nodes.borrow()[sibling.id].parent;
        if let Some(parent) = parent {
            self.put(parent, Some(sibling.id), node);
        }
    }

    fn add_attrs_if_missing(&self, _: &Handle, _: Vec<Attribute>) {}

    fn remove_from_parent(&self, target: &Handle) {
        self.detach(target.id);
    }

    fn reparent_children(&self, node: &Handle, parent: &Handle) {
        let children = std::mem::take(&mut self.nodes.borrow_mut()[node.id].children);
        for child in children {
            self.nodes.borrow_mut()[child].parent = None;
            self.put(parent.id, None, NodeOrText::AppendNode(Self::handle(child)));
        }
    }
}
