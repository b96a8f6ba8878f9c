//! The step from what is committed to what a document states: changes, versions, and all files.

use std::fs;
use std::path::Path;

use taurusdb_spec::{Renamed, Versions};
use taurusdb_sync::{
    Accepted, Bump, Change, Echo, Entry, Inventory, Part, Raised, Record, Report, compare,
    old_names, raise, with_entry,
};

use super::base::Base;
use super::lockfile;
use super::places::ACCEPTED;
use crate::failure::Failure;
use crate::found::Found;
use crate::generated;
use crate::output::Unit;

/// The reason of losses that nobody looked at one by one.
const WITHOUT_LOOKING: &str = "the document is right; accepted with --accept";

/// The step from one issue to the next.
pub(crate) struct Step {
    pub(super) base: Base,
    pub(super) found: Found,
    pub(super) next: Inventory,
    pub(super) changes: Vec<Change>,
    /// The versions that the policy gives.
    given: Versions,
    /// The versions, with what people decided.
    pub(super) raised: Vec<Raised>,
    pub(super) accepted: Accepted,
    /// Old names that end with the new version of the client.
    pub(super) dropped: Renamed,
}

impl Step {
    /// Compares a document with what is committed, and decides the versions.
    pub(crate) fn new(root: &Path, mut found: Found) -> Result<Self, Failure> {
        let next = Inventory::of(&found.api).with_ledger(&found.ledger);
        let base = Base::of(root, &found.fingerprint, &next)?;
        // Where nothing was stated, nothing can be broken.
        let changes = match base.issue {
            Some(_) => compare(&base.inventory, &next),
            None => Vec::new(),
        };
        let accepted = Accepted::load(&root.join(ACCEPTED))?;
        let mut raised = raise(&base.versions, &changes);
        let given = versions(&raised);
        for raised in &mut raised {
            raised.by_hand(base.by_hand.of(raised.part.package()));
        }
        found.api.versions = versions(&raised);
        // Old names are kept in all versions that a program can take without a change.
        let since = found.api.versions.line(Part::Client.package());
        let renamed = old_names(&changes, &found.api);
        let dropped = found.api.lock.renamed.clone();
        found.api.lock.renamed.add(Renamed { since: since.clone(), ..renamed });
        let dropped = if dropped.since == since { Renamed::default() } else { dropped };
        Ok(Self { base, found, next, changes, given, raised, accepted, dropped })
    }

    /// What the changes ask of the next version.
    pub(crate) fn bump(&self) -> Bump {
        Bump::of(&self.changes)
    }

    /// Whether the document has been taken in before.
    pub(super) fn is_again(&self) -> bool {
        self.base.is_again
    }

    /// Whether the document is a newer issue than what is committed.
    pub(super) fn is_of_newer_issue(&self) -> bool {
        let known = self.base.issue.as_ref();
        known.is_some_and(|known| taurusdb_sync::is_older((&known.0, &known.1), self.issue()))
    }

    /// The versions of the generated crates.
    pub(super) fn versions(&self) -> &Versions {
        &self.found.api.versions
    }

    /// The changes as a report.
    pub(crate) fn report(&self) -> Report<'_> {
        let pages = [self.base.inventory.pages(), self.next.pages()];
        Report { old: self.base.name(), new: self.name(), changes: &self.changes, pages }
    }

    /// Number and date of the new issue.
    pub(super) fn issue(&self) -> (&str, &str) {
        let service = &self.found.api.service;
        (&service.issue, &service.date)
    }

    fn name(&self) -> String {
        let (issue, date) = self.issue();
        format!("issue {issue}, {date}")
    }

    /// The changes that bring back what an earlier issue said.
    pub(super) fn echoes(&self) -> Vec<Echo<'_>> {
        self.base.history.echoes(&self.changes)
    }

    /// Everything that the step writes, in one transaction.
    pub(super) fn units(&self, root: &Path, accept: bool) -> Result<Vec<Unit>, Failure> {
        let mut units = generated::units(&self.found.api, &self.found.ledger, root)?;
        units.extend(self.records(root)?);
        if accept {
            let open = self.decisions().open;
            let issue = self.next.issue();
            let text = self.accepted.and(&open, issue, WITHOUT_LOOKING);
            if !open.is_empty() {
                units.push(Unit::File { path: root.join(ACCEPTED), text });
            }
        }
        Ok(units)
    }

    /// Losses and decisions.
    pub(super) fn decisions(&self) -> taurusdb_sync::Decisions<'_> {
        taurusdb_sync::decide(&self.changes, &self.accepted, &self.base.inventory, &self.next)
    }

    /// Versions, changelog and history.
    pub(crate) fn records(&self, root: &Path) -> Result<Vec<Unit>, Failure> {
        let (issue, date) = self.issue();
        let document = &*self.found.fingerprint;
        let mut history = self.base.history.clone();
        let is_known = self.base.issue.as_ref().is_some_and(|(known, day)| {
            !self.base.is_again && self.changes.is_empty() && (&**known, &**day) == (issue, date)
        });
        if history.newest().is_none() {
            let first = match &self.base.issue {
                // Only its number and date are known: it was taken in before there was a history.
                Some((issue, date)) if !is_known => Record::first(issue, date, ""),
                _ => Record::first(issue, date, document),
            };
            history.push(first);
        }
        if self.base.issue.is_some() && !is_known {
            let before = self.base.as_before();
            let (old, new) = (&self.base.inventory, &self.next);
            let given = self.given.iter();
            let given = given.map(|(package, version)| (package.to_owned(), version.to_owned()));
            let names = (issue, date, document);
            history.push(Record::between(names, before, given.collect(), old, new));
        }
        let file = |name: &str, text| Unit::File { path: root.join(name), text };
        let mut units = vec![
            Unit::Folder { path: root.join("spec/history"), files: history.files() },
            file("spec/versions.toml", self.found.api.versions.to_text()),
        ];
        if let Some(text) = read(&root.join("Cargo.lock"))? {
            units.push(file("Cargo.lock", lockfile::with_versions(&text, &self.raised)));
        }
        let changelog = read(&root.join("CHANGELOG.md"))?;
        // What is taken in again may have nothing left to tell: then its entry goes.
        if !self.changes.is_empty() || (self.base.is_again && changelog.is_some()) {
            let entry = Entry { issue, date, raised: &self.raised, changes: &self.changes };
            units.push(file("CHANGELOG.md", with_entry(changelog.as_deref(), &entry)));
        }
        Ok(units)
    }
}

fn versions(raised: &[Raised]) -> Versions {
    let mut versions = Versions::default();
    for Raised { part, to, .. } in raised {
        versions.set(part.package(), to.clone());
    }
    versions
}

/// The text of a file, if it is there.
fn read(path: &Path) -> Result<Option<String>, Failure> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Failure::read(path, "make it readable and run this again")(error)),
    }
}
