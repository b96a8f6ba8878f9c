//! What `extract --keep-going` left out: the file beside the specification, and what it prints.

use std::fmt::Write as _;
use std::path::Path;

use serde_json::json;
use taurusdb_extract::LeftOut;

use crate::output::Unit;

/// The file beside the specification.
pub(crate) const FILE: &str = "left-out.json";

/// The file that lists what was left out; it also says that nothing was.
pub(crate) fn unit(left_out: &[LeftOut], folder: &Path) -> Unit {
    let items: Vec<_> = left_out
        .iter()
        .map(|LeftOut { section, title, lines, fault }| {
            json!({
                "section": section,
                "title": title,
                "page": fault.page,
                "line": fault.line,
                "lines": lines.last + 1 - lines.first,
                "found": fault.found,
                "expected": fault.expected,
            })
        })
        .collect();
    let text = taurusdb_spec::to_text(&json!({ "left_out": items }));
    Unit::File { path: folder.join(FILE), text }
}

/// The list for people, and the decisions that fit nothing.
pub(crate) fn text(left_out: &[LeftOut], unfit: &[String]) -> String {
    let mut text = String::new();
    if !left_out.is_empty() {
        text += "\nleft out:\n";
    }
    for LeftOut { title, fault, .. } in left_out {
        let _ = writeln!(text, "  {title}: {}", fault.short());
    }
    if !left_out.is_empty() && !unfit.is_empty() {
        // Most of them are about what was left out, so nobody should act on them.
        let count = unfit.len();
        let _ = writeln!(text, "\n{count} decided names and fixes fit nothing that was read");
    } else {
        for message in unfit {
            let _ = writeln!(text, "\ndecided, but it fits nothing: {message}");
        }
    }
    text
}
