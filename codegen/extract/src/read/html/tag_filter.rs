//! What the library for HTML gets to see of the tags of a page.

use std::cell::Cell;

use html5ever::LocalName;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::TreeBuilder;

use super::tree_builder::{Builder, Handle};

/// The deepest nesting that is kept.
const DEEPEST: u32 = 200;

/// Names tags so that the library does not repeat those that are never closed, and leaves out tags
/// that are too deep.
pub(super) struct Filter {
    pub(super) builder: TreeBuilder<Handle, Builder>,
    /// How many tokens there were.
    pub(super) tokens: Cell<usize>,
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
