//! What a document is compared with: what is committed, or what stood before the same document was
//! taken in.

use std::path::Path;

use taurusdb_spec::{Api, Ledger, Versions};
use taurusdb_sync::{Before, History, Inventory, Record};

use crate::failure::Failure;
use crate::output;

/// What a document is compared with.
pub(super) struct Base {
    /// What was stated.
    pub(super) inventory: Inventory,
    /// Number and date of the issue; none if nothing has been extracted yet.
    pub(super) issue: Option<(String, String)>,
    /// The versions of the generated crates.
    pub(super) versions: Versions,
    /// The records up to that issue.
    pub(super) history: History,
    /// The versions that people raised further than `sync` did.
    pub(super) by_hand: Versions,
    /// Whether this document has been taken in before: then what was written for it is written again.
    pub(super) is_again: bool,
}

impl Base {
    /// Finds the base for a document, by its fingerprint. `next` is what the document states.
    pub(super) fn of(root: &Path, document: &str, next: &Inventory) -> Result<Self, Failure> {
        let spec = root.join("spec");
        let history = History::load(&spec.join("history"))?;
        let versions = Versions::load(&spec)?;
        if !spec.join("api/service.json").is_file() {
            return Ok(Self {
                inventory: Inventory::default(),
                issue: None,
                versions,
                history,
                by_hand: Versions::default(),
                is_again: false,
            });
        }
        let _lock = output::wait_for_writer(&spec);
        let api = Api::load_facts(&spec)?;
        let service = &api.service;
        let base = Self {
            inventory: Inventory::of(&api).with_ledger(&Ledger::load(&spec)?),
            issue: Some((service.issue.clone(), service.date.clone())),
            versions,
            history,
            by_hand: Versions::default(),
            is_again: false,
        };
        Ok(base.before(document, next))
    }

    /// What stood before this document, if it is the newest that was taken in.
    fn before(mut self, document: &str, next: &Inventory) -> Self {
        let newest = self.history.newest();
        let Some(Record { before: Some(before), versions: given, .. }) =
            newest.filter(|newest| newest.document == document)
        else {
            return self;
        };
        let Before { issue, date, versions } = before.clone();
        for (package, given) in given {
            let stands = self.versions.of(package);
            if stands != given {
                self.by_hand.set(package, stands.to_owned());
            }
        }
        if let Some(record) = self.history.pop() {
            self.inventory = record.undo(&self.inventory, next);
        }
        self.issue = (!date.is_empty()).then_some((issue, date));
        for (package, version) in versions {
            self.versions.set(&package, version);
        }
        self.is_again = true;
        self
    }

    /// How a record names it.
    pub(super) fn as_before(&self) -> Before {
        let (issue, date) = self.issue.clone().unwrap_or_default();
        let versions = taurusdb_sync::Part::ALL
            .map(|part| (part.package().to_owned(), self.versions.of(part.package()).to_owned()));
        Before { issue, date, versions: versions.into() }
    }

    /// How a report names it.
    pub(super) fn name(&self) -> String {
        match &self.issue {
            Some((issue, date)) => format!("issue {issue}, {date}"),
            None => "nothing".to_owned(),
        }
    }
}
