//! The elements and texts of one page, each with its line, as a library for HTML finds them.
//!
//! The library reads what browsers read: tags in any case, tags that are never closed, text in
//! places where none may be. It is fed line by line, so that the line of each text is known, and
//! it never sees more than a bounded depth: what a browser shows does not change if a tag inside
//! of hundreds of others is left out.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};

use html5ever::buffer_queue::BufferQueue;
use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{Attribute, LocalName, QualName, TokenizerResult, ns};

use crate::fault::Fault;

/// The deepest nesting that is kept.
const DEEPEST: u32 = 200;

/// The longest piece that is given to the library at once.
const PIECE: usize = 16 * 1024;

/// How many spaces, quotes and slashes one tag may have. A picture inside of a tag has few of
/// them; more than this is no page.
const MOST_MARKS: usize = 20_000;

/// The number of a node.
pub(super) type Id = usize;

/// A page as a tree. Node 0 is the page itself.
#[derive(Debug)]
pub(super) struct Tree {
    nodes: Vec<Node>,
}

/// An element or a text.
#[derive(Debug)]
struct Node {
    kind: Kind,
    /// The line where its tag ends, or where its text begins.
    line: u32,
    parent: Option<Id>,
    children: Vec<Id>,
    depth: u32,
}

#[derive(Debug)]
enum Kind {
    Page,
    Element(Element),
    /// Text of one line.
    Text(String),
}

#[derive(Debug)]
struct Element {
    name: LocalName,
    attributes: Vec<(LocalName, StrTendril)>,
}

impl Tree {
    /// Reads a page. `first` is the number of its first line.
    pub(super) fn parse<'a>(
        lines: impl Iterator<Item = &'a str>,
        first: u32,
    ) -> Result<Self, Fault> {
        let builder = TreeBuilder::new(
            Builder::new(first),
            TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() },
        );
        let filter = Filter { builder, tokens: Cell::new(0) };
        let tokenizer = Tokenizer::new(filter, TokenizerOpts::default());
        let queue = BufferQueue::default();
        let (mut marks, mut seen, mut opened) = (0, 0, first);
        for (number, line) in (first..).zip(lines) {
            tokenizer.sink.builder.sink.line.set(number);
            for piece in pieces(line) {
                queue.push_back(StrTendril::from_slice(&piece));
                while !matches!(tokenizer.feed(&queue), TokenizerResult::Done) {}
                marks += piece.bytes().filter(|byte| is_mark(*byte)).count();
                let tokens = tokenizer.sink.tokens.get();
                if tokens != seen {
                    (marks, seen, opened) = (0, tokens, number);
                } else if marks > MOST_MARKS {
                    return Err(Fault::new(
                        opened,
                        "a tag or comment that does not end",
                        "a page whose tags and comments have an end",
                    ));
                }
            }
        }
        tokenizer.end();
        Ok(Self { nodes: tokenizer.sink.builder.sink.nodes.into_inner() })
    }

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

/// A line in pieces, with the mark of its end. A carriage return within a line ends no line here,
/// or lines would be counted differently by different readers.
fn pieces(line: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let mut rest = Some(line);
    std::iter::from_fn(move || {
        let text = rest?;
        if text.len() <= PIECE {
            rest = None;
            return Some(Cow::Owned(text.replace('\r', " ") + "\n"));
        }
        let mut end = PIECE;
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        rest = Some(&text[end..]);
        Some(Cow::Owned(text[..end].replace('\r', " ")))
    })
}

fn is_mark(byte: u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, b'/' | b'"' | b'\'')
}

/// Names tags so that the library does not repeat those that are never closed, and leaves out tags
/// that are too deep.
struct Filter {
    builder: TreeBuilder<Handle, Builder>,
    /// How many tokens there were.
    tokens: Cell<usize>,
}

