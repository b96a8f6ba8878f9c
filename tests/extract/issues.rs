//! Next issues of our own document, and the report that each must give: `fixtures/issues/changes.toml`.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

use serde::Deserialize;
use taurusdb_extract::{Extraction, extract};
use taurusdb_spec::{Fixes, Lock, Names, parse_overlay};
use taurusdb_sync::{Change, Class, Inventory, Severity, compare};
use taurusdb_tests::fixture;

use super::fixtures::TEAPOT;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    issue: Vec<Issue>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Issue {
    name: String,
    after: String,
    from: String,
    to: String,
    /// Edits of the old document, which the new one has too.
    #[serde(default)]
    base: Vec<Edit>,
    #[serde(default)]
    more: Vec<Edit>,
    cut: Option<(String, String)>,
    #[serde(default)]
    reverse: bool,
    told: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Edit {
    after: String,
    from: String,
    to: String,
}

/// Classes for which our document has nothing to edit: `codegen/sync/tests/compare.rs` reaches them.
const ELSEWHERE: [Class; 1] = [Class::LimitChanged];

fn issues() -> Vec<Issue> {
    let path = fixture("issues/changes.toml");
    let text = std::fs::read_to_string(&path).expect("the issues");
    parse_overlay::<File>(Path::new("changes.toml"), &text).expect("sound issues").issue
}

impl Issue {
    /// The document that the issue comes after.
    fn base(&self) -> String {
        let text = self
            .base
            .iter()
            .fold(TEAPOT.text(), |text, Edit { after, from, to }| edited(&text, after, from, to));
        if self.base.is_empty() { text } else { numbered(&text) }
    }

    fn text(&self) -> String {
        let mut text = edited(&self.base(), &self.after, &self.from, &self.to);
        for Edit { after, from, to } in &self.more {
            text = edited(&text, after, from, to);
        }
        if let Some((from, to)) = &self.cut {
            let start = text.find(from.as_str()).expect("the beginning of what is cut");
            let end = start + text[start..].find(to.as_str()).expect("its end");
            text.replace_range(start..end, "");
        }
        numbered(&text)
    }

    fn changes(&self) -> Vec<Change> {
        let fixes = Fixes::load(&fixture("fixes")).expect("the fixes are sound");
        let mut names = TEAPOT.names();
        names.keep(LOCK.clone());
        let read = |text: &str| match extract(text.as_bytes(), &names, &fixes) {
            Ok(found) => found,
            // Names and fixes of what is gone are for people to take away.
            Err(_) => preview(text, &names, &fixes),
        };
        let inventory = |found: &Extraction| Inventory::of(&found.api).with_ledger(&found.ledger);
        let (old, new) = (read(&self.base()), read(&self.text()));
        let (old, new) = if self.reverse { (new, old) } else { (old, new) };
        compare(&inventory(&old), &inventory(&new))
    }
}

/// The names of the committed issue.
static LOCK: LazyLock<Lock> = LazyLock::new(|| {
    let plan = taurusdb_emit::generate_with_lock(&TEAPOT.api());
    plan.expect("code can be generated").1
});

/// What each issue changes.
static CHANGES: LazyLock<Vec<(Issue, Vec<Change>)>> = LazyLock::new(|| {
    let told = |issue: Issue| {
        let changes = issue.changes();
        (issue, changes)
    };
    issues().into_iter().map(told).collect()
});

fn preview(text: &str, names: &Names, fixes: &Fixes) -> Extraction {
    let source = taurusdb_extract::read::Source::text(text.to_owned());
    match taurusdb_extract::preview(&source, names, fixes) {
        Ok(found) => found.extraction,
        Err(error) => panic!("the edited document is not understood: {error}"),
    }
}

#[track_caller]
fn edited(text: &str, after: &str, from: &str, to: &str) -> String {
    // What an edit is about stands in the contents too; its own place is the last one.
    let start = if after == "Contents" { text.find(after) } else { text.rfind(after) };
    let start = start.unwrap_or_else(|| panic!("there is no {after:?}"));
    let at =
        text[start..].find(from).unwrap_or_else(|| panic!("there is no {from:?} after {after:?}"));
    format!("{}{to}{}", &text[..start + at], &text[start + at + from.len()..])
}

/// The text with the tables of chapter 4 numbered from one up.
fn numbered(text: &str) -> String {
    let mut next = 0;
    let line = |line: &str| {
        // A title begins a line, or is bold and glued to what stands before.
        let stars = line.len() - line.trim_start_matches('*').len();
        let start = match line[stars..].starts_with("Table 4-") {
            true => Some(stars),
            false => line.find("**Table 4-").map(|at| at + 2),
        };
        let Some(start) = start.map(|at| at + "Table 4-".len()) else { return line.to_owned() };
        next += 1;
        let rest = line[start..].trim_start_matches(|c: char| c.is_ascii_digit());
        format!("{}{next}{rest}", &line[..start])
    };
    text.split_inclusive('\n').map(line).collect()
}

/// A change as the file has it.
fn line(change: &Change) -> String {
    let severity = match change.severity() {
        Severity::Breaking => "breaking",
        Severity::Compatible => "compatible",
        Severity::Editorial => "editorial",
    };
    let text = |stated: &Option<taurusdb_sync::Stated>| {
        stated.as_ref().map_or("nothing".to_owned(), |stated| stated.text.clone())
    };
    let (old, new) = (text(&change.old), text(&change.new));
    let name = change.aspect.name();
    let what = match name {
        // Long, or not for people.
        "words" => name.to_owned(),
        "data" if old.len() + new.len() > 80 => name.to_owned(),
        "" => format!("{old} → {new}"),
        name => format!("{name} {old} → {new}"),
    };
    format!("{severity} {} | {} | {what}", change.class.title(), change.subject)
}

#[test]
fn each_issue_is_reported_as_expected() {
    let mut wrong = Vec::new();
    for (issue, changes) in CHANGES.iter() {
        let mut told: Vec<String> = changes.iter().map(line).collect();
        let mut expected = issue.told.clone();
        told.sort();
        expected.sort();
        if told != expected {
            wrong.push(format!("{}\n  expected {expected:#?}\n  told {told:#?}", issue.name));
        }
        for change in changes {
            let old = change.old.as_ref().map(|stated| stated.line);
            assert!(old.is_none_or(|line| line > 0), "{change:?} has no old line");
            assert!(change.new_place.is_some_and(|line| line > 0), "{change:?} has no new line");
        }
    }
    assert!(wrong.is_empty(), "{} issues:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn each_class_is_reached() {
    let told: BTreeSet<Class> =
        CHANGES.iter().flat_map(|(_, changes)| changes).map(|change| change.class).collect();
    let missing: Vec<&Class> = Class::ALL
        .iter()
        .filter(|class| !told.contains(class) && !ELSEWHERE.contains(class))
        .collect();
    assert!(missing.is_empty(), "no issue reaches {missing:?}");
}
