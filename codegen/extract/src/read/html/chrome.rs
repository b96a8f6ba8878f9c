//! What a page has around its content: navigation, search, footers, scripts.

use super::text::{all_text, level};
use super::tree::{Id, Tree};

/// Elements that hold no content of the reference.
const ELEMENTS: [&str; 22] = [
    "audio", "button", "canvas", "datalist", "embed", "head", "iframe", "input", "link", "meta",
    "nav", "noscript", "object", "script", "select", "style", "svg", "template", "textarea",
    "title", "video", "footer",
];

/// Words in the class or id of an element that is around the content.
const WORDS: [&str; 34] = [
    "backtotop",
    "banner",
    "breadcrumb",
    "breadcrumbs",
    "breadcrumbnav",
    "copyright",
    "crumb",
    "crumbs",
    "familylinks",
    "feedback",
    "footer",
    "headerlink",
    "linenodiv",
    "linenos",
    "locale",
    "menu",
    "menubar",
    "nav",
    "navbar",
    "navbottom",
    "navfooter",
    "navheader",
    "navigation",
    "navtop",
    "pagination",
    "pager",
    "permalink",
    "prevnext",
    "related",
    "searchbox",
    "sidebar",
    "skip",
    "toc",
    "ullinks",
];

/// Whether an element is around the content and not part of it. An element with a table, code or
/// heading in it is content, whatever it is called.
pub(super) fn is_chrome(tree: &Tree, id: Id) -> bool {
    let name = tree.name(id);
    if ELEMENTS.contains(&name) {
        return !matches!(name, "footer" | "nav") || !has_content(tree, id);
    }
    let words = ["class", "id"].into_iter().filter_map(|key| tree.attribute(id, key));
    let is_named = words
        .flat_map(|words| words.split(|c: char| !c.is_ascii_alphanumeric()))
        .any(|word| WORDS.contains(&word.to_ascii_lowercase().as_str()));
    let is_mark = name == "x-link" && matches!(&*all_text(tree, id).text, "¶" | "#" | "§");
    is_mark
        || is_named
            && !matches!(name, "html" | "body" | "main" | "td" | "tr")
            && !has_content(tree, id)
        || name == "header" && tree.below(id).all(|id| level(tree.name(id)).is_none())
}

fn has_content(tree: &Tree, id: Id) -> bool {
    tree.below(id).any(|id| {
        let name = tree.name(id);
        matches!(name, "table" | "pre") || level(name).is_some_and(|level| level < 3)
    })
}