impl TokenSink for Filter {
    type Handle = Handle;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Handle> {
        self.tokens.set(self.tokens.get() + 1);
        let mut tag = match token {
            Token::TagToken(tag) => tag,
            // Not part of the page; and the library would reorder the text after it.
            Token::DoctypeToken(_) | Token::ParseError(_) | Token::CommentToken(_) => {
                return TokenSinkResult::Continue;
            }
            other => return self.builder.process_token(other, line),
        };
        if let Some(name) = plain_name(&tag.name) {
            tag.name = LocalName::from(name);
        }
        let closes = tag.kind == TagKind::StartTag && tag.self_closing && !is_void(&tag.name);
        if tag.kind == TagKind::StartTag && self.is_too_deep(line) {
            return TokenSinkResult::Continue;
        }
        if !closes {
            return self.builder.process_token(Token::TagToken(tag), line);
        }
        let end = Tag {
            kind: TagKind::EndTag,
            name: tag.name.clone(),
            self_closing: false,
            attrs: Vec::new(),
            had_duplicate_attributes: false,
        };
        // The text of such an element is never read, so the library must not wait for its end.
        let _ =
            self.builder.process_token(Token::TagToken(Tag { self_closing: false, ..tag }), line);
        let _ = self.builder.process_token(Token::TagToken(end), line);
        TokenSinkResult::Continue
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

impl Filter {
    fn is_too_deep(&self, line: u64) -> bool {
        let depth = &self.builder.sink.depth;
        if depth.get() < DEEPEST {
            return false;
        }
        // End tags may have led up since. A comment tells where the next element would be.
        let comment = Token::CommentToken(StrTendril::new());
        let _ = self.builder.process_token(comment, line);
        depth.get() >= DEEPEST
    }
}

/// Browsers open tags of fonts again in each paragraph until they are closed; a page that never
/// closes them would grow with the square of its length.
fn plain_name(name: &str) -> Option<&'static str> {
    Some(match name {
        "b" | "strong" => "x-bold",
        "a" => "x-link",
        "code" | "tt" => "x-code",
        "big" | "em" | "font" | "i" | "nobr" | "s" | "small" | "strike" | "u" => "x-plain",
        _ => return None,
    })
}

fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// What the library builds the tree with.
struct Builder {
    nodes: RefCell<Vec<Node>>,
    line: Cell<u32>,
    /// The depth of the place where the last node was put.
    depth: Cell<u32>,
}

/// A node, as the library holds it.
#[derive(Clone)]
struct Handle {
    id: Id,
    name: std::rc::Rc<QualName>,
}

/// The node for what is no part of the page, such as comments.
const NOWHERE: Id = usize::MAX;

impl Builder {
    fn new(line: u32) -> Self {
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

#[cfg(test)]
mod tests {
    use super::Tree;

    /// The tree as text: names with their lines, texts in quotation marks.
    fn shown(tree: &Tree, id: usize) -> String {
        if let Some(text) = tree.text(id) {
            return match text.trim() {
                "" => String::new(),
                text => format!("'{text}'{}", tree.line(id)),
            };
        }
        let inner: String = tree.children(id).iter().map(|&child| shown(tree, child)).collect();
        match tree.name(id) {
            "" | "html" | "head" | "body" => inner,
            name => format!("{name}{}({inner})", tree.line(id)),
        }
    }

    #[track_caller]
    fn check(html: &str, expected: &str) {
        let tree = Tree::parse(html.lines(), 1).expect("a page");
        assert_eq!(shown(&tree, 0), expected, "{html}");
    }

    #[test]
    fn every_text_has_its_line() {
        check("<p>One\ntwo</p>\n\n<p>three &lt;\r\nfour", "p1('One'1'two'2)p4('three <'4'four'5)");
        check("<P\nCLASS=x>a\r\n<BR>b", "p2('a'2br3()'b'3)");
    }

    #[test]
    fn what_is_not_closed_ends_as_in_a_browser() {
        check(
            "<ul><li>a<li>b</ul>c",
            "ul1(li1('a')li1('b'))'c'1".replace("'a')", "'a'1)").replace("'b')", "'b'1)").as_str(),
        );
        check("<p><b>a<p>b", "p1(x-bold1('a'1))p1('b'1)");
        check("<table><tr><td>a<td>b", "table1(tbody1(tr1(td1('a'1)td1('b'1))))");
        check("<p><a name=\"x\"/>a<span/>b</p>", "p1(x-link1()'a'1span1()'b'1)");
    }

    #[test]
    fn hostile_pages_are_read_in_bounded_time_and_depth() {
        let deep = "<div>".repeat(100_000) + "x" + &"</div>".repeat(100_000) + "<p>after";
        let tree = Tree::parse(deep.lines(), 1).expect("a page");
        assert!(tree.below(0).count() < 1_000);
        let last = tree.below(0).last().expect("a text");
        assert_eq!(tree.text(last).map(str::trim), Some("after"));
        assert_eq!(tree.parent(last).map(|id| tree.name(id)), Some("p"));

        let fonts = "<p><b id=1><i id=2><font size=3>x".repeat(5_000);
        assert!(Tree::parse(fonts.lines(), 1).expect("a page").below(0).count() < 50_000);
        let bogus = "<div></x></x></y>".repeat(50_000);
        assert!(Tree::parse(bogus.lines(), 1).expect("a page").below(0).count() < 1_000);
        let names: String = (0..50_000).map(|n| format!("a{n} ")).collect();
        let fault = Tree::parse(format!("<p>\n<div {names}").lines(), 1).expect_err("no page");
        assert_eq!(fault.line, 1);
    }
}
