//! What people decide about statements that a new issue has no more.
//!
//! Nothing goes in silence: each loss waits for a decision. Either the document is right, and an entry of
//! `spec/overlay/accepted/losses.toml` says so with a reason; or it is wrong, and an entry of
//! `spec/overlay/fixes` keeps the fact, which then is no loss.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use taurusdb_spec::OverlayError;

use crate::{Change, Inventory, Subject};

/// The accepted losses, and the text that they were read from.
#[derive(Clone, Debug, Default)]
pub struct Accepted {
    entries: Vec<Decision>,
    text: String,
}

/// One entry: these things need not state this any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The issue that has it no more: `02, 2025-02-28`.
    pub issue: String,
    /// Which statement: `greatest length`; empty if the thing itself is gone.
    pub what: String,
    /// What was stated.
    pub was: String,
    /// What it was stated of, as reports name it.
    pub of: Vec<String>,
    /// Why the project follows the document.
    pub reason: String,
    /// Where the entry stands: `file:line`.
    pub place: String,
}

/// The losses and decisions of one step from an issue to the next.
#[derive(Clone, Debug, Default)]
pub struct Decisions<'a> {
    /// Losses that nobody has decided.
    pub open: Vec<&'a Change>,
    /// Losses that are accepted, each with its entry.
    pub accepted: Vec<(&'a Change, &'a Decision)>,
    /// Entries that accept what is not lost, each with the name of what it accepts in vain.
    pub stale: Vec<(&'a Decision, String)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    loss: Vec<toml::Spanned<Raw>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    issue: String,
    #[serde(default)]
    what: String,
    was: String,
    of: Vec<String>,
    reason: String,
}

/// What a decision is known by: subject, aspect, and what was stated.
type Key = (String, String, String);

/// The text of a new file.
const HEAD: &str = "\
# Statements that an issue of the document has no more, and that need not be kept. Each was accepted by a
# person, or all of an issue by `cargo xtask sync --accept`; what must be kept is a fix in ../fixes.
#
# issue: the issue that lacks it; what: which statement, left out if the thing itself is gone; was: what
# was stated; of: what it was stated of.
";

impl Accepted {
    /// Where the entries stand, below `spec`.
    pub const FILE: &'static str = "overlay/accepted/losses.toml";

    /// Reads the file; one that does not exist accepts nothing.
    ///
    /// # Errors
    /// Fails if the file cannot be read, is not TOML of this form, or gives no reason.
    pub fn load(path: &Path) -> Result<Self, OverlayError> {
        match std::fs::read_to_string(path) {
            Ok(text) => Self::parse(path, &text),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => {
                let message = format!("cannot be read: {error}");
                Err(OverlayError { path: path.to_owned(), line: 1, message })
            }
        }
    }

    /// Reads the text of the file.
    ///
    /// # Errors
    /// Fails if the text is not TOML of this form, or gives no reason.
    pub fn parse(path: &Path, text: &str) -> Result<Self, OverlayError> {
        let file: File = taurusdb_spec::parse_overlay(path, text)?;
        let mut entries = Vec::new();
        for spanned in file.loss {
            let line = taurusdb_spec::line_of(text, spanned.span().start);
            let Raw { issue, what, was, of, reason } = spanned.into_inner();
            let refuse = |message: &str| {
                let (path, message) = (PathBuf::from(path), message.to_owned());
                OverlayError { path, line, message }
            };
            if reason.trim().is_empty() {
                return Err(refuse("the loss has no reason; say why the document may be followed"));
            }
            if of.is_empty() {
                return Err(refuse("'of' is empty; name what the loss is of, as the report does"));
            }
            let place = format!("{}:{line}", path.display());
            entries.push(Decision { issue, what, was, of, reason, place });
        }
        Ok(Self { entries, text: text.to_owned() })
    }

    /// The accepted losses.
    pub fn entries(&self) -> &[Decision] {
        &self.entries
    }

    /// The text of the file once these losses are accepted too; what stands in it stays.
    pub fn and(&self, losses: &[&Change], issue: &str, reason: &str) -> String {
        let mut text = if self.text.is_empty() { HEAD.to_owned() } else { self.text.clone() };
        if !losses.is_empty() {
            text.truncate(text.trim_end().len());
            text.push_str("\n\n");
            text.push_str(&skeletons(losses, issue, reason));
        }
        text
    }
}

/// The entries that accept these losses, ready to be pasted. Losses that say the same are one entry.
pub fn skeletons(losses: &[&Change], issue: &str, reason: &str) -> String {
    let mut groups: BTreeMap<(String, String, String), Vec<String>> = BTreeMap::new();
    for change in losses {
        let (subject, what, was) = key(change);
        // A row that many tables have is told once.
        let name = match &change.subject {
            Subject::Value { path, .. } => path.rsplit('.').next().unwrap_or(path).to_owned(),
            _ => subject.clone(),
        };
        groups.entry((name, what, was)).or_default().push(subject);
    }
    let mut text = String::new();
    for (place, ((_, what, was), of)) in groups.into_iter().enumerate() {
        let end = if place > 0 { "\n" } else { "" };
        let _ = writeln!(text, "{end}[[loss]]\nissue = {}", quoted(issue));
        if !what.is_empty() {
            let _ = writeln!(text, "what = {}", quoted(&what));
        }
        let of: Vec<String> = of.iter().map(|subject| quoted(subject)).collect();
        let of = match of.len() {
            1 => format!("[{}]", of[0]),
            _ => format!("[\n    {},\n]", of.join(",\n    ")),
        };
        let _ = writeln!(text, "was = {}\nof = {of}\nreason = {}", quoted(&was), quoted(reason));
    }
    text
}

/// Holds the losses among the changes against what is accepted.
///
/// An entry is stale if the new specification states what it accepts as lost, or if it is about this
/// step and accepts something that the old specification does not state. An entry about an earlier
/// step stays as a record.
pub fn decide<'a>(
    changes: &'a [Change],
    accepted: &'a Accepted,
    old: &Inventory,
    new: &Inventory,
) -> Decisions<'a> {
    let mut by_key: BTreeMap<Key, &Decision> = BTreeMap::new();
    for entry in accepted.entries.iter().filter(|entry| entry.issue == new.issue()) {
        for subject in &entry.of {
            by_key.insert((subject.clone(), entry.what.clone(), entry.was.clone()), entry);
        }
    }
    let mut decisions = Decisions::default();
    let mut used: BTreeSet<Key> = BTreeSet::new();
    for change in changes.iter().filter(|change| change.is_loss()) {
        let key = key(change);
        match by_key.get(&key) {
            Some(entry) => {
                decisions.accepted.push((change, entry));
                used.insert(key);
            }
            None => decisions.open.push(change),
        }
    }
    let stated: BTreeSet<Key> = new.keys().collect();
    // Without a step from one issue to the next, what was accepted has long been left out.
    let is_step = old.issue() != new.issue();
    for (key, entry) in by_key {
        if !used.contains(&key) && (is_step || stated.contains(&key)) {
            let (subject, what, was) = key;
            let name = if what.is_empty() {
                format!("{subject} ({was})")
            } else {
                format!("{subject} {what} {was}")
            };
            decisions.stale.push((entry, name));
        }
    }
    decisions
}

/// What a decision about a loss is known by.
fn key(change: &Change) -> Key {
    let was = change.old.as_ref().map_or("", |stated| stated.text.as_str());
    (change.subject.to_string(), change.aspect.name().to_owned(), was.to_owned())
}

/// A string of TOML.
fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}
