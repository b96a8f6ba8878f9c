//! Notes: which elements are notes, and the marks above them.

use super::tree::{Id, Tree};

/// Whether an element is a note.
pub(super) fn is_note(tree: &Tree, id: Id) -> bool {
    const KINDS: [&str; 14] = [
        "admonition",
        "attention",
        "caution",
        "danger",
        "hint",
        "important",
        "info",
        "note",
        "notice",
        "remark",
        "tip",
        "tips",
        "warning",
        "alert",
    ];
    matches!(tree.name(id), "div" | "aside" | "blockquote" | "section" | "dl")
        && KINDS.iter().any(|kind| tree.has_class(id, kind))
}

/// The mark above a note.
pub(super) fn note_mark(text: &str) -> Option<&'static str> {
    const MARKS: [&str; 8] =
        ["NOTE", "NOTICE", "CAUTION", "WARNING", "DANGER", "IMPORTANT", "TIP", "ATTENTION"];
    let text = text.trim();
    let is_mark = |mark: &&&str| text == **mark || is_capitalised(text, mark);
    MARKS.iter().find(is_mark).copied()
}

/// `Note` for `NOTE`.
fn is_capitalised(text: &str, mark: &str) -> bool {
    text.eq_ignore_ascii_case(mark) && text.starts_with(|c: char| c.is_ascii_uppercase())
}

/// A note begins with its mark, so that what it says is not taken for what the value is.
pub(super) fn marked(text: &str) -> String {
    let (first, _) = text.split_once([' ', ':']).unwrap_or((text, ""));
    match note_mark(first) {
        Some(mark) => {
            let rest = text[first.len()..].trim_start_matches([':', ' ']);
            format!("{mark}: {rest}")
        }
        None => format!("NOTE: {text}"),
    }
}
