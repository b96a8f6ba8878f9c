//! A report for a program. The form is stable; a new version may add keys, and takes none away.
//!
//! | key | meaning |
//! |---|---|
//! | `old`, `new` | what the two sides are called |
//! | `bump` | what the changes ask of the next version: `none`, `patch`, `minor`, `major` |
//! | `changes[].subject`, `.operation` | what changed, as in the other forms; the id of its operation |
//! | `.aspect` | which statement; empty for the thing itself |
//! | `.class`, `.severity` | as in the policy; `breaking`, `compatible` or `editorial` |
//! | `.loss`, `.guess` | whether a decision is asked for; whether old and new are only guessed to be one |
//! | `.old`, `.new` | `text` and `line`, and `page` if the document is not one file; null if not stated |
//! | `.new_place` | line of the new document where it stands or would stand |
//! | `.advice` | what to do; `.todo` says the same for `client`, `command_line` and `mock` |
//! | `back_and_forth` | what comes back that an earlier issue said; `diff` adds it where there is some |

use serde_json::{Value, json};
use taurusdb_spec::PageStart;

use super::contents::Report;
use super::rows::heading;
use crate::{Change, Stated};

pub(super) fn render(report: &Report<'_>) -> String {
    let changes: Vec<Value> =
        report.changes.iter().map(|found| change(found, report.pages)).collect();
    let page = json!({
        "old": report.old,
        "new": report.new,
        "bump": report.bump().to_string(),
        "changes": changes,
    });
    let mut text = serde_json::to_string_pretty(&page).unwrap_or_default();
    text.push('\n');
    text
}

fn change(change: &Change, [old_pages, new_pages]: [&[PageStart]; 2]) -> Value {
    let stated = |stated: &Option<Stated>, pages| {
        stated.as_ref().map(|stated| {
            let (page, line) = PageStart::locate(pages, stated.line);
            json!({ "text": stated.text, "page": page, "line": line })
        })
    };
    let new_place = change.new_place.map(|line| PageStart::locate(new_pages, line).1);
    let todo = change.todo();
    json!({
        "subject": change.subject.to_string(),
        "operation": change.subject.operation(),
        "aspect": change.aspect.name(),
        "class": change.class.title(),
        "severity": heading(change.severity()).to_lowercase(),
        "loss": change.is_loss(),
        "guess": change.is_guess(),
        "old": stated(&change.old, old_pages),
        "new": stated(&change.new, new_pages),
        "new_place": new_place,
        "advice": todo.advice(),
        "todo": { "client": todo.client, "command_line": todo.command_line, "mock": todo.mock },
    })
}
