//! Reads one page with a library for HTML.
//!
//! The library reads what browsers read: tags in any case, tags that are never closed, text in
//! places where none may be. It is fed line by line, so that the line of each text is known, and
//! it never sees more than a bounded depth: what a browser shows does not change if a tag inside
//! of hundreds of others is left out.

use std::borrow::Cow;
use std::cell::Cell;

use html5ever::TokenizerResult;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};

use super::tag_filter::Filter;
use super::tree::Tree;
use super::tree_builder::Builder;
use crate::fault::Fault;

/// The longest piece that is given to the library at once.
const PIECE: usize = 16 * 1024;

/// How many spaces, quotes and slashes one tag may have. A picture inside of a tag has few of
/// them; more than this is no page.
const MOST_MARKS: usize = 20_000;

/// Reads a page. `first` is the number of its first line.
pub(super) fn parse<'a>(lines: impl Iterator<Item = &'a str>, first: u32) -> Result<Tree, Fault> {
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
    Ok(Tree { nodes: tokenizer.sink.builder.sink.nodes.into_inner() })
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

#[cfg(test)]
mod tests {
    use super::super::tree::Tree;
    use super::parse;

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
        let tree = parse(html.lines(), 1).expect("a page");
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
        let tree = parse(deep.lines(), 1).expect("a page");
        assert!(tree.below(0).count() < 1_000);
        let last = tree.below(0).last().expect("a text");
        assert_eq!(tree.text(last).map(str::trim), Some("after"));
        assert_eq!(tree.parent(last).map(|id| tree.name(id)), Some("p"));

        let fonts = "<p><b id=1><i id=2><font size=3>x".repeat(5_000);
        assert!(parse(fonts.lines(), 1).expect("a page").below(0).count() < 50_000);
        let bogus = "<div></x></x></y>".repeat(50_000);
        assert!(parse(bogus.lines(), 1).expect("a page").below(0).count() < 1_000);
        let names: String = (0..50_000).map(|n| format!("a{n} ")).collect();
        let fault = parse(format!("<p>\n<div {names}").lines(), 1).expect_err("no page");
        assert_eq!(fault.line, 1);
    }
}
